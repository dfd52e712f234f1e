"""Asking for what the thread already holds: an order number that was given, a step that was tried."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_known = sibling(__file__, "known_things")
_words = sibling(__file__, "known_words")
_tried = sibling(__file__, "known_steps")
_values = sibling(__file__, "known_values")

_Table = tuple[tuple[tuple[str, ...], tuple[re.Pattern[str], re.Pattern[str]]], ...]
_ATTRIBUTES: _Table = (*zip(_words.ATTRIBUTE_WORDS, _known.ATTRIBUTES, strict=True), *_values.VALUES)
_STEPS: _Table = tuple(zip(_tried.STEP_WORDS, _tried.STEPS, strict=True))

#: The draft knows that it was tried, reads the value back, or asks for another one.
_KNOWS = regex(
    r"\b(?:even after|the same steps|you(?:'ve| have) already|if you (?:haven't|have not)|(?<!have you )already (?:tried|done|did|mentioned|restarted|reinstalled)|again|once more|since you|besides|other than|you have tried|rarely|seldom|apart from|"
    r"instead|another|different|correct|right\?|as well as|in addition|i have your|thanks for (?:trying|the (?!tag|screen|pic|photo|video|info)|sending|sharing))\b",
    re.IGNORECASE,
)
_NEGATED = regex(
    r"\b(?:haven't|have not|didn't|did not|not (?:yet )?(?:tried|restarted)|never|before i|should i|do i (?:need|have)|if i|how (?:do|can) i|can i|want to|going to|will)\b",
    re.IGNORECASE,
)

#: The next sentence takes the effort back: "If you have done exactly this already, go on to …".
_SPARED = regex(
    r"^\W*if (?:you(?:'ve| have) (?:\w+ )?(?:already|done|tried|sent)|it (?:is|was) (?:still )?[^.]+ is enough)",
    re.IGNORECASE,
)
#: The sentence before does so: "If you have already done exactly this, please skip it."
_SKIPPED = regex(
    r"^\W*if you(?:'ve| have)\b[^.]* skip (?:it|this)\b|^\W*you may well have done some of this\b", re.IGNORECASE
)
#: The customer's own words, or what somebody may do: no request.
_QUOTED = regex(
    r"[\"“][^\"”]*$|\bwe tried\b|\bdo you understand\b|\bif you (?:post|send|attach|share|provide|upload)\b|^\W*(?:\w+ing) (?:the |a |your )?folders?$",
    re.IGNORECASE,
)
#: Where a question begins ("Just to confirm, have you tried …?").
_ASKS = regex(r"\b(?:have|did) you\b", re.IGNORECASE)
#: In a long report a step may stand for anything; there only what was asked for by name counts.
_SHORT = 700


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each request for something that the thread already has, and each step that the customer has tried."""
    told = [message.replace("’", "'") for message in draft.document.thread]
    if not told:
        return
    short = sum(map(len, told)) < _SHORT
    sentences = draft.sentences
    for at, sentence in enumerate(sentences):
        after, before = sentences[at + 1 : at + 2], sentences[max(at - 1, 0) : at]
        if "subject" in sentence.places or any(_SPARED.search(other.text) for other in after):
            continue
        if any(_SKIPPED.search(other.text) for other in before):
            continue
        taken: list[Hit] = []
        for hit in _repeated(sentence.text, told, short):
            start = max((other.end for other in taken if other.start <= hit.start), default=hit.start)
            if start > hit.start:  # one request of two things: the second begins behind the first
                hit = Hit(start + len(sentence.text[start:]) - len(sentence.text[start:].lstrip(" ,")), hit.end, {})
            if hit.start >= hit.end or any(hit.start < other.end and other.start < hit.end for other in taken):
                continue
            if _KNOWS.search(f"{sentence.text[: hit.start]} … {sentence.text[hit.end :]}"):
                continue
            if not _QUOTED.search(sentence.text[: hit.end]):
                taken.append(hit)
                asks = _ASKS.search(sentence.text)
                start = asks.start() if asks else 0
                yield sentence, Hit(hit.start, hit.end, {"rest": Slot(start, len(sentence.text), (start, start))})


def _repeated(text: str, told: list[str], short: bool) -> Iterator[Hit]:
    low = text.lower()
    for ask, given in _with_word(_ATTRIBUTES, low):
        found = ask.search(text)
        if found and any(given.search(message) for message in told):
            yield Hit(found.start(), found.end(), {})
    for done, suggested in _with_word(_STEPS, low) if short else ():
        found = suggested.search(text)
        if found and any(_reported(done, message) for message in told):
            yield Hit(found.start(), found.end(), {})


def _with_word(table: _Table, low: str) -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Yield the pairs of expressions one of whose words is in the text ``low``: the cheap test before them."""
    for words, pair in table:
        for word in words:
            if word in low:
                yield pair
                break


def _reported(done: re.Pattern[str], message: str) -> bool:
    """Tell whether a message reports the step as done; "how do I", "should I", "haven't" before it say that it is not."""
    return any(
        not _NEGATED.search(message[max(0, found.start() - 40) : found.end()]) for found in done.finditer(message)
    )


def no_question(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the step is told, not asked about."""
    return sentence is None or _ASKS.search(sentence.text) is None
