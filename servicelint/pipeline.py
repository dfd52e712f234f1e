"""What happens to drafts that have a trigger word: candidates, parsing in one batch, matches, findings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from servicelint.config import Config
from servicelint.draft import Sentence
from servicelint.matching import Draft, HitStore, Match, Matcher
from servicelint.model import Document, Edit, Finding, Rewrite, Safety, Span
from servicelint.nlp import Analyzer
from servicelint.phrase_book import PhraseBook
from servicelint.plugins import Plugins
from servicelint.readers.escape import escape
from servicelint.rewriting import Proposal, covered, fill_message, narrowed
from servicelint.rule import Condition
from servicelint.ruleset import RuleSet
from servicelint.suppress import apply_ignores, fingerprint

if TYPE_CHECKING:
    from servicelint.offers import Offers


class Pipeline:
    """A rule set with its model and caches. An ``analyzer`` may be shared by pipelines that never run at once."""

    def __init__(
        self,
        rules: RuleSet,
        config: Config,
        plugins: Plugins,
        analyzer: Analyzer | None = None,
        book: PhraseBook | None = None,
    ) -> None:
        self.rules = rules
        self.config = config
        self.plugins = plugins
        self.analyzer = analyzer or Analyzer(config.model or None)
        self.store = HitStore(self.analyzer, rules.regexes)
        self.active = frozenset(rule.id for rule in rules.rules.values() if config.selects(rule.id, rule.category))
        self.categories = frozenset(rule.category for rule in rules.rules.values())
        self.matcher = Matcher(rules, self.store, self.active)
        self.book = book
        self.ask_plugins = True

    @cached_property
    def offers(self) -> Offers:
        """What makes rewrites: not even imported for a draft without findings."""
        from servicelint.offers import Offers

        return Offers(self.matcher, self.book)

    def raw_matches(self, document: Document, rule: str, ignoring: Condition | None = None) -> list[Match]:
        """Return the matches of one rule, as if the exception ``ignoring`` were not in its file (for rule tests)."""
        draft = Draft(document, self.rules, self.store)
        draft.scan(prefilter=self.config.prefilter)
        matcher = Matcher(self.rules, self.store, frozenset({rule}), ignoring)
        with ExitStack() as zone:
            self.store.open_zone(zone)
            return matcher.matches(draft)

    def run(
        self, documents: Sequence[Document], *, rewrites: bool | Span = True
    ) -> list[tuple[Document, list[Finding]]]:
        """Return each document with its findings; sentences that need it are parsed in one batch.

        Rewrites cost more than findings, since each is linted itself. ``rewrites`` False leaves them out; a stretch of
        the source asks for those of the sentences that it touches. Everything else about the findings stays the same.
        """
        drafts = [Draft(document, self.rules, self.store) for document in documents]
        for draft in drafts:
            draft.scan(prefilter=self.config.prefilter)
        with ExitStack() as zone:
            self.store.open_zone(zone)
            wanted = [pair for draft in drafts for pair in self.matcher.wanted(draft)]
            parsed = dict.fromkeys(text for text, unit in wanted if unit.level == "parse")
            if parsed and self.analyzer.can_parse:
                self.store.prime(list(parsed), "parse")
            self.store.prime([text for text, unit in wanted if unit.level == "tokens" and text not in parsed], "tokens")
            return [(draft.document, self._findings(draft, rewrites)) for draft in drafts]

    def part(self, document: Document, segment: int) -> list[Finding]:
        """Return the findings in one segment, by number, of the rules that judge sentences; no rewrites.

        For an editor, between two keys: rules that judge the whole draft wait for ``run``.
        """
        draft = Draft(document, self.rules, self.store)
        draft.scan(prefilter=self.config.prefilter)
        only = [one.index for one in draft.sentences if one.segment is document.segments[segment]]
        with ExitStack() as zone:
            self.store.open_zone(zone)
            return self._findings(draft, False, only)

    def _findings(self, draft: Draft, rewrites: bool | Span, only: Collection[int] | None = None) -> list[Finding]:
        matches = self.matcher.matches(draft, only)
        if not matches and not draft.document.ignores:
            return []
        wanted = range(len(matches)) if rewrites is True else _touching(matches, rewrites)
        offers = self.offers.of(draft, matches, wanted) if wanted else {}
        findings = [self._finding(match, draft, offers.get(i, ())) for i, match in enumerate(matches)]
        findings = apply_ignores(
            draft.document,
            findings,
            self.rules.rules,
            active=self.active,
            categories=self.categories,
            config=self.config,
        )
        self.plugins.adjust(draft.document, findings, self.config)
        if wanted and self.ask_plugins and self.plugins.has_rewrites:
            findings = self._with_plugins(draft, matches, wanted, findings)
        unique = {(finding.rule, finding.span): finding for finding in findings}
        return sorted(unique.values(), key=lambda finding: (finding.span, finding.rule))

    def _with_plugins(
        self, draft: Draft, matches: Sequence[Match], wanted: Sequence[int], findings: Sequence[Finding]
    ) -> list[Finding]:
        """Add the rewrites of plugins, each for a whole sentence, that pass the checks which ours pass."""
        from servicelint.offers import MOST_OFFERS

        by_place = {(m.block.rule.id, m.sentence.source(*covered(m))): m for m in (matches[i] for i in wanted)}
        made = []
        for finding in findings:
            match = by_place.get((finding.rule, finding.span))
            if match:
                group = [other for other in matches if other.sentence is match.sentence]
                offered = self.plugins.rewrites(draft.document, finding)
                proposals = self.offers.checked(draft, match.sentence, offered, group)
                own = [one for one in finding.rewrites if all(one.text != other.text for other in proposals)]
                rewrites = (*own[: MOST_OFFERS - len(proposals)], *(_rewrite(one, match) for one in proposals))
                finding = replace(finding, rewrites=rewrites)
            made.append(finding)
        return made

    def _finding(self, match: Match, draft: Draft, proposals: Sequence[Proposal]) -> Finding:
        rule, sentence = match.block.rule, match.sentence
        start, end = covered(match)
        span = sentence.source(start, end)
        document = draft.document
        # What the draft is about takes a look at all of it.
        registers = draft.registers if rule.severity_in else frozenset()
        severity = rule.severity_for(match.block.block, document.channel, registers, thread=bool(document.thread))
        return Finding(
            rule=rule.id,
            category=rule.category,
            span=span,
            sentence=sentence.source(0, len(sentence.text)),
            message=fill_message(match),
            severity=self.config.severity_of(rule.id, rule.category, severity),
            rewrites=tuple(_rewrite(proposal, match) for proposal in proposals),
            fingerprint=fingerprint(rule.id, sentence.text[start:end], sentence.text),
        )


def _touching(matches: Sequence[Match], stretch: bool | Span) -> list[int]:
    """Return the positions of the matches whose sentences touch a stretch of the source (False: none)."""
    if isinstance(stretch, bool):
        return []
    places = [match.sentence.source(0, len(match.sentence.text)) for match in matches]
    return [i for i, place in enumerate(places) if place.start <= stretch.end and stretch.start <= place.end]


def _rewrite(proposal: Proposal, match: Match) -> Rewrite:
    """Give a proposal its edits, unless markup, a placeholder or an encoding stands in the way of one."""
    edits = [_edit(part, proposal.place or match.sentence) for part in proposal.parts or (proposal,)]
    whole = tuple(edit for edit in edits if edit)
    return Rewrite(proposal.label, Safety(proposal.safety), proposal.text, whole if len(whole) == len(edits) else ())


def _edit(proposal: Proposal, sentence: Sentence) -> Edit | None:
    change = narrowed(sentence, proposal)
    low, high = sentence.start + change.start, sentence.start + change.end
    mapping = sentence.segment.source
    written = escape(sentence.segment.escape, change.text)
    lost = [
        source
        for _, _, source in mapping.atoms(low, high)
        if sentence.document.text[source.start : source.end] not in change.text
    ]
    if written is None or lost or not mapping.is_verbatim(low, high):
        return None
    return Edit(mapping.to_source(low, high), written, change.text)
