"""What a customer may have told, and how a draft asks for it again: attribute against attribute."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex

_ASK = (
    r"(?:(?:can|could|would|will|may|might) (?:you|we|i)|please|pls|kindly|what(?:'s| is| was)?|do you have|(?:i|we)(?:'ll|'d| will| would)?(?: \w+)? (?:need|require|ask for)|"
    r"send|dm|provide|share|give|tell|let (?:us|me) (?:know|have)|confirm|just need|which|appreciate if|remind me(?: of)?|state|quote|mind (?:sharing|giving|telling|sending|confirming)|once i have|furnish|reply with|when did you)"
)
_NUMBER = r"(?:number|numbers|no\.?|nr|#|id|code|reference|ref|details)"


def _asks(thing: str) -> re.Pattern[str]:
    """Return a pattern for a request of ``thing``, which may not be read back ("is 4471 right?") or another one."""
    return regex(
        rf"(?<!not )(?<!n't )(?<!never )\b{_ASK}\b(?:(?!\b(?:not|n't|delete|remove|if|correct|other|another|alternative|different|new|second|to (?:this|that|the))\b)[^.?!;:]){{0,60}}?\b{thing}",
        re.IGNORECASE,
    )


def _given(label: str) -> re.Pattern[str]:
    """Return a pattern for a labelled value that has a digit in it: "order no. 4471", "PNR: QX7T2B"."""
    return regex(
        rf"\b{label}\W{{0,3}}(?:{_NUMBER}\W{{0,3}})?(?:is\W+|was\W+)?(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{{3,}}\b",
        re.IGNORECASE,
    )


_ORDER = r"(?:order|purchase)"
_BOOKING = r"(?:booking|reservation|confirmation|pnr|record locator|reference|ref)"
_CASE = r"(?:case|ticket|complaint|incident|claim|service request)"
_ACCOUNT = r"(?:account|customer|member(?:ship)?|policy)"
_TRACKING = r"(?:tracking|parcel|consignment|shipment|waybill|way ?bill|air ?way ?bill|awb|docket)"
_INVOICE = r"(?:invoice|bill|receipt|quotation|quote)"
_DEVICE = r"(?:serial|imei|licence|license|registration|plate|vin|meter|application|student|patient|member|planning)"
DAY = r"(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
COLOUR = r"(?:black|white|grey|gray|red|blue|green|yellow|pink|navy|charcoal|beige|brown|silver|gold|teal|purple|orange|cream|olive|khaki)"
#: What is asked for, and what it looks like where it was given. Attribute against attribute: an order number answers
#: no request for a phone number.
ATTRIBUTES: list[tuple[re.Pattern[str], re.Pattern[str]]] = [
    *(
        (_asks(rf"(?:your |the )?(?:\w+ )?{kind}(?:'s)? {_NUMBER}"), _given(kind))
        for kind in (_ORDER, _BOOKING, _CASE, _ACCOUNT, _TRACKING, _INVOICE, _DEVICE)
    ),
    (
        _asks(
            r"(?<!send )your (?:account |contact )?e-?mail(?: address| id)?\b(?! (?:to|us|program|client|account|provider|settings))"
        ),
        regex(r"\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b|\bXmail\b", re.IGNORECASE),
    ),
    (
        _asks(r"(?:phone|telephone|mobile|cell|contact|callback) (?:number|no)"),
        regex(r"(?<![\w-])(?:\+\d{1,3}[ .-]?)?(?:\(?\d{2,4}\)?[ .-]?){2,4}\d{3,4}(?!\w)(?<=\d)"),
    ),
    (
        _asks(
            r"(?:date of (?:purchase|travel|birth|the order|arrival|your (?:order|flight|stay|visit))|(?:purchase|order|travel|delivery) date)"
        ),
        regex(
            r"\b(?:bought|ordered|purchased|booked|travel\w*|flew|flight|stay\w*|on)\b.{0,30}\b(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|"
            r"aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})\b",
            re.IGNORECASE,
        ),
    ),
    (
        _asks(r"(?:the )?(?:exact )?amount (?:you (?:paid|were charged)|charged|of the)"),
        regex(r"[$€£₹]\s?\d|\b(?:usd|eur|gbp|kes|rs\.?) ?\d", re.IGNORECASE),
    ),
    (
        _asks(r"(?:zip|post|postal) ?code"),
        regex(r"\b(?:zip|postcode|post code|postal code)\W{1,3}(?:is )?[A-Z0-9]{3,}", re.IGNORECASE),
    ),
    (
        regex(
            r"\b(?:what|which) (?:kind of |type of |exact )?(?:device|phone|model|platform|console|browser)\b(?! version)(?! (?:they|he|she|it|people|others|somebody|someone)\b)",
            re.IGNORECASE,
        ),
        regex(
            r"\b(?:iphone ?(?:\d|x)\w*|ipad (?:pro|air|mini|\d)|galaxy \w?\d+|pixel \d|ps[345]\b|playstation [345]|xbox (?:one|360|series)|windows (?:7|8|10|11)|mac ?os (?:x )?\d|ubuntu|(?:on|using|with|in) (?:chrome|safari|firefox|edge))",
            re.IGNORECASE,
        ),
    ),
    (
        # A browser that was named is no operating system.
        regex(
            r"\b(?:(?:what|which) (?:kind of |type of |exact )?|(?:let (?:me|us) know|tell (?:me|us)|share|provide|confirm|send (?:me|us)|what(?:'s| is)|need) (?:\w+ ){0,2})(?:operating system|os)\b(?! version)(?! (?:they|he|she|it|people|others|somebody|someone)\b)",
            re.IGNORECASE,
        ),
        regex(
            r"\b(?:iphone ?(?:\d|x)\w*|ipad (?:pro|air|mini|\d)|galaxy \w?\d+|pixel \d|windows (?:7|8|10|11)|win ?(?:7|8|10|11)|mac ?os (?:x )?\d|ubuntu)",
            re.IGNORECASE,
        ),
    ),
    (
        _asks(r"(?:flight) (?:number|no)"),
        regex(r"\b(?:flight|flt)\W{1,3}(?:number |no\.? )?[A-Z]{0,3}\s?\d{2,4}\b", re.IGNORECASE),
    ),
    (
        _asks(
            r"(?:waybill|tracking|order|booking|invoice|claim|parcel)\b(?! (?:status|history|confirmation|page|app|link|details|date|form|team))(?= (?:is|are|was|we|you|i)\b)"
        ),
        regex(
            r"\b(?:waybill|tracking|order|booking|invoice|claim|parcel)\W{1,3}(?:number |no\.? |is |ref )*(?=[A-Z/-]*\d)[A-Z0-9/-]{4,}",
            re.IGNORECASE,
        ),
    ),
    (
        _asks(r"(?:date of birth|birth ?date|dob|when you were born)\b"),
        regex(r"\b(?:dob|d\.o\.b\.?|date of birth|born(?: on)?)\W{1,3}(?:is )?(?:\w+ )?\d", re.IGNORECASE),
    ),
    (
        _asks(
            r"(?:(?:meter|display|gauge|odometer|dial|screen) (?:currently |now )?(?:shows?|reads?|says?|reading)|(?:current|latest|meter) readings?)\b"
        ),
        regex(r"\b(?:meter|reading|display|gauge|odometer|dial)\b.{0,25}\b\d[\d.,]{2,}", re.IGNORECASE),
    ),
    (
        _asks(
            r"(?:(?:which|what|the) )?(?:(?:exact |product )?model|colou?r|shade)(?: and (?:colou?r|model|size))?\b(?= (?:and|you|it|is|was|of|your)\b|[?.,]|$)"
        ),
        regex(
            rf"\b(?:bought|ordered|purchased|got|have|own)(?: (?:the|a|an|your|my|one|two))? (?-i:[A-Z])\w+(?: \w+){{0,4}} (?:in )?{COLOUR}\b",
            re.IGNORECASE,
        ),
    ),
    (
        regex(r"\bwhen (?:did you|you|was it) (?:first )?(?:purchased?|buy|bought|ordered?|booked?)\b", re.IGNORECASE),
        regex(rf"\b(?:bought|ordered|purchased|booked)\b.{{0,60}}\b(?:on )?{DAY}\b", re.IGNORECASE),
    ),
    (
        _asks(
            r"(?:your |the )(?:full |first |last |account )?names?\b(?! (?:entry|field|of|and (?:address|number|email) of the))"
        ),
        regex(
            r"\b(?:my name is|name is|name:|(?-i:it's|It's|This is|this is)) (?-i:[A-Z][a-z]+ [A-Z][a-z]+)|\bname\W{1,2}(?-i:[A-Z][a-z]+)",
            re.IGNORECASE,
        ),
    ),
    (
        _asks(
            r"(?:your |the )?(?:(?:delivery|postal|home|shipping|street|full|billing|property) )?address\b(?<!e-mail address)(?<!email address)(?<!mail address)"
        ),
        regex(
            r"\b\d{1,5}[a-z]? (?-i:[A-Z])\w+(?: \w+)? (?:street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|court|ct|crescent|way|place|terrace|boulevard|blvd|square|gardens)\b",
            re.IGNORECASE,
        ),
    ),
    (
        regex(
            r"\b(?:what|which) (?:is the |was the |exact )?error (?:code|number)\b|\b(?:tell|send|give|share|provide) (?:me |us )?(?:with )?(?:the |your )?(?:exact )?error (?:code|number)\b",
            re.IGNORECASE,
        ),
        regex(r"\b(?:error|code)\W{1,3}(?:code |number |no\.? |is )?[A-Z]*-?\d{2,}", re.IGNORECASE),
    ),
    (
        regex(
            r"\b(?:send|share|attach|upload|provide|have|dm|post)(?: (?:me|us|over|along|a|the|some|any|clear|quick|few|of)){0,4} (?:photos?|pictures?|pics?|screenshots?)\b(?! (?:of|showing) (?:the|your) (?:label|box|receipt|invoice|serial))",
            re.IGNORECASE,
        ),
        regex(
            r"\b(?:photos?|pictures?|pics?|screenshots?|images?)(?: (?:is|are|of \w+(?: \w+)?|also|now|been))* (?:attached|enclosed|below|included)|\b(?:attached|enclosed)(?: (?:a|the|are|is|some|two|three|my))* (?:photos?|pictures?|pics?|screenshots?|images?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        regex(
            r"\b(?:which|what) (?:\w+ )?(?:plan|package|tier|subscription)\b(?= (?:are|do|is|you|\w+ (?:\w+ )?account is)\b)",
            re.IGNORECASE,
        ),
        regex(
            r"\b(?:plus|premium|pro|basic|business|family|student|advanced|unlimited|gold|platinum|free) (?:subscriber|member|user|customer|plan|tier|subscription)\b|\b(?:on|have|got|pay for|using) (?:the |your |a )?(?-i:[A-Z])\w+(?: \w+)? (?:plan|package|tier|subscription)\b",
            re.IGNORECASE,
        ),
    ),
]
