"""The work itself: a batch of records in, lines of findings out. Every engine, local or not, runs this one function."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from servicelint.config import Config
from servicelint.corpus.errors import BadRecordError
from servicelint.corpus.items import Item
from servicelint.corpus.record import document_of, further_fields, identity_of, parse_line
from servicelint.corpus.repeats import Outcomes, Repeats, parted
from servicelint.corpus.verdicts import Verdict, Verdicts, message_key, verdict_of
from servicelint.corpus.when import month_of
from servicelint.engine import Linter
from servicelint.model import Document
from servicelint.readers import ReadError
from servicelint.suppress import number_duplicates

#: An environment variable of the command line: with it an internal error stops the scan and shows its traceback.
_DEBUG = "SERVICELINT_DEBUG"
#: What messages are counted by, besides channel, kind and month, where a record has it.
GROUPS = ("team", "source")


@dataclass(slots=True)
class Outcome:
    """What a batch came to: ``lines`` and ``errors`` are ready to be written; counts are of records and findings.

    ``line_items`` and ``error_items`` say of each line which item of the batch it is about (0: the first).
    """

    lines: bytes = b""
    errors: bytes = b""
    line_items: Sequence[int] = ()
    error_items: Sequence[int] = ()
    records: int = 0
    bad: int = 0
    flagged: int = 0
    findings: int = 0
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    model: str = ""
    notices: tuple[str, ...] = ()


class _Entry(NamedTuple):
    number: int
    item: Item
    id: str | int
    record: Mapping[str, Any]
    key: bytes
    #: See ``repeats``; empty where the record cannot be known by its bytes.
    rest: bytes


class Shown(NamedTuple):
    """What is written: records without findings too, words of the messages, rewrites (which take their time)."""

    all_records: bool = False
    text: bool = True
    rewrites: bool = True


ALL_SHOWN = Shown()


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker must know: the settings of each store, and what to write."""

    configs: tuple[Config, ...]
    shown: Shown = ALL_SHOWN
    #: What else must be the same for a scan to go on: queries, mappings.
    key: tuple[str, ...] = ()


class Worker:
    """Checks batches; rules and model are loaded once. One for each process."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._linters: dict[int, Linter] = {}
        self._verdicts = Verdicts()
        self._repeats = Repeats()

    def run(self, config: int, items: Sequence[Item]) -> Outcome:
        """Check ``items`` by the settings number ``config``. A record that cannot be checked becomes an error line."""
        outcome = Outcome()
        linter = self._linters.get(config)
        if linter is None:
            linter = self._linters[config] = Linter(self.task.configs[config], ask_plugins=False)
        errors: dict[int, dict[str, Any]] = {}
        known: dict[bytes, Verdict] = {}
        new: dict[bytes, Document] = {}
        lines: dict[int, str] = {}
        entries = list(self._load(config, items, outcome, lines, known, new, errors))
        failed = self._lint(linter, known, new)
        for entry in entries:
            if entry.key in failed:
                errors[entry.number] = _internal(entry.item, entry.id, failed[entry.key])
                continue
            verdict = known[entry.key]
            line = _line(entry, verdict) if verdict.total or self.task.shown.all_records else ""
            found = Outcomes(_count_key(verdict, entry.record), verdict.total, line)
            if entry.rest:
                self._repeats.put(entry.rest, found)
            _count(outcome, lines, entry.number, _ENCODER.encode(entry.id), found)
        outcome.records = len(items)
        outcome.bad = len(errors)
        outcome.line_items = tuple(sorted(lines))
        outcome.lines = "".join(lines[i] for i in outcome.line_items).encode("utf-8", "replace")
        outcome.error_items = tuple(sorted(errors))
        outcome.errors = "".join(_dump(errors[i]) + "\n" for i in outcome.error_items).encode("utf-8", "replace")
        outcome.model, outcome.notices = linter.model_name, tuple(linter.notices)
        return outcome

    def _load(
        self,
        config: int,
        items: Iterable[Item],
        outcome: Outcome,
        lines: dict[int, str],
        known: dict[bytes, Verdict],
        new: dict[bytes, Document],
        errors: dict[int, dict[str, Any]],
    ) -> Iterator[_Entry]:
        """Yield the records; each has a verdict in ``known`` or its message in ``new`` then.

        Records that repeat another are counted into ``outcome`` and ``lines`` at once.
        """
        for number, item in enumerate(items):
            parts = parted(config, item.data)
            if parts and (repeated := self._repeats.get(parts[1])):
                _count(outcome, lines, number, parts[0], repeated)
                continue
            given: object = None
            try:
                record = _record(item)
                given = record.get("id")
                identity = identity_of(record, item.place)
                key = message_key(config, record)
                entry = _Entry(number, item, identity, record, key, parts[1] if parts else b"")
                if entry.key not in known and entry.key not in new:
                    if verdict := self._verdicts.get(entry.key):
                        known[entry.key] = verdict
                    else:
                        new[entry.key] = document_of(record, self.task.configs[config])
                yield entry
            except (BadRecordError, ReadError) as error:
                message = error.message if isinstance(error, ReadError) else str(error)
                errors[number] = {"place": item.place, "id": given, "error": message}
            except Exception as error:  # noqa: BLE001 - a bug that one message brings out must not end the scan
                errors[number] = _internal(item, given, error)

    def _lint(
        self, linter: Linter, known: dict[bytes, Verdict], new: Mapping[bytes, Document]
    ) -> dict[bytes, Exception]:
        """Give every new message its verdict; return the bugs that some of them brought out instead."""
        failed: dict[bytes, Exception] = {}
        text = self.task.shown.text
        rewrites = text and self.task.shown.rewrites
        try:
            found = [findings for _, findings in linter.lint_many(new.values(), rewrites=rewrites)]
        except Exception:
            if os.environ.get(_DEBUG):
                raise
            found = []
            for key, document in new.items():
                try:
                    found.append(linter.lint(document, rewrites=rewrites))
                except Exception as error:  # noqa: BLE001 - as above
                    failed[key] = error
                    found.append([])
        for (key, document), findings in zip(new.items(), found, strict=True):
            if key not in failed:
                known[key] = verdict_of(document, number_duplicates(findings), text=text)
                self._verdicts.put(key, known[key])
        return failed


def _count(outcome: Outcome, lines: dict[int, str], number: int, identity: str, found: Outcomes) -> None:
    """Count a record in, and write its line if it has one; ``identity`` is its id as JSON."""
    outcome.counts[found.counted] += 1
    outcome.findings += found.total
    outcome.flagged += bool(found.total)
    if found.rest:
        lines[number] = f'{{"id": {identity}{found.rest}'


def _line(entry: _Entry, verdict: Verdict) -> str:
    """Return the output line behind the id: what is ours holds, whatever fields of the same names the input has."""
    ours = {"channel": verdict.channel, "kind": verdict.kind}
    further = {**further_fields(entry.record), **ours}
    further.pop("findings", None)
    found = f', "findings": {verdict.findings}'
    if verdict.sentences:
        further.pop("sentences", None)
        found += f', "sentences": {verdict.sentences}'
    return f"{found}, {_dump(further)[1:]}\n"


def _dump(value: Mapping[str, Any]) -> str:
    """Return JSON; what tables hold and JSON does not (dates, decimals, bytes) is written as text."""
    try:
        return _ENCODER.encode(value)
    except ValueError:
        return json.dumps(value, default=str, skipkeys=True)


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_plain)


def _record(item: Item) -> Mapping[str, Any]:
    if isinstance(item.data, str):
        raise BadRecordError(item.data)
    return parse_line(item.data) if isinstance(item.data, bytes) else item.data


def _internal(item: Item, given: object, error: Exception) -> dict[str, Any]:
    if os.environ.get(_DEBUG):
        raise error
    what = f"internal error ({type(error).__name__}: {error}); please report it ({_DEBUG}=1 says more)"
    return {"place": item.place, "id": given, "error": what}


def _count_key(verdict: Verdict, record: Mapping[str, Any]) -> tuple[str, ...]:
    groups = [str(value) if (value := record.get(name)) is not None else "" for name in GROUPS]
    return (verdict.channel, verdict.kind, month_of(record), *groups)
