"""Is a message written by one person who never says "I"?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_I = regex(r"\b(?:I|I'm|I'll|I've|I'd|[Mm]e|[Mm]y|[Mm]yself)\b")
_TEAM = regex(
    r"(?<!Kind )\b(?:team|department|support|service|services|staff|office|desk|care|ltd|limited|inc|llc|gmbh|company|bank|group|no-?reply|water|haulage|energy|gas|power|insurance|insurers|council|transport|logistics|airlines?|airways|hotels?|foods?|stores?|telecom|mobile|networks?|housing|homes|travel|tours|motors|electric|media|studios?|school|clinic|trust|society|union|garage|couriers?|parcels|freight|catering|bakery|systems|solutions|technolog(?:y|ies)|labs|rail|railways?|reservations|claims|billing|accounts|reception|management|maintenance|operations|crew|workshop|library|borough|county|city)\b",
    re.IGNORECASE,
)
#: A person's name at the end: on a line of its own, after a close, or after a dash or a caret.
_SIGNED = regex(
    r"(?i:regards|rgds|wishes|sincerely|faithfully|truly|thanks|thank you|best|cheers|yours|warmly|respectfully)[,.!]*\s*\n*\s*(?:Mrs?\.? |Ms\.? |Dr\.? |[A-Z]\. ?){0,2}[A-Z][a-z]+(?:[ -][A-Z][a-z.]*){0,2}(?:,[^\n]{0,40})?\s*(?:\n|$)"
    r"|\n\s*\n?[A-Z][a-z]{1,14}(?: [A-Z][a-z.]+)?\s*$|[-–—~^*]\s?[A-Z][a-z]{2,}(?: [A-Z][a-z]+)?\s*$"
)

#: In a template: the merge field of the writer.
_FIELD = regex(
    r"[{\[<%$]\W{0,3}\w*\W?(?:agent|rep|sender|advis[eo]r|staff|employee|clerk|handler|officer|owner|my|your)\w*[._ ]?\w*\W{1,4}$",
    re.IGNORECASE,
)

#: A longer letter is a report or a plan; there "we" is the house.
_LONG = 12
#: A line of a signature is short.
_LINE = 40


def _team_above(text: str) -> bool:
    """Tell whether the short line above the last one names a team: then the last is the house."""
    above = text.strip().split("\n")[-2:-1]
    return bool(above) and len(above[0]) < _LINE and _TEAM.search(above[0]) is not None


def not_one_person(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether a team signs, nobody signs, the writer says "I" somewhere, or the message is a template."""
    if len(draft.sentences) > _LONG:
        return True
    if draft.document.kind.value == "template":
        if not _FIELD.search(draft.plain.rstrip().rpartition("\n")[2]):
            return True
    else:
        text = draft.plain.replace("’", "'")
        signed = _SIGNED.search(text)
        if not signed or _TEAM.search(signed[0]) or _team_above(text[: signed.end()]):
            return True
    return any(_I.search(s.text) for s in draft.sentences)
