"""Which units can match in which sentence: one Aho-Corasick pass over the text, before anything expensive.

A unit is a candidate when every clause of its literals has a word in the sentence. Units without literals are
candidates everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from servicelint.phrases import FEATURE, FEATURES, INSIDE, Clause, Literals, clause_cost
from servicelint.sentences import split_sentences

#: More clauses than this cost more to check than they save.
_MOST_CLAUSES = 6


_NONE: frozenset[int] = frozenset()


class Prefilter:
    """An index over the literals of all units; unit numbers are positions in ``literals``.

    ``starters`` are the units that can make a finding by themselves; the others only bear on findings of theirs.
    """

    def __init__(self, literals: Sequence[Literals], starters: frozenset[int] = frozenset()) -> None:
        self.starters = starters
        self.always = frozenset(i for i, entry in enumerate(literals) if not entry)
        self._words: list[str] = []
        numbers: dict[str, int] = {}
        self._triggers: list[list[tuple[int, tuple[frozenset[int], ...]]]] = []
        for unit, entry in enumerate(literals):
            if not entry:
                continue
            chosen = sorted(set(entry), key=clause_cost)[:_MOST_CLAUSES]
            ids = [self._number(clause, numbers) for clause in chosen]
            for word in ids[0]:
                self._triggers[word].append((unit, tuple(ids[1:])))
        self._features = {
            word.removeprefix(FEATURE): i for i, word in enumerate(self._words) if word.startswith(FEATURE)
        }
        self._inside = frozenset(i for i, word in enumerate(self._words) if word.startswith(INSIDE))
        self._automaton: object | None = None

    def _number(self, clause: Clause, numbers: dict[str, int]) -> frozenset[int]:
        for word in clause:
            if word not in numbers:
                numbers[word] = len(self._words)
                self._words.append(word)
                self._triggers.append([])
        return frozenset(numbers[word] for word in clause)

    def scan(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[frozenset[int]]:
        """Return for each sentence range of ``text`` the units whose words are there (``always`` go without)."""
        found = self._words_in(text, sentences)
        return [self._units(words) if words else _NONE for words in found]

    def any_trigger(self, text: str) -> bool:
        """Tell whether any starter could match in a sentence of ``text``."""
        if not self.starters.isdisjoint(self.always):
            return True
        found = self._words_in(text, [(0, len(text))])[0]
        if self.starters.isdisjoint(self._units(found)):
            return False
        return any(not self.starters.isdisjoint(units) for units in self.scan(text, split_sentences(text)))

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_automaton": None}

    def _units(self, words: set[int]) -> frozenset[int]:
        units: set[int] = set()
        for word in words:
            for unit, others in self._triggers[word]:
                if unit not in units and all(not clause.isdisjoint(words) for clause in others):
                    units.add(unit)
        return frozenset(units)

    def _words_in(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[set[int]]:
        import ahocorasick_rs

        found: list[set[int]] = [set() for _ in sentences]
        for name, number in self._features.items():
            for match in FEATURES[name].finditer(text):
                at = bisect_right(sentences, (match.start(), len(text))) - 1
                if at >= 0:
                    found[at].add(number)
        if not self._words:
            return found
        if self._automaton is None:
            self._automaton = ahocorasick_rs.AhoCorasick(
                [word.removeprefix(INSIDE) for word in self._words], matchkind=ahocorasick_rs.MatchKind.Standard
            )
        lowered = lower(text)
        starts = [start for start, _ in sentences]
        size = len(lowered)
        automaton: ahocorasick_rs.AhoCorasick = self._automaton  # type: ignore[assignment]
        for word, start, end in automaton.find_matches_as_indexes(lowered, overlapping=True):
            if word not in self._inside and (
                (start and lowered[start - 1].isalpha()) or (end < size and lowered[end].isalpha())
            ):
                continue
            at = bisect_right(starts, start) - 1
            if at >= 0 and end <= sentences[at][1]:
                found[at].add(word)
        return found


def lower(text: str) -> str:
    """Lower-case ``text`` without changing its length (some capitals have a longer lower form)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
