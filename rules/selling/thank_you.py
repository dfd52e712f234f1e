"""What a mail that thanks for the sale leaves open: the next step, or a way to write back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.invitations import out_of_place

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: Something is under way for the customer.
_PENDING = regex(
    r"\b(?:orders?|bookings?|reservations?|purchases?|applications?|subscri(?:be|bed|bing|ption)|sign(?:ed|ing)[- ]up"
    r"|registration|shopping|deliver\w+|appointments?|tickets?|payments?|paid|receipt|charged)\b",
    re.IGNORECASE,
)
#: What happens next is said, or what was bought is at hand.
_NEXT = regex(
    r"\b(?:arriv\w+|(?:delivery|delivered by|shipping|dispatch) (?:date|time|slot)|expected delivery|next,"
    r"|tracking (?:number|link|code|id|your)|track (?:it|your)|next steps?|happens next|(?:we|you|it|they)(?: wi|')ll"
    r"|as soon as|once (?:your|it|we|the)|(?:it|they|orders?|parcels?) leaves?|comes? (?:on|by|next|to)"
    r"|(?:is|are) ready|collect|pick (?:it|them) up|(?:available|ready) (?:for|to) download|download (?:links?"
    r"|(?:your|the) (?!invoice|receipt)\w+)|verify|activate|get started|log ?in|sign in|set up|below (?:are|is|you)"
    r"|invoice below|here(?:'s| is) (?:how|what)|confirm your|first step|within (?:the next )?(?:\d|\{|one|two|three|a)"
    r"|due (?:on|by|date)|renew\w*|next (?:charge|payment|billing)|(?:you|it|they|order|parcel|package|items?)"
    r"(?: (?:can|should|shall|will))? (?:be |now )?(?:receive(?!d)|expect|get|hear|notif)\w*|get access"
    r"|cancell?ed|refund\w*|declined|failed|closed|unfortunately|out of stock|(?:was|were|been) delivered"
    r"|access purchase|(?:needs?|requires?|must|has) (?:to )?(?:be )?(?:configur|complet|activat|install|set)\w*)",
    re.IGNORECASE,
)
#: It is over: a farewell or an offer to come back belongs there.
_OVER = regex(
    r"\b(?:cancel\w*|refunded|closed|terminated|sorry to see you go|wish you (?:all )?(?:the )?(?:best|well))\b",
    re.IGNORECASE,
)
#: Who has a question is sent there.
_ASK = r"(?:contact|reach(?: out to)?|call|e-?mail|visit) (?:us|our|the|support|customer)\b"
_ASK_ELSEWHERE = regex(rf"(?<=\w ){_ASK}|\b{_ASK}(?! *(?:\||\n))", re.IGNORECASE)
#: Who signs already.
_FROM_ALL = regex(r"\ball of us at\b|(?im:^[^\n.!?]{0,40}\bteam\W*$)", re.IGNORECASE)
#: A sentence, not a signature or a row of links.
_SAID = regex(r"(?:\S+\s+){4}\S+[.!?]\s*$")
_FOOD = regex(
    r"\b(?:coffee|pizzas?|latte|food|meal|lunch|dinner|burgers?|drinks?|tea|sandwich\w*|bar|restaurant|counter)\b",
    re.IGNORECASE,
)
#: There is a trouble, or more is asked for: no place for high spirits.
_TROUBLE = regex(
    r"\b(?:sorry|apolog\w+|unfortunately|d\.?m\.?|direct message|issues?|problems?|frustrat\w+|concerns?|delay\w*"
    r"|cancel\w*|refund\w*|feedback|disappoint\w+|look into|again soon|see you|come back|understand|team know"
    r"|can't|cannot|couldn't|lost|help)\b|\?",
    re.IGNORECASE,
)
#: So far from its sentence's beginning the thanks still open it ("And again, "), so far from its end they close it.
_NEAR = 12
#: A mail's first and last sentences.
_FIRST, _LAST = 3, 3


def alone(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail has the thanks as a sentence of their own."""
    return draft.document.channel == "email" and by_itself(draft, sentence, hit)


def opens(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail begins with the thanks, as a sentence of their own."""
    return sentence is not None and alone(draft, sentence, hit) and sentence.index < _FIRST


def near_the_end(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the thanks are a sentence of their own where a mail that leaves nothing open offers help: late."""
    return late(draft, sentence, hit) and settled(draft, sentence, hit) and _may_offer(draft)


def settled(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail has the thanks as a sentence of their own, and nothing is left open."""
    return alone(draft, sentence, hit) and not awaits(draft, sentence, hit)


def leaves_open(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail, no farewell, has the thanks as a sentence of their own and names nobody to ask."""
    if not alone(draft, sentence, hit):
        return False
    return not _OVER.search(draft.plain) and not _ASK_ELSEWHERE.search(draft.plain)


def offers(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail, no farewell, has the thanks as a sentence of their own and offers no help yet."""
    return leaves_open(draft, sentence, hit) and _may_offer(draft)


def greets(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether such a mail begins with the thanks, and goes on."""
    return opens(draft, sentence, hit) and offers(draft, sentence, hit) and not late(draft, sentence, hit)


def closes(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail that leaves nothing open, and is no farewell, ends with the thanks; nor names who to ask."""
    if sentence is None or not settled(draft, sentence, hit) or not leaves_open(draft, sentence, hit):
        return False
    return 0 < sentence.index >= len(draft.sentences) - _LAST and _may_offer(draft)


def _may_offer(draft: Draft) -> bool:
    """Tell whether an offer of help fits and stands nowhere yet."""
    return out_of_place(draft.plain, draft.plain) is None


def awaits(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail has the thanks as a sentence of their own and does not say what happens next."""
    if not alone(draft, sentence, hit) or not _PENDING.search(draft.plain):
        return False
    return not _NEXT.search(draft.plain) and not _OVER.search(draft.plain)


def ends(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail, no farewell, ends with the thanks as a sentence of their own."""
    if sentence is None or not alone(draft, sentence, hit) or _OVER.search(draft.plain) or sentence.index < _LAST - 1:
        return False
    return not any(_SAID.search(one.text) for one in draft.sentences if one.index > sentence.index)


def by_itself(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the thanks are a sentence of their own, in a mail or a chat."""
    return sentence is not None and hit is not None and hit.start < _NEAR and len(sentence.text) - hit.end < _NEAR


def answers(draft: Draft, sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Tell whether the thanks open the answer to what somebody wrote."""
    return bool(draft.document.thread) and sentence is not None and sentence.index < _FIRST


def late(draft: Draft, sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Tell whether the thanks stand in the second half of the message."""
    return sentence is not None and 2 * sentence.index >= len(draft.sentences)


def food(draft: Draft, _sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Tell whether somebody in a chat has ordered what is eaten or drunk."""
    return draft.document.channel == "chat" and _FOOD.search(draft.plain) is not None


def cheerful(draft: Draft, _sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Tell whether a line in a chat is all good news."""
    return draft.document.channel == "chat" and not _TROUBLE.search(draft.plain)


def asks_for_more(draft: Draft, _sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Tell whether a line in a chat is about a trouble."""
    return draft.document.channel == "chat" and _TROUBLE.search(draft.plain) is not None


def signed(draft: Draft, _sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Tell whether the message says already that it comes from all of a firm, or from its team."""
    return _FROM_ALL.search(draft.plain) is not None
