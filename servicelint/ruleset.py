"""All active rules, compiled for matching: their units, the prefilter over them, and which unit belongs to which block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from servicelint.literals import pattern_literals
from servicelint.prefilter import Prefilter
from servicelint.rule import Condition, MatchBlock, Pack, Pattern, Rule, RuleError
from servicelint.units import Unit, make_units
from servicelint.words import forms


@dataclass(slots=True, eq=False)
class CompiledCondition:
    """A condition with its units."""

    condition: Condition
    units: tuple[Unit, ...]


@dataclass(slots=True, eq=False)
class CompiledBlock:
    """A match block with its units (none for a Python check) and all conditions that bear on it."""

    rule: Rule
    number: int
    block: MatchBlock
    units: tuple[Unit, ...]
    unless: tuple[CompiledCondition, ...]
    requires: tuple[CompiledCondition, ...]


@dataclass(slots=True, eq=False)
class RuleSet:
    """The compiled rules of several packs. ``owner`` leads from a prefiltered unit's number to its block."""

    rules: dict[str, Rule] = field(default_factory=dict)
    blocks: list[CompiledBlock] = field(default_factory=list)
    owner: dict[int, CompiledBlock] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    prefilter: Prefilter = field(default_factory=lambda: Prefilter([]))
    errors: list[RuleError] = field(default_factory=list)

    @classmethod
    def of(cls, packs: Iterable[Pack]) -> RuleSet:
        """Compile the rules of ``packs``; an id that is already taken is left to the caller to report."""
        made = cls()
        for pack in packs:
            for rule in pack.rules:
                if rule.id not in made.rules:
                    try:
                        made._add(rule, pack)
                    except RuleError as error:
                        made.errors.append(error)
        made.prefilter = Prefilter([unit.literals for unit in made.units], frozenset(made._starters()))
        return made

    def _starters(self) -> Iterator[int]:
        yield from self.owner
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

    def _add(self, rule: Rule, pack: Pack) -> None:
        for number, block in enumerate(rule.matches):
            if not block.unanchored and not all(pattern_literals(block.pattern, pack.lexicon, forms)):
                raise _unanchored(rule, number)
        self.rules[rule.id] = rule
        unless = self._conditions(rule.unless, rule, pack)
        requires = self._conditions(rule.requires, rule, pack)
        for number, block in enumerate(rule.matches):
            units = self._units(block.pattern, rule, pack)
            compiled = CompiledBlock(
                rule,
                number,
                block,
                units,
                unless + self._conditions(block.unless, rule, pack),
                requires + self._conditions(block.requires, rule, pack),
            )
            self.blocks.append(compiled)
            for unit in units:
                self.owner[unit.number] = compiled


def _unanchored(rule: Rule, number: int) -> RuleError:
    from servicelint.toml_lines import find_line

    text = (
        "a pattern names no word that the text must contain, so it would run on every sentence: add one, give a Python "
        "check its anchors, or say unanchored = true"
    )
    return RuleError(text, rule.path, find_line(rule.path.read_text("utf-8"), ("match", number)))
