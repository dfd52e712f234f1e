"""``servicelint mcp``: the checker as tools for programs that draft replies."""

from __future__ import annotations

import click

from servicelint.cli.serve import load_config, missing


@click.command("mcp", short_help="Be a tool of a program that drafts replies (MCP).")
@click.option("--config", metavar="FILE", help="Use this configuration file.")
def command(config: str | None) -> int:
    """Speak the Model Context Protocol over standard input and output, for the client that started this command."""
    settings = load_config(config)
    try:
        from servicelint.mcp import create_server
    except ModuleNotFoundError as error:
        raise missing(error, "mcp") from None
    create_server(settings).run("stdio")
    return 0
