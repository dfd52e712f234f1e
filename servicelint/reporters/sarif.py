"""``sarif``: SARIF 2.1.0 for code scanning (docs.oasis-open.org/sarif/sarif/v2.1.0)."""

from __future__ import annotations

from typing import Any

from servicelint.model import Edit, Severity
from servicelint.reporters import FileReport, Placed, Reporter, RuleNote, Style, Summary
from servicelint.reporters._markup import uri
from servicelint.reporters._records import dump

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}


class SarifReporter:
    """Holds the results back until the end, because rules and model are known only then."""

    #: Asks the caller to fill ``Summary.rules``.
    wants_rules = True

    def __init__(self, style: Style) -> None:
        self._version = style.version
        self._results: list[dict[str, Any]] = []
        self._problems: list[dict[str, Any]] = []
        self._rules: dict[str, RuleNote] = {}

    def file(self, report: FileReport) -> str:
        """Keep the file's results for ``finish``."""
        artifact = _artifact(report.path)
        if report.error is not None:
            where = [{"physicalLocation": {"artifactLocation": artifact}}]
            self._problems.append({"level": "error", "message": {"text": report.error}, "locations": where})
        for place in report.placed():
            finding = place.finding
            note = RuleNote(finding.rule, finding.category, finding.rule, finding.severity)
            self._rules.setdefault(finding.rule, note)
            self._results.append(self._result(place, artifact))
        return ""

    def _result(self, place: Placed, artifact: dict[str, Any]) -> dict[str, Any]:
        finding = place.finding
        text = place.document.text
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": artifact,
                        "region": {
                            "startLine": place.line,
                            "startColumn": place.column,
                            "endLine": place.end_line,
                            "endColumn": place.end_column,
                            "charOffset": finding.span.start,
                            "charLength": finding.span.end - finding.span.start,
                            "snippet": {"text": text[finding.span.start : finding.span.end]},
                        },
                    }
                }
            ],
            "partialFingerprints": {"servicelint/v1": finding.fingerprint or "none"},
        }
        fixes = [
            {
                "description": {"text": f"{rewrite.text} ({rewrite.safety})"},
                "artifactChanges": [
                    {"artifactLocation": artifact, "replacements": [_replacement(edit) for edit in rewrite.edits]}
                ],
            }
            for rewrite in finding.rewrites
            if rewrite.edits
        ]
        return {**result, "fixes": fixes} if fixes else result

    def finish(self, summary: Summary) -> str:
        """Return the log."""
        rules = {**self._rules, **{name: note for name, note in summary.rules.items() if name in self._rules}}
        index = {name: number for number, name in enumerate(rules)}
        results = [{**result, "ruleIndex": index[result["ruleId"]]} for result in self._results]
        driver: dict[str, Any] = {"name": "servicelint", "rules": [_rule(note) for note in rules.values()]}
        if self._version:
            driver["version"] = self._version
        if summary.model:
            driver["properties"] = {"model": summary.model}
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": not self._problems, "toolExecutionNotifications": self._problems}],
            "results": results,
        }
        return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _artifact(path: str) -> dict[str, Any]:
    where = uri(path)
    return {"uri": where} if where.startswith("file:") else {"uri": where, "uriBaseId": "%SRCROOT%"}


def _replacement(edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": {"charOffset": edit.span.start, "charLength": edit.span.end - edit.span.start},
        "insertedContent": {"text": edit.text},
    }


def _rule(note: RuleNote) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": note.id,
        "shortDescription": {"text": note.title},
        "defaultConfiguration": {"level": LEVELS[note.severity]},
        "properties": {"tags": [note.category]},
    }
    if note.rationale:
        rule["fullDescription"] = {"text": note.rationale}
        rule["help"] = {"text": note.rationale}
    return rule


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return SarifReporter(style)
