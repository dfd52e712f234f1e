"""``servicelint lsp``: the language server, on standard input and output."""

from __future__ import annotations

import logging
import os
import sys

import click


@click.command("lsp", short_help="Run the language server for an editor.")
@click.option("--stdio", is_flag=True, help="The default, for clients that say so.")
def command(stdio: bool) -> int:
    """Run the language server: an editor starts it and talks to it over standard input and output."""
    # Started as `python -m servicelint` in an opened folder, Python would import modules from there.
    here = os.getcwd()
    if not sys.flags.safe_path and sys.path and os.path.realpath(sys.path[0] or here) == os.path.realpath(here):
        del sys.path[0]
    try:
        from servicelint.lsp.features import make_server
    except ModuleNotFoundError as error:
        from servicelint.cli.serve import missing

        raise missing(error, "lsp") from None
    # It would log whole requests, and with them messages to customers.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    # The protocol owns standard output: a stray print would break it.
    output, sys.stdout = sys.stdout.buffer, sys.stderr
    make_server().start_io(sys.stdin.buffer, output)
    return 0
