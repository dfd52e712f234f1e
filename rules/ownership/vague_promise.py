"""What phrases cannot say about a promise: whether it hangs on something that the customer is asked to do first."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.colleagues import answers_nobody, names_customers, plainly_colleagues
from servicelint.model import Part

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

among = plainly_colleagues

_VERBS = (
    r"(?:send|give|tell|share|provide|let|message|email|e-mail|contact|call|drop|follow|forward|show|join|report|ping|"
    r"text|write|connect|reply|respond|inbox|meet|hit|shoot|submit|fill|reach|get in touch|click|try|visit|check|dm|pm|return|"
    r"sign|confirm|advise|complete|fire|upload|attach|keep|go ahead|pop|leave|hand|bring|post|request|open|use|download)"
)
#: An imperative at the start of a clause, a request, a condition that only the customer can meet.
_ASKS = regex(
    rf"(?:(?:(?:^|[.,;:!&>(–—-] ?)(?:do )?|\b(?:and|or|then|just|kindly|simply|also|to|could|can|can you|could you|would you|will you) ){_VERBS} "
    rf"(?:us|me|your|it|them|the|here|this|that|these|those|to|out|on|in|with|over|a|an|back|up|through|via|details)\b)|"
    r"\b(?:please|pls|plz|kindly)\b(?! (?:accept|be |rest|bear|note|know|allow|find|do not|don't|excuse|forgive|"
    r"expect|look|understand|stay|wait|stick|keep|hang|hold|continue|trust|do bear|be patient|give us|enjoy|remain|check back))|"
    r"\byou (?:can|could|may) (?:also )?(?:always )?(?:take|bring|send|call|visit|ask|return|drop|pop|go|contact|email|message|dm)\b|"
    r"\bappreciate (?:it )?if\b|\bmay (?:we|i) (?:know|have|ask|get|also)\b|\b(?:we|i)(?:'ll| will)? (?:just |only |also |first |still )?need (?:to know|you|your|more|some)\b|"
    r"\blet(?:['’]s| us) (?:just |first |also )?(?:move|chat|connect|continue|switch|try|start|go|hop|meet|talk|take (?:this|it) (?:to|into))\b|"
    r"\b(?:can|could|would|will) you\b|\bif you(?!(?:'ve| have| need|'d like)? (?:any|further|more|other|a question))|"
    r"\b(?:once|when|after|as soon as) you\b|\bget back to (?:us|me)\b|\b(?:we|i)(?:['’]d| would) (?:like|love|want|need) to know\b",
    re.IGNORECASE,
)

#: Help that stands further down in the mail.
_STEPS = regex(
    r"^(?:first|to start|step (?:1|one))\b|\blet['’]s (?:try|start)\b|\b(?:these|following|few|couple of) steps\b",
    re.IGNORECASE,
)
#: The second piece of a longer message.
_GOES_ON = regex(r"\s*(?:>+|[2-9]\s?[:/.)])\s*[a-z_]")

#: "If you signed up": that is done already, nothing is asked.
_SIGNED_UP = regex(
    r"\bif you(?:['’]ve| have| had)? (?:already )?(?:signed|ordered|booked|paid|registered|applied|bought|subscribed|requested|reported)\b",
    re.IGNORECASE,
)
#: What family and neighbours write about, and nobody to a customer.
_KIN = regex(
    r"\b(?:my (?:husband|wife|fianc[eé]e?|kids|sister|brother|parents|mother|father|mom|mum|dad|son|daughter|house|place)|our (?:house|place|kids)"
    r"|bapti[sz]ed|christening|wedding|bridesmaids?|babysit\w*|birthday party|party at|love you|xoxo|slumber party)\b",
    re.IGNORECASE,
)
_BUSINESS = regex(
    r"\b(?:invoices?|accounts?|contracts?|agreements?|attached|department|deals?|project|regards|sincerely|services?|products?)\b",
    re.IGNORECASE,
)
_TWO = 2


def private(draft: Draft, _sentence: Sentence | None = None, _hit: Hit | None = None) -> bool:
    """Return whether a mail that answers nobody tells family or friends of private things: no customer waits."""
    text = draft.plain
    return (
        answers_nobody(draft)
        and len({found[0].lower() for found in _KIN.finditer(text)}) >= _TWO
        and not _BUSINESS.search(text)
        and not names_customers(text)
    )


def asked(text: str) -> bool:
    """Tell whether ``text`` asks the customer for something: a question, an imperative, "if you …"."""
    return "?" in text or _ASKS.search(text) is not None


def hangs_on_customer(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the promise waits for the customer: the words or the sentence before it ask for something."""
    if sentence is None or hit is None:
        return False
    before = sentence.text[: hit.start]
    if sentence.index <= 1 and _GOES_ON.match(draft.plain):  # what was asked stands in the piece before
        return True
    if asked(before) or re.search(r"\bso (?:that )?(?:we|i) can\b", sentence.text, re.IGNORECASE):
        return True
    return sentence.index > 0 and asked(draft.sentences[sentence.index - 1].text)


def asked_first(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the words before the promise ask the customer for something: only then can it be kept."""
    return sentence is not None and hit is not None and asked(_SIGNED_UP.sub("", sentence.text[: hit.start]))


def depends(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether work that is under way is told under a condition ("if you still wait, we look into it").

    A subject line is left alone too: the message below says the rest.
    """
    if sentence is None or hit is None:
        return False
    return sentence.segment.part is Part.SUBJECT or asked(sentence.text[: hit.start])


def help_begins(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether the help is under way with the customer: something is asked before or after the promise."""
    if sentence is None or hit is None:
        return False
    around = draft.sentences[sentence.index + 1 : sentence.index + 2]
    if draft.document.channel == "chat":
        around = draft.sentences
    return (
        hangs_on_customer(draft, sentence, hit)
        or asked(sentence.text[hit.end :])
        or any("?" in other.text or asked(other.text) for other in around)
        or any(_STEPS.search(other.text) for other in draft.sentences[sentence.index + 1 :])
    )
