"""Finds an apology or a word of empathy that is taken back in the same breath: "I'm sorry, but …".

``plain`` yields bare apologies ("Sorry, but"), ``named`` those that name something ("I understand your frustration,
however"), ``turned`` the "However" that opens the next sentence, ``conceded`` the form that begins with "While we
understand". What follows decides: help, thanks and questions are no taking back. The turn ("but") is looked for first,
because few sentences have one, then the apology in the clause before it.
"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_words = sibling(__file__, "sorry_but_words")

#: How far before the turn the apology may begin.
_REACH = 130
#: Before these words stands no lead: "not that I am sorry", "such as".
_NO_LEAD = ("not that ", "alled to ", " as ", "don't ", "don’t ", "need to ", " all ")
_BUT = regex(
    r"(?:\s*[,;.–—-]+\s*|\s+)(?P<but>but|however|unfortunately|regrettably|nevertheless|nonetheless|although|though|yet"
    r"|only that|only|it'?s just that|it is just that|except that|and yet|even so|that said|having said that|still|lakini|pero|tapi|lekin|buy|as)\b,?",
    re.IGNORECASE,
)
#: These turn an apology only after a mark: "sorry you are still waiting", "sorry that you had only one".
_NEEDS_MARK = frozenset(("yet", "only", "still", "unfortunately", "regrettably", "though"))
_STOPS = regex(r"[.;!?](?=\s)|[;!?]$|[\"“”]")
_WHO = r"(?:\b(?:we|i)(?:\s+(?:am|are|do|must|would|really|truly|sincerely|deeply|just|can only)|['’]?(?:m|re|d))*\s+)?"
_HOW = (
    r"(?:\b(?:so|very|really|truly|terribly|extremely|awfully|deeply|sincerely|most|much|my|our|sincere|deepest)\s+)*"
)
_SORRY = regex(
    rf"{_WHO}{_HOW}\b(?:sorry|apologi[sz]e|apologies|apology|pole(?: sana)?|maaf|pasens[iy]ya(?: na)?|my bad|regrets?|forgive us|forgive me|pardon)\b",
    re.IGNORECASE,
)
_FEEL = "understand|appreciate|realise|realize|recognise|recognize|sympathi[sz]e|empathi[sz]e|acknowledge|respect"
_UPSET = "upset|frustrat|annoy|disappoint|angry|hard|difficult|not (?:what|the news|ideal)|inconvenient|worr|anxious|tired|stress|unhapp|concerned"
_KNOW = regex(
    r"\b(?:we|i)(?:\s+(?:can|do|fully|completely|totally|certainly|truly|really|definitely|quite|am|would|have))*\s+"
    rf"(?:(?:{_FEEL})(?!\s+(?:it if|if|the fact))|feel for you|get it\b|get that\b|share your|sense your"
    rf"|(?:see|hear|get|know|imagine)\s+(?=how|you\b(?!r| ask| say| cry)|(?:that\s+)?(?:you(?:['’]re| are)|this is|it(?:['’]s| is)|"
    rf"that is)\s+(?:\w+\s+)?(?:{_UPSET})|where you|why you|your (?:frustration|concern|disappointment|point)))"
    rf"|\b(?:this|that|it) must (?:be|have been|feel) (?:\w+ )?(?:{_UPSET})"
    r"|\b(?:thank you|thanks) for your (?:understanding|patience)|\bwith (?:all )?(?:due )?sympathy"
    r"|\b(?:my|our) (?:heart|sympathies|sympathy|condolences)"
    r"|\b(?:we|i)(?: would|['’]d)(?: \w+)? (?:love|like) to (?:be able to )?(?:help|assist|do (?:this|that|more|it))\b"
    r"|\b(?:we|i) (?:really |do )?wish (?:we|i|it|that) (?:could|was|were|had)\b",
    re.IGNORECASE,
)
#: What may stand between a bare "sorry" and its "but".
_BARE = regex(
    r"\s*,?\s*(?:(?:about|for|on|with)\s+(?:this|that|it|all this)|to (?:say|tell you|inform you|disappoint you|have to say)"
    r"(?: (?:this|that|it))?|sorry|again|sir|madam|ma['’]am|ma|mate|dear|hun|love|hon|friend|guys|boss|bro|po|lah|ya|"
    r"(?-i:[A-Z][\w'’.-]+)(?:\s+(?-i:[A-Z][\w'’.-]+))?|xname)?(?:\s*,?\s*(?:sir|madam|ma['’]am|po|(?-i:[A-Z]\w+)))?\s*",
    re.IGNORECASE,
)
#: The name that the apology speaks to: "Sorry Anna, but".
_CALLED = regex(r"(?<=[a-z,] )[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]+)?\s*$")


def plain(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "sorry, but": a bare apology, taken back unless help follows."""
    for sentence, lead, bare, turn in _turns(draft):
        whole, rest = sentence.text, sentence.text[turn.end() :]
        if bare and not _words.HELP.match(rest) and rest.strip(" .!") and _words.walls(turn["but"], rest):
            hit = _hit(lead, turn)
            name = _CALLED.search(whole, lead[0], lead[1])
            slots = {"name": Slot(name.start(), name.end(), name.span())} if name else {}
            end = hit.end
            if nope := _words.NOPE.match(whole, turn.end()):
                end = nope.end()
                slots["nope"] = Slot(end, end, (end, end))
            if none := _words.NONE.match(rest):
                slots["more" if none[0].rstrip().endswith("s") else "none"] = Slot(end, end, (end, end))
            earnest = _words.EARNEST.search(whole, *lead) is not None
            if not slots and _words.told(whole[: lead[1]], rest, earnest):
                slots["tell"] = Slot(end, end, (end, end))
            elif not slots and (earnest or _words.OWNED.match(rest)) and (first := _words.FIRST.match(whole, end)):
                slots["next"] = Slot(first.start("word"), first.end(), first.span("word"))
                end = first.end()
            elif _words.CAUSE.match(rest) and (stands := _standing(whole, lead[1], turn.end())):
                slots |= {"sorry": stands["said"], "why": stands["after"]}
            if end in (turn.end(), hit.end):
                slots["only"] = Slot(end, end, (end, end))
            if not slots.keys() & {"tell", "next", "nope", "none", "more"} and _words.DROPPED.match(whole, end):
                slots = {"dropped": Slot(end, end, (end, end))}
            yield sentence, Hit(hit.start, end, {**hit.slots, **slots})


def named(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "sorry for the delay, but" and "I understand your frustration, however", before a refusal or a defence."""
    for sentence, lead, bare, turn in _turns(draft):
        if bare:
            continue
        said, rest = sentence.text[lead[0] : lead[1]], sentence.text[turn.end() :]
        apology = _SORRY.match(said)
        felt = not apology and _words.FEELINGS.search(said)
        if apology and _words.ASKING.match(said, apology.end()):
            continue
        own = apology or felt or _words.THEIRS.search(said)
        taken = (felt or (apology and not _words.GOOD.search(rest))) or _words.REFUSES.search(rest)
        if apology and _words.BRUSHED.match(said, apology.end()) and _words.THANKS.match(rest):
            yield sentence, _hit(lead, turn)
            continue
        if apology and _words.REGRET.match(said) and not _words.REFUSES.search(rest):
            continue
        if own and taken and rest.strip(" .!") and not _words.HELP.match(rest):
            hit = _hit(lead, turn)
            opens = _words.WHILE.search(sentence.text, 0, lead[0])
            yield sentence, Hit(opens.start(), hit.end, hit.slots) if opens else hit


def turned(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the "However" of a sentence that refuses or defends, straight after "We understand your concern."."""
    for sentence, after in pairwise(draft.sentences):
        turn = _words.TURN.match(after.text)
        if not turn or _softened(after.text, turn.end()):
            continue
        text = sentence.text.rstrip(" .!")
        lead = _lead(text, len(text))
        if lead and (_SORRY.match(text, lead[0]) or _words.cares(text[lead[0] :])):
            yield after, Hit(turn.start("but"), turn.end(), {})


def conceded(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "While we understand your frustration," before a refusal."""
    for sentence in draft.sentences:
        found = _words.CONCEDED.match(sentence.text)
        if not found or _softened(sentence.text, found.end()):
            continue
        said = found["lead"]
        if _SORRY.match(said) or (_KNOW.match(said) and _words.CARE.search(said)):
            lead = Slot(*found.span("lead"), found.span("lead"))
            yield sentence, Hit(found.start(), len(sentence.text[: found.end()].rstrip()), {"lead": lead})


def _softened(text: str, at: int) -> bool:
    """Tell whether help or good news follows, or at least no refusal."""
    return bool(_words.HELP.match(text, at) or _words.DONE.search(text, at)) or not _words.REFUSES.search(text, at)


def _turns(draft: Draft) -> Iterator[tuple[Sentence, tuple[int, int], bool, re.Match[str]]]:
    """Yield each turn with the apology before it: its place, and whether it is a bare one."""
    for sentence in draft.sentences:
        text = sentence.text
        at = 0
        for turn in _BUT.finditer(text):
            marked = not text[turn.start() : turn.start("but")].isspace()
            if turn["but"].lower() in _NEEDS_MARK and not marked:
                continue
            lead = _lead(text, turn.start(), at)
            if lead:
                apology = _SORRY.match(text, lead[0])
                bare = bool(apology and _BARE.fullmatch(text, apology.end(), turn.start()))
                if bare or turn["but"].lower() not in ("buy", "as"):
                    yield sentence, lead, bare, turn
                    at = turn.end()


def _lead(text: str, end: int, start: int = 0) -> tuple[int, int] | None:
    """Return the place of the apology that runs up to ``end``, within its own sentence."""
    low = max(start, end - _REACH)
    for stop in _STOPS.finditer(text, low, end):
        low = stop.end()
    found = [one for one in (_SORRY.search(text, low, end), _KNOW.search(text, low, end)) if one]
    if not found:
        return None
    first = min(found, key=lambda one: one.start())
    before = " " + text[max(0, first.start() - 9) : first.start()].lower()
    return None if before.endswith(_NO_LEAD) else (first.start(), end)


def _standing(text: str, end: int, stop: int) -> dict[str, Slot]:
    """Return the words up to the turn and those behind it, where they can be a sentence of their own."""
    found = _words.STANDS.match(text, stop)
    if not found or not text.rstrip().endswith((".", "!", "?")):
        return {}
    return {"said": Slot(0, end, (0, end)), "after": Slot(found.end(), len(text), (found.end(), len(text)))}


def _hit(lead: tuple[int, int], turn: re.Match[str]) -> Hit:
    start, end = lead
    again = _words.SADLY.match(turn.string, turn.end())
    stop = again.end() if again else turn.end()
    refused = (again or _words.refuses_soon(turn.string[stop:])) and not _words.DROPPED.match(turn.string, stop)
    if _words.SAME.match(turn.string, stop) and turn.string[start : start + 2].lower() == "we":
        return Hit(start, stop, {"lead": Slot(start, end, (start, end)), "we": Slot(stop, stop, (stop, stop))})
    here = {} if refused and not _words.STARTS.match(turn.string, stop) else _standing(turn.string, end, stop)
    here = here or ({"refused": Slot(stop, stop, (stop, stop))} if refused else {})
    return Hit(start, stop, {"lead": Slot(start, end, (start, end)), **here})
