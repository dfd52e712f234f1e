"""Whether a recap ("as mentioned") is said to somebody who asked, rather than among colleagues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_AIMED = re.compile(r"\b(?:you|your|yours|only|cannot|never|non-refundable|unable)\b|can't\b", re.IGNORECASE)
_HEDGED = re.compile(r"\b(?:guess\w*|not sure|may be wrong|could be wrong|might be wrong|not an? \w+)\b", re.IGNORECASE)


def answers(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft answers a message, or the sentence speaks to the reader or refuses something."""
    if sentence is None or _HEDGED.search(sentence.text):
        return False
    return draft.document.channel == "chat" or bool(draft.thread) or bool(_AIMED.search(sentence.text))
