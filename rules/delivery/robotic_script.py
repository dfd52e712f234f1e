"""Where a formula stands in its sentence: some of its rewrites fit only at the head of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit


def mid(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether words of the same clause stand before the hit: "At this time I appreciate …"."""
    return sentence is not None and hit is not None and sentence.text[: hit.start].rstrip()[-1:].isalnum()


def opens(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the hit begins with a capital behind words without a stop: "so sorry For your kind …"."""
    return sentence is not None and hit is not None and mid(draft, sentence, hit) and sentence.text[hit.start].isupper()
