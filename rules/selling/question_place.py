"""Where no question is put beside a sentence of a selling mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_readers = sibling(__file__, "known_readers")

#: What wins somebody back.
_BACK = regex(
    r"\b(?:we (?:really )?miss(?:ed)? (?:you|seeing you)|want you back|come back to us|another (?:try|chance))\b",
    re.IGNORECASE,
)
#: A heading has fewer words.
_A_FEW = 6


def asks(_draft: Draft, sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Return whether the sentence asks for a talk: no second question beside it."""
    return sentence is not None and "?" in sentence.text


def headed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the sentence is a few words, as headings have, or a mail to many wins somebody back."""
    if _BACK.search(draft.plain) and _readers.to_many(draft, sentence, hit):
        return True
    if sentence is None or sentence.text.rstrip().endswith((".", "?")):
        return False
    return len(sentence.text.split()) < _A_FEW
