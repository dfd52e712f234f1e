"""Taking the capitals off shouted words; names, months and abbreviations keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from servicelint.words import sections

#: Often shouted, never a name.
_LOUD = frozenset("not no never only new now all any must do very so really please is are will can cannot".split())
_CAPITALISED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december english jan feb apr aug sept oct nov tues thurs christmas easter london europe american "
    "european mac tue thu fri".split()
)
#: Abbreviations with a vowel in them, and what has none and is no abbreviation.
_ABBREVIATIONS = frozenset("uk usa uae eu id ok atm faq iban vat url usb isp ios ip imap api".split())
_ABBREVIATED = 5
_THREE = 3
#: Words of two letters; what else has two is an abbreviation.
_SHORT = frozenset(
    "ah am an as at be by do eh er go ha he hi ho if in is it la lo ma me my no of oh on or pa so to up us we ya ye yo "
    "de el le du al ed rd st nd th vs pm".split()
)
#: Words of three letters; what else has three ("EPE") is an abbreviation.
_OF_THREE = frozenset(
    "aah ace act add ads age ago aid aim air ale all and ant any ape app apt arc are arm art ash ask ate awe aww axe "
    "bad bag ban bar bat bay bed bee beg bet bid big bin bit bow box boy bra bud bug bun bus but buy bye cab cam can "
    "cap car cat cob cod cop cot cow coy cry cub cue cup cut cuz dab dad day del den did die dig dim dip doc dog dot "
    "dry dub due dug dye ear eat eel egg ego elf elk elm end era etc eve eye fab fan far fat fax fed fee few fib fig "
    "fin fir fit fix flu fly foe fog for fox fry fun fur gag gap gas gel gem get gig gin god got gum gun gut guy gym "
    "had ham has hat hay hem hen her hey hid him hip his hit hmm hoc hop hot how hub hug huh hut ice ill imp ink inn "
    "its jab jam jar jaw jet job jog joy jug keg key kid kit lab lad lag lap law lax lay led leg let lid lie lip lit "
    "log lot low mad man map mat may men met mid mix mob mom mop mud mug mum nag nap net new nil nod nor not now nun "
    "nut oak oar oat odd off ohh oil old one ooh opt orb ore our out owe own pad pal pan pay pea pen per pet pic pie "
    "pig pit pls pod pop pot pro pub pun pup put que rag ram ran rap rat raw ray red rep rib rid rig rim rip rob rod "
    "rot row rub rug rum run rye sac sad sag sap sat saw say sea sec see set sew she shy sin sip sir sit six ski sky "
    "sly sob son sow soy spa spy sub sue sum sun tab tag tan tap tar tax tea tee ten the thy tie tin tip toe ton too "
    "top tot tow toy try tub two ugh ups urn use van veg vet via vow wag war was wax way web wed wee wet who why wig "
    "win wit won wow wry yam yay yep yes yet you yum zap zip zoo".split()
)
#: First names of three letters; longer ones stand in names.txt.
_GIVEN_OF_THREE = frozenset(
    "abe ali ann ana bea ben bev bob dan deb dee del gus hal ian ida jay jed jen jim jon kai kay ken kim lee len leo "
    "liz lou mae max meg mel mia moe nan ned pam peg rex ron roy sam sid ted tim tom val wes zac zoe".split()
)
_TITLES = frozenset("mr mrs ms dr".split())
_UNVOWELLED = frozenset("hrs pls plz thx thnx tks mtg vs th nd rd st mth mths yrs pts ft hmm".split())
#: Five such letters in a row: no word, unless they meet in one of a few clusters ("windscreen").
_UNSAYABLE = re.compile(r"(?!\w*(?:ngth|tch|ght|sch|scr|spr|spl|str))[^aeiouy'’]{5}")
#: What may stand behind a first name and is no surname.
_BEHIND_A_NAME = frozenset(
    "and or for to from with at in on by of the a an is are was were has have had will would can could should shall "
    "may might must does did do not no so as if who which that this your our my his her their its it he she we you i "
    "about after before again today tomorrow asap please if when where also there out up off over down back away home "
    "here now then than because since until while how what why but too only still just all both need needs want wants "
    "get got go goes going come comes said says ask asks call email".split()
)
#: A name of several words amid small letters.
_NAME = re.compile(r"(?<=[a-z] )[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*)+(?![\w])")
#: Nobody is called so: buttons and orders.
_NO_NAME = re.compile(r"\b(?:click|call|read|see|contact|here|now|more|info|your?|us|our)\b", re.IGNORECASE)
_DOMAINS = frozenset("com org net gov edu".split())
#: "sat", "sun" and "wed" are days behind these, and before a date.
_ON_A_DAY = re.compile(r"\b(?:on|by|until|till|from|next|last|this)[ -]$", re.IGNORECASE)
_DATED = re.compile(
    r",? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|,? \d|[ -]+(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE
)
#: What stands before a month ("BY MAY").
_IN_A_MONTH = re.compile(r"\b(?:by|in|since|until|till|from|before|after|of|on|late|early|mid)[ -]$", re.IGNORECASE)


def quiet(words: str, draft: str = "") -> str:
    """Take the capitals off shouted words ("DO NOT"); "I", days, months, known names, codes and links keep theirs.

    So does what the ``draft`` writes with capitals among small letters: a name; beside other words, an abbreviation.
    """
    known = (1, 2) if " " in words.strip() else (1,)
    places = [found.span() for found in _places().finditer(words)]
    names = list(_written(words, draft))

    def lower(found: re.Match[str]) -> str:
        link = not found[0].isalpha() and "." in found[0]
        if link or found[0].islower() or any(map(str.isdigit, found[0])):
            return found[0]
        name = next((name[found.start() - at : found.end() - at] for at, name in names if _in(found, at, name)), None)
        if name:
            return name
        word = found[0].lower()
        if word in _CAPITALISED or word.split("'")[0] == "i" or _named(words, found, places) or _dated(words, found):
            return word.capitalize()
        if len(word) < 2 or word in _LOUD or (word in _DOMAINS and words[: found.start()].endswith(".")):
            return word
        if word in _TITLES or re.search(r"\b(?:m(?:r|rs|s)|dr)\.? $", words[: found.start()], re.IGNORECASE):
            return word.capitalize()
        if _abbreviated(word):
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


def _in(found: re.Match[str], at: int, name: str) -> bool:
    return at <= found.start() < at + len(name)


def _dated(words: str, found: re.Match[str]) -> bool:
    """Tell whether a word is a month or a day that is another word elsewhere ("may", "sat")."""
    word = found[0].lower()
    if word in ("mon", "wed", "sat", "sun"):
        return bool(_ON_A_DAY.search(words, 0, found.start()) or _DATED.match(words, found.end()))
    return word in ("may", "march") and _IN_A_MONTH.search(words, 0, found.start()) is not None


def _abbreviated(word: str) -> bool:
    """Tell whether a word in small letters is an abbreviation or code."""
    short = (len(word) == 2 and word not in _SHORT) or (len(word) == _THREE and word not in _OF_THREE | _UNVOWELLED)
    if short or word in _ABBREVIATIONS or _UNSAYABLE.search(word):
        return True
    return not (re.search("[aeiouy]", word) or word in _UNVOWELLED or len(word) > _ABBREVIATED)


def _written(words: str, draft: str) -> Iterator[tuple[int, str]]:
    """Yield where names of several words stand that the draft writes elsewhere ("our Lake House"), and how."""
    if " " not in words.strip():
        return
    names = {found[0] for found in _NAME.finditer(draft)}
    for name in (one for one in names if not one.isupper() and not _NO_NAME.search(one)):
        for found in re.finditer(rf"(?<!\w){re.escape(name.upper())}(?!\w)", words):
            yield found.start(), name


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
    if word in given or word in _GIVEN_OF_THREE or word in _names("places"):
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
