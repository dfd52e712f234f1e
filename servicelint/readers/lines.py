"""The lines of a message, and which line ends are the writer's own and which a mail client's wrapping."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servicelint.text import NORMAL_FORMS

#: Before each line that a markup reader found inside a quotation (``<blockquote>``), once per level. Private use.
QUOTE = "\ue001"

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
_MARKS = re.compile(r"[ \t\ufeff]*(?:[>\ue001][ \t]?)+")
_MARKED = re.compile(r"[ \t\ufeff]*(?:\ue001[ \t]?)+")
_BLANKS = " \t\f\v\u00a0\u200b\ufeff\u2028\u2029\u202f\u3000\x85"
_ONE_SPELLING = str.maketrans({char: form for char, form in NORMAL_FORMS.items() if char not in "\u2028\u2029\x85\f\v"})
_BULLET = re.compile(r"(?:[-*•·▪◦‣●–—+o]|\(?\d{1,2}[.)]|\(?[a-zA-Z][)]|#{1,6}|✓|✔|✅|👉|➡️?|→)[ \t\u00a0]+(?=\S)")
_RULE = re.compile(r"(?:[-_=*~#—–•.][ \t]*){3,}$")


@dataclass(slots=True)
class Line:
    """A line without its quote marks and outer blanks: ``[start, end)`` of the message text, ``depth`` quote levels."""

    start: int
    end: int
    depth: int
    text: str

    @property
    def width(self) -> int:
        """How wide the line is with one blank between words: what a wrapping program counted."""
        return len(self.text) if "  " not in self.text else len(" ".join(self.text.split()))


def split_lines(text: str, *, chat: bool) -> list[Line]:
    """Split a message into lines. In chat a leading ``>`` is no quote mark (it says "continued") and is cut off."""
    if not text.isascii():
        text = text.translate(_ONE_SPELLING)
    lines: list[Line] = []
    quoted = ">" in text or QUOTE in text
    blanks = _BLANKS + ">" if chat else _BLANKS
    for match in _LINE.finditer(text):
        start, end = match.span(1)
        if start == len(text) and lines:
            break
        depth = 0
        marks = (_MARKED if chat else _MARKS).match(text, start, end) if quoted else None
        if marks:
            depth = sum(marks[0].count(mark) for mark in (QUOTE, ">"))
            start = marks.end()
        whole = text[start:end].rstrip(blanks)
        bare = whole.lstrip(blanks)
        end = start + len(whole)
        lines.append(Line(end - len(bare), end, depth, bare))
    return lines


def bullet_end(line: Line) -> int:
    """Return how many characters at the start of the line are a list mark (0: it is no list item)."""
    match = _BULLET.match(line.text)
    return match.end() if match else 0


def is_rule(line: Line) -> bool:
    """Tell whether the line is only drawn: ``-----``, ``= = =``, ``****``."""
    return bool(_RULE.match(line.text))


_TERMINAL = re.compile(r"""[.!?…:;]["')\]”’*_]*$""")
_CONTINUES = re.compile(
    r"(?:,|\b(?:a|an|the|and|or|but|of|to|for|from|with|at|by|in|on|as|is|are|was|were|be|been|has|have|had|will|would|"
    r"can|could|may|our|your|my|their|his|her|its|this|that|these|those|we|you|they|if|when|which|who|not|please|any|"
    r"no|into|per|via|than|about|upon|under|over|between|through))$",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"\b(?:i\.e|e\.g|mr|mrs|ms|dr|prof|art|no|approx|vs|incl|st|ca)\.$", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][\w'&/()# -]{0,32}:(?:\s|$)")
_OPENS_LOW = re.compile(r"""["'(\[‘“]*[a-z]""")
#: Narrower paragraphs are short lines of the writer's own; wider ones were never wrapped.
_MIN_WRAP, _MAX_WRAP = 50, 100


_ADDRESS = re.compile(r"[<(\[]?(?:https?://|www\.)", re.IGNORECASE)


def widest_of(lines: Sequence[Line]) -> int:
    """Return the width of the widest line, where a line that one long word (an address) fills does not count."""
    widths = [line.width for line in lines]
    if max(widths) > _MAX_WRAP:
        fair = [
            w for w, line in zip(widths, lines, strict=True) if max(map(len, line.text.split()), default=0) <= _MIN_WRAP
        ]
        return max(fair, default=0)
    return max(widths)


def ends_paragraph(line: Line, following: Line, widest: int) -> bool:
    """Tell whether the break between two lines of one block is the writer's own, not a wrap.

    ``widest`` is the width of the widest line of the block. A wrap is recognised by a full line, by a line that cannot
    end there ("to the"), or by a next line that begins in lower case.
    """
    if bullet_end(following) or is_rule(line) or is_rule(following):
        return True
    if _MIN_WRAP <= widest <= _MAX_WRAP and len(line.text) >= _MIN_WRAP - 10:
        first = following.text.split(" ", 1)[0]
        full = line.width + 1 + len(first) > widest
        if full and (not line.text.endswith(":") or _ADDRESS.match(following.text) or _OPENS_LOW.match(following.text)):
            return False
    if _ADDRESS.match(following.text):
        # "You can read more here: ⏎ https://…" is one statement.
        return line.text[-1] in ".!?…;"
    if _TERMINAL.search(line.text[-12:]) and not _ABBREVIATED.search(line.text[-12:]):
        return True
    if _CONTINUES.search(line.text[-16:]):
        return False
    if _LABEL.match(following.text):
        return True
    return not _OPENS_LOW.match(following.text)
