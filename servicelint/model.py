"""The values that every layer speaks: frozen, slotted, free of behaviour that needs another module.

All offsets are half-open and count Unicode code points. ``Document.text`` is the decoded source with its
newlines untouched; a ``Segment.text`` is the author's prose, normalised, with a map back to the source.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

#: How a message reaches the customer, and what it is about.
CHANNELS = ("email", "chat")
REGISTERS = ("support", "sales", "finance")


class Severity(enum.IntEnum):
    """How much a finding matters; ordered, so that ``finding.severity >= threshold`` works."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word used in rule files, options and output: ``suggestion``, ``warning`` or ``error``."""
        return self.name.lower()

    @classmethod
    def parse(cls, label: str) -> Severity:
        """Return the severity that ``label`` names; raise ``ValueError`` for any other word."""
        try:
            return cls[label.upper()]
        except KeyError:
            raise ValueError(f"unknown severity {label!r}: use error, warning or suggestion") from None


class Safety(enum.StrEnum):
    """Who may apply a rewrite: a program (``safe``), a person (``ask``), the agent who knows the blank (``fill``)."""

    SAFE = "safe"
    ASK = "ask"
    FILL = "fill"


class Part(enum.StrEnum):
    """Where in the message a segment stands."""

    SUBJECT = "subject"
    GREETING = "greeting"
    BODY = "body"
    CLOSING = "closing"
    TURN = "turn"


class Kind(enum.StrEnum):
    """What the file is: one message about to be sent, or a template whose blanks a program fills."""

    DRAFT = "draft"
    TEMPLATE = "template"


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` in code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this stretch."""
        return self.start <= other.start and other.end <= self.end


class SourceMapping(Protocol):
    """What a segment needs of its map to the source (the implementation is ``text.SourceMap``)."""

    def to_source(self, start: int, end: int) -> Span:
        """Return the source stretch that the segment's ``[start, end)`` came from."""

    def is_verbatim(self, start: int, end: int) -> bool:
        """Tell whether ``[start, end)`` stands in the source in one piece, with nothing skipped inside it."""

    def atoms(self, start: int, end: int) -> list[tuple[int, int, Span]]:
        """Return ``(start, end, source)`` for each multi-character stand-in (a placeholder) inside."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the author's own prose: one paragraph, line or cell, with one space between words.

    ``escape`` names how replacement text must be written in the source here: ``plain``, ``html``,
    ``markdown``, ``json``, … or ``none`` where the source cannot be edited (base64).
    """

    text: str
    source: SourceMapping
    part: Part = Part.BODY
    escape: str = "plain"


@dataclass(frozen=True, slots=True)
class Document:
    """One message as a reader understood it.

    ``thread`` holds the customer's earlier messages, oldest first. ``ignores`` are the inline suppressions that
    the reader saw in comments of the host format. ``registers`` (support, sales, finance) are told by the user or a
    reader; None lets the words decide. ``fragment`` says that this is no whole message but a few words of one (a label
    of a locale file), to be judged by its phrases only and not by what it lacks. ``plain`` is the whole message as
    plain text, signature and quoted mail too, the same from every format; empty where a reader has none.
    """

    name: str
    text: str
    segments: tuple[Segment, ...]
    channel: str = "email"
    kind: Kind = Kind.DRAFT
    thread: tuple[str, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    registers: tuple[str, ...] | None = None
    plain: str = ""
    fragment: bool = False


@dataclass(frozen=True, slots=True)
class Ignore:
    """An inline suppression: ``rules`` (empty: all) are silent in ``scope``; ``span`` is the comment itself."""

    span: Span
    rules: tuple[str, ...]
    scope: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``span`` of the source by ``text``, already escaped for the host format.

    ``words`` are the same unescaped, where that is known: to be shown, not written.
    """

    span: Span
    text: str
    words: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """An offered sentence. ``text`` is what the customer would read; ``edits`` put it there (empty: by hand only).

    It takes the place of the finding's sentence or of a part of it; its ``label`` says when it belongs elsewhere.
    """

    label: str
    safety: Safety
    text: str
    edits: tuple[Edit, ...] = ()

    def stays_within(self, stretch: Span) -> bool:
        """Tell whether it has edits, and none of them changes anything outside ``stretch``."""
        return bool(self.edits) and all(stretch.contains(edit.span) for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Finding:
    """One phrase that costs trust. ``span`` and ``sentence`` are offsets into ``Document.text``."""

    rule: str
    category: str
    span: Span
    sentence: Span
    message: str
    severity: Severity
    rewrites: tuple[Rewrite, ...] = field(default=())
    fingerprint: str = ""
