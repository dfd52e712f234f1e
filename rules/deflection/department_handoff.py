"""What patterns cannot say about a hand-off: through which channel the customer writes, and who sends the message."""

from __future__ import annotations

import re

from servicelint.checks import regex
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.model import Kind
from servicelint.units import Hit

_OWN_DESK = regex(r"\b(?:support|customer (?:service|care)(?! cent)|us)\b", re.IGNORECASE)
#: A verb of contact before a first name, alone or with the last name ("contact Dana Cole", "call Lee at …").
_PERSON = regex(
    r"(?i:contact|call|see|with|to|reach|ring|phone|message|email)(?:ing)? (?:either )?(?:Mr|Ms|Mrs|Dr|Xname)?\.? ?"
    r"[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+)?(?= (?:at|on|in|for|to|or|if|with|about|regarding|directly)\b|[,.(;]|$)"
)


def in_chat(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer wrote in a chat, so that "call us" sends them to another channel."""
    return draft.document.channel == "chat"


def internal(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail names a person by first and last name: colleagues do that, or somebody who was agreed on."""
    if sentence is None or hit is None or draft.document.channel == "chat":
        return False
    return _PERSON.search(sentence.text, hit.start, hit.end + 30) is not None


def own_desk(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether an automated message names the support desk: there, it is the sender's own address."""
    if sentence is None or hit is None or draft.document.kind is not Kind.TEMPLATE:
        return False
    return _OWN_DESK.search(sentence.text, hit.start) is not None
