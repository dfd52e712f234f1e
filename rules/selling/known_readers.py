"""Does a mail to "all" or "everyone" go to a circle whose members know each other, or is the name left to be filled in?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.colleagues import among_colleagues, names_customers
from servicelint.model import Kind

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_ALL = regex(r"\b(?:all|everyone|everybody|people|friends?|folks|guys|neighbou?rs?)\b", re.IGNORECASE)
_AMONG_US = regex(r"\b(?:all|everyone|everybody|folks|guys|gang|there)\b", re.IGNORECASE)
#: With no word of a customer's matters, who says "I" to these writes to people of their own.
_OURS = regex(r"\b(?:all|everyone|everybody|gang|folks|friends?)\W*$", re.IGNORECASE)
_I = regex(r"\b(?:I|my|me|us all|first (?:stab|draft|cut)|your thoughts)\b")
#: So colleagues ask each other.
_ASKS = regex(
    r"\b(?:can|could|would) you (?:please )?(?:send me|ensure|make sure|check)|^do you have to be\b", re.IGNORECASE
)
#: A line of dots for the name.
_LINE = regex(r"\s*(?:…|\.{3}|_{3})")
_TEAM = regex(r"\byou \((?:[\w']+ ){0,3}(?:operations|team|staff|admins?|department)\)", re.IGNORECASE)
#: What is said to colleagues, friends and neighbours only.
_CIRCLE = regex(
    r"\b(?:hospital|surgery|prayers|thoughts|funeral|baby (?:girl|boy)|birthday|farewell|wedding|(?:new|old|home)"
    r" (?:e-?mail|address|number|phone)|(?:our|the) (?:team|staff|group|band|crew|department|floor|desk|office)"
    r"|co-?workers?|colleagues?|potluck|time ?sheets?|committee|vacation|happy hour|(?:pre-?)?party|pool|digital camera|our discussion|family|condolences|legal department|staff meeting|conference call|carpool|fantasy)\b",
    re.IGNORECASE,
)
#: More than one is greeted; none of their names would fit.
_MANY = regex(
    r"\b(?:friends|gentlemen|participants|shareholders|members|users|customers|colleagues|shippers)\W*$",
    re.IGNORECASE,
)
_INVITED = regex(
    r"\b(?:has |have )?invited you to (?:join|collaborate|work)|you(?:['’]ve| have)? been invited to (?:join|collaborate|work)",
    re.IGNORECASE,
)
_LIST = regex(r"\b(?:discussion|mailing|distribution|e-?mail) (?:list|group)\b", re.IGNORECASE)
#: What is said to a friend: "Hi there! I heard about your marriage."
_FRIEND = regex(
    r"\b(?:your (?:marriage|engagement|new baby|honeymoon)|meet (?:me |us )?for (?:lunch|dinner|drinks|a drink|coffee)|miss (?:you|ya|y'?all)\b(?! at)"
    r"|love (?:you|ya)\b|xoxo\w*|(?:talk|speak) to you soon|has your (?:week|day|weekend) been|hang(?:ing)? out|(?:pre-?|christmas |x-?mas )party|(?:boy|girl)friend|fianc[eé]e?)",
    re.IGNORECASE,
)
#: What a mail to one firm at a time is about.
_THEIR_WORK = regex(
    r"\b(?:your (?:team|company|firm|business|role|work|industry|department|clients|shop|office)|companies like)\b",
    re.IGNORECASE,
)
#: What is said to customers.
_CUSTOMERS = regex(
    r"\b(?:customers?|clients?|guests?|members?|residents?|subscribers?|unsubscribe|opening hours|discount|(?:our|this|an?|special|latest|exclusive) offer|offers"
    r"|your (?:order|account|booking|stay|policy|plan|card|visit|payment)"
    r"|your (?:\w+ )?(?:parcels?|deliver(?:y|ies)|tickets?|invoices?|bills?|rent|class(?:es)?|lessons?|appointments?|cards?|lockers?)|refund\w*"
    r"|our (?:shop|store|branch|products?|services?|website|app|hotel|restaurant)|branch)\b",
    re.IGNORECASE,
)


def writes_to_a_circle(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether "all" or "friends" in a draft, no template, are people who know each other."""
    if draft.document.kind is Kind.TEMPLATE or draft.document.thread or sentence is None or hit is None:
        return False
    texts = [other.text for other in draft.sentences]
    if any(map(_FRIEND.search, texts)) and not any(map(_CUSTOMERS.search, texts)):
        return True
    greeting = sentence.text[hit.start : hit.end]
    if _AMONG_US.search(greeting) and among_colleagues(draft):
        return True
    if greeting.lower().endswith("there") and any(map(_ASKS.search, texts)):
        return not names_customers(draft.plain)
    if _OURS.search(greeting) and any(map(_I.search, texts)):
        return not any(map(_CUSTOMERS.search, texts))
    if not _ALL.search(greeting):
        return False
    return any(_CIRCLE.search(text) for text in texts) and not any(_CUSTOMERS.search(text) for text in texts)


def greets_many(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether a draft, no template, greets a list or a crowd: no name can be put there."""
    if draft.document.kind is Kind.TEMPLATE or sentence is None or hit is None:
        return False
    greeting = sentence.text[hit.start : hit.end]
    if _MANY.search(greeting) or greeting.lower().startswith("att") or _LIST.search(draft.plain):
        return True
    if not _ALL.search(greeting):
        return False
    return _CIRCLE.search(draft.plain) is not None or not _CUSTOMERS.search(draft.plain)


def invited(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether a template tells that somebody was invited: of them only the address is known."""
    return draft.document.kind is Kind.TEMPLATE and _INVITED.search(draft.plain) is not None


def leaves_a_line(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether dots behind the greeting keep a place for the name, or a team is meant ("you (Operations)")."""
    if sentence is None or hit is None:
        return False
    return _LINE.match(sentence.text, hit.end) is not None or _TEAM.search(draft.plain) is not None


def to_many(draft: Draft, _sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Return whether the draft is a template that names nobody's firm, role or work: many get the same."""
    return draft.document.kind is Kind.TEMPLATE and _THEIR_WORK.search(draft.plain) is None
