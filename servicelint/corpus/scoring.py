"""Precision, recall and F1 of findings against labels.

A finding is right when a label of its rule overlaps it. A label that is not clear (``sure`` 1) counts half in recall,
and a finding on it is no error. Findings of rules that no label names are not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Any, NamedTuple

from servicelint.corpus.gold import CLEAR, Gold, Label, covers


class Verdict(NamedTuple):
    """A finding, and whether a label bears it out."""

    gold: Gold
    finding: Mapping[str, Any]
    right: bool


class Answer(NamedTuple):
    """A label, and whether a finding was made on it."""

    gold: Gold
    label: Label
    found: bool


@dataclass(slots=True)
class Tally:
    """Counts behind a score: findings right and wrong, label weights wanted and found, clear labels likewise."""

    right: int = 0
    wrong: int = 0
    need: float = 0.0
    got: float = 0.0
    clear: int = 0
    clear_got: int = 0

    def judge(self, verdict: Verdict) -> None:
        """Count a finding in."""
        if verdict.right:
            self.right += 1
        else:
            self.wrong += 1

    def answer(self, answer: Answer) -> None:
        """Count a label in."""
        clear = answer.label.sure == CLEAR
        weight = 1.0 if clear else 0.5
        self.need += weight
        self.got += weight * answer.found
        self.clear += clear
        self.clear_got += clear and answer.found

    @property
    def precision(self) -> float | None:
        """Right findings among all; None without findings."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Found labels among all, by weight; None without labels."""
        return self.got / self.need if self.need else None

    @property
    def clear_recall(self) -> float | None:
        """Found labels among the clear ones."""
        return self.clear_got / self.clear if self.clear else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is neither finding nor label."""
        if self.precision is None and self.recall is None:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def record(self) -> dict[str, Any]:
        """Return the scores with their 95 % intervals as plain values."""
        return {
            "labels": self.need,
            "clear_labels": self.clear,
            "findings": self.right + self.wrong,
            "right": self.right,
            "wrong": self.wrong,
            "precision": self.precision,
            "precision_interval": wilson(self.right, self.right + self.wrong),
            "recall": self.recall,
            "recall_interval": wilson(self.got, self.need),
            "clear_recall": self.clear_recall,
            "clear_recall_interval": wilson(self.clear_got, self.clear),
            "f1": self.f1,
            "f1_interval": self._f1_interval(),
        }

    def _f1_interval(self) -> list[float] | None:
        """F1 grows with the share J of what is right among all that was found or wanted (F1 = 2J / (1 + J))."""
        if not self.precision or not self.recall:
            return None
        share = 1 / (1 / self.precision + 1 / self.recall - 1)
        number = self.right + self.wrong + self.need - self.got
        interval = wilson(share * number, number)
        return [2 * end / (1 + end) for end in interval] if interval else None


def wilson(hits: float, number: float, z: float = 1.959964) -> list[float] | None:
    """Return the Wilson score interval of a share (Wilson 1927, JASA 22), by default at 95 %; None for none of none."""
    if not number:
        return None
    share = hits / number
    scale = 1 + z * z / number
    middle = share + z * z / (2 * number)
    spread = z * sqrt(max(share * (1 - share), 0.0) / number + z * z / (4 * number * number))
    return [max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)]


@dataclass(slots=True)
class Result:
    """An evaluation: every judged finding, every label, and what was left unjudged."""

    verdicts: list[Verdict] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    records: int = 0
    unjudged: dict[str, int] = field(default_factory=dict)

    def tally(self) -> Tally:
        """Return the counts over all."""
        return self.by(lambda _gold, _rule: "").get("", Tally())

    def by(self, key: Callable[[Gold, str], str]) -> dict[str, Tally]:
        """Return the counts for each value of ``key`` (of a message and a rule), in order of the values."""
        tallies: dict[str, Tally] = {}
        for verdict in self.verdicts:
            tallies.setdefault(key(verdict.gold, verdict.finding["rule"]), Tally()).judge(verdict)
        for answer in self.answers:
            tallies.setdefault(key(answer.gold, answer.label.rule), Tally()).answer(answer)
        return dict(sorted(tallies.items()))


def evaluate(
    golds: Iterable[Gold],
    found: Mapping[str | int, Iterable[Mapping[str, Any]]],
    idle: Collection[str] = frozenset(),
) -> Result:
    """Judge the findings (by record id) of the labelled messages; ``idle`` are rules that did not run.

    Their labels and findings are left out: nobody looked for them.
    """
    golds = [replace(gold, labels=tuple(each for each in gold.labels if each.rule not in idle)) for gold in golds]
    judged = {label.rule for gold in golds for label in gold.labels}
    result = Result(records=len(golds))
    for gold in golds:
        findings = [finding for finding in found.get(gold.id, ()) if finding["rule"] not in idle]
        for finding in findings:
            rule = finding["rule"]
            if rule not in judged:
                result.unjudged[rule] = result.unjudged.get(rule, 0) + 1
                continue
            hit = any(covers(label, rule, finding["start"], finding["end"]) for label in gold.labels)
            result.verdicts.append(Verdict(gold, finding, hit))
        for label in gold.labels:
            hit = any(covers(label, f["rule"], f["start"], f["end"]) for f in findings)
            result.answers.append(Answer(gold, label, hit))
    return result
