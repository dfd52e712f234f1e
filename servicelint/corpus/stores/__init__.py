"""Stores: what messages are kept in. Each kind is a class that yields records; all stream."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servicelint.corpus.errors import CorpusError
from servicelint.corpus.items import Store
from servicelint.corpus.stores.files import PACKED

STDIN = "-"
#: Endings, without those of compression, by kind of store.
_KINDS = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
    ".mbox": "mbox",
    ".eml": "mail",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".duckdb": "duckdb",
    ".ddb": "duckdb",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
_DATABASE = re.compile(r"(?P<kind>postgres(?:ql)?|sqlite)://", re.IGNORECASE)
_NO_QUERY = "say what to read: --query with a SELECT that gives id and text, in a fixed order"
_PASSWORD = re.compile(r"(://[^:/@]*):[^@/]*@")


@dataclass(frozen=True, slots=True)
class StoreOptions:
    """How to read: a ``query`` for databases, a ``mapping`` for exports, ``senders`` whose mail is the company's."""

    query: str = ""
    mapping: str = ""
    senders: tuple[str, ...] = ()


def open_stores(inputs: Iterable[str], options: StoreOptions | None = None) -> list[Store]:
    """Return the stores that ``inputs`` name: files, folders, patterns, databases, ``-``; raise ``CorpusError``."""
    options = options or StoreOptions()
    found: list[Store] = []
    seen: set[str] = set()
    for given in inputs:
        for store in _stores(given, options):
            key = store.name if "://" in store.name else os.path.realpath(store.name)
            if key not in seen:
                seen.add(key)
                found.append(store)
    if not options.mapping:
        return found
    from servicelint.corpus.stores.mapping import Mapped, load_map

    mapping = load_map(options.mapping)
    return [Mapped(store, mapping) for store in found]


def _stores(given: str, options: StoreOptions) -> list[Store]:
    if _DATABASE.match(given):
        return [_database(given, options)]
    if given == STDIN:
        return [_open(given, "lines", options)]
    if os.path.isdir(given):
        return _folder(given, options)
    if os.path.exists(given):
        return [_open(given, kind_of(given), options)]
    if glob.has_magic(given):
        paths = sorted(path for path in glob.glob(given, recursive=True) if os.path.isfile(path))
        if paths:
            return _files(given, paths, options)
        raise CorpusError(f"{given}: no file fits this pattern")
    raise CorpusError(f"{given}: no such file or folder")


def _folder(folder: str, options: StoreOptions) -> list[Store]:
    from servicelint.corpus.stores.mail import MailFiles, maildir_files

    mails = maildir_files(folder)
    if mails is not None:
        return [MailFiles(folder, mails, options.senders)]
    paths = sorted(
        os.path.join(root, name)
        for root, _, names in os.walk(folder)
        for name in names
        if not name.startswith(".") and kind_of(name) in ("lines", "mbox", "mail", "csv", "parquet")
    )
    if not paths:
        raise CorpusError(f"{folder}: no store of messages in this folder")
    return _files(folder, paths, options)


def _files(name: str, paths: Sequence[str], options: StoreOptions) -> list[Store]:
    """Return a store for each of ``paths``; single mails are one store together."""
    from servicelint.corpus.stores.mail import MailFiles

    mails = [path for path in paths if kind_of(path) == "mail"]
    stores = [_open(path, kind_of(path), options) for path in paths if kind_of(path) != "mail"]
    return [*stores, MailFiles(name, mails, options.senders)] if mails else stores


def kind_of(name: str) -> str:
    """Return the kind of store that a file's name tells; empty for none."""
    lowered = name.lower()
    for ending in PACKED:
        lowered = lowered.removesuffix(ending)
    return _KINDS.get(os.path.splitext(lowered)[1], "")


def _open(path: str, kind: str, options: StoreOptions) -> Store:
    if kind == "lines":
        from servicelint.corpus.stores.lines import Lines

        return Lines(path)
    if kind in ("mbox", "mail"):
        from servicelint.corpus.stores.mail import Mbox

        return Mbox(path, options.senders)
    from servicelint.corpus.stores import rows

    if kind == "csv":
        return rows.Table(path, rows.csv_rows, path)
    if kind == "parquet":
        return rows.Table(path, rows.parquet_rows, path)
    if kind == "json":
        return rows.Table(path, rows.json_rows, path)
    if kind in ("sqlite", "duckdb"):
        if not options.query:
            raise CorpusError(f"{path}: {_NO_QUERY}")
        return rows.Table(path, rows.sqlite_rows if kind == "sqlite" else rows.duckdb_rows, path, options.query)
    endings = " ".join(sorted(_KINDS))
    raise CorpusError(f"{path}: not a store that can be read; its name should end in one of {endings} (also .gz, …)")


def _database(given: str, options: StoreOptions) -> Store:
    from servicelint.corpus.stores import rows

    shown = _PASSWORD.sub(r"\1@", given)
    if not options.query:
        raise CorpusError(f"{shown}: {_NO_QUERY}")
    if given.lower().startswith("sqlite"):
        return _open_sqlite(given.partition("://")[2], options)
    # A password belongs neither into messages nor into the state file.
    return rows.Table(shown, rows.postgres_rows, given, options.query)


def _open_sqlite(path: str, options: StoreOptions) -> Store:
    from servicelint.corpus.stores import rows

    if not os.path.exists(path):
        raise CorpusError(f"sqlite://{path}: no such file")
    return rows.Table(path, rows.sqlite_rows, path, options.query)
