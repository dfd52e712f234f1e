"""Is the draft a letter to family or friends? There capitals, marks and clipped words are warmth or a joke."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.model import Kind

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: Nobody says these to a customer.
_DEAR = regex(
    r"\bmiss(?:ing)? (?:you|ya|y'?all|ya'?ll|u)(?: (?:all|both|guys|so|too|much|already|lots))*\s*(?:[.!,;)]|$)"
    r"|\b(?:i|we) (?:do )?(?:love|miss)(?: (?:and|&) (?:love|miss))? (?:you|ya|y'?all|ya'?ll|u)\b|\blove (?:you|ya) (?:all|both|guys|lots|too|so|much)"
    r"|\blove (?:and|&|n) (?:hugs|kisses|prayers)|\bhugs (?:and|&|n) kisses|\b(?:big|lots of) (?:hugs?|kisses)|\bx[xo]{2,}\b|\bxoxo\w*"
    r"|(?:^|\n|[.!] )[ \t]*(?:(?:much|all (?:my|our)|lots of|with|your) )*love,?[ \t]*(?:\n|$)",
    re.IGNORECASE,
)
_KIN = regex(
    r"\b(?:mom(?:my|ma)?|mum(?:my)?|dad(?:dy)?|grand(?:ma|pa|mother|father|kids|parents)|granny|nana|aunt(?:ie|y)?|uncle|cousins?|nieces?|nephews?"
    r"|sweetie|sweetheart|honey|hubby|my (?:husband|wife|fianc[eé]e?|kids|boys|girls|sister|brother|parents|mother|father|son|daughter)"
    r"|you (?:guys|two|both|all)|ya'?ll|y'?all|wedding|honeymoon|bridesmaids?|christmas|thanksgiving|birthday|beers?|slumber party|babysit\w*)\b",
    re.IGNORECASE,
)
_BUSINESS = regex(
    r"\b(?:customers?|clients?|guests|invoices?|orders?|accounts?|payments?|meetings?|contracts?|agreements?|attached|attachment|schedul\w+|department"
    r"|reports?|project|deals?|polic(?:y|ies)|refunds?|bookings?|reservations?|subscri\w+|unsubscribe|website|support|services?|products?|shop|store"
    r"|discount|offers?|sale|tickets?|deadline|questions|conference|regards|sincerely|team|staff|employees?|members?|please (?:contact|advise|confirm))\b",
    re.IGNORECASE,
)


def private(draft: Draft, _sentence: Sentence | None = None, _hit: Hit | None = None) -> bool:
    """Tell whether a letter, no answer and no template, speaks as family and friends do and of no business."""
    document = draft.document
    if document.channel != "email" or document.kind is Kind.TEMPLATE or document.thread:
        return False
    text = draft.plain
    business = len({found[0].lower() for found in _BUSINESS.finditer(text)})
    if _DEAR.search(text):
        return business < 2
    return not business and len({found[0].lower() for found in _KIN.finditer(text)}) > 1
