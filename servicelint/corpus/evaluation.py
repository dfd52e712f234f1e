"""``corpus eval`` as data: the evaluation as one JSON object, and what changed since an earlier one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from servicelint import __version__
from servicelint.corpus.errors import CorpusError
from servicelint.corpus.gold import Gold, Label
from servicelint.corpus.scoring import Result
from servicelint.sentences import split_sentences

VERSION = 1


def report(result: Result, categories: Mapping[str, str], model: str) -> dict[str, Any]:
    """Return the evaluation as the JSON object of ``--format json``; ``categories`` are those of the rules."""
    return {
        "version": VERSION,
        "tool": {"name": "servicelint", "version": __version__, "model": model},
        "records": result.records,
        "overall": result.tally().record(),
        "rules": _records(result, lambda _gold, rule: rule),
        "categories": _records(result, lambda _gold, rule: categories.get(rule, "")),
        "channels": _records(result, lambda gold, _rule: gold.channel),
        "unjudged": dict(sorted(result.unjudged.items())),
        "findings": [
            {
                "id": gold.id,
                "rule": finding["rule"],
                "start": finding["start"],
                "end": finding["end"],
                "right": right,
                "text": gold.text[finding["start"] : finding["end"]],
                "sentence": sentence_at(gold.text, finding["start"], finding["end"]),
            }
            for gold, finding, right in result.verdicts
        ],
        "misses": [
            {
                "id": gold.id,
                "rule": label.rule,
                "start": label.start,
                "end": label.end,
                "sure": label.sure,
                "text": _text(gold, label),
                "sentence": sentence_at(gold.text, label.start, label.end),
            }
            for gold, label, found in result.answers
            if not found
        ],
    }


def _records(result: Result, key: Any) -> dict[str, Any]:
    return {name: tally.record() for name, tally in result.by(key).items()}


def _text(gold: Gold, label: Label) -> str:
    return gold.text[label.start : label.end] if label.start >= 0 else ""


def sentence_at(text: str, start: int, end: int) -> str:
    """Return the sentences of ``text`` that ``[start, end)`` touches; the beginning of the text for a whole message."""
    if start < 0:
        return text[:200] + ("…" if len(text) > 200 else "")
    low = max(text.rfind("\n\n", 0, start) + 2, 0) if "\n\n" in text[:start] else 0
    high = text.find("\n\n", end)
    part = text[low : high if high >= 0 else len(text)]
    touched = [(a, b) for a, b in split_sentences(part.replace("\n", " ")) if a + low < end and start < b + low]
    return part[touched[0][0] : touched[-1][1]] if touched else text[start:end]


def read_report(path: str) -> dict[str, Any]:
    """Return an evaluation that ``--format json`` wrote; raise ``CorpusError``."""
    try:
        with open(path, encoding="utf-8") as stream:
            value = json.load(stream)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise CorpusError(f"{path}: not JSON: {error}") from None
    if not isinstance(value, dict) or value.get("version") != VERSION or "findings" not in value:
        raise CorpusError(f"{path}: not an evaluation: expected what `corpus eval --format json` writes")
    return value


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the findings that one evaluation has and the other has not, and those that are judged otherwise.

    Two findings are the same when id and rule are, and they overlap. ``change`` is ``appeared``, ``vanished`` or
    ``judged otherwise``.
    """
    entries = []
    for before, after, change in ((new, old, "appeared"), (old, new, "vanished")):
        there = _grouped(after["findings"])
        for finding in before["findings"]:
            same = [f for f in there.get((finding["id"], finding["rule"]), ()) if _overlap(f, finding)]
            if not same:
                entries.append({"change": change, **finding})
            elif change == "appeared" and not any(f["right"] == finding["right"] for f in same):
                entries.append({"change": "judged otherwise", **finding})
    return sorted(entries, key=lambda entry: (entry["rule"], entry["change"], str(entry["id"]), entry["start"]))


def _grouped(findings: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, str], list[Mapping[str, Any]]]:
    groups: dict[tuple[Any, str], list[Mapping[str, Any]]] = {}
    for finding in findings:
        groups.setdefault((finding["id"], finding["rule"]), []).append(finding)
    return groups


def _overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    span = (a["start"], a["end"])
    return span == (b["start"], b["end"]) or (span[0] < b["end"] and b["start"] < span[1])
