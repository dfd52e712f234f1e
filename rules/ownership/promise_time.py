"""Whether a promise says when: a day, a date, a clock time or a span beside it, that is not of something past."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"sixty|ninety|half an|couple of|few|several|Xvar|Xamount)"
)
_UNIT = r"(?:business |workings? |calendar |clear |more |full |short )?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|fortnight)"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|march|mar|april|apr|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_TIME = regex(
    rf"\b(?:to-?day|tonight|tonite|tomorrow|tomorow|tmrw?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tue|wed|thu|thurs|fri|sat)(?=[ ,.;:)]|$)|"
    rf"noon|midday|midnight|lunchtime|eod|cob|weekend|Xdate|"
    rf"\d{{1,2}}[:.]\d\d(?!\d)|\d{{1,2}} ?(?:a\.?m|p\.?m|o'?clock|h)\b|(?:at|by|around|before|after|from|until|till|between|about) (?:around |about )?"
    rf"(?:\d{{1,2}}(?![\d,.]\d|%| ?(?:£|\$|€|kg|km|eur|usd))|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half past|quarter)\b(?! of)|"
    rf"(?!24/7)\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)\b|"
    rf"\d{{1,2}} (?:of )?{_MONTH}\b|{_MONTH} \d{{1,2}}|(?:by|in|before|until|from|mid-?|early|late|end of) ?{_MONTH}\b|"
    rf"{_NUMBER}(?:[ -]?(?:to|or|-) ?{_NUMBER})?[ -]?{_UNIT}\b|\d+ ?(?:hrs?|h|min|mins|d)\b|"
    r"(?:this|next|that|same|following|each|every|first|later (?:this|in the)|in the|of the|end of(?: the)?|close of) "
    r"(?:very )?(?:business |working )?(?:morning|afternoon|evening|night|day|week|month|quarter|year|spring|summer|autumn|fall|winter|business|play|minute)s?|"
    r"(?:next|coming|following) (?:few |couple of )?(?:minutes|hours|days|weeks|months)|overnight|(?:in|within) +(?:working|business) (?:days|hours)|daily|weekly|hourly|(?:by|within|before|on|until|at|from) (?:the )?(?:next )?Xvar(?: (?:business |working )?(?:minutes?|hours?|days?|weeks?|months?))?)|"
    r"\b(?:eta|time|date|day|when|by|until|hours?|on|within|deadline|due|expected|completion|resolution)\W{0,3}: Xvar|"
    r"\[[^\[\]]{0,50}(?:time|date|day|hour|when|minute|deadline|week|month|period|eta\b|moment|soon|\d|#|\bx\b)[^\[\]]{0,50}\]",
    re.IGNORECASE,
)
#: A day before the promise that dates what has happened already.
_HAPPENED = regex(
    r"\b(?:was|were|had|got|came|went|received|reported|sent|wrote|called|raised|noted|arrived|placed|reached|submitted|requested|ordered|bought|paid on|filed|created|opened|signed|ago|since|dated|"
    r"your (?:\w+ ){1,3}(?:of|from|on|for))\b",
    re.IGNORECASE,
)
#: "your letter of 3 May", "open since Monday": a date, but not one of the promise.
_PAST_AFTER = regex(
    r"\b(?:dated|since|(?:letter|email|e-mail|mail|message|call|order|complaint|claim|request|form|bill|invoice|visit|flight|report|"
    r"note|booking|purchase)s? (?:of|from|on|dated)|last|lock in|pick|set|fix|agree|choose|find|arrange|book|name|per|once|twice|times|make)(?: the)? $",
    re.IGNORECASE,
)
#: "contact them at Xvar": an address.
_ADDRESS = regex(
    r"\b(?:contact|call|reach|email|write to|message|visit|ring|phone|dm|online|us|them|me|him|her|team|desk|support)(?: (?!you\b)\w+)? $",
    re.IGNORECASE,
)
#: "after his visit on Thursday": still to come.
_AFTER = regex(r"\b(?:after|before|following|until|by) (?:\w+ ){0,3}$", re.IGNORECASE)
#: "expect an email on Monday".
_COMING = regex(r"\b(?:expect|receive|get|send|have)(?: \w+){1,3} on $", re.IGNORECASE)
#: What may be an address as well as a time ("within Xvar" and "until Xvar" are times).
_PLACE = regex(r"(?:by|on|at|from) (?:the )?(?:next )?Xvar$", re.IGNORECASE)
_AGO = regex(r"^ (?:ago|old)\b", re.IGNORECASE)

#: "The boat is set to leave at 8 p.m.": the sentence before says when.
_SET = regex(
    r"\b(?:set|scheduled|rescheduled|expected|due|estimated|planned|now)\b.{0,30}\b(?:depart|leave|leaving|take off|arriv|land|board|start|resum|reopen|open)\w*",
    re.IGNORECASE,
)


def _dates(text: str, found: re.Match[str]) -> bool:
    """Tell whether a time that stands in ``text`` is one to come, not the date of something past nor an address."""
    before = text[: found.start()]
    if _AGO.match(text[found.end() :]) or (_PLACE.match(found[0]) and _ADDRESS.search(before)):
        return False
    past = None if _COMING.search(before) else _PAST_AFTER.search(before)
    return past is None or _AFTER.search(before[: past.start()]) is not None


def timed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether a time stands in the promise or after it, in the next sentence, or before it and still to come."""
    if sentence is None or hit is None:
        return False
    text = sentence.text
    for found in _TIME.finditer(text):
        if found.start() >= hit.start:
            if _dates(text, found):
                return True
        elif not _AGO.match(text[found.end() :]) and not _HAPPENED.search(text[: found.start()]):
            return True
    for following in draft.sentences[sentence.index + 1 : sentence.index + 2]:
        if any(_dates(following.text, found) for found in _TIME.finditer(following.text)):
            return True
    for before in draft.sentences[max(0, sentence.index - 1) : sentence.index]:
        planned = _SET.search(before.text)
        if planned and _TIME.search(before.text, planned.end()):
            return True
    return False
