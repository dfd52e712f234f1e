"""Which rewrites are offered: those that keep the facts, bring no new finding and read as one clean sentence.

Two findings in one sentence also get one rewrite for the whole of it, so that their patches cannot collide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice

from servicelint.draft import Sentence, sentences_of
from servicelint.farewell import last_saying
from servicelint.invitations import invites
from servicelint.keeping import kept_proposals
from servicelint.matching import Draft, Match, Matcher
from servicelint.model import Kind, Rewrite, Safety
from servicelint.phrase_book import PhraseBook
from servicelint.rewriting import Proposal, behind, covered, fit, propose
from servicelint.soundness import (
    BLANKS_RULE,
    MOST_LEFT_OUT,
    added,
    adds_only,
    in_place,
    left_out,
    lost,
    problem,
    said_to_its_end,
)
from servicelint.spelling import respelled
from servicelint.voice import singular

MOST_OFFERS = 3
#: A sentence with more findings is a list or a test file, and beyond patching.
MOST_FINDINGS = 12
#: What it speaks of stands in the sentence before; one like these still speaks of it.
_POINTS_BACK = re.compile(r"If (?:that|they|not|it|anything is still open after that)\b")
_GOES_ON = re.compile(r"(?:They|He|She|You|Please|Just|Tap|Click|Go|Use|Follow|Here)\b")
#: It needs the link that it speaks of in the sentence before.
_AT_A_LINK = re.compile(r"\b(?:there|the (?:steps|tips|info|article|guide|page|form))\b")
#: A finding that is so many times as long as what a rewrite changes in it stays as it is.
_SMALL = 2
#: How many findings of one sentence are mended one after the other.
_MOST_STEPS = 3
WHOLE = "whole sentence"
AT_THE_END = "at the end of the message"
FURTHER_ON = "further on"


class Offers:
    """Proposes and checks rewrites for the matches of a draft."""

    def __init__(self, matcher: Matcher, book: PhraseBook | None = None) -> None:
        self.matcher = matcher
        self.book = book or {}
        self._known: Counter[str] = Counter()

    def of(self, draft: Draft, matches: Sequence[Match], wanted: Sequence[int]) -> dict[int, list[Proposal]]:
        """Return the rewrites to offer for each ``wanted`` match, by its position in ``matches``, the best first.

        All matches of a sentence must be wanted, or none; ``matches`` are all of the draft.
        """
        self._known = _by_rule(matches)
        by_sentence: dict[int, list[int]] = {}
        for position in wanted:
            by_sentence.setdefault(matches[position].sentence.index, []).append(position)
        offered: dict[int, list[Proposal]] = {}
        said: set[str] = set()
        for positions in by_sentence.values():
            group = [matches[position] for position in positions]
            if len(group) > MOST_FINDINGS:
                offered.update((position, []) for position in positions)
                continue
            made = {position: self._single(draft, matches[position], group, matches) for position in positions}
            whole = self._whole(draft, group, [made[position] for position in positions])
            for position in positions:
                fresh = _fresh_first(matches[position].sentence, made[position], said)
                best = [whole, *fresh] if whole else fresh
                if not best or (not whole and best[0].label == WHOLE):
                    # What another finding's rewrite takes along needs none of its own beside it.
                    best = _covering(made, position, matches[position]) or best
                offered[position] = best[:MOST_OFFERS] or _shared(made.values(), matches[position])
        return offered

    def _single(self, draft: Draft, match: Match, group: Sequence[Match], matches: Sequence[Match]) -> list[Proposal]:
        made = self._proposals(draft, match)
        good = []
        for proposal in made:
            if not self.problem(draft, match.sentence, proposal, group):
                good.append(proposal)
            elif moved := self._elsewhere(draft, match, proposal, matches):
                good.append(moved)
        return good or list(
            islice(chain(self._second_tries(draft, match, made, group), self._additions(draft, match, made, group)), 1)
        )

    def _proposals(self, draft: Draft, match: Match) -> list[Proposal]:
        """Return the rewrites of the rule and of the house, in the spelling of the draft, with a template's "we"."""
        # What a team has written, in a pack of its own or in a phrase book, stays as it is.
        built_in = "/" not in match.block.rule.id
        we = built_in and draft.document.kind is Kind.TEMPLATE and not singular(draft.plain)
        made = propose(match, self.matcher.offered(match, draft), self.book.get(match.block.rule.id), we=we)
        if draft.spelling is None:
            return made
        return [replace(one, text=respelled(one.text, draft.spelling, match.sentence.text)) for one in made]

    def _second_tries(
        self, draft: Draft, match: Match, made: Sequence[Proposal], group: Sequence[Match]
    ) -> Iterator[Proposal]:
        """Yield other forms of rewrites that cannot be offered as they are."""
        sentence = match.sentence
        for proposal in made[:MOST_OFFERS]:
            gone = lost(sentence, proposal)
            shortened = left_out(sentence, proposal, group) > MOST_LEFT_OUT
            for other in kept_proposals(match, proposal, gone) if gone or shortened else ():
                if not self.problem(draft, sentence, other, group):
                    yield other
        for proposal in made[:MOST_OFFERS]:
            # What is unsound in itself would only be hidden in the whole sentence.
            mended = None if problem(draft, sentence, proposal, group) else self._mended(draft, sentence, proposal)
            if mended and not self.problem(draft, sentence, mended, group):
                yield mended

    def _elsewhere(self, draft: Draft, match: Match, proposal: Proposal, matches: Sequence[Match]) -> Proposal | None:
        """Put what a proposal only adds where it cures the finding too: an invitation to write back, a complete one,
        behind the last sentence, anything else behind the sentence that the next one goes on from.
        """
        here = match.sentence
        more = added(here, proposal) if adds_only(here, proposal) else ""
        # What stands before the sentence is not to be moved behind another.
        if not more or here.text.rstrip(" .!?") in more:
            return None
        if invites(more):
            place, label = None if proposal.safety is Safety.FILL else last_saying(draft, here), AT_THE_END
        else:
            place, label = said_to_its_end(draft, here), FURTHER_ON
        if place is None or (_AT_A_LINK.search(more) and _far_from_link(draft, here, place)):
            return None
        if _POINTS_BACK.match(more) and not (place.index == here.index + 1 and _GOES_ON.match(place.text)):
            return None
        mark = "?" if proposal.text.endswith("?") else "."
        moved = Proposal(label, proposal.safety, behind(place, more + mark), 0, len(place.text), place=place)
        if problem(draft, place, moved, [one for one in matches if one.sentence is place]):
            return None
        staying = [one for one in matches if one is not match and (one.sentence is place or one.sentence is here)]
        return None if self._findings(draft, place, moved.text, moved, staying, [match], here) else moved

    def _additions(
        self, draft: Draft, match: Match, made: Sequence[Proposal], group: Sequence[Match]
    ) -> Iterator[Proposal]:
        """Yield the rewrites that only add to the sentence; findings of other rules in it have their own rewrites."""
        others = [one for one in group if one.block.rule is not match.block.rule]
        for proposal in made if others else ():
            if adds_only(match.sentence, proposal) and not self.problem(
                draft, match.sentence, proposal, group, staying=others
            ):
                yield proposal

    def _mended(self, draft: Draft, sentence: Sentence, proposal: Proposal) -> Proposal | None:
        """Rewrite what is still flagged in the sentence after ``proposal``, one finding after the other."""
        text = in_place(sentence, proposal)
        safety = proposal.safety
        for _ in range(_MOST_STEPS):
            changed = draft.replaced(sentence, plain_sentences(text, draft.document.channel, draft.document.kind))
            found = [m for m in self.matcher.matches(changed, only=changed.fresh) if m.block.rule.id != BLANKS_RULE]
            if not found:
                return Proposal(WHOLE, safety, text, 0, len(sentence.text))
            match = found[0]
            further = self._proposals(changed, match)
            chosen = next((one for one in further if not lost(match.sentence, one)), None)
            # Two sentences of help, one after the other, are one too many.
            if chosen is None or (added(sentence, proposal) and added(match.sentence, chosen)):
                return None
            safety = max(safety, chosen.safety, key=list(Safety).index)
            text = " ".join(
                in_place(one, chosen) if one is match.sentence else one.rendered(0, len(one.text))
                for one in changed.sentences
                if one.index in changed.fresh
            )
        return None

    def _whole(self, draft: Draft, group: Sequence[Match], made: Sequence[list[Proposal]]) -> Proposal | None:
        """Join the first rewrites of all findings in a sentence into one, when they leave it clean."""
        if len(group) < 2 or not all(made) or any(proposals[0].place for proposals in made):
            return None
        chosen: list[Proposal] = []
        for proposals in made:
            first = proposals[0]
            # Of overlapping ones the longest stays.
            while (
                chosen and chosen[-1].end > first.start and first.end - first.start > chosen[-1].end - chosen[-1].start
            ):
                chosen.pop()
            if not chosen or first.start >= chosen[-1].end:
                chosen.append(first)
        if len(chosen) < 2:
            return None
        sentence = group[0].sentence
        start, end = chosen[0].start, chosen[-1].end
        text, at = "", start
        for proposal in chosen:
            text += sentence.rendered(at, proposal.start) + proposal.text
            at = proposal.end
        safety = max((proposal.safety for proposal in chosen), key=list(Safety).index)
        whole = Proposal(WHOLE, safety, text, start, end, tuple(chosen))
        return None if self.problem(draft, sentence, whole, group) else whole

    def checked(
        self, draft: Draft, sentence: Sentence, rewrites: Sequence[Rewrite], group: Sequence[Match]
    ) -> list[Proposal]:
        """Return those of a plugin's rewrites that can be offered behind ours (see ``of``), for the whole sentence; not
        more than one fewer than are shown.
        """
        made: list[Proposal] = []
        for rewrite in rewrites:
            text = fit(rewrite.text.strip(), sentence, 0, len(sentence.text))
            safety = Safety.FILL if "[" in text and rewrite.safety is not Safety.FILL else rewrite.safety
            proposal = Proposal(rewrite.label, safety, text, 0, len(sentence.text))
            if "\n" not in text and proposal not in made and not self.problem(draft, sentence, proposal, group):
                made.append(proposal)
        return made[: MOST_OFFERS - 1]

    def problem(
        self,
        draft: Draft,
        sentence: Sentence,
        proposal: Proposal,
        group: Sequence[Match] = (),
        staying: Sequence[Match] | None = None,
    ) -> str | None:
        """Return why a rewrite cannot be offered, None when it can.

        ``group`` are the matches of the sentence as it stands, ``staying`` those that may be found in the new one too:
        by default those that the rewrite does not touch, or changes a word or two within ("pls" in "pls see our site");
        one that only takes capitals off mends nothing else.
        """
        if not proposal.text.strip():
            return "it is empty"
        unsound = problem(draft, sentence, proposal, group)
        if unsound:
            return unsound
        if staying is None:
            staying = [one for one in group if not _touches(proposal, one) or _inside(proposal, one)]
            if sentence.rendered(proposal.start, proposal.end).lower() == proposal.text.lower():
                # Phrases do not see case: what they found is still there.
                staying += [one for one in group if one not in staying and one.block.block.pattern.phrases]
        mended = [one for one in group if one not in staying]
        return self._findings(draft, sentence, in_place(sentence, proposal), proposal, staying, mended)

    def _findings(
        self,
        draft: Draft,
        sentence: Sentence,
        new: str,
        proposal: Proposal,
        staying: Sequence[Match],
        mended: Iterable[Match],
        also: Sentence | None = None,
    ) -> str | None:
        """Return what is found in the ``new`` sentence, and in ``also``, beyond what is ``staying``; or elsewhere."""
        changed = draft.replaced(sentence, plain_sentences(new, draft.document.channel, draft.document.kind))
        only = changed.fresh
        if also:
            places = ((one.segment, one.start, one.index) for one in changed.sentences)
            only |= {index for segment, start, index in places if (segment, start) == (also.segment, also.start)}
        allowed = _by_rule(staying)
        for match in self.matcher.matches(changed, only=only):
            rule = match.block.rule.id
            if rule == BLANKS_RULE and proposal.safety is Safety.FILL:
                continue
            if allowed[rule]:
                allowed[rule] -= 1
                continue
            return f"it would be flagged itself ({rule})"
        return None if draft.long else self._brought(changed, mended)

    def _brought(self, changed: Draft, mended: Iterable[Match]) -> str | None:
        """Return what is found in the ``changed`` draft beyond what ``of`` was told of (an apology without a plan), or
        which of the ``mended`` rules about the whole draft finds it as bad as before.
        """
        found = _by_rule(self.matcher.matches(changed))
        for rule in {match.block.rule.id for match in mended if match.block.rule.scope == "draft"}:
            # What the whole draft lacks is not found in the sentence itself.
            if found[rule] >= self._known[rule]:
                return f"it would be flagged itself ({rule})"
        brought = found - self._known
        return next((f"it brings another finding ({rule})" for rule in brought if rule != BLANKS_RULE), None)


def _by_rule(matches: Iterable[Match]) -> Counter[str]:
    return Counter(match.block.rule.id for match in matches)


def _far_from_link(draft: Draft, here: Sentence, place: Sentence) -> bool:
    """Tell whether at ``place`` nobody would know that the link of ``here`` is meant."""
    if "Xlink" in here.text:
        return any("Xlink" in one.text for one in draft.sentences[here.index + 1 : place.index + 1])
    return place.index > here.index + 1 and "Xlink" not in place.text


def _covering(made: dict[int, list[Proposal]], position: int, match: Match) -> list[Proposal]:
    """Return the first rewrite of a neighbour that replaces all of ``match`` with words that are not flagged."""
    firsts = (proposals[0] for other, proposals in made.items() if other != position and proposals)
    start, end = match.hit.start, len(match.sentence.text[: covered(match)[1]].rstrip(" .!?"))
    words = match.sentence.rendered(start, end).lower()
    return [
        one
        for one in firsts
        if not one.label and one.start <= start and end <= one.end and words not in one.text.lower()
    ][:1]


def _shared(made: Iterable[Sequence[Proposal]], match: Match) -> list[Proposal]:
    """Return the first rewrite of a neighbour for the whole sentence, which mends ``match`` too."""
    return [one for one in chain.from_iterable(made) if one.label == WHOLE and _touches(one, match)][:1]


def _fresh_first(sentence: Sentence, made: Sequence[Proposal], said: set[str]) -> list[Proposal]:
    """Put the first rewrite behind one as safe when it adds what is ``said`` already, further up in the draft."""
    if not made:
        return []
    first, *others = made
    if _adds(sentence, first) in said:
        other = next((one for one in others if one.safety is first.safety and _adds(sentence, one) not in said), first)
        others = [one for one in made if one is not other]
        first = other
    if more := _adds(sentence, first):
        said.add(more)
    return [first, *others]


def _adds(sentence: Sentence, proposal: Proposal) -> str:
    """Return the sentence that a rewrite adds behind or before what stands there; empty when it adds none."""
    old = sentence.rendered(proposal.start, proposal.end)
    before = proposal.text[: -len(old)] if proposal.text.lower().endswith(old.lower()) else ""
    return added(sentence, proposal) or before.strip(" .!?:")


def _touches(proposal: Proposal, match: Match) -> bool:
    return match.hit.start < proposal.end and proposal.start < covered(match)[1]


def _inside(proposal: Proposal, match: Match) -> bool:
    """Tell whether the proposal changes a small part of a longer finding, which has rewrites of its own."""
    start, end = match.hit.start, covered(match)[1]
    return start <= proposal.start and proposal.end <= end and _SMALL * (proposal.end - proposal.start) <= end - start


@lru_cache(maxsize=4096)
def plain_sentences(text: str, channel: str, kind: Kind) -> tuple[Sentence, ...]:
    """Return ``text`` as the sentences that a reader would make of it (placeholders and links as stand-ins)."""
    from servicelint.readers.message import Flat, make_document
    from servicelint.text import identity

    return tuple(sentences_of(make_document("", text, [Flat(identity(text))], channel=channel, kind=kind)))
