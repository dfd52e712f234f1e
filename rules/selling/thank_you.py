"""What a mail that thanks for the sale leaves open: the next step, or a way to write back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: Something is under way for the customer.
_PENDING = regex(
    r"\b(?:orders?|bookings?|reservations?|purchases?|applications?|subscri(?:be|bed|bing|ption)|sign(?:ed|ing)[- ]up"
    r"|registration|shopping|deliver\w+|appointments?|tickets?)\b",
    re.IGNORECASE,
)
#: What happens next is said.
_NEXT = regex(
    r"\b(?:ship(?:s|ped|ping)|dispatch\w*|despatch\w*|on (?:its|the|their) way|tracking|delivered|next,|next step"
    r"|delivery (?:date|time|slot)|(?:we|you|it|they)(?: wi|')ll|as soon as|once (?:your|it|we|the)"
    r"|(?:it|they|orders?|parcels?) leaves?|comes? (?:on|by|next|to)|(?:is|are) ready|download|collect"
    r"|pick (?:it|them) up|verify|activate|get started|log ?in|sign in|set up|below\b|here(?:'s| is) (?:how|what)"
    r"|confirm your|first step"
    r"|within (?:the next )?(?:\d|\{|one|two|three|a)|(?:you|it|they|order|parcel|package|items?)"
    r"(?: (?:can|should|shall|will))? (?:be |now )?(?:receive|expect|get|hear|arriv|ready|send|sent|deliver|notif|email"
    r"|contact)\w*|cancell?ed|refund\w*|declined|failed|closed)",
    re.IGNORECASE,
)
#: It is over: a farewell or an offer to come back belongs there.
_OVER = regex(
    r"\b(?:cancel\w*|refunded|closed|terminated|sorry to see you go|wish you (?:all )?(?:the )?(?:best|well))\b",
    re.IGNORECASE,
)
#: Who has a question is sent there.
_ASK_ELSEWHERE = regex(
    r"\b(?:contact|reach(?: out to)?|call|e-?mail|visit) (?:us|our|the|support|customer)\b", re.IGNORECASE
)
#: So far from its sentence's beginning the thanks still open it ("And again, "), so far from its end they close it.
_NEAR = 12
#: A mail's last sentences.
_LAST = 3


def alone(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail has the thanks as a sentence of their own."""
    if draft.document.channel != "email" or sentence is None or hit is None:
        return False
    return hit.start < _NEAR and len(sentence.text) - hit.end < _NEAR


def settled(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail has the thanks as a sentence of their own, and nothing is left open."""
    return alone(draft, sentence, hit) and not awaits(draft, sentence, hit)


def leaves_open(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail, no farewell, has the thanks as a sentence of their own and names nobody to ask."""
    if not alone(draft, sentence, hit):
        return False
    return not _OVER.search(draft.plain) and not _ASK_ELSEWHERE.search(draft.plain)


def closes(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail that leaves nothing open, and is no farewell, ends with the thanks; nor names who to ask."""
    if sentence is None or not settled(draft, sentence, hit) or not leaves_open(draft, sentence, hit):
        return False
    return sentence.index > 0 and len(draft.sentences) - sentence.index <= _LAST


def awaits(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail has the thanks as a sentence of their own and does not say what happens next."""
    if not alone(draft, sentence, hit) or not _PENDING.search(draft.plain):
        return False
    return not _NEXT.search(draft.plain) and not _OVER.search(draft.plain)
