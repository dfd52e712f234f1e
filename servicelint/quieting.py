"""Taking the capitals off shouted words; names, months and abbreviations keep theirs."""

from __future__ import annotations

import re
from functools import cache

from servicelint.words import sections

#: Often shouted, never a name.
_LOUD = frozenset("not no never only new now all any must do very so really please is are will can cannot".split())
_CAPITALISED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december english jan feb apr aug sept oct nov tues thurs christmas easter london europe american "
    "european mac".split()
)
#: Abbreviations with a vowel in them, and what has none and is no abbreviation.
_ABBREVIATIONS = frozenset("uk usa uae eu id ok atm faq iban vat url usb isp ios ip imap api".split())
_ABBREVIATED = 5
#: Words of two letters; what else has two is an abbreviation.
_SHORT = frozenset(
    "ah am an as at be by do eh er go ha he hi ho if in is it la lo ma me my no of oh on or pa so to up us we ya ye yo "
    "de el le du al ed rd st nd th vs pm".split()
)
_TITLES = frozenset("mr mrs ms dr".split())
_UNVOWELLED = frozenset("hrs pls plz thx thnx tks mtg vs th nd rd st mth mths yrs pts ft hmm".split())
#: Five such letters in a row: no word, unless they meet in one of a few clusters ("windscreen").
_UNSAYABLE = re.compile(r"(?!\w*(?:ngth|tch|ght|sch|scr|spr|spl|str))[^aeiouy'’]{5}")
#: What may stand behind a first name and is no surname.
_BEHIND_A_NAME = frozenset(
    "and or for to from with at in on by of the a an is are was were has have had will would can could should shall "
    "may might must does did do not no so as if who which that this your our my his her their its it he she we you i "
    "about after before again today tomorrow asap please if when where also there".split()
)
#: What stands before a month ("BY MAY").
_IN_A_MONTH = re.compile(r"\b(?:by|in|since|until|till|from|before|after|of|on|late|early|mid)[ -]$", re.IGNORECASE)


def quiet(words: str, draft: str = "") -> str:
    """Take the capitals off shouted words ("DO NOT"); "I", days, months, known names, codes and links keep theirs.

    So does what the ``draft`` writes with capitals among small letters: a name; beside other words, an abbreviation.
    """
    known = (1, 2) if " " in words.strip() else (1,)
    places = [found.span() for found in _places().finditer(words)]

    def lower(found: re.Match[str]) -> str:
        link = not found[0].isalpha() and "." in found[0]
        if link or found[0].islower() or any(map(str.isdigit, found[0])):
            return found[0]
        word = found[0].lower()
        if word in _CAPITALISED or word.split("'")[0] == "i" or _named(words, found, places):
            return word.capitalize()
        if word in ("may", "march") and _IN_A_MONTH.search(words, 0, found.start()):
            return word.capitalize()
        if len(word) < 2 or word in _LOUD:
            return word
        if word in _TITLES or re.search(r"\b(?:m(?:r|rs|s)|dr)\.? $", words[: found.start()], re.IGNORECASE):
            return word.capitalize()
        vowels = re.search("[aeiouy]", word) is not None
        short = len(word) == 2 and word not in _SHORT
        code = short or word in _ABBREVIATIONS or _UNSAYABLE.search(word) is not None
        if code or not (vowels or word in _UNVOWELLED or len(word) > _ABBREVIATED):
            return found[0]
        spelt = (one[0] for one in re.finditer(rf"\b{re.escape(word)}\b", draft, re.IGNORECASE))
        before, after = _beside(words, found)
        for written, fewest in zip((word.capitalize(), found[0]), known, strict=False):
            # "the Change Fee" makes no name of the fee alone.
            name = rf"(?<![\w'])[a-z][\w'’-]*,? {before}{re.escape(written)}(?= [a-z]|'s|[.,;)]{after})"
            if len(re.findall(name, draft)) >= fewest:
                return written
        return next((one for one in spelt if one[1:] != one[1:].lower() and not one.isupper()), word)

    return re.sub(r"(?:https?://|www\.|[\w.+-]+@)\S+|\b\d*[A-Za-z]+\d\w*|[A-Za-z][A-Za-z'’]*", lower, words)


def _beside(words: str, found: re.Match[str]) -> tuple[str, str]:
    """Return what may stand with a capital before and behind a name of several words, as expressions."""
    before, after = re.search(r"([A-Za-z]+) $", words[: found.start()]), re.match(r" ([A-Za-z]+)", words[found.end() :])
    return (
        rf"(?:{before[1].capitalize()} )?" if before else "",
        rf"| {after[1].capitalize()}\b" if after else "",
    )


def _named(words: str, found: re.Match[str], places: list[tuple[int, int]]) -> bool:
    """Tell whether a word is a known first name or place, or stands behind a first name as its surname."""
    if any(start <= found.start() < end for start, end in places):
        return True
    word, given = found[0].lower().removesuffix("'s").removesuffix("’s"), _names("given")
    if word in given or word in _names("places"):
        return True
    before = re.search(r"([A-Za-z]+) $", words[: found.start()])
    return before is not None and before[1].lower() in given and word not in _BEHIND_A_NAME and word not in _LOUD


@cache
def _names(section: str) -> frozenset[str]:
    return frozenset(sections("names.txt")[section].split())


@cache
def _places() -> re.Pattern[str]:
    """Return what finds places of several words."""
    names = sections("names.txt")["places of several words"].strip().split("\n")
    return re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)
