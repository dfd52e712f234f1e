"""``checkstyle``: the XML of Checkstyle, which many build servers and reviewdog read."""

from __future__ import annotations

from servicelint.model import Severity
from servicelint.reporters import FileReport, Reporter, Style, Summary
from servicelint.reporters._markup import xml

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "info"}


class CheckstyleReporter:
    """Writes each file's element as soon as it is checked."""

    def __init__(self, style: Style) -> None:
        # The version is that of Checkstyle's format, not ours.
        self._head = '<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="8.0">\n'

    def file(self, report: FileReport) -> str:
        """Return the file's element; a file without findings has none."""
        rows = []
        if report.error is not None:
            rows.append(f'<error line="1" severity="error" message="{xml(report.error)}" source="servicelint"/>')
        rows += [
            f'<error line="{place.line}" column="{place.column}" severity="{_SEVERITIES[place.finding.severity]}" '
            f'message="{xml(place.finding.message)}" source="servicelint.{xml(place.finding.rule)}"/>'
            for place in report.placed()
        ]
        if not rows:
            return ""
        head, self._head = self._head, ""
        return head + f'  <file name="{xml(report.path)}">\n' + "".join(f"    {row}\n" for row in rows) + "  </file>\n"

    def finish(self, summary: Summary) -> str:
        """Return the end of the document."""
        return self._head + "</checkstyle>\n"


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return CheckstyleReporter(style)
