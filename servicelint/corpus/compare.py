"""Two sets of messages compared: rates with intervals, and whether their difference can be chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, sqrt


@dataclass(frozen=True, slots=True)
class Change:
    """How often a rule is broken before and after: messages with a finding among all messages.

    ``chance`` is the probability of a difference at least this large by chance, corrected for the number of rules
    compared (Holm 1979); ``certain`` says that it is below 0.05.
    """

    rule: str
    before: int
    before_of: int
    after: int
    after_of: int
    chance: float

    @property
    def certain(self) -> bool:
        """Tell whether the difference is significant at 5 %."""
        return self.chance < 0.05

    @property
    def rates(self) -> tuple[float, float]:
        """Messages with a finding per 1,000, before and after."""
        return per_thousand(self.before, self.before_of), per_thousand(self.after, self.after_of)


def per_thousand(hits: float, number: float) -> float:
    """Return ``hits`` per 1,000; 0 for none of none."""
    return 1000 * hits / number if number else 0.0


def two_proportions(hits: int, number: int, other_hits: int, other: int) -> float:
    """Return the two-sided p-value of the pooled z-test for two proportions; 1 where it says nothing."""
    if not number or not other:
        return 1.0
    pooled = (hits + other_hits) / (number + other)
    error = sqrt(pooled * (1 - pooled) * (1 / number + 1 / other))
    return erfc(abs(hits / number - other_hits / other) / error / sqrt(2)) if error else 1.0


def holm(chances: Sequence[float]) -> list[float]:
    """Return p-values corrected for their number (Holm 1979, Scandinavian Journal of Statistics 6), in their order."""
    corrected = [1.0] * len(chances)
    worst = 0.0
    for rank, i in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        worst = max(worst, min(1.0, chances[i] * (len(chances) - rank)))
        corrected[i] = worst
    return corrected


def compare(before: Mapping[str, int], before_of: int, after: Mapping[str, int], after_of: int) -> list[Change]:
    """Return a change for each rule, the surest first, from numbers of messages with a finding."""
    rules = sorted(set(before) | set(after))
    chances = holm([two_proportions(before.get(r, 0), before_of, after.get(r, 0), after_of) for r in rules])
    found = [
        Change(rule, before.get(rule, 0), before_of, after.get(rule, 0), after_of, chance)
        for rule, chance in zip(rules, chances, strict=True)
    ]
    return sorted(found, key=lambda change: (change.chance, change.rule))
