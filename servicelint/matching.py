"""Find the matches of a draft: candidates to hits, exceptions and requirements, one hit a phrase and rule.

Hits are a pure function of the sentence's text and the unit, so they are cached by it. Docs never leave the memory zone
in which they were made.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from servicelint.draft import Sentence, sentences_of, thread_sentences
from servicelint.model import Document
from servicelint.phrases import Lexicon
from servicelint.prefilter import Prefilter, Scan
from servicelint.quoting import in_quotes, quoted_sentences
from servicelint.registers import registers_of
from servicelint.rule import Condition, RewriteTemplate
from servicelint.ruleset import CompiledBlock, CompiledCondition, RuleSet
from servicelint.spelling import Variety, variety_of
from servicelint.units import Hit, Unit, dedupe

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servicelint.nlp import Analyzer
    from servicelint.regex_cache import RegexCache

#: Where clauses part; a conjunction that only joins ("and", "but") belongs to neither side.
_CLAUSE = re.compile(
    r"\s*[;:()]\s*|\s+[-–—]+\s+|,\s+(?:and|but|so|yet)\s+"
    r"|\s+(?:and|but|so)\s+(?=(?:you|we|i|they|he|she|it|this|that|there|please|kindly|your|our)\b)"
    r"|,\s+(?=(?:or|nor|because|if|when|while|since|although|however|which|who|then|"
    r"please|kindly|you|we|i|they|he|she|it|this|that|there|your|our|the)\b)"
    r"|\s+(?=(?:because|although|unless|so that)\b)",
    re.IGNORECASE,
)


#: A draft of more sentences is long; then so many on either side are looked at when a rewrite is checked.
MOST_SENTENCES = 40
SURROUNDINGS = 6


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause of the sentence ``text`` that holds ``[start, end)``, without its separators."""
    low, high = 0, len(text.rstrip(" .!?…"))
    for cut in _CLAUSE.finditer(text):
        if cut.end() <= start:
            low = cut.end()
        elif cut.start() >= end:
            high = min(high, cut.start())
            break
    return low, max(high, end)


#: How many fewer segments than sentences are remembered.
_SENTENCES_A_SEGMENT = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A hit that stands: its block and sentence."""

    block: CompiledBlock
    sentence: Sentence
    hit: Hit


class HitStore:
    """Hits by sentence text and unit; parses what is needed, at most once, and forgets the oldest texts.

    While ``shallow``, nothing is parsed: patterns that need a Doc find nothing, and ``put_off`` counts them.
    """

    def __init__(self, analyzer: Analyzer, regexes: RegexCache | None = None, size: int = 2_000) -> None:
        self.analyzer = analyzer
        self.regexes = regexes
        self.size = size
        self.shallow = False
        self.put_off = 0
        self._scans: OrderedDict[tuple[str, tuple[tuple[int, int], ...]], list[Scan]] = OrderedDict()
        self._hits: OrderedDict[str, dict[int, tuple[Hit, ...]]] = OrderedDict()
        self._docs: dict[tuple[str, str], Doc] = {}
        self._stack = ExitStack()
        self._open = False

    def scanned(self, prefilter: Prefilter, text: str, ranges: Sequence[tuple[int, int]]) -> Sequence[Scan]:
        """Return what the prefilter says of the sentences ``ranges`` of ``text``."""
        key = (text, tuple(ranges))
        known = self._scans.get(key)
        if known is None:
            known = self._scans[key] = prefilter.scan(text, ranges)
            if len(self._scans) > self.size // _SENTENCES_A_SEGMENT:
                self._scans.popitem(last=False)
        return known

    def open_zone(self, stack: ExitStack) -> None:
        """Let Docs live until ``stack`` closes; the model's memory zone opens with the first of them."""
        self._stack, self._open = stack, False
        stack.callback(self._docs.clear)

    def _enter_zone(self) -> None:
        if not self._open:
            self._stack.enter_context(self.analyzer.zone())
            # Docs must be gone before the zone closes: callbacks run last in, first out.
            self._stack.callback(self._docs.clear)
            self._open = True

    def get(self, text: str, unit: Unit) -> tuple[Hit, ...]:
        """Return the hits of ``unit`` in the sentence ``text``."""
        known = self._entry(text)
        if unit.number not in known:
            if self.shallow and unit.level != "text":
                self.put_off += 1
                return ()
            known[unit.number] = self._compute(text, unit)
        return known[unit.number]

    def missing(self, text: str, unit: Unit) -> bool:
        """Tell whether this needs a Doc that has not been made yet."""
        return unit.level != "text" and not self.shallow and unit.number not in self._hits.get(text, ())

    def _entry(self, text: str) -> dict[int, tuple[Hit, ...]]:
        known = self._hits.get(text)
        if known is None:
            known = self._hits[text] = {}
            if len(self._hits) > self.size:
                self._hits.popitem(last=False)
        return known

    def _compute(self, text: str, unit: Unit) -> tuple[Hit, ...]:
        if unit.level == "text":
            return unit.find_text(text, self.regexes)
        if unit.level == "parse" and not self.analyzer.can_parse:
            return ()
        return unit.find_doc(self.doc(text, unit.level))

    def doc(self, text: str, level: str = "parse") -> Doc:
        """Return the Doc of a sentence, valid until the memory zone closes."""
        found = self._docs.get((text, "parse")) or self._docs.get((text, level))
        if found is None:
            self.prime([text], level)
            found = self._docs[text, level]
        return found

    def prime(self, texts: Sequence[str], level: str) -> None:
        """Analyse many sentences in one go (the parser is about five times faster in batches)."""
        wanted = [text for text in dict.fromkeys(texts) if (text, level) not in self._docs]
        if wanted:
            self._enter_zone()
            make = self.analyzer.parsed if level == "parse" else self.analyzer.tokens
            for text, doc in zip(wanted, make(wanted), strict=True):
                self._docs[text, level] = doc


#: A Python check: what it finds in a draft.
Check = Callable[["Draft"], Iterable[tuple[Sentence, Hit]]]


class Draft:
    """A document under the matcher: sentences, thread, registers. Python checks receive this."""

    def __init__(self, document: Document, rules: RuleSet, store: HitStore, lexicon: Lexicon | None = None) -> None:
        self.document = document
        self.rules = rules
        self.store = store
        self.sentences = sentences_of(document)
        self.lexicon = lexicon
        self.scans: list[Scan] = [Scan()] * len(self.sentences)
        self.fresh: frozenset[int] = frozenset()
        self.answers: dict[Callable[[Draft], Any], Any] = {}
        self._windows: tuple[int, Draft] = (-1, self)

    @cached_property
    def registers(self) -> frozenset[str]:
        """What kind of message this is: any of support, sales, finance."""
        if self.document.registers is not None:
            return frozenset(self.document.registers)
        return registers_of(self)

    @property
    def plain(self) -> str:
        """The whole message as plain text, signature included, whatever format it came in (see ``Document.plain``)."""
        return self.document.plain or self.document.text

    @cached_property
    def spelling(self) -> Variety | None:
        """British or American, as most words that tell have it."""
        return variety_of(self.plain)

    @cached_property
    def thread(self) -> list[str]:
        """The sentences of the customer's messages, oldest first."""
        return thread_sentences(self.document.thread)

    @cached_property
    def last_message(self) -> list[str]:
        """The sentences of the customer's last message."""
        return thread_sentences(self.document.thread[-1:])

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The indexes of the sentences that somebody else wrote, and the draft only shows."""
        return quoted_sentences(self.sentences, self.document.thread)

    def _window(self, index: int) -> Draft:
        if self._windows[0] == index:
            return self._windows[1]
        low, high = max(0, index - SURROUNDINGS), index + SURROUNDINGS + 1
        made = copy(self)
        made.sentences = [replace(old, index=i) for i, old in enumerate(self.sentences[low:high])]
        made.scans = self.scans[low:high]
        made._forget()
        self._windows = (index, made)
        return made

    @property
    def long(self) -> bool:
        """Whether the draft is not looked at as a whole again for each rewrite: n findings would take n² steps."""
        return len(self.sentences) > MOST_SENTENCES

    def replaced(self, sentence: Sentence, others: Sequence[Sentence]) -> Draft:
        """Return this draft, of a long one the surroundings, with ``others`` in the place of ``sentence``; ``fresh``
        are their indexes.

        Only good for matching: the new sentences have no place in the source.
        """
        if self.long:
            return self._window(sentence.index)._with(
                replace(sentence, index=min(sentence.index, SURROUNDINGS)), others
            )
        made = self._with(sentence, others)
        made.document = replace(self.document, plain=self._plain_with(sentence, others))
        return made

    def _plain_with(self, sentence: Sentence, others: Sequence[Sentence]) -> str:
        old = sentence.rendered(0, len(sentence.text))
        new = " ".join(other.text for other in others)
        if old in self.plain:
            return self.plain.replace(old, new, 1)
        # Lines are broken elsewhere in the source.
        return re.sub(r"\s+".join(map(re.escape, old.split())), lambda _: new, self.plain, count=1)

    def _with(self, sentence: Sentence, others: Sequence[Sentence]) -> Draft:
        made = copy(self)
        at = sentence.index
        new = [replace(other, index=at + i, places=sentence.places) for i, other in enumerate(others)]
        rest = self.sentences[at + 1 :]
        if len(others) != 1:
            rest = [replace(old, index=old.index + len(others) - 1) for old in rest]
        made.sentences = [*self.sentences[:at], *new, *rest]
        scanned, prefilter = self.store.scanned, self.rules.prefilter
        made.scans = [
            *self.scans[:at],
            *(scanned(prefilter, one.text, [(0, len(one.text))])[0] for one in others),
            *self.scans[at + 1 :],
        ]
        made.fresh = frozenset(range(at, at + len(others)))
        made._forget()
        return made

    def _forget(self) -> None:
        """Forget what was found in other sentences than this copy has."""
        self.answers = {}
        self.__dict__.pop("quoted", None)

    def scan(self, *, prefilter: bool) -> None:
        """Fill ``scans``: for each sentence what may match there."""
        if not prefilter:
            self.scans = [Scan(None, frozenset(range(len(self.rules.units))))] * len(self.sentences)
            return
        at = 0
        while at < len(self.sentences):
            segment = self.sentences[at].segment
            stop = at
            while stop < len(self.sentences) and self.sentences[stop].segment is segment:
                stop += 1
            ranges = [(s.start, s.start + len(s.text)) for s in self.sentences[at:stop]]
            self.scans[at:stop] = self.store.scanned(self.rules.prefilter, segment.text, ranges)
            at = stop


class _Open(NamedTuple):
    """What has a say in one kind of message: rules, the units of their blocks, those among them without literals."""

    rules: frozenset[str]
    units: frozenset[int]
    unanchored: frozenset[int]


class Matcher:
    """Runs a rule set over drafts."""

    def __init__(
        self, rules: RuleSet, store: HitStore, active: frozenset[str], ignoring: Condition | None = None
    ) -> None:
        self.rules = rules
        self.store = store
        self.active = active
        self.ignoring = ignoring
        self._by_place: dict[tuple[str, str, bool, bool], _Open] = {}
        self._checks: dict[CompiledBlock, Check] = {}
        self._conditions: dict[CompiledCondition, Callable[..., bool]] = {}

    def applies(self, block: CompiledBlock, draft: Draft) -> bool:
        """Tell whether a rule has a say in this draft: it is selected, and channel, kind, thread and register fit."""
        return (
            block.rule.id in self._open(draft.document).rules
            and (bool(draft.document.thread) or not block.block.needs_thread)
            and _in_register(block, draft)
        )

    def _open(self, document: Document) -> _Open:
        """Return what is meant for the document's channel and kind, for as much as it is, with or without a thread."""
        key = (document.channel, document.kind.value, document.fragment, bool(document.thread))
        known = self._by_place.get(key)
        if known is None:
            channel, kind, fragment, thread = key
            selected = (self.rules.rules[rule] for rule in self.active)
            rules = frozenset(
                rule.id
                for rule in selected
                # A few words lack what a whole message should have.
                if channel in rule.channels and kind in rule.kinds and not (fragment and rule.scope == "draft")
            )
            units = frozenset(
                number
                for number, block in self.rules.owner.items()
                if block.rule.id in rules and (thread or not block.block.needs_thread)
            )
            known = self._by_place[key] = _Open(rules, units, units & self.rules.unanchored)
        return known

    def wanted(self, draft: Draft) -> Iterator[tuple[str, Unit]]:
        """Yield each ``(sentence text, unit)`` that needs a Doc for the rules' own patterns."""
        deep = self.rules.deep
        if not deep:
            return
        for sentence, scan in zip(draft.sentences, draft.scans, strict=True):
            for number in deep & (scan.units | self.rules.unanchored):
                block, unit = self.rules.owner[number], self.rules.units[number]
                if self.applies(block, draft) and self.store.missing(sentence.text, unit) and stands(block, sentence):
                    yield sentence.text, unit

    def matches(self, draft: Draft, only: Collection[int] | None = None) -> list[Match]:
        """Return what stands after exceptions, requirements and de-duplication, in the order of the text.

        ``only`` names the sentences (by index) whose matches are wanted; rules about the whole draft are left out then.
        """
        by_block: dict[CompiledBlock, list[tuple[Sentence, Unit]]] = {}
        open_, owner, units = self._open(draft.document), self.rules.owner, self.rules.units
        if only is None:
            by_block.update((block, []) for block in self.rules.expecting if self.applies(block, draft))
        for index in range(len(draft.sentences)) if only is None else sorted(only):
            sentence = draft.sentences[index]
            for number in sorted((draft.scans[index].units & open_.units) | open_.unanchored):
                by_block.setdefault(owner[number], []).append((sentence, units[number]))
        found: dict[str, list[Match]] = {}
        # In the order of the rule file, prefilter or not: of two blocks with one hit, the first counts.
        in_order = sorted(by_block.items(), key=lambda entry: entry[1][0][1].number if entry[1] else -1)
        for block, pairs in in_order:
            rule = block.rule
            if (not rule.registers or _in_register(block, draft)) and (only is None or rule.scope != "draft"):
                found.setdefault(block.rule.id, []).extend(self._of_block(block, draft, pairs))
        kept = []
        for rule_id, matches in found.items():
            kept.extend(self._of_rule(rule_id, matches, draft))
        kept = [match for match in self._superseded(kept) if only is None or match.sentence.index in only]
        return sorted(
            kept, key=lambda match: (match.sentence.index, match.hit.start, -match.hit.end, match.block.rule.id)
        )

    def _of_block(self, block: CompiledBlock, draft: Draft, pairs: Iterable[tuple[Sentence, Unit]]) -> Iterator[Match]:
        if block.block.pattern.python:
            candidates = self._python(block, draft)
        else:
            candidates = ((s, hit) for s, unit in pairs if stands(block, s) for hit in self.store.get(s.text, unit))
        for sentence, hit in candidates:
            if not block.rule.quotes and (
                sentence.index in draft.quoted or in_quotes(sentence.text, hit.start, hit.end)
            ):
                continue
            put_off = self.store.put_off
            # An exception that could not be looked for may hold.
            if self.cancelled(block, draft, sentence, hit) is None and self.store.put_off == put_off:
                yield Match(block, sentence, hit)

    def _python(self, block: CompiledBlock, draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
        check = self._checks.get(block)
        if check is None:
            from servicelint.checks import load_check

            check = self._checks[block] = load_check(block.rule, block.block.pattern.python)
        if check not in draft.answers:
            # Blocks that differ in their conditions and rewrites ask the same check.
            draft.answers[check] = list(check(draft))
        return iter(draft.answers[check])

    def cancelled(self, block: CompiledBlock, draft: Draft, sentence: Sentence, hit: Hit) -> CompiledCondition | None:
        """Return the exception that drops a hit, or the requirement that is not met; None when it stands."""
        requires = () if block.rule.expect == "missing" else block.requires
        return self._failing(block.unless, requires, draft, sentence, hit)

    def _failing(
        self,
        unless: Iterable[CompiledCondition],
        requires: Iterable[CompiledCondition],
        draft: Draft,
        sentence: Sentence,
        hit: Hit,
    ) -> CompiledCondition | None:
        for condition in unless:
            if condition.condition is not self.ignoring and self.holds(condition, draft, sentence, hit):
                return condition
        for condition in requires:
            if not self.holds(condition, draft, sentence, hit):
                return condition
        return None

    def offered(self, match: Match, draft: Draft) -> list[RewriteTemplate]:
        """Return the rewrites of the match's block whose own conditions hold."""
        found = []
        for rewrite in match.block.rewrites:
            put_off = self.store.put_off
            failing = self._failing(rewrite.unless, rewrite.requires, draft, match.sentence, match.hit)
            # As above, for a rewrite's exception.
            if failing is None and self.store.put_off == put_off:
                found.append(rewrite.template)
        return found

    def holds(self, condition: CompiledCondition, draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
        """Tell whether the condition's pattern is found in its stretch around ``hit``."""
        within = condition.condition.within
        if condition.condition.pattern.python:
            function = self._conditions.get(condition)
            if function is None:
                from servicelint.checks import load_condition

                reference = condition.condition.pattern.python
                function = self._conditions[condition] = load_condition(condition.units[0].path, reference)
            return function(draft, sentence, hit)
        if within == "thread":
            return any(self._in(text, condition) for text in draft.thread)
        if within == "draft" or sentence is None or hit is None:
            return any(self._found(s, draft, condition) for s in draft.sentences)
        if within in ("next", "nearby", "earlier"):
            around = {"next": (0, 1), "nearby": (-1, 1), "earlier": (-sentence.index, -1)}[within]
            low, high = max(0, sentence.index + around[0]), sentence.index + around[1]
            if any(self._found(s, draft, condition) for s in draft.sentences[low : high + 1]):
                return True
            return within == "earlier" and any(
                other.end <= hit.start for other in self._hits(sentence, draft, condition)
            )
        hits = self._hits(sentence, draft, condition)
        if within == "sentence":
            return bool(hits)
        low, high = (hit.start, hit.end) if within == "match" else clause_of(sentence.text, hit.start, hit.end)
        return any(other.start < high and low < other.end for other in hits)

    def _found(self, sentence: Sentence, draft: Draft, condition: CompiledCondition) -> bool:
        return bool(self._hits(sentence, draft, condition))

    def _hits(self, sentence: Sentence, draft: Draft, condition: CompiledCondition) -> list[Hit]:
        scan = draft.scans[sentence.index]
        return [
            hit
            for unit in condition.units
            if scan.may_match(unit.literals)
            for hit in self.store.get(sentence.text, unit)
        ]

    def _in(self, text: str, condition: CompiledCondition) -> bool:
        return any(self.store.get(text, unit) for unit in condition.units)

    def _of_rule(self, rule_id: str, matches: list[Match], draft: Draft) -> list[Match]:
        rule = self.rules.rules[rule_id]
        by_sentence: dict[int, list[Match]] = {}
        for match in matches:
            by_sentence.setdefault(match.sentence.index, []).append(match)
        kept = []
        for group in by_sentence.values():
            kept += [match for _, match in dedupe((match.hit, match) for match in group)]
        kept.sort(key=lambda match: (match.sentence.index, match.hit.start))
        if rule.expect == "missing":
            return [] if kept or self.store.shallow else self._missing(rule_id, draft)
        return kept[rule.limit :] if rule.limit else kept

    def _missing(self, rule_id: str, draft: Draft) -> list[Match]:
        """The rule's patterns are nowhere: mark the first requirement's sentence, else the draft's last sentence."""
        block = next(entry for entry in self.rules.blocks if entry.rule.id == rule_id)
        if not draft.sentences or not all(self.holds(condition, draft, None, None) for condition in block.requires):
            return []
        for condition in block.requires:
            for sentence in draft.sentences:
                for hit in self._hits(sentence, draft, condition):
                    return [Match(block, sentence, hit)]
        own = [s for s in draft.sentences if "body" in s.places] or draft.sentences
        return [Match(block, own[-1], Hit(0, len(own[-1].text), {}))]

    def _superseded(self, matches: list[Match]) -> list[Match]:
        loud = [match for match in matches if match.block.rule.supersedes]
        return [match for match in matches if not any(_refines(other, match) for other in loud)]


def _refines(match: Match, other: Match) -> bool:
    return (
        other.block.rule.id in match.block.rule.supersedes
        and match.sentence.index == other.sentence.index
        and match.hit.start < other.hit.end
        and other.hit.start < match.hit.end
    )


def _in_register(block: CompiledBlock, draft: Draft) -> bool:
    # What the draft is about takes a look at all of it.
    return not block.rule.registers or not draft.registers.isdisjoint(block.rule.registers)


def stands(block: CompiledBlock, sentence: Sentence) -> bool:
    """Tell whether the sentence is where the block looks."""
    return not block.block.where or not sentence.places.isdisjoint(block.block.where)
