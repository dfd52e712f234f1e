"""The built-in rules of servicelint: a plugin that brings its own folder, like anybody else's."""

from pathlib import Path

from pluggy import HookimplMarker


@HookimplMarker("servicelint")
def servicelint_packs() -> list[Path]:
    """Return the folder of the rule files."""
    return [Path(__file__).parent]
