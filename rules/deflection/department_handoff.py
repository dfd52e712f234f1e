"""What patterns cannot say about a hand-off: through which channel the customer writes, and who sends the message."""

from __future__ import annotations

import re

from servicelint.checks import regex
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.model import Kind
from servicelint.units import Hit

_OWN_DESK = regex(r"\b(?:support|customer (?:service|care)|us)\b", re.IGNORECASE)


def in_chat(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer wrote in a chat, so that "call us" sends them to another channel."""
    return draft.document.channel == "chat"


def own_desk(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether an automated message names the support desk: there, it is the sender's own address."""
    if sentence is None or hit is None or draft.document.kind is not Kind.TEMPLATE:
        return False
    return _OWN_DESK.search(sentence.text, hit.start) is not None
