"""Shouting: doubled marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.model import Part
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_pardoned = sibling(__file__, "shouting_pardoned")
_private = sibling(__file__, "private_letter")

#: "!!" and "??", not inside code ("{!! name !!}").
_EXCLAIMED = regex(r"(?<!\{)(?:[!?]\s?)*!\s?(?:[!?]\s?)*(?<=[!?])(?!\s?\}|\s?\$)")
_ASKED = regex(r"(?<![\\/?])\?(?:\s?\?)+(?!\s?!|\?|[\w\\/])")
#: Letters that another program lost ("Franco??s"): question marks stand for them.
_LOST = regex(r"\w\?\s?\?\w|\?\?\s\?[a-z]\b")

#: What is still to be found out: "lamps, bulbs and ????", a cell of a table.
_GAP = regex(r"(?:(?:,| ) ?(?:and|or)\s|[#$=:]\s?)$")
_CELL = regex(r"(?:\t| {4}) *$")
#: The customer's own words, said again before the answer.
_QUOTED = regex(r"\W*re: [a-z]")
#: Dots behind the marks go with them: "at last!!!....".
_TRAILING = regex(r"\.{2,}(?=\s|$)")


def exclamations(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "!!", "?!" and longer."""
    if _private.chummy(draft):
        return
    for sentence in draft.sentences:
        for found in _EXCLAIMED.finditer(sentence.text):
            if len(re.sub(r"\s", "", found[0])) > 1 and not sentence.text[: found.start()].endswith("Yahoo"):
                if _pardoned.playful(draft, found[0]) or _quoted(sentence):
                    continue
                mark = found.start() + max(found[0].find("?"), 0)
                start = len(sentence.text[: found.start()].rstrip(" ")) or found.start()
                dots = _TRAILING.match(sentence.text, found.end())
                yield (
                    sentence,
                    Hit(start, dots.end() if dots else found.end(), {"mark": Slot(mark, mark + 1, (mark, mark + 1))}),
                )


def questions(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "??" and longer, but for marks that stand for lost letters."""
    if _LOST.search(draft.plain) or _private.chummy(draft) or _pardoned.banter(draft):
        return
    for sentence in draft.sentences:
        for found in _ASKED.finditer(sentence.text):
            before = sentence.text[: found.start()]
            if before[-1:] != "!" and not _gap(sentence, before) and not _quoted(sentence):
                yield sentence, Hit(found.start(), found.end(), {})


def _gap(sentence: Sentence, before: str) -> bool:
    """Tell whether question marks behind these words stand for what nobody knows yet."""
    begins = sentence.source(0, 0).start
    at = sentence.source(len(before), len(before)).start
    return _GAP.search(before) is not None or _CELL.search(sentence.document.text, begins, at) is not None


def _quoted(sentence: Sentence) -> bool:
    return sentence.segment.part is not Part.SUBJECT and _QUOTED.match(sentence.text) is not None
