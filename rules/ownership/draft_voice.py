"""Who speaks in a draft: a house that says "we" and never "I"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servicelint.voice import plural

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit


def says_we(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the draft says "we" and never "I": there a single "I" would jar."""
    return plural(draft.plain)
