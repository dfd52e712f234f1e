"""Values that a customer may have given without a label, and how a draft asks for them: "which date was it?"."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex, sibling

_things = sibling(__file__, "known_things")

#: "Which day would suit you?", "what colour shall I send?": about what comes, not about what was told.
_WISHED = r"(?! (?:would|should|shall|can|could|will|works?|suits?|do you (?:want|prefer|like|need)|did you want|is (?:best|good|convenient|near\w*|clos\w*)|instead|next|else))"
_ASK = (
    r"(?<!not )(?<!n't )(?<!never )\b(?:(?:can|could|would|will|may|might) (?:you|we|i)|please|pls|kindly|tafadhali|paki\w*|what(?:'s| is| was| were| are)?|which|under (?:what|which)|do you have|(?:i|we)(?:'ll|'d| will| would)?(?: \w+)? (?:need|require|ask for)|need|"
    r"(?:send|give|tell|help|provide|share)(?: \w+)?|let (?:us|me) (?:know|have)|confirm|state|quote|remind me(?: of)?|(?:once|when|if) (?:i|we) have|furnish|reply with|grab|missing)\b"
)
_GAP = r"(?:(?!\b(?:not|n't|delete|remove|if|correct|other|another|alternative|different|new|right|second|to (?:this|that|the))\b)[^.?!;:]){0,45}?\b"
_CODE = r"(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{4,}\b"


def _asks(thing: str) -> re.Pattern[str]:
    """Return a pattern for a request of ``thing`` in whatever frame."""
    return regex(rf"{_ASK}{_GAP}{thing}", re.IGNORECASE)


def _pair(
    words: str, ask: re.Pattern[str], given: str
) -> tuple[tuple[str, ...], tuple[re.Pattern[str], re.Pattern[str]]]:
    return tuple(words.split("|")), (ask, regex(given, re.IGNORECASE))


_SUM = r"(?:[$£€₹₦]|\b(?:usd|eur|gbp|kes|kshs?|sh|ugx|tzs|rs|inr|php|sgd|s\$|myr|rm|ngn|aud|rp)\.? ?|\bn(?=\d))\d[\d,.]*|\b\d[\d,.]* ?(?:usd|eur|gbp|kes|bob|pesos?|naira|shillings?|rupees|dollars|pounds|euros|bucks|ringgit)\b"
_PAST = r"(?:transaction|payment|incident|application|visit|stay|purchase|charge|transfer|delivery|call|order|flight|trip|booking|withdrawal|debit)"
#: The words that must be there, the request, the value.
VALUES = [
    _pair(
        "how much|amount",
        regex(
            rf"\bhow much (?:was|were|did|had|have)\b[^.?!]{{0,40}}?(?:charged|debited|pa(?:id|y)|sen[dt]|transfer\w*|deducted|taken|cost|withdr\w+|it\b)|{_ASK} (?:(?:the|me|us|your|exact|total|full|which) ){{0,3}}amount\b(?= (?:and|was|were|you|that|in question|of (?:the|each|your))|[?.,]|$)",
            re.IGNORECASE,
        ),
        _SUM,
    ),
    _pair(
        "date|day|when",
        regex(
            rf"\b(?:on )?(?:which|what) (?:exact )?(?:date|day)(?: and time)?\b{_WISHED}(?= (?:was|were|did|you)\b| (?:of|the) |[?,])|{_ASK}{_GAP}(?:date of (?:the |your |this )?{_PAST}|{_PAST} date|date (?:on which|when|you (?:paid|bought|ordered|applied|travel\w+|sent)))|"
            rf"\bwhen (?:did|was) (?:you |the |your |this |it |that )(?:{_PAST} )?(?:\w+ )?(?:take place|happen|occur|made|apply|send|pay|sent|paid|travel|fly|submit\w*|file|charged)\b",
            re.IGNORECASE,
        ),
        rf"\b{_things.DAY}\b",
    ),
    _pair(
        "number",
        _asks(
            r"(?:(?:best|right|good) )?(?:(?:phone|telephone|mobile|cell|contact|callback|whatsapp) )?number (?:to (?:call|reach|ring|contact)|(?:can|could|should|may|do|shall) (?:we|i)|we can|i can|on (?:the|your) (?:order|account|booking))"
        ),
        r"(?<![\w-])(?:\d{3}-\d{4}|(?=(?:[ ().-]?\d){9})(?:\+\d{1,3}[ .-]?)?(?:\(?\d{2,5}\)?[ .-]?){2,4}\d{3,5})(?!\w)",
    ),
    _pair(
        "phone|mobile|cell|contact number",
        _asks(r"(?:phone|mobile|cell|contact) (?:number|no)\b"),
        r"(?<![\w-])(?:\d{3}-\d{4}|(?:mobile|phone|cell|tel|call me (?:on|at))\W{1,3}(?:no\.? |number |is )?\+?\d[\d -]{6,}\d)(?!\w)",
    ),
    _pair(
        "account|customer|member",
        _asks(r"(?:account|acct|customer|member(?:ship)?) (?:number|no\b|id\b|#)"),
        rf"\b(?:acc|acct|a/c|customer|cust|member(?:ship)?)\b\W{{0,3}}(?:no\.?|number|id|#)?\W{{0,3}}{_CODE}",
    ),
    _pair(
        "last",
        _asks(r"last (?:four|4)\b"),
        r"\b(?:card|ending|ends|account)\b(?: \w+){0,3}? (?:in |with |no\.? |number )?[*x.]*\d{4}(?!\d)|[*x]{2,} ?\d{4}\b",
    ),
    _pair(
        "mail",
        regex(
            r"\b(?:what|which) (?:is (?:the|your) )?e-?mail(?: address| id)?\b(?! (?:client|program|provider|account|service|app|settings|template|should (?:the|a)\b))|\b(?:have|share|need|get) (?:the|an|your) e-?mail address\b",
            re.IGNORECASE,
        ),
        r"\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b|\bXmail\b",
    ),
    _pair(
        "code|id|reference|ref",
        _asks(r"(?:transaction|m-?pesa|mpesa|confirmation|payment|transfer|voucher|promo|gift card|tracking) (?:code|id|reference|ref|message)\b"),
        rf"\b(?:code|transaction|txn|ref(?:erence)?|m-?pesa|id|voucher|promo|gift card)\b\W{{0,3}}(?:code|id|no\.?|number|is|message)?\W{{0,3}}{_CODE}",
    ),
    _pair(
        "code",
        _asks(r"(?:zip|post|postal) ?code\b"),
        r"(?-i:\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b)|(?-i:, [A-Z]{2},? \d{5}\b)|\bsingapore \d{6}\b",
    ),
    _pair(
        "colo",
        regex(rf"\b(?:what|which) colou?r\b{_WISHED}(?= (?:is|was|of|are)\b|[?,])|{_ASK}{_GAP}colou?r of (?:the|your)\b", re.IGNORECASE),
        rf"\b{_things.COLOUR}\b",
    ),
    _pair(
        "name",
        regex(
            rf"\b(?:under )?(?:what|which) name (?:is|was|did)\b|{_ASK}{_GAP}names? (?:under which|on (?:the|your) (?:booking|order|account|card|ticket|reservation|policy)|of (?:the |your )?(?:applicant|passenger|guest|account holder|business|patient|policyholder|company|shop|student))\b",
            re.IGNORECASE,
        ),
        r"\b(?:under|applicant|guest|passenger|name of (?:the )?\w+|name|account holder|patient|business|my name is)\b\W{1,3}(?:is |the name (?:of )?|of )?(?-i:[A-Z][a-z]+ [A-Z])",
    ),
    _pair(
        "branch|store|shop|outlet|atm|station",
        regex(rf"\b(?:which|what) (?:of our )?(?:branch|store|shop|outlet|atm|station)\b{_WISHED}(?= (?:was|did|is it|is this|you (?:visit|bought|paid|went)\w*)\b|[?,])", re.IGNORECASE),
        r"\b(?:at|in|from|to) (?:the |your )?(?-i:[A-Z]\w+)(?: \w+){0,2} (?:branch|store|shop|outlet|station|atm|mall)\b|\b(?:branch|store|shop|outlet|atm) (?:in|at|on) (?-i:[A-Z])",
    ),
    _pair(
        "number on|no on|number of your|number of the",
        _asks(r"(?:number|no) (?:on|of) (?:your|the) (?:receipt|bill|invoice)\b"),
        rf"\b(?:receipt|bill|invoice)\b\W{{0,3}}(?:no\.?|number|#|is)?\W{{0,3}}{_CODE}",
    ),
    _pair(
        "flight",
        regex(r"\b(?:which|what) flight (?:is|was|were|are|did)\b", re.IGNORECASE),
        r"\b(?:flight|flt)\W{1,3}(?:number |no\.? )?[A-Z]{0,3}\s?\d{2,4}\b|(?-i:\b[A-Z]{2} ?\d{3,4}\b)",
    ),
]  # fmt: skip
