"""Does a draft that apologises do anything: act, ask, offer, give a time, explain how to go on?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_PLAN = re.compile(
    r"\?|\b(?:please|kindly|pls|you (?:can|could|may|should|will|get|need|might|have)|(?:we|i)(?:'ll|'ve| will| have| can| could| would|'d)|"
    r"(?:we're|i'm|we are|i am) (?:\w+ )?\w+ing|let (?:me|us)|if you|will|now|today|tomorrow|within|xlink|xdate|xvar|refund\w*|replac\w+|"
    r"credit\w*|compensat\w+|fix\w*|repair\w*|resolv\w+|sorted|in the post|on its way|instead|try|check|contact|call|dm|message|click|reply|"
    r"send|sent|pass(?:ed|ing)?|forward\w*|escalat\w+|use|new one|free|voucher|however|but|unable|can't|cannot|not available|unfortunately|here|"
    r"see you go|loss|passing|condolences|confusion|bother|wish|glad|happy|thank\w*|hope|look\w*|make sure|reach|open|select|install|remove|"
    r"add|change|follow|visit|meanwhile|instruct\w+|train\w*)\b|\[[^\]]+\]",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"^\W*\d ?[/:)]|\b\d/\d\b|^\W*>|>>|\.\.\.\W*$")


def has_plan(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether anything in the draft moves the matter on, or the message is a fragment of a longer one."""
    if _FRAGMENT.search(draft.plain.strip()) or len(draft.sentences) > 8:
        return True
    return any(_PLAN.search(s.text) for s in draft.sentences if s.places.isdisjoint({"greeting", "subject"}))
