"""``github``: workflow commands that GitHub Actions shows as annotations on the changed lines.

Syntax and escapes: docs.github.com, "Workflow commands for GitHub Actions", and actions/toolkit ``command.ts``.
"""

from __future__ import annotations

from servicelint.model import Severity
from servicelint.reporters import FileReport, Reporter, Style, Summary

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


class GithubReporter:
    """One annotation for each finding and for each file that could not be read."""

    def file(self, report: FileReport) -> str:
        """Return the file's workflow commands."""
        path = _property(report.path.replace("\\", "/"))
        lines = []
        if report.error is not None:
            lines.append(f"::error title=servicelint,file={path}::{_data(report.error)}\n")
        for place in report.placed():
            finding = place.finding
            where = f"line={place.line},endLine={place.end_line}"
            if place.line == place.end_line:
                # Columns are ignored when an annotation covers several lines.
                where += f",col={place.column},endColumn={place.end_column}"
            title = _property(f"servicelint ({finding.rule})")
            # The log of a run shows only the message, so the place stands in it too.
            message = f"{report.path}:{place.line}:{place.column}: {finding.rule} {finding.message}"
            if finding.rewrites:
                message += f"\nInstead: {finding.rewrites[0].text}"
            lines.append(f"::{_LEVELS[finding.severity]} title={title},file={path},{where}::{_data(message)}\n")
        return "".join(lines)

    def finish(self, summary: Summary) -> str:
        """Return nothing: annotations need no frame."""
        return ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return GithubReporter()
