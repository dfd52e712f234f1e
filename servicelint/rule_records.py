"""Rules as plain dictionaries: what ``rules`` and ``explain`` print as JSON, and what the servers answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from servicelint.rule import Condition, Rule, patterns_of

#: What a rule's ``ground`` means.
GROUNDS = {
    "measured": "measured in a study of service messages",
    "practice": "good practice in customer service",
    "house style": "a matter of house style",
}
_WITHIN = {
    "match": "the words themselves",
    "clause": "the clause",
    "sentence": "the sentence",
    "next": "the next sentence",
    "nearby": "a sentence beside it",
    "earlier": "what stands before it",
    "draft": "the rest of the draft",
    "thread": "the customer's message",
}


def rule_summary(rule: Rule, selected: bool) -> dict[str, Any]:
    """Return one line of the list of rules; ``selected`` says whether the settings let it run."""
    return {
        "rule": rule.id,
        "category": rule.category,
        "severity": rule.severity.label,
        "title": rule.title,
        "scope": rule.scope,
        "channels": list(rule.channels),
        "registers": list(rule.registers),
        "kinds": list(rule.kinds),
        "needs_thread": rule.needs_thread,
        "selected": selected,
        "ground": rule.ground,
    }


def rule_page(rule: Rule) -> dict[str, Any]:
    """Return everything about one rule that a reader wants: why, examples, exceptions, rewrites, sources."""
    return {
        "rule": rule.id,
        "category": rule.category,
        "severity": rule.severity.label,
        "title": rule.title,
        "message": rule.message,
        "where": where(rule),
        "rationale": rule.rationale,
        "ground": rule.ground,
        "examples": [
            {
                "bad": example.bad,
                "good": example.good,
                "ok": example.ok,
                "thread": list(example.thread),
                "channel": example.channel,
                "kind": str(example.kind),
            }
            for example in rule.examples
        ],
        "exceptions": list(exceptions(rule)),
        "rewrites": [
            {"text": text, "safety": safety}
            for text, safety in dict.fromkeys(
                (rewrite.text, str(rewrite.safety)) for block in rule.matches for rewrite in block.rewrites
            )
        ],
        "sources": [asdict(source) for source in rule.sources],
        "patterns": sorted({pattern.kind for pattern in patterns_of(rule)}),
    }


def where(rule: Rule) -> str:
    """Return one sentence about where the rule looks."""
    parts = [f"Checked in {' and '.join(rule.channels)}"]
    if rule.registers:
        parts.append(f"where the message is about {' or '.join(rule.registers)}")
    if rule.needs_thread:
        parts.append("where the customer's message is known")
    if rule.kinds == ("draft",):
        parts.append("in drafts, not in templates")
    elif rule.kinds == ("template",):
        parts.append("in templates only")
    end = "; judges the whole draft." if rule.scope == "draft" else "."
    lower = [block.severity for block in rule.matches if block.severity and block.severity < rule.severity]
    if lower:
        end += f" Wordings that are wrong less surely are given as {max(lower).label}."
    return ", ".join(parts) + end


def exceptions(rule: Rule) -> Iterator[str]:
    """Yield what the conditions say, by their own examples where they have one."""
    holders = [(rule.unless, rule.requires), *((block.unless, block.requires) for block in rule.matches)]
    lines = [_unless(condition) for unless, _ in holders for condition in unless]
    lines += [f"Flagged only where {_looks(condition)}" for _, requires in holders for condition in requires]
    yield from dict.fromkeys(lines)


def _unless(condition: Condition) -> str:
    if condition.ok:
        return f"Not flagged because of {_WITHIN[condition.within]}: {condition.ok}"
    return f"Not flagged where {_looks(condition)}"


def _looks(condition: Condition) -> str:
    pattern = condition.pattern
    if pattern.phrases:
        return f"{_WITHIN[condition.within]} has: {' | '.join(pattern.phrases)}"
    return f"{_WITHIN[condition.within]} fits a pattern of {pattern.kind}"
