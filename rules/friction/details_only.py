"""A request for details in the place of an answer that needs none."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling

if TYPE_CHECKING:
    from servicelint.draft import Sentence

_say = sibling(__file__, "evasions")
_ask = sibling(__file__, "questions")
_dodges = sibling(__file__, "dodges")

_MOST = 4
#: "Will it …?", "whether …": a yes or no about the offer.
_YES_NO = regex(
    r"^\W*(?:(?:\w+,? ){0,3}?|.*[,;:] ?(?:and |but |so |or )?|.*\bif\b.{3,60}? )(?:is|are|do|does|will|can|could|should|would|has|have|am|isn't|aren't|don't|doesn't|won't|can't) (?:it|they|there|this|that|these|those|the|i|we|you|u|your|y'?all|not|any|other|(?:\w+ ){1,2}(?:work|available|free|included|open|down|back))\b|\b(?:know|ask|wondering|wonder|tell me) (?:if|whether)\b",
    re.IGNORECASE,
)
#: When something comes, whether it is worked on, why the company took it away.
_PLAN = regex(
    r"\b(?:when(?:'s| will| are| is| do| does| can)\b|any (?:news|updates?|plans|word|eta|idea when|chance (?:of|(?:yo)?u|y'?all|this|that|it)\w*)\b|(?:are|r) (?:you|u|y'?all)(?: guys)? (?:\w+ )?(?:going to|gonna|planning|fixing|adding|bringing|releasing|launching)|do you (?:plan|have (?:any )?plans)|(?:why|(?:is|was) there (?:a|any) reason)(?: (?:did|do|have|has|that|why))* (?:you|u|y'?all)(?: guys)?\b.{0,25}\b(?:remov\w+|delet\w+|chang\w+|got rid|get rid|tak\w+|took|mov\w+|stop\w*|disabl\w+|discontinu\w+))",
    re.IGNORECASE,
)
_OFFERED = regex(
    r"\b(?:fix\w*|updat\w*|releas\w*|launch\w*|features?|bugs?|version|apps?|support\w*|available|add(?:ed|ing)?|comments|ability|button|option|widgets?|icons?|cover|thumbnails?|return\w*|restor\w+|stream\w*|album|song|season|episodes?|in stock|back (?:in|on|to|up))\b",
    re.IGNORECASE,
)
#: Only the customer's own data can tell: bills, a password, a place; or help is asked for, not an answer.
_OWN = regex(
    r"\b(?:can|could|would|will|please) (?:you|u|y'?all|someone|anyone|somebody)\b|\b(?:is|are|does|has|can|will) (?:anyone|anybody|somebody|someone)\b|\bhelp\w*\b|\b(?:charg\w+|bill\w*|invoice|paid|payment|baggage|claim|complaint|hacked|locked|log ?in|password|my (?:account|area|phone|card|number|email|name|money|case|subscription)|dms?|messages?|e-?mails?|fraud|investigat\w+|outages?|wi-?fi|internet|in my|near|please|wrong|down|problems?|issues?|where|what|how|which|who|why|when|whose)\b",
    re.IGNORECASE,
)
#: The same wherever it is spoken of: an order, a parcel, a booking.
_THING = regex(
    r"\b(?:orders?|parcel|package|deliver\w*|shipp?\w*|refund\w*|booking|reservation|flight|tickets?|bags?|luggage|charged|locked out)\b",
    re.IGNORECASE,
)
_EVENT = regex(r"^\W*(?:\w+,? ){0,3}?(?:was|were|did|had)\b|\b(?:was|were) (?:meant|supposed)\b", re.IGNORECASE)
_LOUD = regex(r"[!?]{2}")
_DM = regex(r"\b(?:dms?|(?:a|via|by|in) pm|pm (?:us|me|you)|(?:direct|private) messages?|inbox us)\b", re.IGNORECASE)
_DETAILS = regex(
    r"\b(?:(?:can|could|would|will) you (?:please |pls |also )?(?:let us know|tell|share|provide|send|give|dm|describe|clarify|elaborate)|(?:please|pls|mind) (?:let|tell|telling|share|sharing|send|sending|provide|providing|give|giving|dm|describe)|(?:send|shoot|drop|give) (?:us|me) (?:a |an |the |your |some |more |over )|more info|(?:appreciate|great) (?:it )?if you (?:could|can))\b|^\W*(?:what(?:'s| is) (?:going on|happening)|do(?:es|n't)? (?:logging|restarting|re-?installing|clearing|updating|you have (?:a|any))|(?:which|what) (?:os|device|version|phone|model|browser|\w+ version)\b)",
    re.IGNORECASE,
)
_MEANTIME = regex(
    r"\b(?:(?:take|have) a (?:closer |quick )?look|(?:look|check) (?:into|it|this|things|that|on|further|everything)|check (?:a few|some) things|we(?:'d| would)(?: still)? (?:like|love) to|assist|follow up|keep us posted|help's here|we(?:'ll| will) be (?:right )?here|here to help|see what we can)\b",
    re.IGNORECASE,
)
#: Something is said after all.
_TOLD = regex(
    r"\b(?:yes|yep|yeah|no|nope|not|never|soon|because|due to|since|currently|already|stay tuned|plans?|available|until|unless|unfortunately|afraid|weeks?|days?|hours?|months?|working on|aware|rolling|depends?|right|correct|sure|chat|discuss|explain|go over|talk|answer|continue)\b|n't\b",
    re.IGNORECASE,
)


def asked_back(own: list[Sentence], last: str, channel: str | None) -> Sentence | None:
    """Return the first sentence of a request for details where the company alone knows the answer, and nothing else is said."""
    sentences = _ask.SPLIT.split(last)
    questions = [text for text in _dodges.earnest(sentences) or _indirect(sentences) if not _EVENT.search(text)]
    if not questions or len(own) > _MOST or channel != "chat":
        return None
    question = _ask.ATOM.sub(" ", questions[-1])
    plan = _PLAN.search(question) is not None and _OFFERED.search(question) is not None
    own_case = _OWN.search(question) or _LOUD.search(question) or any(_THING.search(text) for text in sentences)
    if not plan and (own_case or not _YES_NO.search(question)):
        return None
    asking = False
    first: Sentence | None = None
    for sentence in own:
        text = sentence.text
        if _TOLD.search(text):
            return None
        if _DM.search(text) or (plan and _DETAILS.search(text)):
            asking = True
        elif not any(kind.search(text) for kind in (_DETAILS, _MEANTIME, _say.FILLER, _say.SOCIAL, _say.SIGNED)):
            return None
        first = first or (sentence if asking or _MEANTIME.search(text) else None)
    return first if asking else None


def _indirect(sentences: list[str]) -> list[str]:
    """Return the sentences that ask without a mark: "I want to know if …"."""
    return [text for text in sentences if _ask.INDIRECT.search(text)]
