"""Writes the plain text of a message while a markup reader walks through its source."""

from __future__ import annotations

import re

from servicelint.readers.lines import QUOTE
from servicelint.text import Mapped, SegmentBuilder

_LINE_END = re.compile(r"[\r\n][ \t\r\n\f]*")


class Flow:
    """A ``SegmentBuilder`` that knows lines, paragraphs and quotation depth.

    Line and paragraph ends are written where the next prose begins, so empty elements leave nothing behind except where
    the writer wants a blank line (``blank_line``).
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.depth = 0
        self._builder = SegmentBuilder(source)
        self._pending = 0
        self._at = 0
        self._fresh = True

    def line(self) -> None:
        """End the line, unless it is empty."""
        if not self._fresh:
            self._pending = max(self._pending, 1)

    def paragraph(self) -> None:
        """End the paragraph, unless it is empty."""
        if not self._fresh:
            self._pending = max(self._pending, 2)

    def hard_break(self) -> None:
        """End the line, even an empty one (``<br>``): two in a row make a blank line."""
        self._pending += 1

    def _open(self, at: int) -> None:
        at = max(at, self._at)
        self._builder.gap()
        if self._pending:
            if not self._fresh or self._builder:
                self._builder.put("\n" * min(self._pending, 2), at, at)
            self._pending = 0
            self._fresh = True
        if self._fresh and self.depth:
            self._builder.put((QUOTE + " ") * min(self.depth, 9), at, at)
        self._fresh = False

    def keep(self, start: int, end: int) -> None:
        """Take the source's ``[start, end)`` as prose, line ends included."""
        if start < end:
            self._open(start)
            self._builder.keep(start, end)
            self._at = end

    def prose(self, start: int, end: int) -> None:
        """Take the source's ``[start, end)`` as prose in which line ends are only blanks."""
        at = start
        for match in _LINE_END.finditer(self.source, start, end):
            self.keep(at, match.start())
            if not self._fresh and not self._pending:
                self._builder.gap()
                self._builder.put(" ", match.start(), match.end())
                self._at = match.end()
            at = match.end()
        if self._fresh or self._pending:
            while at < end and self.source[at] in " \t":
                at += 1
        self.keep(at, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Let ``text`` stand for the source's ``[start, end)``."""
        self._open(start)
        self._builder.put(text, start, end)
        self._at = end

    def build(self) -> Mapped:
        """Return the text and its map."""
        return Mapped(*self._builder.build())
