"""What a draft quotes, and nobody says to the customer: words in quotation marks, the customer's own sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servicelint.draft import Sentence

_QUOTED = re.compile(r"\"[^\"]{6,300}\"|(?<!\w)'[^']{8,200}'(?!\w)")
#: A sentence of more letters than this that the customer wrote, too, is quoted.
_CHANCE = 20
#: What a forum puts above the paragraph that it quotes: "john p said".
_WRITER = (
    r"\W*(?!.*\b(?:i|we|you|he|she|they|it|has|have|had|is|was|keep|get)\b)\S+(?: \S+){0,3} "
    r"(?:said|wrote|posted|a écrit|schrieb)\s*:?"
)
_QUOTING = re.compile(rf"{_WRITER}\s*(?:$|(?=[A-Z]\w+ ?:))", re.IGNORECASE)
#: The same on a line that runs on into the paragraph, which begins in lower case.
_QUOTING_LINE = re.compile(rf"{_WRITER}[ \t]*\n", re.IGNORECASE)


def in_quotes(text: str, start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` is wholly inside quotation marks, with other words around them."""
    return any(
        found.start() < start and end < found.end() and found.end() - found.start() < len(text) - 4
        for found in _QUOTED.finditer(text)
    )


def quoted_sentences(sentences: Sequence[Sentence], thread: Sequence[str]) -> frozenset[int]:
    """Return the indexes of those ``sentences`` that repeat one of the ``thread``'s messages or stand below a name
    that is said to have written them; of such a paragraph only what is repeated, where some of it is: the rest is the
    answer on the next line.
    """
    told = [" ".join(message.split()) for message in thread]
    repeated = [one for one in sentences if len(one.text) > _CHANCE and _stands_in(one, told)]
    found = {one.index for one in repeated}
    quoted = None
    for sentence, following in zip(sentences, (*sentences[1:], None), strict=True):
        if _QUOTING.match(sentence.text):
            # On a line of its own it is about the paragraph below.
            quoted = following.segment if following else None
            found.add(sentence.index)
            continue
        if not sentence.start and _QUOTING_LINE.match(sentence.document.text, sentence.source(0, 1).start):
            quoted = sentence.segment
            found.add(sentence.index)
        if sentence.segment is quoted:
            known = sentence.start and any(one.segment is quoted for one in repeated)
            if not known or _stands_in(sentence, told):
                found.add(sentence.index)
    return frozenset(found)


def _stands_in(sentence: Sentence, told: Sequence[str]) -> bool:
    return any(sentence.text in message for message in told)
