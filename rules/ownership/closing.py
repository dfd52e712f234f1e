"""When a chat may end without one more question: the customer has said that this is all, or has taken leave."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_DONE = regex(
    r"\b(?:that(?:'s| is|s| was| will be|'ll be| would be|'d be| should be| should do| would do| will do)(?: just| about| pretty much| really)* (?:all|oit|enough|it|everything|fine|great|perfect|good|correct|right)|(?<!is )thats? it|nothing (?:else|more)|not (?:today|now|really|at the moment|right now)\b|yun lang|wala na|"
    r"(?:no|nope|nah)\b.{0,12}\b(?:thank|thanks|that|all|i'm|im|not)|all (?:good|set|done|sorted|i need)|i'm (?:good|done|set|fine)|"
    r"good ?bye|bye|see (?:you|ya)|have a (?:great|nice|good)|take care|thank(?:s| you| u)|thx|ty|cheers|appreciate|"
    r"perfect|great|awesome|love|(?:better|gotta|got to|have to|need to|should) (?:be )?(?:go|going|run|off)|good ?night|night)\b",
    re.IGNORECASE,
)

_GREETS = regex(r"^\W*good (?:day|morning|afternoon|evening)\b", re.IGNORECASE)
#: "See you soon" ends no talk: it invites.
_INVITES = regex(
    r"\b(?:see|catch) (?:you|ya)(?: all| guys)? (?:soon|there|tomorrow|tonight|on \w+day|later on|on board|next|at|in|then)\b|^\W*ciao\b(?!.*\bbye)",
    re.IGNORECASE,
)
_FRAGMENT = regex(r"^\W*>|>>|^\W*\d ?/")


def already_done(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the customer's last message thanks, says goodbye, or says that nothing is left to do.

    Also where "good day" opens the message, and where the message is a piece of a longer one.
    """
    if sentence and sentence.index == 0 and len(draft.sentences) > 1 and _GREETS.search(sentence.text):
        return True
    if sentence and (sentence.text.rstrip().endswith("?") or _INVITES.search(sentence.text)):
        return True
    if any(s.text.rstrip(" \"')").endswith("?") for s in draft.sentences):
        return True
    if _FRAGMENT.search(draft.plain.strip()):
        return True
    return _DONE.search(" ".join(draft.last_message)) is not None
