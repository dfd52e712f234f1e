"""What the selling rules share: whether a draft sells at all, and where it opens.

The opening is the first two real sentences after the greeting, pleasantries and headings aside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import once, regex, sibling
from servicelint.model import Kind

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_outbound = sibling(__file__, "outbound")
#: How many sentences count as the opening (rulebook: "greeting aside, first two sentences").
_COUNT = 2
_PLEASANTRY = regex(
    r"^\W*(?:(?:i|we) (?:sincerely )?(?:hope|trust)\b.{0,60}\b(?:well|great|good|safe|fine|wonderful|health"
    r"|spirits|week|day)\b"
    r"|hope (?:you|this|all|your|the|things|q[1-4])\b|trust (?:you|this|all)\b|how are you\b|happy (?:new year"
    r"|monday|friday"
    r"|holidays)\b"
    r"|(?:warm |season'?s )?greetings\b|good (?:morning|afternoon|evening|day)\b|congratulations\W*$"
    r"|(?:my name is|i am|i'm|this is) [\w .'-]{2,30}[.!]?$|(?:dear|hi|hello|hey) \S+\W*$)",
    re.IGNORECASE,
)
#: Words that only a message with something to sell uses.
_SELLS = regex(
    r"\b(?:\d+ ?%(?: off| discount)|(?:coupon|promo(?:tion(?:al)?)?|discount|voucher) codes?|(?:upgrade|order"
    r"|buy|shop|book|sign up|subscribe) (?:now|today)"
    r"|(?:free|special|exclusive|limited) (?:shipping|trial|offers?|price|deals?|promotions?|discount)"
    r"|new arrivals|your (?:shopping )?(?:cart|basket) "
    r"|(?:would|'d) (?:really |just )?(?:love|like) to (?:show|introduce|tell you|demo|present|offer"
    r"|give you an?)|we help|we(?:'ve| have) (?:helped|solved)"
    r"|would you like (?:an?|some) [^?.]{0,30}(?:loan|quote|website|demo|trial|mortgage|credit card)"
    r"|most (?:\w+ )?(?:users|teams|companies|people) (?:also (?:use|love)|miss|discover)|users discover"
    r"|we(?:'d| would) love to help you|(?:really |do )?miss you"
    r"|introduc(?:e|ing) (?:our|you to|to you|xvar|the new|the all)|case stud(?:y|ies)|demos?"
    r"|(?:excited|thrilled|proud|delighted) to (?:announce|introduce|launch|unveil)"
    r"|(?:happy|pleased) to (?:announce its|offer you an?)|save (?:up to |big\b|\d+ ?%)|great deals on"
    r"|(?:we|i)(?:'ve| have)? (?:just (?:launched|released|rolled out)|added an? (?:\w+ )?(?:feature|product))"
    r"|leading (?:provider|supplier|manufacturer|company)"
    r"|revolutionary|award[- ]winning|worth a (?:quick |short |brief |\d+[ -]min(?:ute)?s? )?(?:chat|call|look)"
    r"|special price"
    r"|price list|our catalogue"
    r"|follow(?:ing)?[- ]up on (?:my|our) (?:previous|last|earlier) (?:e-?mail|message|note)"
    r"|our (?:new|newest|latest|full|wide|entire) (?:[\w-]+ ){0,2}(?:platform|products?|range|collection"
    r"|solutions?|tool|app|software|services?|offers?|catalog(?:ue)?))\b",
    re.IGNORECASE,
)
#: A mail without a word of service that is this short has nothing but its pitch.
_BRIEF = 900
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


@once
def sells(draft: Draft) -> bool:
    """Tell whether the draft is outbound selling: declared so, or by its words, and no reply to a customer."""
    if draft.document.registers is not None:
        return "sales" in draft.document.registers
    if draft.document.thread:
        return False
    if "sales" in draft.registers or any(_SELLS.search(sentence.text) for sentence in draft.sentences):
        return True
    return bool(_outbound.pitches("\n".join(sentence.text for sentence in draft.sentences)))


def _unserved(draft: Draft) -> bool:
    """Tell whether a mail that answers nobody says nothing of an order, a case or a bill: its pitch is selling"
    " enough."""
    if draft.document.registers is not None or draft.document.thread or draft.document.channel != "email":
        return False
    text = "\n".join(sentence.text for sentence in draft.sentences)
    return (
        _outbound.balance(text) > 0 and len(text) < _BRIEF and not _SERVICE.search(text) and not _outbound.served(text)
    )


def opens(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence belongs to the opening of a selling mail."""
    if sentence is None or not (sells(draft) or _unserved(draft)):
        return False
    first = opening(draft)
    if not any(sentence.index == other.index for other in first):
        return False
    # Who has asked something first does not open with the pitch.
    return not any(other.index < sentence.index and other.text.endswith("?") for other in first)


def introduces(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence opens a mail that answers nobody (introducing is selling enough)."""
    declared = draft.document.registers
    selling = "sales" in declared if declared is not None else not draft.document.thread
    return sentence is not None and selling and any(sentence.index == other.index for other in opening(draft))


_SERVICE = regex(
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


def nudges(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a nudge is a seller's: among colleagues and friends "just checking in" is no gimmick."""
    return sells(draft) or (draft.document.kind is Kind.TEMPLATE and unasked(draft, sentence, hit))


_CALLS = regex(
    r"\b(?:services?|solutions?|clients?|products?|software|capabilit(?:y|ies)|chat|call|meet(?:ing)?"
    r"|presentation|opportunit(?:y|ies))\b",
    re.IGNORECASE,
)


def approaching(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether somebody who introduces themselves wants business: has wares, clients or a meeting in mind."""
    return sells(draft) or any(_CALLS.search(other.text) for other in draft.sentences)


def selling(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft is outbound selling."""
    return sells(draft)
