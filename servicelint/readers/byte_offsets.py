"""From the bytes that tree-sitter counts to the code points of the source."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class ByteOffsets:
    """The way from byte offsets in the UTF-8 form of ``text`` to code points; ``begin`` is where it begins."""

    def __init__(self, text: str, begin: int = 0) -> None:
        self._begin = begin
        lengths = (len(char.encode("utf-8", "surrogatepass")) for char in text)
        self._bytes = None if text.isascii() else list(accumulate(lengths, initial=0))

    def place(self, byte: int) -> int:
        """Return the offset in the source of a byte of the text."""
        return self._begin + (byte if self._bytes is None else bisect_right(self._bytes, byte) - 1)
