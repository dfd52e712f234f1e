"""TOML with positions. The standard library says what is wrong with a file, tree-sitter where each string stands.

Neither ``tomllib`` nor ``tomlkit`` tells the place of a value; a string's characters are placed here and checked
against what ``tomllib`` makes of it.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from servicelint.model import Span
from servicelint.readers.byte_offsets import ByteOffsets
from servicelint.readers.comments import Comment
from servicelint.readers.errors import ReadError
from servicelint.readers.keys import Way, plain_key
from servicelint.readers.leaves import Leaf
from servicelint.text import Mapped, SegmentBuilder

if TYPE_CHECKING:
    from tree_sitter import Node

_BASIC = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*(?:\r?\n)\s*|.)|\r\n")
_LITERAL = re.compile(r"\r\n")
_NAMED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_DEEPEST = 200


def read_toml(source: str, start: int = 0, end: int | None = None) -> tuple[list[Leaf], list[Comment]]:
    """Return the texts of the TOML in ``[start, end)`` of ``source`` and its comments; raise ``ReadError``."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    begin = start + (source[start : start + 1] == "\ufeff")
    text = source[begin:end]
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        named = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line = source.count("\n", 0, begin) + int(named[1]) if named else None
        what = str(error).partition(" (at ")[0]
        where = f" (line {line}, column {named[2]})" if named else " (at the end of the file)"
        raise ReadError(f"this is not valid TOML: {what}{where}", line) from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"this TOML cannot be read: {error}") from None
    tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode("utf-8", "surrogatepass"))
    reading = _Reading(source, begin, text)
    reading.document(tree.root_node)
    if is_rule_file(reading.keys):
        return [], []
    return reading.leaves, reading.comments


def is_rule_file(keys: set[str]) -> bool:
    """Tell whether these top-level keys are those of a rule file: its phrases are bad examples on purpose."""
    return {"match", "message", "severity"} <= keys


class _Reading:
    def __init__(self, source: str, begin: int, text: str) -> None:
        self.source = source
        self.leaves: list[Leaf] = []
        self.comments: list[Comment] = []
        self.keys: set[str] = set()
        self._texts: dict[Way, dict[str, str]] = {}
        self._counts: dict[Way, int] = {}
        self.place = ByteOffsets(text, begin).place

    def document(self, root: Node) -> None:
        for node in root.children:
            if node.type in ("table", "table_array_element"):
                key = next(child for child in node.named_children if child.type.endswith("key"))
                way = self._key(key)
                self.keys.add(str(way[0]))
                if node.type == "table_array_element":
                    number = self._counts.get(way, -1) + 1
                    self._counts[way] = number
                    way = (*way, number)
                for child in node.named_children:
                    self._node(child, way, 0)
            else:
                if node.type == "pair":
                    self.keys.add(str(self._key(node.named_children[0])[0]))
                self._node(node, (), 0)

    def _node(self, node: Node, way: Way, depth: int) -> None:
        if depth > _DEEPEST:
            raise ReadError("this TOML is nested too deeply to be read")
        if node.type == "comment":
            span = Span(self.place(node.start_byte), self.place(node.end_byte))
            self.comments.append(Comment(span, self.source[span.start + 1 : span.end]))
        elif node.type == "pair":
            key, *rest = node.named_children
            for value in rest:
                self._node(value, (*way, *self._key(key)), depth + 1)
        elif node.type == "array":
            number = 0
            for child in node.named_children:
                self._node(child, way if child.type == "comment" else (*way, number), depth + 1)
                number += child.type != "comment"
        elif node.type == "inline_table":
            for child in node.named_children:
                self._node(child, way, depth + 1)
        elif node.type == "string":
            self._string(node, way)

    def _key(self, node: Node) -> Way:
        if node.type == "dotted_key":
            return tuple(step for child in node.named_children for step in self._key(child))
        raw = self.source[self.place(node.start_byte) : self.place(node.end_byte)]
        return (_value(raw) if node.type == "quoted_key" else raw,)

    def _string(self, node: Node, way: Way) -> None:
        span = Span(self.place(node.start_byte), self.place(node.end_byte))
        value = _value(self.source[span.start : span.end])
        marks = 3 if self.source.startswith(('"""', "'''"), span.start) else 1
        basic = self.source[span.start] == '"'
        message = self._mapped(span, marks, basic)
        exact = message.text == value
        kind = ("json" if basic else "toml-literal") if exact else "none"
        beside = self._texts.setdefault(way[:-1], {})
        beside[plain_key(str(way[-1]))] = value
        mapped = message if exact else Mapped("", message.map)
        if exact:
            self.leaves.append(Leaf(way, value, lambda: mapped, kind, beside))

    def _mapped(self, span: Span, marks: int, basic: bool) -> Mapped:
        source, start, end = self.source, span.start + marks, span.end - marks
        if marks == 3:
            start += 2 if source.startswith("\r\n", start) else source.startswith("\n", start)
        builder, at = SegmentBuilder(source), start
        for match in (_BASIC if basic else _LITERAL).finditer(source, start, end):
            builder.keep(at, match.start())
            low, high = match.span()
            char = match[0][1:2]
            if match[0] == "\r\n":
                builder.put("\n", low, high)
            elif char in " \t\r\n":
                builder.gap()
            elif char in "uU":
                digits = match[0][2:]
                builder.put(chr(int(digits, 16)), low, high)
            else:
                builder.put(_NAMED.get(char, char), low, high)
            at = high
        builder.keep(at, end)
        return Mapped(*builder.build())


def _value(raw: str) -> str:
    return str(tomllib.loads(f"x = {raw}")["x"])
