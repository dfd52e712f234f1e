"""What kind of message a draft is, from its words: ``finance`` (money is owed or was moved), ``sales`` (outbound).

The words only gate the rules that name a register; a caller who knows better sets ``Document.registers``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servicelint.matching import Draft

_FINANCE = re.compile(
    r"\b(?:payments?|invoices?|overdue|arrears|outstanding (?:balance|amount|sum)|premiums?|remit\w*|remittance|"
    r"bank charges|instal?ments?|che(?:que|ck)s? (?:bounced|returned)|direct debit|debit order|amount (?:due|owed)|"
    r"past due|balance|top[- ]up|debts?|loan|fees?|rent|refund\w*|charges?|charged|fines?|penalt(?:y|ies)|"
    r"dues?|paid|unpaid|billing|bill|Xamount)\b",
    re.IGNORECASE,
)
_SALES = re.compile(
    r"\b(?:demo|free trial|our (?:\w+ ){0,3}(?:platform|solutions?|products?|services?|software|tool|app|offer|range|"
    r"collection|crm)|book (?:a|your) (?:call|demo|slot|meeting)|schedule (?:a|your) (?:call|demo|meeting)|"
    r"(?:quick|short|brief) (?:call|chat|intro)|\d+ minutes|discount|special offer|limited[- ]time|\d+ ?% off|upgrade|"
    r"premium plan|leading (?:provider|supplier)|introduce (?:you|myself|our|my)|reaching out|partner with|"
    r"case study|roi|pricing|sign up|sale ends|shop now|new arrivals|we help (?:companies|businesses|teams)|"
    r"cold email|touch base|interested in)\b",
    re.IGNORECASE,
)
_SALES_SCORE = 2


def registers_of(draft: Draft) -> frozenset[str]:
    """Return the registers of a draft; a reply to a customer's message is never outbound selling."""
    text = " ".join(sentence.text for sentence in draft.sentences)
    found = set()
    if _FINANCE.search(text):
        found.add("finance")
    if not draft.document.thread and len({match[0].lower() for match in _SALES.finditer(text)}) >= _SALES_SCORE:
        found.add("sales")
    return frozenset(found or {"support"})
