"""HTML messages: prose with exact positions, block structure as lines, everything unseen left out.

The tags come from the standard library's tolerant ``html.parser``; the text between two tags is taken from the source
itself, so that every character keeps its place.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from servicelint.model import Span
from servicelint.readers.comments import Comment
from servicelint.readers.errors import ReadError
from servicelint.readers.flow import Flow
from servicelint.readers.message import Flat
from servicelint.readers.placeholders import mask
from servicelint.text import Mapped, SegmentBuilder

_SKIPPED = frozenset(
    "script style head template textarea select option svg math object iframe audio video canvas noscript "
    "mj-style mj-attributes mj-html-attributes mj-font mj-breakpoint".split()
)
_PARAGRAPH = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl li dt dd table tr td th caption thead tbody tfoot section article header footer main "
    "nav aside blockquote pre hr figure figcaption form fieldset legend address details summary hgroup "
    "center menu mj-text mj-button mj-section mj-column mj-wrapper mj-hero mj-group mj-preview mj-title mj-table "
    "mj-navbar-link mj-social-element mj-accordion-title mj-accordion-text mj-accordion-element mj-raw".split()
)
_LINE = frozenset("div body html dialog".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CODE = frozenset("code kbd samp tt var".split())
#: What mail programs wrap a signature in.
_SIGNATURE = re.compile(r"\b(?:gmail_signature|moz-signature|ms-outlook-mobile-signature)\b|^signature$", re.IGNORECASE)
_MARKED_SECTION = re.compile(r"<!\[(?!if\b|endif\b|else\b|CDATA\[)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


#: Attributes that customers read: what stands in an image's place, and what appears when the mouse rests.
_READ = re.compile(r"""[\s"'/](?:alt|title)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)


def _tame(piece: str) -> str:
    """Blank out each ``<`` that nothing closes: the library searches to the end of the text again for every one.

    So, too, a marked section of an unknown kind, on which it gives up.
    """
    piece = _MARKED_SECTION.sub(" ![", piece)
    closed = piece.rfind("-->") + 1
    piece = piece[:closed] + piece[closed:].replace("<!--", " !--")
    closed = piece.rfind(">") + 1
    return piece[:closed] + piece[closed:].replace("<", " ")


class _Walker(HTMLParser):
    """Hears the tags of ``masked[start:end]`` and writes the prose of ``source`` into a flow."""

    def __init__(self, flow: Flow, masked: str, start: int, end: int) -> None:
        super().__init__(convert_charrefs=True)
        self.flow = flow
        self.source = flow.source
        self.comments: list[Comment] = []
        self.base, self.stop = start, end
        piece = _tame(masked[start:end])
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", piece))]
        self.extras: list[Mapped] = []
        self.region: int | None = None
        self.skipping: str | None = None
        self.skip_depth = 0
        self.preformatted = 0
        self.code_from: int | None = None
        self.open_comment: tuple[int, str] | None = None
        try:
            self.feed(piece)
            self.close()
        except AssertionError as error:
            raise ReadError(f"this HTML is broken: {error}") from None
        self.finish(self.stop)

    def here(self) -> int:
        line, column = self.getpos()
        return self.base + self.line_starts[line - 1] + column

    def finish(self, at: int) -> None:
        """Close what reaches up to ``at``: a stretch of text, or a comment whose end was not known."""
        if self.open_comment is not None:
            start, text = self.open_comment
            self.comments.append(Comment(Span(start, min(at, self.stop)), text))
            self.open_comment = None
        if self.region is not None:
            start, self.region = self.region, None
            if self.skipping is None and self.code_from is None:
                self.text(start, at)

    def text(self, start: int, end: int) -> None:
        at = start
        take = self.flow.keep if self.preformatted else self.flow.prose
        for match in _ENTITY.finditer(self.source, start, end) if "&" in self.source[start:end] else ():
            char = html.unescape(match[0])
            if char == match[0]:
                continue
            take(at, match.start())
            self.flow.put(char[:1], match.start(), match.end())
            for rest in char[1:]:
                self.flow.put(rest, match.end(), match.end())
            at = match.end()
        take(at, end)

    def handle_data(self, data: str) -> None:
        if self.region is None:
            at = self.here()
            self.finish(at)
            self.region = at

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self.here()
        self.finish(at)
        if self.skipping is not None:
            if tag == "body" and self.skipping == "head":
                self.skipping = None
            else:
                self.skip_depth += tag == self.skipping
                return
        if attrs and any(name in ("alt", "title") and value and " " in value for name, value in attrs):
            self.attributes(at)
        signs = [value for name, value in attrs if name in ("class", "id") and value]
        if tag in _SKIPPED or (tag not in _VOID and any(_SIGNATURE.search(value) for value in signs)):
            self.skipping, self.skip_depth = tag, 1
            self.flow.line()
        elif tag == "br":
            self.flow.hard_break()
        elif tag in _PARAGRAPH:
            self.code_from = None
            self.flow.paragraph()
            self.flow.depth += tag == "blockquote"
            self.preformatted += tag == "pre"
        elif tag in _LINE:
            self.flow.line()
        elif tag in _CODE and self.code_from is None:
            self.code_from = at

    def attributes(self, at: int) -> None:
        """Take the texts of the tag's attributes, with their entities."""
        raw = self.get_starttag_text() or ""
        for match in _READ.finditer(raw):
            start, end = match.span("double" if match["double"] is not None else "single")
            builder, low = SegmentBuilder(self.source), at + start
            for entity in _ENTITY.finditer(self.source, at + start, at + end):
                char = html.unescape(entity[0])
                if char != entity[0]:
                    builder.keep(low, entity.start())
                    builder.put(char[:1], *entity.span())
                    for rest in char[1:]:
                        builder.put(rest, entity.end(), entity.end())
                    low = entity.end()
            builder.keep(low, at + end)
            self.extras.append(Mapped(*builder.build()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID or tag in _PARAGRAPH or tag in _LINE:
            self.handle_starttag(tag, attrs)
            if tag not in _VOID:
                self.handle_endtag(tag)
        else:
            self.finish(self.here())
            if self.skipping is None and tag.startswith("mj-"):
                self.attributes(self.here())

    def handle_endtag(self, tag: str) -> None:
        at = self.here()
        self.finish(at)
        if self.skipping is not None:
            self.skip_depth -= tag == self.skipping
            if self.skip_depth == 0:
                self.skipping = None
                self.flow.line()
        elif tag in _PARAGRAPH:
            self.code_from = None
            self.flow.paragraph()
            self.flow.depth = max(0, self.flow.depth - (tag == "blockquote"))
            self.preformatted = max(0, self.preformatted - (tag == "pre"))
        elif tag in _LINE:
            self.flow.line()
        elif tag in _CODE and self.code_from is not None:
            start, self.code_from = self.code_from, None
            if not self.preformatted:
                self.flow.put("Xvar", start, at)

    def handle_comment(self, data: str) -> None:
        at = self.here()
        self.finish(at)
        self.open_comment = (at, data)

    def handle_decl(self, decl: str) -> None:
        self.finish(self.here())

    def handle_pi(self, data: str) -> None:
        self.finish(self.here())

    def unknown_decl(self, data: str) -> None:
        self.finish(self.here())


def walk(flow: Flow, masked: str, start: int, end: int) -> tuple[list[Comment], list[Mapped]]:
    """Write the prose of the HTML in ``[start, end)`` of the source into ``flow``; return comments and attribute texts.

    ``masked`` is the source with template syntax overwritten (``placeholders.mask``).
    """
    walker = _Walker(flow, masked, start, end)
    return walker.comments, walker.extras


def flatten_html(source: str) -> Flat:
    """Return an HTML message or page as plain text mapped to ``source``."""
    flow = Flow(source)
    comments, extras = walk(flow, mask(source), 0, len(source))
    return Flat(flow.build(), tuple(comments), "html", extras=tuple(extras))
