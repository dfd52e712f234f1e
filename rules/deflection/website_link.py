"""A link that the customer is pointed to, however the pointing is worded: what no list of phrases can hold."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator

from servicelint.checks import regex
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.model import Kind
from servicelint.units import Hit, Slot

#: Words before a link that make it a place to go to, not an ornament.
_POINTS = regex(
    r"\b(?:here(?! to\b| for (?:you|any))|links?|url|articles?|pages?|guides?|resources?|steps?|tips|instructions|"
    r"info|information|details|website|site|form|sections?|forums?|documents?|documentation|post|thread|tutorial|"
    r"video|faqs?|following|recommendations|reasons|more|(?:reach out to|contact|reach|write to) us)\b"
    r"|\b(?:at|via|on|to|in|visit|see|refer|follow|read|check|out|through|using|this|these|view|helps?|over|use|"
    r"click|try|by|from)\W*$",
    re.IGNORECASE,
)
#: The place named in a sentence of its own: the link comes after the full stop.
_PLACE = regex(
    r"\b(?:here|(?:this|the|these|below|following) (?:\w+ ){0,2}"
    r"(?:link|article|page|guide|form|steps|resource|info\w*))\b",
    re.IGNORECASE,
)
#: Words behind a link that say what it is for.
_FOR = regex(
    r"\W*(?:for (?:more|further|the|any|info|details|help|assistance)|to (?:see|learn|find|read|get|know|report|"
    r"submit|request|check|fix|resolve)|should|may|might|has|will|explains|shows|"
    r"and (?:select|look|follow|scroll|choose|let))\b",
    re.IGNORECASE,
)
#: A link that is there for something else. The words are grouped by what that is.
_OTHERWISE = regex(
    # a picture, or the second half of a message
    r"\.\.\.\W*$|…\W*$|^\W*(?:2|2/2|2 of 2)\W|^\W*hello there\b"
    # a private channel, or other people (which is a hand-off)
    r"|\b(?:dms?|direct message|private message|inbox|e-?mail us|via twitter)\b"
    r"|\b(?:they can be reached|in english|support team)\b"
    r"|\b(?:reach|contact|touch|chat|call|connect|speak|talk|partner|email)\w*\b.*\b(?:them|they|team|group|support|"
    r"advis[oe]rs?|agents?|experts?|folks|department|seller|services?)\b|\b(?:support|help|assist\w*) (?:is )?(?:via|through)\b"
    # a thing to look up for the answer to a question
    r"|\b(?:did you|was it|were you|have you (?:re-?printed|ordered|booked|paid|opened|registered|been)|everything shows|"
    r"(?:original|other|duplicate|previous|existing|earlier|same) (?:\w+ )?(?:topic|thread|question)|instead to|topic you|by (?:heading|going)|colleagues|duplicate of)\b"
    r"|\b(?:that|this) (?:info(?:rmation)?|by|using)\b|\bconfirm (?:this|that)\b|\breferring to\b"
    r"|\b(?:can|could|do|are) you (?:able to )?(?:(?:please|pls|plz) )?(?:see|seeing|view|access|confirm|click|send|open)\b"
    r"|\b(?:which|what|whether|if) (?:\w+ ){1,6}(?:is|are|you)\b.*\?|\b(?:you mean|able to see|if that|if you go)\b"
    r"|\bas (?:this|the|that|our) \w+ (?:mentions|says|shows|states|notes|explains|describes)\b"
    r"|\b(?:team|advis[oe]rs?|agents?|experts?|friends|folks|specialists) (?:\w+ )?(?:can|will|could|should)\b"
    r"|\b(?:let us know(?! if this| what|.* form)|did you know|while following|screen ?shots?|original question)\b"
    # a thing to have or to do there
    r"|\b(?:sign up|sign in|check in|book your|subscribe|watch|listen|stream|track|download|install|buy|order|"
    r"purchase|log in|login|pay|an? (?:new )?account|versions?|offers?|deals?|discounts?|contest|sale|premium|playlist|"
    r"you already have|as a test|rest assured|constantly monitoring|"
    r"album|song|picture|photo|job|fave|stay tuned|careers?|events?|tickets?)\b"
    # news, or the proof of what was said
    r"|\b(?:as (?:indicated|per|stated|mentioned|shared|listed)|the status|no longer|fingers crossed|stay up to date|"
    r"unless you|add your email|while we can't)\b|\bwe(?:'ll| will) (?:keep|update|post|have|announce|be)\b|^\W*i'm\b"
    # how to do what has just been named, or a closing offer
    r"|\bhere(?:'s| is) how\W*$|\b(?:this|that) (?:explains|shows|tells)(?: you)? how\W*$|^\W*if not, check\b"
    r"|\bhow to do (?:that|this|so|it)\W*$|\b(?:article|guide|page|link|video) (?:explains|shows|will show you|on) how\W*$"
    r"|\bany (?:other |more |further )?questions\b|\balso (?:be )?help|\byou asked for\b",
    re.IGNORECASE,
)
#: The deed itself: then the link only shows how.
_DEED = regex(
    r"(?<!about )(?<!how to )\b(?:re-?install|update|updating|re-?start|reboot|reset the|re-?sync|sign(?:ing)? out|"
    r"log(?:ging)? out|clear(?:ing)?|back(?:ing)? up|uninstall|changing|adding|removing|deleting|delete|"
    r"turn(?:ing)? (?:on|off)|switch(?:ing)?)\w*\b",
    re.IGNORECASE,
)
#: Something is told of the link.
_TOLD = regex(
    r"\W*(?:it |that |which )?(?:is|was|are|were|does|do|did|has|will)(?:n't| not| no longer)\b", re.IGNORECASE
)
#: Where the clause that points may begin.
_CUT = regex(
    r"(?:[.!?;]+|\s[-–—]+|,? (?:but|and|so)(?= (?:please|you|we|here|there|add|feel|kindly|pls|let|do)\b)|(?<=[a-z])(?= (?:Check|See|Visit|Click|Read|Learn|Follow|Find|View)\b))\s+"
)
#: What only rounds off the clause that points ("share it here so we can help: …").
_TAIL = regex(r"let (?:us|me) know\b|(?:we|i) (?:can|could|will|would|may)\b|(?:we|i)'ll\b", re.IGNORECASE)
#: What is to be had behind the link: the words that say it stand in the rewrite.
_KINDS = {
    "feedback": regex(r"\b(feedback) (?:page|site|form|hub)\b|\b(?:your|leave|provide|share|send|submit|give|any|the|welcome) (feedback|suggestions?|comments)\b", re.IGNORECASE),
    "idea": regex(r"\b(?:vot\w+|support\w*|suggest\w*|submit\w*|post\w*|add)\b.*?\b(idea|suggestion)\b", re.IGNORECASE),
    "this": regex(r"\b(?:suggest|share|post|add) (this|it|that)\b", re.IGNORECASE),
    "reach": regex(r"\b(reach out|get in touch|chat|connect(?= with))\b(?! to us| with us)", re.IGNORECASE),
    "details": regex(r"\b(?:provide|share|send|submit|give|drop|put)\b.{0,25}?\b(info|information|details)\b", re.IGNORECASE),
    "form": regex(r"\b(?:attach|submit|fill|file|complete|upload|open|create|raise|log|lodge)\b.{0,40}?\b(form|request|ticket|case|claim|report|copy|application)\b", re.IGNORECASE),
    "steps": regex(r"\b(steps|tips|instructions)\b", re.IGNORECASE),
    "page": regex(r"(?<!your )(?<!profile )(?<!account )(?<!contact )\b(info|information|article|page|guide|document|documentation|tutorial|video|faq)\b", re.IGNORECASE),
}  # fmt: skip
_QUOTED = regex(r"[\"“][^\"”]*[\"”]")
#: "More" adds to what was said; where nothing was said, it is all there is.
_MORE = regex(r"\bmore\b", re.IGNORECASE)
_SAID = regex(r"(?:\w+\W+){7}")
_ENGLISH = regex(
    r"\b(?:us|please|pls|may|you'll|we|is|are|some|the|this|these|here|you|your|to|our|for|with|follow|try|check|see|"
    r"visit|refer|suggest|recommend|at|on|can|it|that)\b",
    re.IGNORECASE,
)
#: A web address, not the name of a server that somebody is to type in.
_ADDRESS = regex(r"https?:|www\.|/|\[|\{|<", re.IGNORECASE)
#: A mail of so many words has little room for an answer beside its link.
_SHORT_MAIL = 40
#: A second link, only for more.
_NEXT = regex(r"(?:this|these|view|see|more|you can|check (?:this|it) out,? too)\b", re.IGNORECASE)
_PRIVATE = regex(
    r"\b(?:dm|dms|dm'd|direct message\w*|private message\w*|pm|inbox us|follow us)\b"
    r"(?! us (?:if|after|when|once|should|the result))",
    re.IGNORECASE,
)
_OPENS_PRIVATE = regex(
    r"Xlink\W*(?:to|for|takes|opens|and)\b[^.!?]{0,25}\b(?:dms?|direct message|private message)\b"
    r"(?! us (?:if|after|when|once|should|the result))",
    re.IGNORECASE,
)


def private(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the link that the hit points to opens a private channel of the same team."""
    if sentence is None or hit is None:
        return False
    around = [other.text for other in draft.sentences[max(0, sentence.index - 1) : sentence.index + 2]]
    before = len(around[0]) + 1 if sentence.index else 0
    text = " ".join(around)
    at = text.find("Xlink", before + hit.start)
    if at < 0:
        return _PRIVATE.search(sentence.text) is not None
    named = _PRIVATE.search(text, text.rfind("Xlink", 0, at) + 1, at)
    return named is not None or _OPENS_PRIVATE.match(text, at) is not None


def again(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the link just before has been pointed to already: one finding says it for both."""
    if sentence is None or hit is None:
        return False
    text = sentence.text
    first = text.find("Xlink", 0, hit.start)
    if first < 0 and sentence.index and not text[: hit.start].strip():
        # A link closes the sentence before.
        text = draft.sentences[sentence.index - 1].text
        first = text.rfind("Xlink")
        if text[first + len("Xlink") :].strip(" .:;,)>~"):
            return False
    pointed = first >= 0 and _POINTS.search(text, 0, first) is not None
    return pointed and _NEXT.match(sentence.text, hit.start) is not None


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the first clause that points to a link in a chat message or a short mail; others link for many reasons."""
    if draft.document.kind is Kind.TEMPLATE:
        return
    if draft.document.channel != "chat" and sum(len(each.text.split()) for each in draft.sentences) > _SHORT_MAIL:
        return
    for sentence in draft.sentences:
        at = sentence.text.find("Xlink") if "body" in sentence.places else -1
        end = at + len("Xlink")
        if at >= 0 and _ADDRESS.search(sentence.rendered(at, end)):
            if not at and sentence.index and "body" in draft.sentences[sentence.index - 1].places:
                # The link stands alone behind the sentence that points to it.
                pointing = draft.sentences[sentence.index - 1]
                hit = _pointer(pointing.text, "", _PLACE)
            else:
                pointing = sentence
                hit = _pointer(sentence.text[:at], sentence.text[end:], _POINTS)
            if hit is None or (_MORE.search(pointing.text, hit.start) and _SAID.search(_earlier(draft, pointing, hit))):
                continue
            yield pointing, Hit(hit.start, end if pointing is sentence else hit.end, _kind(pointing.text))
            return


def _kind(text: str) -> dict[str, Slot]:
    """Return the first word that tells what is behind the link, named by its kind."""
    for kind, words in _KINDS.items():
        found = words.search(text)
        if found:
            at = found.span(found.lastindex or 0)
            return {kind: Slot(*at, at)}
    return {}


def _earlier(draft: Draft, sentence: Sentence, hit: Hit) -> str:
    said = [other.text for other in draft.sentences[: sentence.index] if "body" in other.places]
    return " ".join((*said, sentence.text[: hit.start]))


def _pointer(before: str, behind: str, points: re.Pattern[str]) -> Hit | None:
    """Return the clause at the end of ``before`` that points to the link which follows it, if it does."""
    cuts = [cut.end() for cut in _CUT.finditer(before)]
    start = cuts.pop() if cuts else 0
    if start and (not before[start:].strip(" :(-") or _TAIL.match(before[start:])):
        start = cuts.pop() if cuts else 0
    clause = "" if _TOLD.match(behind) else _QUOTED.sub("", before[start:])
    if not (points.search(clause) or _FOR.match(behind)) or _OTHERWISE.search(clause) or _DEED.search(clause):
        return None
    return Hit(start, len(before), {}) if _ENGLISH.search(clause) else None
