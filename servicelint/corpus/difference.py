"""Two scans, finding by finding."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from servicelint.corpus.aggregate import scan_lines


@dataclass(slots=True)
class Difference:
    """What is in one scan only: how many findings, and the first of them; and messages flagged by rule, old and new."""

    counts: Counter[str] = field(default_factory=Counter)
    shown: list[dict[str, Any]] = field(default_factory=list)
    flagged: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))


def difference(old: str, new: str, show: int) -> Difference:
    """Compare the outputs of two scans; raise ``CorpusError``. Each finding costs 8 bytes and a little of memory."""
    found = Difference()
    marks = (_marks(old, found.flagged[0]), _marks(new, found.flagged[1]))
    for path, other, change in ((new, marks[0], "appeared"), (old, marks[1], "vanished")):
        for line in scan_lines(path):
            for finding in line["findings"]:
                if _mark(line, finding) in other:
                    continue
                found.counts[change] += 1
                if sum(entry["change"] == change for entry in found.shown) < show:
                    entry = {key: finding[key] for key in ("rule", "start", "end", "text")}
                    found.shown.append({"change": change, "id": line["id"], **entry})
    return found


def _marks(path: str, flagged: Counter[str]) -> set[int]:
    marks: set[int] = set()
    for line in scan_lines(path):
        flagged.update({finding["rule"] for finding in line["findings"]})
        marks.update(_mark(line, finding) for finding in line["findings"])
    return marks


def _mark(line: dict[str, Any], finding: dict[str, Any]) -> int:
    key = repr((line["id"], finding["rule"], finding["fingerprint"])).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=8).digest())
