"""``servicelint rules``: what is checked."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain, wants_color, width_of, write
from servicelint.config import ConfigError
from servicelint.rule import Rule
from servicelint.rule_records import rule_summary

Selector = Callable[[str, str], bool]


@click.command("rules", short_help="List the rules.")
@click.option("--format", type=click.Choice(["human", "json"]), default="human", help="A table, or one JSON object.")
@click.option("--color/--no-color", default=None, help="Colours or none, whatever the terminal says.")
@click.option("--config", metavar="FILE", help="Use this configuration file.")
def command(format: str, color: bool | None, config: str | None) -> int:
    """List the rules: the built-in ones, those of plugins, and those of the packs in the settings here."""
    from servicelint.cli.session import Session

    try:
        session = Session({}, config)
        settings = session.settings.for_path(".")
        linter = session.linter(settings)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    rules = sorted(linter.rules.values(), key=lambda rule: (rule.category, rule.id))
    if format == "json":
        write(_json(rules, settings.selects))
    else:
        write(_table(rules, settings.selects, width_of(sys.stdout), wants_color(color, sys.stdout)))
    for message in linter.notices:
        complain(message)
    return EXIT_ERROR if linter.errors else 0


def _table(rules: list[Rule], selects: Selector, width: int, color: bool) -> str:
    from servicelint.reporters._terminal import Paint, count, one_line, wrap

    paint = Paint(color)
    name_width = max((len(rule.id) for rule in rules), default=0)
    lines: list[str] = []
    category = None
    for rule in rules:
        if rule.category != category:
            category = rule.category
            lines += ([""] if lines else []) + [paint.bold(one_line(category))]
        on = selects(rule.id, rule.category)
        left = f"  {rule.id:{name_width}}  {rule.severity.label:10}  "
        title = one_line(rule.title) + ("" if on else " (not selected)")
        shown = paint.severity(rule.severity, f"{rule.severity.label:10}") if on else f"{rule.severity.label:10}"
        for row, (start, end) in enumerate(wrap(title, max(width - len(left), 20))):
            lead = f"  {rule.id:{name_width}}  {shown}  " if row == 0 else " " * len(left)
            lines.append(lead + title[start:end])
    lines += ["", f"{count(len(rules), 'rule')}. `servicelint explain RULE` says why, with examples."]
    return "".join(f"{line}\n" for line in lines)


def _json(rules: list[Rule], selects: Selector) -> str:
    import json

    found = [{**rule_summary(rule, selects(rule.id, rule.category)), "path": str(rule.path)} for rule in rules]
    return json.dumps({"version": 1, "rules": found}, ensure_ascii=False, indent=2) + "\n"
