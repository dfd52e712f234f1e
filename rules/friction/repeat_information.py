"""Asking for what the thread already holds: an order number that was given, a step that was tried."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_ASK = (
    r"(?:(?:can|could|would|will|may|might) (?:you|we|i)|please|pls|kindly|what(?:'s| is| was)|do you have|(?:i|we)(?:'ll|'d| will| would)? need|"
    r"send|dm|provide|share|give|tell|let us (?:know|have)|confirm|(?:i|we) (?:require|just need)|which|appreciate if)"
)
_NUMBER = r"(?:number|numbers|no\.?|nr|#|id|code|reference)"


def _asks(thing: str) -> re.Pattern[str]:
    """Return a pattern for a request of ``thing``, which may not be read back ("is 4471 right?") or another one."""
    return re.compile(
        rf"(?<!not )(?<!n't )(?<!never )\b{_ASK}\b(?:(?!\b(?:not|n't|delete|remove|if|correct|other|another|alternative|different|new|second|to (?:this|that|the))\b)[^.?!;:]){{0,60}}?\b{thing}",
        re.IGNORECASE,
    )


def _given(label: str) -> re.Pattern[str]:
    """Return a pattern for a labelled value that has a digit in it: "order no. 4471", "PNR: QX7T2B"."""
    return re.compile(
        rf"\b{label}\W{{0,3}}(?:{_NUMBER}\W{{0,3}})?(?:is\W+|was\W+)?(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{{3,}}\b",
        re.IGNORECASE,
    )


_ORDER = r"(?:order|purchase)"
_BOOKING = r"(?:booking|reservation|confirmation|pnr|record locator|reference|ref)"
_CASE = r"(?:case|ticket|complaint|incident|claim|service request)"
_ACCOUNT = r"(?:account|customer|member(?:ship)?|policy)"
_TRACKING = r"(?:tracking|parcel|consignment|shipment)"
#: What is asked for, and what it looks like where it was given. Attribute against attribute: an order number answers
#: no request for a phone number.
_ATTRIBUTES: list[tuple[re.Pattern[str], re.Pattern[str]]] = [
    *(
        (_asks(rf"(?:your |the )?(?:\w+ )?{kind}(?:'s)? {_NUMBER}"), _given(kind))
        for kind in (_ORDER, _BOOKING, _CASE, _ACCOUNT, _TRACKING)
    ),
    (
        _asks(
            r"(?<!send )your (?:account |contact )?e-?mail(?: address| id)?\b(?! (?:to|us|program|client|account|provider|settings))"
        ),
        re.compile(r"\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b|\bXmail\b", re.IGNORECASE),
    ),
    (
        _asks(r"(?:phone|telephone|mobile|cell|contact|callback) (?:number|no)"),
        re.compile(r"(?<![\w-])(?:\+\d{1,3}[ .-]?)?(?:\(?\d{2,4}\)?[ .-]?){2,4}\d{3,4}(?!\w)(?<=\d)"),
    ),
    (
        _asks(
            r"(?:date of (?:purchase|travel|birth|the order|arrival|your (?:order|flight|stay|visit))|(?:purchase|order|travel|delivery) date)"
        ),
        re.compile(
            r"\b(?:bought|ordered|purchased|booked|travel\w*|flew|flight|stay\w*|on)\b.{0,30}\b(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|"
            r"aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})\b",
            re.IGNORECASE,
        ),
    ),
    (
        _asks(r"(?:the )?(?:exact )?amount (?:you (?:paid|were charged)|charged|of the)"),
        re.compile(r"[$€£₹]\s?\d|\b(?:usd|eur|gbp|kes|rs\.?) ?\d", re.IGNORECASE),
    ),
    (
        _asks(r"(?:zip|post|postal) ?code"),
        re.compile(r"\b(?:zip|postcode|post code|postal code)\W{1,3}(?:is )?[A-Z0-9]{3,}", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:what|which) (?:kind of |type of |exact )?(?:device|phone|model|platform|console|browser|operating system|os)\b(?! version)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:iphone ?(?:\d|x)\w*|ipad (?:pro|air|mini|\d)|galaxy \w?\d+|pixel \d|ps[345]\b|playstation [345]|xbox (?:one|360|series)|windows (?:7|8|10|11)|(?:on|using|with|in) (?:chrome|safari|firefox|edge))",
            re.IGNORECASE,
        ),
    ),
    (
        _asks(r"(?:flight) (?:number|no)"),
        re.compile(r"\b(?:flight|flt)\W{1,3}(?:number |no\.? )?[A-Z]{0,3}\s?\d{2,4}\b", re.IGNORECASE),
    ),
]

_TRIED = r"(?:(?:have|has|'ve|i|we|already|did|even|tried|after) (?:(?:already|even|also|just|both|now|tried|and|it|to|by|with|after|the|my|a|an|every|all|following|your|this|that|steps|of) ){0,4})"
#: A step as the customer reports it, and as the draft suggests it.
_STEPS: list[tuple[re.Pattern[str], re.Pattern[str]]] = [
    (
        re.compile(rf"\b{_TRIED}(?:{done})", re.IGNORECASE),
        re.compile(
            rf"(?:^\W*|\b(?:please|try|tried|pls|kindly|suggest|recommend|consider|could you|can you|have you)\W+(?:(?:to|you|a|the|quick|just|try|tried|trying|first|also|then|simply|consider) ){{0,3}})(?:{told})",
            re.IGNORECASE,
        ),
    )
    for done, told in (
        (
            r"(?:restarted|rebooted|restarting|rebooting|restart|reboot|power cycled|turned (?:it|my \w+) off and)\b",
            r"(?:restart(?:ing|ed)?|reboot(?:ing|ed)?|power cycl\w+)\b",
        ),
        (
            r"(?:reinstalled|uninstalled|re-installed|reinstalling|uninstalling|reinstall|uninstall)\b(?! (?:add|the add|ext))",
            r"(?:(?:re-?|un-?)install(?:ing|ed)?)\b(?! (?:add|any add|the add|ext|un))",
        ),
        (
            r"(?:cleared|clearing|emptied|deleted) (?:\w+ ){0,3}(?:cache|cookies|history)\b",
            r"clear(?:ing|ed)? (?:\w+ ){0,4}(?:cache|cookies)\b",
        ),
        (
            r"(?:logged out|signed out|logging out|logging off|signing out|log out|logged off)\b",
            r"(?:log(?:ging)?|sign(?:ing)?) out\b",
        ),
        (
            r"(?:reset|resetting) (?:\w+ ){0,3}(?:password|router|modem|network settings)\b",
            r"reset(?:ting)? (?:\w+ ){0,3}(?:password|router|modem|network settings)\b",
        ),
        (
            r"(?:unplugged|unplugging) (?:\w+ ){0,3}(?:router|modem|box|tv|console)\b",
            r"unplug(?:ging)? (?:\w+ ){0,3}(?:router|modem|box|tv|console)\b",
        ),
        (r"(?:checked|checking|looked in) (?:\w+ ){0,3}(?:spam|junk)\b", r"check (?:\w+ ){0,3}(?:spam|junk)\b"),
    )
] + [
    (
        re.compile(
            r"\b(?:i|we)(?:'ve| have)? (?:just |already |also |even )?(?:updated|upgraded)\b(?! (?:my|the) (?:card|address|details|payment|profile|phone number|email))|\b(?:is|am|are|it's|i'm|everything's) (?:all |fully |completely )?up[- ]to[- ]date\b|\b(?:have|using|on|running|got|installed) the (?:very )?(?:latest|newest|most recent|current) (?:\w+ ){0,2}(?:version|update|release|build|software|ios|android|driver)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:please|pls|try|kindly|check|make sure|ensure|suggest|recommend|could you|can you)\b(?:(?!\b(?:not|n't|if)\b)[^.?!;]){0,50}?\b(?:updat(?:e|ing) (?:to|your|the)|upgrad(?:e|ing) (?:to|your|the)|(?:latest|newest|most recent|most up[- ]to[- ]date) (?:\w+ )?(?:version|release|update|build|firefox|ios|android)|up[- ]to[- ]date)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"\b(?:tried|trying|unable|not able|can't|cannot|did|done|through|during|every|all)\b[^.?!]{0,40}\b(?:recover|recovering|recovery)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:have you (?:already )?|did you )(?:tried|try) (?:to )?(?:recover|recovering|resetting|the (?:account )?recovery)\b|\balready tried recover\w*",
            re.IGNORECASE,
        ),
    ),
]
#: The draft knows that it was tried, reads the value back, or asks for another one.
_KNOWS = re.compile(
    r"\b(?:even after|you(?:'ve| have) already|if you (?:haven't|have not)|(?<!have you )already (?:tried|done|did|mentioned|restarted|reinstalled)|again|once more|since you|besides|other than|you have tried|rarely|seldom|apart from|"
    r"instead|another|different|correct|right\?|as well as|in addition|i have your|thanks for (?:trying|the|sending|sharing))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:haven't|have not|didn't|did not|not (?:yet )?(?:tried|restarted)|never|before i|should i|do i (?:need|have)|if i|how (?:do|can) i|can i|want to|going to|will)\b",
    re.IGNORECASE,
)


#: In a long report a step may stand for anything; there only what was asked for by name counts.
_SHORT = 700


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each request for something that the thread already has, and each step that the customer has tried."""
    told = draft.thread
    if not told:
        return
    for sentence in draft.sentences:
        text = sentence.text
        if _KNOWS.search(text) or "subject" in sentence.places:
            continue
        hit = _repeated(text, told)
        if hit:
            yield sentence, hit


def _repeated(text: str, told: list[str]) -> Hit | None:
    for ask, given in _ATTRIBUTES:
        found = ask.search(text)
        if found and any(given.search(line) for line in told):
            return Hit(found.start(), found.end(), {})
    for done, suggested in _STEPS:
        found = suggested.search(text)
        if found and sum(map(len, told)) < _SHORT and any(_reported(done, line) for line in told):
            return Hit(found.start(), found.end(), {})
    return None


def _reported(done: re.Pattern[str], line: str) -> bool:
    """Tell whether a line reports the step as done; "how do I", "should I", "haven't" before it say that it is not."""
    found = done.search(line)
    return found is not None and not _NEGATED.search(line[max(0, found.start() - 40) : found.end()])
