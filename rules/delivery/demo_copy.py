"""Text that a template kit ships with to show where the real one goes: "Your Company Name", an example line."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.model import Kind
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

#: A name that stands for a name.
_NOBODYS_NAME = regex(
    r"\bYour (?:Company|Business|Product|Brand|Store|Shop|Site|Team|App|Organi[sz]ation|Full) Name\b(?: Here\b)?"
    r"|[\"“'‘](?i:your )?(?:[Cc]ompany|[Pp]roduct|[Bb]rand|[Ss]tore|[Ss]hop|[Bb]usiness) [Nn]ame[\"”'’]"
    r"|\bCity,? (?:State|ST),? \d{5}\b"
    r"|^(?:Company|Business|Brand|Agent|Sender) Name$|^(?:\W*(?:Unordered )?[Ll]ist item (?:1|one))$|^(?:Some|Your) text (?:goes )?here\W*$"
)
#: A line that speaks of itself.
_SELF = regex(
    r"(?i:\b(?:this|here) is (?:an? |some |the )?(?:example|sample|demo|dummy) (?:text|copy|content|paragraph|sentence)\b"
    r"|\b(?:a|the|this|your) pre-?header (?:is|text|goes|here)\b)"
)
#: An address at a firm that is none; the sentence itself has a stand-in for it.
_ADDRESS = regex(r"\bX(?:link|mail)\b")
_NO_FIRM = regex(
    r"(?i:(?:^|[@./])(?:your|my)-?(?:site|company|website|business|brand|shop|store|product|organi[sz]ation)(?:-?name)?"
    r"\.(?:com|org|net|io|co|example)\b|(?:link|url)-(?:goes-)?here\b|/(?:xxx+-)+xxx+\b)"
)
#: The reader's own address in a filled example is no address of the firm.
_READER = regex(r"\b(?:sent to|addressed to|user ?name:?|log ?in:?|registered (?:to|with|as)) $", re.IGNORECASE)


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield what a template kit's own text left behind; in a draft such words may be meant."""
    if draft.document.kind is not Kind.TEMPLATE:
        return
    for sentence in draft.sentences:
        text = sentence.text
        for pattern in (_NOBODYS_NAME, _SELF):
            for found in pattern.finditer(text):
                yield sentence, Hit(found.start(), found.end(), {})
        for found in _ADDRESS.finditer(text):
            if _NO_FIRM.search(sentence.spelled(*found.span())) and not _READER.search(text[: found.start()]):
                yield sentence, Hit(found.start(), found.end(), {})
