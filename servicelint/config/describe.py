"""Settings for people to read: every value with its origin, and names that lead nowhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from servicelint.config.schema import KEYS
from servicelint.config.values import ALL, OWN_CATEGORY, OWN_RULES, Config, ConfigError, Origin, PathGlob, shown_path
from servicelint.model import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_PATHS = ("packs", "phrase-books", "baseline", "context")
_UNSET = {
    "channel": "found out from each message",
    "kind": "found out from each file",
    "registers": "found out from each message",
    "read-as": "found out from each file",
    "text-keys": "the usual names",
    "syntax": "the usual template languages",
}


def described(config: Config) -> list[tuple[str, str, str]]:
    """Return ``(key, value as TOML, origin)`` for every setting; a severity has one entry for each rule."""
    rows = []
    origins = config.origins
    for key in KEYS:
        if key in ("extends", "overrides"):
            continue
        value = getattr(config, key.replace("-", "_"))
        if key == "severity":
            rows += [(f"severity.{rule}", _toml(level), origins[f"severity.{rule}"]) for rule, level in value.items()]
        else:
            rows.append((key, _shown(key, value), origins[key]))
    return rows


def _shown(key: str, value: Any) -> str:
    if key == "fail-on" and value is None:
        return '"never"'
    if value is None or value == "" or (key in _UNSET and not value):
        return f"({_UNSET.get(key, 'none' if key != 'model' else 'the first one found')})"
    if key in _PATHS:
        value = shown_path(value) if isinstance(value, str) else [shown_path(entry) for entry in value]
    return _toml(value)


def _toml(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_toml(entry) for entry in value)}]"
    if isinstance(value, PathGlob):
        value = value.pattern
    elif isinstance(value, Severity):
        value = value.label
    return json.dumps(value, ensure_ascii=False)


def unknown(config: Config, rules: Collection[str], categories: Collection[str]) -> list[ConfigError]:
    """Return an error for each name in select, ignore and severity that is neither rule nor category."""
    from servicelint.config.schema import near

    known = {*rules, *categories, ALL, OWN_CATEGORY, *OWN_RULES}
    named: Mapping[str, Collection[str]] = {
        "select": config.select,
        "ignore": config.ignore,
        "severity": config.severity,
    }
    found = []
    for key, names in named.items():
        for name in names:
            if name in known and not (key == "severity" and name == ALL):
                continue
            hint = near(name, tuple(known)).partition(": use ")[0] or "; `servicelint rules` lists what there is"
            origin = _origin(config, key, name)
            path = origin.file.path if origin.file else None
            subject = repr(key) if origin.file else origin.label
            message = f"{subject} names {name!r}, no such rule or category{hint}"
            found.append(ConfigError(message, path, origin.line(name)))
    return found


def _origin(config: Config, key: str, name: str) -> Origin:
    """Return the place that ``name`` stands in: the highest layer whose text has it, else the key's own origin."""
    origin: Origin | None = config.where.get(f"{key}.{name}") or config.where.get(key)
    top = origin or Origin()
    while origin is not None:
        if origin.file is not None and name in origin.file.text:
            return origin
        origin = origin.below
    return top
