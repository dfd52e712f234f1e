"""YAML with positions: every scalar's characters keep their place through quotes, folds and block indentation.

ruamel.yaml parses (its events carry exact marks; PyYAML's do too, but it knows YAML 1.1 only). What it does not tell,
where each character of a scalar stands, is worked out here and checked against its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from servicelint.model import Span
from servicelint.readers.comments import Comment
from servicelint.readers.errors import ReadError
from servicelint.readers.keys import Way, plain_key
from servicelint.readers.leaves import Leaf
from servicelint.text import Mapped, SegmentBuilder

_FOLD = re.compile(r"[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*")
_BREAK = re.compile(r"\r\n|\n|\r")
_DOUBLE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|(?:\r\n|\n|\r)[ \t]*|.)"
    r"|(?P<fold>[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*)"
)
_SINGLE = re.compile(r"''|(?P<fold>[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*)")
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_COMMENT = re.compile(r"(?:^|(?<=[\s]))#[^\r\n]*", re.MULTILINE)
#: Anchor and tag stand before the text: ``&name !!str``.
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEADER = re.compile(r"[|>](?P<marks>[-+0-9]*)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)")


@dataclass(slots=True)
class _Frame:
    way: Way
    mapping: bool
    root: bool = False
    key: str | None = None
    count: int = 0
    texts: dict[str, str] = field(default_factory=dict)


def read_yaml(source: str, start: int = 0, end: int | None = None) -> tuple[list[Leaf], list[Comment]]:
    """Return the texts of the YAML in ``[start, end)`` of ``source`` and its comments; raise ``ReadError``."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    begin = start + (source[start : start + 1] == "\ufeff")
    text = source[begin:end]
    leaves: list[Leaf] = []
    scalars: list[Span] = []
    frames: list[_Frame] = [_Frame((), mapping=False, root=True)]
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            _take(event, source, begin, frames, leaves, scalars)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = source.count("\n", 0, begin) + mark.line + 1 if mark is not None else None
        what = str(getattr(error, "problem", None) or error).split("\n")[0]
        where = f" (line {line}, column {mark.column + 1})" if mark is not None else ""
        raise ReadError(f"this is not valid YAML: {what}{where}", line) from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"this YAML cannot be read: {error}") from None
    return leaves, list(_comments(source, begin, begin + len(text), scalars))


def _take(event: Any, source: str, begin: int, frames: list[_Frame], leaves: list[Leaf], scalars: list[Span]) -> None:
    kind = type(event).__name__
    if kind in ("MappingStartEvent", "SequenceStartEvent"):
        way = _way(frames[-1])
        _close_value(frames[-1], None)
        frames.append(_Frame(way, kind == "MappingStartEvent"))
    elif kind in ("MappingEndEvent", "SequenceEndEvent"):
        frames.pop()
    elif kind == "AliasEvent":
        # What it stands for is read where its anchor is.
        _close_value(frames[-1], None)
    elif kind == "ScalarEvent":
        start = begin + event.start_mark.index
        span = Span(_PROPERTIES.match(source, start).end(), begin + event.end_mark.index)  # type: ignore[union-attr]
        scalars.append(span)
        frame = frames[-1]
        if frame.mapping and frame.key is None:
            frame.key = event.value
            return
        way = _way(frame)
        leaves.append(_leaf(event, source, span, way, frame.texts))
        _close_value(frame, event.value)
    elif kind == "DocumentStartEvent":
        del frames[1:]


def _way(frame: _Frame) -> Way:
    if frame.root:
        return ()
    return (*frame.way, frame.key or "") if frame.mapping else (*frame.way, frame.count)


def _close_value(frame: _Frame, value: str | None) -> None:
    if frame.mapping:
        if frame.key is None:
            # A mapping or a list as a key: nothing that names a text.
            frame.key = ""
            return
        if value is not None:
            frame.texts[plain_key(frame.key)] = value
        frame.key = None
    else:
        frame.count += 1


def _leaf(event: Any, source: str, span: Span, way: Way, beside: dict[str, str]) -> Leaf:
    style = event.style or "plain"
    escape = {"'": "yaml-single", '"': "json", "|": "yaml-block", ">": "yaml-block"}.get(style, "yaml-plain")

    def mapped() -> Mapped:
        found = _map(source, span, style, event.value)
        return found if found is not None else _whole(source, span, event.value)

    if _map(source, span, style, event.value) is None:
        escape = "none"
    return Leaf(way, event.value, mapped, escape, beside)


def _map(source: str, span: Span, style: str, value: str) -> Mapped | None:
    """Return the scalar's characters with their places; None where they do not make its value."""
    if style in ("|", ">"):
        header = _HEADER.match(source, span.start)
        if header is None:
            return None
        for indent in _indents(source, header.end(), span.end, header["marks"]):
            made = _block(source, header.end(), span.end, indent, folded=style == ">")
            if made.text.rstrip("\n") == value.rstrip("\n"):
                return made
        return None
    made = _flow(source, span, style)
    return made if made.text == value else None


def _indents(source: str, start: int, end: int, marks: str) -> Iterator[int]:
    widths = [len(line) - len(line.lstrip(" ")) for line in _BREAK.split(source[start:end]) if line.strip(" ")]
    if not widths:
        return
    if any(mark.isdigit() for mark in marks):
        yield from range(1, widths[0] + 1)
    else:
        yield widths[0]


def _block(source: str, start: int, end: int, indent: int, *, folded: bool) -> Mapped:
    builder = SegmentBuilder(source)
    at, last_break, held, more_before = start, None, [], True
    for line in [*_BREAK.finditer(source, start, end), None]:
        stop = line.start() if line else end
        after = line.end() if line else end
        low = at
        while low < stop and low - at < indent and source[low] == " ":
            low += 1
        if low == stop and (low - at < indent or low - at == indent):
            # An empty line: its break counts once text follows.
            if line:
                held.append(Span(stop, after))
        elif low - at < indent:
            break
        else:
            more = source[low] in " \t"
            if last_break is not None:
                if folded and not more and not more_before:
                    if not held:
                        _put(builder, " ", last_break.start, low)
                else:
                    _put(builder, "\n", last_break.start, last_break.end if held else low)
            for index, blank in enumerate(held):
                _put(builder, "\n", blank.start, low if index + 1 == len(held) else blank.end)
            held = []
            builder.gap()
            builder.keep(low, stop)
            last_break, more_before = (Span(stop, after) if line else None), more
        at = after
        if at >= end:
            break
    return Mapped(*builder.build())


def _put(builder: SegmentBuilder, char: str, start: int, end: int) -> None:
    builder.gap()
    builder.put(char, start, end)


def _flow(source: str, span: Span, style: str) -> Mapped:
    pattern = {'"': _DOUBLE, "'": _SINGLE}.get(style)
    start, end = (span.start + 1, span.end - 1) if pattern else span
    builder, at = SegmentBuilder(source), start
    for match in pattern.finditer(source, start, end) if pattern else _FOLD.finditer(source, start, end):
        builder.keep(at, match.start())
        low, high = match.span()
        if pattern is None or match["fold"] is not None:
            breaks = len(_BREAK.findall(match[0]))
            builder.put(" " if breaks == 1 else "\n", low, high)
            for _ in range(breaks - 2):
                builder.put("\n", high, high)
        elif match[0] == "''":
            builder.put("'", low, high)
        elif match[0][1] in "\r\n":
            builder.gap()
        elif match[0][1] in "xuU":
            builder.put(_char(match[0][2:]), low, high)
        else:
            builder.put(_NAMED.get(match[0][1], match[0]), low, high)
        at = high
    builder.keep(at, end)
    return Mapped(*builder.build())


def _char(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _whole(source: str, span: Span, value: str) -> Mapped:
    """Return ``value`` with every character at the whole scalar: no exact place, but never a wrong one."""
    builder = SegmentBuilder(source)
    for index, char in enumerate(value):
        builder.put(char, span.start if index == 0 else span.end, span.end)
    return Mapped(*builder.build())


def _comments(source: str, start: int, end: int, scalars: list[Span]) -> Iterator[Comment]:
    at = start
    for span in [*scalars, Span(end, end)]:
        for match in _COMMENT.finditer(source, at, max(at, span.start)):
            yield Comment(Span(*match.span()), match[0][1:])
        at = max(at, span.end)
