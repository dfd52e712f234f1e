"""What kind of non-answer it is: not known, not to be answered here, said already, the same for everybody."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_say = sibling(__file__, "evasions")
_heard = sibling(__file__, "heard_words")
_dodges = sibling(__file__, "dodges")
_shared = sibling(__file__, "thread_words")

_MOST = 4

_IDEA = regex(
    r"\bno (?:idea|clue)\b|\bthink of nothing\b|\b(?:don't|do not) have (?:that|this|it|the answer|an answer)\b|^\W*i (?:do not|don't) know\b",
    re.IGNORECASE,
)
#: What the writer is there for: orders, bookings.
_CAN = regex(
    r"\b(?:can|could|may) (?:\w+ )?(?:i|we)?\b ?(?:only )?(?:help|assist)\b|\bi'd be happy to help\b|\bcan i (?:get|bring) you\b",
    re.IGNORECASE,
)
_ORDER = regex(r"\b(?:order\w*|booking|book|reservation|a table|a ride|coffee|tea)\b", re.IGNORECASE)
#: The question stands elsewhere and is answered there.
_ELSEWHERE = regex(
    r"\b(?:duplicate|the original (?:question|thread|post|topic)|keep to one (?:question|thread|topic)|(?:question|topic|thread)s? once|"
    r"locked (?:this|your|the))\b",
    re.IGNORECASE,
)


def unknown(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence says that the answer is not known, or not to be told."""
    return sentence is not None and bool(_say.NO_INFO.search(sentence.text) or _IDEA.search(sentence.text))


def closed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether both sides know that the matter is settled, or it is dealt with in another thread."""
    ours = " ".join(one.text for one in draft.sentences).lower()
    return _heard.OVER.search(ours) is not None or _ELSEWHERE.search(ours) is not None


def off_topic(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the writer says that they do not know, and what they can help with instead."""
    said = unknown(draft, sentence, hit)
    return said and any(_CAN.search(one.text) and _ORDER.search(one.text) for one in draft.sentences)


#: Asked to do something about the customer's own case: to restore, to release, to refund it.
ACT = regex(
    r"\b(?:can|could|would|will) (?:you|u|y'?all|someone|somebody|anyone|they)(?: guys| please| pls| possibly| maybe)* (?:re-?(?:store|lease|activate|instate|open|consider|view|verify|issue|fund)|un-?(?:block|lock|ban|suspend|freeze|do)|waive|lift|extend|approve|cancel|return|give|bring|turn|put|take|sort|credit|replace|fix)\b|"
    r"\b(?:can|could) (?:i|we) (?:get|have) (?:my|our|it|them|the) .{0,40}\b(?:back|re\w+ed|un\w+ed)\b|\b(?:possible|any way|anyway) (?:to|for \w+ to|of|i can) (?:get(?:ting)? (?:it|my|our|the)|re-?\w+|un\w+)\b",
    re.IGNORECASE,
)
#: What holds for everybody: "If your … is …, it's likely because …"; "When a … is …, you'll …".
_IF_SO = regex(
    r"^\W*(?:if (?:your|a|an|any|the|there|you(?:'re|'ve| are| have)?)\b[^,]{3,90},? (?:it(?:'s| is| may| might| could)|this (?:is|may|might|could)|that(?:'s| is)|we (?:may|might)|you(?:'ll| may| might| can| will))|when (?:your|a|an|any)\b[^,]{3,90}, |in (?:some|many|most) cases\b)",
    re.IGNORECASE,
)
_DOES = regex(
    r"\b(?:i|we)(?:'ve|'ll|'m|'re| have| will| am| are| can| could| did| just)\b|\b(?:yes|no|unfortunately|afraid|cannot|unable)\b|n't\b|\?",
    re.IGNORECASE,
)


def by_the_book(own: list[Sentence], last: str) -> Sentence | None:
    """Return the first sentence of what holds for everybody, where the customer asked that something be done for them."""
    if not ACT.search(_shared.ATOM.sub(" ", last)) or len(own) > _MOST:
        return None
    first = None
    for sentence in own:
        text = sentence.text
        if _say.SIGNED.search(text) or _dodges.NAME.search(text):
            continue
        if _IF_SO.search(text) or _dodges.GENERAL.search(text):
            if _DOES.search(text):
                return None
            first = first or sentence
        elif _dodges.OWNED.search(text) or not (_say.REFERRAL.search(text) or _say.FILLER.search(text)):
            return None
    return first
