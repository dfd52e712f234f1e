"""Finds the signs of a blank: brackets, merge fields, rows of X."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence

_ATOM = regex(r"(?<![\w\\/@.])X(?:var|name|date|amount)(?![\w\\/@]|\.\w)")
#: What a writer calls the thing that belongs into a blank.
_THING = (
    r"(?:name|surname|first|last|full|date|day|time|month|year|week|amount|sum|price|number|no|nr|id|ref|reference|order|ticket|case|"
    r"booking|invoice|account|policy|tracking|insert|enter|your|my|our|their|his|her|company|customer|client|recipient|sender|agent|"
    r"product|item|service|address|email|e-mail|phone|telephone|mobile|url|link|city|town|street|postcode|zip|country|title|position|"
    r"role|job|team|department|signature|reason|issue|problem|topic|subject|specific|details?|description|timeframe|deadline|blank|"
    r"placeholder|tbd|tbc|todo|fill|xx+|event|location|place|venue|salutation|currency|percentage|quantity|discount|code|manager|"
    r"what|which|who|whom|when|where|how|the|a|an|something|some)"
)
#: These begin a blank ("[the date]", "[what you found]") but do not make one further on.
_SMALL = regex(r"a|an|the|some|something|what|which|who|whom|when|where|how|my|our|his|her|their", re.IGNORECASE)
_ASIDE = regex(
    r"\[(?:sic|at|dot|redacted|edited|removed|deleted|applause|laughs?|shrug|smile|image|photo|video|gif|audio|attachment|attached|"
    r"external|internal|update[ds]?|edit|urgent|news|fwd|re|ok|yes|no|on|off|x|note|source|translation|emphasis|the|a|an|pdf)\b[^\]]{0,12}\]$",
    re.IGNORECASE,
)
_BRACKETS = regex(
    r"(?:(?<![\w\]\\/=])|(?<=\bN)|(?<=\bR)|(?<=\bRs)|(?<=\bKsh)|(?<=\bRM)|(?<=\bSh))\[(?P<inside>[A-Za-z][\w '’/,.:;&#()-]{0,58})\](?![(\[\w/\\.])"  # noqa: E501
)
_ANGLES = regex(r"(?<![\w\\/=<@])<(?P<inside>[A-Za-z][\w '’-]{1,40})>(?![\w\\/>@]|\.\w)")
_CURLY = regex(
    r"\{\{?\{? ?[A-Za-z_][\w .|-]{0,40} ?\}\}?\}?|"
    r"%%?[A-Z][A-Z_]{2,30}%%?|\$\{[A-Za-z_][\w.]{0,40}\}|<<(?!X(?:mail|link))[^<>.:@]{2,40}>>|\*\|[A-Z_:]{2,30}\|\*"
)
#: A field of any syntax, "{0}" too, in the customer's own message.
FIELD = regex(_CURLY.pattern + r"|\{\{?\d+\}")
_XS = regex(
    r"(?<![\w\\/@.*-])X{4,}(?!\w|[\\/@*]|\.\w|[ -]\d|[ -]X{3,}[ -]\d)|"
    r"(?<![\w/])XX[/.-]XX(?:[/.-]XX(?:XX)?)?(?![\w/])"
)
#: The machine's own variables, not the message's.
_VARIABLE = regex(
    r"%(?:(?:local)?appdata|temp|tmp|userprofile|username|programfiles|programdata|windir|systemroot|path|homepath|public)%",
    re.IGNORECASE,
)
#: "XXXX" in a path, or for any value at all, is meant.
_EXAMPLE = regex(
    r"\\|\b(?:for example|e\.g|such as|something like|looks like|format|named|called|added)\b", re.IGNORECASE
)
_ON_SCREEN = regex(
    r"^<(?:.*(?:folder|account|server|directory|path|key|menu|file|drive)s?|"
    r"e-?mail address|web ?link|link|url|user ?name|password|ip address|hostname|domain(?: name)?)>$"
)
#: A key or a button is named in brackets, too.
_PRESSED = regex(
    r"\b(?:press|hit|click|tap|select|choose|key|button|keys|plus|hold)\w*(?: on)?(?: the)? $", re.IGNORECASE
)
#: No blank without one of these.
_MARKS = regex(r"[\[<{%$*X]")


def blanks(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the place of each blank in the sentence."""
    text = sentence.text
    if not _MARKS.search(text):
        return
    for found in _ATOM.finditer(text):
        source = sentence.spelled(found.start(), found.end())
        if source != found[0] and _is_blank(source):
            yield found.span()
    for mark, pattern in (("[", _BRACKETS), ("<", _ANGLES)):
        for found in pattern.finditer(text) if mark in text else ():
            if _is_blank(found[0]) and not _named(text, found.start(), found.end()):
                yield found.span()
    for pattern in (_CURLY, _XS):
        if pattern is _XS and ("XX" not in text or _EXAMPLE.search(text)):
            continue
        yield from (found.span() for found in pattern.finditer(text) if not _VARIABLE.match(found[0]))


def _named(text: str, start: int, end: int) -> bool:
    """Tell whether the brackets name a key, or a step of a menu path ("Settings > [your name] > Sound")."""
    return bool(_PRESSED.search(text[:start])) or text[:start].rstrip()[-1:] == ">" or text[end:].lstrip()[:1] == ">"


def _is_blank(source: str) -> bool:
    """Tell whether a bracketed stretch waits to be filled ("[date]", "<Customer Name>") and is no aside or tag."""
    if source[0] in "`'\"" or _VARIABLE.match(source):
        return False
    if source[0] not in "[<":
        return True
    if _ASIDE.match(source) or re.search(r"(?:removed|redacted|hidden|deleted|omitted)\W*$", source):
        return False
    # "<IMAP account>", "<email address>" is how people write what stands on the reader's own screen.
    if _ON_SCREEN.search(source):
        return False
    inside = source.strip("[]<>").strip()
    if re.search(r"\.\w{2,4}$|^\d|,.*,|\b#?\d{2,}$", inside) or (
        source[0] == "<" and re.match(r"(?:your|my)[\W_]", inside, re.IGNORECASE)
    ):
        return False
    words = re.findall(r"[A-Za-z]+", inside.replace("_", " "))
    if not words or len(words) > 14 or re.search(r"://|\\\\|=", inside):
        return False
    # A long one is a blank only when it begins like one ("[what you found]"); else it is an aside.
    first = re.fullmatch(_THING, words[0], re.IGNORECASE)
    rest = words[1:] if len(words) < (4 if source[0] == "<" else 5) else []
    named = first or any(re.fullmatch(_THING, word, re.IGNORECASE) and not _SMALL.fullmatch(word) for word in rest)
    return bool(named) and (source[:2] == "<<" or not re.fullmatch(r"\w+\d+", inside))
