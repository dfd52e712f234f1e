"""How many chores does a message ask of the customer?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

#: A chore with paper, files or offices; each counts once.
_CHORES = {
    name: re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE)
    for name, verbs in {
        "print": r"print(?: out| off| it| the| and|,)", "sign": r"sign (?:it|the|and|both|all|here|a)|sign,|signed (?:copy|form|letter)|countersign",
        "scan": r"scan(?: it| the| and|,| a)|photograph (?:it|the)|take a (?:photo|picture) of", "fax": r"fax(?: it| the| us| a|ed)?",
        "fill": r"fill (?:in|out|up)|complete (?:the|this|our|an?|both|all)(?: \w+){0,4} (?:form|questionnaire|application|declaration|survey)|e-?form",
        "attach": r"attach(?: the| a| your| copies| all| it| both|ing|ed)?|enclose|include (?:a |your )?cop(?:y|ies)|upload",
        "post": r"(?:post|mail|courier|return|send|submit|email|forward|hand) (?:it|them|the \w+|this|both|everything|all \w+|your \w+|us|back|a copy|the completed \w+)(?: \w+)? ?(?:back |in )?(?:to|by|via|at|together|along)?",
        "certify": r"notari[sz]ed?|certified (?:copy|copies|true)|stamped by|witness(?:ed)? by|affidavit|in triplicate|in duplicate",
        "call": r"(?:call|ring|phone|contact) (?:us|our|the|your)", "visit": r"(?:visit|go to|come to|bring (?:it|the|your|them|two|both)) (?:a |the |our |your )?(?:\w+ )?(?:branch|office|store|shop|counter|bank|desk|post office|station)|in person",
        "register": r"(?:register|create an account|sign up|set up an account)", "quote": r"quot(?:e|ing) (?:your|the) \w+ (?:number|reference)|provide (?:us )?(?:with )?(?:both |all )?(?:your|the)",
    }.items()
}  # fmt: skip
_PAPER = {"print", "sign", "scan", "fax", "fill", "attach", "certify"}
_ADDRESSED = re.compile(r"\b(?:please|kindly|you|your|must|need to|required)\b|^\W*(?:\w+ly )?(?:print|fill|complete|download|sign|scan|submit|attach)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:i|we)(?:'ve|'ll| have| will| can| already)? (?:\w+ )?(?:filled|printed|attached|signed|completed|enclosed|scanned|fill|print|attach|complete)\b", re.IGNORECASE)
_HOWTO = re.compile(r"\bhow (?:do|can|could|should|would|to)\b|\bsteps?\b|\binstructions?\b|\bwhere (?:do|can) i\b", re.IGNORECASE)
_SOFTWARE = re.compile(r"\b(?:click|menu|tab|button|settings|folder|inbox|right-click|toolbar|checkbox|dialog|screenshot|tools|add-ons?|profile)\b", re.IGNORECASE)


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the sentence in which three or more chores with papers come together."""
    if _HOWTO.search(" ".join(draft.last_message)):
        return
    for sentence in draft.sentences:
        text = sentence.text
        if not _ADDRESSED.search(text) or _OURS.search(text) or _SOFTWARE.search(text):
            continue
        found = {name: match for name, chore in _CHORES.items() if (match := chore.search(text))}
        if len(found) >= 3 and found.keys() & _PAPER:
            start = min(match.start() for match in found.values())
            end = max(match.end() for match in found.values())
            yield sentence, Hit(start, start + len(text[start:end].rstrip()), {})
