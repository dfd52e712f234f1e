"""Undo what mail transport does to text, layer by layer, each with its map: encoding, charset, flowed lines.

Every function takes the text of the layer above (code points) and returns a ``Mapped`` text that leads back to it.
"""

from __future__ import annotations

import base64
import codecs
import re

from servicelint.text import Mapped, Run, SegmentBuilder, SourceMap, compose, identity

_QP = re.compile(
    r"=(?:(?P<hex>[0-9A-Fa-f]{2})|(?P<soft>[ \t]*(?:\r\n|\n|\r|$)))|(?P<trail>(?<![ \t])[ \t]++)(?=\r\n|\n|\r|$)"
)


def unquote(text: str) -> Mapped:
    """Undo quoted-printable (RFC 2045, 6.7): the result has one character (0–255) for each byte.

    A stray ``=`` stays as it stands; blanks at a line's end are transport padding and vanish.
    """
    builder, at = SegmentBuilder(text), 0
    for match in _QP.finditer(text):
        builder.keep(at, match.start())
        if match["hex"]:
            builder.put(chr(int(match["hex"], 16)), match.start(), match.end())
        else:
            builder.gap()
        at = match.end()
    builder.keep(at, len(text))
    return Mapped(*builder.build())


_DIGIT = re.compile(r"[A-Za-z0-9+/]+")


def unbase64(text: str) -> Mapped:
    """Undo base64: one character (0–255) for each byte, mapped to the digit or digits that carry it.

    Of the four digits of a quantum the first two carry the first byte, the third the second, the fourth the third (each
    shares bits with its neighbour). Foreign characters are skipped as RFC 2045 asks; an incomplete end is dropped.
    """
    digits, places = [], []
    end_of_data = text.find("=")
    for match in _DIGIT.finditer(text, 0, len(text) if end_of_data < 0 else end_of_data):
        digits.append(match[0])
        places.append((match.start(), match.end()))
    joined = "".join(digits)
    usable = len(joined) - (len(joined) % 4 == 1)
    data = base64.b64decode(joined[:usable] + "=" * (-usable % 4))
    offsets = [place for start, end in places for place in range(start, end)]
    runs = []
    for index in range(len(data)):
        quantum, byte = divmod(index, 3)
        first = offsets[quantum * 4 + (byte and byte + 1)]
        last = offsets[quantum * 4 + byte + 1] + 1
        runs.append(Run(index, 1, first, last, False))
    return Mapped(data.decode("latin-1"), SourceMap(tuple(runs)))


_SINGLE_BYTE = re.compile(r"(?:iso-?8859-?\d+|latin-?\d+|windows-?125\d|cp125\d|koi8-[ru]|mac-?roman)$", re.IGNORECASE)
_HIGH = re.compile(r"[\x80-\xff]+")


#: ASCII is the same in UTF-8; the others are codecs of Python, not charsets of mail.
_NOT_FOR_TEXT = frozenset(
    {"ascii", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)


def known_charset(name: str) -> str:
    """Return the codec for a mail's charset name; ASCII, unknown and empty names mean UTF-8 with a fallback."""
    name = name.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(name or "utf-8").name
        b"a".decode(codec, "ignore")
    except (LookupError, ValueError):
        return "utf-8"
    if codec == "iso8859-1":
        # Mail that says Latin-1 means Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
        return "cp1252"
    return "utf-8" if codec in _NOT_FOR_TEXT else codec


def from_bytes(raw: str, charset: str) -> Mapped:
    """Decode ``raw`` (a character for each byte) as ``charset``; what does not decode becomes U+FFFD."""
    codec = known_charset(charset)
    if raw.isascii() and (codec in ("utf-8", "cp1252") or _SINGLE_BYTE.match(codec)):
        return identity(raw)
    if codec == "utf-8":
        try:
            raw.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            codec = "cp1252"
    builder, at = SegmentBuilder(raw), 0
    ascii_stays = codec == "utf-8" or bool(_SINGLE_BYTE.match(codec)) or codec == "cp1252"
    for match in _HIGH.finditer(raw) if ascii_stays else re.finditer(r"[\s\S]+", raw):
        builder.keep(at, match.start())
        decoder = codecs.getincrementaldecoder(codec)("replace")
        begin = match.start()
        for offset in range(match.start(), match.end()):
            made = decoder.decode(raw[offset].encode("latin-1"), offset + 1 == match.end())
            if made:
                builder.put(made[0], begin, offset + 1)
                for more in made[1:]:
                    builder.put(more, offset + 1, offset + 1)
                begin = offset + 1
        if begin < match.end():
            builder.gap()
        at = match.end()
    builder.keep(at, len(raw))
    return Mapped(*builder.build())


_FLOWED_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")


def unflow(text: str, *, delsp: bool) -> Mapped:
    """Join the soft-broken lines of ``format=flowed`` text (RFC 3676) and undo its space-stuffing.

    A line that ends in a blank goes on in the next one of the same quote depth; ``delsp`` says that this blank is not
    part of the text. The line ``-- `` is the signature mark and never joined.
    """
    builder = SegmentBuilder(text)
    depth_before, joining = 0, False
    for match in _FLOWED_LINE.finditer(text):
        start, end = match.span(1)
        if start == len(text):
            break
        content = start
        while content < end and text[content] == ">":
            content += 1
        depth = content - start
        stuffed = content + (text[content : content + 1] == " ")
        body = text[stuffed:end]
        if joining and depth == depth_before and body != "-- ":
            builder.gap()
        else:
            if joining:
                builder.put("\n", start, start)
            builder.keep(start, content)
            if depth and content < end:
                builder.put(" ", content, stuffed)
        builder.gap()
        flowed = body.endswith(" ") and body != "-- " and match[2] != ""
        builder.keep(stuffed, end - (flowed and delsp))
        builder.gap()
        joining, depth_before = flowed, depth
        if not flowed:
            builder.keep(match.start(2), match.end(2))
    return Mapped(*builder.build())


def chain(inner: Mapped, outer: Mapped) -> Mapped:
    """Let ``inner``, made from the text of ``outer``, lead to the source of ``outer``."""
    return Mapped(inner.text, compose(inner.map, outer.map))
