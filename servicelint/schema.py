"""A closed schema for TOML tables: which keys there are and what each holds; errors say where and suggest a fix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

#: The way from the root of a TOML file to a value: keys and positions in arrays of tables.
Where = tuple[str | int, ...]
Schema = Mapping[str, type | Callable[[Any], str | None]]


class SchemaError(Exception):
    """A table that does not follow its schema; ``at`` leads to the place."""

    def __init__(self, message: str, at: Where) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def text(value: Any) -> str | None:
    """Check for a string."""
    return None if isinstance(value, str) else "must be a text in quotes"


def text_list(value: Any) -> str | None:
    """Check for a list of strings."""
    good = isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return None if good else "must be a list of texts"


def table_list(value: Any) -> str | None:
    """Check for a list of tables."""
    good = isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
    return None if good else "must be a list of tables"


def table(value: Any) -> str | None:
    """Check for a table."""
    return None if isinstance(value, dict) else "must be a table"


def one_of(*choices: str) -> Callable[[Any], str | None]:
    """Return a check for one of ``choices``."""

    def check_choice(value: Any) -> str | None:
        return None if value in choices else f"must be one of {', '.join(choices)} (found {value!r})"

    return check_choice


def check(schema: Schema, raw: Mapping[str, Any], at: Where) -> None:
    """Raise ``SchemaError`` for an unknown key (with the nearest known one) or a value of the wrong type."""
    for key, value in raw.items():
        if key not in schema:
            raise SchemaError(f"unknown key {key!r}{suggestion(key, schema)}", (*at, key))
        expected = schema[key]
        if isinstance(expected, type):
            if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
                raise SchemaError(f"{key!r} must be {_NAMES[expected]}", (*at, key))
        else:
            problem = expected(value)
            if problem:
                raise SchemaError(f"{key!r} {problem}", (*at, key))


_NAMES = {bool: "true or false", int: "a whole number", list: "a list", str: "a text in quotes", float: "a number"}


def suggestion(key: str, known: Mapping[str, Any]) -> str:
    """Return ``; did you mean 'x'?`` for the known key nearest to ``key``, else the list of known ones."""
    import difflib

    near = difflib.get_close_matches(key, known, 1)
    return f"; did you mean {near[0]!r}?" if near else f": known are {', '.join(sorted(known))}"
