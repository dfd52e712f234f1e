"""Text-speak that hangs on case or place: single letters and digits, and what only an email should not say."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.colleagues import answers_nobody, names_customers
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_YOU = regex(
    r"(?<!= )(?<![\w./@#'’&=~-])"
    r"(?:u|U(?= (?:can|are|have|need|will|want|may|should|must|get|do)\b))(?!['’]?\w|[/=-]|\.\w)"
)
#: "Your keys r here"; the letter of a name ("james r barker") or cut off its word ("the r elativity") is none.
_ARE = regex(
    r"(?:\b(?:u|you|we|they|there|these|those|people|ppl|who|what|how|where"
    r"|(?:your|our|my|the|both|all|these|those|some|many|most|other|any|\d+) (?:[a-z]+ )?[a-z]+s) )"
    r"(?P<word>r)(?= [a-z])"
    r"|(?:^|(?<=\s))(?P<first>r)(?= (?:u|you|we|they)\b)",
    re.IGNORECASE,
)
#: "Get in touch w/ r team", "ask r desk".
_OUR = regex(
    r"(?<![\w/])(?:with|by|from|of|on|in|to|2|at|via|visit|call|ask|contact|try|see|join) (?P<word>r)(?= (?!(?:and|you|they|the|for|from|here|there|not|now|with|when|that|this|are|was|has)\b)[A-Za-z]{3,})"
)
#: "w/speed", "w/ more": in an office mail a usual abbreviation.
_WITH_OUR = regex(r"(?<![\w/])(?P<word>w/ r)(?= [A-Za-z])")
_WITH = regex(r"(?<![\w/])(?P<word>w/ ?)(?!r\b)(?=[A-Za-z]{1,20}\b(?!/|\.\w))")
_CLIPPED = regex(r"\b(?:u|ur|pls|plz|thx|wld|hve|b4|cnct|deets|acct|fdbk|pmts?|msgs?)\b", re.IGNORECASE)
_CONNECT = regex(r"(?<![\w/])(?P<word>cnt?ct)(?= (?:w/|with\b|2\b|to\b))", re.IGNORECASE)
#: Behind these a figure is a number.
_NUMBERED = "".join(
    rf"(?<!{noun} )"
    for noun in "step door gate row line room page version part question table option lane bay unit day level".split()
)
_TO = regex(
    rf"{_NUMBERED}(?<=[a-z] )(?<!May )(?<!June )(?<!July )(?<!arch )(?<!pril )(?<!and )"
    r"2(?= (?:be|get|see|help|view|try|save|enter|use|go|do|make|have|call|send|check|find|know|hear|talk|"
    r"look|u|ur|you|your|the|our|us|me|add|assist|discuss|ensure|keep|let|pay|provide|resolve|review|speak|update|visit)\b)"
    r"|(?<=time )2(?= time\b)|^2(?= (?:save|view|get|see|help|reset|update|check)\b)"
)
_FOR = regex(
    rf"{_NUMBERED}(?<=[a-z] )(?<!uary )(?<!arch )(?<!pril )(?<!May )(?<!June )(?<!July )(?<!gust )(?<!ober )(?<!mber )"
    r"(?<!found )4(?= (?:u|ur|you(?! (?:may|might|can|could|will))|"
    r"your|the|our|us|me|any|more(?= (?:info\w*|details|help|on|about)\b)|all|this|that|now|info|details|ATM|"
    r"assistance|help|safe|routine|"
    r"(?:shar|lett|call|reach|us|help|tak|bring|mak|wait|ask|tell|confirm|contact)ing)\b)"
)
#: "TY! ^M", "TY - Chris"; "/TY" is who writes.
_THANKS = regex(r"(?:^|(?<=[A-Za-z0-9.!?)] ))TY(?= ?[!.^]| [-–] ?[A-Z])")
#: Text-speak in capitals too; other short words in capitals are names.
_LOUD = frozenset("PLS PLZ THX TKS TNX TY".split())
#: "Could you pls. send", "the fee is abt. 40": the stop belongs to the clipped word.
_STOPPED = regex(r"\b(?P<word>(?P<please>pls|plz)\.|(?P<about>abt)\.)(?!\w)", re.IGNORECASE)
_GOES_ON = regex(r"\s*[a-z\d:;,$€£(]")
#: Two of these: people who meet for pleasure.
_SOCIAL = regex(
    r"\b(?:concert|beers?|pizzas?|party|drinks|margaritas?|happy hour|hang(?:ing)? out|you guys|wives|kids|making fun|barbecue|bbq|potluck)\b",
    re.IGNORECASE,
)
_SOON = regex(r"(?<![\w/])asap(?!\w)")


def _hits(draft: Draft, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, Hit]]:
    for sentence in draft.sentences:
        for found in pattern.finditer(sentence.text):
            start, end = found.span(found.lastgroup or 0)
            yield sentence, Hit(start, end, {})


def you(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "u" for "you"."""
    return _hits(draft, _YOU)


def are(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "r" for "are"."""
    return ((sentence, hit) for sentence, hit in _hits(draft, _ARE) if sentence.text[hit.start] == "r" or not hit.start)


def our(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "r" for "our"."""
    return _hits(draft, _OUR)


def with_our(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "w/ r" for "with our"."""
    return _hits(draft, _WITH_OUR)


def connect(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "cnct" before "with"."""
    return _hits(draft, _CONNECT)


def with_(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "w/" for "with", in a chat that clips other words too."""
    if draft.document.channel == "chat" and _CLIPPED.search(draft.plain):
        yield from _hits(draft, _WITH)


def to(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "2" for "to"."""
    return _hits(draft, _TO)


def for_(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "4" for "for"."""
    return _hits(draft, _FOR)


def thanks(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "TY" for "thank you"."""
    return _hits(draft, _THANKS)


def stopped(draft: Draft, which: str) -> Iterator[tuple[Sentence, Hit]]:
    """Yield a clipped word with its full stop where the sentence goes on behind it."""
    for number, sentence in enumerate(draft.sentences):
        following = draft.sentences[number + 1].text if number + 1 < len(draft.sentences) else ""
        for found in _STOPPED.finditer(sentence.text):
            rest = sentence.text[found.end() :]
            if found[which] and _GOES_ON.match(rest if rest.strip() else following):
                yield sentence, Hit(found.start(), found.end(), {})


def please(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "pls." in the middle of a sentence."""
    return stopped(draft, "please")


def about(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "abt." in the middle of a sentence."""
    return stopped(draft, "about")


def social(draft: Draft, sentence: Sentence | None = None, hit: Hit | None = None) -> bool:
    """Return whether a mail that answers nobody is about pizza and beers, and about nothing that customers have."""
    text = draft.plain
    met = {found[0].lower() for found in _SOCIAL.finditer(text)} if answers_nobody(draft) else set()
    return len(met) > 1 and not names_customers(text)


def soon(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "asap" in lower case, in an email."""
    if draft.document.channel == "email":
        yield from _hits(draft, _SOON)


def in_chat(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the draft is a chat message."""
    return draft.document.channel == "chat"


def name(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the hit is an abbreviation or part of a name, a code or a path ("PPL", "UR-7", "pls.example")."""
    if sentence is None or hit is None:
        return False
    text = sentence.text
    word = text[hit.start : hit.end]
    if word.endswith(".") and text[hit.end : hit.end + 1].isalnum():
        return True
    if len(word) > 1 and word.isupper() and word not in _LOUD and not text.isupper():
        return True
    if text[max(0, hit.start - 2) : hit.start].endswith(("/", "@", "#", "_", "= ", "^")):
        return True
    if hit.start > 0 and word[:1].isupper() and re.match(r" [A-Z]", text[hit.end :]):
        return True
    return re.match(r"[/=@_]|[.-]\w|\d| \d(?! [a-z])", text[hit.end :]) is not None
