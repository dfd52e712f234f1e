"""Does a demand for money come with any way to answer: a number, an address, a signature block with a phone?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.colleagues import plainly_colleagues

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_CONTACT = regex(
    r"\bX(?:link|mail)\b|https?:|www\.|\S@\S|(?<![\d.,$€£])\+?\(?\d{2,5}\)?[ .-]\d{3,4}[ .-]?\d{2,4}\b|\b(?:tel|phone|mobile (?:no|number)|hotline|ext|call|contact|reply|link|url|click|button|portal|"
    r"online|iban|bank (?:details|transfer|account|app)|(?:our|to the) bank|app|(?:by|or|take|takes|accept|use) cards?|cards? (?:or|and|are|is)|account is|gcash|paynow|paybill|till (?:no|number)|upi|counter|desk|(?:at|by) (?:the|our|any) (?:\w+ )?window|(?:in|by|of|two|three|four|monthly|agree|equal|smaller|easy) instal?ments|plans?|parts|shall (?:i|we)|tell me|let me know|[\w-]+\.(?:com|org|net|example|gov|io|co))\b|\bpay(?:ment)? (?:at|on \d)|\?|<a\b|\{\{?[^}]*(?:url|link|phone|email|contact)",
    re.IGNORECASE,
)

#: A line says what happens; it names no part of the letter, unless it is all in capitals.
_STATES = regex(r"\b(?:may|will|can|could|might|would)\b", re.IGNORECASE)
#: The mark of an item.
_ITEM = regex(r"(?:[*•+–-]|\d+[.)]|<li[^>]*>)\s*$")
#: What comes behind a colon, and behind the first lines there.
_LISTED = regex(r":[ \t]*\n\s*(?:[^\n.!?:]{1,80}\n\s*){0,4}$")

#: The lines of a signature have no more words.
_SHORT = 5

#: What a heading stands above, in sentences: more than the footer.
_BELOW = 2

among = plainly_colleagues


def has_contact(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the whole document, its signature included, holds a way to reach somebody or to pay."""
    return _CONTACT.search(draft.plain) is not None


def goes_on(draft: Draft, sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Return whether the sentence is one half of one that a line's end breaks: nothing can be put behind it or in its place."""
    if sentence is None or sentence.text.rstrip("\"')* ")[-1:] not in ".!?…":
        return True
    before = draft.sentences[sentence.index - 1].text.rstrip() if sentence.index else "."
    return sentence.text[:1].islower() and before[-1:].isalpha()


def heading(draft: Draft, sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Return whether the sentence is a heading of a letter: a short line of its own, no item of a list."""
    from servicelint.soundness import is_heading  # what makes rewrites is loaded when one is made

    if sentence is None or not is_heading(sentence):
        return False
    if sum(len(one.text.split()) > _SHORT for one in draft.sentences[sentence.index + 1 :]) < _BELOW:
        return False  # next to nothing stands below it
    if _STATES.search(sentence.text) and not sentence.text.isupper():
        return False
    before = draft.document.text[: sentence.source(0, 0).start]
    return not _ITEM.search(before.rpartition("\n")[2]) and not _LISTED.search(before)
