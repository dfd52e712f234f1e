"""No redirect: they only praise or thank, and want nothing; the link is one line in a list of places, or a vote on top."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

_PRAISE = regex(
    r"\b(?:lov(?:e|ed|ing)|delicious|tasty|yum\w*|amazing|awesome|fantastic|wonderful|brilliant|excellent|perfect|"
    r"thanks?|thank you|thx|cheers)\b",
    re.IGNORECASE,
)
#: A question, a wish, a trouble; or praise that turns.
_WANTS = regex(
    r"\?|n't\b|\b(?:not|no|never|nothing|cannot|cant|dont|wont|how|why|when|where|what is|want|wish|need|please|pls|help|"
    r"fix|could|would|should|can you|but|however|yet|still|only|if|add|bring|make|let|look\w*|try\w*|tri(?:ed|es)|"
    r"problem\w*|issue\w*|error|trouble|broke\w*|crash\w*|slow\w*|lost|lose|late|miss\w*|wrong|bad|worse|worst|stop\w*|"
    r"fail\w*|gone|stuck|refund\w*|cancel\w*|charg\w*|delay\w*|wait\w*|hour|hours|again|nice job|great job|"
    r"for (?:nothing|the|ruining|losing|making|leaving|charging))\b",
    re.IGNORECASE,
)
#: "Lake Board https://… – ask other rowers".
_LISTED = regex(
    r"^\W*(?!(?:please|see|check|visit|try|read|use|go|follow|click|here|you|more|to|for|at|our)\b)(?:[\w'’&]+\s+){1,3}\W?Xlink\W?\s+[–—-]\s",
    re.IGNORECASE,
)

#: A vote for an idea; showing support with it helps nobody now, and takes nothing away.
_SUPPORT = regex(r"\b(?:show|lend|add)(?:ing)? (?:your |some )?(?:support|weight)\b", re.IGNORECASE)
_VOTE = regex(r"\b(?:up)?vot(?:e|es|ing)\b|\blet (?:our|the) dev\w* know\b", re.IGNORECASE)
_SUBMITS = regex(
    r"\b(?:submit|post|leave|share|suggest)\w* (?!vot|add|show)(?:\w+ ){0,3}(?:ideas?|feedback|suggestions?)",
    re.IGNORECASE,
)
#: What is said besides: that it is not there yet, or has been passed on. The second half of a message follows the first.
_BESIDES = regex(
    r"^\W*2\W|\b(?:pass|shar|forward|relay)(?:ed|ing)? (?:\w+ ){1,4}(?:on|along|with)\b|\bpass(?:ed|ing)? on\b|n't\b"
    r"|\b(?:not|no longer|don't have|unavailable|currently (?:no|working))\b",
    re.IGNORECASE,
)


def voted(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the link leads to a vote, on top of something that is said."""
    if sentence is None or _SUBMITS.search(sentence.text):
        return False
    if _SUPPORT.search(sentence.text):
        return True
    said = draft.sentences[: sentence.index + 1]
    return _VOTE.search(sentence.text) is not None and any(_BESIDES.search(one.text) for one in said)


def listed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence is one line in a list of places: a name, its link, and what it is for."""
    return sentence is not None and _LISTED.search(sentence.text) is not None


def nothing(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer's last message only praises or thanks."""
    last = " ".join(draft.last_message).replace("’", "'")
    return _PRAISE.search(last) is not None and _WANTS.search(last) is None
