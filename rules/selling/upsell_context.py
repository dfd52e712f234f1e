"""Is an offer made beside another matter: one that is done, asked or reported in the same draft?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.invitations import out_of_place
from servicelint.model import Kind

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: A matter is in hand: something is done, sent, set, booked, open, on its way, or was asked.
_MATTER = regex(
    r"\b(?:your|you(?:'re|'ve| are| have| were)?|the|it(?:'s| is)?|i(?:'ve| have)|we(?:'ve| have)|done|noted|sorted|fixed|all set|thanks|thank you|sorry|glad|great|welcome|no problem|confirmed)\b",
    re.IGNORECASE,
)

#: What a guide to a town's weekend lists.
_OUTINGS = regex(
    r"\b(?:festivals?|concerts?|shows?|exhibit(?:s|ions?)?|performances?|bands?|theat(?:er|re)s?|museums?|galler(?:y|ies)|comedy|comics?|halloween|affair|movies?|films?|nightlife|orchestra|opera|ballet|jazz|parades?|fairs?|screenings?|brunch)\b",
    re.IGNORECASE,
)
_SEVERAL = 3


def listing(draft: Draft, _sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Return whether the draft is a guide to events, in which every line recommends something."""
    if draft.document.channel != "email":
        return False
    return len({found[0].lower().rstrip("s") for found in _OUTINGS.finditer(draft.plain)}) >= _SEVERAL


def another_matter(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether a sentence before or after this one is about the customer's own matter."""
    if sentence is None:
        return False
    others = [
        s for s in draft.sentences if s.index != sentence.index and "body" in s.places and len(s.text.split()) > 1
    ]
    if draft.document.thread:
        return True
    return any(_MATTER.search(other.text) is not None for other in others if other.index < sentence.index)


def asks_nothing(draft: Draft, _sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Return whether a person writes, without a link, and neither asks the customer anything yet nor offers help."""
    if (
        draft.document.kind is not Kind.DRAFT
        or "?" in draft.plain
        or any("Xlink" in one.text for one in draft.sentences)
    ):
        return False
    return out_of_place(draft.plain, draft.plain) is None
