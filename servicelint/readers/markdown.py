"""Markdown messages with exact inline positions, on top of markdown-it-py.

markdown-it gives line numbers for blocks and nothing for inline text. Two facts fill the gap: the content of a block is
made of the ends of its source lines, and every inline rule starts and stops at a known place of that content. The rules
are therefore wrapped (through the public ruler) to note what stretch each of them consumed.
"""

from __future__ import annotations

import html
import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from servicelint.model import Span
from servicelint.readers.comments import Comment
from servicelint.readers.errors import ReadError
from servicelint.readers.flow import Flow
from servicelint.readers.html import walk
from servicelint.readers.message import Flat
from servicelint.readers.placeholders import mask

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LINES = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>(?:.*\r?\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_FRONT_SUBJECT = re.compile(r"^subject:[ \t]*\S.*$", re.MULTILINE | re.IGNORECASE)
_NEW_PARAGRAPH = frozenset(
    "paragraph_open heading_open list_item_open bullet_list_open ordered_list_open table_open tr_open th_open td_open "
    "hr fence code_block blockquote_open blockquote_close list_item_close".split()
)


@dataclass(slots=True)
class _Note:
    """What one inline rule consumed: ``[start, end)`` of the block's content."""

    start: int
    end: int
    kind: str
    text: str = ""


@dataclass(slots=True)
class _Recorder:
    """The stretches noted so far, one list for each nested parse (image descriptions are parsed apart)."""

    frames: list[list[tuple[_Note, Any]]] = field(default_factory=list)

    def add(self, start: int, end: int, kind: str, text: str = "", token: Token | None = None) -> None:
        self.frames[-1].append((_Note(start, end, kind, text), token))

    def settle(self, state: StateInline) -> None:
        """Delimiters that found no partner are text after all; markdown-it has decided by now."""
        for note, token in self.frames[-1]:
            if token is not None:
                note.kind = "text" if token.type == "text" and token.content else "skip"


def _parser(recorder: _Recorder) -> MarkdownIt:
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    rules = dict(zip(md.inline.ruler.get_active_rules(), md.inline.ruler.getRules(""), strict=True))

    def wrap(name: str, rule: Any) -> Any:
        def noted(state: StateInline, silent: bool) -> bool:
            start, count = state.pos, len(state.tokens)
            if silent:
                return bool(rule(state, True))
            if name == "image":
                recorder.frames.append([])
            made = bool(rule(state, False))
            nested = recorder.frames.pop() if name == "image" else []
            if made:
                _note(recorder, name, state, start, count, nested)
            return made

        return noted

    for name, rule in rules.items():
        md.inline.ruler.at(name, wrap(name, rule))

    def plain_character(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not silent:
            state.append_pending(state.src[start])
            recorder.add(start, start + 1, "text")
        state.pos += 1
        return True

    md.inline.ruler.push("plain_character", plain_character)
    md.inline.ruler2.before("fragments_join", "settle_notes", recorder.settle)
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


def _note(
    recorder: _Recorder, name: str, state: StateInline, start: int, count: int, nested: list[tuple[_Note, Any]]
) -> None:
    end = state.pos
    raw = state.src[start:end]
    if name in ("emphasis", "strikethrough"):
        at = start
        for token in state.tokens[count:]:
            size = len(token.content)
            if token.type == "text" and set(token.content) == {raw[0]} and at + size <= end:
                recorder.add(at, at + size, "skip", token=token)
                at += size
    elif name == "image":
        for note, _ in nested:
            recorder.add(note.start + start + 2, note.end + start + 2, note.kind, note.text)
    elif name == "escape":
        kind = "newline" if raw[1:2] == "\n" else "char" if raw[1:2] in _PUNCTUATION else "text"
        recorder.add(start, min(end, start + 2) if kind == "newline" else end, kind, raw[1:2])
    elif name == "newline":
        recorder.add(start, start + 1, "newline")
    elif name == "backticks":
        # A backtick without a partner makes no token: the last one is then that of earlier code.
        made = len(state.tokens) > count and state.tokens[-1].type == "code_inline"
        recorder.add(start, end, "code" if made else "text")
    elif name == "autolink":
        recorder.add(start + 1, end - 1, "text")
    elif name != "link":
        kind = {"entity": "char", "html_inline": "html"}.get(name, "text")
        recorder.add(start, end, kind, html.unescape(raw) if kind == "char" else raw)


class _Content:
    """Where a block's characters stand in the source; pieces are (content offset, source offset, length)."""

    def __init__(self, pieces: list[tuple[int, int, int]]) -> None:
        self.pieces = pieces
        self._starts = [piece[0] for piece in pieces]

    def stretches(self, start: int, end: int) -> list[Span]:
        """Return the source stretches of ``[start, end)`` of the content, in order."""
        found = []
        for at, source, length in self.pieces[max(0, bisect_right(self._starts, start) - 1) :]:
            if at >= end:
                break
            low, high = max(start, at), min(end, at + length)
            if low < high:
                found.append(Span(source + low - at, source + high - at))
        return found

    def whole(self, start: int, end: int) -> Span | None:
        """Return the one source stretch that covers ``[start, end)`` of the content."""
        found = self.stretches(start, end)
        return Span(found[0].start, found[-1].end) if found else None


class _Reader:
    def __init__(self, source: str, skip_front: bool) -> None:
        self.source = source
        self.skip_front = skip_front
        self.masked = mask(source)
        self.flow = Flow(source)
        self.comments: list[Comment] = []
        self.recorder = _Recorder()
        self.md = _parser(self.recorder)

    def read(self) -> Flat:
        begin = 1 if self.source.startswith("\ufeff") else 0
        front = _FRONT_MATTER.match(self.source)
        if front:
            subject = _FRONT_SUBJECT.search(self.source, *front.span("body"))
            if subject and not self.skip_front:
                self.flow.keep(*subject.span())
                self.flow.paragraph()
            begin = front.end()
        text = self.masked[begin:]
        self.lines = [Span(begin + m.start(1), begin + m.end(1)) for m in _LINES.finditer(text)]
        self.env: dict[str, Any] = {}
        try:
            tokens = self.md.parse(text, self.env)
            self.blocks(tokens)
        except RecursionError:
            raise ReadError("this Markdown is nested too deeply to be read") from None
        return Flat(self.flow.build(), tuple(self.comments), "markdown")

    def blocks(self, tokens: list[Token]) -> None:
        row: list[Token] = []
        for token in tokens:
            if token.type in _NEW_PARAGRAPH:
                self.flow.paragraph()
            if token.type == "blockquote_open":
                self.flow.depth += 1
            elif token.type == "blockquote_close":
                self.flow.depth -= 1
            elif token.type == "html_block" and token.map:
                self.flow.paragraph()
                last = self.lines[min(token.map[1], len(self.lines)) - 1]
                comments, _ = walk(self.flow, self.masked, self.lines[token.map[0]].start, last.end)
                self.comments += comments
                self.flow.paragraph()
            elif token.type == "tr_open":
                row = []
            elif token.type in ("th_open", "td_open"):
                row.append(token)
            elif token.type == "inline" and token.map:
                cell = row and token.level > row[-1].level
                content = self.cell(token, len(row) - 1) if cell else self.located(token)
                self.inline(token.content, content)
            elif token.type == "tr_close":
                row = []

    def located(self, token: Token) -> _Content:
        """Find the block's content in its source lines: each content line is the end of a source line."""
        assert token.map is not None
        pieces, at = [], 0
        for number, text in zip(range(token.map[0], len(self.lines)), token.content.split("\n"), strict=False):
            span = self.lines[number]
            body = text.strip()
            line = self.masked[span.start : span.end].rstrip()
            if body and not line.endswith(body):
                line = line.rstrip("#").rstrip()
            lead = len(text) - len(text.lstrip())
            if body and line.endswith(body):
                pieces.append((at + lead, span.start + len(line) - len(body), len(body)))
            pieces.append((at + len(text), span.end, 1))
            at += len(text) + 1
        return _Content(pieces[:-1])

    def cell(self, token: Token, column: int) -> _Content:
        """Find a table cell's content: the line is cut at its unescaped bars, as markdown-it does."""
        assert token.map is not None
        span = self.lines[token.map[0]]
        line = self.masked[span.start : span.end]
        bars = [-1, *(m.start() for m in re.finditer(r"(?<!\\)\|", line)), len(line)]
        parts = [(low + 1, high) for low, high in itertools.pairwise(bars)]
        if re.fullmatch(r"[\s>]*(?:[-*+]|\d+[.)])?\s*", line[parts[0][0] : parts[0][1]]):
            parts = parts[1:]
        if column >= len(parts):
            return _Content([])
        low, high = parts[column]
        raw = line[low:high]
        low += len(raw) - len(raw.lstrip())
        raw = raw.strip()
        if not raw.replace("\\|", "|").endswith(token.content):
            return _Content([])
        pieces, at, begin = [], 0, 0
        for piece in raw.split("\\|"):
            length = len(piece) + (begin > 0)
            pieces.append((at, span.start + low + begin, length))
            at += length
            begin += len(piece) + 1 if begin == 0 else length + 1
        return _Content(pieces)

    def inline(self, text: str, content: _Content) -> None:
        if not text:
            return
        self.recorder.frames = [[]]
        self.md.inline.parse(text, self.md, self.env, [])
        for note, _ in sorted(self.recorder.frames[0], key=lambda pair: pair[0].start):
            span = content.whole(note.start, note.end)
            if span is None:
                continue
            if note.kind == "text":
                for stretch in content.stretches(note.start, note.end):
                    self.flow.keep(*stretch)
            elif note.kind == "char":
                self.flow.put(note.text[:1], *span)
            elif note.kind == "code":
                self.flow.put("Xvar", *span)
            elif note.kind == "newline":
                self.flow.line()
            elif note.kind == "html":
                self.html(note.text, span)

    def html(self, raw: str, span: Span) -> None:
        if raw.startswith("<!--"):
            self.comments.append(Comment(span, raw[4:-3]))
        elif re.match(r"<br\b", raw, re.IGNORECASE):
            self.flow.line()


def flatten_markdown(source: str, *, skip_front: bool = False) -> Flat:
    """Return a Markdown message as plain text mapped to ``source``; raise ``ReadError`` when it nests too deeply.

    Front matter, code, link targets, raw tags and comments are left out; a ``subject:`` in the front matter is kept,
    unless ``skip_front`` says that somebody else has read it.
    """
    return _Reader(source, skip_front).read()


def front_matter(source: str) -> Span | None:
    """Return the place of the YAML above the text, None where there is none."""
    match = _FRONT_MATTER.match(source)
    return Span(*match.span("body")) if match else None
