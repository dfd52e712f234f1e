"""The JSON schema of the settings, for editors that complete and check ``servicelint.toml`` while it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servicelint.config.schema import KEYS, OVERRIDE_KEYS, SEVERITIES, Key

_TEXTS = {"type": "array", "items": {"type": "string", "minLength": 1}}
#: Keys that hold something else than one text (those with ``choices`` apart).
_SHAPES: Mapping[str, Mapping[str, Any]] = {
    **dict.fromkeys(
        (
            "select",
            "ignore",
            "packs",
            "phrase-books",
            "plugins-disabled",
            "context",
            "include",
            "exclude",
            "paths",
            "text-keys",
        ),
        _TEXTS,
    ),
    "extends": {"anyOf": [{"type": "string", "minLength": 1}, _TEXTS]},
    "prefilter": {"type": "boolean"},
    "severity": {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}},
}
#: Keys with ``choices`` of which several may be given.
_SEVERAL = ("registers", "syntax")


def json_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of ``servicelint.toml`` and of ``[tool.servicelint]``."""
    properties = _properties(KEYS)
    override = {"type": "object", "properties": _properties(OVERRIDE_KEYS), "required": ["paths"]}
    properties["overrides"] = {
        "description": KEYS["overrides"].help,
        "type": "array",
        "items": {**override, "additionalProperties": False},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "servicelint settings",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _properties(keys: Mapping[str, Key]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, key in keys.items():
        if key.choices:
            one = {"enum": [str(choice) for choice in key.choices]}
            shape: Mapping[str, Any] = {"type": "array", "items": one} if name in _SEVERAL else one
        else:
            shape = _SHAPES.get(name, {"type": "string", "minLength": 1})
        found[name] = {"description": key.help, **shape}
    return found
