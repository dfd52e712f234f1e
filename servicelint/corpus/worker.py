"""The work itself: a batch of records in, lines of findings out. Every engine, local or not, runs this one function."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from servicelint.config import Config
from servicelint.corpus.errors import BadRecordError
from servicelint.corpus.items import Item
from servicelint.corpus.record import document_of, further_fields, identity_of, parse_line
from servicelint.corpus.when import month_of
from servicelint.engine import Linter
from servicelint.model import Document, Finding
from servicelint.readers import ReadError
from servicelint.reporters import FileReport
from servicelint.reporters._records import finding_record
from servicelint.suppress import number_duplicates

#: An environment variable of the command line: with it an internal error stops the scan and shows its traceback.
_DEBUG = "SERVICELINT_DEBUG"
#: What messages are counted by, besides channel, kind and month, where a record has it.
GROUPS = ("team", "source")


@dataclass(slots=True)
class Outcome:
    """What a batch came to: ``lines`` and ``errors`` are ready to be written; counts are of records and findings."""

    lines: bytes = b""
    errors: bytes = b""
    records: int = 0
    bad: int = 0
    flagged: int = 0
    findings: int = 0
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    model: str = ""
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class _Loaded:
    item: Item
    id: str | int
    record: Mapping[str, Any]
    document: Document
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker must know: the settings of each store, and what to write."""

    configs: tuple[Config, ...]
    all_records: bool = False
    no_text: bool = False
    #: What else must be the same for a scan to go on: queries, mappings.
    key: tuple[str, ...] = ()


class Worker:
    """Checks batches; rules and model are loaded once. One for each process."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._linters: dict[int, Linter] = {}

    def run(self, config: int, items: Sequence[Item]) -> Outcome:
        """Check ``items`` by the settings number ``config``. A record that cannot be checked becomes an error line."""
        outcome = Outcome()
        linter = self._linters.get(config) or self._linters.setdefault(config, Linter(self.task.configs[config]))
        errors: list[dict[str, Any]] = []
        loaded = list(self._load(items, self.task.configs[config], errors))
        _lint(linter, loaded, errors)
        lines = []
        for entry in loaded:
            outcome.counts[_count_key(entry)] += 1
            if entry.findings or self.task.all_records:
                lines.append(_dump(self._line(entry)) + "\n")
            outcome.findings += len(entry.findings)
            outcome.flagged += bool(entry.findings)
        outcome.records = len(items)
        outcome.bad = len(errors)
        outcome.lines = "".join(lines).encode("utf-8", "replace")
        outcome.errors = "".join(_dump(error) + "\n" for error in errors).encode("utf-8", "replace")
        outcome.model, outcome.notices = linter.model_name, tuple(linter.notices)
        return outcome

    def _load(self, items: Iterable[Item], config: Config, errors: list[dict[str, Any]]) -> Iterable[_Loaded]:
        for item in items:
            given: object = None
            try:
                record = _record(item)
                given = record.get("id")
                yield _Loaded(item, identity_of(record, item.place), record, document_of(record, config))
            except (BadRecordError, ReadError) as error:
                message = error.message if isinstance(error, ReadError) else str(error)
                errors.append({"place": item.place, "id": given, "error": message})
            except Exception as error:  # noqa: BLE001 - a bug that one message brings out must not end the scan
                errors.append(_internal(item, given, error))

    def _line(self, entry: _Loaded) -> dict[str, Any]:
        text = entry.document.text
        placed = FileReport("", ((entry.document, tuple(entry.findings)),)).placed()
        findings = [finding_record(place) for place in placed]
        line = {
            "id": entry.id,
            "findings": findings,
            **further_fields(entry.record),
            "channel": entry.document.channel,
            "kind": str(entry.document.kind),
        }
        if self.task.no_text:
            for finding in findings:
                finding["text"] = ""
                finding["message"] = ""
                finding["rewrites"] = []
        else:
            line["sentences"] = [text[p.finding.sentence.start : p.finding.sentence.end] for p in placed]
        # A field of the input may be called as one of ours; ours holds.
        return {**line, "findings": findings}


def _dump(value: Mapping[str, Any]) -> str:
    """Return JSON; what tables hold and JSON does not (dates, decimals, bytes) is written as text."""
    try:
        return json.dumps(value, ensure_ascii=False, default=_plain)
    except ValueError:
        return json.dumps(value, default=str, skipkeys=True)


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _record(item: Item) -> Mapping[str, Any]:
    if isinstance(item.data, str):
        raise BadRecordError(item.data)
    return parse_line(item.data) if isinstance(item.data, bytes) else item.data


def _lint(linter: Linter, loaded: list[_Loaded], errors: list[dict[str, Any]]) -> None:
    """Fill in the findings; drop the entries that bring out a bug, and name them in ``errors``."""
    try:
        for entry, (_, found) in zip(loaded, linter.lint_many([entry.document for entry in loaded]), strict=True):
            entry.findings = number_duplicates(found)
    except Exception:
        if os.environ.get(_DEBUG):
            raise
        for entry in list(loaded):
            try:
                entry.findings = number_duplicates(linter.lint(entry.document))
            except Exception as error:  # noqa: BLE001 - as above
                loaded.remove(entry)
                errors.append(_internal(entry.item, entry.id, error))


def _internal(item: Item, given: object, error: Exception) -> dict[str, Any]:
    if os.environ.get(_DEBUG):
        raise error
    what = f"internal error ({type(error).__name__}: {error}); please report it ({_DEBUG}=1 says more)"
    return {"place": item.place, "id": given, "error": what}


def _count_key(entry: _Loaded) -> tuple[str, ...]:
    groups = (str(value) if (value := entry.record.get(name)) is not None else "" for name in GROUPS)
    return (entry.document.channel, str(entry.document.kind), month_of(entry.record), *groups)
