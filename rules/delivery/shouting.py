"""Shouting: capital words in a row, one capital word for force. Phrases do not see case."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from servicelint.checks import once, regex, sibling
from servicelint.model import Part

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_pardoned = sibling(__file__, "shouting_pardoned")
_private = sibling(__file__, "private_letter")
_runs = sibling(__file__, "shouting_runs")
_words = sibling(__file__, "shouting_words")

_QUOTES = frozenset("\"“‘'")
#: What a button, a key or a setting is named after: "select NO", "reply STOP", "press DELETE".
_NAMED = regex(
    r"(?:\b(?:select\w*|click\w*|choos\w+|chose|set(?: \w+)? to|press\w*|says?|reads?|tick\w*|"
    r"button|option|reply|text|texting|type|enter|send|named|called|labell?ed|word|answer\w*)|>|[\"“‘'])\s*$",
    re.IGNORECASE,
)
_BUTTON = regex(r"\b(?:select|click|tap|choose|press|hit)(?: on)? $", re.IGNORECASE)
#: What a machine says, what a field has.
_ERROR = regex(
    r"(?:\b(?:error|encounter(?:s|ed)?|message|displays?|status|tag(?:ged)?)(?: (?:is|says))?:?|=) $", re.IGNORECASE
)
#: A status, the heads of two columns, a legal formula, a text for the customer to sign.
_STATUS = regex(
    r"(?:HIGH|LOW|TOP|MEDIUM|NORMAL) (?:PRIORITY|IMPORTANCE|RISK|SEVERITY)$|NOT (?:YET )?\w+ED$|NO (?:RESPONSE|REPLY|ACTION) REQUIRED\b|[A-Z ]*\bFROM TO$|AS IS$|I (?:UNDERSTAND|HAVE|AGREE|ACCEPT|CONFIRM|AUTHORI[SZ]E|DECLARE|CERTIFY) "
)

#: Site and mail addresses among capitals: "ADD example.com AND shop@example.org TO YOUR LIST".
_ADDRESSES = regex(rf"\S+[.@]\w\S*|{_runs.STAND_IN}|\b(?:and|or)\b")
_DATELINE = regex(r", [A-Z][a-z]+ [-–—]")
#: Behind a headline, the first sentence of the report.
_HEADLINE = regex(r"\s+(?:At|On|In|The|A|An|By|For|With) [a-z]")
#: "TO FILL THE TANK Open the lid": what the steps behind it are for.
_PURPOSE = regex(r"\W*TO [A-Z][A-Z ]+ (?:Click|Open|Go to |Press|Select|Choose|Turn|Take|Remove|Start|Use).*")
_VERB = regex(r"[a-z] (?:is|are|was|were|has|have|been|be) $")  # "It is NOT ACCEPTED" is said to somebody, no label.


@once
def capitals(draft: Draft) -> Sequence[tuple[Sentence, Hit]]:
    """Return runs of capital words that say something, and single capital words that are said with force."""
    return tuple(_capitals(draft))


def _capitals(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    if _private.private(draft) or _private.chummy(draft) or _pardoned.bulletin(draft):
        return
    shouted = False
    for sentence in draft.sentences:
        text = sentence.text
        if not re.search(r"\b[A-Z]{2}", text) or _pardoned.LICENCE.search(text):
            continue
        if _pardoned.in_form(draft, sentence):
            return
        hits = [hit for hit in _loud(draft, sentence) if not _pardoned.pardoned(draft, sentence, hit)]
        throughout = not re.search(r"[a-z]{2}", _ADDRESSES.sub("", text))
        if throughout and not hits and shouted and not _STATUS.match(text):
            hits = _runs.going_on(text)
        shouted = throughout and bool(hits)
        if shouted:
            yield sentence, _runs.to_the_end(text, hits[0].start, hits[-1].end)
        else:
            yield from ((sentence, hit) for hit in _runs.joined(text, hits))


def _loud(draft: Draft, sentence: Sentence) -> Iterator[Hit]:
    """Yield what is loud in one sentence."""
    text = sentence.text
    for found in _runs.RUN.finditer(text):
        words = [word.replace("’", "'") for word in _runs.WORD.findall(found[0])]
        titled = _asked(words, text[found.end() :]) or (
            _whole(sentence) and text.rstrip().endswith("?") and any(map(_heading, draft.sentences))
        )
        if _STATUS.match(found[0]) and not _VERB.search(text[: found.start()]):
            continue
        if _pardoned.item(draft, sentence, words, found.start(), found.end()) or _PURPOSE.fullmatch(
            text[: found.end() + 8]
        ):
            continue
        several = sum(len(word) > 1 for word in words) > 1
        if several and (_ERROR.search(text[: found.start()]) or _BUTTON.search(text[: found.start()])):
            continue
        if several and not titled and _shouted(words, draft, sentence, found.start(), found.end()):
            yield _runs.hit(found.start(), found.end())
            continue
        for word in _runs.WORD.finditer(found[0]):
            start, end = found.start() + word.start(), found.start() + word.end()
            if titled or _pardoned.headline(sentence, start, end):
                continue
            if text[found.end() : found.end() + 1] == ":":
                if _words.ALERT.match(found[0]) and _alert(sentence, start, end):
                    yield _runs.hit(start, end)
            elif not _pardoned.named(draft, text, start, end) and _forced(
                word[0].replace("’", "'"), words, text, start, end
            ):
                yield _runs.hit(start, end)


def _whole(sentence: Sentence) -> bool:
    """Tell whether the sentence is a paragraph or line of its own, in capitals throughout."""
    return len(sentence.text) == len(sentence.segment.text) and not re.search(r"[a-z]", sentence.text)


def _asked(words: list[str], after: str) -> bool:
    """Tell whether the words are the heading of an answer ("WHAT IS IN THE BOX?"), not a question to the customer."""
    return words[0] in _words.TITLES and re.match(r"[ \d]*\?", after) is not None and _words.YOURS.isdisjoint(words)


def _heading(sentence: Sentence) -> bool:
    """Tell whether the sentence is a heading in capitals: a line of its own without a full stop."""
    return _whole(sentence) and len(sentence.text) > 3 and sentence.text.rstrip()[-1] not in ".!?"


def _shouted(words: list[str], draft: Draft, sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a run of two or more capital words is a shouted clause and no heading, name or menu path."""
    text = sentence.text
    quoted = text[:start][-1:] in _QUOTES and re.search(r"[\"”’']\W*$|^[\"”’']", text[end - 1 :][:2])
    if words[-1] == "NO" or quoted:
        return False
    before, after = re.split(r"\*{3,}", text[:start])[-1].strip(" \"'*-•#("), text[end:].strip(" \"'*)")
    inside = re.search(r"[a-z]", before) is not None
    telling = sum(word in _words.TELLING or (inside and word in _words.LOUDER) for word in words)
    ordinary = sum(
        word in _words.TELLING
        or word in _words.PLAIN
        or word in _words.LOUD
        or (len(word) > 4 and re.search("[AEIOU]", word) is not None)
        for word in words
    )
    if not re.search(r"[a-z]{2}", text) and _words.TURNED.isdisjoint(words):
        return False
    if inside and after[:1] == "!" and ordinary == len(words):
        return True
    if not telling or ordinary < 2 or 2 * ordinary < len(words):
        return False
    headed = _HEADLINE.match(text[end:]) or (not inside and _DATELINE.match(text[end:]))
    if headed and len(words) > 5 and _words.TURNED.isdisjoint(words):
        return False
    if before.endswith(">") or text[end:].lstrip().startswith(">"):
        return False
    if after == ":" and len(words) < 4 and not inside and _pardoned.headed(draft, sentence):
        return False
    if after[:1] == ":" and len(words) < 4:
        return not _words.ORDERS.isdisjoint(words[:1])
    if inside or (after and after[0] != ":"):
        return True
    if after[:1] == ":" or not re.search(r"[.!?]\s*$", text):
        if words[0] in _words.TITLES:
            return False
        said = words[:2] != ["READ", "MORE"] and len(words) > 4 and telling > 1
        return said or not _words.ORDERS.isdisjoint(words)
    return len(words) > 2 or telling > 1


def _alert(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a warning word with a colon is shouted before an ordinary sentence to the reader."""
    text = sentence.text
    if sentence.segment.part is Part.SUBJECT:
        return False
    return not re.search(r"\w", text[:start]) and re.match(r":\s+(?:\w+\s+){2}[a-z]", text[end:]) is not None


def _forced(word: str, words: list[str], text: str, start: int, end: int) -> bool:
    """Tell whether a capital word stands among ordinary ones and names no button, key or setting."""
    if not re.search(r"[a-z]{2}", text) or len(words) > 3 or _NAMED.search(text[:start]):
        return False
    if re.match(r"[\"”’'>)\]]|\s+>", text[end:]) or (text[:start].endswith("- ") and text[end:].startswith(" -")):
        return False
    if re.search(r"\b[Tt]he $", text[:start]) and re.match(r" (?:was|is|means|stands|there|here|in)\b", text[end:]):
        return False
    if word == "FIRST" and re.search(r"\b(?:in|of|at|with|from|for) $", text[:start]):
        return False
    if word not in _words.FORCE:
        if word not in _words.BETWEEN and not _words.ADVERB.match(word):
            return _words.deed(word, text, start, end)
        return _words.between(word, text, start, end)
    if word == "ANY" and re.match(r",? (?:not|or|and|instead of|rather than) ALL\b", text[end:]):
        return False
    if word == "NO":
        return re.match(r" (?!for\b)[a-z]{3}", text[end:]) is not None
    if (word in _words.LOUD or word == "CAN") and re.match(r" [A-Z]| (?:team|points|loyalty|member)", text[end:]):
        return False
    if word in ("DO", "IS", "ARE", "IT") and re.match(r" \d", text[end:]):
        return False
    if word in ("DO", "IS", "ARE", "HAVE", "SO", "ANY", "YOU", "THIS", "BIG", "FULL", "FIRST", "SAME"):
        return re.search(r"(?:[a-z] |, |[-–—] )$", text[:start]) is not None
    return True
