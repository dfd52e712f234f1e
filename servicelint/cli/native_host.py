"""``servicelint native-host``: the engine for the browser extension and the Thunderbird add-on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain, write

if TYPE_CHECKING:
    from servicelint.config import Config

BROWSERS = ("chrome", "chromium", "edge", "firefox", "thunderbird")
_BROWSER = click.option(
    "--browser", "browsers", multiple=True, type=click.Choice(BROWSERS), help="Only this one; repeatable."
)
_FOLDER = click.option(
    "--manifest-dir",
    metavar="DIR",
    help="The folder for the manifest, where a browser runs with a profile of its own; needs one --browser.",
)


@click.group("native-host", short_help="Be the engine of the browser extension and of Thunderbird.")
def command() -> None:
    """Announce the engine to browsers and Thunderbird, which then start it themselves (native messaging).

    No port is opened and nothing runs while no browser asks.
    """


@command.command("install")
@_BROWSER
@_FOLDER
@click.option("--extension-id", "ids", multiple=True, metavar="ID", help="Also let this extension use it; repeatable.")
@click.option(
    "--config", metavar="FILE", help="Check by this configuration file; otherwise by that of the home folder."
)
def install(browsers: tuple[str, ...], manifest_dir: str | None, ids: tuple[str, ...], config: str | None) -> int:
    """Announce the engine to the browsers of this user (or to those named)."""
    from servicelint.cli.serve import load_config
    from servicelint.native_host import places

    for identifier in ids:
        if not places.is_extension_id(identifier):
            raise click.UsageError(
                f"{identifier!r} is no extension's identifier; the browser's extension page shows it."
            )
    if manifest_dir and len(browsers) != 1:
        raise click.UsageError("--manifest-dir needs exactly one --browser.")
    if config:
        load_config(config)
    home = Path.home()
    chosen = list(browsers) or places.present(home)
    if not chosen:
        complain(f"error: no browser has a profile in {home}; name one: --browser {'|'.join(BROWSERS)}")
        return EXIT_ERROR
    try:
        folder = Path(manifest_dir).resolve() if manifest_dir else places.data_folder(home)
        launcher = places.write_launcher(folder, config)
        for name in chosen:
            client = places.CLIENTS[name]
            data = places.manifest(client, launcher, ids)
            for place in [folder] if manifest_dir else places.folders_of(client, home):
                path = places.announce(client, place, data, register=not manifest_dir)
                write(f"{client.title}: {path}\n")
    except OSError as error:
        complain(f"error: {error.filename}: {error.strerror}")
        return EXIT_ERROR
    write(f"They start {launcher}\n")
    return 0


@command.command("uninstall")
@_BROWSER
@_FOLDER
def uninstall(browsers: tuple[str, ...], manifest_dir: str | None) -> int:
    """Take the announcement back."""
    from servicelint.native_host import places

    if manifest_dir and len(browsers) != 1:
        raise click.UsageError("--manifest-dir needs exactly one --browser.")
    home = Path.home()
    try:
        for name in browsers or BROWSERS:
            client = places.CLIENTS[name]
            for place in [Path(manifest_dir)] if manifest_dir else places.folders_of(client, home):
                if path := places.withdraw(client, place):
                    write(f"removed {path}\n")
        if manifest_dir or not browsers:
            folder = Path(manifest_dir) if manifest_dir else places.data_folder(home)
            for launcher in (folder / "native-host.sh", folder / "native-host.bat"):
                launcher.unlink(missing_ok=True)
    except OSError as error:
        complain(f"error: {error.filename}: {error.strerror}")
        return EXIT_ERROR
    return 0


@command.command("run", context_settings={"ignore_unknown_options": True})
@click.option("--config", metavar="FILE", help="Use this configuration file.")
@click.argument("caller", nargs=-1, type=click.UNPROCESSED)
def run(config: str | None, caller: tuple[str, ...]) -> int:
    """Answer a browser over standard input and output. Browsers start this; CALLER is what they add."""
    if sys.stdin.isatty():
        raise click.UsageError("a browser starts this; `servicelint native-host install` tells browsers where it is")
    from servicelint.native_host.host import main

    path = config or os.path.join(os.getcwd(), "servicelint.toml")

    def load() -> Config:
        from servicelint.cli.serve import load_config

        try:
            return load_config(config)
        except click.ClickException as error:
            raise ValueError(error.format_message()) from None

    def stamp() -> object:
        try:
            found = os.stat(path)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    main(load, stamp)
    return 0
