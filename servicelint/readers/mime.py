"""The tree of a mail, with the place of every part in the raw text.

Headers are parsed by the standard library; the parts are cut out here, because it does not
say where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser

from servicelint.readers.errors import ReadError

#: Deeper parts are context: no mail program nests further, an attacker might.
MAX_DEPTH = 24
#: More parts than this are not looked at.
MAX_PARTS = 500
_HEADER_END = re.compile(r"\r\n\r\n|\n\n|\r\r|\n\r\n")
#: A line that can only be a delimiter, where the header names another one or none.
_LOOKS_LIKE_BOUNDARY = re.compile(r"^--(\S{1,70})[ \t]*\r?\n(?=content-[a-z-]+:)", re.MULTILINE | re.IGNORECASE)
_HEADER_START = re.compile(r"(?:\ufeff)?(?:From |[!-9;-~]+[ \t]*:)")


@dataclass(slots=True)
class Part:
    """One node: its headers, the raw stretch ``[start, end)`` of its body, its children."""

    headers: Message
    start: int
    end: int
    children: list[Part] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The content type in lower case, ``text/plain`` where none is given."""
        return self.headers.get_content_type()

    @property
    def encoding(self) -> str:
        """The transfer encoding in lower case."""
        return str(self.headers.get("content-transfer-encoding", "7bit")).split(";")[0].strip().lower()

    def parameter(self, name: str) -> str:
        """Return a parameter of the content type, ``""`` when it is missing or broken."""
        try:
            value = self.headers.get_param(name, "")
        except (ValueError, TypeError, LookupError, AttributeError):  # broken RFC 2231 parameters
            return ""
        return (value[2] if isinstance(value, tuple) else str(value or "")) or ""

    @property
    def is_attachment(self) -> bool:
        """Tell whether the part is a file beside the message, not its text."""
        try:
            return self.headers.get_content_disposition() == "attachment" or bool(self.headers.get_filename())
        except (ValueError, TypeError, LookupError, AttributeError):
            return True


def parse(text: str, start: int = 0, end: int | None = None) -> Part:
    """Parse the mail in ``[start, end)`` of ``text`` into a tree of parts; broken structure gives what can be read.

    Raises ``ReadError`` for parts within parts beyond ``MAX_DEPTH``.
    """
    return _parse(text, start, len(text) if end is None else end, 0, [MAX_PARTS])


def _parse(text: str, start: int, end: int, depth: int, budget: list[int]) -> Part:
    budget[0] -= 1
    part = _split_headers(text, start, end)
    boundary = part.parameter("boundary")
    if part.headers.get_content_maintype() == "multipart":
        if depth >= MAX_DEPTH:
            raise ReadError(f"its parts are nested more than {MAX_DEPTH} deep, which no mail program does: not read")
        pieces = list(_pieces(text, part.start, part.end, boundary.rstrip())) if boundary else []
        if not pieces and (guess := _LOOKS_LIKE_BOUNDARY.search(text, part.start, part.end)):
            pieces = list(_pieces(text, part.start, part.end, guess[1]))
        for low, high in pieces[: max(0, budget[0])]:
            part.children.append(_parse(text, low, high, depth + 1, budget))
    return part


def _split_headers(text: str, start: int, end: int) -> Part:
    if not _HEADER_START.match(text, start, end):
        # A part may begin with its body at once, after the empty line that ends no headers.
        lead = re.compile(r"\r\n|\n|\r").match(text, start, end)
        return Part(HeaderParser().parsestr(""), lead.end() if lead else start, end)
    found = _HEADER_END.search(text, start, end)
    stop = found.start() if found else end
    raw = text[start:stop].lstrip("\ufeff")
    return Part(HeaderParser().parsestr(raw + "\n\n"), found.end() if found else end, end)


def _pieces(text: str, start: int, end: int, boundary: str) -> Iterator[tuple[int, int]]:
    delimiter = re.compile(
        rf"(?:^|(?<=\n)|(?<=\r))--{re.escape(boundary)}(?P<last>--)?[ \t]*(?:\r\n|\n|\r|$)", re.MULTILINE
    )
    begin: int | None = None
    for match in delimiter.finditer(text, start, end):
        if begin is not None:
            yield begin, _before_newline(text, begin, match.start())
        begin = None if match["last"] else match.end()
        if match["last"]:
            return
    if begin is not None:
        yield begin, end


def _before_newline(text: str, start: int, end: int) -> int:
    if text[max(start, end - 2) : end] == "\r\n":
        return end - 2
    return end - 1 if end > start and text[end - 1] in "\r\n" else end
