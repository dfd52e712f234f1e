"""Texts with several forms in one string: which parts are syntax, so that each branch is read as text.

ICU MessageFormat, ``{count, plural, =0 {no lamps} one {# lamp} other {# lamps}}`` (also ``select``, ``selectordinal``,
nested in each other), is unmistakable and looked for everywhere. Laravel's and Vue's ``one lamp|:count lamps`` and
``{0} none|[1,19] some|[20,*] many`` need ``CHOICE``, since a bar may be part of any text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Bars between forms, each with the range that may follow it; a range may open the text too.
CHOICE = r"""(?:(?<!\|)\|(?!\|)|\A(?=[^|]*\|[^|]))
      \s*(?:(?:\{-?\d+\}|[\[\]](?:-?\d+|\*)\s*,\s*(?:-?\d+|\*)[\[\]])\s*|(?<=\|)\s*)"""
_OPENING = re.compile(r"\{\s*[\w.-]{1,60}\s*,\s*(?P<kind>plural|select|selectordinal)\s*,\s*(?:offset:\d+\s*)?")
_BRANCH = re.compile(r"\s*(?:=\d+|[\w-]{1,60})\s*\{")
_END = re.compile(r"\s*\}")
#: How deep choices may stand in each other.
_DEEPEST = 20


class Cut(NamedTuple):
    """A stretch ``[start, end)`` of a message's syntax; ``word`` stands for it, ``""`` where it prints nothing."""

    start: int
    end: int
    word: str


class _BrokenError(Exception):
    """The braces do not close: then it is no message of this kind."""


def icu_cuts(text: str) -> list[Cut]:
    """Return the syntax of every ICU choice in ``text``, in order; of one that is not closed, nothing."""
    cuts: list[Cut] = []
    at = 0
    while opening := _OPENING.search(text, at):
        try:
            found: list[Cut] = []
            at = _choice(text, opening, found, 0)
            cuts += found
        except _BrokenError:
            at = opening.end()
    return cuts


def _choice(text: str, opening: re.Match[str], cuts: list[Cut], depth: int) -> int:
    """Take the choice apart that ``opening`` begins, and return where it ends."""
    start, at = opening.start(), opening.end()
    counts = opening["kind"] != "select"
    branches = 0
    while branch := _BRANCH.match(text, at):
        cuts.append(Cut(start, branch.end(), ""))
        start = _branch(text, branch.end(), cuts, counts, depth)
        at = start + 1
        branches += 1
    end = _END.match(text, at)
    if end is None or not branches:
        raise _BrokenError
    cuts.append(Cut(start, end.end(), ""))
    return end.end()


def _branch(text: str, at: int, cuts: list[Cut], counts: bool, depth: int) -> int:
    """Return where the branch that begins at ``at`` has its closing brace."""
    open_braces = 0
    while at < len(text):
        char = text[at]
        if char == "{":
            opening = _OPENING.match(text, at)
            if opening and depth < _DEEPEST:
                at = _choice(text, opening, cuts, depth + 1)
                continue
            open_braces += 1
        elif char == "}":
            if not open_braces:
                return at
            open_braces -= 1
        elif char == "#" and counts and not open_braces:
            cuts.append(Cut(at, at + 1, "Xvar"))
        elif char == "'" and text[at + 1 : at + 2] == "'":
            cuts.append(Cut(at, at + 2, "'"))
            at += 1
        elif char == "'" and text[at + 1 : at + 2] in ("{", "}", "#", "|"):
            # What is quoted is no syntax.
            at = text.find("'", at + 1)
            if at < 0:
                raise _BrokenError
        at += 1
    raise _BrokenError
