"""Data files with messages in them: the texts that customers read are found by their keys and become documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from servicelint.model import Document, Ignore, Kind, Part, Segment, Span
from servicelint.readers.atoms import Cutter
from servicelint.readers.comments import Comment, ignores_from
from servicelint.readers.errors import NoMessagesError, ReadOptions
from servicelint.readers.keys import Way, is_subject, is_text, is_tool_file, language_of, last_key, matches, plain_key
from servicelint.readers.message import Flat, make_document, rebase
from servicelint.readers.placeholders import extra_syntax
from servicelint.text import Mapped

NAME_THEM = "name them with text-keys in the settings"
#: A word, a blank and another word: anything shorter is a label, a code or a name.
_PROSE = re.compile(r"[^\W\d_]\S*\s+\S*[^\W\d_]")
#: A text of a locale file with fewer words than this is a label, a notice, a sentence of a page: no whole message.
_MESSAGE_WORDS = 40
_MARKUP = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|ul|ol|li|span|h[1-6]|table|blockquote)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text of a data file. ``value`` is what it says, ``mapped`` makes its map to the source when it is needed.

    ``escape`` is how its host writes text (a layer of ``escape.escape``), ``beside`` the other texts of its record.
    """

    way: Way
    value: str
    mapped: Callable[[], Mapped]
    escape: str
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Record:
    subjects: list[Leaf] = field(default_factory=list)
    bodies: list[Leaf] = field(default_factory=list)


def data_documents(
    source: str,
    name: str,
    leaves: Sequence[Leaf],
    kind: Kind | None,
    options: ReadOptions,
    comments: Sequence[Comment] = (),
    *,
    catalogue: bool = False,
) -> list[Document]:
    """Return a document for each message among ``leaves``; a subject goes with the text beside it.

    In a locale file or a ``catalogue`` a text of few words is a fragment. Raises ``NoMessagesError`` when no key is
    known to hold text for customers.
    """
    records: dict[Way, _Record] = {}
    chosen = 0
    for leaf in leaves:
        if not _is_wanted(leaf, name, options):
            continue
        chosen += 1
        if not _PROSE.search(leaf.value):
            continue
        record = records.setdefault(_record_of(leaf), _Record())
        (record.subjects if is_subject(leaf.way, leaf.beside) else record.bodies).append(leaf)
    if not chosen and not options.texts and not _is_locale(name, leaves):
        raise NoMessagesError("no key of this file is known to hold text for customers: " + NAME_THEM)
    documents = []
    locale = _is_locale(name, leaves)
    for record in records.values():
        choice = locale and any("|" in leaf.value for leaf in (*record.subjects, *record.bodies))
        with extra_syntax((*options.syntax, "choice") if choice else options.syntax):
            documents += _documents(source, name, record, kind or Kind.TEMPLATE, options)
    parts = locale or catalogue
    documents = [replace(document, fragment=_is_fragment(document, parts)) for document in documents]
    documents = _with_ignores(documents, comments, source)
    return documents or [Document(name, source, (), options.channel or "email", kind or Kind.TEMPLATE)]


def _is_fragment(document: Document, parts: bool) -> bool:
    """Tell whether a text is no whole message: only a subject, or one of many ``parts``, short and without greeting."""
    found = {segment.part for segment in document.segments}
    if not parts or not found.isdisjoint((Part.GREETING, Part.CLOSING)):
        return found == {Part.SUBJECT}
    return sum(segment.text.count(" ") + 1 for segment in document.segments) < _MESSAGE_WORDS


def heading_of(leaves: Sequence[Leaf]) -> tuple[list[Segment], list[Flat]]:
    """Return of a front matter the subject as segments and the other texts for customers (a preheader)."""
    subjects, others = [], []
    for leaf in leaves:
        if is_subject(leaf.way, leaf.beside):
            subjects += _subject(leaf)
        elif is_text(leaf.way, {}):
            others.append(_flat(leaf))
    return subjects, others


def _subject(leaf: Leaf) -> list[Segment]:
    message = leaf.mapped()
    cut = Cutter(message).cut(0, len(message.text))
    if not any(char.isalnum() for char in cut.text):
        return []
    return [Segment(cut.text, cut.map, Part.SUBJECT, f"plain+{leaf.escape}" if leaf.escape else "plain")]


def _is_wanted(leaf: Leaf, name: str, options: ReadOptions) -> bool:
    if options.texts:
        return matches(options.texts, leaf.way, leaf.beside)
    if is_tool_file(name):
        return False
    language = language_of(name, leaf.way)
    if language is not None:
        return language == "en"
    return is_text(leaf.way, leaf.beside)


def _is_locale(name: str, leaves: Sequence[Leaf]) -> bool:
    return any(language_of(name, leaf.way) is not None for leaf in leaves)


def _record_of(leaf: Leaf) -> Way:
    """Return the way to the record: of an action (``{"field": …, "value": …}``), that of the list of actions."""
    way = list(leaf.way)
    while way and isinstance(way[-1], int):
        way.pop()
    way = way[:-1]
    if "field" in leaf.beside and way and isinstance(way[-1], int):
        way.pop()
    return tuple(way)


def _documents(source: str, name: str, record: _Record, kind: Kind, options: ReadOptions) -> list[Document]:
    heading: list[Segment] = []
    blocks: list[Span] = []
    for leaf in record.subjects:
        for segment in _subject(leaf):
            heading.append(segment)
            blocks.append(segment.source.to_source(0, len(segment.text)))
    documents = []
    bodies: list[Leaf | None] = [*record.bodies] or [None]
    for body in bodies:
        chat = body is not None and any(word in last_key(body.way) for word in ("chat", "sms"))
        documents.append(
            make_document(
                name,
                source,
                [] if body is None else [_flat(body)],
                channel=options.channel or ("chat" if chat else None),
                kind=kind,
                context=options.context,
                heading=heading,
                heading_blocks=blocks,
            )
        )
        heading, blocks = [], []
    return documents


def _flat(leaf: Leaf) -> Flat:
    """Return the text as HTML, Markdown or plain text, as its key or its tags tell."""
    message = leaf.mapped()
    key = last_key(leaf.way)
    field_ = plain_key(leaf.beside.get("field", ""))
    layers = f"+{leaf.escape}" if leaf.escape else ""
    if "html" in key or "html" in field_ or _MARKUP.search(leaf.value):
        from servicelint.readers.html import flatten_html

        return rebase(flatten_html(message.text), message, f"html{layers}")._replace(subject=False)
    if key in ("markdown", "md") or key.endswith(("markdown", "bodymd")):
        from servicelint.readers.markdown import flatten_markdown

        return rebase(flatten_markdown(message.text), message, f"markdown{layers}")._replace(subject=False)
    return Flat(message, (), f"plain{layers}", subject=False)


def _with_ignores(documents: list[Document], comments: Sequence[Comment], source: str) -> list[Document]:
    """Give each comment of the file to the one document whose text follows it, those for the file to all."""
    if not comments:
        return documents
    spans = [
        [segment.source.to_source(0, len(segment.text)) for segment in document.segments] for document in documents
    ]
    blocks = sorted((span, index) for index, found in enumerate(spans) for span in found)
    given: list[list[Ignore]] = [list(document.ignores) for document in documents]
    ends = [span.end for span, _ in blocks]
    for ignore in ignores_from(comments, [span for span, _ in blocks], len(source)):
        if ignore.scope == Span(0, len(source)):
            # Nobody can tell from one document whether it is of use to another.
            shared = replace(ignore, rules=("unused-ignore", *(ignore.rules or ("",))))
            for found in given:
                found.append(shared if len(documents) > 1 else ignore)
            continue
        at = bisect_left(ends, ignore.span.end + 1)
        if at < len(blocks):
            given[blocks[at][1]].append(ignore)
    return [replace(document, ignores=tuple(found)) for document, found in zip(documents, given, strict=True)]
