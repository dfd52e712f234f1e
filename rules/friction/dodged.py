"""Did the customer ask a direct question, and does the draft put something else in the place of its answer?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_shared = sibling(__file__, "thread_words")
_ask = sibling(__file__, "questions")
_say = sibling(__file__, "evasions")
_dodges = sibling(__file__, "dodges")
_details = sibling(__file__, "details_only")

#: Longer drafts answer somewhere; "we don't know" counts only where it is most of what is said.
_MOST, _BRIEF, _FEW = 6, 4, 3
#: An offer at the end is no question back.
_OFFER = regex(r"\b(?:want|would you like|shall|should|anything else|care for|fancy)\b[^.?!]*\?", re.IGNORECASE)
#: In a long message the question is one thing among others.
_SHORT = 200
#: "Shall I book it for you?": it is not booked. Asked what is done: "We've banned them."
_OFFERS_IT = regex(r"^\W*(?:should|shall) (?:i|we) \w+ (?:it|that|one|them)\b[^.]*\?", re.IGNORECASE)
_ABOUT = regex(
    r"\bwhat (?:are|r) (?:you|u|y'all|they) (?:guys |all |actually )?doing (?:about|to|against)\b", re.IGNORECASE
)
_DOING = regex(
    r"\bwe(?:'ve|’ve| have| are|'re|’re) (?!(?:sorry|glad|happy|here|aware|always|pleased|excited)\b)(?:\w+ly )?\w+(?:ed|ing|en)\b",
    re.IGNORECASE,
)
#: "Glad I could help": the matter is closed.
_CLOSED = regex(
    r"\b(?:glad|happy|pleased) (?:i|we|it|that|to have)(?: \w+)? (?:could|help\w*|work\w*)|\bwelcome\b", re.IGNORECASE
)
#: "I don't know, but there is …": the rest may answer.
_BUT = regex(
    r",? but (?:there (?:is|are)|you (?:can|could|may|might)(?! (?:\w+ )?(?:show|vote|support|keep|add|share|suggest|follow|leave|always))|here|(?:i|we) (?:would|'d|do) (?:recommend|suggest|try)|i'd (?:recommend|suggest|try)|if you (?:\w+ )?(?:post|share|send|provide|attach))\b",
    re.IGNORECASE,
)
#: An article on something else is no answer, however firm it sounds.
_PAGE = regex(
    r"^(?!\W*(?:yes|yeah|no|nope|sure|that|it|you can|you may)\b)[^?]*\b(?:articles?|guides?|faqs?|blog)\b(?! (?:that|which|on how|to) (?:you|answers?))",
    re.IGNORECASE,
)
#: The answer, or who has it, is still to be written in.
_TOLD_WHERE = regex(r"\[the answer\b|\bfind the answer\b", re.IGNORECASE)
_LINK = regex(r"https?:\S+|\bXlink\b")


def missing(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield what stands in place of an answer, where the customer asked a direct question and every sentence evades it."""
    last = draft.document.thread[-1].replace("’", "'") if draft.document.thread else ""
    if "?" not in last and not _ask.INDIRECT.search(last) and not _ask.BARE.search(last):
        return
    own = _shared.own_sentences(draft)
    if not own or len(own) > _MOST or _shared.FRAGMENT.search(draft.plain.strip()):
        return
    ours = " ".join(sentence.text for sentence in own)
    if _OFFERS_IT.search(own[0].text) or (_ABOUT.search(last) and _DOING.search(ours)):
        return
    if not _shared.english(ours) or _TOLD_WHERE.search(ours):
        return
    said = _dodges.works_here(own, last) or _dodges.other_attribute(own, last)
    said = said or _details.asked_back(own, last, draft.document.channel) or _instead(draft, own, last, ours)
    if said is not None:
        end = len(said.text.rstrip(" .!"))
        yield said, Hit(0, end, {"rest": Slot(0, end, (0, end))})


def _instead(draft: Draft, own: list[Sentence], last: str, ours: str) -> Sentence | None:
    """Return the sentence that stands in place of the answer."""
    sentences = _ask.SPLIT.split(last)
    if "?" in last and not _say.SOLVED.search(last):
        for sentence in own:
            if (draft.document.channel == "chat" and _say.RESOLVED.search(sentence.text)) or (
                len(own) <= _FEW and _say.HOUSEKEEPING.search(sentence.text)
            ):
                return sentence
    if _ask.WHERE.search(last) and len(own) <= _FEW and not _ask.PLACE.search(_LINK.sub(" ", ours)):
        pointed = next((sentence for sentence in own if _say.REFERRAL.search(sentence.text)), None)
        if pointed is not None:
            return pointed
    chat = draft.document.channel == "chat"
    if not chat and _say.WANTS_HELP.search(last) and not _say.SOLVED.search(last) and _chatter(own):
        return own[0]
    unknown = next((sentence for sentence in own if _say.NO_INFO.search(sentence.text)), None)
    if (
        unknown is not None
        and len(own) <= (_FEW if chat else 1)
        and (_dodges.earnest(sentences) or _dodges.bare(sentences))
    ):
        return None if _say.FINDS_OUT.search(ours) or _say.REASON.search(ours) or _BUT.search(unknown.text) else unknown
    questions = [text for text in _ask.asked(sentences) if not _dodges.RHETORICAL.search(text)]
    sent_on = _sent_on(own) if chat and _say.WAY.search(last) else None
    if sent_on is not None or not questions or _dodges.turned(questions, ours):
        return sent_on
    if not _ask.CONTACT.search(" ".join(questions)):
        evaded = _evaded(own, questions, chat)
        if evaded:
            return evaded
    if len(last) >= _SHORT:
        return None
    return _beside(own, questions[-1], ours) or _dodges.general(own, questions) or _dodges.disclaimed(own, questions)


def _sent_on(own: list[Sentence]) -> Sentence | None:
    """Return the sentence that sends somebody who asks for a way to other people, where nothing says yes or no."""
    if len(own) > _BRIEF or any(_say.FIRM.search(sentence.text) for sentence in own):
        return None
    return next((sentence for sentence in own if _say.TO_OTHERS.search(sentence.text)), None)


def _chatter(own: list[Sentence]) -> bool:
    """Tell whether a draft holds nothing but friendly words."""
    said = [sentence.text for sentence in own if not _say.SIGNED.search(sentence.text)]
    return (
        bool(said)
        and not any(_CLOSED.search(text) for text in said)
        and all(
            (_say.SOCIAL.search(text) or not re.search(r"\w", text)) and not _LINK.search(text) and "?" not in text
            for text in said
        )
    )


def _beside(own: list[Sentence], question: str, ours: str) -> Sentence | None:
    """Return the first sentence of a draft that talks of other things: no price, no time, no yes or no, but praise."""
    said = [sentence for sentence in own if not _say.SIGNED.search(sentence.text)]
    if not said or _say.PROMISE.search(ours):
        return None
    if _say.PRAISE.search(ours) and len(said) <= _BRIEF and not _ask.chosen(question, ours):
        return None if _ask.plain(question, ours) else said[0]
    if len(said) <= _FEW and _ask.status_ignored(question, ours):
        return said[0]
    if (
        len(said) <= _FEW
        and "?" not in said[0].text
        and _ask.other_matter(question, ours, _shared.words([question]), _shared.words([ours]))
    ):
        return None if _say.ASKS_BACK.search(_OFFER.sub(" ", ours)) or _say.FINDS_OUT.search(ours) else said[0]
    if "?" in ours or _say.ASKS_BACK.search(ours) or not _ask.wants_number(question) or _say.FINDS_OUT.search(ours):
        return None
    return None if _ask.answered(question, ours) is not False else said[0]


def _evaded(own: list[Sentence], questions: list[str], chat: bool) -> Sentence | None:
    """Return the first sentence that evades, if all do: thanks, regret, a link, another team."""
    theme = _shared.words(questions)
    evasive: list[tuple[int, Sentence]] = []
    for sentence in own:
        text = _say.LET_KNOW.sub("", _shared.ATOM.sub(" ", sentence.text)).strip()
        if _say.SIGNED.search(text):
            continue
        said = _say.LEAD.sub("", _say.LET_KNOW.sub("", sentence.text))
        found = _say.REFERRAL.search(said)
        if found and _PAGE.search(said) and not theme & _shared.words([text]) and len(theme) > 1:
            evasive.append((0, sentence))
            continue
        if (
            _dodges.FINDS.search(text)
            or "?" in sentence.text
            or _say.ASKS_BACK.search(text)
            or _say.FIRM.search(text)
            or _say.ADDRESS.search(text)
        ):
            return None
        before = said[: found.start()] if found else ""
        if _say.ANSWERS.search(before) and (
            theme & _shared.words([before]) or re.search(r"\w, (?:but|and|so) ", before)
        ):
            return None
        if found:
            evasive.append((0, sentence))
        elif _say.FILLER.search(text) and not _say.NUMBER.search(text) and not theme & _shared.words([text]):
            evasive.append((1 if _say.SYMPATHY.search(text) else 2, sentence))
        elif theme & _shared.words([text]) or (
            not _say.IDLE.search(sentence.text) and (_say.ANSWERS.search(text) or len(text.split()) > 4)
        ):
            return None
    if evasive and min(rank for rank, _ in evasive) < (2 if chat else 1):
        return min(evasive, key=lambda entry: (entry[0], -entry[1].index if entry[0] else entry[1].index))[1]
    return None
