"""The rule reference as Markdown: the text that ``explain`` shows, for every rule, from the rule files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from servicelint.rule import Example, Rule
from servicelint.rule_records import GROUNDS, exceptions, where

_HEAD = """\
# The rules

Written from the rule files by `servicelint explain all --format markdown`; change those, then `make reference`.

| rule | severity | what it finds | precision | recall |
| --- | --- | --- | --- | --- |
"""


def reference(rules: Iterable[Rule], scores: Mapping[str, Mapping[str, float]]) -> str:
    """Return one Markdown page for ``rules``; ``scores`` are their measured figures, where there are any."""
    ordered = sorted(rules, key=lambda rule: (rule.category, rule.id))
    rows, pages = [], []
    category = ""
    for rule in ordered:
        figures = scores.get(rule.id, {})
        measured = " | ".join(_percent(figures.get(name)) for name in ("precision", "recall"))
        anchor = rule.id.replace("/", "")
        rows.append(f"| [{rule.id}](#{anchor}) | {rule.severity.label} | {_text(rule.title)} | {measured} |\n")
        if rule.category != category:
            category = rule.category
            pages.append(f"## {category.capitalize()}\n")
        pages.append("\n".join(_page(rule)))
    return _HEAD + "".join(rows) + "\n" + "\n".join(pages)


def _page(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield f"{_text(rule.title)} ({rule.severity.label}). {where(rule)}\n"
    if rule.rationale:
        ground = f" *Ground: {GROUNDS.get(rule.ground, rule.ground)}.*" if rule.ground else ""
        yield f"{_text(rule.rationale)}{ground}\n"
    yield from (line for example in rule.examples if example.bad for line in _example(example))
    yield ""
    fine = [example.ok for example in rule.examples if example.ok]
    if fine:
        yield "Left alone:\n"
        yield from (f"- {_text(text)}" for text in fine)
        yield ""
    left_alone = list(exceptions(rule))
    if left_alone:
        yield "Exceptions:\n"
        yield from (f"- {_text(text)}" for text in left_alone)
        yield ""
    if rule.sources:
        sources = [": ".join(filter(None, (source.title, source.says, source.url))) for source in rule.sources]
        yield "Sources: " + "; ".join(map(_text, sources)) + "\n"


def _example(example: Example) -> Iterator[str]:
    bad = _text(example.bad.replace("[[", "\ue000").replace("]]", "\ue001"))
    customer = "".join(f"“{_text(message)}” – " for message in example.thread)
    line = f"- {customer}{bad}".replace("\ue000", "**").replace("\ue001", "**")
    yield f"{line} → {_text(example.good)}" if example.good else line


def _text(text: str) -> str:
    """Return text on one line in which nothing is taken for Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|" else char for char in " ".join(text.split()))


def _percent(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.0%}"
