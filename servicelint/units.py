"""Compiled patterns. A unit is the smallest thing that matches on its own: one phrase, one token or dependency pattern.

Units are numbered per rule set; they compile on first use, because most messages meet only a few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from servicelint.literals import expand_words, pattern_literals
from servicelint.lowercase import lower, lowered
from servicelint.phrases import Forms, Lexicon, Literals, first_words, parse_phrase, phrase_regex
from servicelint.rule import Pattern, RuleError
from servicelint.token_schema import LEXICAL

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.matcher import DependencyMatcher, Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from servicelint.regex_cache import RegexCache

#: The flag of an expression that could not be lowered.
_ANY_CASE = int(re.IGNORECASE)
#: The places of each word in a sentence.
Starts = Mapping[str, Sequence[int]]

_LEADING = " ,-–—\"'(*"


@dataclass(frozen=True, slots=True)
class Slot:
    """Captured words ``[start, end)`` of the sentence; ``phrase`` is the head's whole subtree where it was parsed."""

    start: int
    end: int
    phrase: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit's match in a sentence, in code points of the sentence, with its named captures."""

    start: int
    end: int
    slots: Mapping[str, Slot]


@dataclass(slots=True, eq=False)
class Unit:
    """One compiled-on-demand pattern. ``level`` says what it needs: ``text``, ``tokens`` or ``parse``."""

    number: int
    pattern: Pattern
    phrase: str
    literals: Literals
    level: str
    path: Path
    lexicon: Lexicon
    forms: Forms
    first: frozenset[str] | None = None
    _compiled: Any = field(default=None, repr=False)

    def find_text(self, text: str, cache: RegexCache | None = None) -> tuple[Hit, ...]:
        """Return the matches of a phrase in the sentence ``text``.

        ``cache`` keeps compiled expressions between processes.
        """
        places = None
        if self.first is not None:
            places = self._places(word_starts(text), self.first)
            if not places:
                return ()
        if self._compiled is None:
            self._compiled = cache.get(self.number, self._source, 0) if cache else re.compile(self._source())
        found = []
        for match in self._matches(text if self._compiled.flags & _ANY_CASE else lower(text), places):
            start, end = trim(text, match.start(), match.end())
            if start < end:
                found.append(Hit(start, end, _groups(text, match)))
        return tuple(found)

    def _source(self) -> str:
        """Return the expression, for text in lower case where that can be said."""
        source = phrase_regex(parse_phrase(self.phrase), self.lexicon, self.forms)
        return lowered(source) or f"(?i){source}"

    @staticmethod
    def _places(starts: Starts, first: frozenset[str]) -> list[int]:
        """Return the places of the words that can begin a match, in order."""
        if first.isdisjoint(starts):
            return []
        return sorted(place for word, places in starts.items() if word in first for place in places)

    def _matches(self, text: str, places: Sequence[int] | None) -> Iterator[re.Match[str]]:
        regex: re.Pattern[str] = self._compiled
        if places is None:
            yield from regex.finditer(text)
            return
        end = 0
        for start in places:
            if start >= end:
                # The pattern takes in the blank or hyphen before its first word.
                match = regex.match(text, start - 1 if start and text[start - 1] in " -" else start)
                if match:
                    yield match
                    end = max(match.end(), start + 1)

    def find_doc(self, doc: Doc) -> tuple[Hit, ...]:
        """Return the matches of a token or dependency pattern in the sentence's Doc."""
        if self._compiled is None:
            compile_ = _compile_tokens if self.pattern.tokens else _compile_deps
            self._compiled = compile_(self, doc.vocab)
        return _token_hits(self, doc) if self.pattern.tokens else _deps_hits(self, doc)


_WORD_START = re.compile(r"(?<![\w'])\w+")


@lru_cache(maxsize=256)
def word_starts(text: str) -> Starts:
    """Return every word (lower-case letters) with which a phrase can begin, and the places where it stands."""
    found: dict[str, list[int]] = {}
    for match in _WORD_START.finditer(text):
        found.setdefault(match[0].lower(), []).append(match.start())
    return found


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take separators off the ends of a regular expression's match."""
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in " ,;:":
        end -= 1
    return start, end


def _groups(text: str, match: re.Match[str]) -> dict[str, Slot]:
    slots: dict[str, Slot] = {}
    for name in match.re.groupindex:
        start, end = match.span(name)
        if start < 0:
            continue
        start, end = trim(text, start, end)
        if start < end:
            slots.setdefault(name.partition("__")[0], Slot(start, end, (start, end)))
    return slots


def level_of(pattern: Pattern) -> str:
    """Return what a pattern needs: ``text`` (nothing), ``tokens`` (a tokenizer) or ``parse`` (a model)."""
    if pattern.kind in ("phrases", "python"):
        return "text"
    if pattern.kind == "deps":
        return "parse"
    keys = {key for token in pattern.tokens for key in token} - {"OP", "as"}
    return "tokens" if keys <= LEXICAL else "parse"


def make_units(pattern: Pattern, first: int, path: Path, lexicon: Lexicon, forms: Forms) -> list[Unit]:
    """Return the units of a pattern, numbered from ``first``."""
    literals = pattern_literals(pattern, lexicon, forms)
    phrases: Sequence[str] = pattern.phrases or ("",)
    level = level_of(pattern)
    return [
        Unit(first + i, pattern, phrase, entry, level, path, lexicon, forms, _first_words(phrase, lexicon, forms))
        for i, (phrase, entry) in enumerate(zip(phrases, literals, strict=True))
    ]


def _first_words(phrase: str, lexicon: Lexicon, forms: Forms) -> frozenset[str] | None:
    return first_words(parse_phrase(phrase), lexicon, forms) if phrase else None


def _expand(attributes: Mapping[str, Any], unit: Unit, vocab: Vocab) -> dict[str, Any]:
    """Turn our ``WORD`` into ``LOWER IN`` and leave out ``as``."""
    made: dict[str, Any] = {}
    for key, value in attributes.items():
        if key == "as":
            continue
        if key == "WORD":
            words = expand_words(value, unit.forms)
            made["LOWER"] = {"NOT_IN" if isinstance(value, Mapping) and "NOT_IN" in value else "IN": words}
        else:
            made[key] = value
    return made


def _compile_tokens(unit: Unit, vocab: Vocab) -> Matcher:
    from spacy.matcher import Matcher

    matcher = Matcher(vocab)
    try:
        matcher.add("unit", [[_expand(token, unit, vocab) for token in unit.pattern.tokens]], greedy="LONGEST")
    except Exception as error:  # spaCy raises several kinds for a pattern it cannot read
        raise RuleError(f"spaCy refuses a token pattern: {error}", unit.path) from error
    return matcher


def _compile_deps(unit: Unit, vocab: Vocab) -> DependencyMatcher:
    from spacy.matcher import DependencyMatcher

    matcher = DependencyMatcher(vocab)
    pattern = [{**node, "RIGHT_ATTRS": _expand(node["RIGHT_ATTRS"], unit, vocab)} for node in unit.pattern.deps]
    try:
        matcher.add("unit", [pattern])
    except Exception as error:
        raise RuleError(f"spaCy refuses a dependency pattern: {error}", unit.path) from error
    return matcher


def _range(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return the code points of tokens ``first`` to ``last`` (both included)."""
    end = doc[last]
    return doc[first].idx, end.idx + len(end)


def _slot(doc: Doc, tokens: Sequence[int]) -> Slot:
    start, end = _range(doc, tokens[0], tokens[-1])
    phrase = (start, end)
    if doc.has_annotation("DEP"):
        span = doc[tokens[0] : tokens[-1] + 1]
        root = span.root
        if root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADV") or len(tokens) == 1:
            left, right = root.left_edge.i, root.right_edge.i
            while right > root.i and (doc[right].is_punct or doc[right].dep_ in ("punct", "cc")):
                right -= 1
            phrase = _range(doc, left, right)
    return Slot(start, end, phrase)


def _token_hits(unit: Unit, doc: Doc) -> tuple[Hit, ...]:
    named = [token.get("as") for token in unit.pattern.tokens]
    found = []
    for _, first, last, alignment in unit._compiled(doc, with_alignments=True):
        captured: dict[str, list[int]] = {}
        for offset, position in enumerate(alignment[: last - first]):
            name = named[position]
            if name:
                captured.setdefault(name, []).append(first + offset)
        start, end = _range(doc, first, last - 1)
        found.append(Hit(start, end, {name: _slot(doc, tokens) for name, tokens in captured.items()}))
    return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end)))


def _deps_hits(unit: Unit, doc: Doc) -> tuple[Hit, ...]:
    """The match runs from its first to its last word; a slot used as ``{x.phrase}`` widens it (see rewriting)."""
    names = [node["RIGHT_ID"] for node in unit.pattern.deps]
    found = []
    for _, tokens in unit._compiled(doc):
        start, end = _range(doc, min(tokens), max(tokens))
        found.append(Hit(start, end, {name: _slot(doc, [i]) for name, i in zip(names, tokens, strict=True)}))
    return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end)))


def dedupe(hits: Iterable[tuple[Hit, Any]]) -> list[tuple[Hit, Any]]:
    """Keep the earliest, longest of overlapping hits."""
    kept: list[tuple[Hit, Any]] = []
    for hit, extra in sorted(hits, key=lambda pair: (pair[0].start, -pair[0].end)):
        if not kept or hit.start >= kept[-1][0].end:
            kept.append((hit, extra))
    return kept
