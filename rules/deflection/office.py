"""Is a mail one between colleagues, about their own work?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from servicelint.colleagues import plainly_colleagues

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit


def among(draft: Draft, _sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Return whether the draft is a mail of somebody's own about office work that names nothing a customer has."""
    return plainly_colleagues(draft)
