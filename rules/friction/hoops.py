"""How many chores does a message ask of the customer?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

#: A chore with paper, files or offices; each counts once.
_CHORES = {
    name: regex(rf"\b(?:{verbs})\b", re.IGNORECASE)
    for name, verbs in {
        "print": r"print(?: out| off| it| the| and|,)", "sign": r"sign (?:it|the|and|both|all|here|a)|sign,|signed (?:copy|form|letter)|countersign",
        "scan": r"scan(?: it| the| and|,| a)|photograph (?:it|the)|take a (?:photo|picture) of", "fax": r"fax(?: it| the| us| a|ed)?",
        "fill": r"fill (?:in|out|up)|complete (?:the|this|our|an?|both|all)(?: \w+){0,4} (?:form|questionnaire|application|declaration|survey)|e-?form",
        "attach": r"attach(?: the| a| your| copies| all| it| both|ing)?\b(?!ed)|enclose|include (?:a |your )?cop(?:y|ies)|upload",
        "post": r"(?:post|mail|courier|return|send|submit|email|forward|hand) (?:it|them|the \w+|this|both|everything|all \w+|your \w+|us|back|a copy|the completed \w+)(?: \w+)? ?(?:back |in )?(?:to|by|via|at|together|along)?",
        "certify": r"notari[sz]ed?|certified (?:copy|copies|true)|stamped by|witness(?:ed)? by|affidavit|in triplicate|in duplicate",
        "call": r"(?:call|ring|phone|contact) (?:us|our|the|your)", "visit": r"(?:visit|go to|come to|bring (?:it|the|your|them|two|both)) (?:a |the |our |your )?(?:\w+ )?(?:branch|office|store|shop|counter|bank|desk|post office|station)|in person",
        "register": r"(?:register|create an account|sign up|set up an account)", "quote": r"quot(?:e|ing) (?:your|the) \w+ (?:number|reference)|provide (?:us )?(?:with )?(?:both |all )?(?:your|the)",
    }.items()
}  # fmt: skip
_PAPER = {"print", "sign", "scan", "fax", "fill", "attach", "certify"}
_ADDRESSED = regex(
    r"\b(?:please|kindly|you|your|must|need to|required)\b|^\W*(?:\w+ly )?(?:print|fill|complete|download|sign|scan|submit|attach)\b",
    re.IGNORECASE,
)
_OURS = regex(
    r"\b(?:i|we)(?:'ve|'ll| have| will| can| already)? (?:\w+ )?(?:filled|printed|attached|signed|completed|enclosed|scanned|fill|print|attach|complete)\b",
    re.IGNORECASE,
)
_HOWTO = regex(
    r"\bhow (?:do|can|could|should|would|to)\b|\bsteps?\b|\binstructions?\b|\bwhere (?:do|can) i\b", re.IGNORECASE
)
_SOFTWARE = regex(
    r"\b(?:click|menu|tab|button|settings|folder|inbox|right-click|toolbar|checkbox|dialog|screenshot|tools|add-ons?|profile)\b",
    re.IGNORECASE,
)


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


#: Stations on the way to a person: links, number fields, menus, forms, queues.
_STATIONS = [
    regex(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:click|open|use|visit|follow|go to|head to) (?:on )?(?:this |the )?(?:below |following )?(?:link|url|page|Xlink)\b|\bopen link\b", r"\b(?:enter|select|choose|pick|provide|have) (?:the |your |a )?(?:product|model|serial|device|account|order|case)(?: \w+)? ?(?:number|type|id|name)?\b",
        r"\b(?:fill|complete|submit) (?:in |out |up )?(?:the |this |our |an? )?(?:\w+[- ])?e?-?form\b", r"\bscroll (?:down|to)\b", r"\b(?:select|choose|click|pick) (?:on )?(?:the )?(?:\w+ ){0,3}?(?:contact|support|category|topic|option|options|chat|country|region)\b",
        r"\bget (?:a |the |your )?(?:case|ticket|reference)(?: \w+)? ?(?:number|id)?\b|\b(?:case|ticket) (?:&|and) phone number\b", r"\b(?:proceed further|log ?in|sign in|register|create an account|verify your)\b", r"\b(?:then|and) (?:call|contact|phone|speak)\b|\bphone support\b",
    )
]  # fmt: skip
_PERSON = regex(r"\b(?:contact|support|case|ticket|agent|team|representative|complaint|claim)\b", re.IGNORECASE)
_SETTINGS = regex(
    r"\b(?:settings|menu bar|toolbar|inbox|folder|profile|preferences|add-ons?|browser|cache)\b", re.IGNORECASE
)
#: The place of the form among the stations.
_FORM = 2
#: So many sentences may lie between the first station and the last.
_WINDOW = 5


def trail(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the sentence with the most stations, where three or more on the way to a person or a form follow each other."""
    body = [sentence for sentence in draft.sentences if sentence.places.isdisjoint({"subject", "greeting"})]
    whole = " ".join(sentence.text for sentence in body)
    able = [kind for kind in _STATIONS if kind.search(whole)]
    if len(able) < (3 if _STATIONS[_FORM] in able else 4):
        return
    for at in range(len(body)):
        around = body[at : at + _WINDOW]
        text = " ".join(other.text for other in around)
        passed = [kind for kind in able if kind.search(text)]
        if len(passed) < (3 if _STATIONS[_FORM] in passed else 4) or _SETTINGS.search(text) or not _PERSON.search(text):
            continue
        hits = [[found for kind in passed if (found := kind.search(other.text))] for other in around]
        best = max(range(len(around)), key=lambda index: len(hits[index]))
        start = min(found.start() for found in hits[best])
        yield around[best], Hit(start, len(around[best].text.rstrip(" .!")), {})
        return


#: A further step of the same trail, numbered or not.
_FURTHER = regex(
    r"^\W*(?:\d+\W+)?(?:(?:please|kindly|then|next|after that|and|now) )*(?:then|next|after that|and|fax|mail|send|post|enter|select|choose|click|"
    r"fill|scroll|submit|log|open|provide|you(?:'ll| will| should) see)\b",
    re.IGNORECASE,
)


def goes_on(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the next sentence is a further step: nothing is to stand between the two."""
    following = draft.sentences[sentence.index + 1 : sentence.index + 2] if sentence is not None else ()
    return any(_FURTHER.search(other.text) for other in following)
