"""Shouting: doubled marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_pardoned = sibling(__file__, "shouting_pardoned")

#: "!!" and "??", not inside code ("{!! name !!}").
_EXCLAIMED = regex(r"(?<!\{)(?:[!?]\s?)*!\s?(?:[!?]\s?)*(?<=[!?])(?!\s?\}|\s?\$)")
_ASKED = regex(r"(?<![\\/?])\?(?:\s?\?)+(?!\s?!|\?|[\w\\/])")
#: Letters that another program lost ("Franco??s"): question marks stand for them.
_LOST = regex(r"\w\?\s?\?\w|\?\?\s\?[a-z]\b")


def exclamations(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "!!", "?!" and longer."""
    for sentence in draft.sentences:
        for found in _EXCLAIMED.finditer(sentence.text):
            if len(re.sub(r"\s", "", found[0])) > 1 and not sentence.text[: found.start()].endswith("Yahoo"):
                if _pardoned.playful(draft, found[0]):
                    continue
                mark = found.start() + max(found[0].find("?"), 0)
                start = len(sentence.text[: found.start()].rstrip(" ")) or found.start()
                yield sentence, Hit(start, found.end(), {"mark": Slot(mark, mark + 1, (mark, mark + 1))})


def questions(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "??" and longer, but for marks that stand for lost letters."""
    if _LOST.search(draft.plain):
        return
    for sentence in draft.sentences:
        for found in _ASKED.finditer(sentence.text):
            if found.start() == 0 or sentence.text[found.start() - 1] != "!":
                yield sentence, Hit(found.start(), found.end(), {})
