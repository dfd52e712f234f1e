"""``check --watch``: check again what changes, with rules and model kept in memory."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable

import click

from servicelint.cli.output import complain, write
from servicelint.cli.run_check import Run

#: A change of one of these can change everything.
_SETTINGS = (".toml", ".py", "lexicon.toml", "baseline.json")


def watch_over(make: Callable[[], Run], paths: Iterable[str]) -> int:
    """Check ``paths``, then whatever changes below them, until interrupted; raises ``KeyboardInterrupt`` at the end."""
    try:
        from watchfiles import watch
    except ImportError:
        raise click.UsageError("--watch needs watchfiles: pip install 'servicelint[watch]'") from None
    paths = list(paths)
    for path in paths:
        if not os.path.exists(path):
            raise click.UsageError(f"{path}: no such file or folder.")
    run = make()
    run.over(paths)
    complain("Watching for changes; press Ctrl+C to stop.")
    for changes in watch(*{_folder(path) for path in paths}, debounce=200, raise_interrupt=True):
        changed = sorted({path for _, path in changes})
        again = any(path.endswith(_SETTINGS) for path in changed)
        new = make()
        if not again:
            # Rules and model stay loaded; settings and the files themselves are read again.
            new.session.keep_linters(run.session)
        named = {os.path.realpath(path) for path in paths if os.path.isfile(path)}
        below = [os.path.realpath(path) + os.sep for path in paths if os.path.isdir(path)]
        touched = [
            os.path.relpath(path)
            for path in changed
            if os.path.isfile(path)
            and (
                os.path.realpath(path) in named
                or (any(os.path.realpath(path).startswith(folder) for folder in below) and new.session.wanted(path))
            )
        ]
        todo = paths if again else touched
        if todo:
            write(f"\n--- {time.strftime('%H:%M:%S')}\n", sys.stdout)
            new.over(todo)
        run = new
    return 0


def _folder(path: str) -> str:
    # Many editors replace a file, so that only its folder tells.
    return path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path))
