"""What the selling rules share: whether a draft sells at all, and where it opens.

The opening is the first two real sentences after the greeting, pleasantries and headings aside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: How many sentences count as the opening (rulebook: "greeting aside, first two sentences").
_COUNT = 2
_PLEASANTRY = re.compile(
    r"^\W*(?:(?:i|we) (?:sincerely )?(?:hope|trust)\b.{0,60}\b(?:well|great|good|safe|fine|wonderful|health"
    r"|spirits|week|day)\b"
    r"|hope (?:you|this|all|your)\b|trust (?:you|this|all)\b|how are you\b|happy (?:new year|monday|friday"
    r"|holidays)\b"
    r"|(?:warm |season'?s )?greetings\b|good (?:morning|afternoon|evening|day)\b|congratulations\W*$"
    r"|(?:my name is|i am|i'm|this is) [\w .'-]{2,30}[.!]?$|(?:dear|hi|hello|hey) \S+\W*$)",
    re.IGNORECASE,
)
#: Words that only a message with something to sell uses.
_SELLS = re.compile(
    r"\b(?:\d+ ?%(?: off| discount)|(?:coupon|promo(?:tion(?:al)?)?|discount|voucher) codes?|(?:upgrade|order"
    r"|buy|shop|book|sign up|subscribe) (?:now|today)"
    r"|(?:free|special|exclusive|limited) (?:shipping|trial|offers?|price|deals?|promotions?|discount)"
    r"|new arrivals|your (?:shopping )?(?:cart|basket) "
    r"|(?:would|'d) (?:really |just )?(?:love|like) to (?:show|introduce|tell you|demo|present|offer"
    r"|give you an?)|we help|we(?:'ve| have) (?:helped|solved)"
    r"|introduc(?:e|ing) (?:our|you to|to you|xvar|the new|the all)|case stud(?:y|ies)|demos?"
    r"|leading (?:provider|supplier|manufacturer|company)"
    r"|revolutionary|award[- ]winning|worth a (?:quick |short |brief )?(?:chat|call|look)|special price"
    r"|price list|our catalogue"
    r"|follow(?:ing)?[- ]up on (?:my|our) (?:previous|last|earlier) (?:e-?mail|message|note)"
    r"|our (?:new|newest|latest|full|wide|entire) (?:[\w-]+ ){0,2}(?:platform|products?|range|collection"
    r"|solutions?|tool|app|software|services?|offers?|catalog(?:ue)?))\b",
    re.IGNORECASE,
)
_PROSE = frozenset({"body"})
#: A heading has few words and no full stop.
_HEADING_WORDS = 7


def _is_heading(text: str) -> bool:
    words = text.split()
    return len(words) < 3 or (len(words) <= _HEADING_WORDS and text[-1:] not in ".!?:…")


def opening(draft: Draft) -> list[Sentence]:
    """Return the sentences that open the message; headings above them belong to it too."""
    greeted = max((s.index for s in draft.sentences[:12] if "greeting" in s.places), default=-1)
    found: list[Sentence] = []
    counted = 0
    for sentence in draft.sentences:
        if sentence.index <= greeted or _PROSE.isdisjoint(sentence.places):
            continue
        if _PLEASANTRY.match(sentence.text):
            continue
        found.append(sentence)
        counted += not _is_heading(sentence.text)
        if counted == _COUNT:
            break
    return found


def sells(draft: Draft) -> bool:
    """Tell whether the draft is outbound selling: declared so, or by its words, and no reply to a customer."""
    if draft.document.registers is not None:
        return "sales" in draft.document.registers
    if draft.document.thread:
        return False
    return "sales" in draft.registers or any(_SELLS.search(sentence.text) for sentence in draft.sentences)


def opens(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence belongs to the opening of a selling mail."""
    return sentence is not None and sells(draft) and any(sentence.index == other.index for other in opening(draft))


def introduces(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence opens a mail that answers nobody (introducing is selling enough)."""
    declared = draft.document.registers
    selling = "sales" in declared if declared is not None else not draft.document.thread
    return sentence is not None and selling and any(sentence.index == other.index for other in opening(draft))


_SERVICE = re.compile(
    r"\b(?:resol(?:ved|ution)|tickets?|repair(?:ed)?|refund(?:ed)?|your order|invoices?|payments?|overdue|claim"
    r"|case number|deal tickets?|"
    r"contract|counterpart(?:y|ies)|confirms?|agreement)\b",
    re.IGNORECASE,
)


def unasked(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft comes unasked: selling, or answering nobody and about no case, bill or contract."""
    if draft.document.registers is not None or draft.document.thread:
        return sells(draft)
    return sells(draft) or not any(_SERVICE.search(other.text) for other in draft.sentences)


def selling(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft is outbound selling."""
    return sells(draft)
