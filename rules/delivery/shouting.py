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
    FEE FEES FARE CHARGES URGENT IMPORTANT WARNING ATTENTION WITHIN COME
    """.split()
)  # fmt: skip
#: Words that turn a sentence in capitals to a reader.
_TURNED = frozenset(
    """
    YOU YOUR YOURS YOU'RE YOU'LL YOU'VE WE WE'RE WE'LL OUR US I I'M I'LL I'VE MY ME PLEASE LET'S LET WILL WON'T
    MUST CANNOT CAN'T SHALL SHOULD MAY DO DON'T NOT NEVER NO NONE NOTHING ONLY NOW IMMEDIATELY IMMEDIATE URGENT
    IMPORTANT WARNING ATTENTION THANK READ CALL CLICK SEND SEE REPLY PAY CONTACT MAKE GET TAKE STOP HURRY WAIT
    KEEP CHECK ADD REMEMBER BRING CONFIRM RESPOND GO COME DONATE NOTE
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
    WANT NEED HAVE DID DO DOES BEEN WHY STRICTLY FULL MANDATORY COMPULSORY ATTENTION SOON NO ANY ALSO FREE
    TWICE MORE MOST MUCH TOO
    WITHOUT AFTER NEEDS WAS WERE ARE CAN COULD GUARANTEED CLOSED WRONG TRUE FAST EASY
    LOVED WE OUR
    """.split()
)  # fmt: skip
_YOURS = frozenset({"YOU", "YOUR", "YOU'RE", "ME", "I"})
#: These begin a shouted line of their own ("PLEASE NOTE"), which a heading does not.
_ORDERS = frozenset(
    "PLEASE DO DON'T MUST NEVER CANNOT WARNING URGENT IMPORTANT ATTENTION I'M YOU'RE WE'RE THANK".split()
)
#: Inside an ordinary sentence these raise the voice ("a FINAL NOTICE"); in a heading they do not.
_LOUD = frozenset("FINAL HIGH HUGE GOOD GREAT BAD IMMEDIATE COMPLIMENTARY EXTREMELY BIG BEST EXTRA FULL".split())
_QUOTES = frozenset("\"“‘'")
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
#: What a forum puts above the text that it quotes.
_QUOTING = re.compile(r"^\W*\S+(?: \S+){0,3} (?:said|wrote|posted|a écrit|schrieb)\W{0,3}(?:$|(?=[A-Z]\w+ ?:))")
_FORM = re.compile(
    r"(?:cancellation|withdrawal|reply|return|claim|order|consent|tear-off) (?:form|slip)\W*$", re.IGNORECASE
)


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, {"words": Slot(start, end, (start, end))})


def _said(draft: Draft) -> Iterator[Sentence]:
    """Yield the sentences of the draft but for the paragraph that a forum quotes ("john p said ...")."""
    quoted: object = None
    for sentence in draft.sentences:
        if _QUOTING.match(sentence.text):
            quoted = sentence.segment
        elif sentence.segment is not quoted:
            yield sentence


def exclamations(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "!!", "?!" and longer."""
    for sentence in _said(draft):
        for found in _EXCLAIMED.finditer(sentence.text):
            if len(re.sub(r"\s", "", found[0])) > 1:
                yield sentence, Hit(found.start(), found.end(), {})


def questions(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "??" and longer."""
    for sentence in _said(draft):
        for found in _ASKED.finditer(sentence.text):
            if found.start() == 0 or sentence.text[found.start() - 1] != "!":
                yield sentence, Hit(found.start(), found.end(), {})


def capitals(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield runs of capital words that say something, and single capital words that are said with force."""
    for sentence in _said(draft):
        text = sentence.text
        if not re.search(r"\b[A-Z]{2}", text):
            continue
        if any(_FORM.search(earlier.text) for earlier in draft.sentences[: sentence.index]):
            return
        for found in _RUN.finditer(text):
            words = [word.replace("’", "'") for word in _WORD.findall(found[0])]
            titled = _asked(words, text[found.end() :]) or (
                _whole(sentence) and text.rstrip().endswith("?") and any(map(_heading, draft.sentences))
            )
            if _STATUS.match(found[0]):
                continue
            several = sum(len(word) > 1 for word in words) > 1
            if several and not titled and _shouted(words, sentence, found.start(), found.end()):
                yield sentence, _hit(found.start(), found.end())
                continue
            for word in _WORD.finditer(found[0]):
                start, end = found.start() + word.start(), found.start() + word.end()
                if text[found.end() : found.end() + 1] == ":" or titled:
                    continue
                if word[0].replace("’", "'") in _FORCE and _forced(word[0], words, text, start, end):
                    yield sentence, _hit(start, end)


def _whole(sentence: Sentence) -> bool:
    """Tell whether the sentence is a paragraph or line of its own, in capitals throughout."""
    return len(sentence.text) == len(sentence.segment.text) and not re.search(r"[a-z]", sentence.text)


def _asked(words: list[str], after: str) -> bool:
    """Tell whether the words are the heading of an answer ("WHAT IS IN THE BOX?"), not a question to the customer."""
    return words[0] in _TITLES and re.match(r"[ \d]*\?", after) is not None and _YOURS.isdisjoint(words)


def _heading(sentence: Sentence) -> bool:
    """Tell whether the sentence is a heading in capitals: a line of its own without a full stop."""
    return _whole(sentence) and len(sentence.text) > 3 and sentence.text.rstrip()[-1] not in ".!?"


def _shouted(words: list[str], sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a run of two or more capital words is a shouted clause and no heading, name or menu path."""
    text = sentence.text
    if words[-1] == "NO" or (text[:start][-1:] in _QUOTES and re.search(r"[\"”’']\W*$|^[\"”’']", text[end - 1 :][:2])):
        return False
    before, after = text[:start].strip(" \"'*-•#("), text[end:].strip(" \"'*)")
    inside = re.search(r"[a-z]", before) is not None
    telling = sum(word in _TELLING or (inside and word in _LOUD) for word in words)
    ordinary = sum(
        word in _TELLING
        or word in _PLAIN
        or word in _LOUD
        or (len(word) > 4 and re.search("[AEIOU]", word) is not None)
        for word in words
    )
    # A log entry in capitals ("THE VALVE WAS SHUT AT NINE.") is a machine's habit and turned to nobody.
    if not re.search(r"[a-z]{2}", text) and _TURNED.isdisjoint(words):
        return False
    if not telling or ordinary < 2 or 2 * ordinary < len(words):
        return False
    if text[:start].rstrip().endswith(">") or text[end:].lstrip().startswith(">"):
        return False
    if after[:1] == ":" and len(words) < 4:
        return not _ORDERS.isdisjoint(words[:1])
    if inside or (after and after[0] != ":"):
        return True
    if after[:1] == ":" or not re.search(r"[.!?]\s*$", text):
        said = words[0] not in _TITLES and words[:2] != ["READ", "MORE"] and len(words) > 4 and telling > 1
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
    if word in _LOUD and re.match(r" [A-Z]", text[end:]):
        return False
    if word in ("DO", "IS", "ARE", "HAVE", "SO", "ANY", "YOU", "THIS", "BIG", "FULL", "FIRST", "SAME"):
        return re.search(r"(?:[a-z] |, |[-–—] )$", text[:start]) is not None
    return True
