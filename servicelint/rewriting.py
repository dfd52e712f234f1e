"""Rewrites: fill a rule's sentence with the words of the match and say which stretch it takes the place of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servicelint.draft import Sentence
from servicelint.matching import Match, clause_of
from servicelint.model import Safety
from servicelint.quieting import quiet
from servicelint.rule import SLOT, RewriteTemplate
from servicelint.voice import as_we
from servicelint.words import base, inflect, turned

if TYPE_CHECKING:
    from servicelint.phrase_book import HouseRewrites

_BLANK = re.compile(r"\[[^\[\]]+\]")
#: A rewrite that is this leaves the match out, with the marks that set it off.
NOTHING = "{nothing}"
LEAVE_OUT = "leave it out"
_WORD_AFTER = re.compile(r"\s*(?:[,;:–—-]+\s*|\.{2,}\s*)?(?P<word>[^\s,;:.!?…]\S*)")
#: What joined a clause to the one that is left out.
_JOINS = re.compile(r"\s*,?\s*(?:and|but|so|&)(?=\s+(?:we|i|you|it|they)\b)", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?P<word>\S+?)[,;:–—-]*\s*(?:[–—-]+\s*)?$")
#: How an agent signs a chat message: "/JP", "^AB", "- Anwar", "Thanks- Anwar", and all glued to the last word.
_SIGN_OFF = re.compile(
    r"(?:(?<=[.!?…,])|\s)(?:[-–—~]? ?(?:Thanks?(?: you)?|Sorry|T[Qq])[,!.]? ?[-–—~=] ?[A-Z][a-z]+|"
    r"(?<!\b[Mm]any )(?:Thanks|Regards|(?:Best|Kind|Warm) [Rr]egards),?|"
    r"[/^][A-Z]{1,3} Xlink|(?<=Xlink )[A-Z]{2,3}|/ ?[A-Z][A-Za-z]{0,12}|\^ ?[A-Za-z]{1,12}|\*[A-Z]{1,4}|"
    r"[-–—~] ?(?!X(?:link|mail|date|amount))[A-Z][A-Za-z]*(?: [A-Z])?)\.?$|"
    r"(?<![\w-])(?!(?:pre|post|mid|non|anti|pro|trans|inter|all)-)[a-z]{3,}(?P<glued>-[A-Z][a-z]{2,9}\.?)$"
)
#: So far before a sentence a greeting's comma is looked for.
_NEAR = 8
#: Marks behind which a sentence goes on.
_JOINING = ",;\"'(["
#: A name that opens a sentence ("Jeff, I am …") stays in front of what is put before it.
_CALLED = re.compile(
    r"(?!(?:However|Yes|No|Well|Sorry|Thanks|Hello|Hi|Hey|Today|Yesterday|Now|Also|Again|First|Second|Next|So|Please|\w+ly)\b)"
    r"[A-Z][a-z]+,\s+(?=(?:I|We|My|Our|This|You|Your|It)\b)"
)
_VERB_FORMS = frozenset({"base", "s", "ing", "past", "pp"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A filled rewrite: ``text`` takes the place of the sentence's ``[start, end)``.

    ``parts`` are those that it was joined from, if any: what lies between them stays as it is written. ``place`` is the
    sentence that it changes where that is not the one with the finding.
    """

    label: str
    safety: Safety
    text: str
    start: int
    end: int
    parts: tuple[Proposal, ...] = ()
    place: Sentence | None = None


def covered(match: Match) -> tuple[int, int]:
    """Return the sentence offsets of a finding: the hit and every word that a ``{slot.phrase}`` of a rewrite needs."""
    start, end = match.hit.start, match.hit.end
    for name in match.block.block.whole_phrases:
        slot = match.hit.slots.get(name)
        if slot:
            start, end = min(start, slot.phrase[0]), max(end, slot.phrase[1])
    return start, end


def propose(
    match: Match, templates: Iterable[RewriteTemplate], house: HouseRewrites | None = None, *, we: bool = False
) -> list[Proposal]:
    """Return the rewrites whose slots were all captured, without repetition: the ``house``'s, then the rule's own.

    Of the rule's own, ``templates``, complete ones come before those with a blank, but for such as are meant for just
    this place (they have ``requires``); with ``we`` they say "we" for "I".
    """
    found: list[Proposal] = []
    own = tuple(sorted(templates, key=_rank))
    for template in house.before(own) if house else own:
        proposal = _fill(template, match, we=we and template in own)
        if proposal and all(proposal.text != other.text for other in found):
            found.append(proposal)
    return found


def _rank(template: RewriteTemplate) -> tuple[bool, bool]:
    blank = template.safety is Safety.FILL or _BLANK.search(template.text) is not None
    return not template.requires, blank


def fill_message(match: Match) -> str:
    """Return the rule's message with the match's words in it."""
    return _substitute(match.block.rule.message, match) or match.block.rule.title


def _fill(template: RewriteTemplate, match: Match, *, we: bool = False) -> Proposal | None:
    if template.text == NOTHING:
        return _left_out(template, match)
    text = _substitute(template.text, match)
    if text is None:
        return None
    if we:
        text = as_we(text)
    sentence = match.sentence.text
    start, end = covered(match)
    if template.replace == "clause":
        start, end = clause_of(sentence, start, end)
    elif template.replace == "sentence":
        start, end = 0, len(sentence)
    if "{sentence}" in template.text:
        text = _signed(text, match.sentence)
        called = _CALLED.match(sentence)
        if called and not template.text.startswith("{sentence}"):
            rest = text.replace(called[0].rstrip() + " ", "", 1)
            text = f"{called[0].rstrip()} {rest if rest.startswith('I ') else _lower_initial(rest)}"
    text = fit(text, match.sentence, start, end)
    safety = Safety.FILL if template.safety is not Safety.FILL and _BLANK.search(template.text) else template.safety
    return Proposal(template.label, safety, text, start, end)


def behind(sentence: Sentence, addition: str) -> str:
    """Return a sentence with another one behind it, before the name that signs it."""
    return _signed(f"{_ended(sentence)} {addition}", sentence)


def _signed(text: str, sentence: Sentence) -> str:
    return f"{text} {sign_off(sentence)}".rstrip()


def sign_off(sentence: Sentence) -> str:
    """Return the name or initials with which an agent has signed a sentence, empty when there are none."""
    return sentence.rendered(_without_sign_off(sentence.text), len(sentence.text)).strip()


def _ended(sentence: Sentence) -> str:
    """Return a sentence without its sign-off, with an end of its own: another one may follow."""
    whole = _unsigned(sentence)
    # A quotation at the end has its mark inside, or none yet.
    last = whole.rstrip("\"'")[-1:]
    return whole if last in tuple(".!?…)") or _smiles(whole) else f"{whole.rstrip(',; ')}."


def _unsigned(sentence: Sentence) -> str:
    return sentence.rendered(0, _without_sign_off(sentence.text)).rstrip()


def _smiles(text: str) -> bool:
    """Tell whether the last sign is an emoji."""
    return unicodedata.category(text[-1:] or " ") in {"So", "Sk"} or text.endswith("\ufe0f")


_WORDS = re.compile(r"\S+")


def narrowed(sentence: Sentence, proposal: Proposal) -> Proposal:
    """Return a proposal without the words at its ends that it leaves as they are; one word stays at least.

    So line breaks, markup and typographic marks of those words are not written anew.
    """
    words = [found.span() for found in _WORDS.finditer(sentence.text, proposal.start, proposal.end)]
    if not words:
        return proposal
    first, last, text = 0, len(words) - 1, proposal.text
    start = proposal.start
    while first < last and text.startswith(head := sentence.rendered(start, words[first + 1][0])):
        text = text[len(head) :]
        first += 1
        start = words[first][0]
    end = proposal.end
    while first < last:
        tail = sentence.rendered(words[last - 1][1], end)
        if not tail[:1].isspace() or not text.endswith(tail) or not text[: -len(tail)].strip():
            break
        text = text[: -len(tail)]
        last -= 1
        end = words[last][1]
    return replace(proposal, text=text, start=start, end=end)


def _left_out(template: RewriteTemplate, match: Match) -> Proposal | None:
    """Leave the match out: the word beside it is written again, with the capital or without the comma that it needs."""
    sentence = match.sentence
    text = sentence.text
    start, end = covered(match)
    joins = _JOINS.match(text, end) if not text[:start].strip() else None
    after = _WORD_AFTER.match(text, joins.end() if joins else end)
    if after:
        word = fit(sentence.rendered(after.start("word"), after.end("word")), sentence, start, after.end())
        return Proposal(template.label or LEAVE_OUT, template.safety, word, start, after.end())
    before = _WORD_BEFORE.search(text, 0, start)
    if not before:
        return None
    word = sentence.rendered(*before.span("word"))
    return Proposal(template.label or LEAVE_OUT, template.safety, word, before.start(), end)


def fit(text: str, place: Sentence, start: int, end: int) -> str:
    """Fit a rewrite into its place: a capital at the start of a sentence, one full stop at its end.

    Where the writer began in lower case, or behind "Hi Bea," on the same line, the rewrite does so too. One word keeps
    the capital that it has in the middle of a line ("… on 45 Pls try 59"), as does what stands behind a mere name.
    """
    sentence = place.text
    begins = place.source(0, 0).start
    greeted = place.document.text[max(0, begins - _NEAR) : begins].rstrip(" ").endswith(",")
    small = sentence[:1].islower() and not sentence[1:2].isupper()  # "iOS" is written so everywhere
    if start == 0 and (small or greeted):
        text = _lower_initial(text)
    elif (
        start == 0
        or sentence[:start].rstrip().endswith((".", "!", "?"))
        or _begins(sentence, start)
        or _behind_a_name(sentence[:start], sentence[start:end])
        or (text.islower() and _capitalised(sentence[start:end]))
    ):
        text = text[:1].upper() + text[1:]
    if text and text[-1] in ".!?" and end < len(sentence):
        following = sentence[end:].lstrip()
        if following[:1] in tuple(".!?,;:"):
            text = text.rstrip(".!?")
    return text


def _capitalised(words: str) -> bool:
    """Tell whether it is one word with a capital, and no single letter."""
    return len(words) > 1 and words.isalpha() and words.istitle()


def _behind_a_name(before: str, words: str) -> bool:
    """Tell whether words with a capital stand behind a name, field or heading without a stop ("Xvar Thank you …")."""
    previous, first = before.split()[-1:], words.split()[:1]
    headed = bool(previous) and previous[0].isalpha() and (previous[0].istitle() or previous[0].isupper())
    return bool(headed and first and _capitalised(first[0]))


def _begins(sentence: str, at: int) -> bool:
    """Tell whether a capital stands at ``at`` behind marks that are no words: an emoji, a bullet."""
    return sentence[at : at + 1].isupper() and not any(mark.isalnum() or mark in _JOINING for mark in sentence[:at])


def _substitute(template: str, match: Match) -> str | None:
    """Fill the slots; None when one that the template names was not captured, and it has no words for that."""
    missing = False

    def value(found: re.Match[str]) -> str:
        nonlocal missing
        words = _slot(match, found[1], found[2] or "")
        words = found[3] if words is None else words
        if words is None:
            missing = True
            return ""
        if found[1] == "sentence" and found.end() == len(template):
            words = _unsigned(match.sentence)  # nothing follows it
        before = template[: found.start()].rstrip()
        slot = match.hit.slots.get(found[1])
        if slot and before[-1:].isalnum() and match.sentence.text[: slot.start].rstrip().endswith(":"):
            # "Note: Your seat …" becomes "Note: we keep your seat …".
            words = _lower_initial(words)
        begins = found[1] == "sentence" and before.endswith((".", "!", "?"))
        return words[:1].upper() + words[1:] if begins and not words[1:2].isupper() else words  # "iOS" stays

    text = SLOT.sub(value, template)
    return None if missing else re.sub(r"  +", " ", text)


def _slot(match: Match, name: str, form: str) -> str | None:
    sentence = match.sentence
    if name == "match":
        return sentence.rendered(*covered(match))
    if name == "sentence":
        return _ended(sentence)
    slot = match.hit.slots.get(name)
    if slot is None:
        return _from_customer(name, sentence.document.thread)
    start, end = slot.phrase if form == "phrase" else (slot.start, slot.end)
    words = sentence.rendered(start, end).strip(" ,;:")
    if start == 0:
        words = _lower_initial(words)
    if form in _VERB_FORMS:
        head, _, rest = words.partition(" ")
        head = base(head.lower()) if form == "base" else inflect(head.lower(), form)
        words = f"{head} {rest}".strip()
    elif form == "turned":
        words = turned(words)
    elif form == "quiet":
        words = quiet(words, sentence.document.plain or sentence.document.text)
    elif form == "capital":
        words = words[:1].upper() + words[1:]
    return words


def _from_customer(name: str, thread: Sequence[str]) -> str | None:
    """Return what the customer's message tells of a slot that the match did not fill."""
    if not thread or name not in ("customer", "trouble", "regret", "topic"):
        return None
    from servicelint.customer import name_of, trouble_of
    from servicelint.regret import regret_of, topic_of

    told = tuple(thread)
    if name in ("regret", "topic"):
        return regret_of(told) if name == "regret" else topic_of(told)
    return name_of(told) if name == "customer" else trouble_of(told)


def _without_sign_off(text: str) -> int:
    """Return where a sentence ends that an agent has signed, else its length."""
    signed = _SIGN_OFF.search(text)
    if not signed:
        return len(text)
    return signed.start("glued") if signed["glued"] else signed.start()


def _lower_initial(words: str) -> str:
    """Take the capital of a sentence's first word away, unless it is "I" or looks like a name or an abbreviation."""
    first = words.split(" ", 1)[0]
    if first.lower().rstrip(",").split("'")[0] in _COMMON_STARTS:
        return words[:1].lower() + words[1:]
    return words


_COMMON_STARTS = frozenset(
    "a an the this that these those your our my their his her its you we they he she it all any some no every each "
    "another other both please kindly if when for to in on at as what which here there how once until from by with "
    "could would can shall may let so next thanks thank sorry have did hopefully fingers perhaps maybe".split()
)
