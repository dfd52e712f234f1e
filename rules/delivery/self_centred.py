"""A draft that is about its sender: many more "we" and "our" than "you" and "your"."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_OURS = regex(r"\b(?:we|our|ours|us|ourselves)\b", re.IGNORECASE)
_YOURS = regex(r"\b(?:you|your|yours|yourself|Xname)\b", re.IGNORECASE)
_WORDS = regex(r"\w+")
#: A draft shorter than this says nothing about its balance.
_LEAST_WORDS = 60
#: So many "we" at least, and so many for each "you".
_LEAST_OURS = 6
_TIMES = 4
#: Office mail: what colleagues and lawyers write to each other about.
_OFFICE = regex(
    r"\b(?:counterpart(?:y|ies)|memo|workforce|employees|bankruptcy|legislation|commission|rehearing|deals|letters? of credit|"
    r"agreements?|contracts?|transactions?|positions?|forecasts?|budget|business units?|reporting|FERC|management|"
    r"meeting|memorandum|voice ?mail|proposals?|propositions?|legal|regulatory|assets?|estate|negotiat\w+|organi[sz]ation|settlement)\b",
    re.IGNORECASE,
)
_LEAST_OFFICE = 3
#: Family and friends, and a talk that asks the reader what they know.
_OURSELVES = regex(
    r"\b(?:love,? (?:mom|mum|dad)|love,\s+(?-i:[A-Z])\w+|(?:give|hug|kiss) (?:the|your) kids|xoxo|(?:do you have any idea|do you know|what do you think)\b[^.!]*\?)",
    re.IGNORECASE,
)
#: How a letter to somebody outside begins.
_LETTER = regex(
    r"\W*(?:dear|hello|hi|hey|good (?:morning|afternoon|evening|day)|welcome|greetings)\b(?! all\b)", re.IGNORECASE
)


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the sentence that speaks most of "us", when the whole draft does so and hardly of "you"."""
    body = [sentence for sentence in draft.sentences if "body" in sentence.places]
    # "US" is a country, "let us" and "contact us" are the customer's matter.
    texts = [re.sub(r"\bUS\b|\b[Ll]et us\b|\b(?:contact|call|tell|reach) us\b", "", sentence.text) for sentence in body]
    ours = [len(_OURS.findall(text)) for text in texts]
    yours = sum(len(_YOURS.findall(text)) for text in texts)
    words = sum(len(_WORDS.findall(text)) for text in texts)
    if words < _LEAST_WORDS or sum(ours) < _LEAST_OURS or sum(ours) < _TIMES * yours:
        return
    if _OURSELVES.search(draft.plain):
        return
    if len({word.lower() for word in _OFFICE.findall(draft.plain)}) >= _LEAST_OFFICE:
        return
    if not any(_LETTER.match(sentence.text) for sentence in draft.sentences if "greeting" in sentence.places):
        return  # A note among colleagues, a report, a page of a log.
    worst = body[max(range(len(body)), key=ours.__getitem__)]
    yield worst, Hit(0, len(worst.text), {})
