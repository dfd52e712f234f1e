"""Does a reply to an open problem say what happens next?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_PROBLEM = re.compile(
    r"\b(?:terrible|horrible|awful|unacceptable|ridiculous|disappoint\w+|frustrat\w+|furious|angry|upset|fed up|stolen|hacked|"
    r"overcharged|charged (?:me )?(?:twice|double)|never (?:arrived|came|received|got)|(?:still )?(?:not|n't) (?:arrived|received|been "
    r"delivered|refunded)|wrong (?:size|item|order|amount|colour|color|address)|(?:arrived|came|was|is) (?:\w+ )?(?:broken|damaged|torn|"
    r"cracked|late|missing|faulty|defective)|complaint|worst|rude|what now)\b",
    re.IGNORECASE,
)
#: Anything that moves: an action of the sender, a request, an instruction, a date, a remedy, an offer.
_MOVES = re.compile(
    r"\?|\b(?:please|kindly|you (?:can|could|may|need|should|will|might|must|have to)|(?:we|i)(?:'ll|'ve| will| have| can|'d| would| could|(?:'m|'re| am| are) (?:now )?\w+ing|"
    r" suggest| recommend| advise)|let (?:me|us)|if you|will|would|can|should|try|click|go to|open|select|check|install|set|use|call|reply|contact|write|send|visit|"
    r"refund\w*|replac\w+|credit\w*|cancel\w*|repair\w*|here|attach\w*|within|by|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"today|tomorrow|tonight|Xlink|Xmail|Xdate|next|solution|fix\w*|workaround|instead|see|look|make sure|add|remove|change|disable|enable|restart|"
    r"download|update to|turn|run|delete|copy|right[- ]?click|press|hit|menu|settings?|tools)\b|\[[^\]]+\]|[>→]|\b\d{1,2}[:/.]\d{2}\b",
    re.IGNORECASE,
)


def missing(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the last sentence of a reply to an open problem in which nothing says what happens next."""
    body = [s for s in draft.sentences if "body" in s.places]
    if not body or len(body) > 12 or not _PROBLEM.search(" ".join(draft.last_message)):
        return
    if not any(_MOVES.search(sentence.text) for sentence in draft.sentences if "subject" not in sentence.places):
        yield body[-1], Hit(0, len(body[-1].text), {})
