"""Readers: the bytes of a draft in any supported format become documents with exact source positions.

Only what a file needs is imported: reading plain text loads no mail, JSON or markup parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.model import Document, Kind
from servicelint.readers.decode import decode
from servicelint.readers.errors import MAX_BYTES, NoMessagesError, ReadError, ReadOptions
from servicelint.readers.lazy import Lazy

if TYPE_CHECKING:
    from servicelint.model import Segment
    from servicelint.readers.message import Flat

__all__ = [
    "EXTENSIONS",
    "FORMATS",
    "MAX_BYTES",
    "NoMessagesError",
    "ReadError",
    "ReadOptions",
    "decode_file",
    "format_of",
    "is_data",
    "read",
]

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
    ".mbox": "mbox",
    ".mjml": "html",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".toml": "toml",
    ".csv": "csv",
    ".tsv": "csv",
    ".po": "po",
    ".pot": "po",
    ".php": "php",
}
#: What a file can be read as (the setting ``read-as``).
FORMATS = ("plain", "markdown", "html", "mail", "mbox", "json", "jsonl", "yaml", "toml", "csv", "po", "php")
#: Formats of data, most files of which hold no messages.
_DATA = frozenset({"json", "yaml", "toml", "csv", "po", "php"})
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
_TEMPLATE_FOLDER = re.compile(
    r"(?:e?mail[-_ ]?)?templates?|macros?|canned(?:[-_ ]?(?:responses?|replies))?|saved[-_ ]?replies", re.IGNORECASE
)
_MAIL = Lazy(r"\ufeff?(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_ONLY = Lazy(
    r"^(?:mime-version|received|message-id|return-path|content-type|delivered-to|x-mailer|dkim-signature)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = Lazy(
    r"\ufeff?\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|p)\b[^<>]*>", re.IGNORECASE
)


def format_of(name: str) -> tuple[str | None, bool]:
    """Return the format that a file's name tells (None: ask its content) and whether it is a template by name."""
    *folders, stem = re.split(r"[/\\]", name)
    suffixes = [f".{part.lower()}" for part in stem.lstrip(".").split(".")[1:]]
    template = any(_TEMPLATE_FOLDER.fullmatch(folder) for folder in folders)
    while suffixes and suffixes[-1] in _TEMPLATE:
        template = True
        suffixes.pop()
    return (_FORMATS.get(suffixes[-1]) if suffixes else None), template


def is_data(name: str) -> bool:
    """Tell whether the file's name is that of data (JSON, YAML, CSV, …), which may or may not hold messages."""
    return format_of(name)[0] in _DATA


def decode_file(data: bytes, name: str, format: str | None = None) -> tuple[str, str]:
    """Return the text of a file as ``Document.text`` has it, and the codec that turns it back into bytes.

    ``format`` goes before what the name tells. Raises ``ReadError`` as ``read`` does.
    """
    known = format or format_of(name)[0]
    mail = known in ("mail", "mbox") or (known is None and bool(_MAIL_ONLY.search(data[:4096].decode("latin-1"))))
    return decode(data, eight_bit=mail)


def read(data: bytes, name: str, options: ReadOptions | None = None) -> list[Document]:
    """Read ``data`` as messages; ``name`` is its path, or what stdin should count as.

    The format comes from the options, else the extension, else the content, else it is plain text. One document comes
    back, except for stores with one record for each message; a file without text gives one with no segments. Raises
    ``ReadError`` for input that is too large, binary, not UTF-8, or broken in its own format, and ``NoMessagesError``
    for data in which nothing is known to be text for customers.
    """
    options = options or ReadOptions()
    if len(data) > options.max_bytes:
        raise ReadError(
            f"this is too large to be a message: {len(data):,} bytes (the limit is {options.max_bytes:,}); split "
            "it, or scan a store of messages with `servicelint corpus scan`"
        )
    source, codec = decode_file(data, name, options.format)
    known, template = format_of(name)
    kind = options.kind or (Kind.TEMPLATE if template or name.lower().endswith(".mjml") else None)
    known = options.format or known or _sniff(source)
    if options.syntax:
        from servicelint.readers.placeholders import extra_syntax

        with extra_syntax(options.syntax):
            return _read(source, codec, name, known, kind, options)
    return _read(source, codec, name, known, kind, options)


def _read(source: str, codec: str, name: str, known: str, kind: Kind | None, options: ReadOptions) -> list[Document]:
    if known in _DATA and (known != "json" or options.texts):
        from servicelint.readers.data import read_data

        return read_data(source, name, known, kind, options)
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
    if known == "mbox":
        from servicelint.readers.mail import read_mbox

        return read_mbox(source, codec, name, kind or Kind.DRAFT, options)
    if known == "mail":
        from servicelint.readers.mail import read_mail

        return [read_mail(source, codec, name, kind or Kind.DRAFT, options)]
    from servicelint.readers.message import Flat, make_document
    from servicelint.text import identity

    flats = [Flat(identity(source))]
    heading: list[Segment] = []
    if known == "html":
        from servicelint.readers.html import flatten_html

        flats = [flatten_html(source)]
    elif known == "markdown":
        flats, heading = _markdown(source)
    return [
        make_document(
            name,
            source,
            flats,
            channel=options.channel,
            kind=kind or Kind.DRAFT,
            context=options.context,
            heading=heading,
            heading_blocks=[segment.source.to_source(0, len(segment.text)) for segment in heading],
        )
    ]


def _markdown(source: str) -> tuple[list[Flat], list[Segment]]:
    from servicelint.readers.markdown import flatten_markdown, front_matter

    front = front_matter(source) if source.startswith(("---", "\ufeff---")) else None
    if front is not None:
        from servicelint.readers.leaves import heading_of
        from servicelint.readers.yamltext import read_yaml

        try:
            heading, others = heading_of(read_yaml(source, *front)[0])
        except ReadError:
            # A placeholder without quotes is no YAML: only the subject line can be told then.
            return [flatten_markdown(source)], []
        return [*others, flatten_markdown(source, skip_front=True)], heading
    return [flatten_markdown(source)], []


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
