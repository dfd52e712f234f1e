"""What looks like shouting and is none: joy, a form to be signed."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.model import Part

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: The gap of a table, or of a heading that is laid out.
_LAID_OUT = regex(r"\S(?: {5,}|\t{2,}|(?:=(?:09|20)=?\s*){2,})\S")
#: The wording of a licence or a disclaimer, which stays as it is.
LICENCE = regex(
    r"\b(?:AS IS\b|WARRANT(?:Y|IES)|LIABILIT(?:Y|IES)|LICEN[CS]E (?:AGREEMENT|TERMS)"
    r"|HEREBY (?:GRANT|GIVE|AGREE|CONSENT|AUTHORI[SZ]E)|I (?:UNDERSTAND|AGREE|CONSENT) |NEGLIGENCE\b|INDEMNI|WORK PRODUCT)"
)
#: A bulletin off the wire, a notice whose capitals the law prescribes.
_BULLETIN = regex(
    r"\bNATIONAL WEATHER SERVICE\b|\bNOTICE TO (?:ALL )?(?:INTERESTED )?(?:PARTIES|SHIPPERS|MEMBERS|MARKETERS)\b"
    r"|(?i:\bserved under section \d|\bdefault notice\b.*\bconsumer credit act)",
    re.DOTALL,
)
#: Said with joy: "SO cute 😍".
_JOY = frozenset(
    "SO LOVE LOVED AMAZING BEST GREAT HUGE BIG VERY REALLY FUN AWESOME PERFECT HAPPY INCREDIBLE ABSOLUTELY IS ARE THE TOO "
    "TWO THREE MUCH".split()
)
_JOLLY = regex(
    r"[\U0001F300-\U0001FAFF\u2600-\u27BF]|\b(?:wow|yay|woo+|cute|congrat\w*|adorable|omg|haha\w*|lol|awesome|amazing"
    r"|sharing the love|thanks for (?:doing|getting involved))\b",
    re.IGNORECASE,
)
#: In a chat where nothing is asked for and nothing is wrong.
_BANTER = regex(
    r"[\U0001F300-\U0001FAFF]|ðŸ|\b[A-Za-z]*(?:a{4}|e{4}|i{4}|o{4}|u{4}|s{4}|y{4})[a-z]*\b|(?<!\S)#[A-Z]\w+|(?i:\b(?:so proud|highlight of|made (?:my|our) day|can't wait|thrilled)\b)"
)
_HELP = regex(
    r"\b(?:DM|PM|please|help\w*|issues?|problems?|orders?|accounts?|refunds?|e-?mails?|phone|call|fix\w*|updates?|delay\w*|fees?|details|if you)\b",
    re.IGNORECASE,
)
#: Words that make a heading a demand.
_TOLD_YOU = frozenset("YOU YOUR PLEASE NOT NEVER MUST DON'T WE OUR I MY".split())
_COMMANDS = frozenset("COPY MOVE CUT PASTE".split())
_SAD = regex(r"\b(?:sorry|apolog\w+|unfortunately|cannot|can't|unable|must|never)\b", re.IGNORECASE)
#: Somebody else's sentence.
_SAID = regex(r"\s*[\"“].*[\"”]\W*")
#: The fields of a mail's head: "the FROM, TO and DATE lines".
_FIELDS = regex(r"(?:(?:FROM|TO|CC|BCC|SUBJECT|DATE|SENT|REPLY-TO)\b[,& ]*)+")
_HEADING = regex(r"[A-Z][A-Z &/'’-]{6,}:$")
_FORM = regex(
    r"(?:cancellation|withdrawal|reply|return|claim|order|consent|tear-off) (?:form|slip)\W*$|^\W*detach and (?:send|return|post)\b",
    re.IGNORECASE,
)


def joyful(draft: Draft, text: str, start: int, end: int) -> bool:
    """Tell whether one capital word is plain joy, or any are banter."""
    if not re.search(r"\b(?:NOT|NO|NEVER|MUST|ONLY|NOW)\b", text[start:end]) and banter(draft):
        return True
    return text[start:end] in _JOY and _JOLLY.search(draft.plain) is not None and not _SAD.search(draft.plain)


def banter(draft: Draft) -> bool:
    """Tell whether a chat jokes: nothing is asked for, and nothing is wrong."""
    plain = draft.plain
    joking = draft.document.channel == "chat" and _BANTER.search(plain) is not None
    return joking and not _SAD.search(plain) and not _HELP.search(plain)


def bulletin(draft: Draft) -> bool:
    """Tell whether the draft hands on a text that is in capitals where it comes from."""
    return _BULLETIN.search(draft.plain) is not None


def headline(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether the word stands beside another capital word in a subject, as headlines are written."""
    if sentence.segment.part is not Part.SUBJECT:
        return False
    text = sentence.text
    return re.search(r"[A-Z]{2} $", text[:start]) is not None or re.match(r" [A-Z]{2}", text[end:]) is not None


def headed(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether another line of the draft is a heading in capitals with a colon too."""
    return any(other is not sentence and _HEADING.match(other.text.strip()) for other in draft.sentences)


def playful(draft: Draft, marks: str) -> bool:
    """Tell whether "?!" is raised eyebrows in a chat where nothing is wrong, no raised voice."""
    both = len(marks) < 4 and len(set(marks)) > 1
    return both and draft.document.channel == "chat" and not _SAD.search(draft.plain)


def item(draft: Draft, sentence: Sentence, words: list[str], start: int, end: int) -> bool:
    """Tell whether the words head a numbered part ("3. KEEP THE LID DRY.", "2 - TO SAVE POWER")."""
    text = sentence.text
    if len(words) > 9 or not _TOLD_YOU.isdisjoint(words):
        return False
    if re.search(r"[a-z]", text):
        headed = re.match(r"\s+[A-Z][a-z]", text[end:])
    else:
        headed = end == len(text)
        earlier = draft.sentences[sentence.index - 1].text if sentence.index else ""
        if re.search(r"(?:^|\s)\d{1,2}[.)]$", earlier):
            return True
    return bool(headed and re.match(r"\W*\d{1,2} ?[-–.)] ?$", text[:start]))


def named(draft: Draft, text: str, start: int, end: int) -> bool:
    """Tell whether the word is a command set against another ("COPY the file, and do not use MOVE"), or a question in a sentence ("the point was WHY is it shut")."""
    word = text[start:end]
    if word in _COMMANDS:
        return len(set(re.findall(r"\b(?:COPY|MOVE|CUT|PASTE)\b", draft.plain))) > 1
    return word == "WHY" and re.match(r" (?:is|are|was|were|do|does|did|has|have)\b", text[end:]) is not None


def in_form(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether the sentence stands in a form that the customer is to sign."""
    return any(_FORM.search(earlier.text) for earlier in draft.sentences[: sentence.index])


def pardoned(draft: Draft, sentence: Sentence, hit: Hit) -> bool:
    """Tell whether capitals are meant well ("thank YOU"), are quoted, or stand in a heading that is laid out."""
    before, shouted = sentence.text[: hit.start], sentence.text[hit.start : hit.end]
    if shouted == "YOU" and before.lower().endswith(("and now ", "thank ", "-- ", "– ", "— ")):
        return True
    if _SAID.fullmatch(sentence.text) or _FIELDS.fullmatch(shouted):
        return True
    if shouted == "NOT" and re.fullmatch(r"\W*", sentence.text[hit.end :]) and not before.endswith(("or ", " is ")):
        return True
    source = draft.document.text[slice(*sentence.source(hit.start, hit.end))]
    return bool(_LAID_OUT.search(source)) or joyful(draft, sentence.text, hit.start, hit.end)
