"""``servicelint corpus``: commands over whole stores of messages, each a module imported when it is called."""

from __future__ import annotations

import importlib

import click

#: Command → the module that defines it as ``command``. Order is that of ``--help``.
COMMANDS = {
    "scan": "servicelint.cli.corpus_scan",
    "eval": "servicelint.cli.corpus_eval",
    "report": "servicelint.cli.corpus_report",
    "diff": "servicelint.cli.corpus_diff",
    "sample": "servicelint.cli.corpus_sample",
    "label": "servicelint.cli.corpus_label",
}


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command


@click.group("corpus", cls=_Group, short_help="Scan, measure and report on whole stores of messages.")
def command() -> None:
    """Scan stores of messages, measure the rules on labelled ones, and report what was found."""
