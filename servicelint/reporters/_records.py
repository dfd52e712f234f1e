"""The JSON contract, version 1: findings and files as plain dictionaries, keys in the documented order."""

from __future__ import annotations

import json
from typing import Any

from servicelint.model import Finding
from servicelint.reporters import FileReport, Placed

VERSION = 1


def finding_record(place: Placed) -> dict[str, Any]:
    """Return one finding; ``start`` and ``end`` are code points, lines and columns count from 1."""
    finding: Finding = place.finding
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.label,
        "message": finding.message,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": place.document.text[finding.span.start : finding.span.end],
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "sentence": {"start": finding.sentence.start, "end": finding.sentence.end},
        "fingerprint": finding.fingerprint,
        "rewrites": [
            {
                "label": rewrite.label,
                "safety": str(rewrite.safety),
                "text": rewrite.text,
                "edits": [{"start": e.span.start, "end": e.span.end, "text": e.text} for e in rewrite.edits],
            }
            for rewrite in finding.rewrites
        ],
    }


def file_record(report: FileReport) -> dict[str, Any]:
    """Return one file; channel and kind are null where it could not be read."""
    first = report.results[0][0] if report.results else None
    return {
        "path": report.path,
        "channel": first.channel if first else None,
        "kind": str(first.kind) if first else None,
        "findings": [finding_record(place) for place in report.placed()],
        "error": report.error,
    }


def dump(value: Any) -> str:
    """Return ``value`` as JSON on one line: readable UTF-8, or ASCII escapes where a path is not valid Unicode."""
    text = json.dumps(value, ensure_ascii=False)
    if text.isascii():
        return text
    try:
        text.encode()  # the cheapest way to find a lone surrogate
    except UnicodeEncodeError:
        return json.dumps(value)
    return text
