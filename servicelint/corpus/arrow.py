"""The seam for engines beyond one machine: one function from Arrow record batches to Arrow record batches.

In: a column ``record`` with one JSON record a row (or the columns of a record itself). Out: ``id``, ``line`` (what
`corpus scan` writes; null for records without findings), ``error`` (null, or why a record could not be checked).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from servicelint.config import Config
from servicelint.corpus.items import START, Item
from servicelint.corpus.worker import Task, Worker

SCHEMA = pa.schema([("id", pa.string()), ("line", pa.string()), ("error", pa.string())])
#: The same for Spark.
DDL = "id string, line string, error string"
_CHUNK = 256
#: One worker for each set of settings in each process: rules and model are loaded once, whatever the engine does.
_workers: dict[Task, Worker] = {}


def checker(task: Task | None = None) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return the function that checks record batches by ``task`` (without: the default settings)."""
    wanted = task or Task((Config(),))

    def check(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        worker = _workers.get(wanted) or _workers.setdefault(wanted, Worker(wanted))
        for batch in batches:
            for start in range(0, batch.num_rows, _CHUNK):
                yield _check(worker, batch.slice(start, _CHUNK))

    return check


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
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _item(row: Mapping[str, Any], number: int) -> Item:
    given = row.get("record")
    if isinstance(given, str):
        return Item(f"row {number}", given.encode("utf-8", "surrogatepass"), START)
    # Columns that a record does not have come as nulls.
    return Item(f"row {number}", {key: value for key, value in row.items() if value is not None}, START)
