"""What patterns cannot say about a pointer: does the draft itself answer, so that the link comes on top of help?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

#: Sentences that do something else than answer. The words are grouped by what such a sentence does.
_NO_ANSWER = re.compile(
    r"\b(?:"
    # greets, thanks, regrets, agrees
    r"thank\w*|thx|cheers|appreciat\w+|sorry|apolog\w+|regret|glad|happy|pleased?|welcome|great|good|awesome|love|"
    r"understand\w*|hear(?:ing)?|feel\w*|hope|frustrat\w+|(?:your|any|the|of) concerns?|worry|bummer|odd|"
    r"strange|annoying|"
    # offers help or says what will happen to the message
    r"help(?:ing|s|ed)?|assist\w*|support you|reach(?:ed|ing)? out|look(?:ing)? into|take a look|get in touch|"
    r"pass(?:ed|ing)?|forward\w*|feedback|suggestions?|thoughts?|"
    # asks for something
    r"let (?:us|me) know|tell (?:us|me)|send (?:us|me)|give (?:us|me)|keep (?:us|me)|dm|want|like to|"
    # says that it matters or that it goes wrong
    r"importan\w+|essential|priority|experienc\w+|issue|trouble|regarding|"
    # starts, or rounds off
    r"let's (?:get|see|work|start|check|try|have)|back (?:up|on track)|here for you|noted|point you|make sure|"
    r"patience|"
    r"inconvenience|right (?:team|direction|place)|look(?:ing)? (?:forward|at)|"
    # cannot
    r"can(?:no|')t|cannot|unable|afraid"
    r")\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\bXlink\b|\b(?:here|link|article|form|page|website|site|team|contact|call|chat)\b", re.IGNORECASE
)
#: A step that the customer can take, or a deed that is done: an answer even beside kind words.
_STEP = re.compile(
    r"\b(?:(?:restart|reboot|reinstall|uninstall|update|reset|clear|tap|click|press|hold|open|select|choose|toggle|"
    r"switch|turn|unplug|plug|remove|delete|enable|disable|install)(?:ing)?\b(?!.*\?)|"
    r"(?:i|we)(?:'ve| have) (?:now |just |already )?(?:refunded|sent|booked|updated|fixed|reset|cancelled|added|"
    r"changed|removed|opened|filled|ordered|credited))\b",
    re.IGNORECASE,
)
#: A clause that only leads up to what is said ("To reset it, …", "If you can't sign in, …").
_DEPENDS = re.compile(
    r"\W*(?:and |so )?(?:to|for|if|when|while|although|as|since|regarding|about|with|should)\b", re.IGNORECASE
)
_ASKS = re.compile(r"\b(?:have|has|did|do|can|could|would) you\b", re.IGNORECASE)
#: Where one thing that is said ends and the next begins.
_CUT = re.compile(r"[.!?;]+(?=\s|$)|\s[-–—]+\s")
_WORD = re.compile(r"[A-Za-z][\w']*")
#: A shorter sentence ("Got it.", "Great question!") hardly answers anything.
_LEAST_WORDS = 6


def answered(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a clause beside the pointer gives the customer an answer or a step of its own."""
    if sentence is None or hit is None:
        return False
    for other in draft.sentences:
        if "body" in other.places:
            text = other.text[: hit.start] if other is sentence else other.text
            if other is sentence and _ASKS.search(text):
                continue
            if any(_answers(clause, asks) for clause, asks in _clauses(text)):
                return True
    return False


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each clause of a sentence, and whether it asks."""
    at = 0
    for cut in _CUT.finditer(text):
        yield text[at : cut.start()], "?" in cut[0]
        at = cut.end()
    yield text[at:], False


def _answers(clause: str, asks: bool) -> bool:
    if asks or len(_WORD.findall(clause)) < _LEAST_WORDS or _POINTS.search(clause):
        return False
    return bool(_STEP.search(clause)) or not (_NO_ANSWER.search(clause) or _DEPENDS.match(clause))
