"""gettext catalogues: the English text of each entry with exact positions through its quoted lines and escapes.

polib checks the file and tells its language; it keeps line numbers only, so the strings are placed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from servicelint.model import Span
from servicelint.readers.comments import Comment
from servicelint.readers.errors import NoMessagesError, ReadError
from servicelint.readers.leaves import Leaf
from servicelint.text import Mapped, SegmentBuilder

_LINE = re.compile(
    r'[ \t]*(?:(?P<key>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*)?"(?P<text>(?:[^"\\\r\n]|\\.)*)"[ \t]*\r?$'
    r"|[ \t]*\#(?P<note>[^\r\n]*)",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(slots=True)
class _Entry:
    strings: dict[str, list[Span]] = field(default_factory=dict)
    fuzzy: bool = False


def read_po(source: str, name: str) -> tuple[list[Leaf], list[Comment]]:
    """Return the English texts of a catalogue: translations into English, else the message ids (not to be edited).

    Raises ``ReadError`` for a broken file, ``NoMessagesError`` for a catalogue of another language.
    """
    import polib

    try:
        catalogue = polib.pofile(source.removeprefix("\ufeff"))
    except (OSError, ValueError, IndexError) as error:
        named = re.search(r"line (\d+)\)?:? ?(.*)", str(error))
        line = int(named[1]) if named else None
        what = (named[2] if named and named[2] else str(error)).strip() or "a line that is none of its own"
        raise ReadError(f"this is not a valid catalogue: {what}{f' (line {line})' if line else ''}", line) from None
    language = (catalogue.metadata.get("Language") or "").lower()[:2]
    if language not in ("", "en"):
        raise NoMessagesError(f"the texts of this catalogue are not English (Language: {language})")
    _refuse_odd_lines(source)
    leaves: list[Leaf] = []
    comments: list[Comment] = []
    for number, entry in enumerate(_entries(source, comments)):
        if entry.fuzzy or not entry.strings.get("msgid") or not _text(source, entry.strings["msgid"]):
            continue
        keys = [key for key in entry.strings if key.startswith("msgstr") and _text(source, entry.strings[key])]
        escape = "json"
        if not keys:
            # The id is the key by which the program asks: to edit it here would lose its translations.
            keys, escape = [key for key in ("msgid", "msgid_plural") if key in entry.strings], "none"
        for key in keys:
            spans = entry.strings[key]
            leaves.append(Leaf((number, key), _text(source, spans), _mapping(source, spans), escape))
    return leaves, comments


def _refuse_odd_lines(source: str) -> None:
    """Raise ``ReadError`` for a line that is nothing a catalogue has: polib passes over a string that is not closed."""
    for number, line in enumerate(source.removeprefix("\ufeff").split("\n"), 1):
        if line.strip() and not _LINE.match(line):
            raise ReadError(f"this is not a valid catalogue: line {number} is no string, key or comment", number)


def _entries(source: str, comments: list[Comment]) -> list[_Entry]:
    entries = [_Entry()]
    key = ""
    for match in _LINE.finditer(source):
        if match["note"] is not None:
            if key.startswith("msgstr"):
                entries.append(_Entry())
                key = ""
            entries[-1].fuzzy |= match["note"].startswith(",") and "fuzzy" in match["note"]
            if not match["note"].startswith("~"):
                comments.append(Comment(Span(match.start("note"), match.end("note")), match["note"].lstrip(".,:|")))
            continue
        if match["key"]:
            if match["key"] in ("msgctxt", "msgid") and key.startswith("msgstr"):
                entries.append(_Entry())
            key = match["key"]
        if key:
            entries[-1].strings.setdefault(key, []).append(Span(*match.span("text")))
    return entries


def _text(source: str, spans: list[Span]) -> str:
    return "".join(_ESCAPE.sub(lambda match: _char(match[0]), source[span.start : span.end]) for span in spans)


def _char(escape: str) -> str:
    if escape[1] == "x" and len(escape) > 2:
        digits = escape[2:]
        return chr(int(digits, 16))
    if escape[1] in "01234567":
        return chr(int(escape[1:], 8))
    return _NAMED.get(escape[1], escape[1])


def _mapping(source: str, spans: list[Span]) -> Callable[[], Mapped]:
    def mapped() -> Mapped:
        builder = SegmentBuilder(source)
        for span in spans:
            builder.gap()
            at = span.start
            for match in _ESCAPE.finditer(source, span.start, span.end):
                builder.keep(at, match.start())
                builder.put(_char(match[0]), *match.span())
                at = match.end()
            builder.keep(at, span.end)
        return Mapped(*builder.build())

    return mapped
