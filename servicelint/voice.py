"""Speak as a template does: mail that goes out to many and never says "I" does not say it in one sentence.

In a reply of one person "I" stays, since it owns what it says (see the rule we-hiding).
"""

from __future__ import annotations

import re
from functools import lru_cache

_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_OURS = {
    "i am": "we are",
    "i was": "we were",
    "i'm": "we're",
    "i'll": "we'll",
    "i've": "we've",
    "i'd": "we'd",
    "i": "we",
    "me": "us",
    "my": "our",
    "myself": "ourselves",
}
_MINE = re.compile(r"(?<![\w'.-])(?:I am|I was|I'm|I'll|I've|I'd|I|[Mm]e|[Mm]y|[Mm]yself)(?![\w'.-]*\w)")

#: A button speaks as its reader.
_BUTTON = re.compile(
    r"\b(?:Manage|View|Track|Verify|Confirm|Activate|Reset|Pay|Start|Change|Cancel) [Mm]y (?=\w)"
    r"|(?mi:^[ \t]*(?:\w+ ){0,4}my (?:account|bookings?|choices|details|orders?|plan|profile|registration|settings"
    r"|subscription)[ \t]*$)"
)


@lru_cache(maxsize=64)
def plural(message: str) -> bool:
    """Tell whether ``message`` speaks of its writers as "we" and never as "I"."""
    return _WE.search(message) is not None and not singular(message)


@lru_cache(maxsize=64)
def singular(message: str) -> bool:
    """Tell whether the writer of ``message`` says "I", "me" or "my"."""
    return _MINE.search(_BUTTON.sub(" ", message.replace("’", "'"))) is not None


def as_we(text: str) -> str:
    """Return ``text`` with "we" for "I", "us" for "me", "our" for "my"; a capital where a further sentence begins."""

    def ours(found: re.Match[str]) -> str:
        word = _OURS[found[0].lower()]
        begins = text[: found.start()].rstrip().endswith((".", "!", "?"))
        return word[:1].upper() + word[1:] if begins else word

    return _MINE.sub(ours, text)
