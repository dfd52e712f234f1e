"""``servicelint init``: a configuration file to start from."""

from __future__ import annotations

import os

import click

from servicelint.cli.files import describe
from servicelint.cli.output import write
from servicelint.config import CONFIG_NAME, starter_config


@click.command("init", short_help="Write a configuration file to start from.")
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def command(folder: str, force: bool) -> int:
    """Write a short, commented servicelint.toml that suits what lies in FOLDER (default: here)."""
    if not os.path.isdir(folder):
        raise click.UsageError(f"There is no folder '{folder}'.")
    path = os.path.normpath(os.path.join(folder, CONFIG_NAME))
    text = starter_config(folder)
    try:
        with open(path, "w" if force else "x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise click.UsageError(f"{path} is there already; --force replaces it.") from None
    except OSError as error:
        raise click.ClickException(f"{path} was not written: {describe(error, writing=True)}") from None
    write(f"Wrote {path}. `servicelint show-config FILE` says what holds for a file.\n")
    return 0
