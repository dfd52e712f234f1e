"""Capital words in a row, and where a shouted run ends."""

# ruff: noqa: E501 (long patterns read best uncut)

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from servicelint.checks import regex
from servicelint.units import Hit, Slot

#: Capital words in a row; marks that headings and menus use part them.
RUN = regex(
    r"(?<![\w@#&/$-])(?<!(?<!\.)\.)(?:[A-Z][A-Z'’]*)(?:(?:,? |, ?|-| [-–+&] |: )(?:[A-Z][A-Z'’]*(?![\w@])))*(?![\w@&/$]|\.\w)"
)
WORD = regex(r"[A-Z][A-Z'’]*")
#: Behind these another sentence, heading or menu entry begins.
_ENDS = regex(r"[a-z]|[.!?:](?:\s|$)|\s[-–—]\s|[>|/]|\*{3}")
#: What stands for a link, a field, a date: no word of the writer's.
STAND_IN = r"\bX(?:link|mail|var|name|date|amount)\b"
_STAND_IN = regex(STAND_IN)
#: A run that only names something has no such word.
_SAID = regex(r"[A-Z'’]{4}")
#: The words of a sentence; a shorter one may be a heading or a name.
_FEWEST = 4


def hit(start: int, end: int) -> Hit:
    """Return the hit at these code points, its words as a slot."""
    return Hit(start, end, {"words": Slot(start, end, (start, end))})


def joined(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits; those of several words go on behind figures, brackets and quotation marks."""
    last = 0
    for one in hits:
        if one.start >= last:
            longer = to_the_end(text, one.start, one.end) if " " in text[one.start : one.end] else one
            last = longer.end
            yield longer


def to_the_end(text: str, start: int, end: int) -> Hit:
    """Return the hit from ``start`` on, with the runs of capitals behind ``end`` that no small letter parts from it."""
    for run in RUN.finditer(text, end):
        if _ENDS.search(_STAND_IN.sub("", text[end : run.start()])):
            break
        if " " in run[0] and _SAID.search(run[0]):
            end = run.end()
    return hit(start, end)


def going_on(text: str) -> list[Hit]:
    """Return the whole of a sentence in capitals that stands behind a shouted one: left as it is, the two would clash."""
    if ":" in text or not re.search(r"[.!?]\s*$", text) or len(WORD.findall(text)) < _FEWEST:
        return []
    runs = [run for run in RUN.finditer(text) if _SAID.search(run[0])]
    return [hit(runs[0].start(), runs[-1].end())] if runs and " " in runs[0][0] else []
