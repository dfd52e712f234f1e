"""Does a draft that apologises do anything: act, ask, offer, give a time, explain how to go on?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_moves = sibling(__file__, "moves")

#: Regret over what no plan can mend, or of a person who cannot follow: no mistake of the company.
_NO_MATTER = regex(
    r"\b(?:(?:see|watch) you (?:go|leave)|your loss|passing (?:of|away)|passed away|died|condolences|sympathy|restored|resolved|any inconvenience|bereave\w*|confusion|misunderst\w+|bother|intru\w+|didn't (?:catch|get|understand)|don't (?:understand|follow|know|have)|wish|glad|happy|thank\w*|hope|let (?:us|me) know|will continue|received your|typ(?:o|ing)\b|typing error|(?:i|we) meant|actually|took me|taken (?:me|us)|"
    r"meanwhile|good news|great news|welcome)\b",
    re.IGNORECASE,
)
#: A refusal in the words of an apology, or sorrow over the customer's lot: other rules see to those.
_REFUSES = regex(
    r"\b(?:sorry|regret|apolog\w+)\b.{0,60}\b(?:cannot|can't|can ?not|unavailable|not (?:available|possible|refundable|be granted)|do not have|don't have|unable|weren't able|were not able|you were (?:in|at|on)|missed that|duplicat\w+|(?:late|delay\w*|slow) (?:in |the )?(?:respon\w+|repl\w+))\b|"
    r"\b(?:delay|late|wait) in (?:respon\w+|repl\w+|getting back)\b|\bpush that\b|(?:all|every) (?:planes?|flights?)\b|\bsorry\b.{0,40}\b(?:too|fully|no longer)\b",
    re.IGNORECASE,
)
_FRAGMENT = regex(r"^\W*\d ?[/:)]|\b\d/\d\b|^\W*>|>>|\.\.\.\W*$")
_LONG = 8


def has_plan(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether anything in the draft moves the matter on, or the message is a fragment of a longer one."""
    if _FRAGMENT.search(draft.plain.strip()) or len(draft.sentences) > _LONG:
        return True
    own = [s for s in draft.sentences if s.places.isdisjoint({"greeting", "subject"})]
    # A blank waits for what the writer will do.
    return any(
        "[" in s.text or _NO_MATTER.search(s.text) or _REFUSES.search(s.text) or _moves.moves(s.text) for s in own
    )


def has_remedy(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether anything in the draft puts a mistake right or makes up for it; a word with the staff does not."""
    if len(draft.sentences) > _LONG:
        return True
    for other in draft.sentences:
        if other.places.isdisjoint({"greeting", "subject"}):
            text = other.text
            if hit and sentence and other.index == sentence.index:  # to have sent the wrong thing is no remedy
                text = f"{text[: hit.start]} … {text[hit.end :]}"
            if _moves.remedies(text):
                return True
    return False
