"""A key pressed inside a sentence: the document as it was read, with one segment changed and the rest moved along.

Reading a long draft anew for each key costs more than an eye notices, and hardly ever tells anything else. What the key
may have changed about the draft's structure ("Regards," is a closing) shows when typing pauses and it is read in full.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from servicelint.model import Document, Finding, Segment, Span
from servicelint.text import NORMAL_FORMS, Run, SourceMap

#: What may come and go without a second look: no line end, nothing that markup or a template begins with.
_PLAIN = re.compile(r"[\w ,.;:'\"!?()‘’“”–—-]*")
_MOST = 200


class Change(NamedTuple):
    """The old text's ``[start, end)`` became the new text's ``[start, stop)``."""

    start: int
    end: int
    stop: int

    @property
    def moved(self) -> int:
        """How far everything behind it has moved."""
        return self.stop - self.end

    def shifted(self, span: Span) -> Span | None:
        """Return where an old stretch is now; None when the change touches it."""
        if span.end < self.start:
            return span
        if span.start > self.end:
            return Span(span.start + self.moved, span.end + self.moved)
        return None

    def stretched(self, span: Span) -> Span:
        """Return where an old stretch around or beside the change is now."""
        return Span(
            span.start + (self.moved if span.start > self.end else 0),
            span.end + (self.moved if span.end >= self.end else 0),
        )


def change_between(old: str, new: str) -> Change:
    """Return the one stretch in which two texts differ."""
    size = min(len(old), len(new))
    start = bisect_left(range(size), True, key=lambda at: old[: at + 1] != new[: at + 1])
    rest = size - start
    same = bisect_left(range(rest), True, key=lambda at: old[len(old) - at - 1 :] != new[len(new) - at - 1 :])
    return Change(start, len(old) - same, len(new) - same)


def patched(document: Document, text: str, change: Change) -> tuple[Document, int] | None:
    """Return the document with its new ``text``, and the number of the segment that changed.

    None when it must be read in full: the change is large, is not plain prose, or is not inside one segment.
    """
    went, came = document.text[change.start : change.end], text[change.start : change.stop]
    if len(went) + len(came) > _MOST or not (_PLAIN.fullmatch(went) and _PLAIN.fullmatch(came)):
        return None
    for number, segment in enumerate(document.segments):
        runs = _runs(segment)
        if runs and runs[0].start <= change.start and change.end <= runs[-1].end:
            fresh = _edited(segment, runs, change, came)
            if fresh is None:
                return None
            segments = [fresh if i == number else _moved(other, change) for i, other in enumerate(document.segments)]
            ignores = tuple(
                replace(one, span=change.stretched(one.span), scope=change.stretched(one.scope))
                for one in document.ignores
            )
            return replace(document, text=text, segments=tuple(segments), ignores=ignores), number
    return None


def _runs(segment: Segment) -> tuple[Run, ...]:
    return segment.source.runs if isinstance(segment.source, SourceMap) else ()


def _edited(segment: Segment, runs: tuple[Run, ...], change: Change, came: str) -> Segment | None:
    at = next((i for i, run in enumerate(runs) if run.verbatim and run.start <= change.start <= run.end), None)
    if at is None or change.end > runs[at].end or segment.escape == "none":
        return None
    run = runs[at]
    low, high = run.out + change.start - run.start, run.out + change.end - run.start
    text = segment.text[:low] + "".join(NORMAL_FORMS.get(char, char) for char in came) + segment.text[high:]
    if "  " in text[max(0, low - 1) : low + len(came) + 1] or text[:1] in (" ", "") or text.isspace():
        return None
    made = [*runs[:at], Run(run.out, run.length + change.moved, run.start, run.end + change.moved, True)]
    moved = change.moved
    made += [Run(r.out + moved, r.length, r.start + moved, r.end + moved, r.verbatim) for r in runs[at + 1 :]]
    return replace(segment, text=text, source=SourceMap(tuple(r for r in made if r.length)))


def _moved(segment: Segment, change: Change) -> Segment:
    runs, moved = _runs(segment), change.moved
    if not moved or not runs or runs[0].start < change.end:
        return segment
    made = tuple(Run(run.out, run.length, run.start + moved, run.end + moved, run.verbatim) for run in runs)
    return Segment(segment.text, SourceMap(made), segment.part, segment.escape)


def carried(finding: Finding, change: Change) -> Finding | None:
    """Return a finding of the old text where it is now, without its rewrites; None when the change touches it."""
    span = change.shifted(finding.span)
    if span is None:
        return None
    if span == finding.span and finding.sentence.end < change.start:
        return finding
    return replace(finding, span=span, sentence=change.stretched(finding.sentence))
