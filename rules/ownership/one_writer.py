"""Is a message written by one person who never says "I"?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_I = regex(r"\b(?:I|I'm|I'll|I've|I'd|[Mm]e|[Mm]y|[Mm]yself)\b")
_TEAM = regex(
    r"(?<!Kind )\b(?:team|department|support|service|services|staff|office|desk|care|ltd|limited|inc|llc|gmbh|company|bank|group|no-?reply)\b",
    re.IGNORECASE,
)
#: A person's name at the end: on a line of its own, after a close, or after a dash or a caret.
_SIGNED = regex(
    r"(?i:regards|rgds|wishes|sincerely|faithfully|truly|thanks|thank you|best|cheers|yours|warmly|respectfully)[,.!]*\s*\n*\s*[A-Z][a-z]+(?: [A-Z][a-z.]+){0,2}\s*(?:\n|$)"
    r"|\n\s*\n?[A-Z][a-z]{1,14}(?: [A-Z][a-z.]+)?\s*$|[-–—~^*]\s?[A-Z][a-z]{2,}(?: [A-Z][a-z]+)?\s*$"
)

#: A longer letter is a report or a plan; there "we" is the house.
_LONG = 12


def not_one_person(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether a team signs, nobody signs, the writer says "I" somewhere, or the message is a template."""
    if len(draft.sentences) > _LONG:
        return True
    text = draft.plain.replace("’", "'")
    signed = _SIGNED.search(text)
    if draft.document.kind.value == "template" or not signed or _TEAM.search(signed[0]):
        return True
    return any(_I.search(s.text) for s in draft.sentences)
