"""``servicelint corpus report``: a page about what a scan found."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain, write
from servicelint.corpus.errors import CorpusError

if TYPE_CHECKING:
    from servicelint.corpus.aggregate import Aggregate
    from servicelint.corpus.compare import Change

_MONTH = re.compile(r"\d{4}-\d{2}")


@click.command("report", short_help="Make a page of what a scan found.")
@click.argument("scan", metavar="OUT")
@click.option("--html", metavar="FILE", help="Where the page goes (default: OUT.html beside the scan).")
@click.option("--title", default="", help="The title of the page.")
@click.option("--split", metavar="YYYY-MM", help="Compare the months before this one with those from it on.")
@click.option("--no-text", is_flag=True, help="Show no words of messages.")
@click.option("--redact", is_flag=True, help="Mask names, addresses and numbers in what is shown.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def command(
    scan: str, html: str | None, title: str, split: str | None, no_text: bool, redact: bool, quiet: bool
) -> int:
    """Make one HTML page, which needs nothing else, of what `corpus scan` wrote to OUT (a file, or a folder)."""
    from servicelint.corpus.aggregate import aggregate
    from servicelint.corpus.report import Options, html_page, summary_text

    if split is not None and not _MONTH.fullmatch(split):
        raise click.BadParameter("expected a month such as 2026-03.", param_hint="--split")
    scan = scan.rstrip("/") or scan
    target = html or f"{os.path.splitext(scan)[0]}.html"
    try:
        found = aggregate(scan)
        changes = _changes(found, split) if split else []
        name = title or f"What servicelint found in {os.path.basename(scan)}"
        periods = f"before {split}, and from {split} on" if split else ""
        page = html_page(found, name, Options(no_text, redact), changes, periods)
        with open(target, "w", encoding="utf-8") as stream:
            stream.write(page)
    except CorpusError as error:
        complain(f"error: {error}")
        return EXIT_ERROR
    except OSError as error:
        complain(f"error: {target}: cannot be written: {(error.strerror or str(error)).lower()}")
        return EXIT_ERROR
    if not quiet:
        write(summary_text(found, changes))
        complain(f"Wrote {target}.")
    return 0


def _changes(found: Aggregate, split: str) -> list[Change]:
    from servicelint.corpus.compare import compare

    months = found.values("month")
    sides = [[m for m in months if m < split], [m for m in months if m >= split]]
    if not all(sides):
        raise CorpusError(f"--split {split}: the messages of this scan are not from both sides of it ({_span(months)})")
    flagged = [
        {rule: sum(found.group_flagged["month", m, rule] for m in side) for rule in found.flagged} for side in sides
    ]
    numbers = [sum(found.group_messages["month", m] for m in side) for side in sides]
    return compare(flagged[0], numbers[0], flagged[1], numbers[1])


def _span(months: list[str]) -> str:
    return f"{months[0]} to {months[-1]}" if months else "none has a date"
