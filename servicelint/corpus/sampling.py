"""A sample of a scan to be labelled, and how far two labellers agree."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import Any

from servicelint.corpus.gold import Gold, covers


def draw(lines: Iterable[Mapping[str, Any]], number: int, seed: int, by: str = "rule") -> list[str | int]:
    """Return the ids of ``number`` records, spread evenly over the strata of ``by`` (``rule``, ``channel``, …).

    Each stratum keeps a reservoir, so memory grows with the number of strata, not with the scan. The stratum of
    records without findings is one of them; the same seed draws the same records.
    """
    pick = random.Random(seed)  # noqa: S311 - a sample, no secret
    reservoirs: dict[str, list[str | int]] = {}
    seen: dict[str, int] = {}
    for line in lines:
        for stratum in _strata(line, by):
            kept = reservoirs.setdefault(stratum, [])
            seen[stratum] = seen.get(stratum, 0) + 1
            if len(kept) < number:
                kept.append(line["id"])
            elif (place := pick.randrange(seen[stratum])) < number:
                kept[place] = line["id"]
    for kept in reservoirs.values():
        pick.shuffle(kept)
    chosen: dict[str | int, None] = {}
    for turn in range(number):
        for stratum in sorted(reservoirs):
            if turn < len(reservoirs[stratum]) and len(chosen) < number:
                chosen.setdefault(reservoirs[stratum][turn])
    return list(chosen)


def _strata(line: Mapping[str, Any], by: str) -> set[str]:
    if by == "rule":
        return {finding["rule"] for finding in line["findings"]} or {""}
    return {str(line.get(by) or "")}


def agreement(one: Iterable[Gold], other: Iterable[Gold]) -> dict[str, float | int]:
    """Return how far two labellers agree on the messages that both have: F1 of the one against the other.

    A label agrees when the other labeller has one of the same rule that overlaps it. F1 is the same whichever
    labeller is taken for the standard, and needs no count of what neither marked (Hripcsak and Rothschild 2005,
    JAMIA 12).
    """
    others = {gold.id: gold for gold in other}
    pairs = [(gold, others[gold.id]) for gold in one if gold.id in others]
    counts = [0, 0]
    agreed = [0, 0]
    for pair in pairs:
        for side, (mine, theirs) in enumerate((pair, pair[::-1])):
            counts[side] += len(mine.labels)
            agreed[side] += sum(
                any(covers(label, mark.rule, mark.start, mark.end) for label in theirs.labels) for mark in mine.labels
            )
    total = sum(counts)
    return {
        "messages": len(pairs),
        "labels_1": counts[0],
        "labels_2": counts[1],
        "agreed_1": agreed[0],
        "agreed_2": agreed[1],
        "f1": sum(agreed) / total if total else 1.0,
    }
