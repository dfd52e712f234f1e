"""Python checks: what patterns cannot say. They live beside their rule file and ship only with installed packs.

A check is ``def find(draft: Draft) -> Iterable[tuple[Sentence, Hit]]``; a condition is
``def holds(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool``. A rule names it as
``python = "module:function"``, the module being a file in the rule's own folder. Checks of one folder share helpers by
``sibling(__file__, "module")``, and write their regular expressions as ``regex(…)``: one that no draft needs is never
compiled, and what was compiled is kept for the next process. What many of them ask of a draft is ``once``.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, wraps
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from servicelint.lowercase import lowered, plain
from servicelint.rule import Rule, RuleError

if TYPE_CHECKING:
    from servicelint.matching import Draft
    from servicelint.regex_cache import RegexCache

Answer = TypeVar("Answer")

#: How many texts an expression remembers: an editor, and the check of each rewrite, ask about the same sentences again.
_KEPT = 160
#: A longer text is a whole draft, which is another one after each key.
_LONGEST_KEPT = 600


@cache
def _module(path: Path) -> ModuleType:
    name = f"servicelint_checks.{path.parent.name.replace('-', '_')}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no Python module at {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def sibling(file: str, name: str) -> ModuleType:
    """Return the module ``name`` from the folder of the check ``file`` (its ``__file__``); the folder is no package.

    Raises ``ImportError`` when there is no such file.
    """
    path = Path(file).with_name(f"{name}.py")
    if not path.is_file():
        raise ImportError(f"there is no file {path.name} beside {Path(file).name}")
    return _module(path)


def once(function: Callable[[Draft], Answer]) -> Callable[[Draft], Answer]:
    """Return ``function`` for what is asked of a draft again and again: it runs once for each.

    What it returns is shared, so it must be a value that nobody changes or uses up (no generator).
    """

    @wraps(function)
    def asked(draft: Draft) -> Answer:
        if function not in draft.answers:
            draft.answers[function] = function(draft)
        return draft.answers[function]  # type: ignore[no-any-return]

    return asked


@cache
def _function(rule_path: Path, reference: str) -> Callable[..., Any]:
    stem, _, name = reference.partition(":")
    path = rule_path.parent / f"{stem}.py"
    if not path.is_file():
        raise RuleError(f"python = {reference!r}: there is no file {path.name} beside the rule", rule_path)
    try:
        return getattr(_module(path), name)  # type: ignore[no-any-return]
    except Exception as error:
        raise RuleError(f"python = {reference!r} cannot be loaded: {error}", rule_path) from error


class _Lazy:
    """A regular expression that is compiled when one of its methods is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = (source, flags)
        # Read where one expression is made of others: that must not compile it.
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        source, flags = self._given
        made = _kept().get(self._given, lambda: source, flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            self.__dict__[method] = getattr(made, method)
        low = lowered(source) if flags == re.IGNORECASE else None
        if low is not None:
            quick = _kept().get((low, 0), lambda: low, 0)
            self.__dict__.update(search=_search(made, quick), finditer=_finditer(made, quick))
        return self.__dict__[name] if name in self.__dict__ else getattr(made, name)


def _search(made: re.Pattern[str], quick: re.Pattern[str]) -> Callable[..., re.Match[str] | None]:
    """Return ``made.search`` with ``quick``, the same for lower case, in front."""

    def fresh(text: str) -> re.Match[str] | None:
        if not plain(text):
            return made.search(text)
        found = quick.search(text.lower())
        return found and made.search(text, found.start())

    kept = lru_cache(maxsize=_KEPT)(fresh)

    def search(text: str, *bounds: int) -> re.Match[str] | None:
        if bounds:
            return made.search(text, *bounds)
        return kept(text) if len(text) <= _LONGEST_KEPT else fresh(text)

    return search


def _finditer(made: re.Pattern[str], quick: re.Pattern[str]) -> Callable[..., Iterator[re.Match[str]]]:
    """Return ``made.finditer`` with ``quick``, the same for lower case, in front."""

    def fresh(text: str) -> bool:
        return plain(text) and quick.search(text.lower()) is None

    kept = lru_cache(maxsize=_KEPT)(fresh)

    def finditer(text: str, *bounds: int) -> Iterator[re.Match[str]]:
        absent = not bounds and (kept(text) if len(text) <= _LONGEST_KEPT else fresh(text))
        return iter(()) if absent else made.finditer(text, *bounds)

    return finditer


@cache
def _kept() -> RegexCache:
    from servicelint import rule_cache
    from servicelint.regex_cache import RegexCache

    return RegexCache(rule_cache.key_of([]))


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the regular expression ``source``, not compiled yet; use it as one made by ``re.compile``.

    An expression that cannot be compiled raises ``re.error`` at its first use.
    """
    return _Lazy(source, flags)  # type: ignore[return-value]


def load_check(rule: Rule, reference: str) -> Callable[..., Any]:
    """Return the check function of a rule; raise ``RuleError`` when it cannot be loaded."""
    return _function(rule.path, reference)


def load_condition(rule_path: Path, reference: str) -> Callable[..., bool]:
    """Return a condition function; raise ``RuleError`` when it cannot be loaded."""
    return _function(rule_path, reference)
