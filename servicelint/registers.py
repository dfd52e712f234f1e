"""What kind of message a draft is, from its words: ``finance`` (money is owed or was moved), ``sales`` (outbound).

The words only gate the rules that name a register; a caller who knows better sets ``Document.registers``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.matching import Draft

#: Words that speak of money owed or moved by themselves …
_MONEY = regex(
    r"\b(?:payments?|repayments?|invoices?|overdue|arrears|outstanding (?:\w+ )?(?:balance|amount|sum|invoices?|dues)|"
    r"past[- ]due|unpaid|remit\w*|bank charges|instal?l?ments?|emi|che(?:que|ck)s? (?:bounced|returned)|direct debit|"
    r"debit order|e-?mandate|amount (?:due|owed)|ow(?:e|ed|ing)|debts?|loans?|fees?|refund\w*|penalt(?:y|ies)|"
    r"premiums? (?:of|is|due|for|payment|amount)|(?:your|the|this|annual|monthly) premium(?! plan)|"
    r"top[- ]up of|(?:your|the|pay|overdue) rent|(?:your|a|the|pay|new) bill|deducted|taxes|credit score|xamount|"
    r"pay (?:the|your|by|now|within|us|off|on|in)|charges? (?:of|appl\w+|on|for|will|is|are|was|were|has|have)|"
    r"(?:extra|additional|service|admin\w*|late|penal|other|no|these|following|double|wrong) charges?|billing|"
    r"past its due date|late (?:fees?|charges)|gcash|paynow|paybill|m-?pesa|bailiffs?|debt collectors?|remittance|"
    r"unrecogni[sz]ed charges?|(?:your|account|outstanding|current) balance|"
    r"charged? (?:you|your card|the card|an?|twice|for)|statements? of account|(?:debit|credit) notes?|"
    r"attached [^.?!]{0,60}\bfor your (?:\w+ )?(?:action|settlement))\b|\bcharged? [$€£₹]",
    re.IGNORECASE,
)
#: … and words that do so only in company: "paid attention", "keep your balance".
_HINT = regex(
    r"\b(?:balance|paid|pay|charges?|charged|billing|bill|bank|premium|dues?|fines?|rent|deposit|subscription|"
    r"credit card|settle\w*|due (?:date|on|by)|transactions?|costs?|interest|wallet|total|wire|"
    r"transfer|money|freight|miscellaneous|receipt|"
    r"(?:sh|ksh|kes|rs|inr|rm|php|ngn|zar|aed|r) ?\d[\d,.]*)\b|[$€£₹₦₱] ?\d",
    re.IGNORECASE,
)
_HINTS = 2
_SALES = regex(
    r"\b(?:demo|free trial|our (?:\w+ ){0,3}(?:platform|solutions?|products?|services?|software|tool|app|offer|range|"
    r"collection|crm)|book (?:a|your) (?:call|demo|slot|meeting)|schedule (?:a|your) (?:call|demo|meeting)|"
    r"(?:quick|short|brief) (?:call|chat|intro)|\d+ minutes|discount|special offer|limited[- ]time|\d+ ?% off|upgrade|"
    r"premium plan|leading (?:provider|supplier)|introduce (?:you|myself|our|my)|(?<!for )reaching out|partner with|"
    r"case study|roi|pricing|sign up|sale ends|shop now|new arrivals|we help (?:companies|businesses|teams)|"
    r"cold email|touch base|interested in|(?:15|20|30)[- ]min(?:ute)?s?|companies (?:at|like)|congrat\w* on|"
    r"(?:worth|open to|up for|grab) (?:a )?(?:quick |short |brief )?(?:call|chat|look)|heard? back|close your file|"
    r"curious (?:if|how|whether)|case studies|calendly|promo(?:tion)? code|coupon|apply now|buy now|order now|"
    r"cash loan|we (?:offer|supply|speciali[sz]e))\b",
    re.IGNORECASE,
)
_SALES_SCORE = 2


def registers_of(draft: Draft) -> frozenset[str]:
    """Return the registers of a draft; a reply to a customer's message is never outbound selling."""
    texts = [sentence.text for sentence in draft.sentences]
    found = set()
    if any(_MONEY.search(text) for text in texts) or _different(_HINT, texts) >= _HINTS:
        found.add("finance")
    if not draft.document.thread and _different(_SALES, texts) >= _SALES_SCORE:
        found.add("sales")
    return frozenset(found or {"support"})


def _different(words: re.Pattern[str], texts: Sequence[str]) -> int:
    """Return how many different words of a kind there are."""
    return len({match[0].lower() for text in texts for match in words.finditer(text)})
