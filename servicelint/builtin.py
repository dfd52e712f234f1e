"""Where the built-in rules are installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """Return the folder of the package ``servicelint_rules``."""
    import servicelint_rules

    return Path(servicelint_rules.__file__ or "").resolve().parent
