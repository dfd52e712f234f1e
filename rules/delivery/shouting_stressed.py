"""One NOT that a reader must not miss: in small letters, "Important:" before the sentence says as much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_shouting = sibling(__file__, "shouting")

#: Somebody is told what not to do, or what will not be.
_TOLD = regex(
    r"(?:^|\b(?:please|kindly|should|must|will|shall|may|to|and|so)\s+)do\s+$|\b(?:should|must|will|shall)\s+$",
    re.IGNORECASE,
)
#: Stress of its own, or a condition.
_STRESSED = regex(
    r"\b(?:important|attention|note|warning|caution|remember|if|unless|when)\b|^\W*[-*•(]|:", re.IGNORECASE
)
_BEGINS = regex(r"\W?[A-Z][a-z]")
_FEWEST, _MOST = 5, 30


def stressed(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the first "do NOT", "should NOT" of a draft, with the words before and behind it."""
    from servicelint.soundness import is_heading  # what makes rewrites is loaded when one is made

    for sentence, hit in _shouting.capitals(draft):
        text = sentence.text
        if text[hit.start : hit.end] != "NOT":
            continue
        before = text[: hit.start].rstrip()
        plain = _BEGINS.match(text) and not _STRESSED.search(before) and text.rstrip().endswith((".", "!"))
        if (
            plain
            and _FEWEST <= len(text.split()) <= _MOST
            and _TOLD.search(text[: hit.start])
            and not is_heading(sentence)
        ):
            rest = len(text.rstrip())
            yield (
                sentence,
                Hit(
                    hit.start,
                    hit.end,
                    {
                        "lead": Slot(0, len(before), (0, len(before))),
                        "rest": Slot(hit.end + 1, rest, (hit.end + 1, rest)),
                    },
                ),
            )
            return
