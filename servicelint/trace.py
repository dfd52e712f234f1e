"""Why each rule fired in a sentence or did not: for ``check --trace`` and for whoever writes rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from servicelint.draft import Sentence
from servicelint.matching import Draft, Match, stands
from servicelint.model import Document, Span
from servicelint.pipeline import Pipeline
from servicelint.quoting import in_quotes
from servicelint.ruleset import CompiledBlock, CompiledCondition
from servicelint.units import Hit


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's verdict on one sentence: ``fired`` or not, and ``why`` in words. ``span`` is in the source."""

    sentence: Span
    rule: str
    fired: bool
    why: str
    span: Span


def trace(pipeline: Pipeline, document: Document) -> Iterator[tuple[str, int, list[Verdict]]]:
    """Yield each sentence's text, its offset in the source, and the verdicts of the rules considered there, by id.

    A rule that the prefilter ruled out (none of the words that it cannot match without is there) is not listed.
    """
    draft = Draft(document, pipeline.rules, pipeline.store)
    draft.scan(prefilter=pipeline.config.prefilter)
    with ExitStack() as zone:
        pipeline.store.open_zone(zone)
        final = pipeline.matcher.matches(draft)
        made = [
            (sentence.text, sentence.source(0, 0).start, _sentence(pipeline, draft, sentence, final))
            for sentence in draft.sentences
        ]
    yield from made


def _sentence(pipeline: Pipeline, draft: Draft, sentence: Sentence, final: list[Match]) -> list[Verdict]:
    found: dict[str, Verdict] = {}
    for number in sorted(draft.scans[sentence.index].units | pipeline.rules.unanchored):
        block = pipeline.rules.owner.get(number)
        if block is None or block.rule.id not in pipeline.matcher.active:
            continue
        fired, why, start, end = _block(pipeline, draft, sentence, block, number, final)
        known = found.get(block.rule.id)
        if known is None or (fired and not known.fired) or (known.why == _NOTHING and why != _NOTHING):
            span = sentence.source(start, end)
            found[block.rule.id] = Verdict(sentence.source(0, len(sentence.text)), block.rule.id, fired, why, span)
    return [found[rule] for rule in sorted(found)]


_NOTHING = "has trigger words here, but no pattern matches"


def _block(
    pipeline: Pipeline, draft: Draft, sentence: Sentence, block: CompiledBlock, number: int, final: list[Match]
) -> tuple[bool, str, int, int]:
    where = f"[[match]] {block.number + 1}"
    for match in final:
        if match.block.rule.id == block.rule.id and match.sentence is sentence:
            return True, f"[[match]] {match.block.number + 1} fired", match.hit.start, match.hit.end
    whole = (0, len(sentence.text))
    if not pipeline.matcher.applies(block, draft):
        return (False, _why_not(block, draft), *whole)
    if not stands(block, sentence):
        return (False, f"{where} looks only at {', '.join(block.block.where)}", *whole)
    if block.block.pattern.python:
        return (False, f"{where}: the check {block.block.pattern.python} found nothing", *whole)
    for hit in pipeline.store.get(sentence.text, pipeline.rules.units[number]):
        return (False, _cancelled(pipeline, draft, sentence, block, hit, where), hit.start, hit.end)
    return (False, _NOTHING, *whole)


def _cancelled(pipeline: Pipeline, draft: Draft, sentence: Sentence, block: CompiledBlock, hit: Hit, where: str) -> str:
    if not block.rule.quotes and (sentence.index in draft.quoted or in_quotes(sentence.text, hit.start, hit.end)):
        return f"{where} matched, but the words are quoted, not said"
    condition = pipeline.matcher.cancelled(block, draft, sentence, hit)
    if condition is None:
        return f"{where} matched, but another finding of this rule covers it, or its limit is not reached"
    kind = "unless" if condition in block.unless else "requires"
    met = "is met" if kind == "unless" else "is not met"
    return f"{where} matched, but {kind} {_named(condition)} (within {condition.condition.within}) {met}"


def _named(condition: CompiledCondition) -> str:
    pattern = condition.condition.pattern
    if pattern.phrases:
        more = f" and {len(pattern.phrases) - 1} more" if len(pattern.phrases) > 1 else ""
        return f"“{pattern.phrases[0]}”{more}"
    return pattern.python or f"a {pattern.kind} pattern"


def _why_not(block: CompiledBlock, draft: Draft) -> str:
    rule, document = block.rule, draft.document
    if document.channel not in rule.channels:
        return f"only for {', '.join(rule.channels)}, this is {document.channel}"
    if document.kind.value not in rule.kinds:
        return f"only in a {' or '.join(rule.kinds)}, this is a {document.kind.value}"
    if block.block.needs_thread and not document.thread:
        return "needs the customer's message, and there is none"
    if document.fragment and rule.scope == "draft":
        return "is about a whole message, and this is a few words"
    return f"only in {', '.join(rule.registers)} messages, this one reads as {', '.join(sorted(draft.registers))}"
