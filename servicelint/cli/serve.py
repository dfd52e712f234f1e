"""``servicelint serve``: the checker for other programs and for a browser."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain, write
from servicelint.client import TOKEN_VARIABLE, socket_path
from servicelint.config import Config, ConfigError

if TYPE_CHECKING:
    import socket

PORT = 8765
#: A token of one's own must be this long: nobody shall guess it.
TOKEN_LENGTH = 16
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EPILOG = (
    f"The token is read from --token-file or ${TOKEN_VARIABLE}; without either, each start prints a new one. "
    "Programs send it as `Authorization: Bearer TOKEN`."
)


@click.command("serve", epilog=_EPILOG, short_help="Answer other programs and a browser (HTTP).")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any free one.")
@click.option("--token-file", type=click.File(encoding="utf-8"), metavar="FILE", help="A file that holds the token.")
@click.option("--allow-remote", is_flag=True, help="Listen beyond this machine; needs a token of your own.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A name that this server goes by; repeatable.")
@click.option("--allow-origin", multiple=True, metavar="URL", help="A site whose pages may ask; repeatable.")
@click.option("--socket", "socket_file", metavar="PATH", help="The socket for `check` on this machine.")
@click.option("--no-socket", is_flag=True, help="No such socket.")
@click.option("--max-bytes", type=click.IntRange(1024, 20 << 20), default=256 << 10, show_default=True, metavar="N",
              help="How long a request may be.")  # fmt: skip
@click.option("--time-limit", type=click.FloatRange(0.1, 600), default=10.0, show_default=True, metavar="SECONDS",
              help="How long a request may take.")  # fmt: skip
@click.option("--queue", type=click.IntRange(1, 10_000), default=128, show_default=True, metavar="N",
              help="How many requests may wait; more are turned away with 503.")  # fmt: skip
@click.option("--config", metavar="FILE", help="Use this configuration file.")
def command(
    host: str,
    port: int,
    token_file: TextIO | None,
    allow_remote: bool,
    allow_host: tuple[str, ...],
    allow_origin: tuple[str, ...],
    socket_file: str | None,
    no_socket: bool,
    max_bytes: int,
    time_limit: float,
    queue: int,
    config: str | None,
) -> int:
    """Answer other programs (POST /v1/check, see /openapi.json) and a browser (the page at /) until interrupted."""
    settings = load_config(config)
    try:
        from servicelint.http.address import AddressError, listen
        from servicelint.http.app import create_app
        from servicelint.http.guard import LOOPBACK, Access
        from servicelint.http.run import serve
        from servicelint.service.checker import Checker, CheckerError
    except ModuleNotFoundError as error:
        raise missing(error, "serve") from None
    given = token_file.read().strip() if token_file else os.environ.get(TOKEN_VARIABLE, "").strip()
    if given and len(given) < TOKEN_LENGTH:
        raise click.UsageError(f"The token has {len(given)} characters; it needs at least {TOKEN_LENGTH}.")
    if host not in _LOOPBACK and not (allow_remote and given):
        raise click.UsageError(
            f"{host} can be reached from other machines: say --allow-remote and give a token "
            f"(--token-file or {TOKEN_VARIABLE}), or listen on 127.0.0.1."
        )
    token = given or secrets.token_urlsafe(24)
    hosts = frozenset({*LOOPBACK, host.lower(), *(name.lower() for name in allow_host)})
    origins = frozenset(origin.rstrip("/") for origin in allow_origin)
    access = Access(token, hosts, origins, max_bytes, time_limit)
    sockets: list[socket.socket] = []
    local = None
    try:
        sockets.append(listen(host, port))
        local = _local(sockets, socket_file, no_socket)
        checker = Checker(settings, queue=queue, time_limit=time_limit)
        app = create_app(checker, access)
        shown = f"[{host}]" if ":" in host else host
        where = f"http://{shown}:{sockets[0].getsockname()[1]}/"
        serve(app, checker, sockets, lambda: _greet(where, "" if given else token, local, checker.notices))
    except (AddressError, CheckerError) as error:
        complain(f"error: {error}")
        return EXIT_ERROR
    finally:
        if local:
            with suppress(OSError):
                os.unlink(local)
    return 0


def _local(sockets: list[socket.socket], path: str | None, no_socket: bool) -> str | None:
    """Add the socket for this machine's command line; one that is taken is an error only if asked for."""
    from servicelint.http.address import AddressError, listen_locally

    where = os.path.abspath(path) if path else socket_path()
    if no_socket or where is None:
        return None
    try:
        sockets.append(listen_locally(where))
    except AddressError as error:
        if path:
            raise
        complain(f"note: without the socket for `check`: {error}")
        return None
    return where


def _greet(where: str, token: str, local: str | None, notices: list[str]) -> None:
    for notice in notices:
        complain(f"note: {notice}")
    write(f"servicelint serves {where} (stop with Control+C)\n")
    if token:
        write(f"Page with its token: {where}#token={token}\n")
    if local:
        write(f"Socket for `servicelint check`: {local}\n")


def load_config(file: str | None) -> Config:
    """Return the settings that hold here, checked against the rules; raise ``click.UsageError`` for wrong ones."""
    from servicelint.cli.session import Session

    try:
        session = Session({}, file)
        settings = session.settings.for_path(".")
        session.linter(settings)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    return settings


def missing(error: ModuleNotFoundError, extra: str) -> click.UsageError:
    """Return the error that says which installation brings a missing module; a module of our own is a bug."""
    if not error.name or error.name.startswith("servicelint"):
        raise error
    return click.UsageError(f"{error.name} is not installed: pip install 'servicelint[{extra}]'")
