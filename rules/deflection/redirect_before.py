"""What may stand before a pointer, where nothing can follow it: the gist, or what to have at hand."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex, sibling
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

_cure = sibling(__file__, "redirect_cure")

#: A greeting, kind words, a piece of a longer message or what goes on from the sentence before: it stays the first.
_FIRST = regex(
    r"\W*(?:(?:hi|hello|hey|hiya|dear|good|glad|(?:i|we)(?:'d| would) love to|thanks?|thank|sorry|apolog\w+|okay|ok|oh|sure|yes|no|great|happy|welcome|however)\b"
    r"|\d\s?[/:.)]|>|[*•-]\s|(?:if (?:so|not|no|none|nothing|that|this|these|those|it|they)|in (?:that|this) case|so|then|and|or|but|otherwise|alternatively|once|after"
    r"|also|(?:have|did) you|(?:just )?to (?:check|confirm)|(?:this|these|that|those) (?:is|are|should|may|might|will|can|helps?)|it|they|(?:is|are|does|do|was|were|did|what|which|who)\b)\b)",
    re.IGNORECASE,
)
#: The pointer comes on top of something else, which it does not sum up.
_BESIDES = regex(r"\b(?:also|too|as well|(?:in the )?meantime|meanwhile)\b", re.IGNORECASE)
#: Something that the company has when the customer has sent it.
_SENDS = regex(
    r"\b(?:send|drop|give|leave|tell|submit|share|provid\w+|fill|put|pop|enter|complete|raise|open|lodge|file)\b"
    r"(?! us an? (?:call|ring|shout|holler))",
    re.IGNORECASE,
)
#: What the steps are for, when they cure nothing.
_NO_CURE = regex(
    r"\b(?:report\w*|locate|find|unable|updates?|details|information|in place|taking|taken|protect\w*|cancel\w*|sent over"
    r"|explain\w* what|banned|suspended|appeal\w*|earn\w*|moneti[sz]\w*|sell\w*|return|share|sharing)\b",
    re.IGNORECASE,
)
#: The writer says something before the pointer, in the same sentence.
_SAYS = regex(r"\b(?:is|are|was|were)\b|\b(?:i|we|it|that)'(?:m|re|s|ve)\b|:-?\)", re.IGNORECASE)
#: The draft tells already what to have at hand.
_TELLS = regex(
    r"\b(?:attach|include|enclose|quote|mention)\w*\b[^.!?]{0,20}\b(?:your|the|a|an|any|details)\b|\bhave\b[^.!?]{0,40}\b(?:ready|to hand|handy)\b|\bto save you time\b|\bready:",
    re.IGNORECASE,
)
_VOTED = regex(
    r"\b(?:up)?vot(?:e|es|ing)\b|\bideas?\b|\bsuggest\w*|\bsupport\w*\b|\bfeature requests?\b", re.IGNORECASE
)
_POSTED = regex(
    r"\b(?:post|shar|suggest|discuss|rais|submit|report|leav|offer|ask)\w*\b|\b(?:ideas?|feedback|requests?)\b",
    re.IGNORECASE,
)
#: Only for some later day.
_LATER = regex(
    r"^\W*(?:if|once|when|should)\b|\bif (?:it's|it is|that|this|you)\b|\bback in\b|\bdo(?:es)?n't (?:help|work|do)\b",
    re.IGNORECASE,
)
#: The writer gives, not the customer.
_GIVES = regex(
    r"\b(?:we|i)(?:'d| would)? (?:want|like|love|would like)? ?(?:to )?(?:provide|share|send|give)\b", re.IGNORECASE
)
_FORUM = regex(r"\b(?:forums?|community)\b", re.IGNORECASE)
#: Something is to be read there, and can be summed up.
_TOLD_THERE = regex(
    r"\b(?:info\w*|details|articles?|guides?|pages?|polic\w+|faqs?|read|learn|more|steps|tips|lists?|blogs?|posts?|notes?|about"
    r"|how|instructions|release|explain\w*|why|what|documentation|see|look|check|visit|suggest\w*|find)\b",
    re.IGNORECASE,
)
_PAGE = regex(r"\b(?:info|information|articles?|guides?|blogs?|posts?|videos?|tips|note)\b", re.IGNORECASE)
_TO_PEOPLE = frozenset(("form", "contact", "feedback", "posting", "vote"))


def _kinds(draft: Draft, sentence: Sentence) -> set[str]:
    found: set[str] = _cure.kinds(sentence.text, " ".join(one.text for one in draft.sentences), " ")
    return found


def barred(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether nothing can be said before the sentence with the pointer: neither before a question nor behind one."""
    from servicelint.soundness import asked_about  # what makes rewrites is loaded when one is made

    if sentence is None or _BESIDES.search(sentence.text) or _FIRST.match(sentence.text) or asked_about(sentence.text):
        return True
    if hit is not None and _SAYS.search(sentence.text, 0, hit.start):
        return True
    return not sentence.text[:1].isupper() or (bool(sentence.index) and _open(draft.sentences[sentence.index - 1]))


def _open(before: Sentence) -> bool:
    return before.text.rstrip()[-1:] in (":", ",", "?") or before.text.endswith("...")


def to_people(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the link leads to somebody or to a form: there is nothing to sum up."""
    if sentence is None or _FORUM.search(sentence.text) or not _TOLD_THERE.search(sentence.text):
        return True
    found = _kinds(draft, sentence)
    return "steps" not in found and bool(found & _TO_PEOPLE)


def no_steps(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the link leads to no steps against a trouble: none is to be tried first."""
    return sentence is None or "steps" not in _kinds(draft, sentence) or _NO_CURE.search(sentence.text) is not None


def to_read(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the link leads to something to read: there is nothing to have at hand."""
    if sentence is None or any(words.search(sentence.text) for words in (_FORUM, _PAGE, _GIVES)):
        return True
    found = _kinds(draft, sentence)
    return bool(found & {"steps", "feedback", "posting"}) or not found & {"form", "contact"}


def no_vote(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether nobody votes there for an idea."""
    return sentence is None or not _VOTED.search(sentence.text)


def nothing_posted(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether nothing is posted there."""
    return sentence is None or not _POSTED.search(sentence.text)


def no_form(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the link leads to something else than a form to fill in."""
    return sentence is None or "form" not in _kinds(draft, sentence)


def asked_or_later(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft says itself what to have at hand, or the pointer is for another day or a question."""
    if sentence is None or _LATER.search(sentence.text) or "?" in sentence.text:
        return True
    return any(_TELLS.search(other.text) for other in draft.sentences)


def not_sent(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer is not asked to send anything."""
    return sentence is None or to_read(draft, sentence, hit) or not _SENDS.search(sentence.text)
