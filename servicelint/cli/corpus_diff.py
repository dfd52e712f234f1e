"""``servicelint corpus diff``: two scans compared."""

from __future__ import annotations

import json
from typing import Any

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain, write
from servicelint.corpus.errors import CorpusError
from servicelint.reporters._terminal import one_line


@click.command("diff", short_help="Compare two scans.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", type=click.Choice(["human", "json"]), default="human", help="Tables, or one JSON object.")
@click.option("--show", type=click.IntRange(0), default=20, metavar="N", help="Findings to list a kind (default: 20).")
def command(old: str, new: str, format: str, show: int) -> int:
    """Say what appeared and what vanished between two scans (files or folders), and how the rates changed.

    Findings are told apart by the id of their message, rule and fingerprint. Where no message is in both (two
    periods), only rates are compared.
    """
    from servicelint.corpus.aggregate import read_finished
    from servicelint.corpus.compare import compare
    from servicelint.corpus.difference import difference
    from servicelint.corpus.report import change_lines

    try:
        found = difference(old, new, show)
        states = [read_finished(path) for path in (old, new)]
    except CorpusError as error:
        complain(f"error: {error}")
        return EXIT_ERROR
    numbers = [state.records - state.bad for state in states]
    changes = compare(found.flagged[0], numbers[0], found.flagged[1], numbers[1])
    if format == "json":
        rates = [
            {"rule": c.rule, "before": c.before, "after": c.after, "p": c.chance, "certain": c.certain} for c in changes
        ]
        value: dict[str, Any] = {
            "version": 1,
            "messages": numbers,
            "appeared": found.counts["appeared"],
            "vanished": found.counts["vanished"],
            "rates": rates,
            "findings": found.shown,
        }
        write(json.dumps(value, ensure_ascii=False) + "\n")
        return 0
    lines = [f"{numbers[0]:,} messages before, {numbers[1]:,} after; messages with a finding per 1,000:", ""]
    lines += [*change_lines(changes), ""]
    lines.append(f"Findings: {found.counts['appeared']:,} appeared, {found.counts['vanished']:,} vanished")
    lines += [f"  {e['change']}: {e['rule']}  {one_line(str(e['id']))}: {one_line(e['text'])}" for e in found.shown]
    write("".join(f"{line}\n" for line in lines))
    return 0
