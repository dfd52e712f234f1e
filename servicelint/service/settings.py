"""The settings that decide about findings, as JSON between processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servicelint.config import Config
from servicelint.model import Kind, Severity

#: What a configuration says about linting itself, by field; the rest concerns files and output.
LINT_FIELDS = (
    "select",
    "ignore",
    "registers",
    "packs",
    "phrase_books",
    "plugins_disabled",
    "model",
    "prefilter",
    "channel",
)
#: What it says about reading a file; not needed where the message has been read already.
READ_FIELDS = ("read_as", "text_keys", "syntax")


def settings_of(config: Config, *, reading: bool = False) -> dict[str, Any]:
    """Return the settings that decide about findings as JSON values: what ``config_of`` turns back.

    ``reading`` adds those that say how a file is read.
    """
    fields = (*LINT_FIELDS, *READ_FIELDS) if reading else LINT_FIELDS
    found: dict[str, Any] = {name: getattr(config, name) for name in fields}
    found["severity"] = {name: severity.label for name, severity in config.severity.items()}
    found["kind"] = str(config.kind) if config.kind else None
    return found


def config_of(settings: Mapping[str, Any]) -> Config:
    """Turn back what ``settings_of`` made. Raises ``KeyError`` or ``ValueError`` for anything else."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value := settings[name], list) else value
        for name in (*LINT_FIELDS, *(name for name in READ_FIELDS if name in settings))
    }
    severity = {name: Severity.parse(label) for name, label in settings["severity"].items()}
    kind = Kind(settings["kind"]) if settings["kind"] else None
    return Config(**values, severity=severity, kind=kind)
