"""The sentence of a finding as the customer would read it, with the place of the phrase in it.

The source of a message may be HTML, quoted-printable or base64; the reader's segments hold the prose and lead back to
the source, so the sentence is shown from there, with the author's own characters and placeholders put back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from servicelint.model import Document, Finding, Rewrite, Segment, Span
from servicelint.reporters._terminal import safe

#: A longer sentence is cut to this many characters on each side of the phrase.
_AROUND = 240
_LONGEST_PHRASE = 1200


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``text`` on one line, safe for a terminal; the phrase is ``[start, end)`` of it."""

    text: str
    start: int
    end: int


class Excerpts:
    """Finds the sentences of one document's findings."""

    def __init__(self, document: Document) -> None:
        self._source = document.text
        self._places = [
            (segment.source.to_source(0, len(segment.text)), segment) for segment in document.segments if segment.text
        ]

    def of(self, finding: Finding) -> Excerpt:
        """Return the sentence of ``finding``; where no segment holds it, the bare source."""
        segment = self._segment(finding.span)
        if segment is None:
            return _from_source(self._source, finding)
        first, last = _inside(segment, finding.sentence)
        low, high = _inside(segment, finding.span)
        return self._around(segment, (min(first, low), max(last, high)), (low, high), None)

    def rewritten(self, finding: Finding, rewrite: Rewrite) -> Excerpt:
        """Return the sentence of ``finding`` as ``rewrite`` makes it, with the place of the new words.

        A rewrite without an edit, or with one that reaches outside the sentence, is shown by itself.
        """
        segment = self._segment(finding.span)
        edit = rewrite.edits[0] if len(rewrite.edits) == 1 else None
        if segment is not None and edit is not None and finding.sentence.contains(edit.span):
            new = edit.words
            if new is None:  # from another program: a part of the rewrite, or all of it, perhaps escaped
                new = edit.text if edit.text in rewrite.text else rewrite.text
            return self._around(segment, _inside(segment, finding.sentence), _inside(segment, edit.span), new)
        text = _one_line(rewrite.text)
        return Excerpt(safe(text), 0, len(text))

    def _segment(self, span: Span) -> Segment | None:
        return next((segment for place, segment in self._places if place.contains(span)), None)

    def _around(self, segment: Segment, sentence: tuple[int, int], phrase: tuple[int, int], new: str | None) -> Excerpt:
        (low, high), reach = phrase, 4 * _AROUND
        before = self._words(segment, max(sentence[0], low - reach), low)
        middle = self._words(segment, low, high) if new is None else _one_line(new)
        after = self._words(segment, high, min(max(sentence[1], high), high + reach))
        return _shorten(before + middle + after, len(before), len(before) + len(middle))

    def _words(self, segment: Segment, first: int, last: int) -> str:
        """Return the segment's ``[first, last)`` with the author's own quotes and placeholders."""
        atoms = {start: (end, place) for start, end, place in segment.source.atoms(first, last)}
        out: list[str] = []
        at = first
        while at < last:
            if at in atoms:
                end, place = atoms[at]
                out.append(_one_line(self._source[place.start : place.end]))
                at = end
                continue
            place = segment.source.to_source(at, at + 1)
            one = place.end - place.start == 1 and segment.text[at] != " "
            out.append(self._source[place.start] if one else segment.text[at])
            at += 1
        return "".join(out)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _inside(segment: Segment, span: Span) -> tuple[int, int]:
    """Return the stretch of the segment's text that came from ``span`` of the source."""
    to_source = segment.source.to_source
    size = range(len(segment.text))
    first = bisect_right(size, span.start, key=lambda at: to_source(at, at + 1).end)
    last = bisect_left(size, span.end, key=lambda at: to_source(at, at + 1).start)
    return first, max(first, last)


def _from_source(source: str, finding: Finding) -> Excerpt:
    first, last = min(finding.sentence.start, finding.span.start), max(finding.sentence.end, finding.span.end)
    out: list[str] = []
    begin = finish = 0
    for at in range(max(first, finding.span.start - 4 * _AROUND), min(last, finding.span.end + 4 * _AROUND)):
        if at == finding.span.start:
            begin = len(out)
        if not source[at].isspace():
            out.append(source[at])
        elif out and out[-1] != " ":
            out.append(" ")
        if at < finding.span.end:
            finish = len(out)
    return _shorten("".join(out), begin, max(begin, finish))


def _shorten(text: str, start: int, end: int) -> Excerpt:
    """Cut what is far from the phrase, and the middle of an endless phrase, at blanks; make the rest safe."""
    if end - start > _LONGEST_PHRASE:
        cut = start + _LONGEST_PHRASE
        text, end = text[:cut] + " …", cut + 2
    if len(text) - end > _AROUND:
        blank = text.find(" ", end + _AROUND - 40, end + _AROUND)
        text = text[: blank if blank > 0 else end + _AROUND] + " …"
    if start > _AROUND:
        blank = text.rfind(" ", start - _AROUND, start - _AROUND + 40)
        cut = blank + 1 if blank > 0 else start - _AROUND
        text, start, end = "… " + text[cut:], start - cut + 2, end - cut + 2
    return Excerpt(safe(text), start, end)
