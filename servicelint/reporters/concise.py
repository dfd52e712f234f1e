"""``concise``: one line for each finding, ``path:line:column: severity rule message``, for grep and for editors."""

from __future__ import annotations

from servicelint.reporters import FileReport, Reporter, Style, Summary
from servicelint.reporters._terminal import Paint, one_line, summary_line


class ConciseReporter:
    """One line for each finding, then the summary."""

    #: Tells the caller that more text may follow in the same stream.
    for_people = True

    def __init__(self, style: Style) -> None:
        self._style = style
        self._paint = Paint(style.color)

    def file(self, report: FileReport) -> str:
        """Return the file's lines."""
        paint = self._paint
        path = paint.bold(one_line(report.path))
        return "".join(
            f"{path}:{place.line}:{place.column}: "
            f"{paint.severity(place.finding.severity, place.finding.severity.label)} "
            f"{one_line(place.finding.rule)} {one_line(place.finding.message)}\n"
            for place in report.placed()
        )

    def finish(self, summary: Summary) -> str:
        """Return the summary line."""
        return "" if self._style.quiet else summary_line(summary, self._style) + "\n"


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return ConciseReporter(style)
