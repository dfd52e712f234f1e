"""One NOT in capitals that small letters alone would make too quiet: a prohibition, a contrast without a comma."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_shouting = sibling(__file__, "shouting")

#: "Do NOT enter a password": an order, not "we do NOT".
_FORBIDDEN = regex(
    r"(?:^\W*|[.;:–—-] |(?<!\byou)(?<!\bwe)(?<!\bi), |\b(?:and|but|so|or|then|also|just|otherwise|therefore|again),? |\()(?P<not>do not)$",
    re.IGNORECASE,
)
#: What somebody can be told to do or not to do; having or knowing is no deed.
_DEED = regex(
    r" (?!(?:have|know|own|mean|need|want|seem|match|apply|include|contain|represent|exist|work)\b|[a-z]+\))[a-z]{2}"
)
#: "I do NOT use it and do NOT like it" is told, not ordered.
_TOLD = regex(
    r"\b(?:i|you|we|they|who|which) (?:do|does|did|have|can|will) (?:not\b|n't)[^.;:]*$|\b(?:i|we) (?!(?:have|am|are|will|think|would)\b)[a-z]+ [^.;:]*\band $",
    re.IGNORECASE,
)
#: In a message about malware or fraud what must not be touched is never touched.
_THREAT = regex(
    r"\b(?:virus\w*|malware|phishing|scam\w*|infected|hack(?:ed|ers?)|fraud\w*|suspicious|malicious|trojan|ransomware)\b",
    re.IGNORECASE,
)
_TOUCH = regex(
    r" (?:try to )?(?:open|run|launch|execute|click|download|install|reply|respond|forward|share|enter|give|type|scan|answer)\b"
)
#: A program that is not to run meanwhile is closed.
_IDLE = regex(
    r"(?:\b(?:with [A-Za-z]+|(?:ensure|make sure|check|be sure|verify|while|when|once|until|and)\b[^.;:!?]{0,60}?(?:\bis|\band))) (?P<not>NOT)$"
)
_RUNNING = regex(
    r" running(?= on (?!either|any|both)| at\b| when\b| while\b| before\b| (?:then |now )?(?:enter|copy|open|press|click|start|paste|locate|type|go)\b|\W*[.,;:)(\n-]|\W*$)"
)
_PROGRAM = regex(
    r"\b(?:computers?|PCs?|folders?|install\w*|browser|software|programs?|apps?|application|profile)\b", re.IGNORECASE
)
#: What is "NOT open on either" of two is open on neither: "closed on either" would ask for one only.
_EITHER = regex(
    r" (?P<be>be )?(?P<how>running|open|active|in use) on either "
    r"(?:of (?:the|your|these) )?(?P<one>computer|PC|machine|device|laptop|phone|tablet)s?\b"
)
_SHOULD_BE = regex(r" be running\b")
_SPLIT = regex(r"\bto (?P<not>NOT)$")
_CONTRASTED = regex(
    r"\b(?!(?:is|are|was|were|be|been|being|am|do|does|did|has|have|had|will|would|can|could|should|may|might|must|shall|and|or|but|if|why|so|please|to|though|although|it|you|we|they|i|this|that|which|the|a|an|certainly|definitely|still|just|make|makes|more|whether) )"
    r"([a-z]{3,}) NOT$"
)
_OTHER = regex(r" (?:the|a|an|your|my|our|in|on|at|from|for|with|by|as|of) ")

_COUNTS = frozenset("ONE TWO THREE FOUR FIVE".split())
_CHOICE = regex(
    r"\b(?:bring|be|provide|send|show|include|need|needs|choose|select|pick|give|attach|use|with|upload|enclose|submit|meet|have) $",
    re.IGNORECASE,
)
_LIST = regex(r" of (?:the following|these|those)\b")
_CAN = regex(r"\bcan (?P<not>not)$", re.IGNORECASE)
_BUT = regex(r"\b(?:all|any|every|everything|everyone|whole|entire)\b[^.;:?!]*? (?P<but>but NOT)$")
_ONE = regex(r" (?:the|a|an|your|my|our|this|that|those|these|ones?) ")


def forbidden(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "do NOT" before what the reader is not to do."""
    for sentence, hit in _shouting.capitals(draft):
        found = _FORBIDDEN.search(sentence.text[: hit.end])
        if not found or found.start("not") > hit.start or not _DEED.match(sentence.text, hit.end):
            continue
        if not _TOLD.search(sentence.text[: found.start("not")]) and not _threatened(draft, sentence, hit):
            yield sentence, Hit(found.start("not"), hit.end, {})


def touched(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "do NOT open it" where it is a virus: "never" is as strong in small letters."""
    for sentence, hit in _shouting.capitals(draft):
        found = _FORBIDDEN.search(sentence.text[: hit.end])
        if found and found.start("not") <= hit.start and _threatened(draft, sentence, hit):
            yield sentence, Hit(found.start("not"), hit.end, {})


def touched_loudly(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "DO NOT OPEN IT" where it is a virus, with what is not to be done."""
    for sentence, hit in _shouting.capitals(draft):
        found = re.match(r"DO NOT (?=[A-Z])", sentence.text[hit.start : hit.end])
        rest = hit.start + found.end() if found else 0
        if found and _TOUCH.match(" " + sentence.text[rest : hit.end].lower()) and _THREAT.search(draft.plain):
            yield sentence, Hit(hit.start, hit.end, {"rest": Slot(rest, hit.end, (rest, hit.end))})


def _threatened(draft: Draft, sentence: Sentence, hit: Hit) -> bool:
    return bool(_TOUCH.match(sentence.text, hit.end) and _THREAT.search(draft.plain))


def idle(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "make sure it is NOT running": a program that is "fully closed" keeps the stress."""
    for sentence, hit in _shouting.capitals(draft):
        found = _IDLE.search(sentence.text[: hit.end])
        after = _RUNNING.match(sentence.text, hit.end)
        if found and after and _PROGRAM.search(draft.plain):
            yield sentence, Hit(found.start("not"), after.end(), {})


def neither(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "NOT open on either laptop", with how and the noun: "open on neither laptop" says it in small letters."""
    yield from ((sentence, hit) for sentence, hit, be in _on_neither(draft) if not be)


def be_neither(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "must NOT be open on either laptop" from NOT on."""
    yield from ((sentence, hit) for sentence, hit, be in _on_neither(draft) if be)


def _on_neither(draft: Draft) -> Iterator[tuple[Sentence, Hit, bool]]:
    for sentence, hit, after in _before(draft, _EITHER):
        slots = {name: Slot(*after.span(name), after.span(name)) for name in ("how", "one")}
        yield sentence, Hit(hit.start, after.end(), slots), after["be"] is not None


def be_idle(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "the program should NOT be running" from NOT on."""
    for sentence, hit, after in _before(draft, _SHOULD_BE):
        idle = re.search(r"\b(?:should|must) $", sentence.text[: hit.start]) and _PROGRAM.search(draft.plain)
        if idle and not _EITHER.match(sentence.text, hit.end):
            yield sentence, Hit(hit.start, after.end(), {})


def _before(draft: Draft, words: re.Pattern[str]) -> Iterator[tuple[Sentence, Hit, re.Match[str]]]:
    """Yield each NOT of its own that these words follow."""
    for sentence, hit in _shouting.capitals(draft):
        after = words.match(sentence.text, hit.end)
        if after and sentence.text[hit.start : hit.end] == "NOT":
            yield sentence, hit, after


def counted(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "bring TWO of these": which ones is the customer's choice, and "any two" says so."""
    for sentence, hit in _shouting.capitals(draft):
        before, after = sentence.text[: hit.start], sentence.text[hit.end :]
        if sentence.text[hit.start : hit.end] in _COUNTS and _CHOICE.search(before) and _LIST.match(after):
            yield sentence, hit


def split(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "be sure to NOT use it": in small letters the words change places."""
    for sentence, hit in _shouting.capitals(draft):
        found = _SPLIT.search(sentence.text[: hit.end])
        if found and re.match(r" [a-z]", sentence.text[hit.end :]):
            yield sentence, Hit(found.start(), hit.end, {})


def contrasted(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "the window NOT the page", with the word before it: in small letters it wants a comma."""
    for sentence, hit in _shouting.capitals(draft):
        found = _CONTRASTED.search(sentence.text[: hit.end])
        if found and _OTHER.match(sentence.text, hit.end):
            one = Slot(found.start(1), found.end(1), (found.start(1), found.end(1)))
            yield sentence, Hit(found.start(1), hit.end, {"one": one})


def cannot(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "can NOT": in small letters it is one word."""
    for sentence, hit in _shouting.capitals(draft):
        found = _CAN.search(sentence.text[: hit.end])
        if found and found.start("not") == hit.start:
            yield sentence, Hit(found.start(), hit.end, {})


def excepted(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "all pages, but NOT the first": the contrast stays in small letters."""
    for sentence, hit in _shouting.capitals(draft):
        found = _BUT.search(sentence.text[: hit.end])
        if found and _ONE.match(sentence.text, hit.end):
            yield sentence, Hit(found.start("but"), hit.end, {})
