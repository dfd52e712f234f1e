"""The line of a configuration value, for errors and ``show-config``; never needed otherwise."""

from __future__ import annotations

import re

from servicelint.toml_lines import find_line

_HEADER = re.compile(r"\s*\[\[?[^\[\],=]+\]\]?\s*(?:#.*)?$")


def line_of(text: str, at: tuple[str | int, ...], needle: str | None = None) -> int | None:
    """Return the line (from 1) of the value that ``at`` leads to, None when nothing of the way can be found.

    Keys in quotes, keys of inline tables and entries of lists are looked for below the key or table that holds
    them; ``needle`` is such an entry.
    """
    line = find_line(text, at)
    if line is None:
        return None
    names = [part for part in at if isinstance(part, str)]
    lines = re.split(r"\r\n|\n|\r", text)
    for wanted in ([needle] if needle else []) + names[-1:]:
        found = _below(lines, line, wanted)
        if found:
            return found
    return line


def _below(lines: list[str], start: int, wanted: str) -> int | None:
    """Return the first line from ``start`` on, up to the next table, that has ``wanted`` as a whole word."""
    word = re.compile(rf"(?<![\w-]){re.escape(wanted)}(?![\w-])")
    for number in range(start, len(lines) + 1):
        line = lines[number - 1]
        if number > start and _HEADER.match(line):
            return None
        if word.search(line.partition(" #")[0]):
            return number
    return None


def syntax_error_line(message: str, text: str) -> int | None:
    """Return the line that a TOML syntax error names in its message."""
    named = re.search(r"at line (\d+)", message)
    if named:
        return int(named[1])
    return len(text.rstrip("\n").split("\n")) if "at end of document" in message else None
