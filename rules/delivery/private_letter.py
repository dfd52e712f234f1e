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

#: Sounds, games and parties that colleagues and friends share and no customer is written to about.
_CHUMMY = regex(
    r"\bsooo+\b|\b[a-z]*(?:a{4}|e{4}|i{4}|o{4}|u{4})[a-z]*\b|\b(?:sss+h*|s?shhh+)\b|\bh(?:iii+|eyyy+)\b|\b(?:ha){2,}h?\b|\b(?:yippee+|partay|giddy ?up|dudes?|kegs?|kegger|bachelor(?:ette)? party)\b"
    r"|\b(?:cool|funny|neat),? huh\b|\bgo [a-z]+ go!|\bfantasy (?:football|baseball|basketball|hockey|league)\b"
    r"|\bi[’']m (?:so |really )?bored\b|\bschool[’']?s out\b|\bhouse ?-?warming\b|\b(?:surprise|going[ -]away|birthday) party\b"
    r"|\.\.\. ?yeah!|\bhappy birthday,? (?!to)[a-z]+ ?!|\b(?:wife|sister|daughter|we|i)(?: ?\(\w+\))?[, ]+(?:is|are|[’']m) (?:pregnant|expecting)\b",
    re.IGNORECASE,
)

#: Said to a customer after all: prices, orders, excuses.
_SOLD = regex(
    r"\d ?%|[$£€] ?\d|\b(?:coupons?|vouchers?|promo|discount|unsubscribe)\b|\b(?:our|your|the|dear|valued) (?:customers?|clients?|guests|members?|orders?|accounts?|bookings?|invoices?|subscriptions?)\b(?!['’]s have)"
    r"|\b(?:so+|very|really|am|are|[’'](?:m|re)) sorry\b|\bapologi[sz]e",
    re.IGNORECASE,
)


def chummy(draft: Draft) -> bool:
    """Tell whether a letter, no answer and no template, is fun between friends or colleagues and hardly about business."""
    document = draft.document
    if document.channel != "email" or document.kind is Kind.TEMPLATE or document.thread:
        return False
    text = draft.plain
    return (
        not _SOLD.search(text)
        and len({found[0].lower() for found in _BUSINESS.finditer(text)}) < 3
        and _CHUMMY.search(text) is not None
    )


def private(draft: Draft, _sentence: Sentence | None = None, _hit: Hit | None = None) -> bool:
    """Tell whether a letter, no answer and no template, speaks as family and friends do and of no business."""
    document = draft.document
    if document.channel != "email" or document.kind is Kind.TEMPLATE or document.thread:
        return False
    text = draft.plain
    business = len({found[0].lower() for found in _BUSINESS.finditer(text)})
    if business > 1:
        return False
    if _DEAR.search(text):
        return True
    return not business and len({found[0].lower() for found in _KIN.finditer(text)}) > 1
