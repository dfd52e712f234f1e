"""What a server is asked to do, done: check, fix, list and explain rules. Runs in the child process, one job at a time.

A job is a dictionary with ``op`` and the fields of its request (already validated); an answer is ``Answer``.
"""

from __future__ import annotations

import base64
import json
import pickle
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from servicelint import __version__
from servicelint.config import Config, ConfigError
from servicelint.engine import Linter
from servicelint.fixing import SAFE_AND_ASK, SAFE_ONLY, FixError, fix_text
from servicelint.model import Document, Finding, Kind
from servicelint.readers import ReadError, read
from servicelint.reading import read_options
from servicelint.reporters import FileReport, Summary
from servicelint.reporters._records import VERSION, dump, file_record, finding_record
from servicelint.rule_records import rule_page, rule_summary
from servicelint.service.settings import config_of
from servicelint.suppress import number_duplicates

#: Settings that callers over the local socket may bring; each set of them has a linter of its own.
MAX_LINTERS = 4
#: How often, in seconds, the rule files are looked at for changes.
FRESH = 1.0
Job = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status, the JSON body, and how many findings each rule had (for the counters)."""

    status: int
    body: str
    found: Mapping[str, int]


class RefusedError(Exception):
    """A request that cannot be done: a status, a word for programs, a sentence for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def problem(status: int, code: str, message: str) -> Answer:
    """Return an answer that says what went wrong."""
    return Answer(status, dump({"error": {"code": code, "message": message}}), {})


class Work:
    """Does jobs by one configuration; those over the local socket may bring their own."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self._linters: OrderedDict[Config, Linter] = OrderedDict()
        self._stamp: str | None = None
        self._looked = 0.0
        self._ops: dict[str, Callable[[Job], Answer]] = {"fix": self._fix, "rules": self._rules, "rule": self._rule}

    def warm(self) -> None:
        """Load rules and model now. Raises ``ConfigError`` or ``ModelError``."""
        linter = self._linter(self.config)
        linter.pipeline.analyzer.load_early()

    @property
    def notices(self) -> list[str]:
        """What the administrator should be told: broken plugins, rule files that cannot be used, no model."""
        return self._linter(self.config).notices

    def run(self, jobs: Sequence[Job]) -> list[Answer]:
        """Do the jobs; those that check share one pass through the parser. Never raises."""
        self._refresh(exact=any(job["op"] == "documents" for job in jobs))
        answers: list[Answer | None] = [None] * len(jobs)
        checks = [i for i, job in enumerate(jobs) if job["op"] in ("check", "documents")]
        for i, answer in zip(checks, self._check([jobs[i] for i in checks]), strict=True):
            answers[i] = answer
        for i, job in enumerate(jobs):
            if answers[i] is None:
                answers[i] = _attempt(self._ops[job["op"]], job)
        return [answer for answer in answers if answer is not None]

    def _check(self, jobs: Sequence[Job]) -> list[Answer]:
        """Check all messages together; where that fails, each alone."""
        entries = [_attempt(self._read, job) for job in jobs]
        readings = [entry for entry in entries if isinstance(entry, Reading)]
        try:
            found = iter(self._lint_all(readings))
        except Exception:  # noqa: BLE001 - one message's bug must not fail the others
            return [entry if isinstance(entry, Answer) else _attempt(self._alone, entry) for entry in entries]
        return [entry if isinstance(entry, Answer) else _attempt(self._report, entry, next(found)) for entry in entries]

    def _read(self, job: Job) -> Reading:
        config = config_of(job["settings"]) if "settings" in job else self.config
        try:
            linter = self._linter(config)
        except (ConfigError, ValueError) as error:
            raise RefusedError(409, "settings", str(error)) from None
        if job["op"] == "documents":
            # Only this user's own programs reach the socket that this comes by, and they run the same servicelint.
            documents = pickle.loads(base64.b64decode(job["documents"]))  # noqa: S301
            return Reading(job, linter, documents)
        return Reading(job, linter, self._documents(linter, job, job["draft"]))

    def _documents(self, linter: Linter, job: Job, draft: str) -> list[Document]:
        config = linter.config
        data = draft.encode(job.get("encoding", "utf-8"), "replace")
        name = job["filename"]
        channel = job.get("channel") or config.channel
        thread = tuple(job["thread"])
        try:
            by_plugin = linter.plugins.read(data, name, channel)
            if by_plugin is not None:
                documents = [replace(document, thread=(*thread, *document.thread)) for document in by_plugin]
            else:
                kind = Kind(job["kind"]) if job.get("kind") else None
                documents = read(data, name, read_options(config, channel=channel, kind=kind, context=thread))
        except ReadError as error:
            place = f"line {error.line}: " if error.line else ""
            raise RefusedError(422, "unreadable", f"{place}{error.message}") from None
        registers = tuple(job.get("registers") or config.registers)
        return [replace(document, registers=registers) for document in documents] if registers else documents

    def _lint_all(self, readings: Iterable[Reading]) -> list[list[list[Finding]]]:
        """Return for each reading the findings of each of its documents."""
        readings = list(readings)
        found: dict[int, list[list[Finding]]] = {}
        for linter in {id(reading.linter): reading.linter for reading in readings}.values():
            mine = [reading for reading in readings if reading.linter is linter]
            results = linter.lint_many(document for reading in mine for document in reading.documents)
            for reading in mine:
                found[id(reading)] = [next(results)[1] for _ in reading.documents]
        return [found[id(reading)] for reading in readings]

    def _report(self, reading: Reading, found: list[list[Finding]]) -> Answer:
        """Return the answer to a check: the contract's object, or for a local command line the bare findings."""
        tool = {"name": "servicelint", "version": __version__, "model": reading.linter.model_name}
        if reading.job["op"] == "documents":
            said = {
                "tool": tool,
                "notices": [notice for notice in reading.linter.notices if notice not in reading.linter.errors],
                "findings": base64.b64encode(pickle.dumps(found, protocol=5)).decode(),
            }
            return Answer(200, dump(said), {})
        report = FileReport(reading.job["filename"], _numbered(reading.documents, found))
        summary = Summary()
        summary.add(report)
        counts = {"files": 1, "findings": summary.findings, "by_severity": summary.by_severity}
        body: dict[str, Any] = {"version": VERSION, "tool": tool, "files": [file_record(report)], "summary": counts}
        return Answer(200, dump(body), Counter(finding.rule for entry in found for finding in entry))

    def _alone(self, reading: Reading) -> Answer:
        return self._report(reading, self._lint_all([reading])[0])

    def _fix(self, job: Job) -> Answer:
        reading = self._read(job)
        found = self._lint_all([reading])[0]
        documents, text = reading.documents, reading.documents[0].text if reading.documents else job["draft"]

        def relint(new: str) -> list[Finding]:
            nonlocal documents, found
            documents = self._documents(reading.linter, job, new)
            found = self._lint_all([Reading(job, reading.linter, documents)])[0]
            return [finding for entry in found for finding in entry]

        allowed = SAFE_AND_ASK if job["unsafe_fixes"] else SAFE_ONLY
        try:
            fixed = fix_text(text, [f for entry in found for f in entry], relint, allowed)
        except (FixError, RefusedError) as error:
            raise RefusedError(422, "not-fixed", str(error)) from None
        report = FileReport(job["filename"], _numbered(documents, found))
        body = {
            "version": VERSION,
            "tool": {"name": "servicelint", "version": __version__, "model": reading.linter.model_name},
            "text": fixed.text,
            "applied": fixed.applied,
            "settled": fixed.settled,
            "findings": [finding_record(place) for place in report.placed()],
        }
        return Answer(200, dump(body), {})

    def _rules(self, job: Job) -> Answer:
        rules = sorted(self._linter(self.config).rules.values(), key=lambda rule: (rule.category, rule.id))
        selects = self.config.selects
        listed = [rule_summary(rule, selects(rule.id, rule.category)) for rule in rules]
        return Answer(200, dump({"version": VERSION, "rules": listed}), {})

    def _rule(self, job: Job) -> Answer:
        rule = self._linter(self.config).rules.get(job["id"])
        if rule is None:
            raise RefusedError(404, "unknown-rule", "there is no such rule; the list of rules names all of them")
        return Answer(200, dump({"version": VERSION, **rule_page(rule)}), {})

    def _linter(self, config: Config) -> Linter:
        if config not in self._linters:
            self._linters[config] = Linter(config)
            while len(self._linters) > MAX_LINTERS:
                oldest = next(known for known in self._linters if known != self.config)
                del self._linters[oldest]
        self._linters.move_to_end(config)
        return self._linters[config]

    def _refresh(self, exact: bool) -> None:
        """Begin anew when a rule file has changed: looked at once a second, for the command line always."""
        now = time.monotonic()
        if not exact and now - self._looked < FRESH:
            return
        from servicelint import packs, rule_cache

        self._looked = now
        folders = [entry for linter in self._linters.values() for entry in linter.rule_folders]
        stamp = rule_cache.key_of(dict.fromkeys(folders))
        if self._stamp is not None and stamp != self._stamp:
            self._linters.clear()
            packs.forget()
            self.warm()
            folders = self._linter(self.config).rule_folders
            stamp = rule_cache.key_of(dict.fromkeys(folders))
        self._stamp = stamp


@dataclass(frozen=True, slots=True)
class Reading:
    """A job whose message has been read."""

    job: Job
    linter: Linter
    documents: list[Document]


def _attempt(do: Callable[..., T], *arguments: Any) -> T | Answer:
    """Return what ``do`` returns, or the answer that says what went wrong (and nothing of the message)."""
    try:
        return do(*arguments)
    except RefusedError as error:
        return problem(error.status, error.code, str(error))
    except Exception as error:  # noqa: BLE001 - one message's bug must not end the server
        return problem(500, "internal", f"internal error ({type(error).__name__}); please report it")


def _numbered(
    documents: Sequence[Document], found: Sequence[Sequence[Finding]]
) -> tuple[tuple[Document, tuple[Finding, ...]], ...]:
    """Pair documents and findings, with the fingerprints that occur twice told apart as the command line does."""
    rest = iter(number_duplicates(finding for entry in found for finding in entry))
    return tuple((doc, tuple(next(rest) for _ in entry)) for doc, entry in zip(documents, found, strict=True))


def decode_job(data: bytes) -> list[dict[str, Any]]:
    """Return the jobs in a frame that the server sent."""
    jobs: list[dict[str, Any]] = json.loads(data)
    return jobs
