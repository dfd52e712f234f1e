"""British or American spelling: told from a draft, given to the words of a rewrite.

An American form that is a good British word too ("check", "program") tells nothing and is never turned round;
"practice" is left alone altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Variety = Literal["british", "american"]

#: Verbs in -ise, -yse; the American ones have a z.
_ISE = (
    "analy apolog author categor character custom emphas final general initial item local maxim minim modern monet "
    "normal optim organ paraly personal priorit real recogn reorgan special stabil standard summar util visual"
).split()
_ISE_ENDINGS = "se ses sed sing sation sations ser sers".split()
#: Verbs that double their l in British English only.
_DOUBLED = "cancel travel label model signal total channel counsel fuel level marshal pedal quarrel".split()
#: Words in -our, and what may follow them.
_OUR = "behavi col endeav fav flav hon harb hum lab neighb rum sav".split()
_OUR_ENDINGS = ["", "s", "ed", "ing", "able", "ite", "ites", "hood", "ful"]
_OTHERS = {
    "centre": "center", "centres": "centers", "centred": "centered", "theatre": "theater", "metre": "meter",
    "metres": "meters", "litre": "liter", "litres": "liters", "catalogue": "catalog", "catalogues": "catalogs",
    "cheque": "check", "cheques": "checks", "grey": "gray", "defence": "defense", "offence": "offense",
    "enrol": "enroll", "enrols": "enrolls", "fulfil": "fulfill", "fulfils": "fulfills", "instalment": "installment",
    "instalments": "installments", "jewellery": "jewelry", "mould": "mold", "programme": "program",
    "programmes": "programs", "tyre": "tire", "tyres": "tires", "enquiry": "inquiry", "enquiries": "inquiries",
    "enquire": "inquire", "whilst": "while", "aluminium": "aluminum",
}  # fmt: skip
#: American forms that are good British words too: they do not tell the variety, and are never turned round.
_AMBIGUOUS = frozenset("meter meters check checks program programs tire tires inquiry inquiries inquire while".split())
_WORD = re.compile(r"[A-Za-z]+")


def _pairs() -> Iterator[tuple[str, str]]:
    for stem in _ISE:
        for ending in _ISE_ENDINGS:
            vowel = "" if stem.endswith("y") else "i"
            yield f"{stem}{vowel}{ending}", f"{stem}{vowel}z{ending[1:]}"
    for stem in _DOUBLED:
        for ending in ("ed", "ing"):
            yield f"{stem}l{ending}", f"{stem}{ending}"
    for stem in _OUR:
        for ending in _OUR_ENDINGS:
            yield f"{stem}our{ending}", f"{stem}or{ending}"
    yield from _OTHERS.items()


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Return British words with their American forms, and the other way round."""
    pairs = list(_pairs())
    return dict(pairs), {american: british for british, american in pairs if american not in _AMBIGUOUS}


def variety_of(text: str) -> Variety | None:
    """Return the spelling that most of the telling words in ``text`` have; None where none tells, or both do."""
    british, american = _tables()
    words = [word.lower() for word in _WORD.findall(text)]
    ours, theirs = sum(word in british for word in words), sum(word in american for word in words)
    if ours == theirs:
        return None
    return "british" if ours > theirs else "american"


def respelled(text: str, variety: Variety | None, keep: str = "") -> str:
    """Return ``text`` in the spelling of ``variety``, letter case kept; words that ``keep`` has stay as they are."""
    if variety is None:
        return text
    table = _tables()[variety == "british"]
    kept: set[str] | None = None

    def other(match: re.Match[str]) -> str:
        nonlocal kept
        word = match[0]
        new = table.get(word.lower())
        if new is None:
            return word
        if kept is None:
            kept = set(_WORD.findall(keep))
        if word in kept:
            return word
        return new.upper() if word.isupper() else new.capitalize() if word[0].isupper() else new

    return _WORD.sub(other, text)
