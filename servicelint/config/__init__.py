"""Settings: found, validated, merged, and able to say where each value came from.

``load_settings`` gives the settings of one path, ``Settings`` those of many. Lowest to highest: the defaults, the
profile, the files named by ``extends``, the nearest ``servicelint.toml`` (or ``[tool.servicelint]`` in pyproject.toml),
the ``[[overrides]]`` of these files whose paths match, the options of the command line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from servicelint.config.files import CONFIG_NAME
from servicelint.config.settings import Settings, load_settings
from servicelint.config.values import ALL, Config, ConfigError, Origin, PathGlob

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "ALL",
    "CONFIG_NAME",
    "Config",
    "ConfigError",
    "Origin",
    "PathGlob",
    "Settings",
    "describe",
    "load_settings",
    "starter_config",
    "unknown_names",
]


def starter_config(folder: str | os.PathLike[str]) -> str:
    """Return a short commented ``servicelint.toml`` that suits what lies in ``folder``; writes nothing."""
    from servicelint.config.starter import starter_text

    return starter_text(os.fspath(folder))


def describe(config: Config) -> list[tuple[str, str, str]]:
    """Return ``(key, value as TOML, origin)`` for every setting, in a fixed order: what ``show-config`` prints."""
    from servicelint.config.describe import described

    return described(config)


def unknown_names(config: Config, rules: Collection[str], categories: Collection[str]) -> list[ConfigError]:
    """Return an error for each rule or category that the settings name and nobody has, with the nearest known name."""
    from servicelint.config.describe import unknown

    return unknown(config, rules, categories)
