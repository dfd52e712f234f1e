"""What checks of a draft against its thread share: telling words, English or not, fragments."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: Stand-ins of placeholders, mentions and hashtags.
ATOM = regex(r"\bX(?:link|mail|var|name|date|amount)\b|[@#]\w+")
#: "2/2 …", "… 1/2": a piece of a longer message.
FRAGMENT = regex(r"^\W*[1-9] ?[/:](?: |[2-9])|\b[1-9]/[2-9]\b(?!/)|^\W*>>|>>+\W*$|^\.\.\.")
_WORD = regex(r"[a-z][a-z']{2,}")
#: A mention, or a word with a capital inside a sentence: who or what, not the trouble.
_HANDLE = regex(r"[@#](\w+)|(?<=[a-z,] )([A-Za-z]*[A-Z]\w*[a-z]\w*)")
_ENGLISH = frozenset(
    "the to you and a for your is this we of it in can on with i have that please not are if my was but what how why from by has were need help just don't can't get it's i'm been customer they will would when after still".split()
)
#: Words that say nothing about what a message is about.
_GENERIC = frozenset(
    "about above after again against already also always another answer anyone anything around because been before "
    "being below best better between both come could days does doing done down else even ever every everyone "
    "everything find first from further getting give given gives going good great have having hello help helping "
    "here hour hours into issue issues just keep know known last later like little long look looking made make makes many "
    "maybe message messages might more most much must need needs never next nothing once only other others over "
    "please point problem problem problems question questions quite rather really right same says send sent should since "
    "some someone something sometimes soon sorry start still such sure take taken team tell than thank thanks that "
    "their them then there these they thing things think this those though through time times together trouble "
    "trying under until update using very want wanted wants week weeks well were what when where which while will "
    "with within without work working would write year years your yours support service customer contact reach "
    "information info details link today tomorrow yesterday people user users feel feeling appreciate hope glad happy "
    "understand want way try tried see seem seems use used get got let say said ask asked put call called did didn't "
    "don't doesn't can't won't isn't i'm i've it's that's you're we're we'll you'll there's what's how why who app apps".split()
)


def words(texts: Iterable[str]) -> set[str]:
    """Return the telling words of texts, cut to their first letters, so that "charged" and "charge" are one."""
    found = set()
    for text in texts:
        for word in _WORD.findall(ATOM.sub(" ", text).lower().replace("’", "'")):
            word = word.removesuffix("'s")
            if word not in _GENERIC and len(word) > 3:
                found.add(stem(word))
    return found


def brands(texts: Iterable[str]) -> set[str]:
    """Return the stems of names ("@DropboxSupport": "dropbox"; "my old iPod": "ipod"): to repeat them says nothing."""
    found = set()
    for text in texts:
        for handle, name in _HANDLE.findall(text):
            found |= {stem(piece.lower()) for piece in re.findall(r"[A-Z]?[a-z]{3,}", handle)}
            found.add(stem(name.lower()))
    return found


def stem(word: str) -> str:
    """Cut an ending off: the same for "cancel", "cancelled", "cancelling"."""
    for ending in ("ations", "ation", "ness", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def english(text: str) -> bool:
    """Tell whether a text is likely English: few letters of another alphabet, and a share of its words the common ones."""
    if sum(letter > "\u024f" and letter.isalpha() for letter in text) * 4 > len(text):
        return False
    found = re.findall(r"[a-z']+", text.lower())
    return len(found) < 6 or sum(word in _ENGLISH for word in found) * 10 >= len(found)


def own_sentences(draft: Draft) -> list[Sentence]:
    """Return the sentences that the agent wrote as the message: no subject line, no greeting."""
    return [s for s in draft.sentences if s.places.isdisjoint({"subject", "greeting"})]


def begins_low(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence begins in lower case, as behind "Hi Bea," on the same line."""
    return sentence is not None and sentence.text[:1].islower() and not sentence.text[1:2].isupper()
