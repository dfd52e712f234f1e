"""A message as the customer reads it, cut where findings begin and end.

The source may be HTML or quoted-printable; what is shown comes from the reader's segments, with the author's own
characters and placeholders put back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servicelint.model import Document, Segment
from servicelint.reporters import Placed


class Piece(NamedTuple):
    """A stretch of prose; ``marks`` are the numbers of the findings that cover it, ``field`` says placeholder."""

    text: str
    marks: tuple[int, ...]
    field: bool


class Paragraph(NamedTuple):
    """One segment: its part of the message (subject, greeting, …) and its pieces."""

    part: str
    pieces: tuple[Piece, ...]


def paragraphs(document: Document, placed: Sequence[tuple[int, Placed]]) -> Iterator[Paragraph]:
    """Yield the segments of ``document``; ``placed`` are its findings with the number that each is known by."""
    for segment in document.segments:
        pieces = _pieces(document.text, segment, placed)
        if pieces:
            yield Paragraph(str(segment.part), tuple(pieces))


def _pieces(source: str, segment: Segment, placed: Sequence[tuple[int, Placed]]) -> list[Piece]:
    size = len(segment.text)
    if not size:
        return []
    whole = segment.source.to_source(0, size)
    near = [(number, place.finding.span) for number, place in placed if place.finding.span.overlaps(whole)]
    fields = {start: (end, span) for start, end, span in segment.source.atoms(0, size)}
    out: list[Piece] = []
    at = 0
    while at < size:
        end, span = fields.get(at) or (at + 1, segment.source.to_source(at, at + 1))
        field = at in fields
        if field:
            text = " ".join(source[span.start : span.end].split())
        else:
            one = span.end - span.start == 1 and segment.text[at] != " "
            text = source[span.start] if one else segment.text[at]
        marks = tuple(number for number, found in near if found.start < span.end and span.start < found.end)
        if out and not field and not out[-1].field and out[-1].marks == marks:
            out[-1] = Piece(out[-1].text + text, marks, False)
        else:
            out.append(Piece(text, marks, field))
        at = end
    return out
