"""To whom a hand-off is said, and about whom: colleagues in an office; a firm of the customer's own."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex
from servicelint.colleagues import among_colleagues, answers_nobody, names_customers
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

#: What is written inside a company only.
_INSIDE = regex(
    r"\b(?:attached (?:is|are)|ext(?:ension)?\.? ?\d{4,5}|x ?\d-?\d{4}|r[eé]sum[eé]s|per our (?:conversation|discussion)|traders?|trading|"
    r"counsel|laptops|the (?:floor|building)|execution|executed|analysts|intranet|human resources|(?:your|the) boxes)\b",
    re.IGNORECASE,
)
#: Firms that the customer deals with, not the writer.
_OUTSIDE = regex(
    r"\b(?<!our )(?:(?:your|the|their|that|an?) (?:[\w-]+ ){0,3}(?:provider|isp|host|developers?|authors?|manufacturer|carrier|dealer|vendor|"
    r"airline|landlord|insurer|retailer|seller|bank|registrar|administrator)|your (?:\w+ )?bank|your (?:it|own|company|office|school)\b)",
    re.IGNORECASE,
)
#: The number of a desk on the house's own line; somebody by name and department.
_EXTENSION = regex(
    r"\b(?:x|ext\.?|extension) ?\d-?\d{3,4}\b|\b(?:contact|call|see) [A-Z][a-z]+ [A-Z][a-z]+ (?:of|in) (?:the )?\w+(?: \w+)? (?:department|group|desk)\b"
)
_OURS = regex(r"\b(?:our|us|my|me|colleagues?)\b", re.IGNORECASE)
_THEM = regex(r"\b(?:them|they|him|her|he|she)\b", re.IGNORECASE)


def office(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail that answers nobody is about office work: there people are named because they work on it."""
    if not answers_nobody(draft):
        return False
    if _EXTENSION.search(draft.plain):
        return True
    return among_colleagues(draft) or (_INSIDE.search(draft.plain) is not None and not names_customers(draft.plain))


def outsider(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer is sent to a firm of their own, which nobody here can ask for them."""
    if sentence is None:
        return False
    said = sentence.text
    # A helper in a forum writes no letter.
    letter = any("greeting" in one.places for one in draft.sentences)
    if draft.document.channel == "email" and draft.document.thread and not letter and not _OURS.search(said):
        return True
    if sentence.index and _THEM.search(said):
        said = f"{draft.sentences[sentence.index - 1].text} {said}"
    return _OUTSIDE.search(said) is not None


def insider(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer is sent to people of the house."""
    return not outsider(draft, sentence, hit)
