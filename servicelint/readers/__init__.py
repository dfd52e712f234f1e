"""Readers: the bytes of a draft in any supported format become documents with exact source positions.

Only what a file needs is imported: reading plain text loads no mail, JSON or markup parser.
"""

from __future__ import annotations

import re

from servicelint.model import Document, Kind
from servicelint.readers.decode import decode
from servicelint.readers.errors import MAX_BYTES, ReadError, ReadOptions

__all__ = ["EXTENSIONS", "MAX_BYTES", "ReadError", "ReadOptions", "decode_file", "format_of", "read"]

_FORMATS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "mail",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_TEMPLATE = frozenset(
    {
        ".liquid",
        ".jinja",
        ".jinja2",
        ".j2",
        ".hbs",
        ".handlebars",
        ".mustache",
        ".erb",
        ".tmpl",
        ".tpl",
        ".njk",
        ".twig",
        ".ejs",
    }
)
#: What a folder is searched for.
EXTENSIONS = frozenset({*_FORMATS, *_TEMPLATE})
_MAIL = re.compile(r"\ufeff?(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_ONLY = re.compile(
    r"^(?:mime-version|received|message-id|return-path|content-type|delivered-to|x-mailer|dkim-signature)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = re.compile(
    r"\ufeff?\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|p)\b[^<>]*>", re.IGNORECASE
)


def format_of(name: str) -> tuple[str | None, bool]:
    """Return the format that a file's name tells (None: ask its content) and whether it is a template by name."""
    suffixes = [f".{part.lower()}" for part in re.split(r"[/\\]", name)[-1].lstrip(".").split(".")[1:]]
    template = False
    while suffixes and suffixes[-1] in _TEMPLATE:
        template = True
        suffixes.pop()
    return (_FORMATS.get(suffixes[-1]) if suffixes else None), template


def decode_file(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file as ``Document.text`` has it, and the codec that turns it back into bytes.

    Raises ``ReadError`` as ``read`` does.
    """
    known, _ = format_of(name)
    mail = known == "mail" or (known is None and bool(_MAIL_ONLY.search(data[:4096].decode("latin-1"))))
    return decode(data, eight_bit=mail)


def read(data: bytes, name: str, options: ReadOptions | None = None) -> list[Document]:
    """Read ``data`` as messages; ``name`` is its path, or what stdin should count as.

    The format comes from the extension, else from the content, else it is plain text. One document comes back, except
    for JSON stores with one record for each message; a file without text gives one with no segments. Raises
    ``ReadError`` for input that is too large, binary, not UTF-8, or broken in its own format.
    """
    options = options or ReadOptions()
    if len(data) > options.max_bytes:
        raise ReadError(
            f"this is too large to be a message: {len(data):,} bytes (the limit is {options.max_bytes:,}); split "
            "it, or scan a store of messages with `servicelint corpus scan`"
        )
    source, codec = decode_file(data, name)
    known, template = format_of(name)
    kind = options.kind or (Kind.TEMPLATE if template else None)
    known = known or _sniff(source)
    if known in ("json", "jsonl", "maybe-json"):
        from servicelint.readers.records import read_json, read_jsonl

        try:
            return (read_jsonl if known == "jsonl" else read_json)(source, name, kind, options)
        except ReadError:
            if known != "maybe-json":
                raise
        try:
            return read_jsonl(source, name, kind, options)
        except ReadError:
            known = "plain"
    if known == "mail":
        from servicelint.readers.mail import read_mail

        return [read_mail(source, codec, name, kind or Kind.DRAFT, options)]
    from servicelint.readers.message import Flat, make_document
    from servicelint.text import identity

    if known == "html":
        from servicelint.readers.html import flatten_html

        flat = flatten_html(source)
    elif known == "markdown":
        from servicelint.readers.markdown import flatten_markdown

        flat = flatten_markdown(source)
    else:
        flat = Flat(identity(source))
    return [
        make_document(name, source, [flat], channel=options.channel, kind=kind or Kind.DRAFT, context=options.context)
    ]


def _sniff(source: str) -> str:
    """Tell the format by the first characters: JSON only perhaps, since a draft may begin with a bracket too."""
    head = source[:4096]
    if _HTML.match(head):
        return "html"
    opening = _MAIL.match(head)
    if opening and _MAIL_ONLY.search(opening[0]):
        return "mail"
    return (
        "maybe-json"
        if head.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") and re.match(r'[\ufeff\s]*[\[{][\s\[{]*"', head)
        else "plain"
    )
