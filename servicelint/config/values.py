"""The values of a configuration: settings as the engine reads them, errors with their place, path patterns."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from servicelint.model import Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The word that stands for every rule in ``select`` and ``ignore``.
ALL = "all"
#: What is said about servicelint's own comments: a category and its rules, to select and ignore like any other.
OWN_CATEGORY = "servicelint"
UNUSED_IGNORE = "unused-ignore"
UNKNOWN_RULE = "unknown-rule"
OWN_RULES = frozenset({UNUSED_IGNORE, UNKNOWN_RULE})


class ConfigError(Exception):
    """Settings that cannot be used: ``message`` says what and how to mend it, ``path`` and ``line`` where.

    ``str(error)`` is one line a problem, ``file:line: message``. ``more`` holds the other problems of the same file.
    """

    def __init__(
        self, message: str, path: str | None = None, line: int | None = None, more: tuple[ConfigError, ...] = ()
    ) -> None:
        super().__init__(message, path, line, more)
        self.message = message
        self.path = path
        self.line = line
        self.more = more

    def __str__(self) -> str:
        place = "" if self.path is None else f"{shown_path(self.path)}{f':{self.line}' if self.line else ''}: "
        return "\n".join([place + self.message, *(str(error) for error in self.more)])


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A configuration file and its text (kept so that lines can be found when somebody asks)."""

    path: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: a place in a file (``at`` is the way from the root), or a label such as ``--select``.

    ``below`` is the origin of the entries that a list had before this place added its own.
    """

    label: str = "default"
    file: SourceFile | None = None
    at: tuple[str | int, ...] = ()
    below: Origin | None = None

    def __str__(self) -> str:
        earlier = f"{self.below}, " if self.below else ""
        if self.file is None:
            return earlier + self.label
        line = self.line()
        return f"{earlier}{shown_path(self.file.path)}{f':{line}' if line else ''}"

    def line(self, needle: str | None = None) -> int | None:
        """Return the line (from 1) of the value in its file; ``needle`` picks an entry of a longer list."""
        if self.file is None:
            return None
        from servicelint.config.lines import line_of

        return line_of(self.file.text, self.at, needle)


@dataclass(frozen=True, slots=True)
class PathGlob:
    """A path pattern and the absolute folder that it counts from.

    ``*`` and ``?`` stay within one name, ``**`` crosses folders, ``{a,b}`` is a choice, ``[ab]`` a set. A pattern
    without an inner slash matches at any depth; one that matches a folder matches everything in it.
    """

    base: str
    pattern: str

    def matches(self, path: str) -> bool:
        """Tell whether the absolute ``path`` matches; outside ``base`` only patterns for any depth can."""
        whole = path.replace(os.sep, "/")
        base = self.base.replace(os.sep, "/").rstrip("/") + "/"
        if whole.startswith(base):
            return _compiled(self.pattern).fullmatch(whole[len(base) :]) is not None
        pattern = self.pattern
        if pattern.startswith("**/") or "/" not in pattern.rstrip("/"):
            return _compiled(pattern).fullmatch(whole.lstrip("/")) is not None
        return False


_GLOB = re.compile(r"\*\*/+|\*\*|\*|\?|\[!?\]?[^]/]*\]|[{},]|.", re.DOTALL)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a path pattern; raise ``re.error`` or ``ValueError`` for a broken one."""
    body = pattern.removeprefix("./").strip("/")
    anchored = "/" in body or pattern.startswith("/")
    out = [] if anchored else ["(?:.*/)?"]
    open_choice = False
    for piece in _GLOB.findall(body):
        if piece == "{" and not open_choice:
            open_choice = True
            out.append("(?:")
        elif piece == "}" and open_choice:
            open_choice = False
            out.append(")")
        elif piece == "," and open_choice:
            out.append("|")
        elif piece == "{":
            raise ValueError("a choice {…} inside a choice")
        elif piece.startswith("**"):
            out.append("(?:.*/)?" if piece.endswith("/") else ".*")
        elif piece == "*":
            out.append("[^/]*")
        elif piece == "?":
            out.append("[^/]")
        elif len(piece) > 1:
            negated = piece.startswith("[!")
            inside = re.sub(r"([\\\[&~|])", r"\\\1", piece[2 if negated else 1 : -1])
            out.append(f"[{'^/' if negated else ''}{inside}]")
        else:
            out.append(re.escape(piece))
    if open_choice:
        raise ValueError("a choice { without its }")
    return re.compile("".join(out) + "(?:/.*)?", re.DOTALL)


def pattern_problem(pattern: str) -> str | None:
    """Return what is wrong with a path pattern, None when it can be used."""
    if not pattern.strip("/. ") and not pattern.startswith("."):
        return "is empty"
    if ".." in pattern.split("/"):
        return "leaves the folder that it counts from: use a configuration file further up"
    if "\\" in pattern:
        return "has a backslash: write / between folders"
    try:
        _compiled(pattern)
    except (ValueError, re.error) as error:
        return f"is not a path pattern: {error}"
    return None


@dataclass(frozen=True, slots=True)
class Config:
    """The settings for one file. Paths are absolute. Equal settings are equal values and can be dictionary keys.

    ``kind`` and ``channel`` None, ``registers`` empty and ``model`` empty mean: found out from the message or machine.
    ``fail_on`` None means that findings never fail a run. ``files`` are the configuration files read, base first.
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity | None = Severity.WARNING
    channel: str | None = None
    kind: Kind | None = None
    read_as: str | None = None
    text_keys: tuple[str, ...] = ()
    syntax: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    profile: str = ""
    packs: tuple[str, ...] = ()
    phrase_books: tuple[str, ...] = ()
    plugins_disabled: tuple[str, ...] = ()
    model: str = ""
    prefilter: bool = True
    baseline: str | None = None
    context: tuple[str, ...] = ()
    format: str = "human"
    include: tuple[PathGlob, ...] = ()
    exclude: tuple[PathGlob, ...] = ()
    files: tuple[str, ...] = ()
    where: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        severity = tuple(sorted(self.severity.items()))
        return hash((self.select, self.ignore, severity, self.channel, self.kind, self.packs))

    def selects(self, rule: str, category: str) -> bool:
        """Tell whether a rule runs: ``select`` names it, its category or all, and ``ignore`` none of them."""
        names = {rule, category, ALL}
        return not names.isdisjoint(self.select) and names.isdisjoint(self.ignore)

    def severity_of(self, rule: str, category: str, default: Severity) -> Severity:
        """Return the severity that the settings give to a rule, else to its category, else ``default``."""
        return self.severity.get(rule, self.severity.get(category, default))

    def includes(self, path: str) -> bool:
        """Tell whether ``include`` names the absolute ``path`` (whatever its extension is)."""
        return any(pattern.matches(path) for pattern in self.include)

    def excludes(self, path: str) -> bool:
        """Tell whether ``exclude`` names the absolute ``path``, so that walking a folder leaves it out."""
        return any(pattern.matches(path) for pattern in self.exclude)

    @property
    def origins(self) -> dict[str, str]:
        """Where each value came from, by key as in the file: ``servicelint.toml:12``, ``--select`` or ``default``.

        Severities have an entry for each rule, ``severity.<rule>``.
        """
        from servicelint.config.schema import KEYS

        keys = [key for key in KEYS if key not in ("severity", "extends", "overrides")]
        keys += [f"severity.{name}" for name in self.severity]
        return {key: str(self.where.get(key, Origin())) for key in keys}


def shown_path(path: str) -> str:
    """Return ``path`` as a person at this terminal would write it: relative when it lies under the current folder."""
    try:
        here = os.getcwd()
    except OSError:
        return path
    return path[len(here) + 1 :] if path.startswith(here.rstrip(os.sep) + os.sep) else path
