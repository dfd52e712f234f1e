"""``servicelint explain RULE``: the rule file as a page to read."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from servicelint.cli import did_you_mean
from servicelint.cli.output import complain, wants_color, width_of, write
from servicelint.config import ConfigError
from servicelint.reporters._terminal import Paint, one_line, wrap
from servicelint.rule import Example, Rule
from servicelint.rule_records import GROUNDS, exceptions, rule_page, where

_TEXT_WIDTH = 100
_LIST = "`servicelint rules` lists them."


@click.command("explain", short_help="Say what a rule flags, why, and what to write instead.")
@click.argument("rule")
@click.option(
    "--format",
    type=click.Choice(["human", "json", "markdown"]),
    default="human",
    help="A page, one JSON object, or Markdown (there `all` is the reference of every rule).",
)
@click.option("--color/--no-color", default=None, help="Colours or none, whatever the terminal says.")
@click.option("--config", metavar="FILE", help="Use this configuration file.")
def command(rule: str, format: str, color: bool | None, config: str | None) -> int:
    """Say what RULE flags, why, what it leaves alone, and what to write instead."""
    from servicelint.cli.session import Session

    try:
        session = Session({}, config)
        linter = session.linter(session.settings.for_path("."))
        rules = linter.rules
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    if rule == "all" and format == "markdown":
        write(_markdown(rules.values()))
        return 0
    if rule not in rules:
        for problem in linter.errors:
            complain(f"error: {problem}")
        members = sorted(name for name, entry in rules.items() if entry.category == rule)
        hint = f"'{rule}' is a category: {', '.join(members)}." if members else did_you_mean(rule, rules)
        raise click.UsageError(f"There is no rule '{rule}'. {hint or _LIST}")
    if format == "json":
        write(_json(rules[rule]))
    elif format == "markdown":
        write(_markdown([rules[rule]]))
    else:
        page = Page(min(width_of(sys.stdout), _TEXT_WIDTH), Paint(wants_color(color, sys.stdout)))
        write(page.of(rules[rule]))
    return 0


class Page:
    """Lays a rule out for a terminal."""

    def __init__(self, width: int, paint: Paint) -> None:
        self.width = width
        self.paint = paint

    def of(self, rule: Rule) -> str:
        """Return the page of ``rule``."""
        paint = self.paint
        lines = [f"{paint.bold(rule.id)} ({rule.category}): {paint.severity(rule.severity, rule.severity.label)}"]
        lines += self.text(rule.title)
        lines += self.text(where(rule))
        if rule.rationale:
            ground = f" Ground: {GROUNDS.get(rule.ground, rule.ground)}." if rule.ground else ""
            lines += self.section("Why", self.text(rule.rationale + ground))
        measured = _measured(rule)
        if measured:
            lines += self.section("Measured", self.text(_figures(measured)))
        bad = [example for example in rule.examples if example.bad]
        if bad:
            lines += self.section("Examples", self.examples(bad))
        fine = [example.ok for example in rule.examples if example.ok]
        if fine:
            lines += self.section("Left alone", self.items(fine))
        left_alone = list(exceptions(rule))
        if left_alone:
            lines += self.section("Exceptions", self.items(left_alone))
        rewrites = {f"{rewrite.text} ({rewrite.safety})": None for block in rule.matches for rewrite in block.rewrites}
        if rewrites:
            lines += self.section("Rewrites", self.items(rewrites))
        if rule.sources:
            sources = [": ".join(filter(None, (source.title, source.says, source.url))) for source in rule.sources]
            lines += self.section("Sources", self.items(sources))
        return "".join(f"{line}\n" for line in lines)

    def section(self, title: str, lines: Iterable[str]) -> list[str]:
        return ["", self.paint.bold(title), *lines]

    def text(self, text: str, lead: str = "  ", rest: str = "  ") -> list[str]:
        lines: list[str] = []
        for paragraph in text.split("\n\n"):
            paragraph = one_line(paragraph)
            ranges = wrap(paragraph, self.width - len(rest), self.width - len(lead))
            lines += ([""] if lines else []) + [
                (rest if row else lead) + paragraph[start:end] for row, (start, end) in enumerate(ranges)
            ]
        return lines

    def items(self, texts: Iterable[str]) -> list[str]:
        return [line for text in texts for line in self.text(text, "  - ", "    ")]

    def examples(self, examples: Iterable[Example]) -> list[str]:
        lines: list[str] = []
        for example in examples:
            if lines:
                lines.append("")
            for message in example.thread:
                lines += self.text(message, "  customer: ", "            ")
            bad = self.text(example.bad, "  instead of: " if example.good else "  flagged: ", "    ")
            lines += self.marked(bad)
            if example.good:
                lines += self.text(example.good, "  better: ", "    ")
        return lines

    def marked(self, lines: list[str]) -> list[str]:
        """Colour the flagged phrase, which stands in ``[[…]]`` and may run over several lines; else leave the marks."""
        if self.paint.bold("x") == "x":
            return lines
        inside = False
        shown = []
        for line in lines:
            out = " " * (len(line) - len(line.lstrip()))
            rest = line.lstrip()
            while rest:
                piece, mark, rest = rest.partition("]]" if inside else "[[")
                out += self.paint.code("1;4", piece) if inside else piece
                inside = inside != bool(mark)
            shown.append(out)
        return shown


def _markdown(rules: Iterable[Rule]) -> str:
    from servicelint.cli.rule_markdown import reference
    from servicelint.corpus.scores import installed

    return reference(rules, installed())


def _json(rule: Rule) -> str:
    from servicelint.reporters._records import dump

    return dump({"version": 1, **rule_page(rule), "measured": _measured(rule) or None, "path": str(rule.path)}) + "\n"


def _measured(rule: Rule) -> dict[str, float]:
    """Return what the rule reaches on the project's labelled messages; empty for rules of other packs."""
    from servicelint.corpus.scores import installed

    return installed().get(rule.id, {})


def _figures(measured: dict[str, float]) -> str:
    found, wanted = measured.get("findings", 0), measured.get("labels", 0)
    parts = []
    if "precision" in measured:
        parts.append(f"{measured['precision']:.0%} of {found:g} findings were right (precision)")
    if "recall" in measured:
        parts.append(f"{measured['recall']:.0%} of {wanted:g} labelled places were found (recall)")
    return f"On the project's own labelled messages: {', '.join(parts)}." if parts else "Not measured yet."
