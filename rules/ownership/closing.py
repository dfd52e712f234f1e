"""When a chat may end without one more question: the customer has said that this is all, or has taken leave."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_DONE = regex(
    r"\b(?:that(?:'s| is|s| was| will be|'ll be| would be|'d be| should be| should do| would do| will do)(?: just| about| pretty much| really)* (?:all|oit|enough|it|everything|fine|great|perfect|good|correct|right)|(?<!is )thats? it|nothing (?:else|more)|not (?:today|now|really|at the moment|right now)\b|yun lang|wala na|"
    r"(?:no|nope|nah)\b.{0,12}\b(?:thank|thanks|that|all|i'm|im|not|fine|good|nothing)|^\W*nothing\b|you (?:can|may) go\b|all (?:good|set|done|sorted|i need)|i'm (?:good|done|set|fine)|"
    r"good ?bye|bye|see (?:you|ya)|have a (?:great|nice|good)|take care|thank(?:s| you| u)|thx|ty|cheers|appreciate|"
    r"perfect|great|awesome|love|(?:better|gotta|got to|have to|need to|should) (?:be )?(?:go|going|run|off)|good ?night|night)\b",
    re.IGNORECASE,
)

_GREETS = regex(r"^\W*good (?:day|morning|afternoon|evening)\b", re.IGNORECASE)
#: "See you soon" ends no talk: it invites.
_INVITES = regex(
    r"\b(?:see|catch) (?:you|ya)(?: all| guys)? (?:soon|there|tomorrow|tonight|on \w+day|later on|on ?board|next|at|in|then)\b|^\W*ciao\b(?!.*\bbye)",
    re.IGNORECASE,
)
_DAY = r"(?:day|evening|night|weekend|afternoon|morning|week|arvo|one|time|trip|flight|stay|journey|drive|ride|holidays?|vacation|christmas|easter|season|month|summer|birthday|match|game|movie|show|concert|meal|dinner|lunch|party|event|year|start)"
_TAIL = r"(?P<tail>(?:,? (?!and\b|at\b|in\b|on\b|to\b|if\b|when\b|while\b|for\b|with\b)[A-Za-z'.]+){0,2}[^A-Za-z0-9]*(?:(?:thanks?|thank you|cheers)[^A-Za-z0-9]*)?(?:(?<=[-–—^/*~])[A-Za-z]{1,10}|(?<=[-–—^/*~] )[A-Za-z]{1,10})?[^A-Za-z0-9]*)$"
#: A wish or a goodbye that an emoticon, a comma, "and" or the writer's name keeps from being a sentence of its own.
_GOODBYE = regex(
    rf"(?P<lead>^[^A-Za-z0-9]*|[^A-Za-z0-9\s,'(] ?|, ?|,? and )(?P<wish>(?:please |do )?(?:have (?:yourself )?an? (?:[\w'-]+ ){{1,3}}{_DAY}(?: (?:ahead|today|onboard))?(?:,? and (?:take care|stay safe|god bless|enjoy))?"
    rf"|enjoy (?:your|the) (?:rest of (?:your|the) )?(?:[\w'-]+ )?(?!meal|dinner|lunch){_DAY}|enjoy yourself(?: and have (?:a lot of |some )?fun)?|take care|stay safe|safe (?:travels?|flight|trip|journey)"
    rf"|happy (?:holidays|thanksgiving|easter|new year)|good ?bye|see (?:you|ya))){_TAIL}",
    re.IGNORECASE,
)
#: The writer waits for something: this is no goodbye.
_WAITS = regex(
    r"\b(?:provide|share|confirm|advise|give|reply|respond|follow|fill|attach)(?: with| to)? (?:us|me)\b|\b(?:dm|direct message|via pm|inbox us)\b|\blet us (?!know)",
    re.IGNORECASE,
)
_FRAGMENT = regex(r"^\W*>|>>|^\W*\d ?/")
#: What goes on behind a wish: "Enjoy your stay! The address is …".
_GOES_ON = regex(r"^(?:the|your|you|it|this|there|we|i)\b(?:\W+\w+){4}", re.IGNORECASE)


def already_done(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the customer's last message thanks, says goodbye, or says that nothing is left to do.

    Also where "good day" opens the message, and where the message is a piece of a longer one.
    """
    if sentence and sentence.index == 0 and len(draft.sentences) > 1 and _GREETS.search(sentence.text):
        return True
    if sentence and (sentence.text.rstrip().endswith("?") or _INVITES.search(sentence.text)):
        return True
    if any(s.text.rstrip(" \"')").endswith("?") for s in draft.sentences):
        return True
    if _FRAGMENT.search(draft.plain.strip()):
        return True
    if sentence and any(_GOES_ON.search(s.text) for s in draft.sentences[sentence.index + 1 :]):
        return True
    return _DONE.search(" ".join(draft.last_message)) is not None


def glued(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the goodbye that marks join to the words before it: "All good now :) See you! - Anwar"."""
    yield from _goodbyes(draft, joined=False)


def joined(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the goodbye that a comma or "and" joins to the words before it: "You're welcome, have a nice day"."""
    yield from _goodbyes(draft, joined=True)


def _goodbyes(draft: Draft, *, joined: bool) -> Iterator[tuple[Sentence, Hit]]:
    own = [s for s in draft.sentences if not s.places.isdisjoint({"body", "closing", "last"})]
    if _WAITS.search(draft.plain):
        return
    for sentence in own[-2:]:
        found = _GOODBYE.search(sentence.text)
        lead = found["lead"].strip(" ,").lower() if found else ""
        if found and (lead == "and" or found["lead"].startswith(",")) == joined:
            start, end = found.span("wish")
            slots = {"wish": Slot(start, end, (start, end))}
            if lead == "and":
                first = start - len("and ")
                slots["joint"] = Slot(first, first + 3, (first, first + 3))
                yield sentence, Hit(first, end, slots)
            else:
                yield sentence, Hit(start, end, slots)
            return
