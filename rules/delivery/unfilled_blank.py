"""Blanks that nobody filled: brackets, merge fields and filler in a draft that is about to be sent."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.model import Kind
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_marks = sibling(__file__, "blank_marks")

_FILLER = regex(
    r"(?i:lorem ipsum(?: (?:dolor|is dummy text)\b[\w ,]*)?)|"
    r"(?i:\b(?:dolor sit amet|consectetur|adipisc?i(?:ng|sicing)|eiusmod tempor|incididunt|minim veniam|nostrud exercitation|ullamco laboris|aliquip ex|excepteur|cupidatat)\b[\w ,]*)|"
    r"(?i:\b(?:bacon|hipster|cupcake|corporate|pirate) ipsum\b[\w ,]*|\bblah,? blah\b(?:,? blah)*|\basdf(?:gh\w*)?\b)|"
    r"(?i:[(*]insert (?:[a-z]+ ){0,3}(?:name|date|amount|number|reason|link|address|time|details|price|text|product|topic|day|city)[)*])|"
    r"(?i:\[[^\[\]]{3,80}[-–,] ?(?:as|where) (?:applicable|appropriate)\]|\[(?:delete|choose|select|strike)(?: (?:as|one|where)[^\[\]]{0,30})\])|"
    r"(?i:(?<=\b(?:on|at|by|of|to|is) )\((?:the |your |upload |document |payment |due |order |loan account |booking |invoice |customer |meeting )*(?:date|time|link|name|amount|url|address|phone number|due date)\)(?= (?:at|on|by|and|is|to|for|from|of|with)\b|[.,]|$))|"
    r"(?i:\b(?:on|at|is|the) (?:tbc|tbd)(?=[.,]|$))|\bXX (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"(?i:(?<![\w-])\(?xxx\)?[ .-]xxx[ .-]xxxx?(?![\w-]))|(?<![\w_])___(?= (?:euros?|dollars?|pounds?|days?|hours?|minutes?|items?)\b)|"
    r"\b(?:TODO|FIXME)\b(?!s)(?!,? (?:lists?|apps?|items?|tasks?|board|page|comment|tag|file|tab|view|widget|plugin)\b)(?![\w.]*\.(?:txt|md)\b)|"
    r"(?<![\w_])_{4,}(?![\w_])|"
    r"<(?:add|insert|enter) (?:[a-z]+ ){0,3}(?:name|number|date|amount|address|link|reason|details|time|price)>|"
    r"(?<![\w-])XXX(?= (?:has|have|will|is|was|asked|called|wrote|approached|can|would)\b)|"
    r"\b(?i:(?:January|February|March|April|May|June|July|August|September|October|November|December) xx(?:-xx)?|(?:course|order|invoice|ticket|booking|room|case) (?:no\.? |number )?xxxx*)(?![\w/-]|\.\w)|"
    r"\(?\bINSERT(?: [A-Z][A-Z0-9'./-]*){1,5}\b\)?|"
    r"(?i:\b(?<!copy and )(?:insert|enter|type|put|add|paste|write) (?:your |the |a |any |some |custom |customer |agent |own ){0,2}"
    r"(?:name|text|message|date|amount|number|details?|content|reason|salutation|greeting|signature|link|address|copy|body|title) here\b(?!\?))|"
    r"(?i:\((?:please )?(?:delete|remove|strike out|cut|omit|drop|use|include|keep|add|insert|only use|choose|change|edit|replace|fill in|customise|customize|personalise|personalize|agent|note to agent|internal)(?: only)?,?:? (?:this|the|that|whichever|if|as|one|when|where|your|either|or|check|first|ask|do not|mention) ?(?:paragraph|line|sentence|section|part|bit|text|block|only|name|para|option)?[^()]{0,60}(?:\bif\b|\bwhen\b|\bunless\b|\bnot (?:applicable|needed|used)|\bapplicable|\bappropriate|\bbefore sending|\bfor (?:vip|members|new))[^()]{0,50}\))|"
    r"^HERE\)|\(?\b(?:[A-Z][A-Z0-9.]* ){0,2}(?:NAME|NO\.?|NUMBER|DATE|AMOUNT|TIME|ADDRESS|LINK|URL|REF|TEXT|DETAILS|REASON|CODE|ID|PRICE|VENUE|TITLE|LOGO|SIGNATURE) HERE\b\)?|"
    r"(?i:\b(?:your|sample|dummy|placeholder|filler) (?:text|name|copy|content|message|paragraph) (?:goes )?here\b(?!:? ?(?:http|Xlink|\())|\b(?:dummy|placeholder|filler) (?:text|copy)\b)|"
    r"(?i:[\w/.]+ ?\((?:please )?(?:delete|strike|cross out|select|choose) (?:as|where|whichever|one|the (?!security|option))[^()]{0,40}\))|"
    r"(?i:\b(?:date|time|amount|price|venue|room|name|no|number|ref|officer|contact|driver|check-(?:in|out)(?: time)?|[a-z]+ (?:time|date|number|name)):? (?:tbc|tba|tbd)\b(?:,? (?:ask|check with|see) [a-z]+)?)|"
    r"(?i:\b(?:tbc|tba|tbd),? (?:ask|check with|see) [a-z]+)|(?:[£$€₹]|\bRs\.? |\bUSD |\bKsh ?|\bR)(?:X+|_+|\?\?+|0?\.{3,}|00\.00)(?![\w./])|"
    r"\b(?:dd|DD)[/.-](?:mm|MM)[/.-](?:yy|YY)(?:yy|YY)?\b|\b00[/.-]00[/.-]0{2,4}\b|#(?:N/A|REF!|VALUE!|NAME\?)|"
    r"\b(?:FIRSTNAME|LASTNAME|FIRST_NAME|LAST_NAME|CUSTOMERNAME|CUSTNAME|CUST_NAME|FNAME|LNAME|CLIENTNAME)\b|(?i:\b(?:dear|hi|hello) (?:undefined|null|none|nan|customername|firstname|name surname|first name|customer name|client name|insert name)\b)"
)
#: "(due date)" in brackets that text has, too; the words of the filler.
_NOUN = regex(r"\((?!insert)[a-z ]+\)$", re.IGNORECASE)
_LATIN = regex(r"(?:dolor|consec|adipis|eiusmod|incid|minim|nostrud|ullamco|aliquip|except|cupid)", re.IGNORECASE)
#: "<add phone number>" names what belongs there.
_ADD = regex(r"<(?:add|insert|enter) (?:your |the |a |an )?([a-z ]+)>$", re.IGNORECASE)
#: What a row of x stands behind: "May xx", "course xxxx".
_LEAD = regex(r"([A-Za-z]+)(?=(?: no\.?| number)? xx)", re.IGNORECASE)
#: "Call us on ____": a line that the sentence itself leads to.
_LED = regex(
    r"\b(?:us|team|office|department|desk|registered|located|held|dated|payable|due|arriv\w+|deliver\w+) (?:office )?(?:at|on|by|under|via) $",
    re.IGNORECASE,
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
_ANGLED = regex(r"<[A-Za-z][^<>\n]{0,30}>")
_NOBODY = regex(
    r"(?i:\b(?:dear|hi|hello|hey)) (?:(?i:mr|ms|mrs)\.?(?:/(?i:mr|ms|mrs)\.?)? )?"
    r"(?:XY|XYZ|XX+|X|xxx+|NN|N\.N\.|ABC|AB|AA|BB|YYY?|ZZ)(?![\w-])"
)
#: "Dear …,", "Dear ____": dots or a line where the name belongs.
_DOTTED = regex(
    r"^\W*(?:dear(?: (?:mr|ms|mrs)\.?(?:/(?:mr|ms|mrs)\.?)?)?|(?:hi|hello)(?= ?[_(])) ?(?P<line>(?:\.{3,}|…)[.…]*|_{2,}|\((?:your |customer |client |first |full |guest )?name\)) ?[,:!.]*$",
    re.IGNORECASE,
)
_GREETED = regex(
    r"(?i:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))(?: there)?(?: (?:mr|ms|mrs|mr/ms)\.?)?) $"
)


#: No filler without one of these, all cheaper to look for than the filler itself; nobody's name without one of the last.
_FILLING = "lorem|dolor|consectetur|adipis|eiusmod|incidid|veniam|nostrud|ullamco|aliquip|excepteur|cupidatat| ipsum|blah|asdf|insert|applicable|appropriate|[delete|[choose|[select|[strike|(the |(your |(upload|(document|(payment|(due|(order|(loan|(booking|(invoice|(customer|(meeting|(date|(time|(link|(name|(amount|(url|(address|(phone|xx |___ |todo|fixme|____|tbc|tba|tbd|dummy|placeholder|filler|xxx| xx|<add|<insert|<enter|dd/|dd.|dd-|00/|00.|00-|#n/a|#ref!|#value!".split(
    "|"
)
_LOUD_FILLING = ("INSERT", "HERE", "NAME")
_QUIET_FILLING = (
    (" here", regex(r"(?:name|text|message|date|amount|number|details?|content|reason|salutation|greeting|signature|link|address|copy|body|title|paragraph|goes) here\b")),
    ("(", regex(r"\((?:please )?(?:delete|strike|cross out|select|choose|remove|cut|omit|drop|use|include|keep|add|insert|only use|change|edit|replace|fill in|agent|note to|internal|customi|personali)")),
    ("name", regex(r"\b(?:first|last|customer|cust|client|f|l)_?name\b|\b(?:dear|hi|hello) (?:name surname|(?:first|customer|client|insert) name)\b")),
    ("n", regex(r"\b(?:dear|hi|hello) (?:undefined|null|none|nan)\b")),
)  # fmt: skip
_SUM_MISSING = regex(r"(?:[£$€₹]|Rs\.? |USD |Ksh ?|R)(?:X|_|\?\?|0?\.{3})")
_NOBODYS = ("X", "xxx", "NN", "N.N.", "AB", "AA", "BB", "YY", "ZZ")


def greeted(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield a greeting whose name is a blank: "Dear [name]"; in a template only "Dear XY"."""
    for sentence in draft.sentences:
        if any(sign in sentence.text for sign in _NOBODYS):
            for found in _NOBODY.finditer(sentence.text):
                yield sentence, Hit(found.start(), found.end(), {})
        dotted = _DOTTED.match(sentence.text)
        if dotted:
            yield sentence, Hit(0, dotted.end("line"), {})
        if draft.document.kind is Kind.DRAFT:
            for start, end in _marks.blanks(sentence):
                before = _GREETED.search(sentence.text[:start])
                if before:
                    yield sentence, Hit(before.start(), end, {})


def blanks(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield blanks and merge fields of a draft; a template is allowed to have them."""
    if draft.document.kind is not Kind.DRAFT:
        return
    found = [(sentence, sorted(_marks.blanks(sentence))) for sentence in draft.sentences]
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
    return _marks.FIELD.search(asked) is not None or any(_ABOUT.search(sentence.text) for sentence in draft.sentences)


def filler(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield what no merge would fill: "lorem ipsum", "TODO", a line to write on in the middle of a sentence."""
    able = [sentence for sentence in draft.sentences if _may_fill(sentence.text)]
    latin = bool(able) and "lorem" in draft.plain.lower()  # once is enough
    form = bool(able) and any(_FORM.search(sentence.text) for sentence in draft.sentences)
    for sentence in able:
        for found in _FILLER.finditer(sentence.text):
            if form and (
                found[0].lower().lstrip("(").startswith(("_", "dd", "tick")) or found[0].lower().endswith(" here")
            ):
                continue
            if found[0][0] == "<" and draft.document.kind is not Kind.DRAFT and len(_ANGLED.findall(draft.plain)) > 2:
                continue  # the merge syntax of this template
            if _NOUN.match(found[0]) and draft.document.kind is not Kind.DRAFT:
                continue  # a merge field of another syntax
            if _LATIN.match(found[0]):
                if latin:
                    continue
                latin = True
            line = found[0][0] == "_"
            around = (
                re.search(r"[a-z]", sentence.text[: found.start()]),
                re.search(r"[a-z]", sentence.text[found.end() :]),
            )
            told = line and not form and _LED.search(sentence.text[: found.start()])
            if line and not told and (draft.document.kind is not Kind.DRAFT or not all(around) or ":" in sentence.text):
                continue
            named = {"lead": _LEAD.match(found[0]), "what": _ADD.match(found[0])}
            slots = {name: _slot(found.start(), words) for name, words in named.items() if words}
            yield sentence, Hit(found.start(), found.end(), slots)


def _slot(start: int, words: re.Match[str]) -> Slot:
    """Return the slot of what is kept of a filler that begins at ``start``."""
    place = (start + words.start(1), start + words.end(1))
    return Slot(*place, place)


@lru_cache(maxsize=512)
def _may_fill(text: str) -> bool:
    """Tell whether filler is possible in the sentence: the cheap test before the expression."""
    low = text.lower()
    return (
        any(sign in low for sign in _FILLING)
        or any(sign in text for sign in _LOUD_FILLING)
        or any(sign in low and found.search(low) for sign, found in _QUIET_FILLING)
        or _SUM_MISSING.search(text) is not None
    )
