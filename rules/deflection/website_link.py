"""A link that the customer is pointed to, however the pointing is worded: what no list of phrases can hold."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator

from servicelint.checks import regex, sibling
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.model import Kind
from servicelint.units import Hit, Slot

_aside = sibling(__file__, "website_aside")

#: Words before a link that make it a place to go to, not an ornament.
_POINTS = regex(
    r"\b(?:here(?! to\b| for (?:you|any))|links?|url|articles?|pages?|guides?|resources?|steps?|tips|instructions|"
    r"info|information|details|website|site|form|sections?|forums?|documents?|documentation|post|thread|tutorial|"
    r"video|faqs?|following|recommendations|reasons|more|(?:reach out to|contact|reach|write to) us)\b"
    r"|\b(?:at|via|on|to|in|visit|see|refer|follow|read|check|out|through|using|this|these|view|helps?|over|use|"
    r"click|try|by|from|submit|recommend|suggest|(?:let|contact|reach|tell|give) us(?: know| a shout)?)\W*$"
    r"|\b(?:the|our|a|your) (?:user )?(?:manual|handbook)\b",
    re.IGNORECASE,
)
#: The place named in a sentence of its own: the link comes after the full stop.
_PLACE = regex(
    r"\b(?:here|(?:this|the|these|below|following) (?:\w+ ){0,2}"
    r"(?:link|article|page|guide|form|steps|resource|info\w*))\b|\bfound (?:at|on|in) our\b",
    re.IGNORECASE,
)
#: Words behind a link that say what it is for.
_FOR = regex(
    r"\W*(?:for (?:more|further|the|any|info|details|help|assistance)|to (?:see|learn|find|read|get|know|report|"
    r"submit|request|check|fix|resolve)|should|may|might|has|will|explains|shows|"
    r"and (?:select|look|follow|scroll|choose|let))\b",
    re.IGNORECASE,
)
#: Something is told of the link.
_TOLD = regex(r"\W*(?:it |that |which )?(?:is|was|are|were|does|do|did|has|will)(?:n't| not| no longer)\b", re.IGNORECASE)  # fmt: skip
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
    "this": regex(r"\b(?:suggest|share|post|add|leave) (this|it|that)\b", re.IGNORECASE),
    "reach": regex(r"\b(reach out|get in touch|chat|connect(?= with))\b(?! to us| with us)", re.IGNORECASE),
    "details": regex(r"\b(?:provide|share|send|submit|give|drop|put)\b.{0,25}?\b(info|information|details)\b", re.IGNORECASE),
    "form": regex(r"\b(?:attach|submit|fill|file|complete|upload|open|create|raise|log|lodge)\b.{0,40}?\b(form|request|ticket|case|claim|report|copy|application)\b", re.IGNORECASE),
    "steps": regex(r"\b(steps|tips|instructions)\b", re.IGNORECASE),
    "page": regex(r"(?<!your )(?<!profile )(?<!account )(?<!contact )\b(info|information|article|page|guide|document|documentation|tutorial|video|faq)\b", re.IGNORECASE),
}  # fmt: skip
_QUOTED = regex(r"[\"“][^\"”]*[\"”]")
#: "More" adds to what was said; where nothing was said, it is all there is.
_MORE = regex(
    r"(?<!provide )(?<!share )(?<!send )(?<!send us )(?<!give us )(?<!tell us )(?<!submit )\bmore\b", re.IGNORECASE
)
_SAID = regex(r"(?:\w+\W+){5}")
#: Thanks, kind words and "there are reasons" say nothing, so that more is all there is.
_EMPTY = regex(
    r"\b(?:thanks?|thank you|sorry|(?:happy|glad|love|like|here|can|eager) to (?:help|assist)|here for you|we can help|reaching out|great (?:question|idea)|there (?:are|can be|may be) (?:\w+ ){1,3}(?:reasons|ways|options|factors|causes))\b[^.!?,–-]*[.!?,–-]?",
    re.IGNORECASE,
)
_ENGLISH = regex(
    r"\b(?:us|please|pls|may|you'll|we|is|are|some|the|this|these|here|you|your|to|our|for|with|follow|try|check|see|"
    r"visit|refer|suggest|recommend|at|on|can|it|that)\b",
    re.IGNORECASE,
)
#: A web address; not the name of a server that somebody is to type in, nor an add-on, which is a thing.
_ADDRESS = regex(r"^(?!.*//addons?\.).*(?:https?:|www\.|/|\[|\{|<)", re.IGNORECASE | re.DOTALL)
#: Thanks or the writer's mark, which may stand between a pointer and its link.
_ALONE = regex(r"\W*(?:thanks?(?: you| u)?|thx|tq|cheers|please|\^\w{1,3}|[-*/]\w{2,6})?\W*", re.IGNORECASE)
#: A mail of so many words has little room for an answer beside its link.
_SHORT_MAIL = 40
#: A second link, only for more.
_NEXT = regex(r"(?:this|these|view|see|more|you can|check (?:this|it) out,? too)\b", re.IGNORECASE)
#: "Please see: …" after "We have an article that may help."
_BARE = regex(r"\W*(?:(?:please|kindly|you can|just|here|see|check|it|out|read|view|find|is|visit|go|to|at)\W+){0,5}Xlink\W*", re.IGNORECASE)  # fmt: skip
_GUIDE = regex(r"\b(?:article|page|guide|post|thread|faq|video)s? (?:that|which) (?:may|might|can|could|should|will|explains?|helps?)\b(?!.*Xlink)", re.IGNORECASE)  # fmt: skip
_PRIVATE = regex(
    r"\b(?:dm|dms|dm'd|direct message\w*|private message\w*|pm|inbox us|follow us)\b"
    r"(?! us (?:if|after|when|once|should|the result))",
    re.IGNORECASE,
)
#: The way into what was offered before.
_GOES_ON = regex(r"\b(?:tap|click|press) (?:here|below|this|the) ?(?:link |button )?(?:below )?to (?:continue|begin|start|proceed)\b", re.IGNORECASE)  # fmt: skip
_OPENS_PRIVATE = regex(
    r"Xlink\W*(?:to|for|takes|opens|and)\b[^.!?]{0,25}\b(?:dms?|direct message|private message)\b"
    r"(?! us (?:if|after|when|once|should|the result))",
    re.IGNORECASE,
)


def private(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the link that the hit points to opens a private channel of the same team."""
    if sentence is None or hit is None:
        return False
    if _GOES_ON.search(sentence.text) and any(_PRIVATE.search(other.text) for other in draft.sentences):
        return True
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
    if sentence.index and _BARE.match(text) and _GUIDE.search(draft.sentences[sentence.index - 1].text):
        return True
    first = text.find("Xlink", 0, hit.start)
    if first >= 0 and "Xlink" not in text[hit.start :] and _POINTS.search(text, 0, first):
        return True
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
        if at >= 0 and _ADDRESS.search(sentence.spelled(at, end)):
            if _ALONE.fullmatch(sentence.text[:at]) and (above := _above(draft, sentence)):
                # The link stands alone behind the sentence that points to it.
                pointing = above
                hit = _pointer(pointing.text, "", _PLACE)
            else:
                pointing = sentence
                hit = _pointer(sentence.text[:at], sentence.text[end:], _POINTS)
            if hit is None or (_MORE.search(pointing.text, hit.start) and _SAID.search(_earlier(draft, pointing, hit))):
                continue
            yield pointing, Hit(hit.start, end if pointing is sentence else hit.end, _kind(pointing.text))
            return


def _above(draft: Draft, sentence: Sentence) -> Sentence | None:
    """Return the sentence before a link that stands alone; thanks between them do not count."""
    for other in reversed(draft.sentences[max(0, sentence.index - 2) : sentence.index]):
        if "body" not in other.places:
            return None
        if not _ALONE.fullmatch(other.text):
            return other
    return None


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
    return _EMPTY.sub("", " ".join((*said, sentence.text[: hit.start])))


def _pointer(before: str, behind: str, points: re.Pattern[str]) -> Hit | None:
    """Return the clause at the end of ``before`` that points to the link which follows it, if it does."""
    cuts = [cut.end() for cut in _CUT.finditer(before)]
    start = cuts.pop() if cuts else 0
    if start and (not before[start:].strip(" :(-") or _TAIL.match(before[start:])):
        start = cuts.pop() if cuts else 0
    clause = "" if _TOLD.match(behind) else _QUOTED.sub("", before[start:])
    if (
        not (points.search(clause) or _FOR.match(behind))
        or _aside.OTHERWISE.search(clause)
        or _aside.DEED.search(clause)
    ):
        return None
    return Hit(start, len(before), {}) if _ENGLISH.search(clause) else None
