"""Tables: CSV and TSV files, Parquet files, queries to databases. A row is a record, its columns are the fields."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from io import TextIOWrapper
from itertools import islice
from typing import Any

from servicelint.corpus.errors import CorpusError, DamagedError
from servicelint.corpus.items import Item, Position
from servicelint.corpus.stores.files import Stream, check_encoding, damage, missing, stamp_of
from servicelint.readers import MAX_BYTES

Rows = Iterator[tuple[str, Mapping[str, Any] | str]]
_BATCH = 1024


class Table:
    """A store that ``rows`` reads from its beginning: pairs of a place and a row, or why it cannot be read."""

    def __init__(self, name: str, rows: Callable[[Table], Rows], path: str | None = None, query: str = "") -> None:
        self.name = name
        self.path = path or name
        self.query = query
        self.size = stamp_of(self.path)[0] if path else 0
        self.read = 0
        self._rows = rows

    def items(self, start: Position) -> Iterator[Item]:
        """Yield the rows behind ``start``; raise ``CorpusError`` where the store cannot be read on."""
        rows = enumerate(self._rows(self), 1)
        for number, (place, row) in islice(rows, start.items, None):
            yield Item(place, row, Position(number))

    def done(self) -> int:
        """Return how many bytes have been read."""
        return min(self.read, self.size)

    def stamp(self) -> tuple[int, int]:
        """Return size and time of change; zeros for a database."""
        return stamp_of(self.path)


def csv_rows(table: Table) -> Rows:
    """Yield the rows of a CSV or TSV file (or any other separator that the first lines show), by its header line."""
    stream = Stream(table.path)
    csv.field_size_limit(MAX_BYTES)
    errors: tuple[type[Exception], ...] = (*stream.errors, csv.Error)
    text = TextIOWrapper(stream.data, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        head = text.readline()
        check_encoding(table.name, head.encode("utf-8", "surrogateescape"))
        if not head.strip():
            return
        separator = "\t" if "\t" in head else max(",;|", key=head.count)
        names = next(csv.reader([head], delimiter=separator))
        reader = csv.reader(text, delimiter=separator)
        before = 1
        for values in reader:
            place = f"{table.name}:{before + 1}"
            before = reader.line_num + 1
            table.read = stream.done()
            if not values:
                continue
            if len(values) != len(names):
                yield place, f"this row has {len(values)} columns, the header {len(names)}"
            elif any("\udc80" <= char <= "\udcff" for value in values if not value.isascii() for char in value):
                yield place, "not valid UTF-8"
            else:
                yield place, dict(zip(names, values, strict=True))
    except errors as error:
        raise damage(table.name, error) from None
    finally:
        stream.close()


def parquet_rows(table: Table) -> Rows:
    """Yield the rows of a Parquet file. A damaged row group ends it with ``CorpusError``; what came before is good."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise CorpusError(f"{table.name}: {missing('pyarrow')}") from None
    number = 0
    try:
        with parquet.ParquetFile(table.path) as file:
            groups = max(file.metadata.num_row_groups, 1)
            for group in range(file.metadata.num_row_groups):
                for batch in file.iter_batches(_BATCH, row_groups=[group]):
                    for row in batch.to_pylist():
                        number += 1
                        yield f"{table.name}: row {number}", row
                table.read = table.size * (group + 1) // groups
    except (OSError, pa.ArrowException) as error:
        if isinstance(error, OSError) and error.errno:
            raise damage(table.name, error) from None
        raise DamagedError(f"{table.name}: damaged behind row {number:,}: {error}") from None


def json_rows(table: Table) -> Rows:
    """Yield the entries of a JSON file: a list, or the first list of objects in an object (an export of tickets)."""
    stream = Stream(table.path)
    try:
        data = stream.data.read()
        check_encoding(table.name, data)
        value = json.loads(data.decode("utf-8-sig"))
    except stream.errors as error:
        raise damage(table.name, error) from None
    except ValueError as error:
        raise DamagedError(f"{table.name}: not JSON: {error}") from None
    finally:
        stream.close()
    table.read = table.size
    if isinstance(value, dict):
        lists = (entry for entry in value.values() if isinstance(entry, list) and entry and isinstance(entry[0], dict))
        value = [value] if "id" in value else next(lists, [value])
    for number, entry in enumerate(value if isinstance(value, list) else [], 1):
        good = isinstance(entry, dict)
        yield f"{table.name}: entry {number}", entry if good else 'not a record: expected {"id": …, "text": …}'


def sqlite_rows(table: Table) -> Rows:
    """Yield the rows of a query to an SQLite file, which is opened for reading only."""
    try:
        with closing(sqlite3.connect(f"file:{table.path}?mode=ro", uri=True)) as database:
            cursor = database.execute(table.query)
            names = [column[0] for column in cursor.description or ()]
            for number, values in enumerate(cursor, 1):
                yield f"{table.name}: row {number}", dict(zip(names, values, strict=True))
    except sqlite3.Error as error:
        raise CorpusError(f"{table.name}: {error}") from None


def postgres_rows(table: Table) -> Rows:
    """Yield the rows of a query to PostgreSQL, streamed as Arrow batches."""
    try:
        from adbc_driver_manager import Error
        from adbc_driver_postgresql import dbapi
    except ImportError:
        raise CorpusError(f"{table.name}: {missing('adbc-driver-postgresql')}") from None
    number = 0
    try:
        with dbapi.connect(table.path) as database, database.cursor() as cursor:
            cursor.execute(table.query)
            for batch in cursor.fetch_record_batch():
                for row in batch.to_pylist():
                    number += 1
                    yield f"{table.name}: row {number}", row
    except (Error, OSError) as error:
        reason = str(error).strip().splitlines()
        where = f" behind row {number:,}" if number else ""
        why = reason[0] if reason else error
        raise CorpusError(f"{table.name}: the database gave up{where}: {why}; what is done is kept") from None


def duckdb_rows(table: Table) -> Rows:
    """Yield the rows of a query by DuckDB: to a ``.duckdb`` file, or (``path`` empty) to files that it names itself."""
    try:
        import duckdb
    except ImportError:
        raise CorpusError(f"{table.name}: {missing('duckdb')}") from None
    try:
        where = table.path if table.path.endswith((".duckdb", ".ddb")) else ":memory:"
        with duckdb.connect(where, read_only=where != ":memory:") as database:
            number = 0
            for batch in database.sql(table.query).to_arrow_reader(_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{table.name}: row {number}", row
    except duckdb.Error as error:
        raise CorpusError(f"{table.name}: {str(error).splitlines()[0]}") from None
