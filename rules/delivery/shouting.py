"""Shouting: doubled marks, capital words in a row, one capital word for force. Phrases do not see case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

#: "!!" and "??", not inside code ("{!! name !!}").
_EXCLAIMED = re.compile(r"(?<!\{)(?:[!?]\s?)*!\s?(?:[!?]\s?)*(?<=[!?])(?!\s?\}|\s?\$)")
_ASKED = re.compile(r"\?(?:\s?\?)+(?!\s?!)")
#: Capital words in a row; marks that headings and menus use part them.
_RUN = re.compile(
    r"(?<![\w@#&/.$-])(?:[A-Z][A-Z'’]*)(?:(?:,? |, ?|-| [-–+&] |: )(?:[A-Z][A-Z'’]*(?![\w@])))*(?![\w@&/$]|\.\w)"
)
_WORD = re.compile(r"[A-Z][A-Z'’]*")

#: Words that headings, names and abbreviations lack and that make a run of capitals a shouted sentence.
_TELLING = frozenset(
    """
    YOU YOUR YOURS YOU'RE YOU'LL YOU'VE WE WE'RE WE'LL OUR MY ME I'M I'LL I'VE THIS THAT THESE THOSE THEY
    IS ARE WAS WERE BE BEEN HAVE HAS HAD DO DOES DID DON'T DOESN'T DIDN'T CAN'T CANNOT COULD WILL WON'T WOULD SHALL
    SHOULD MUST MAY MIGHT ISN'T AREN'T
    NOT NO NEVER NOTHING NONE WITHOUT NOBODY ALL ANY EVERY ONLY VERY NOW IMMEDIATELY AGAIN ALWAYS SOON ALSO JUST SO TOO
    HERE EVERYTHING ANYTHING IF WHEN UNTIL UNLESS BEFORE AFTER BECAUSE AS FROM
    PLEASE NOTE READ CALL CLICK SEND SEE REPLY PAY CONTACT THANK MAKE GET TAKE STOP HURRY WAIT KEEP CHECK ADD
    REMEMBER LET'S LET BRING CONFIRM RESPOND GO DONATE LOVE HATE NEED WANT ENSURE
    TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN TWELVE FOURTEEN THIRTY SIXTY
    FEE FEES FARE CHARGES URGENT IMPORTANT WARNING ATTENTION
    """.split()
)  # fmt: skip
#: Words that may stand in a shouted run beside a telling one, though they are short.
_PLAIN = frozenset(
    """
    DAY DAYS FEE FEES DUE NEW OLD SALE TIME WEEK YEAR MONTH DATE PAID HOUR HOURS LATE BILL CASE ITEM ITEMS BACK
    CHANGE ORDER MONEY FREE FOOD WORK HELP INFO NAME CODE EMAIL FORM LINK TODAY HOURS NOTICE REFUND SHIP SAY OUT UP
    MORE LAST CHANCE ONE THE WHAT WHO HOW WHY WHERE OFF HAPPY BIG DEAL OVER SURE IN ON AT TO OF FOR WITH AND OR BY IT
    """.split()
)  # fmt: skip
#: Alone in ordinary writing these are said with force; status words, keys and logic (AND, OR, ALL) are not.
_FORCE = frozenset(
    """
    NOT NEVER MUST ONLY ALWAYS VERY PLEASE NOW CANNOT CAN'T DON'T WON'T DIDN'T DOESN'T ISN'T REALLY SO EVERY EVERYTHING
    BEFORE YOU YOUR YOURS THIS IS ARE WILL WOULD SHOULD NOTHING IMMEDIATELY URGENT URGENTLY IMPORTANT WARNING
    WRITTEN EXACTLY
    ABSOLUTELY COMPLETELY TODAY LOVE AGAIN STILL ALREADY ENTIRE SAME BOTH EXACT SURE HUGE BIG GREAT AMAZING BEST
    WANT NEED HAVE DID DO DOES BEEN WHY STRICTLY FULL MANDATORY COMPULSORY ATTENTION NO ANY ALSO FREE
    TWICE MORE MOST MUCH TOO
    WITHOUT AFTER NEEDS WAS WERE ARE CAN COULD GUARANTEED CLOSED WRONG TRUE FAST EASY
    LOVED WE OUR
    """.split()
)  # fmt: skip
#: These begin a shouted line of their own ("PLEASE NOTE"), which a heading does not.
_ORDERS = frozenset(
    "PLEASE DO DON'T MUST NEVER CANNOT WARNING URGENT IMPORTANT ATTENTION I'M YOU'RE WE'RE THANK".split()
)
#: These begin headings.
_TITLES = frozenset("WHAT HOW WHY WHEN WHERE WHO NEXT ABOUT STEPS FINAL HOW-TO".split())
#: What a button, a key or a setting is named after: "select NO", "reply STOP", "press DELETE".
_NAMED = re.compile(
    r"(?:\b(?:select\w*|click\w*|choos\w+|chose|set(?: \w+)? to|press\w*|says?|reads?|tick\w*|"
    r"button|option|reply|text|type|enter|send|named|called|labell?ed|word|answer\w*)|>|[\"“‘'])\s*$",
    re.IGNORECASE,
)
#: A status, a legal formula, a text for the customer to sign.
_STATUS = re.compile(
    r"NOT (?:YET )?\w+ED$|AS IS$|I (?:UNDERSTAND|HAVE|AGREE|ACCEPT|CONFIRM|AUTHORI[SZ]E|DECLARE|CERTIFY) "
)
_FORM = re.compile(
    r"(?:cancellation|withdrawal|reply|return|claim|order|consent|tear-off) (?:form|slip)\W*$", re.IGNORECASE
)


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, {"words": Slot(start, end, (start, end))})


def exclamations(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "!!", "?!" and longer."""
    for sentence in draft.sentences:
        for found in _EXCLAIMED.finditer(sentence.text):
            if len(re.sub(r"\s", "", found[0])) > 1:
                yield sentence, Hit(found.start(), found.end(), {})


def questions(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "??" and longer."""
    for sentence in draft.sentences:
        for found in _ASKED.finditer(sentence.text):
            if found.start() == 0 or sentence.text[found.start() - 1] != "!":
                yield sentence, Hit(found.start(), found.end(), {})


def capitals(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield runs of capital words that say something, and single capital words that are said with force."""
    for sentence in draft.sentences:
        text = sentence.text
        if not re.search(r"\b[A-Z]{2}", text):
            continue
        if any(_FORM.search(earlier.text) for earlier in draft.sentences[: sentence.index]):
            return
        for found in _RUN.finditer(text):
            words = [word.replace("’", "'") for word in _WORD.findall(found[0])]
            titled = _whole(sentence) and text.rstrip().endswith("?") and any(map(_heading, draft.sentences))
            several = sum(len(word) > 1 for word in words) > 1
            if several and not titled and _shouted(words, sentence, found.start(), found.end()):
                yield sentence, _hit(found.start(), found.end())
                continue
            for word in _WORD.finditer(found[0]):
                start, end = found.start() + word.start(), found.start() + word.end()
                if word[0].replace("’", "'") in _FORCE and _forced(word[0], words, text, start, end):
                    yield sentence, _hit(start, end)


def _whole(sentence: Sentence) -> bool:
    """Tell whether the sentence is a paragraph or line of its own, in capitals throughout."""
    return len(sentence.text) == len(sentence.segment.text) and not re.search(r"[a-z]", sentence.text)


def _heading(sentence: Sentence) -> bool:
    """Tell whether the sentence is a heading in capitals: a line of its own without a full stop."""
    return _whole(sentence) and len(sentence.text) > 3 and sentence.text.rstrip()[-1] not in ".!?"


def _shouted(words: list[str], sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a run of two or more capital words is a shouted clause and no heading, name or menu path."""
    text = sentence.text
    if _STATUS.match(text[start:end]) or words[-1] == "NO":
        return False
    telling = sum(word in _TELLING for word in words)
    ordinary = sum(
        word in _TELLING or word in _PLAIN or (len(word) > 5 and re.search("[AEIOU]", word) is not None)
        for word in words
    )
    if not telling or ordinary < 2 or 2 * ordinary < len(words):
        return False
    if text[:start].rstrip().endswith(">") or text[end:].lstrip().startswith(">"):
        return False
    before, after = text[:start].strip(" \"'*-•#("), text[end:].strip(" \"'*)")
    if before or (after and after[0] != ":"):
        return True
    if after[:1] == ":" or not re.search(r"[.!?]\s*$", text):
        if after[:1] == ":" and len(words) < 4:
            return False
        said = words[0] not in _TITLES and len(words) > 4 and telling > 1
        return said or not _ORDERS.isdisjoint(words)
    return len(words) > 2 or telling > 1


def _forced(word: str, words: list[str], text: str, start: int, end: int) -> bool:
    """Tell whether a capital word stands among ordinary ones and names no button, key or setting."""
    if not re.search(r"[a-z]{2}", text) or len(words) > 3 or _NAMED.search(text[:start]):
        return False
    if re.match(r"[\"”’'>)\]]|\s+>", text[end:]):
        return False
    if word == "NO":
        return re.match(r" [a-z]{3}", text[end:]) is not None
    if word in ("DO", "IS", "ARE", "HAVE", "SO", "ANY", "YOU", "THIS", "BIG", "FULL", "FIRST", "SAME"):
        return re.search(r"(?:[a-z] |, )$", text[:start]) is not None
    return True
