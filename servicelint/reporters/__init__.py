"""Reporters turn checked files into text. Each format is one module of this package that defines ``reporter``.

A reporter returns strings and writes nothing, so that the caller decides about streams and encodings. To add a format,
add a module ``<name>.py`` here with ``def reporter(style: Style) -> Reporter``, or return one from a plugin's
``servicelint_reporters`` hook.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from servicelint.model import Document, Finding, Safety, Severity
from servicelint.text import LineIndex


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: ``width`` in terminal cells, ``color`` for ANSI colours, ``quiet`` for findings only.

    ``version`` is servicelint's own, for formats that name the tool. ``applied`` are the rewrites that were applied.
    """

    width: int = 100
    color: bool = False
    quiet: bool = False
    version: str = ""
    applied: frozenset[Safety] = frozenset()


@dataclass(frozen=True, slots=True)
class FileReport:
    """One checked file: the documents read from it, which share one text, each with its findings.

    ``error`` says why the file could not be checked; ``fixed`` counts the findings that fixing removed.
    """

    path: str
    results: tuple[tuple[Document, tuple[Finding, ...]], ...] = ()
    error: str | None = None
    fixed: int = 0

    @property
    def text(self) -> str:
        """The decoded source that all offsets refer to; empty when the file could not be read."""
        return self.results[0][0].text if self.results else ""

    def placed(self) -> list[Placed]:
        """Return the findings of all documents by place in the file, with line and column, each once."""
        pairs = {(finding.span, finding.rule): (doc, finding) for doc, found in self.results for finding in found}
        if not pairs:
            return []
        lines = LineIndex(self.text)
        return [
            Placed(finding, doc, *lines.position(finding.span.start), *lines.position(finding.span.end))
            for doc, finding in (pairs[key] for key in sorted(pairs))
        ]


@dataclass(frozen=True, slots=True)
class RuleNote:
    """What reports say about a rule that found something."""

    id: str
    category: str
    title: str
    severity: Severity
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its place in the file; lines and columns count from 1, in code points."""

    finding: Finding
    document: Document
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class Summary:
    """What a whole run came to. ``files`` counts all files given, ``unreadable`` those of them with an error.

    ``rules`` describes the rules that found something, where the caller knows them; ``by_rule`` counts their findings.
    """

    files: int = 0
    unreadable: int = 0
    touched: int = 0
    findings: int = 0
    fixed: int = 0
    fixable: dict[Safety, int] = field(default_factory=lambda: {Safety.SAFE: 0, Safety.ASK: 0})
    by_severity: dict[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0, "suggestion": 0})
    worst: Severity | None = None
    model: str = ""
    by_rule: dict[str, int] = field(default_factory=dict)
    rules: dict[str, RuleNote] = field(default_factory=dict)

    def add(self, report: FileReport) -> None:
        """Count ``report`` in."""
        self.files += 1
        self.unreadable += report.error is not None
        self.fixed += report.fixed
        placed = report.placed()
        self.touched += bool(placed)
        self.findings += len(placed)
        for place in placed:
            severity = place.finding.severity
            self.by_severity[severity.label] += 1
            self.by_rule[place.finding.rule] = self.by_rule.get(place.finding.rule, 0) + 1
            self.worst = severity if self.worst is None else max(self.worst, severity)
            sentence = place.finding.sentence
            safeties = {rewrite.safety for rewrite in place.finding.rewrites if rewrite.stays_within(sentence)}
            for safety in (Safety.SAFE, Safety.ASK):
                if safety in safeties:
                    self.fixable[safety] += 1
                    break


class Reporter(Protocol):
    """Turns reports into text. ``file`` is called once for each file, in order, then ``finish`` once."""

    def file(self, report: FileReport) -> str:
        """Return what to write for one file; may be empty."""

    def finish(self, summary: Summary) -> str:
        """Return what to write at the end; may be empty."""


ReporterFactory = Callable[[Style], Reporter]
_NAME = re.compile(r"[a-z][a-z0-9-]*")


class UnknownFormatError(LookupError):
    """There is no reporter of that name; the message lists those that there are."""


def reporter_names(extra: Mapping[str, ReporterFactory] | None = None) -> list[str]:
    """Return the names of the built-in formats and of those in ``extra``, sorted."""
    import pkgutil

    built_in = {module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")}
    return sorted(built_in.union(extra or ()))


def make_reporter(name: str, style: Style, extra: Mapping[str, ReporterFactory] | None = None) -> Reporter:
    """Return the reporter called ``name``; ``extra`` holds those of plugins. Raises ``UnknownFormatError``."""
    if extra and name in extra:
        return extra[name](style)
    if _NAME.fullmatch(name):
        module_name = f"{__name__}.{name}"
        try:
            factory: ReporterFactory = importlib.import_module(module_name).reporter
        except ModuleNotFoundError as error:
            if error.name != module_name:
                raise
        else:
            return factory(style)
    raise UnknownFormatError(f"there is no format {name!r}; choose one of: {', '.join(reporter_names(extra))}")
