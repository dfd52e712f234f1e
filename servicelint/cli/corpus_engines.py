"""``servicelint corpus scan --engine``: the scan beyond one machine, and what is told when any scan is done."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain
from servicelint.config import ConfigError
from servicelint.corpus.errors import CorpusError
from servicelint.reporters._terminal import count, one_line

if TYPE_CHECKING:
    from servicelint.corpus.worker import Shown

#: Engine → the module whose ``scan`` runs on it; pip's extra is called as the engine is.
ENGINES = {"spark": "servicelint.corpus.spark", "ray": "servicelint.corpus.ray_data"}


def run_on(
    engine: str,
    inputs: tuple[str, ...],
    out: str,
    options: dict[str, object],
    config: str | None,
    shown: Shown,
    master: str | None,
    restart: bool,
) -> int:
    """Scan ``inputs`` on ``engine``, tell what came of it, and return the exit code."""
    from servicelint.cli.session import Session
    from servicelint.corpus.worker import Task

    try:
        session = Session(options, config)
        place = session.settings.for_path(".")
        session.linter(place)
        scan = import_module(ENGINES[engine]).scan
        found = scan(inputs, out, Task((place,), shown), master, restart=restart)
    except (CorpusError, ConfigError) as error:
        complain(f"error: {error}")
        return EXIT_ERROR
    except ImportError as error:
        complain(f"error: --engine {engine} needs {error.name}: pip install 'servicelint[{engine}]'")
        return EXIT_ERROR
    complain(f"{out}: {count(found['lines'], 'line')}, {count(found['bad'], 'bad record')}.")
    if "://" not in out:
        tell_duplicates(out)
    return 0


def tell_duplicates(out: str) -> None:
    """Say how many ids stand more than once in the output ``out``, where any does."""
    from servicelint.corpus.duplicates import duplicates

    try:
        number, first = duplicates(out) or (0, "")
    except CorpusError as error:
        complain(f"note: {one_line(str(error))}")
        return
    if number:
        stand = "id stands" if number == 1 else "ids stand"
        complain(f"note: {number:,} {stand} more than once in {out}, the first is {one_line(first)}")
