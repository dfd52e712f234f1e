"""An evaluation as text: tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from servicelint.reporters._terminal import count, one_line

_HEAD = ("", "labels", "found", "precision", "95 %", "recall", "95 %", "F1", "clear recall")


def page(result: Mapping[str, Any], *, misses: bool, old: Mapping[str, Any] | None) -> str:
    """Return the page: scores by rule, category, channel and over all, then errors and changes where asked for."""
    lines: list[str] = []
    for title, name in (("Rule", "rules"), ("Category", "categories"), ("Channel", "channels")):
        before = old[name] if old else None
        lines += [*_table(title, result[name], before), ""]
    overall = {"all": result["overall"]}
    lines += _table("Over all", overall, {"all": old["overall"]} if old else None)
    score = result["overall"]
    lines.append("")
    labels = f"{score['labels']:g} label{'' if score['labels'] == 1 else 's'}"
    lines.append(
        f"{count(result['records'], 'message')}, {labels}, {count(score['findings'], 'finding')}: "
        f"precision {_figure(score['precision'])}, recall {_figure(score['recall'])}, F1 {_figure(score['f1'])}, "
        f"recall of clear labels {_figure(score['clear_recall'])}"
    )
    if result["unjudged"]:
        names = ", ".join(f"{rule} ({number})" for rule, number in result["unjudged"].items())
        lines.append(f"Not judged, since no label names them: {names}")
    if misses:
        lines += _listed("False findings", [f for f in result["findings"] if not f["right"]])
        lines += _listed("Missed", result["misses"])
    if "changes" in result:
        lines += _changes(result["changes"])
    return "".join(f"{line}\n" for line in lines)


def _table(title: str, scores: Mapping[str, Any], old: Mapping[str, Any] | None) -> list[str]:
    head = [title, *_HEAD[1:], *(["F1 before"] if old is not None else [])]
    rows = [head]
    for name, score in scores.items():
        row = [
            name or "–",
            f"{score['labels']:g}",
            str(score["findings"]),
            _figure(score["precision"]),
            _interval(score["precision_interval"]),
            _figure(score["recall"]),
            _interval(score["recall_interval"]),
            _figure(score["f1"]),
            _figure(score["clear_recall"]),
        ]
        if old is not None:
            row.append(_figure(old[name]["f1"]) if name in old else "–")
        rows.append(row)
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines with aligned columns: the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(value: Sequence[float] | None) -> str:
    return "–" if value is None else f"{value[0]:.2f}–{value[1]:.2f}"


def _listed(title: str, entries: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = ["", f"{title}: {len(entries)}"]
    for entry in sorted(entries, key=lambda entry: (entry["rule"], str(entry["id"]), entry["start"])):
        doubt = " (doubtful)" if entry.get("sure") == 1 else ""
        what = one_line(entry["text"]) if entry["text"] else "(whole message)"
        lines += [f"  {entry['rule']}  {one_line(str(entry['id']))}{doubt}: {what}"]
        lines += [f"    {one_line(entry['sentence'])}"]
    return lines


def _named(entry: Mapping[str, Any]) -> str:
    return f"{one_line(str(entry['id']))}: {one_line(entry['text'])}"


def _changes(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    entries = list(entries)
    lines = ["", f"Changed: {len(entries)}"]
    for entry in entries:
        verdict = "right" if entry["right"] else "wrong"
        what = (
            f"  {entry['change']}, {verdict}: {entry['rule']}  {one_line(str(entry['id']))}: {one_line(entry['text'])}"
        )
        lines += [what, f"    {one_line(entry['sentence'])}"]
    return lines
