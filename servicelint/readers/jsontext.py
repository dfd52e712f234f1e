"""JSON with positions: every string keeps its place in the source and its escapes their map."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servicelint.readers.errors import ReadError
from servicelint.text import Mapped, SegmentBuilder

_TOKEN = re.compile(
    r'[ \t\r\n\ufeff]*(?:(?P<string>"[^"\\]*(?:\\.[^"\\]*)*")|(?P<mark>[{}\[\],:])|(?P<atom>[^\s{}\[\],:"]+))'
)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_SURROGATE = re.compile("[\ud800-\udfff]")


if TYPE_CHECKING:
    from servicelint.readers.leaves import Leaf


@dataclass(frozen=True, slots=True)
class Text:
    """A JSON string: its value, and the stretch ``[start, end)`` of the source between its quotes."""

    value: str
    start: int
    end: int

    def mapped(self, source: str) -> Mapped:
        """Return the value with its map to ``source``."""
        builder, at = SegmentBuilder(source), self.start
        for match in _ESCAPE.finditer(source, self.start, self.end):
            builder.keep(at, match.start())
            builder.put(_whole(json.loads(f'"{match[0]}"')), match.start(), match.end())
            at = match.end()
        builder.keep(at, self.end)
        return Mapped(*builder.build())


def _whole(text: str) -> str:
    """Replace half surrogate pairs, which no output can be encoded with."""
    return _SURROGATE.sub("\ufffd", text)


#: An object, a list, a string with its place, or any other value as Python has it.
Value = dict[str, "Value"] | list["Value"] | Text | int | float | bool | None


def parse_json(source: str, start: int, end: int, line: int = 1) -> Value:
    """Parse the JSON value in ``[start, end)`` of ``source``; ``line`` is the number of its first line.

    Raises ``ReadError`` with the line where it goes wrong.
    """
    try:
        json.loads(source[start:end].lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        at = line + error.lineno - 1
        raise ReadError(f"this is not valid JSON: {error.msg} (line {at}, column {error.colno})", at) from None
    except (RecursionError, ValueError) as error:
        raise ReadError(f"this JSON cannot be read: {error}", line) from None
    return _build(source, start, end)


def _build(source: str, start: int, end: int) -> Value:
    """Build the values of valid JSON without recursion, later keys winning as in the standard library."""
    root: list[Value] = []
    stack: list[tuple[dict[str, Value] | list[Value], str | None]] = []
    target: dict[str, Value] | list[Value] = root
    key: str | None = None
    at = start
    while match := _TOKEN.match(source, at, end):
        at = match.end()
        value: Value
        if match["mark"]:
            if match["mark"] in "}]":
                target, key = stack.pop()
                key = None
                continue
            if match["mark"] in ",:":
                continue
            value = {} if match["mark"] == "{" else []
        elif match["string"] is not None:
            low, high = match.start("string") + 1, match.end("string") - 1
            decoded = json.loads(match["string"], strict=False)
            if isinstance(target, dict) and key is None:
                key = decoded
                continue
            value = Text(_whole(decoded), low, high)
        else:
            value = json.loads(match["atom"])
        if isinstance(target, dict):
            target[key or ""] = value
            key = None
        else:
            target.append(value)
        if isinstance(value, (dict, list)):
            stack.append((target, None))
            target = value
    return root[0] if root else None


def json_leaves(source: str, root: Value) -> list[Leaf]:
    """Return every string of a JSON value with the way to it."""
    from functools import partial

    from servicelint.readers.keys import Way, plain_key
    from servicelint.readers.leaves import Leaf

    leaves: list[Leaf] = []
    stack: list[tuple[Way, Value, dict[str, str]]] = [((), root, {})]
    while stack:
        way, value, beside = stack.pop()
        if isinstance(value, Text):
            leaves.append(Leaf(way, value.value, partial(value.mapped, source), "json", beside))
        elif isinstance(value, dict):
            texts = {plain_key(key): one.value for key, one in value.items() if isinstance(one, Text)}
            stack += [((*way, key), one, texts) for key, one in reversed(value.items())]
        elif isinstance(value, list):
            stack += [((*way, number), one, beside) for number, one in reversed(list(enumerate(value)))]
    return leaves
