"""Second tries for a rewrite that would lose facts: keep the clauses without fault, or name the facts before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from servicelint.facts import fact_words
from servicelint.matching import Match, clause_of
from servicelint.model import Safety
from servicelint.rewriting import Proposal, covered, fit

#: More facts than this make a preface that nobody would write.
_MOST_FACTS = 2
#: What a clause that can stand alone begins with, and what only joined it to the one before.
_JOINED = re.compile(r"[\s,;:()–—-]*(?:(?:and|but|so|yet)\s+)?(?:also\s+)?", re.IGNORECASE)
_STANDS_ALONE = re.compile(
    r"(?:you|we|i|they|he|she|it|this|that|there|please|here|your|our|the|my|if|when|once|as soon as|thanks?|sorry)\b",
    re.IGNORECASE,
)
#: "No one but you has it": the subject stands in the clause before.
_OTHERS_VERB = re.compile(r"(?:you|we|they|i) (?:has|is|does)\b|(?:you|we|they) was\b", re.IGNORECASE)
#: It speaks of what the clause before it said.
_POINTS_BACK = re.compile(r"(?:it|this|that)\b", re.IGNORECASE)
_JOINS = re.compile(
    r"[\s,;:(–—-]*\b(?:and|but|yet|so|as|because|since|though|although|while|that|which|if|when|or)?[\s,;:(–—-]*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+\w")
#: The noun before a number that belongs to it.
_NOUN_BEFORE = re.compile(
    r"\b(?:(?:order|booking|invoice|ticket|case|account|flight|policy|reservation|payment|bill|claim|parcel|card|"
    r"reference|ref|version|step|room|line|loan|number|no\.?)\s+)(?:(?:number|no\.?|ref\.?)\s+)?#?$",
    re.IGNORECASE,
)
#: What says enough without a noun: an amount, a date, a long number, a code.
_TELLING = re.compile(r"[$€£₹].+|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|[\d.,-]{4,}|[^\W\d_][\w&-]*")
#: Before a word, it addresses the customer or names the sender.
_ADDRESSED = re.compile(
    r"\b(?:sorry|hi|hello|dear|hey|thanks?|thank you|mr|mrs|ms|dr|to|contacting)[\s,.]+$", re.IGNORECASE
)


def kept_proposals(match: Match, proposal: Proposal, lost: Counter[str]) -> Iterator[Proposal]:
    """Yield other forms of ``proposal``, which is for the whole sentence and loses the facts ``lost``."""
    apart = _with_other_clauses(match, proposal)
    if apart:
        yield apart
    named = _with_preface(match, proposal, lost)
    if named:
        yield named


def _with_other_clauses(match: Match, proposal: Proposal) -> Proposal | None:
    """Take the place of the clause with the finding; the clauses beside it become sentences of their own."""
    sentence = match.sentence
    text = sentence.text
    if (proposal.start, proposal.end) != (0, len(text)):
        return None
    low, high = clause_of(text, *covered(match))
    before = _JOINS.sub("", sentence.rendered(0, low))
    cut = _JOINED.match(text, high)
    at = cut.end() if cut and cut.end() > high else high
    rest = text[high:].strip(" .,;:!?")
    if rest and (not _STANDS_ALONE.match(text, at) or _POINTS_BACK.match(text, at) or _OTHERS_VERB.match(text, at)):
        return None
    if before and not _STANDS_ALONE.match(before):
        return None
    parts = []
    if before:
        parts.append(before if before[-1] in ".!?" else f"{before}.")
    parts.append(proposal.text if proposal.text[-1:] in tuple(".!?") else f"{proposal.text}.")
    if rest:
        after = sentence.rendered(at, len(text))
        parts.append(after[:1].upper() + after[1:])
    if len(parts) == 1:
        return None
    return replace(proposal, text=fit(" ".join(parts), sentence, 0, len(text)))


def _with_preface(match: Match, proposal: Proposal, lost: Counter[str]) -> Proposal | None:
    """Name the facts that the rewrite leaves out before it, links after it."""
    sentence = match.sentence
    if (proposal.start, proposal.end) != (0, len(sentence.text)):
        return None
    text = sentence.rendered(0, len(sentence.text))
    named: list[str] = []
    links: list[str] = []
    for start, end in fact_words(text):
        word = text[start:end].rstrip(".,")
        if word.lower() not in lost:
            continue
        if _LINK.fullmatch(word):
            links.append(word)
            continue
        phrase = _named(text, start, start + len(word))
        # "About Harbour: could we …" is nobody's sentence.
        if not any(char.isdigit() for char in phrase):
            return None
        if named and text[:start].endswith(f"{named[-1]} "):
            named[-1] = f"{named[-1]} {phrase}"
        elif phrase not in named:
            named.append(phrase)
    if (not named and not links) or len(named) > _MOST_FACTS or len(links) > 1:
        return None
    made = proposal.text
    if named:
        subject = " and ".join(named)
        made = f"This is about {subject}. {made}" if ":" in made else f"About {subject}: {_lowered(made)}"
    if links:
        made = f"{made if made[-1:] in tuple('.!?') else made + '.'} Here is the link: {links[0]}"
    safety = Safety.ASK if proposal.safety is Safety.SAFE else proposal.safety
    return replace(proposal, text=fit(made, sentence, proposal.start, proposal.end), safety=safety)


def _named(text: str, start: int, end: int) -> str:
    """Return a fact with the noun that it belongs to ("order 4471", "the 5 days")."""
    word = text[start:end]
    before = _NOUN_BEFORE.search(text[:start])
    if before:
        return f"{before[0].strip()} {word}".replace("# ", "#")
    tells = _TELLING.fullmatch(word) and not _ADDRESSED.search(text[:start])
    return word if tells else ""


def _lowered(text: str) -> str:
    """Take the capital of the first word, unless it is "I" or looks like a name."""
    first = text.split(" ", 1)[0].strip(",.")
    return text[:1].lower() + text[1:] if first.isalpha() and first != "I" and not first.isupper() else text
