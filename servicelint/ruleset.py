"""All rules, compiled for matching: their units, the prefilter over them, which unit belongs to which block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servicelint.prefilter import Prefilter
from servicelint.rule import Condition, MatchBlock, Pack, Pattern, RewriteTemplate, Rule, RuleError
from servicelint.units import Unit, make_units
from servicelint.words import forms

if TYPE_CHECKING:
    from servicelint.regex_cache import RegexCache


@dataclass(slots=True, eq=False)
class CompiledCondition:
    """A condition with its units."""

    condition: Condition
    units: tuple[Unit, ...]


@dataclass(slots=True, eq=False)
class CompiledRewrite:
    """A rewrite with the conditions that it is offered under."""

    template: RewriteTemplate
    unless: tuple[CompiledCondition, ...]
    requires: tuple[CompiledCondition, ...]


@dataclass(slots=True, eq=False)
class CompiledBlock:
    """A match block with its units (none for a Python check) and all conditions that bear on it."""

    rule: Rule
    number: int
    block: MatchBlock
    units: tuple[Unit, ...]
    unless: tuple[CompiledCondition, ...]
    requires: tuple[CompiledCondition, ...]
    rewrites: tuple[CompiledRewrite, ...]


@dataclass(slots=True, eq=False)
class RuleSet:
    """The compiled rules of several packs. ``owner`` leads from a block's own unit, by number, to the block.

    ``unanchored`` are such units that run on every sentence, ``deep`` such that need a Doc, ``expecting`` the blocks of
    rules that miss something.
    """

    rules: dict[str, Rule] = field(default_factory=dict)
    blocks: list[CompiledBlock] = field(default_factory=list)
    owner: dict[int, CompiledBlock] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    prefilter: Prefilter = field(default_factory=lambda: Prefilter([]))
    unanchored: frozenset[int] = frozenset()
    deep: frozenset[int] = frozenset()
    expecting: list[CompiledBlock] = field(default_factory=list)
    regexes: RegexCache | None = None
    errors: list[RuleError] = field(default_factory=list)

    @classmethod
    def of(cls, packs: Iterable[Pack]) -> RuleSet:
        """Compile the rules of ``packs``; an id that is already taken is left to the caller to report."""
        made = cls()
        for pack in packs:
            for rule in pack.rules:
                if rule.id not in made.rules:
                    before = len(made.units)
                    try:
                        blocks = made._blocks(rule, pack)
                    except RuleError as error:
                        made.errors.append(error)
                        del made.units[before:]
                        continue
                    made.rules[rule.id] = rule
                    made.blocks += blocks
                    made.owner.update((unit.number, block) for block in blocks for unit in block.units)
        made.unanchored = frozenset(number for number in made.owner if not made.units[number].literals)
        made.deep = frozenset(number for number in made.owner if made.units[number].level != "text")
        made.expecting = [block for block in made.blocks if block.rule.expect == "missing"]
        literals = [unit.literals for unit in made.units]
        made.prefilter = Prefilter(literals, frozenset(made._starters()), frozenset(made.owner))
        return made

    def _starters(self) -> Iterator[int]:
        """Yield the units that can make a finding in a draft that answers nobody; with a thread anything may."""
        yield from (number for number, block in self.owner.items() if not block.block.needs_thread)
        for block in self.blocks:
            if block.rule.expect == "missing":
                # Nothing of such a rule's own has to be in the draft; what it requires has.
                for condition in block.requires or block.unless:
                    yield from (unit.number for unit in condition.units)

    def _units(self, pattern: Pattern, rule: Rule, pack: Pack) -> tuple[Unit, ...]:
        units = make_units(pattern, len(self.units), rule.path, pack.lexicon, forms)
        self.units.extend(units)
        return tuple(units)

    def _conditions(self, conditions: Iterable[Condition], rule: Rule, pack: Pack) -> tuple[CompiledCondition, ...]:
        return tuple(CompiledCondition(entry, self._units(entry.pattern, rule, pack)) for entry in conditions)

    def _blocks(self, rule: Rule, pack: Pack) -> list[CompiledBlock]:
        unless = self._conditions(rule.unless, rule, pack)
        requires = self._conditions(rule.requires, rule, pack)
        made = []
        for number, block in enumerate(rule.matches):
            units = self._units(block.pattern, rule, pack)
            if not block.unanchored and not all(unit.literals for unit in units):
                raise _unanchored(rule, number)
            made.append(
                CompiledBlock(
                    rule,
                    number,
                    block,
                    units,
                    unless + self._conditions(block.unless, rule, pack),
                    requires + self._conditions(block.requires, rule, pack),
                    tuple(self._rewrite(template, rule, pack) for template in block.rewrites),
                )
            )
        return made

    def _rewrite(self, template: RewriteTemplate, rule: Rule, pack: Pack) -> CompiledRewrite:
        unless, requires = (self._conditions(some, rule, pack) for some in (template.unless, template.requires))
        return CompiledRewrite(template, unless, requires)


def _unanchored(rule: Rule, number: int) -> RuleError:
    from servicelint.toml_lines import find_line

    text = (
        "a pattern names no word that the text must contain, so it would run on every sentence: add one, give a Python "
        "check its anchors, or say unanchored = true"
    )
    return RuleError(text, rule.path, find_line(rule.path.read_text("utf-8"), ("match", number)))
