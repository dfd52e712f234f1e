"""Who speaks in a draft: a house that says "we" and never "I"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.colleagues import among_colleagues
from servicelint.model import Kind
from servicelint.voice import plural, singular

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: What a house handles all day; nobody signs for one of them.
_ORDER = regex(r"\b(?:order|purchase|payment|subscription|refund|return|shipment)\b", re.IGNORECASE)
_READER = regex(r"\byour?s?\b", re.IGNORECASE)

#: A longer message in which nobody says "I" is a notice of the house.
_NOTICE = 8


def says_we(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the draft says "we" and no "I", or is a long notice without either: there an "I" would jar."""
    return plural(draft.plain) or (len(draft.sentences) > _NOTICE and not singular(draft.plain))


def never_i(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether nobody says "I": what will happen then is promised by the house, not by a person."""
    return not singular(draft.plain)


def automated(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether a machine tells of it: a template, or what is said of an order."""
    if sentence is None or draft.document.kind is Kind.TEMPLATE:
        return sentence is not None
    return _ORDER.search(sentence.text) is not None


def office(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether a mail goes to colleagues, and the sentence is not about the reader."""
    return sentence is not None and not _READER.search(sentence.text) and among_colleagues(draft)
