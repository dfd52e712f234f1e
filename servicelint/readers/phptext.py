"""PHP language files (``return ['key' => 'text', …];``, as Laravel, Yii and CakePHP have them), with positions.

tree-sitter's grammar parses them: it gives the place of every string and of what is not PHP. Nothing is executed; of
what a file computes (calls, constants, heredocs), nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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

#: The escapes of a string in double quotes (https://www.php.net/manual/en/language.types.string.php).
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$", '"': '"'}
_STYLES = {"string": "php-single", "encapsed_string": "php-double"}
_COMMENT_MARKS = re.compile(r"^(?://|#|/\*+)|\*/$")
_DEEPEST = 100


def read_php(source: str) -> tuple[list[Leaf], list[Comment]]:
    """Return the texts of the array that a PHP file returns, and the file's comments.

    Raises ``ReadError`` with the line when it is not valid PHP.
    """
    import tree_sitter_php
    from tree_sitter import Language, Parser

    data = source.encode("utf-8", "surrogatepass")
    root = Parser(Language(tree_sitter_php.language_php())).parse(data).root_node
    if root.has_error:
        line = _error_line(root)
        raise ReadError(f"this is not valid PHP (line {line})", line)
    reading = _Reading(source)
    for statement in root.named_children:
        if statement.type == "return_statement":
            for child in statement.named_children:
                reading.value(child, (), {}, 0)
        elif statement.type == "comment":
            reading.comment(statement)
    return reading.leaves, reading.comments


def _error_line(root: Node) -> int:
    node = root
    while inner := next((child for child in node.children if child.has_error or child.is_missing), None):
        node = inner
        if node.type == "ERROR":
            break
    return node.start_point[0] + 1


class _Reading:
    def __init__(self, source: str) -> None:
        self.source = source
        self.leaves: list[Leaf] = []
        self.comments: list[Comment] = []
        self._place = ByteOffsets(source).place

    def _raw(self, node: Node) -> str:
        return self.source[self._place(node.start_byte) : self._place(node.end_byte)]

    def comment(self, node: Node) -> None:
        raw = self._raw(node)
        self.comments.append(
            Comment(Span(self._place(node.start_byte), self._place(node.end_byte)), _COMMENT_MARKS.sub("", raw))
        )

    def value(self, node: Node, way: Way, beside: dict[str, str], depth: int) -> None:
        """Take in an array or a string, perhaps put together of several with dots."""
        if depth > _DEEPEST:
            raise ReadError("this PHP array is nested too deeply to be read")
        if node.type == "array_creation_expression":
            self._array(node, way, depth)
            return
        pieces = _pieces(node)
        if pieces and way:
            builder = SegmentBuilder(self.source)
            for piece in pieces:
                builder.gap()
                self._string(piece, builder)
            message = Mapped(*builder.build())
            styles = {_STYLES[piece.type] for piece in pieces}
            beside[plain_key(str(way[-1]))] = message.text
            escape = styles.pop() if len(styles) == 1 else "none"
            self.leaves.append(Leaf(way, message.text, lambda: message, escape, beside))

    def _array(self, node: Node, way: Way, depth: int) -> None:
        beside: dict[str, str] = {}
        number = 0
        for child in node.named_children:
            if child.type == "comment":
                self.comment(child)
                continue
            parts = []
            for part in child.named_children:
                if part.type == "comment":
                    self.comment(part)
                else:
                    parts.append(part)
            if len(parts) == 2 and (key := self._key(parts[0])) is not None:
                self.value(parts[1], (*way, key), beside, depth + 1)
            elif len(parts) == 1:
                self.value(parts[0], (*way, number), beside, depth + 1)
                number += 1

    def _key(self, node: Node) -> str | int | None:
        if node.type == "integer":
            raw = self._raw(node)
            return int(raw) if raw.isdigit() else raw
        if node.type not in _STYLES:
            return None
        builder = SegmentBuilder(self.source)
        self._string(node, builder)
        return builder.build()[0]

    def _string(self, node: Node, builder: SegmentBuilder) -> None:
        """Add what a string says, piece by piece; a variable in it becomes a placeholder."""
        at, end = self._place(node.start_byte) + 1, self._place(node.end_byte) - 1
        double = node.type == "encapsed_string"
        for child in node.named_children:
            low, high = self._place(child.start_byte), self._place(child.end_byte)
            if child.type == "string_content":
                continue
            if child.type == "escape_sequence":
                builder.keep(at, low)
                builder.put(_escaped(self.source[low:high], double=double), low, high)
            else:
                low, high = self._braces(low, high)
                builder.keep(at, low)
                builder.put("{{ value }}", low, high)
            at = high
        builder.keep(at, end)

    def _braces(self, low: int, high: int) -> tuple[int, int]:
        """Return the stretch of an interpolated value with the braces around it."""
        if self.source[low - 1] == "{" and self.source[high : high + 1] == "}":
            return low - 1, high + 1
        return low, high


def _pieces(node: Node) -> list[Node]:
    """Return the strings that an expression joins; nothing when it does more than that."""
    found = list(_strings(node))
    return [piece for piece in found if piece is not None] if None not in found else []


def _strings(node: Node) -> Iterator[Node | None]:
    stack = [node]
    while stack:
        one = stack.pop()
        if one.type in _STYLES:
            yield one
        elif one.type == "parenthesized_expression" or (
            one.type == "binary_expression" and any(child.type == "." for child in one.children)
        ):
            stack += reversed([child for child in one.named_children if child.type != "comment"])
        else:
            yield None


def _escaped(raw: str, *, double: bool) -> str:
    char = raw[1:2]
    if not double:
        return char
    if char in _NAMED:
        return _NAMED[char]
    try:
        if char == "u":
            code = int(raw[3:-1], 16)
            return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        return chr(int(f"0{raw[1:]}", 0) if char in "xX" else int(raw[1:], 8) & 0xFF)
    except (ValueError, OverflowError):
        return raw
