"""``gitlab``: a Code Quality report (docs.gitlab.com, "Code Quality report format"): one list of issues."""

from __future__ import annotations

import hashlib
import os

from servicelint.model import Severity
from servicelint.reporters import FileReport, Reporter, Style, Summary
from servicelint.reporters._records import dump

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}


class GitlabReporter:
    """Writes the list as it goes. Fingerprints are unique in the report, as GitLab asks, and stable over edits."""

    def __init__(self) -> None:
        self._lead = "[\n"

    def file(self, report: FileReport) -> str:
        """Return the file's issues."""
        path = report.path.replace(os.sep, "/").removeprefix("./")
        if report.error is not None:
            return self._issue(path, 1, "unreadable", f"servicelint: {report.error}", "blocker", "")
        return "".join(
            self._issue(
                path,
                place.line,
                place.finding.rule,
                place.finding.message,
                _SEVERITIES[place.finding.severity],
                place.finding.fingerprint or f"{place.finding.span.start}",
            )
            for place in report.placed()
        )

    def _issue(self, path: str, line: int, rule: str, text: str, severity: str, mark: str) -> str:
        lead, self._lead = self._lead, ",\n"
        name = f"{path}\0{rule}\0{mark}".encode("utf-8", "surrogateescape")
        return lead + dump(
            {
                "description": text,
                "check_name": rule,
                "fingerprint": hashlib.blake2b(name, digest_size=16).hexdigest(),
                "severity": severity,
                "location": {"path": path, "lines": {"begin": line}},
            }
        )

    def finish(self, summary: Summary) -> str:
        """Return the end of the list."""
        return "[]\n" if self._lead == "[\n" else "\n]\n"


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return GitlabReporter()
