"""No regular expression can read the same words in two ways again and again: such a one hangs on the wrong text."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import servicelint
from servicelint import checks
from servicelint.engine import Linter

ROOT = Path(__file__).parent.parent
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
GROUPS = (_constants.SUBPATTERN, _constants.ATOMIC_GROUP)
LOOKS = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
#: Fewer turns do no harm.
OFTEN = 8
#: More ways through an expression than these are not followed.
MOST = 2_000
CHARACTERS = [chr(code) for code in (*range(9, 127), 160, 233, 8211, 8217, 8220)]

Item = tuple[Any, Any]


def inner(item: Item) -> Any:
    """Return what stands in a group."""
    return item[1][-1] if item[0] is _constants.SUBPATTERN else item[1]


def empty(item: Item) -> bool:
    """Tell whether the item can match nothing."""
    kind, value = item
    if kind in REPEATS or kind is _constants.POSSESSIVE_REPEAT:
        return value[0] == 0 or all(map(empty, value[2]))
    if kind in GROUPS:
        return all(map(empty, inner(item)))
    if kind is _constants.BRANCH:
        return any(all(map(empty, branch)) for branch in value[1])
    return kind in LOOKS


def ways(items: list[Item]) -> Iterator[list[Item]]:
    """Yield the ways through a sequence: groups opened, one branch of each choice."""
    for position, item in enumerate(items):
        before, after = items[:position], items[position + 1 :]
        if item[0] is _constants.SUBPATTERN:
            yield from ways([*before, *inner(item), *after])
            return
        if item[0] is _constants.BRANCH:
            for branch in item[1][1]:
                yield from ways([*before, *branch, *after])
            return
    yield items


def letters(item: Item, state: Any) -> frozenset[str]:
    """Return the characters that one turn of a repeated item can be."""
    body = _parser.SubPattern(state, list(item[1][2]))
    made = _compiler.compile(body, state.flags)
    return frozenset(one for one in CHARACTERS if made.fullmatch(one))


def loose(way: list[Item]) -> list[Item]:
    """Return the often repeated items at the beginning of the way, before anything that must be there."""
    found = []
    for item in way:
        if item[0] in REPEATS and item[1][1] >= OFTEN:
            found.append(item)
        if not empty(item):
            break
    return found


def ambiguous(items: Iterable[Item], state: Any) -> Iterator[str]:
    """Yield what is repeated and can pass characters on to its own next turn."""
    for item in items:
        kind, value = item
        if kind in REPEATS:
            if value[1] >= OFTEN:
                for _, way in zip(range(MOST), ways(list(value[2])), strict=False):
                    ends = loose(way[::-1])
                    starts = loose(way)
                    if any(letters(end, state) & letters(start, state) for end in ends for start in starts):
                        yield str(way)
                        break
            yield from ambiguous(value[2], state)
        elif kind in GROUPS:
            yield from ambiguous(inner(item), state)
        elif kind is _constants.BRANCH:
            for branch in value[1]:
                yield from ambiguous(branch, state)
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from ambiguous(value[1], state)


def ambiguous_parts(source: str, flags: int = 0) -> list[str]:
    tree = _parser.parse(source, flags)
    return list(ambiguous(tree, tree.state))


def flat(value: object) -> Iterator[object]:
    """Yield a value, or the values in a table of them."""
    if isinstance(value, tuple | list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from flat(one)
    else:
        yield value


def given() -> Iterator[tuple[str, str, int]]:
    """Yield where an expression stands, with the expression and its flags: of checks, of the engine, of phrases."""
    for path in sorted(ROOT.glob("rules/*/*.py")):
        checks._module(path)
    # Many stand in tuples and tables, under no name of their own.
    for value in gc.get_objects():
        if type(value) is checks._Lazy:
            yield "a check", *value._given
    for module in walk_packages(servicelint.__path__, "servicelint."):
        if not module.name.endswith("__main__"):
            try:
                names = vars(import_module(module.name))
            except ImportError:
                continue  # an extra that is not installed
            for name, value in names.items():
                for one in flat(value):
                    if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                        yield f"{module.name}: {name}", one.pattern, one.flags & ~re.UNICODE
    for unit in Linter().pipeline.matcher.rules.units:
        if unit.phrase:
            yield f"{unit.path.name}: {unit.phrase}", unit._source(), 0


@pytest.mark.parametrize(
    "source",
    [
        r"^(?:\W*(?:and|but|so)\b[ ,]*)*is\b",
        r"why (?:[\w']+[ ,]*){1,14}$",
        r"no (?:(?!is\b)[\w-]+ ?)+(?=$|,)",
        r"(?:a+b?)*",
        r"x(?:(?:a|b)|c*)*y",
    ],
)
def test_what_would_hang_is_known(source: str) -> None:
    assert ambiguous_parts(source)


@pytest.mark.parametrize("source", [r"(?:a*b)*", r"(?:\w+ )+", r"(?:a+b?){0,3}", r"\w+(?:[ ,]+\w+){0,13}\W*$"])
def test_what_can_be_read_in_one_way_is_fine(source: str) -> None:
    assert not ambiguous_parts(source)


def test_no_expression_hangs() -> None:
    expressions = list(given())
    assert len(expressions) > 10_000
    assert sum(where == "a check" for where, _, _ in expressions) > 700
    assert [(where, source) for where, source, flags in expressions if ambiguous_parts(source, flags)] == []
