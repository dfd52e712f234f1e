"""English word forms: every form of a word, one given form of a verb, articles and letter case.

Regular English is in the rules below; what departs from them stands in ``data/forms.txt``, which
``data/build_forms.py`` made ahead of time from the lexicon of lemminflect (MIT). All words are lower case.
"""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache

#: The names of verb forms that ``inflect`` and rewrite slots know.
VERB_FORMS = ("base", "s", "past", "pp", "ing")
#: How many words are remembered: more than the rules have, and an end for what messages bring.
MANY = 1 << 16

_VOWELS = frozenset("aeiou")
_PREFIXED = re.compile(r"(re-?|un|over-?|under|out|mis|pre-?|co-?|up-?|down-?|fore|cross-?|auto-?|double-)(.{3,})")
#: Verbs in -ise whose ending is no suffix: they have no twin in -ize.
_ISE_ONLY = frozenset(
    "advertise advise apprise arise braise bruise chastise circumcise comprise compromise concise counterpoise cruise "
    "demise despise devise disguise disfranchise enfranchise enterprise excise exercise expertise fraise franchise "
    "guise imprecise improvise incise liaise likewise malaise merchandise noise otherwise paradise poise practise "
    "praise precise premise promise raise reprise revise rise supervise surmise surprise televise treatise turquoise "
    "uprise valise wise".split()
)
_IZE_ONLY = frozenset("size seize prize capsize resize upsize downsize maize assize oversize".split())


# --- regular rules -------------------------------------------------------------------------------------------------


def _after_consonant(word: str) -> bool:
    return len(word) > 1 and word[-2] not in _VOWELS


def add_s(word: str) -> str:
    """Return the regular plural, or third person, of ``word``."""
    if word.endswith("y") and _after_consonant(word):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def doubles(word: str) -> bool:
    """Tell whether ``word`` has one syllable that ends in one vowel and one consonant: "plan", "ship", "quit"."""
    if len(word) < 3 or word[-1] in "aeiouwxyh" or word[-2] not in "aeiouy":
        return False
    head = word[:-2].replace("qu", "q")
    return bool(head) and not any(char in "aeiouy" for char in head[1:]) and head[0] not in _VOWELS


def add_ed(word: str, double: bool) -> str:
    """Return the regular past of ``word``, its last consonant doubled or not."""
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and _after_consonant(word):
        return word[:-1] + "ied"
    return word + (word[-1] if double else "") + "ed"


def add_ing(word: str, double: bool) -> str:
    """Return the regular -ing form of ``word``, its last consonant doubled or not."""
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and len(word) > 2 and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    return word + (word[-1] if double else "") + "ing"


def add_er(word: str, ending: str, double: bool) -> str:
    """Return the regular comparative (``ending`` "er") or superlative ("est") of ``word``."""
    if word.endswith("e"):
        return word + ending[1:]
    if word.endswith("y") and _after_consonant(word):
        return word[:-1] + "i" + ending
    return word + (word[-1] if double else "") + ending


# --- the table of exceptions ---------------------------------------------------------------------------------------


@cache
def sections(name: str) -> dict[str, str]:
    """Return the parts of a file of ``data/``: what stands below each ``[heading]``."""
    with open(os.path.join(os.path.dirname(__file__), "data", name), encoding="utf-8") as file:
        parts = file.read().split("\n[")
    return {name: body for name, _, body in (part.partition("]\n") for part in parts[1:])}


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(sections("forms.txt")[section].split())


@cache
def _table(section: str) -> dict[str, str]:
    return dict(entry.split("=", 1) for entry in sections("forms.txt")[section].split())


@cache
def _twins() -> dict[str, str]:
    pairs = _table("spellings")
    return {**pairs, **{right: left for left, right in pairs.items()}}


def _split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _spellings(word: str) -> list[str]:
    """Return ``word`` and its British or American twin: apologise, apologize; favour, favor."""
    twin = _twins().get(word)
    if twin is None and len(word) > 5 and word not in _ISE_ONLY and word not in _IZE_ONLY:
        for left, right in (("ise", "ize"), ("yse", "yze"), ("isation", "ization"), ("iser", "izer")):
            if word.endswith(left) and word.removeprefix("re") not in _ISE_ONLY:
                twin = word.removesuffix(left) + right
            elif word.endswith(right):
                twin = word.removesuffix(right) + left
    return [word, twin] if twin and twin not in _ISE_ONLY else [word]


def _doublings(word: str) -> tuple[bool, ...]:
    """Return how the last consonant of the verb ``word`` may be written, the preferred way first."""
    if word in _words("both"):
        return (True, False) if word.endswith("l") else (False, True)
    if word in _words("double"):
        return (True,)
    if word in _words("single"):
        return (False,)
    return (doubles(word),)


@lru_cache(maxsize=MANY)
def _verb(word: str) -> dict[str, list[str]]:
    """Return the forms of the verb ``word``, by name, the preferred spelling first."""
    ways = _doublings(word)
    past = [add_ed(word, way) for way in ways]
    made = {"base": [word], "s": [add_s(word)], "past": past, "pp": past, "ing": [add_ing(word, way) for way in ways]}
    entry = _table("verbs-irregular").get(word)
    if entry is None:
        prefixed = _PREFIXED.fullmatch(word)
        if prefixed and word not in _words("verbs") and prefixed[2] in _words("verbs"):
            return {name: [prefixed[1] + form for form in found] for name, found in _verb(prefixed[2]).items()} | {
                "base": [word]
            }
        return made
    for name, cell in zip(("past", "pp", "ing", "s"), entry.split(","), strict=False):
        if cell:
            made[name] = _split(cell)
            if name == "past":
                made["pp"] = made["past"]
    return made


def _plurals(noun: str) -> list[str]:
    entry = _table("plurals").get(noun)
    if entry:
        return _split(entry)
    return [noun if noun in _words("invariant") else add_s(noun)]


def _degrees(word: str) -> list[str]:
    entry = _table("degrees").get(word)
    if entry:
        return _split(entry)
    if word not in _words("adjectives"):
        return []
    return [add_er(word, ending, doubles(word)) for ending in ("er", "est")]


# --- what others call ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=MANY)
def forms(word: str) -> frozenset[str]:
    """Return all forms of the lower-case base ``word``, itself included, in every reading (verb, noun, adjective).

    Both spellings of words that differ between British and American English are given for either of them. A word
    that the lexicon does not know is taken for a regular noun and verb.
    """
    found: set[str] = set()
    for spelling in _spellings(word):
        found.add(spelling)
        if spelling in _words("fixed"):
            continue
        verb, noun, degrees = spelling in _words("verbs"), spelling in _words("nouns"), _degrees(spelling)
        known = verb or noun or degrees or spelling in _table("plurals") or _is_form(spelling)
        if verb or (not known and spelling.isascii() and spelling.replace("-", "").isalpha() and spelling[-2:] != "ly"):
            found.update(form for group in _verb(spelling).values() for form in group)
        if noun or spelling in _table("plurals"):
            found.update(_plurals(spelling))
        found.update(degrees)
    return frozenset(found)


def _is_form(word: str) -> bool:
    stem = base(word)
    return stem != word and (stem in _words("verbs") or stem in _irregular_bases().values())


@cache
def _irregular_bases() -> dict[str, str]:
    found: dict[str, str] = {}
    for word in _table("verbs-irregular"):
        for name, group in _verb(word).items():
            if name != "base":
                for form in group:
                    found.setdefault(form, word)
    return found | _table("bases")


def _stems(form: str) -> list[str]:
    """Return what ``form`` could be a regular form of, the likeliest first."""
    stems = []
    for ending in ("ing", "ed"):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2 or not any(char in "aeiouy" for char in stem):
            continue
        stems += [stem, stem + "e"]
        if len(stem) > 2 and stem[-1] == stem[-2]:
            stems.append(stem[:-1])
        if ending == "ed" and stem.endswith("i"):
            stems.append(stem[:-1] + "y")
        if ending == "ing" and stem.endswith("y"):
            stems.append(stem[:-1] + "ie")
    if form.endswith("s") and not form.endswith("ss"):
        stems.append(form[:-1])
        if form.endswith("es"):
            stems.append(form[:-2])
        if form.endswith("ies"):
            stems.append(form[:-3] + "y")
    return stems


@lru_cache(maxsize=MANY)
def base(word: str) -> str:
    """Return the base form of the verb form ``word``: "sent" gives "send", "send" itself.

    An unknown word is taken apart by the regular rules; letter case is copied from ``word``.
    """
    lower = word.lower()
    if lower != word:
        return match_case(word, base(lower))
    known = _irregular_bases().get(word)
    if known is not None:
        return known
    verbs = _words("verbs")
    if word in verbs:
        return word
    fitting = [stem for stem in _stems(word) if any(word in group for group in _verb(stem).values())]
    for stem in fitting:
        if any(spelling in verbs for spelling in _spellings(stem)):
            return stem
    prefixed = _PREFIXED.fullmatch(word)
    if prefixed:
        inner = base(prefixed[2])
        if inner in verbs and any(prefixed[2] in group for group in _verb(inner).values()):
            return prefixed[1] + inner
    return _guess(fitting) if fitting else word


def _guess(stems: list[str]) -> str:
    """Choose among the possible bases of an unknown verb: a silent e is likely after these endings."""
    silent = re.compile(
        r".*(?:[aeiou][bcgksvz]|[^aeiou][cgv]|[aiou]t|[^aeiou][aiou]r|[a-z]ur|[^e]l[gv]|[^aeiouylr]l|uu?s)e"
    )
    for stem in stems:
        if not stem.endswith("e") and stem + "e" in stems and silent.fullmatch(stem + "e"):
            return stem + "e"
    return stems[0]


def inflect(word: str, form: str) -> str:
    """Return the verb ``word``, given in any form, in ``form``: "base", "s", "ing", "past" or "pp" (past participle).

    ``inflect("sent", "ing")`` gives "sending". The spelling ("canceled", "cancelled") and the capitals of ``word``
    are kept. Only the first of several words is inflected ("look into" gives "looking into"). Raises ``KeyError`` for
    any other ``form``.
    """
    if form not in VERB_FORMS:
        raise KeyError(form)
    first, blank, rest = word.partition(" ")
    lower = first.lower()
    stem = base(lower)
    options = _verb(stem)[form]
    made = options[0]
    if len(options) > 1 and stem in _words("both") and lower != stem:
        doubled = lower.startswith(stem + stem[-1])
        made = next((option for option in options if option.startswith(stem + stem[-1]) == doubled), made)
    return match_case(first, made) + blank + rest


def plural(noun: str) -> str:
    """Return the plural of ``noun``; of several words the last is changed ("order number" gives "order numbers")."""
    head, blank, last = noun.rpartition(" ")
    return head + blank + match_case(last, _plurals(last.lower())[0])


def match_case(model: str, text: str) -> str:
    """Return ``text`` with the capitals of ``model``: an initial capital, or all of them when ``model`` shouts.

    ``text`` never loses a capital. A ``text`` that begins with a blank (``[date]``), a field, a digit or a name such as
    "iPhone" keeps its beginning.
    """
    letters = [char for char in model if char.isalpha()]
    if not letters or not text:
        return text
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return text.upper()
    if not letters[0].isupper():
        return text
    at = len(text) - len(text.lstrip("\"'(*_“‘"))
    mixed = text[at + 1 : at + 2].isupper()
    return text if mixed or not text[at : at + 1].islower() else text[:at] + text[at].upper() + text[at + 1 :]


_SPELT_OUT = r"[A-Z][A-Z0-9&]*(?=s?(?![A-Za-z]))"
_LIKE_YOU = r"uni(?![nmd])|unanim|us[eu]|usab|util|ubiq|ur[aei]|eur|euph|ew|once\b|one(?!r)|ouija"
_VOWEL_SOUND = r"honou?r|honest|hours?\b|heir|8|1[18]\b(?!,?\d)|1[18],\d{3}\b|[fhlmnrsx]-|[aeiou]"


def article(noun_phrase: str) -> str:
    """Return "a" or "an", as the sound of the first word of ``noun_phrase`` asks for (best effort)."""
    text = noun_phrase.lstrip("\"'([{*_“‘")
    spelt = re.match(_SPELT_OUT, text)
    if spelt and (len(spelt[0]) <= 3 or spelt[0] == "IBAN" or not any(char in "AEIOUY" for char in spelt[0])):
        return "an" if spelt[0][0] in "AEFHILMNORSX" else "a"
    if re.match(_LIKE_YOU, text, re.IGNORECASE):
        return "a"
    return "an" if re.match(_VOWEL_SOUND, text, re.IGNORECASE) else "a"


# --- pronouns ------------------------------------------------------------------------------------------------------

#: The agent's and the customer's pronouns change places when a clause changes its speaker.
_TURNED = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "us": "you",
    "our": "your", "ours": "yours", "ourselves": "yourself", "you": "me", "your": "my", "yours": "mine",
    "yourself": "myself",
}  # fmt: skip


def turned(words: str) -> str:
    """Change the speaker: the agent's pronouns become the customer's, and the other way round."""
    return re.sub(r"[A-Za-z]+", lambda found: _TURNED.get(found[0].lower(), found[0]), words)
