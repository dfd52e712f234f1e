"""``rdjson``: Reviewdog Diagnostic Format. Columns count bytes of UTF-8 from 1 (reviewdog.proto, ``Position``)."""

from __future__ import annotations

from typing import Any

from servicelint.model import Severity, Span
from servicelint.reporters import FileReport, Reporter, Style, Summary
from servicelint.reporters._records import dump
from servicelint.text import LineIndex

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.SUGGESTION: "INFO"}


class RdjsonReporter:
    """Holds the diagnostics back until the end: the format is one object."""

    def __init__(self) -> None:
        self._diagnostics: list[str] = []

    def file(self, report: FileReport) -> str:
        """Keep the file's diagnostics for ``finish``."""
        path = report.path.replace("\\", "/")
        if report.error is not None:
            problem = {"message": report.error, "location": {"path": path}, "severity": "ERROR"}
            self._diagnostics.append(dump(problem))
        placed = report.placed()
        places = _Places(report.text) if placed else None
        for place in placed:
            assert places is not None
            finding = place.finding
            record: dict[str, Any] = {
                "message": finding.message,
                "location": {"path": path, "range": places.range(finding.span)},
                "severity": _SEVERITIES[finding.severity],
                "code": {"value": finding.rule},
            }
            suggestions = [
                {"range": places.range(rewrite.edits[0].span), "text": rewrite.edits[0].text}
                for rewrite in finding.rewrites
                # Each suggestion stands alone, so a rewrite of several edits cannot be one.
                if len(rewrite.edits) == 1
            ]
            if suggestions:
                record["suggestions"] = suggestions
            self._diagnostics.append(dump(record))
        return ""

    def finish(self, summary: Summary) -> str:
        """Return the whole object."""
        rows = ",\n  ".join(self._diagnostics)
        body = f"\n  {rows}\n" if rows else ""
        return f'{{"source": {{"name": "servicelint"}}, "diagnostics": [{body}]}}\n'


class _Places:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = LineIndex(text)

    def range(self, span: Span) -> dict[str, Any]:
        return {"start": self._place(span.start), "end": self._place(span.end)}

    def _place(self, offset: int) -> dict[str, int]:
        line, column = self._lines.position(offset)
        before = self._text[offset - column + 1 : offset]
        return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return RdjsonReporter()
