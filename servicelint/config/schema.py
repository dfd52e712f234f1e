"""Every key of the configuration in one table: what it holds, how layers join, what it means.

Files, command-line options and editor settings are all read by ``parse_value``, so they follow the same rules.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from servicelint.config.values import PathGlob, pattern_problem
from servicelint.model import CHANNELS, REGISTERS, Kind, Severity

SEVERITIES = ("error", "warning", "suggestion")
#: What a file can be read as, and the placeholders that must be asked for: ``readers.FORMATS`` and
#: ``readers.placeholders.EXTRA`` (a test compares them; settings may not import readers).
FORMATS = ("plain", "markdown", "html", "mail", "mbox", "json", "jsonl", "yaml", "toml", "csv", "po", "php")
SYNTAXES = ("colon", "square", "dollar", "percent", "angle", "choice")

#: Named sets of defaults: what a profile sets, every file and option can change.
PROFILES: Mapping[str, Mapping[str, Any]] = {
    "support": {"registers": ["support"]},
    "finance": {"registers": ["finance"]},
    "sales": {"registers": ["sales"]},
    "strict": {"registers": list(REGISTERS), "fail-on": "suggestion"},
}


class ValueProblemError(Exception):
    """A value that cannot be used; ``needle`` is the part of it that is wrong, to find its line."""

    def __init__(self, message: str, needle: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.needle = needle


@dataclass(frozen=True, slots=True)
class Key:
    """One key: ``parse`` gets the raw value and the folder that paths count from, and raises ``ValueProblemError``.

    ``join`` says what a later layer does: ``replace`` the value, ``add`` to the list, ``update`` the table.
    """

    parse: Callable[[Any, str], Any]
    help: str
    join: str = "replace"
    per_path: bool = False
    choices: tuple[str, ...] = ()


def near(word: str, known: tuple[str, ...]) -> str:
    """Return ``; did you mean 'x'?``, or the known words when none is near."""
    import difflib

    found = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {found[0]!r}?" if found else f": use {', '.join(known)}"


def _text(raw: Any, _base: str) -> str:
    if not isinstance(raw, str):
        raise ValueProblemError(f"must be a text in quotes, not {_named(raw)}")
    if not raw.strip():
        raise ValueProblemError("must not be empty")
    if "\0" in raw:
        raise ValueProblemError("must not hold a NUL character")
    return raw


def _texts(raw: Any, base: str) -> tuple[str, ...]:
    if isinstance(raw, str):
        raise ValueProblemError(f'must be a list: write ["{raw}"]', raw)
    if not isinstance(raw, (list, tuple)):
        raise ValueProblemError(f"must be a list of texts, not {_named(raw)}")
    found = []
    for entry in raw:
        try:
            found.append(_text(entry, base))
        except ValueProblemError as problem:
            raise ValueProblemError(f"has an entry that {problem.message}", str(entry)) from None
    return tuple(found)


def _truth(raw: Any, _base: str) -> bool:
    if not isinstance(raw, bool):
        raise ValueProblemError(f"must be true or false, not {_named(raw)}")
    return raw


def _choice(*known: str) -> Callable[[Any, str], str]:
    def parse(raw: Any, base: str) -> str:
        value = _text(raw, base)
        if value not in known:
            raise ValueProblemError(f"cannot be {value!r}{near(value, known)}", value)
        return value

    return parse


def _choices(*known: str) -> Callable[[Any, str], tuple[str, ...]]:
    def parse(raw: Any, base: str) -> tuple[str, ...]:
        values = _texts(raw, base)
        for value in values:
            if value not in known:
                raise ValueProblemError(f"cannot have {value!r}{near(value, known)}", value)
        return tuple(dict.fromkeys(values))

    return parse


def _kind(raw: Any, base: str) -> Kind:
    return Kind(_choice(*Kind)(raw, base))


def _fail_on(raw: Any, base: str) -> Severity | None:
    value = _choice(*SEVERITIES, "never")(raw, base)
    return None if value == "never" else Severity.parse(value)


def _severities(raw: Any, _base: str) -> dict[str, Severity]:
    if not isinstance(raw, Mapping):
        raise ValueProblemError(f'must be a table such as {{ policy-shield = "warning" }}, not {_named(raw)}')
    found = {}
    for rule, value in raw.items():
        if value in ("off", "none", "ignore", "never", False):
            raise ValueProblemError(f'of {rule!r} cannot be switched off here: write ignore = ["{rule}"]', rule)
        if not isinstance(value, str) or value not in SEVERITIES:
            hint = near(value, SEVERITIES) if isinstance(value, str) else f": use {', '.join(SEVERITIES)}"
            raise ValueProblemError(f"of {rule!r} cannot be {value!r}{hint}", rule)
        found[rule] = Severity.parse(value)
    return found


def _path(raw: Any, base: str) -> str:
    return os.path.normpath(os.path.join(base, os.path.expanduser(_text(raw, base))))


def _paths(raw: Any, base: str) -> tuple[str, ...]:
    return tuple(_path(entry, base) for entry in _texts(raw, base))


def _packs(raw: Any, base: str) -> tuple[str, ...]:
    found = []
    for entry in _texts(raw, base):
        folder = _path(entry, base)
        if not os.path.isdir(folder):
            raise ValueProblemError(f"names {entry!r}, but there is no folder {folder}", entry)
        found.append(folder)
    return tuple(found)


def _files(raw: Any, base: str) -> tuple[str, ...]:
    found = []
    for entry in _texts(raw, base):
        path = _path(entry, base)
        if not os.path.isfile(path):
            raise ValueProblemError(f"names {entry!r}, but there is no file {path}", entry)
        found.append(path)
    return tuple(found)


def _globs(raw: Any, base: str) -> tuple[PathGlob, ...]:
    found = []
    for entry in _texts(raw, base):
        problem = pattern_problem(entry)
        if problem:
            raise ValueProblemError(f"has {entry!r}, which {problem}", entry)
        found.append(PathGlob(base, entry))
    return tuple(found)


def _extends(raw: Any, base: str) -> tuple[str, ...]:
    return _paths([raw] if isinstance(raw, str) else raw, base)


def _tables(raw: Any, _base: str) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        raise ValueProblemError("must be tables: write [[overrides]] above each")
    return tuple(raw)


KEYS: Mapping[str, Key] = {
    "extends": Key(_extends, "Configuration files to start from; what stands here goes on top of them."),
    "profile": Key(
        _choice(*PROFILES), "A named set of defaults for a kind of team.", per_path=True, choices=tuple(PROFILES)
    ),
    "select": Key(_texts, "The rules or categories to run; the default is all.", per_path=True),
    "ignore": Key(_texts, "Rules or categories not to run; adds to what is ignored already.", "add", per_path=True),
    "severity": Key(
        _severities, "Severities of rules or categories that differ from the rule's own.", "update", per_path=True
    ),
    "fail-on": Key(_fail_on, "The lowest severity that makes a run fail.", choices=(*SEVERITIES, "never")),
    "channel": Key(_choice(*CHANNELS), "How the message reaches the customer.", per_path=True, choices=CHANNELS),
    "kind": Key(_kind, "One message, or a template with blanks.", per_path=True, choices=tuple(Kind)),
    "read-as": Key(_choice(*FORMATS), "The format of the file, whatever its name.", per_path=True, choices=FORMATS),
    "text-keys": Key(_texts, "The keys of data files whose text customers read.", per_path=True),
    "syntax": Key(
        _choices(*SYNTAXES), "Placeholders that are not recognised by themselves.", per_path=True, choices=SYNTAXES
    ),
    "registers": Key(
        _choices(*REGISTERS),
        "What the messages are about; the default is to tell from each.",
        per_path=True,
        choices=REGISTERS,
    ),
    "packs": Key(_packs, "Folders of rule files (TOML only; no Python is run from them).", "add"),
    "phrase-books": Key(
        _files, "TOML files with your own rewrites for rules; a later one goes before an earlier.", "add", per_path=True
    ),
    "plugins-disabled": Key(_texts, "Installed plugins not to load.", "add"),
    "model": Key(_text, "The spaCy model; the default is the first one found."),
    "prefilter": Key(_truth, "False: show every sentence to every rule (slow; the findings are the same)."),
    "baseline": Key(_path, "The file of findings that are known and left for later."),
    "context": Key(_paths, "Files with the customer's earlier messages, oldest first."),
    "format": Key(_text, "The output format of check."),
    "include": Key(_globs, "Path patterns to check in folders, beside the known file types.", "add"),
    "exclude": Key(_globs, "Path patterns to leave out in folders, beside hidden and tool folders.", "add"),
    "overrides": Key(_tables, "Settings for some paths: [[overrides]] with paths = [...]."),
}
#: The keys of an ``[[overrides]]`` table.
OVERRIDE_KEYS: Mapping[str, Key] = {
    "paths": Key(_globs, "The path patterns that these settings are for."),
    **{name: key for name, key in KEYS.items() if key.per_path},
}


def parse_value(name: str, raw: Any, base: str, keys: Mapping[str, Key] = KEYS) -> Any:
    """Return the value of key ``name`` as ``Config`` holds it; paths count from the folder ``base``.

    Raises ``ValueProblemError`` with a message that names the key, and the nearest known one when there is no such key.
    """
    if name not in keys:
        if keys is not KEYS and name in KEYS:
            raise ValueProblemError(f"{name!r} cannot differ between paths: move it out of [[overrides]]", name)
        if name.replace("_", "-") in keys:
            raise ValueProblemError(f"unknown key {name!r}; did you mean {name.replace('_', '-')!r}?", name)
        raise ValueProblemError(f"unknown key {name!r}{near(name, tuple(keys))}", name)
    try:
        return keys[name].parse(raw, base)
    except ValueProblemError as problem:
        raise ValueProblemError(f"{name!r} {problem.message}", problem.needle) from None


def _named(raw: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table", str: "a text"}
    return names.get(type(raw), f"a {type(raw).__name__}")
