"""No redirect: they only praise or thank, and want nothing; the link is one line in a list of places."""

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


def listed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence is one line in a list of places: a name, its link, and what it is for."""
    return sentence is not None and _LISTED.search(sentence.text) is not None


def nothing(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer's last message only praises or thanks."""
    last = " ".join(draft.last_message).replace("’", "'")
    return _PRAISE.search(last) is not None and _WANTS.search(last) is None
