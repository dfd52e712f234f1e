"""What patterns cannot say about a pointer: does the draft itself answer, so that the link comes on top of help?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.model import Kind
from servicelint.units import Hit

#: Sentences that greet, feel, thank, offer help, ask back, refuse or point elsewhere: none of them is an answer.
_NO_ANSWER = re.compile(
    r"\b(?:help(?:ing|s)?|assist\w*|sorry|apolog\w+|thank\w*|thx|tks|hear(?:ing)?|understand\w*|appreciat\w+|love|"
    r"glad|happy|"
    r"great|good|awesome|welcome|important|importance|frustrat\w+|reach(?:ing)? out|let (?:us|me) know|let's|"
    r"look(?:ing)? into|"
    r"can(?:no|')t|unable|afraid|feedback|pass|suggestion|essential|keep us posted|give us|tell us|dm|pertaining|"
    r"regarding|"
    r"here to|thought\w*|hope|concern\w*|worry|experienc\w+|want|like to|cavalry|not (?:good|cool)|not what|odd|"
    r"check in)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\bXlink\b|\b(?:here|link|article|form|page|website|site|team|contact|call)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][\w']*")
#: A shorter sentence ("Got it.", "Great question!") hardly answers anything.
_LEAST_WORDS = 6


def answered(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a sentence beside the pointer gives the customer an answer or a step of its own.

    In a template the link is most often the thing itself (confirm, view, pay), which the text around it announces.
    """
    if sentence is None or hit is None:
        return False
    if draft.document.kind is Kind.TEMPLATE:
        return True
    for other in draft.sentences:
        if other is sentence or "body" not in other.places or other.text.rstrip().endswith("?"):
            continue
        if len(_WORD.findall(other.text)) < _LEAST_WORDS:
            continue
        if not _NO_ANSWER.search(other.text) and not _POINTS.search(other.text):
            return True
    return False


_BARE = re.compile(
    r"\b(?:(?:please|kindly|pls) )?(?:see|refer to|follow|check out|check|visit|read|try|try out|"
    r"run(?:ning)? through)"
    r"(?: (?:this|these|here|this link|this page|the link))?(?::| -|>|->| :)? ?(?:for [\w ]{2,30}: ?)?Xlink\b"
    r"|\b(?:(?:please|kindly|pls) )?(?:check|check out|see|visit|read|view|review|refer to|look at|take a look at|"
    r"have a look at)"
    r" (?:out )?(?:our|the|this|these) (?!out\b)(?:[\w'-]+ ?){1,5}?(?:here |at |below )?(?::|-|>|->)? ?Xlink\b"
    r"|\b(?:there(?:'s| is|'re| are)|here(?:'s| is)|we have|we've(?: got)?|find|see|get|got) (?:[\w'-]+ ){0,3}?"
    r"(?:info|information|details|steps|instructions|tips|article|guide|link)"
    r"(?: for [\w ]{2,30}?| (?:on|about) how(?: [\w'&/-]+){1,8}?| to(?: [\w'&/-]+){1,8}?| (?:that|"
    r"which)(?: [\w'&/-]+){1,8}?)"
    r"(?: here| at| below)?(?::| -|>|->| :|,)? ?Xlink\b",
    re.IGNORECASE,
)


def bare_links(draft: Draft) -> Iterable[tuple[Sentence, Hit]]:
    """Find "see: LINK" and "there is info on that here: LINK" (a phrase cannot reach across the colon)."""
    for sentence in draft.sentences:
        if "Xlink" in sentence.text:
            for found in _BARE.finditer(sentence.text):
                yield sentence, Hit(found.start(), found.end(), {})
