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
    r"(?:^\W*|[.;:–—-] |(?<!\byou)(?<!\bwe)(?<!\bi), |\b(?:and|but|so|or|then|please|also|just|otherwise|therefore|again),? )(?P<not>do not)$",
    re.IGNORECASE,
)
#: What somebody can be told to do or not to do; having or knowing is no deed.
_DEED = regex(r" (?!(?:have|know|own|mean|need|want|seem|match|apply|include|contain|represent|exist|work)\b)[a-z]{2}")
_CONTRASTED = regex(
    r"\b(?!(?:is|are|was|were|be|been|being|am|do|does|did|has|have|had|will|would|can|could|should|may|might|must|shall|and|or|but|if|why|so|please|to|though|although|it|you|we|they|i|this|that|which|the|a|an|certainly|definitely|still|just|make|makes|more|whether) )"
    r"([a-z]{3,}) NOT$"
)
_OTHER = regex(r" (?:the|a|an|your|my|our|in|on|at|from|for|with|by|as|of) ")

_CAN = regex(r"\bcan (?P<not>not)$", re.IGNORECASE)
_BUT = regex(r"\b(?:all|any|every|everything|everyone|whole|entire)\b[^.;:?!]*? (?P<but>but NOT)$")
_ONE = regex(r" (?:the|a|an|your|my|our|this|that|those|these|ones?) ")


def forbidden(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "do NOT" before what the reader is not to do."""
    for sentence, hit in _shouting.capitals(draft):
        found = _FORBIDDEN.search(sentence.text[: hit.end])
        if found and found.start("not") <= hit.start and _DEED.match(sentence.text, hit.end):
            yield sentence, Hit(found.start("not"), hit.end, {})


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
