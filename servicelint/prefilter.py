"""Which units can match in which sentence: one look at the sentence's words, before anything expensive.

A unit is a candidate when every clause of its literals has a word in the sentence. Units without literals are
candidates everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from typing import NamedTuple

from servicelint.lowercase import lower
from servicelint.phrases import FEATURE, FEATURES, INSIDE, Clause, Literals, clause_cost
from servicelint.sentences import split_sentences

#: More clauses than this cost more to check than they save.
_MOST_CLAUSES = 6
_NONE: frozenset[int] = frozenset()
_WORD = re.compile(r"[^\W\d_]+")


class Scan(NamedTuple):
    """What a look at a sentence's words shows: those that some literal names (None: nobody looked), the candidates."""

    words: Set[str] | None = frozenset()
    units: frozenset[int] = _NONE

    def may_match(self, literals: Literals) -> bool:
        """Tell whether a pattern with these literals could match in the sentence."""
        words = self.words
        if words is not None:
            for clause in literals:
                if clause.isdisjoint(words):
                    return False
        return True


class Prefilter:
    """An index over the literals of all units; unit numbers are positions in ``literals``.

    Candidates are sought among the units ``indexed`` (None: all); of the others, which are asked for much less often,
    ``Scan.may_match`` tells. ``starters`` are the units that can make a finding by themselves; they are indexed too.
    """

    def __init__(
        self,
        literals: Sequence[Literals],
        starters: frozenset[int] = frozenset(),
        indexed: frozenset[int] | None = None,
    ) -> None:
        self.starters = starters
        self.always = frozenset(i for i, entry in enumerate(literals) if not entry)
        known = frozenset(word for entry in literals for clause in entry for word in clause)
        clauses: dict[Clause, int] = {}
        holding: dict[str, set[int]] = {}
        triggers: dict[str, dict[frozenset[int], list[int]]] = {}
        for unit, entry in enumerate(literals):
            if not entry or not (indexed is None or unit in indexed or unit in starters):
                continue
            chosen = sorted(set(entry), key=clause_cost)[:_MOST_CLAUSES]
            ids = [clauses.setdefault(clause, len(clauses)) for clause in chosen]
            for clause, number in zip(chosen[1:], ids[1:], strict=True):
                for word in clause:
                    holding.setdefault(word, set()).add(number)
            for word in chosen[0]:
                triggers.setdefault(word, {}).setdefault(frozenset(ids[1:]), []).append(unit)
        # By word: the clauses that it meets, and the units that are looked at where it stands.
        self._clauses = {word: frozenset(numbers) for word, numbers in holding.items()}
        self._triggers = {
            word: tuple((needed, frozenset(units)) for needed, units in entries.items())
            for word, entries in triggers.items()
        }
        self._words = frozenset(word for word in known if word.isalpha())
        others = [word for word in known if not word.isalpha()]
        self._features = {word.removeprefix(FEATURE): word for word in others if word.startswith(FEATURE)}
        # With digits or inside longer words; found anywhere, which may only make a candidate too many.
        self._parts = [(word.removeprefix(INSIDE), word) for word in others if not word.startswith(FEATURE)]

    def scan(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Scan]:
        """Return for each sentence range of ``text`` its words and candidates (``always`` go without saying)."""
        return [Scan(words, self._units(words)) if words else Scan() for words in self._words_in(text, sentences)]

    def any_trigger(self, text: str) -> bool:
        """Tell whether any starter could match in a sentence of ``text``."""
        if not self.starters.isdisjoint(self.always):
            return True
        found = self._words_in(text, [(0, len(text))])[0]
        if self.starters.isdisjoint(self._units(found)):
            return False
        return any(not self.starters.isdisjoint(scan.units) for scan in self.scan(text, split_sentences(text)))

    def _units(self, words: Set[str]) -> frozenset[int]:
        clauses, triggers = self._clauses, self._triggers
        met = _NONE.union(*[clauses[word] for word in words if word in clauses])
        return _NONE.union(
            *[units for word in words if word in triggers for needed, units in triggers[word] if needed <= met]
        )

    def _words_in(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[set[str]]:
        lowered = lower(text)
        found = []
        for start, end in sentences:
            sentence = lowered[start:end]
            words = self._words.intersection(_WORD.findall(sentence))
            found.append({*words, *[word for part, word in self._parts if part in sentence]})
        for name, word in self._features.items():
            for match in FEATURES[name].finditer(text):
                at = bisect_right(sentences, (match.start(), len(text))) - 1
                if at >= 0:
                    found[at].add(word)
        return found
