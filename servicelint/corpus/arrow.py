"""The seam for engines beyond one machine: one function from Arrow record batches to Arrow record batches.

In: a column ``record`` with one JSON record a row, text or bytes, and perhaps a ``place`` that names it where it has no
id; or the columns of a record itself. Out: rows of three kinds, what does not apply is null: ``id`` and ``line`` (what
`corpus scan` writes) for a record with findings, ``id`` and ``error`` for one that could not be checked, and ``counts``
(JSON) for some hundred records, which make the totals of a report: an engine that tries again keeps one set of rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pyarrow as pa

from servicelint.config import Config
from servicelint.corpus.items import START, Item
from servicelint.corpus.worker import Outcome, Task, Worker

_COLUMNS = ("id", "line", "error", "counts")
SCHEMA = pa.schema([(name, pa.string()) for name in _COLUMNS])
#: The same for Spark.
DDL = ", ".join(f"{name} string" for name in _COLUMNS)
_CHUNK = 256
#: One worker for each set of settings in each process: rules and model are loaded once, whatever the engine does.
_workers: dict[Task, Worker] = {}


def checker(task: Task | None = None) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return the function that checks record batches by ``task`` (without: the default settings)."""
    # Not a closure: cloudpickle would send it with a copy of ``_workers``, and each task would load the rules anew.
    return partial(check_batches, task or Task((Config(),)))


def check_batches(task: Task, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield what ``task`` finds in ``batches``."""
    worker = _workers.get(task) or _workers.setdefault(task, Worker(task))
    for batch in batches:
        for start in range(0, batch.num_rows, _CHUNK):
            yield _check(worker, batch.slice(start, _CHUNK))


def _check(worker: Worker, batch: pa.RecordBatch) -> pa.RecordBatch:
    outcome = worker.run(0, [_item(row, number) for number, row in enumerate(batch.to_pylist(), 1)])
    rows: list[dict[str, Any]] = [
        {"id": str(json.loads(line)["id"]), "line": line.decode(), "error": None}
        for line in outcome.lines.split(b"\n")
        if line
    ]
    rows += [
        {"id": str(problem["id"] or problem["place"]), "line": None, "error": problem["error"]}
        for problem in map(json.loads, outcome.errors.split(b"\n")[:-1])
    ]
    rows.append({"counts": _counts(outcome)})
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _counts(outcome: Outcome) -> str:
    """Return the numbers of an outcome as JSON; ``servicelint.corpus.folder`` adds them up."""
    value: dict[str, Any] = {name: getattr(outcome, name) for name in ("records", "bad", "flagged", "findings")}
    value["model"] = outcome.model
    value["counts"] = sorted([list(key), number] for key, number in outcome.counts.items())
    return json.dumps(value, ensure_ascii=False)


def _item(row: Mapping[str, Any], number: int) -> Item:
    given = row.get("record")
    if isinstance(given, (str, bytes)):
        data = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
        return Item(row.get("place") or f"row {number}", data, START)
    # Columns that a record does not have come as nulls.
    return Item(f"row {number}", {key: value for key, value in row.items() if value is not None}, START)
