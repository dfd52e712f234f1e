"""Where in a TOML text a key stands: ``tomllib`` does not say, so this walks the headers and keys, on errors only."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\s\"'-]+?)\s*\]\]?\s*(?:#.*)?$")
_LINE_END = re.compile(r"\r\n|\n|\r")
_KEY = re.compile(r"""^\s*["']?([\w-]+)["']?\s*(?:\.|=)""")


def find_line(text: str, at: tuple[str | int, ...]) -> int | None:
    """Return the line (from 1) of the deepest part of ``at`` that can be found, None for an empty way.

    ``at`` is a way from the root: keys, and positions in arrays of tables (``("match", 1, "rewrites")``).
    """
    if not at:
        return None
    wanted = ".".join(str(part) for part in at)
    best: tuple[int, int | None] = (0, None)
    inside: int | None = None
    counts: Counter[str] = Counter()
    prefix = ""
    for number, line in enumerate(_LINE_END.split(text), 1):
        header = _HEADER.match(line)
        key = None if header else _KEY.match(line)
        if header:
            prefix = _address(re.sub(r"[\s\"']", "", header[2]), header[1] == "[[", counts)
            here = prefix
        elif key:
            here = f"{prefix}.{key[1]}" if prefix else key[1]
        else:
            continue
        depth = len(here)
        if (wanted == here or wanted.startswith(here + ".")) and depth > best[0]:
            best = (depth, number)
        elif here.startswith(wanted + "."):
            # A table that only headers name: ``[[wanted]]``, ``[wanted.part]``.
            inside = inside or number
    return best[1] or inside


def _address(name: str, is_array: bool, counts: Counter[str]) -> str:
    """Return ``match.1.unless.0`` for the second ``[[match.unless]]`` table: arrays are counted within their parent."""
    parts = name.split(".")
    address = ""
    for i, part in enumerate(parts):
        address = f"{address}.{part}" if address else part
        last = i == len(parts) - 1
        if last and is_array:
            counts[address] += 1
        if counts[address]:
            address = f"{address}.{counts[address] - 1}"
    return address


def decode_error_line(error: tomllib.TOMLDecodeError) -> int | None:
    """Return the line that ``tomllib`` names in its message."""
    match = re.search(r"at line (\d+)", str(error))
    return int(match[1]) if match else None
