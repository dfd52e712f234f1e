"""Deterministic sentence splitting of one normalised segment, before any language model sees it.

A sentence is the unit of matching and of the cache, so the same paragraph must always fall apart in the same way.
"""

from __future__ import annotations

import re

#: A longer sentence is no prose (a table, a log); it is cut at a blank so that its cost stays bounded.
MAX_LENGTH = 2000
_ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof st sr jr rev hon capt sgt messrs inc ltd corp co llc plc bros dept est govt univ assn "
    "approx appt apt ave blvd rd hwy fig figs no nos nr tel ext fax ref pp p vol ed eds cf vs v viz e.g i.e eg ie "
    "a.k.a acct acc amt min max qty incl excl jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed "
    "thu thur thurs fri u.s u.k e.u a.m p.m ph.d b.a m.a d.c attn enc encl cc re".split()
)
#: Abbreviations that can also close a sentence: a capital after them begins a new one.
_MAY_END = frozenset("inc ltd corp co llc plc etc a.m p.m u.s u.k e.u d.c ph.d b.a m.a jr sr no ext ed min max".split())
_END = re.compile(r"""(?<![.!?…])(?:[.]{1,6}|[!?…]+[.!?…]*)["')\]*_]*(?=\s|$)""")
_GLUED = re.compile(r"""(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+(?:[ ,']|$))""")
#: A link or an emoji closes a sentence before a capital word that only begins one: messages leave the stop out there.
_BEGINS = (
    r"(?:Please|Kindly|Let|If|We|You|They|These|This|It|Thanks?|Hope|Hopefully|Feel|Just|Once|Our|There|Then|Also|"
    r"Alternatively|About|After|When|Do|Did|Are|Is|Have|Can|Could|Would|What|How|Any|Sorry|Don't|Regarding|Questions|"
    r"And|But|So|For (?:more|further|any|other|help|all|this|that)|In the meantime|To \w+)\b"
)
_BEHIND_LINK = re.compile(rf"(?<=\bXlink)\W{{0,2}} (?={_BEGINS})")
_BEHIND_EMOJI = re.compile(
    rf"(?:(?<=\S )|(?<=\w))[\u2600-\u27bf\U0001f300-\U0001faff]+\ufe0f? (?=(?:{_BEGINS}|(?:The|I|My|Here|No|Yes)\b))"
)
_NEXT_OPENER = re.compile(r"""[\s"'(\[*_•-]*(.)""", re.DOTALL)
_LAST_WORD = re.compile(r"""([\w.&-]*\w)$""")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences of ``text`` (code points), in order, without outer blanks.

    Abbreviations, initials, amounts, numbered items, addresses of sites and ellipses do not end a sentence; closing
    quotes and brackets stay with the sentence that they close.
    """
    cuts = [match.end() for match in _END.finditer(text) if _ends(text, match)]
    cuts += [match.start() for match in _GLUED.finditer(text) if not _inside_address(text, match.start())]
    cuts += [match.end() for behind in (_BEHIND_LINK, _BEHIND_EMOJI) for match in behind.finditer(text)]
    sentences = []
    start = 0
    for cut in (*sorted(set(cuts)), len(text)):
        low, high = start, cut
        while low < high and text[low] == " ":
            low += 1
        while high > low and text[high - 1] == " ":
            high -= 1
        while high - low > MAX_LENGTH:
            middle = text.rfind(" ", low + 1, low + MAX_LENGTH)
            middle = middle if middle > 0 else low + MAX_LENGTH
            sentences.append((low, middle))
            low = middle + 1 if text[middle] == " " else middle
        if low < high:
            sentences.append((low, high))
        start = cut
    return sentences


def _ends(text: str, match: re.Match[str]) -> bool:
    following = _NEXT_OPENER.match(text, match.end())
    if following is None:
        return True
    first = following[1]
    marks = match[0]
    if "!" in marks or "?" in marks:
        return not first.islower() or "!" in marks or match.end() - match.start() == 1
    if first.islower():
        return False
    if marks.startswith(("...", "…")):
        return True
    word_match = _LAST_WORD.search(text, text.rfind(" ", 0, match.start()) + 1, match.start())
    if word_match is None:
        return True
    word = word_match[1].lower()
    if len(word) == 1 and word.isalpha():
        # "J. Smith" is a name; "plan B." and "I." are not.
        return not (
            word_match[1].isupper() and word != "i" and first.isupper() and _is_initial(text, word_match.start())
        )
    if word.isdigit():
        # "1. Open the app" is a numbered item, not two sentences.
        return len(word) > 2 or not _begins_item(text, word_match.start())
    if word in _MAY_END:
        # "at 9 a.m. (Central Time)" goes on.
        bracket = text[match.end() : match.end() + 2].lstrip()[:1] == "("
        return first.isupper() and not bracket and not (word == "no" and first.isdigit())
    return word not in _ABBREVIATIONS


def _is_initial(text: str, at: int) -> bool:
    before = text[:at].rstrip(" ")
    if not before:
        return True
    previous = before.split(" ")[-1]
    return (
        previous[:1].isupper() and previous.rstrip(".").isalpha() and len(previous) > 1 and len(before.split(" ")) < 4
    )


def _begins_item(text: str, at: int) -> bool:
    before = text[:at].rstrip(" (*-")
    return not before or before[-1] in ".!?:;"


def _inside_address(text: str, at: int) -> bool:
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    word = text[start : end if end >= 0 else len(text)]
    return "@" in word or "/" in word or "www." in word.lower()
