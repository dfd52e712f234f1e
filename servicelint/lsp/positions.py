"""A document's text with positions as an LSP client counts them: lines end at LF, CRLF and CR only, columns count code
units of UTF-8, UTF-16 or UTF-32.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_LINE_END = re.compile(r"\r\n|\n|\r")


class Positions:
    """Text and its lines. ``encoding`` is what the client's columns count. Offsets are code points."""

    __slots__ = ("_ascii", "_starts", "encoding", "text")

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._ascii = encoding == "utf-32" or text.isascii()

    def position(self, offset: int) -> tuple[int, int]:
        """Return ``(line, column)`` of an offset, both from 0. An offset outside the text counts as its nearest end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return line, offset - start if self._ascii else units(self.text[start:offset], self.encoding)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a position; beyond the line's end it is that end, beyond the last line the text's end.

        A column inside a character counts as its start.
        """
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self.text)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        column = max(0, column)
        if self._ascii:
            return min(start + column, end)
        at = start
        for char in self.text[start:end]:
            column -= units(char, self.encoding)
            if column < 0:
                break
            at += 1
        return at

    def changed(self, start: tuple[int, int], end: tuple[int, int], new: str) -> Positions:
        """Return the text with the stretch between two positions replaced by ``new``."""
        low = self.offset(*start)
        high = max(low, self.offset(*end))
        return Positions(self.text[:low] + new + self.text[high:], self.encoding)


def units(text: str, encoding: Encoding) -> int:
    """Return how many code units ``text`` has; a lone surrogate counts as one character of the plane it stands in."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-16":
        return len(text) + sum(char > "\uffff" for char in text)
    return len(text.encode("utf-8", "surrogatepass"))
