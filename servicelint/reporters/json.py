"""``json``: one object for the whole run (the contract that editors and programs build on)."""

from __future__ import annotations

from servicelint.reporters import FileReport, Reporter, Style, Summary
from servicelint.reporters._records import VERSION, dump, file_record


class JsonReporter:
    """Holds each file's JSON back until the end, because the model that ran is known only then."""

    def __init__(self, style: Style) -> None:
        self._version = style.version
        self._files: list[str] = []

    def file(self, report: FileReport) -> str:
        """Keep the file for ``finish``."""
        self._files.append(dump(file_record(report)))
        return ""

    def finish(self, summary: Summary) -> str:
        """Return the whole object, one line for each file."""
        tool = dump({"name": "servicelint", "version": self._version, "model": summary.model})
        files = ",\n  ".join(self._files)
        counts = {"files": summary.files, "findings": summary.findings, "by_severity": summary.by_severity}
        return (
            f'{{"version": {VERSION}, "tool": {tool}, "files": ['
            + (f"\n  {files}\n" if files else "")
            + f'], "summary": {dump(counts)}}}\n'
        )


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return JsonReporter(style)
