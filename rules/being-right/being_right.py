"""Whether a recap ("as mentioned") is said to somebody who asked, rather than among colleagues."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.model import Part

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_AIMED = regex(r"\b(?:you|your|yours|only|cannot|never|non-refundable|unable)\b|can't\b", re.IGNORECASE)
_HEDGED = regex(r"\b(?:guess\w*|not sure|may be wrong|could be wrong|might be wrong|not an? \w+)\b", re.IGNORECASE)


def answers(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft answers a message, or the sentence speaks to the reader or refuses something."""
    return replies(draft, sentence, hit) and sentence is not None and not _HEDGED.search(sentence.text)


def replies(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell the same as ``answers``, of guesses as well."""
    if sentence is None:
        return False
    return draft.document.channel == "chat" or bool(draft.thread) or bool(_AIMED.search(sentence.text))


def answered(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft answers a message that is known."""
    return bool(draft.thread)


def personal(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft speaks to one person: in a chat, in answer to a message, or by name."""
    if draft.thread or draft.document.channel == "chat":
        return True
    return any(part.part is Part.GREETING and _DEAR.match(part.text) for part in draft.document.segments)


def recalled(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft answers a message, or chases the reader for something of theirs."""
    return bool(draft.thread) or (sentence is not None and bool(_CHASED.search(sentence.text)))


def recalls(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a recap is for the customer: nothing is sold, and no colleague is briefed."""
    return "sales" not in draft.registers and personal(draft, sentence, hit)


#: "Dear Ms Otieno", "Hi Tom": a letter to one person.
_DEAR = regex(r"(?:dear|hi|hello|hey|good (?:morning|day|afternoon|evening))\s+(?-i:[A-Z])", re.IGNORECASE)
#: Something asked for before, and not done.
_CHASED = regex(
    r"\b(?:but|yet|still|however|so far|to date|despite)\b.{0,60}(?:\bnot\b|n['’]t\b|\bnever\b|\bno\b|\bunpaid\b)",
    re.IGNORECASE,
)
#: Kind words, greetings of a campaign: praise of oneself is no defence there.
_PROMOTES = regex(
    r"\b(?:newsletter|subscribe|unsubscribe|special offers?|limited[- ]time|our (?:new|latest|services|range)|vacanc\w+|"
    r"apply (?:now|today)|book (?:now|today|a (?:call|demo|visit))|thank you for (?:your kind|the kind|choosing)|kind words|"
    r"\d+ ?% off|invit\w+ you|introduc\w+|partnership|collaborat\w+|proposal|brochure|quotation|"
    r"company profile|our (?:\d+ )?rates|price list|winner of|award)\b",
    re.IGNORECASE,
)
#: The customer wants to know who they deal with.
_ASKS_ABOUT = regex(
    r"\b(?:company profile|who are you|are you guys|about your|your (?:experience|references|reviews|qualifications|staff)|"
    r"qualified|certified|insured|trained|experienced|how long have you)\b",
    re.IGNORECASE,
)


def defends(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether praise of the company can be a defence: the draft answers somebody and sells nothing."""
    if sentence is None or "sales" in draft.registers:
        return False
    if any(_ASKS_ABOUT.search(said) for said in draft.last_message):
        return False
    return not any(_PROMOTES.search(other.text) for other in draft.sentences)


_PRAISE = regex(
    r"\b(?:love|great|best|awesome|amazing|excellent|perfect|fantastic|wonderful|brilliant|thank(?:s| you)|happy|glad|nice|"
    r"well done|good (?:job|work|app)|favou?rite|finally|recommend|better)\b|[\u2764\U0001F44D\U0001F60D\U0001F60A\U0001F618]",
    re.IGNORECASE,
)
_COMPLAINT = regex(
    r"\b(?:but|not|no|never|however|slow\w*|bad|worse|worst|terrible|horrible|crash\w*|bug\w*|problem\w*|issue\w*|error\w*|fix|wrong|"
    r"late|lost|fail\w*|broken|useless|hate|annoy\w*|please|why (?:is|are|do|does|did|can|has|have)|unable|stop\w*|hard)\b|n['’]t\b|\?",
    re.IGNORECASE,
)


def praised(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer's last message is praise alone: nobody is blamed, so nothing is defended."""
    said = list(draft.last_message)
    return any(_PRAISE.search(one) for one in said) and not any(_COMPLAINT.search(one) for one in said)


_DISPUTE = regex(
    r"\b(?:wrong|incorrect|inaccurate|false|untrue|lie[sd]?|lying|not (?:right|correct|true|what)|misinform\w*|misled|misleading|mistaken|"
    r"error|overcharg\w*|too (?:much|high))\b",
    re.IGNORECASE,
)


def disputed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer's message says that something we told them is wrong."""
    return any(_DISPUTE.search(said) for said in draft.last_message)
