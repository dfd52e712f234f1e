"""Compiled regular expressions kept between processes: compiling a phrase costs more than matching a whole message.

``re`` compiles to a list of numbers and hands them to ``_sre.compile``; this keeps the numbers. That is an internal of
CPython, so any surprise leads back to ``re.compile``, and the cache's key holds the exact version of Python.

They lie packed in one file and where each begins in another: a draft needs few of the many.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
import zlib
from array import array
from collections.abc import Callable, Hashable

from servicelint import rule_cache

Encoded = tuple[str, int, bytes, int, dict[str, int], tuple[str | None, ...]]
_INDEX, _DATA = "regexes", "expressions"


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
        self._places: dict[Hashable, tuple[int, int]] = rule_cache.load(key, _INDEX) or {}
        self._data = rule_cache.mapped(key, _DATA) if self._places else b""
        self._new: dict[Hashable, bytes] = {}
        self._process = 0

    def get(self, name: Hashable, pattern: Callable[[], str], flags: int) -> re.Pattern[str]:
        """Return the expression called ``name``, compiled from ``pattern()`` if nobody has done so yet."""
        try:
            known = self._known(name)
            if known is None:
                known = encode(pattern(), flags)
                self._remember(name, known)
            return decode(known)
        except re.error:
            raise
        except Exception:  # noqa: BLE001 - an internal of CPython is not as it was: the public way always works
            return re.compile(pattern(), flags)

    def _known(self, name: Hashable) -> Encoded | None:
        packed = self._new.get(name)
        if packed is None:
            start, size = self._places.get(name, (0, 0))
            packed = self._data[start : start + size]
        try:
            # Two processes may have written at once, each one of the two files: then it is another's.
            found, encoded = pickle.loads(zlib.decompress(packed)) if packed else (None, None)  # noqa: S301 - own file
        except Exception:  # noqa: BLE001 - damaged in whatever way: compiled again
            return None
        return encoded if found == name else None

    def _remember(self, name: Hashable, encoded: Encoded) -> None:
        if self._process != os.getpid():
            self._process = os.getpid()
            self._at_end()
        self._new[name] = zlib.compress(pickle.dumps((name, encoded), protocol=5), 1)

    def _at_end(self) -> None:
        if "multiprocessing" in sys.modules:
            # A worker process leaves out what ``atexit`` knows.
            from multiprocessing.util import Finalize

            Finalize(None, self._store, exitpriority=0)
        else:
            import atexit

            atexit.register(self._store)

    def _store(self) -> None:
        places: dict[Hashable, tuple[int, int]] = rule_cache.load(self._key, _INDEX) or {}
        data = bytearray(rule_cache.mapped(self._key, _DATA))
        for name, packed in self._new.items():
            start, size = places.get(name, (0, 0))
            if data[start : start + size] == packed:
                # Another process has kept the same: one of the pool, or the one that this was forked from.
                continue
            places[name] = (len(data), len(packed))
            data += packed
        rule_cache.store_bytes(self._key, _DATA, bytes(data))
        rule_cache.store(self._key, _INDEX, places)
