"""A document as the matcher sees it: its sentences in order, where each stands, and the thread's sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from servicelint.model import Document, Part, Segment, Span
from servicelint.sentences import split_sentences
from servicelint.text import SegmentBuilder, slice_normalised

#: After the greeting, this many sentences are the opening of a message.
OPENING_SENTENCES = 2
_OWN_PROSE = (Part.BODY, Part.TURN)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence: ``text`` is normalised, ``start`` its offset in ``segment.text``; ``places`` say where it is."""

    text: str
    segment: Segment
    start: int
    index: int
    places: frozenset[str]
    document: Document

    def source(self, start: int, end: int) -> Span:
        """Map offsets of this sentence to the document's source."""
        return self.segment.source.to_source(self.start + start, self.start + end)

    def rendered(self, start: int, end: int) -> str:
        """Return the words of ``[start, end)`` with each placeholder's own source text (``{{name}}``) in its place."""
        out: list[str] = []
        at = start
        for first, last, span in self.segment.source.atoms(self.start + start, self.start + end):
            first, last = first - self.start, last - self.start
            out += [self.text[at : max(at, first)], self.document.text[span.start : span.end]]
            at = last
        return "".join((*out, self.text[at:end]))

    def spelled(self, start: int, end: int) -> str:
        """Return what ``rendered`` does, without the backslashes that Markdown puts before marks."""
        return self.rendered(start, end).replace("\\", "")


@lru_cache(maxsize=1024)
def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Split a segment; an editor asks about the same ones at every key."""
    return tuple(split_sentences(text))


def sentences_of(document: Document) -> list[Sentence]:
    """Split every segment and say where each sentence stands (subject, greeting, opening, body, closing, last)."""
    found: list[tuple[Segment, int, int]] = []
    for segment in document.segments:
        found.extend((segment, start, end) for start, end in _ranges(segment.text))
    prose = [i for i, (segment, _, _) in enumerate(found) if segment.part in _OWN_PROSE]
    opening, last = frozenset(prose[:OPENING_SENTENCES]), frozenset(prose[-1:])
    sentences = []
    for i, (segment, start, end) in enumerate(found):
        places = {"body" if segment.part in _OWN_PROSE else segment.part.value}
        if i in opening:
            places.add("opening")
        if i in last:
            places.add("last")
        sentences.append(Sentence(segment.text[start:end], segment, start, i, frozenset(places), document))
    return sentences


def thread_sentences(thread: Iterable[str]) -> list[str]:
    """Return the normalised sentences of the customer's messages, oldest first."""
    found: list[str] = []
    for message in thread:
        for block in message.split("\n\n"):
            builder = SegmentBuilder(block)
            builder.keep(0, len(block))
            made, source = builder.build()
            text, _ = slice_normalised(made, source, 0, len(made))
            found.extend(text[start:end] for start, end in split_sentences(text))
    return found
