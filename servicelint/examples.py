"""Prove a rule by its own examples: what ``servicelint test`` and the pytest plugin assert, as plain functions.

Each ``check_*`` raises ``RuleFailure`` with what was expected, what came and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from servicelint.config import Config
from servicelint.engine import Linter
from servicelint.fixing import apply_edits
from servicelint.matching import Match
from servicelint.model import Document, Finding, Safety, Span
from servicelint.readers import ReadOptions, read
from servicelint.rule import Condition, Example, Pattern, Rule, patterns_of
from servicelint.soundness import BLANKS_RULE

MINIMUM_EXAMPLES = 12


class RuleFailure(AssertionError):
    """A rule that does not do what its own file says."""


class Prover:
    """Lints examples with every loaded rule, and with the prefilter on and off."""

    def __init__(self, config: Config | None = None) -> None:
        config = config or Config()
        self.linter = Linter(config)
        self.unfiltered = Linter(replace(config, prefilter=False))

    def document(self, text: str, rule: Rule, example: Example | None = None) -> Document:
        """Return ``text`` as a draft in the channel, kind, register and thread that the example names."""
        example = example or Example()
        options = ReadOptions(channel=example.channel or rule.channels[0], kind=example.kind, context=example.thread)
        document = read(text.encode("utf-8"), "example.txt", options)[0]
        registers = example.registers if example.registers is not None else rule.registers or None
        return replace(document, registers=registers)

    def findings(self, text: str, rule: Rule, example: Example | None = None) -> list[Finding]:
        """Return every rule's findings in an example; raise ``RuleFailure`` when the prefilter changes them."""
        document = self.document(text, rule, example)
        found = self.linter.lint(document)
        whole = self.unfiltered.lint(document)
        if found != whole:
            extra = [finding.rule for finding in whole if finding not in found]
            raise RuleFailure(f"the prefilter hides findings of {extra} in {text!r}")
        return found

    def check_bad(self, rule: Rule, example: Example) -> None:
        """A bad example gives one finding of this rule at the marked span, and its first rewrite gives ``good``."""
        text, span = unmark(example.bad)
        own = [finding for finding in self.findings(text, rule, example) if finding.rule == rule.id]
        if len(own) != 1:
            shown = [text[finding.span.start : finding.span.end] for finding in own]
            raise RuleFailure(f"expected one finding of {rule.id}, found {shown} in {text!r}")
        if own[0].span != span:
            raise RuleFailure(f"marked {text[slice(*span)]!r}, found {text[slice(*own[0].span)]!r} in {text!r}")
        if not example.good:
            return
        rewrites = [rewrite for rewrite in own[0].rewrites if rewrite.edits]
        if not rewrites:
            raise RuleFailure(f"no rewrite can be applied in {text!r}, but 'good' is given")
        made = apply_edits(text, rewrites[0].edits)
        if made != example.good:
            raise RuleFailure(f"the first rewrite gives {made!r}, 'good' says {example.good!r}")
        blank = rewrites[0].safety is Safety.FILL
        left = [f for f in self.findings(made, rule, example) if not (blank and f.rule == BLANKS_RULE)]
        if left:
            shown = [f"{finding.rule} «{made[finding.span.start : finding.span.end]}»" for finding in left]
            raise RuleFailure(f"'good' still has findings: {', '.join(shown)} in {made!r}")

    def check_ok(self, rule: Rule, example: Example) -> None:
        """An ``ok`` example is silent for this rule."""
        own = [finding for finding in self.findings(example.ok, rule, example) if finding.rule == rule.id]
        if own:
            shown = [example.ok[finding.span.start : finding.span.end] for finding in own]
            raise RuleFailure(f"should be silent, found {shown} in {example.ok!r}")

    def check_blocks(self, rule: Rule) -> None:
        """Every match block is hit by an example."""
        hit: set[int] = set()
        for example in rule.examples:
            if example.bad:
                text, _ = unmark(example.bad)
                hit |= {match.block.number for match in self._raw(rule, text, example)}
        if rule.expect == "missing":
            return
        missed = [number + 1 for number in range(len(rule.matches)) if number not in hit]
        if missed:
            raise RuleFailure(f"no bad example is matched by [[match]] number {', '.join(map(str, missed))}")

    def check_unless(self, rule: Rule) -> None:
        """Every exception is load-bearing: without it some ``ok`` text would be flagged."""
        texts = [(example.ok, example) for example in rule.examples if example.ok]
        for where, condition in conditions_of(rule):
            own = [(condition.ok, Example())] if condition.ok else []
            if not any(self._bears(rule, condition, text, example) for text, example in own + texts):
                raise RuleFailure(
                    f"{where} cancels nothing: no ok text (its own or in [[examples]]) would be flagged without it"
                )
            if condition.ok:
                self.check_ok(rule, Example(ok=condition.ok))

    def check_literals(self, rule: Rule) -> None:
        """Every word in a token pattern is one token for the tokenizer; another can never match."""
        analyzer = self.linter.pipeline.analyzer
        for pattern in patterns_of(rule):
            for key, word in token_words(pattern):
                tokens = [token.text for doc in analyzer.tokens([word]) for token in doc]
                if len(tokens) > 1 and word != "n't":
                    raise RuleFailure(
                        f"{key} = {word!r} is {len(tokens)} tokens ({' + '.join(tokens)}): it can never match"
                    )

    def check_complete(self, rule: Rule) -> None:
        """The file has its rationale, ground, sources, rewrites and enough examples, half of them near misses."""
        missing = [key for key in ("rationale", "ground", "sources") if not getattr(rule, key)]
        if missing:
            raise RuleFailure(f"missing: {', '.join(missing)}")
        bad = sum(1 for example in rule.examples if example.bad)
        ok = len(rule.examples) - bad + sum(1 for _, condition in conditions_of(rule) if condition.ok)
        if bad + ok < MINIMUM_EXAMPLES or ok < (bad + ok) // 2 - 1:
            raise RuleFailure(
                f"{bad} bad and {ok} ok examples: at least {MINIMUM_EXAMPLES} are needed, about half near misses"
            )
        if not any(block.rewrites for block in rule.matches):
            raise RuleFailure("no rewrite is offered")

    def _raw(self, rule: Rule, text: str, example: Example, ignoring: Condition | None = None) -> list[Match]:
        return self.linter.pipeline.raw_matches(self.document(text, rule, example), rule.id, ignoring)

    def _bears(self, rule: Rule, condition: Condition, text: str, example: Example) -> bool:
        return bool(self._raw(rule, text, example, condition)) and not self._raw(rule, text, example)


def conditions_of(rule: Rule) -> Iterator[tuple[str, Condition]]:
    """Yield each exception with a name for messages."""
    for i, condition in enumerate(rule.unless, 1):
        yield f"[[unless]] number {i}", condition
    for number, block in enumerate(rule.matches, 1):
        for i, condition in enumerate(block.unless, 1):
            yield f"[[match.unless]] number {i} of match {number}", condition


def token_words(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Yield ``(attribute, word)`` for each literal word of a token or dependency pattern."""
    attributes: list[Any] = [*pattern.tokens, *(node["RIGHT_ATTRS"] for node in pattern.deps)]
    for token in attributes:
        for key in ("LOWER", "ORTH", "TEXT", "WORD"):
            value = token.get(key)
            if isinstance(value, str):
                yield key, value
            elif isinstance(value, list):
                yield from ((key, word) for word in value)
            elif isinstance(value, dict):
                yield from ((key, word) for name in ("IN", "NOT_IN") for word in value.get(name, ()))


def unmark(marked: str) -> tuple[str, Span]:
    """Take the ``[[`` and ``]]`` off a bad example; return the text and the span that they marked."""
    start = marked.index("[[")
    end = marked.rindex("]]") - 2
    return marked[:start] + marked[start + 2 : end + 2] + marked[end + 4 :], Span(start, end)
