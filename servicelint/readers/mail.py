"""Stored mail (``.eml``): the subject and the one version of the body that the customer reads, with raw positions."""

from __future__ import annotations

import re
from typing import NamedTuple

from servicelint.model import Document, Kind, Segment, Span
from servicelint.model import Part as Zone
from servicelint.readers import mime, transfer
from servicelint.readers.atoms import Cutter
from servicelint.readers.errors import ReadError, ReadOptions
from servicelint.readers.message import Flat, make_document, rebase
from servicelint.text import Mapped, Run, SegmentBuilder, SourceMap

_STUB = re.compile(
    r"\bhtml\b|view (?:this|the|it) .{0,40}(?:browser|online)|(?:does not|doesn't|cannot) (?:support|display)"
    r"|web version",
    re.IGNORECASE,
)
#: Every decoded character keeps its place, so encoded text costs more than other text. Attachments do not count.
_MAX_ENCODED = 2 * 1024 * 1024
#: A plain part shorter than this may be a mere "please view the HTML version".
_STUB_LENGTH = 300


class _Body(NamedTuple):
    text: Mapped
    is_html: bool
    escape: str


def read_mail(source: str, codec: str, name: str, kind: Kind, options: ReadOptions) -> Document:
    """Return the mail in ``source`` (decoded from the file by ``codec``) as a document.

    Of alternative versions one is read: plain text, or HTML when that is missing or a stub. Attachments and enclosed
    mails are context. Raises ``ReadError`` when there is no text part at all.
    """
    return _read(source, codec, name, kind, options, _skip_envelope(source), len(source))


_ENVELOPE = re.compile(r"(?:\A\ufeff?|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*(?:\r\n|\n)(?=[!-9;-~]+[ \t]*:)")


def read_mbox(source: str, codec: str, name: str, kind: Kind, options: ReadOptions) -> list[Document]:
    """Return a document for each mail of a mailbox (RFC 4155): a mail begins at ``From `` after an empty line.

    A mail without a text part gives a document with no segments. Raises ``ReadError`` where no mail begins at all.
    """
    begins = [*_ENVELOPE.finditer(source)]
    if not begins:
        raise ReadError("this is not a mailbox: no line begins with 'From ' as each mail of one does", 1)
    ends = [*(match.start() for match in begins[1:]), len(source)]
    documents = []
    for match, end in zip(begins, ends, strict=True):
        try:
            documents.append(_read(source, codec, name, kind, options, match.end(), end))
        except ReadError:
            documents.append(Document(name, source, (), options.channel or "email", kind))
    return documents


def _read(source: str, codec: str, name: str, kind: Kind, options: ReadOptions, start: int, end: int) -> Document:
    root = mime.parse(source, start, end)
    bodies = _bodies(source, codec, root, 0)
    heading, blocks = _subject(source, start, root.start)
    if not bodies and not heading:
        raise ReadError("this mail has no text part that could be read")
    flats = [_flatten(body) for body in bodies]
    return make_document(
        name,
        source,
        flats,
        channel=options.channel or "email",
        kind=kind,
        context=options.context,
        heading=heading,
        heading_blocks=blocks,
    )


def _skip_envelope(source: str) -> int:
    start = 1 if source.startswith("\ufeff") else 0
    while start < len(source) and source[start] in "\r\n":
        start += 1
    if source.startswith("From ", start):
        end = source.find("\n", start)
        start = end + 1 if end >= 0 else start
    return start


def _flatten(body: _Body) -> Flat:
    if not body.is_html:
        return Flat(body.text, escape=body.escape)
    from servicelint.readers.html import flatten_html

    return rebase(flatten_html(body.text.text), body.text, body.escape)


def _bodies(source: str, codec: str, part: mime.Part, depth: int) -> list[_Body]:
    """Return the texts of a part that the customer reads as the message."""
    kind = part.type
    if part.children:
        if kind == "multipart/alternative":
            return _choose([_bodies(source, codec, child, depth + 1) for child in part.children])
        if kind in ("multipart/related", "multipart/signed", "multipart/report"):
            return _bodies(source, codec, part.children[0], depth + 1)
        found: list[_Body] = []
        for child in part.children:
            found += _bodies(source, codec, child, depth + 1)
        return found
    if part.headers.get_content_maintype() == "multipart":
        # No part was found in it: too deep is context, a broken one is read as the plain text it may be.
        return [] if depth >= mime.MAX_DEPTH else [_decode(source, codec, part, is_html=False)]
    if kind not in ("text/plain", "text/html") or part.is_attachment:
        return []
    return [_decode(source, codec, part, is_html=kind == "text/html")]


def _choose(versions: list[list[_Body]]) -> list[_Body]:
    html = next((version for version in reversed(versions) if any(body.is_html for body in version)), [])
    for version in versions:
        if version and not any(body.is_html for body in version):
            text = "".join(body.text.text for body in version).strip()
            if not html or (text and not (len(text) < _STUB_LENGTH and _STUB.search(text))):
                return version
    return html


def _decode(source: str, codec: str, part: mime.Part, *, is_html: bool) -> _Body:
    start, end = part.start, part.end
    raw = Mapped(source[start:end], SourceMap((Run(0, end - start, start, end, True),) if end > start else ()))
    charset = part.parameter("charset")
    encoding = part.encoding
    layers = "html" if is_html else "plain"
    if encoding in ("quoted-printable", "base64") and end - start > _MAX_ENCODED:
        raise ReadError(
            f"the text of this mail is too large: {end - start:,} characters (the limit is {_MAX_ENCODED:,})"
        )
    if encoding == "quoted-printable":
        newline = "crlf" if "\r\n" in raw.text else "lf"
        text = _charset(transfer.chain(transfer.unquote(_as_bytes(raw.text, codec)), raw), charset)
        escape = f"{layers}+qp-{newline}:{transfer.known_charset(charset)}"
    elif encoding == "base64":
        text = _charset(transfer.chain(transfer.unbase64(raw.text), raw), charset)
        escape = "none"
    else:
        same = codec.startswith("utf-") and transfer.known_charset(charset) == "utf-8"
        readable = raw.text.isascii() or codec.startswith("utf-")
        if readable and not transfer.known_charset(charset).startswith(("iso2022", "hz", "utf-7", "utf_7")):
            text = raw
        else:
            text = _charset(Mapped(_as_bytes(raw.text, codec), raw.map), charset)
        escape = layers if same else f"{layers}+ascii"
    if not is_html and part.parameter("format").lower() == "flowed":
        text = transfer.chain(transfer.unflow(text.text, delsp=part.parameter("delsp").lower() == "yes"), text)
    return _Body(text, is_html, escape)


def _as_bytes(text: str, codec: str) -> str:
    """Return a character for each byte that ``text`` was decoded from; beyond 8-bit codecs, of what they could be."""
    if text.isascii():
        return text
    if codec in ("cp1252", "latin-1"):
        return text.encode(codec).decode("latin-1")
    return "".join(char if ord(char) < 256 else "?" for char in text)


def _charset(raw: Mapped, charset: str) -> Mapped:
    return transfer.chain(transfer.from_bytes(raw.text, charset), raw)


_SUBJECT = re.compile(
    r"(?:^|(?<=\n)|(?<=\r))subject[ \t]*:[ \t]*(?P<value>[^\r\n]*(?:(?:\r\n|\n|\r)[ \t][^\r\n]*)*)", re.IGNORECASE
)
_WORD = re.compile(r"=\?(?P<charset>[\w.:-]+)(?:\*[\w-]*)?\?(?P<how>[bBqQ])\?(?P<data>[^?\s]*)\?=")
_REPLY = re.compile(r"(?:\s*(?:re|fwd?|aw|wg|tr|sv)(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)


def _subject(source: str, start: int, end: int) -> tuple[list[Segment], list[Span]]:
    """Return the subject line as a segment: folded lines joined, RFC 2047 words decoded, "Re:" left out."""
    match = _SUBJECT.search(source, start, end)
    if match is None:
        return [], []
    low, high = match.span("value")
    builder, at = SegmentBuilder(source), low
    coded = False
    for word in _WORD.finditer(source, low, high):
        between = source[at : word.start()]
        if between.strip() or not coded:
            builder.keep(at, word.start())
        builder.gap()
        decoded = _encoded_word(source, word)
        for run in decoded.map.runs:
            for offset in range(run.length):
                char = decoded.text[run.out + offset]
                span = decoded.map.to_source(run.out + offset, run.out + offset + 1)
                builder.put(char, *span)
                builder.gap()
        builder.gap()
        at, coded = word.end(), True
    builder.keep(at, high)
    text, way = builder.build()
    reply = _REPLY.match(text)
    cut = Cutter(Mapped(text, way)).cut(reply.end() if reply else 0, len(text))
    if not any(char.isalnum() for char in cut.text):
        return [], []
    segment = Segment(cut.text, cut.map, Zone.SUBJECT, "none" if coded else "plain+header")
    return [segment], [Span(*match.span())]


def _encoded_word(source: str, word: re.Match[str]) -> Mapped:
    low, high = word.span("data")
    raw = Mapped(source[low:high], SourceMap((Run(0, high - low, low, high, True),) if high > low else ()))
    if word["how"] in "bB":
        octets = transfer.chain(transfer.unbase64(raw.text), raw)
    else:
        octets = transfer.chain(transfer.unquote(raw.text), raw)
        octets = Mapped(octets.text.replace("_", " "), octets.map)
    return transfer.chain(transfer.from_bytes(octets.text, word["charset"]), octets)
