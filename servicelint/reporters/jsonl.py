"""``jsonl``: one line of JSON for each file, written as soon as the file is checked."""

from __future__ import annotations

from servicelint.reporters import FileReport, Reporter, Style, Summary
from servicelint.reporters._records import dump, file_record


class JsonLinesReporter:
    """The file objects of the ``json`` format, one a line, without a frame."""

    def file(self, report: FileReport) -> str:
        """Return the file's line."""
        return dump(file_record(report)) + "\n"

    def finish(self, summary: Summary) -> str:
        """Return nothing: the stream has no frame."""
        return ""


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return JsonLinesReporter()
