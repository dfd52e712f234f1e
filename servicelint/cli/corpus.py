"""``servicelint corpus``: commands over whole stores of messages, each a module imported when it is called."""

from __future__ import annotations

import click

from servicelint.cli import LazyGroup

#: Command → the module that defines it as ``command``. Order is that of ``--help``.
COMMANDS = {
    "scan": "servicelint.cli.corpus_scan",
    "eval": "servicelint.cli.corpus_eval",
    "report": "servicelint.cli.corpus_report",
    "diff": "servicelint.cli.corpus_diff",
    "sample": "servicelint.cli.corpus_sample",
    "label": "servicelint.cli.corpus_label",
}


@click.group(
    "corpus", cls=LazyGroup, modules=COMMANDS, short_help="Scan, measure and report on whole stores of messages."
)
def command() -> None:
    """Scan stores of messages, measure the rules on labelled ones, and report what was found."""
