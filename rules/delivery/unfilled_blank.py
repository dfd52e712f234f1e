"""Blanks that nobody filled: brackets, merge fields and filler in a draft that is about to be sent."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.model import Kind
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

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
_BRACKETS = regex(r"(?<![\w\]\\/=])\[(?P<inside>[A-Za-z][\w '’/,.:;&#()-]{0,58})\](?![(\[\w/\\.])")
_ANGLES = regex(r"(?<![\w\\/=<@])<(?P<inside>[A-Za-z][\w '’-]{1,40})>(?![\w\\/>@]|\.\w)")
_CURLY = regex(
    r"\{\{?\{? ?[A-Za-z_][\w .|-]{0,40} ?\}\}?\}?|"
    r"%%?[A-Z][A-Z_]{2,30}%%?|\$\{[A-Za-z_][\w.]{0,40}\}|<<[^<>.:@]{2,40}>>|\*\|[A-Z_:]{2,30}\|\*"
)
_XS = regex(
    r"(?<![\w\\/@.*-])X{4,}(?!\w|[\\/@*]|\.\w|[ -]\d|[ -]X{3,}[ -]\d)|"
    r"(?<![\w/])XX[/.-]XX(?:[/.-]XX(?:XX)?)?(?![\w/])"
)
_FILLER = regex(
    r"(?i:lorem ipsum(?: (?:dolor|is dummy text)\b[\w ,]{0,40})?)|"
    r"\b(?:TODO|FIXME)\b(?!s)(?!,? (?:lists?|apps?|items?|tasks?|board|page|comment|tag|file|tab|view|widget|plugin)\b)(?![\w.]*\.(?:txt|md)\b)|"
    r"(?<![\w_])_{4,}(?![\w_])|"
    r"\(?\bINSERT(?: [A-Z][A-Z0-9'./-]*){1,5}\b\)?|"
    r"(?i:\b(?<!copy and )(?:insert|enter|type|put|add|paste|write) (?:your |the |a |any |some |custom |customer |agent |own ){0,2}"
    r"(?:name|text|message|date|amount|number|details?|content|reason|salutation|greeting|signature|link|address|copy|body|title) here\b(?!\?))|"
    r"^HERE\)|\(?\b(?:[A-Z][A-Z0-9.]* ){0,2}(?:NAME|NO\.?|NUMBER|DATE|AMOUNT|TIME|ADDRESS|LINK|URL|REF|TEXT|DETAILS|REASON|CODE|ID|PRICE|VENUE|TITLE|LOGO|SIGNATURE) HERE\b\)?|"
    r"(?i:\b(?:your|sample|dummy|placeholder|filler) (?:text|name|copy|content|message|paragraph) (?:goes )?here\b(?!:? ?(?:http|Xlink|\())|\b(?:dummy|placeholder|filler) (?:text|copy)\b)|"
    r"(?i:[\w/.]+ ?\((?:please )?(?:delete|strike|cross out|select|choose) (?:as|where|whichever|one|the (?!security|option))[^()]{0,40}\))|"
    r"(?i:\b(?:date|time|amount|price|venue|room|name|no|number|ref|officer|contact|driver|check-(?:in|out)(?: time)?|[a-z]+ (?:time|date|number|name)):? (?:tbc|tba|tbd)\b(?:,? (?:ask|check with|see) [a-z]+)?)|"
    r"(?i:\b(?:tbc|tba|tbd),? (?:ask|check with|see) [a-z]+)|(?:[£$€₹]|\bRs\.? |\bUSD |\bKsh ?|\bR)(?:X+|_+|\?\?+|0?\.{3,}|00\.00)(?![\w.])|"
    r"\b(?:dd|DD)[/.-](?:mm|MM)[/.-](?:yy|YY)(?:yy|YY)?\b|\b00[/.-]00[/.-]0{2,4}\b|#(?:N/A|REF!|VALUE!|NAME\?)|"
    r"\b(?:FIRSTNAME|LASTNAME|FIRST_NAME|LAST_NAME|CUSTOMERNAME|CUSTNAME|CUST_NAME|FNAME|LNAME|CLIENTNAME)\b|(?i:\b(?:dear|hi|hello) (?:undefined|null|none|nan|customername|firstname|name surname|first name|customer name|client name|insert name)\b)"
)
#: A slip for the customer to fill in, or a message that is about merge fields.
_FORM = regex(
    r"\b(?:tear[- ]off|cut here|tear here|detach|reply slip|return (?:the|this) (?:slip|form|part)|slip below|form below|fill in|complete (?:and|the) (?:sign|return|form|slip)|"
    r"block (?:letters|capitals)|signature|signed|sign (?:and|below|here)|tick (?:one|the|as)|please print)\b|✂|- - - -|-{8,}",
    re.IGNORECASE,
)
_ABOUT = regex(
    r"\b(?:merge (?:field|tag|code)s?|placeholders?|template|variables?|snippets?|mail merge|shortcodes?|tokens?|tags?|macro|syntax|(?:in|with|the) (?:curly |square |angle )?(?:brackets|braces)|"
    r"replace (?:the|it|this|that|<|\[|\{)|where it says|typed?|wrote|substitut)\w*\b",
    re.IGNORECASE,
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
#: A key or a button is named in brackets, too.
_PRESSED = regex(
    r"\b(?:press|hit|click|tap|select|choose|key|button|keys|plus|hold)\w*(?: on)?(?: the)? $", re.IGNORECASE
)
_NOBODY = regex(
    r"(?i:\b(?:dear|hi|hello|hey)) (?:(?i:mr|ms|mrs)\.?(?:/(?i:mr|ms|mrs)\.?)? )?"
    r"(?:XY|XYZ|XX+|X|xxx+|NN|N\.N\.|ABC)(?![\w-])"
)
_GREETED = regex(
    r"(?i:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))(?: there)?(?: (?:mr|ms|mrs|mr/ms)\.?)?) $"
)


#: No blank without one of these, no filler without one of those (in lower case), nobody's name without one of the last.
_MARKS = regex(r"[\[<{%$*X]")
_FILLING = (
    "lorem|todo|fixme|____|insert|here|delete|strike|cross out|select|choose|tbc|tba|tbd|dummy|placeholder|filler|name|"
    "undefined|null|none|nan|dd/|dd.|dd-|00/|00.|00-|#n/a|#ref!|#value!"
).split("|")
_SUM_MISSING = regex(r"(?:[£$€₹]|Rs\.? |USD |Ksh ?|R)(?:X|_|\?\?|0?\.{3})")
_NOBODYS = ("X", "xxx", "NN", "N.N.", "ABC")


def _blanks(sentence: Sentence) -> Iterator[tuple[int, int]]:
    text = sentence.text
    if not _MARKS.search(text):
        return
    for found in _ATOM.finditer(text):
        # Markdown may have escaped the marks of a field.
        source = sentence.rendered(found.start(), found.end()).replace("\\", "")
        if source != found[0] and _is_blank(source):
            yield found.span()
    for pattern in (_BRACKETS, _ANGLES):
        for found in pattern.finditer(text):
            if _is_blank(found[0]) and not _named(text, found.start(), found.end()):
                yield found.span()
    for pattern in (_CURLY, _XS):
        if pattern is _XS and _EXAMPLE.search(text):
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
    # "<IMAP account>" is how people write what stands on the reader's own screen.
    if source[0] == "<" and re.search(r"(?:folder|account|server|directory|path|key|menu|file|drive)s?>$", source):
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
    return bool(named) and not re.fullmatch(r"\w+\d+", inside)


def greeted(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield a greeting whose name is a blank: "Dear [name]"; in a template only "Dear XY"."""
    for sentence in draft.sentences:
        if any(sign in sentence.text for sign in _NOBODYS):
            for found in _NOBODY.finditer(sentence.text):
                yield sentence, Hit(found.start(), found.end(), {})
        if draft.document.kind is Kind.DRAFT:
            for start, end in _blanks(sentence):
                before = _GREETED.search(sentence.text[:start])
                if before:
                    yield sentence, Hit(before.start(), end, {})


def blanks(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield blanks and merge fields of a draft; a template is allowed to have them."""
    if draft.document.kind is not Kind.DRAFT:
        return
    found = [(sentence, sorted(_blanks(sentence))) for sentence in draft.sentences]
    if not any(places for _, places in found) or _told_of(draft):
        return
    for sentence, places in found:
        taken = 0
        for start, end in places:
            if start >= taken and not _GREETED.search(sentence.text[:start]):
                taken = end
                yield sentence, Hit(start, end, {"blank": Slot(start, end, (start, end))})


def _told_of(draft: Draft) -> bool:
    """Tell whether the message explains merge fields, or the customer's message has the very field."""
    asked = " ".join(draft.last_message)
    return _CURLY.search(asked) is not None or any(_ABOUT.search(sentence.text) for sentence in draft.sentences)


def filler(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield what no merge would fill: "lorem ipsum", "TODO", a line to write on in the middle of a sentence."""
    able = [sentence for sentence in draft.sentences if _may_fill(sentence.text)]
    form = bool(able) and any(_FORM.search(sentence.text) for sentence in draft.sentences)
    for sentence in able:
        for found in _FILLER.finditer(sentence.text):
            if form and found[0].lower().lstrip("(").startswith(("_", "dd", "tick")):
                continue
            line = found[0][0] == "_"
            around = (
                re.search(r"[a-z]", sentence.text[: found.start()]),
                re.search(r"[a-z]", sentence.text[found.end() :]),
            )
            if line and (draft.document.kind is not Kind.DRAFT or not all(around) or ":" in sentence.text):
                continue
            yield sentence, Hit(found.start(), found.end(), {})


def _may_fill(text: str) -> bool:
    """Tell whether filler is possible in the sentence: the cheap test before the expression."""
    low = text.lower()
    return any(sign in low for sign in _FILLING) or _SUM_MISSING.search(text) is not None
