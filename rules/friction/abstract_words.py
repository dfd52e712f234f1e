"""Did the customer name the thing, and does the draft name it too?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_WORD = regex(r"[a-z]{4,}")
_EMPTY = frozenset(
    "about after again also anyone because been before being could does doing done each even ever every from give have having hello "
    "help here into just keep know last later like made make many matter more most much need never only other over please problem issue "
    "question request concern query enquiry really said same seem send sent should since some something soon still such take tell than "
    "thank thanks that their them then there these they thing this those through time today tomorrow until very want were what when where "
    "which while will with without work would write your yours open week month yesterday sunday monday tuesday wednesday thursday friday "
    "saturday good great sorry understand appreciate contact support service customer team information account message email "
    "seriously okay link complaint matter situation circumstances incident concerned concerns worried worry upset angry frustrating frustrated annoyed annoying disappointed disappointing terrible awful bought ordered order purchase purchased item items product replacement refund replace "
    "bring attention experience experienced facing noted raised mentioned regarding taken happened arrived morning evening afternoon night noon minutes hour days weeks months year three four five half next people someone nobody "
    "happy feel able sure another anything around back best better both come down find first going long look".split()
)
#: Fewer telling words than this, and the customer has named nothing.
_NAMED = 2


#: A question wants an answer, no echo.
_HOW = regex(
    r"^\W*(?!what (?:can|should) i do\b)(?:\w+,? ){0,2}(?:how (?:do|can|to)|what(?:'s| is) the|where (?:do|can)|can i)\b",
    re.IGNORECASE,
)


def _telling(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(re.sub(r"[@#]\w+|https?:\S+", " ", text.lower())) if word not in _EMPTY}


def named(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the customer named nothing, the draft uses one of their words, or the draft is long."""
    if sentence is not None and sentence.text.rstrip().endswith("?"):
        return True
    if _HOW.search(draft.thread[-1] if draft.thread else ""):
        return True
    told = _telling(" ".join(draft.thread))
    own = _telling(" ".join(s.text for s in draft.sentences))
    return len(told) < _NAMED or len(draft.sentences) > 8 or bool(told & own)
