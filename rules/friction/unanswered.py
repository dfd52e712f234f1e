"""What kind of non-answer it is: not known, not to be answered here, said already."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_say = sibling(__file__, "evasions")
_heard = sibling(__file__, "heard_words")

_IDEA = regex(
    r"\bno (?:idea|clue)\b|\bthink of nothing\b|\b(?:don't|do not) have (?:that|this|it|the answer|an answer)\b|^\W*i (?:do not|don't) know\b",
    re.IGNORECASE,
)
#: What the writer is there for: orders, bookings.
_CAN = regex(
    r"\b(?:can|could|may) (?:\w+ )?(?:i|we)?\b ?(?:only )?(?:help|assist)\b|\bi'd be happy to help\b|\bcan i (?:get|bring) you\b",
    re.IGNORECASE,
)
_ORDER = regex(r"\b(?:order\w*|booking|book|reservation|a table|a ride|coffee|tea)\b", re.IGNORECASE)
#: The question stands elsewhere and is answered there.
_ELSEWHERE = regex(
    r"\b(?:duplicate|the original (?:question|thread|post|topic)|keep to one (?:question|thread|topic)|(?:question|topic|thread)s? once|"
    r"locked (?:this|your|the))\b",
    re.IGNORECASE,
)


def unknown(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence says that the answer is not known, or not to be told."""
    return sentence is not None and bool(_say.NO_INFO.search(sentence.text) or _IDEA.search(sentence.text))


def closed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether both sides know that the matter is settled, or it is dealt with in another thread."""
    ours = " ".join(one.text for one in draft.sentences).lower()
    return _heard.OVER.search(ours) is not None or _ELSEWHERE.search(ours) is not None


def off_topic(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the writer says that they do not know, and what they can help with instead."""
    said = unknown(draft, sentence, hit)
    return said and any(_CAN.search(one.text) and _ORDER.search(one.text) for one in draft.sentences)
