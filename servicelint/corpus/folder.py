"""The folder of Parquet files that an engine beyond one machine writes (see ``arrow``), read as a scan's output."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator

from servicelint.corpus.errors import CorpusError
from servicelint.corpus.journal import State
from servicelint.corpus.stores.files import missing
from servicelint.corpus.worker import Outcome

#: Spark leaves this file when all of the output is there; so does our scan on Ray.
DONE = "_SUCCESS"
_ROWS = 1024


def folder_values(folder: str, column: str) -> Iterator[tuple[str, str]]:
    """Yield what is not null in a column, each with its place; one batch of rows is in memory at a time.

    Raises ``CorpusError`` where the files are not those of a scan.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise CorpusError(f"{folder}: {missing('pyarrow')}") from None
    names = sorted(name for name in os.listdir(folder) if name.endswith(".parquet") and name[0] not in "._")
    if not names:
        raise CorpusError(f"{folder}: no Parquet files here that `corpus scan --engine` wrote")
    for name in names:
        path = os.path.join(folder, name)
        try:
            with parquet.ParquetFile(path) as file:
                if column not in file.schema_arrow.names:
                    raise CorpusError(f"{path}: no column {column!r}; not what `corpus scan --engine` writes")
                row = 0
                for batch in file.iter_batches(_ROWS, columns=[column]):
                    for value in batch.column(0).to_pylist():
                        row += 1
                        if value is not None:
                            yield f"{path}: row {row}", value
        except (OSError, pa.ArrowException) as error:
            raise CorpusError(f"{path}: damaged: {error}") from None


def folder_state(folder: str) -> State:
    """Return the totals of a scan, as the state file of a local one has them; raise ``CorpusError``."""
    state = State({})
    for place, value in folder_values(folder, "counts"):
        try:
            given = json.loads(value)
            counts = Counter({tuple(key): number for key, number in given.pop("counts")})
            state.add(Outcome(**given, counts=counts))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError(f"{place}: not the counts of a scan ({error})") from None
    state.finished = os.path.exists(os.path.join(folder, DONE))
    return state
