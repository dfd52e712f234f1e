"""``servicelint baseline``: write down what is found today, so that only what is new counts from now on."""

from __future__ import annotations

import os

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.files import STDIN, collect
from servicelint.cli.output import complain, write
from servicelint.config import ConfigError
from servicelint.reporters._terminal import count, one_line

DEFAULT_NAME = "servicelint-baseline.json"


@click.command("baseline", short_help="Write down today's findings, to be told only of new ones.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--baseline", "file", metavar="FILE", help=f"The file to write (default: the settings', or {DEFAULT_NAME})."
)
@click.option("--config", metavar="FILE", help="Use this configuration file for all paths.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def command(paths: tuple[str, ...], file: str | None, config: str | None, quiet: bool) -> int:
    """Write the findings of PATHS (default: the current folder) to the baseline.

    `check` then leaves them out. Of a baseline that is there, files that are not checked now keep their entries.
    """
    from servicelint.baseline import Baseline, load_baseline, write_baseline
    from servicelint.cli.session import Session
    from servicelint.config.values import shown_path

    if STDIN in paths:
        raise click.UsageError("Standard input has no name to stand under in a baseline: name files or folders.")
    whole = not paths
    paths = paths or (".",)
    try:
        # Everything is taken in, so the settings' own baseline must not hide anything.
        session = Session({}, config, raw=True)
        named = session.settings.for_path(paths[0]).baseline
        path = os.path.abspath(file) if file else named or os.path.abspath(DEFAULT_NAME)
        old = load_baseline(path) if os.path.exists(path) else Baseline(os.path.dirname(path))
        new = Baseline(old.folder, dict(old.files))
        broken = False
        for checked in session.check(collect(paths, session.wanted)):
            if checked.error is not None:
                broken = True
                complain(f"error: {one_line(checked.name)}: {checked.error}")
                continue
            new.add(checked.name, checked.all_findings)
        errors = [error for note in session.notes() for error in note.errors]
        for error in errors:
            complain(f"error: {error}")
        if errors:
            complain("The baseline was not written: without these rules it would be incomplete.")
            return EXIT_ERROR
        if whole:
            new.files = {name: counts for name, counts in new.files.items() if not new.is_gone(name)}
        changed = write_baseline(path, new)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    if not quiet:
        kept = {name: counts for name, counts in new.files.items() if counts}
        verb = "Wrote" if changed else "Nothing has changed in"
        write(f"{verb} {shown_path(path)}: {count(new.total, 'finding')} in {count(len(kept), 'file')}.\n")
        if named != path:
            write(f'To use it, add `baseline = "{shown_path(path)}"` to the settings, or give --baseline to check.\n')
    return EXIT_ERROR if broken else 0
