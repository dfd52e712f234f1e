"""Telling a mail between colleagues from one to a customer: no sentence of a support desk is added to it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.model import Kind

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: What firms and their customers write about; one such word, and the mail may go to a customer.
_CUSTOMER = regex(
    r"\b(?:customers?|clients?|guests?|passengers?|patients?|tenants?|policyholders?|subscribers?"
    r"|(?:your|the|an?|this|our|new|recent|outstanding|online) (?:\w+ ){0,2}(?:orders?|accounts?|bookings?"
    r"|reservations?|requests?|enquir(?:y|ies)|inquir(?:y|ies)|subscriptions?|plans?|polic(?:y|ies)|claims?|payments?"
    r"|invoices?|purchases?|refunds?|deliver(?:y|ies)|parcels?|packages?|tickets?|case|complaints?|cards?|loans?|bills?"
    r"|statements?|memberships?|warrant(?:y|ies)|devices?|products?|services?|appointments?|applications?|experience"
    r"|trial|rooms?|flights?|tours?|balance|deposit|installation|repairs?|replacements?)"
    r"|order (?:number|no|#)|refund(?:s|ed)?|warranty|shipped|shipping|deliver(?:ed|y)|overdue|instal?ments?"
    r"|dear (?:sir|madam|valued|mr|mrs|ms|miss|member)|our (?:store|shop|website|app|site|platform|software|catalogue"
    r"|showroom|engineers?|technicians?|couriers?)|free trial|demo|discount|(?:support|help) ?(?:desk|team"
    r"|cent(?:re|er))|get in touch|reach(?:ing)? out"
    r"|(?:bank|premium|meter|boiler|broadband|router|password|log ?in|checkout|cart"
    r"|voucher|courier|insurer|insurance))\b",
    re.IGNORECASE,
)
#: What colleagues write about.
_OFFICE = regex(
    r"\b(?:meetings?|conference call|call-in|dial-in|agenda|fyi|colleagues|co-?workers?|employees?|memo(?:s|randum)?"
    r"|head ?count|budgets?|presentations?|spreadsheets?|org(?:ani[sz]ation)? chart|re-?org|vacation|out of the office"
    r"|the (?:deals|traders?|group|committee|analysts?|draft|press release)|our (?:group|board|ceo|legal department)"
    r"|vice president|interns?|interviews?|candidates?|performance reviews?|all hands|off-?site|counterpart(?:y|ies)"
    r"|term sheet|red-?lined?|mark-?up|my boss|action items|deliverables|legislation|hr|business units?|cc'?d"
    r"|forward(?:ed|ing)? (?:this|it|the)|thoughts\?|your thoughts)\b",
    re.IGNORECASE,
)

#: A letter, or words that customers read too: not plainly office work.
_LETTER = regex(r"\b(?:dear|my boss|the group)\b", re.IGNORECASE)


def among_colleagues(draft: Draft) -> bool:
    """Tell whether a draft is a mail about office work that answers nobody and names nothing a customer has."""
    return answers_nobody(draft) and _speaks_of_work(draft.plain)


def plainly_colleagues(draft: Draft, _sentence: Sentence | None = None, _hit: Hit | None = None) -> bool:
    """Tell whether a draft is a mail among colleagues beyond doubt: no fault against a customer.

    A check for rules as it stands: their modules name it.
    """
    return among_colleagues(draft) and not _LETTER.search(draft.plain)


def answers_nobody(draft: Draft) -> bool:
    """Tell whether a draft is a mail of somebody's own, no template, with no message that it answers."""
    document = draft.document
    return document.channel == "email" and document.kind is not Kind.TEMPLATE and not document.thread


def names_customers(message: str) -> bool:
    """Tell whether a message names something that customers have or write about."""
    return _CUSTOMER.search(message) is not None


@lru_cache(maxsize=64)
def _speaks_of_work(message: str) -> bool:
    return _OFFICE.search(message) is not None and not names_customers(message)
