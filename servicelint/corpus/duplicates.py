"""Ids that stand more than once in the output of a scan: whoever joins by id must know of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import islice
from typing import Any

from servicelint.corpus.errors import CorpusError
from servicelint.corpus.folder import folder_values

#: What DuckDB may hold; the rest it spills beside the output.
_MEMORY = "64MB"
_BATCH = 20_000
_QUERY = """
SELECT count(*), arg_min(id, place) FROM (SELECT id, min(place) AS place FROM ids GROUP BY id HAVING count(*) > 1)
"""


def duplicates(out: str) -> tuple[int, str] | None:
    """Return how many ids the output ``out`` (a file or a folder) holds more than once, and the first of them.

    None where DuckDB is not installed. Raises ``CorpusError`` when the output cannot be read.
    """
    try:
        import duckdb
        import pyarrow as pa
    except ImportError:
        return None
    schema = pa.schema([("id", pa.binary()), ("place", pa.int64())])
    found = enumerate(_folder_ids(out) if os.path.isdir(out) else _line_ids(out))

    def batches() -> Iterator[Any]:
        while part := list(islice(found, _BATCH)):
            yield pa.record_batch([[name for _, name in part], [place for place, _ in part]], schema=schema)

    settings: dict[str, Any] = {"memory_limit": _MEMORY, "threads": 1, "temp_directory": f"{out.rstrip('/')}.tmp"}
    try:
        with duckdb.connect(config=settings) as database:
            database.register("ids", pa.RecordBatchReader.from_batches(schema, batches()))
            number, first = database.execute(_QUERY).fetchall()[0]
    except (duckdb.Error, OSError) as error:
        raise CorpusError(f"{out}: cannot be looked through for ids that stand twice: {error}") from None
    return int(number), str(json.loads(first)) if number else ""


def _line_ids(out: str) -> Iterator[bytes]:
    """Yield the ids as JSON: each line begins with its own, and within a string this separator would be escaped."""
    with open(out, "rb") as stream:
        for line in stream:
            yield line.partition(b', "findings": ')[0].removeprefix(b'{"id": ')


def _folder_ids(out: str) -> Iterator[bytes]:
    for _, line in folder_values(out, "line"):
        yield line.partition(', "findings": ')[0].removeprefix('{"id": ').encode("utf-8", "surrogatepass")
