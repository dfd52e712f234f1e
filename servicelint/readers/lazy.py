"""Regular expressions that most messages never need: compiled at their first use, not when the reader is imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class Lazy:
    """A pattern with the methods of a compiled one; compiling all of them at once costs more than reading a draft."""

    __slots__ = ("_flags", "_source", "match", "search")

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self.match = self._first_match
        self.search = self._first_search

    def compiled(self) -> re.Pattern[str]:
        """Return the compiled pattern; from now on its own methods are called."""
        made = re.compile(self._source, self._flags)
        self.match, self.search = made.match, made.search
        return made

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        return self.compiled().finditer(text)

    def _first_match(self, *args: object) -> re.Match[str] | None:
        return self.compiled().match(*args)  # type: ignore[call-overload, no-any-return]

    def _first_search(self, *args: object) -> re.Match[str] | None:
        return self.compiled().search(*args)  # type: ignore[call-overload, no-any-return]
