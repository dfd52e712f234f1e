"""``servicelint gateway``: outgoing mail, checked between two mail servers."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain, write
from servicelint.cli.serve import load_config, missing

if TYPE_CHECKING:
    from servicelint.service.checker import Checker


class Address(click.ParamType["tuple[str, int]"]):
    """``host:port``."""

    name = "HOST:PORT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        """Return the two parts."""
        host, _, port = str(value).rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65535:
            self.fail(f"{value} is not HOST:PORT, such as 127.0.0.1:10025.", param, ctx)
        return host.strip("[]"), int(port)


_ADDRESS = Address()


@click.command("gateway", short_help="Check outgoing mail between two mail servers (SMTP).")
@click.option(
    "--listen", "own", type=_ADDRESS, default="127.0.0.1:10025", show_default=True, help="Where mail comes in."
)
@click.option("--relay", type=_ADDRESS, required=True, help="The next mail server.")
@click.option("--sender", multiple=True, metavar="PATTERN", help="Check only their mail (*@help.example); repeatable.")
@click.option(
    "--policy",
    type=click.Choice(["pass", "header", "bounce", "hold"]),
    default="header",
    show_default=True,
    help="What happens to mail with findings at fail-on or above: nothing, a header, back to its sender, or held.",
)
@click.option("--hold", type=click.Path(path_type=Path), metavar="FOLDER", help="Where held mail lies.")
@click.option("--release", "released", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="Send this held message on and stop; repeatable.")  # fmt: skip
@click.option("--no-words", is_flag=True, help="Bounces name rule and line only (mail servers log what they say).")
@click.option("--config", metavar="FILE", help="Use this configuration file.")
def command(
    own: tuple[str, int],
    relay: tuple[str, int],
    sender: tuple[str, ...],
    policy: str,
    hold: Path | None,
    released: tuple[Path, ...],
    no_words: bool,
    config: str | None,
) -> int:
    """Take mail, check it, and hand it to the next server. No mail is kept here: what that server says is the answer.

    A message that cannot be checked passes, with the header `X-Servicelint: not-checked`.
    """
    import asyncio

    try:
        from servicelint.gateway import GatewayOptions, release, run_gateway
        from servicelint.http.address import AddressError, listen
        from servicelint.service.checker import CheckerError
    except ModuleNotFoundError as error:
        raise missing(error, "gateway") from None
    if released:
        failed = False
        for path in released:
            problem = release(path, relay)
            failed |= problem is not None
            complain(f"error: {path}: {problem}") if problem else write(f"{path}: sent\n")
        return EXIT_ERROR if failed else 0
    if policy == "hold" and hold is None:
        raise click.UsageError("--policy hold needs --hold FOLDER.")
    settings = load_config(config)
    options = GatewayOptions(relay, policy, sender, hold, not no_words)  # type: ignore[arg-type]
    try:
        listening = listen(*own)

        def ready(checker: Checker) -> None:
            for notice in checker.notices:
                complain(f"note: {notice}")
            host, port = listening.getsockname()[:2]
            write(f"servicelint takes mail on {host}:{port} for {relay[0]}:{relay[1]} (stop with Control+C)\n")

        with suppress(KeyboardInterrupt):
            asyncio.run(run_gateway(settings, options, listening, ready))
    except (AddressError, CheckerError) as error:
        complain(f"error: {error}")
        return EXIT_ERROR
    return 0
