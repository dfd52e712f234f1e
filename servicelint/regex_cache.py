"""Compiled regular expressions kept between processes: compiling a phrase costs more than matching a whole message.

``re`` compiles to a list of numbers and hands them to ``_sre.compile``; this keeps the numbers. That is an internal of
CPython, so any surprise leads back to ``re.compile``, and the cache's key holds the exact version of Python.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Hashable
from typing import Any

from servicelint import rule_cache

Encoded = tuple[str, int, bytes, int, dict[str, int], tuple[str | None, ...]]
_PART = "regexes"


def encode(pattern: str, flags: int) -> Encoded:
    """Compile ``pattern`` to the arguments of ``_sre.compile`` (see ``re._compiler.compile`` in CPython 3.11 to 3.13).

    Raises ``re.error`` for a bad pattern and anything at all where CPython has changed.
    """
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code = _compiler._code(parsed, flags)
    names = parsed.state.groupdict
    numbered: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        numbered[number] = name
    return (
        pattern,
        flags | parsed.state.flags,
        array("I", code).tobytes(),
        parsed.state.groups - 1,
        names,
        tuple(numbered),
    )


def decode(encoded: Encoded) -> re.Pattern[str]:
    """Return the compiled expression of what ``encode`` made."""
    import _sre  # type: ignore[import-not-found]

    pattern, flags, code, groups, names, numbered = encoded
    return _sre.compile(pattern, flags, array("I", code).tolist(), groups, names, numbered)  # type: ignore[no-any-return]


class RegexCache:
    """Expressions by unit number or another key; new ones are kept when the process ends."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._known: dict[Hashable, Encoded] = rule_cache.load(key, _PART) or {}
        self._new = False

    def get(self, name: Hashable, pattern: Callable[[], str], flags: int) -> re.Pattern[str]:
        """Return the expression called ``name``, compiled from ``pattern()`` if nobody has done so yet."""
        try:
            known: Any = self._known.get(name)
            if known is None:
                known = encode(pattern(), flags)
                self._remember(name, known)
            return decode(known)
        except re.error:
            raise
        except Exception:  # noqa: BLE001 - an internal of CPython is not as it was: the public way always works
            return re.compile(pattern(), flags)

    def _remember(self, name: Hashable, encoded: Encoded) -> None:
        if not self._new:
            import atexit

            self._new = True
            atexit.register(self._store)
        self._known[name] = encoded

    def _store(self) -> None:
        rule_cache.store(self._key, _PART, {**(rule_cache.load(self._key, _PART) or {}), **self._known})
