"""``junit``: JUnit XML as test reports show it: a suite for each file, a failure for each finding."""

from __future__ import annotations

from servicelint.reporters import FileReport, Reporter, Style, Summary
from servicelint.reporters._markup import xml


class JunitReporter:
    """Holds the suites back until the end, because the frame counts them."""

    def __init__(self) -> None:
        self._suites: list[str] = []
        self._tests = 0

    def file(self, report: FileReport) -> str:
        """Keep the file's suite for ``finish``."""
        path, cases = xml(report.path), []
        if report.error is not None:
            cases.append(f'<testcase classname="{path}" name="readable"><error message="{xml(report.error)}"/>')
        placed = report.placed()
        for place in placed:
            finding = place.finding
            body = [f"{report.path}:{place.line}:{place.column}: {finding.severity.label} {finding.message}"]
            body += [f"Instead: {rewrite.text} ({rewrite.safety})" for rewrite in finding.rewrites]
            rule, lines = xml(finding.rule), xml("\n".join(body))
            cases.append(
                f'<testcase classname="{path}" name="{rule}" file="{path}" line="{place.line}">'
                f'<failure type="{rule}" message="{xml(finding.message)}">{lines}</failure>'
            )
        if not cases:
            cases.append(f'<testcase classname="{path}" name="servicelint">')
        self._tests += len(cases)
        errors = int(report.error is not None)
        self._suites.append(
            f'  <testsuite name="{path}" tests="{len(cases)}" failures="{len(placed)}" errors="{errors}" skipped="0">\n'
            + "".join(f"    {case}</testcase>\n" for case in cases)
            + "  </testsuite>\n"
        )
        return ""

    def finish(self, summary: Summary) -> str:
        """Return the whole document."""
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<testsuites name="servicelint" tests="{self._tests}" failures="{summary.findings}" '
            f'errors="{summary.unreadable}">\n{"".join(self._suites)}</testsuites>\n'
        )


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return JunitReporter()
