"""Answers that are none although they speak of the matter: how things go in general, and "I am not the one to ask"."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling

if TYPE_CHECKING:
    from servicelint.draft import Sentence

_say = sibling(__file__, "evasions")
_ask = sibling(__file__, "questions")

#: Not the one to ask, and nobody who will.
_DISCLAIMED = regex(
    r"\bnot me (?:that |who )?you\b|\b(?:would|do|might)(?:n't| not) (?:really |actually |necessarily )?(?:know|have) (?:that|the answer|an answer|this|those details|access to that)\b(?! yet)|\b(?:not|n't) (?:really )?(?:for (?:me|us) to (?:say|answer|decide)|(?:something|a question) (?:i|we) can (?:answer|speak to|say))|"
    r"\b(?:that|this|it)(?:'s| is| would be)(?: really)? (?:a question|one|something) for (?:the|your|our|them|him|her)\b|\b(?:is|are|get|gets|was|were) (?:\w+ )?(?:handled|dealt with|decided|managed|processed|set|looked after) by (?:our|the|a|an|another|other|head)\b|"
    r"\byou(?:'d| would|'ll| will)? (?:have to|need to|better|best) (?:ask|check with|speak to|take that up)\b|\bbest (?:asked|answered) (?:by|at|of)\b|\b(?:someone|somebody) else (?:will|would|should|might) know\b",
    re.IGNORECASE,
)
#: Somebody will find out, or says what is the matter.
OWNED = regex(
    r"\b(?:i|we)(?:'ll| will|'m going to|'ve| have) (?:\w+ )?(?:ask\w*|check\w*|find|found|look\w*|writ\w+|call\w*|get back|update\w*|tell|told|chas\w+|sen[dt]|forward\w*|pass\w*|rais\w+|follow\w*)\b|\b(?:we|i)(?:'ll| will) (?:keep|be)\b|\blook(?:ing)? into\b|\bworking on\b|\blet me\b|\bin the meantime\b|\bbecause\b|\bdue to\b",
    re.IGNORECASE,
)
FINDS = regex(r"\b(?:i|we)(?:'ll| will) (?:\w+ )?(?:ask|check|find out|chase)\b", re.IGNORECASE)
#: Thanks, sympathy, a wish, an offer, a number to ring: no answer to anything.
_ASIDE = regex(
    r"\b(?:i know|i understand|we know|reach (?:me|us)|(?:i'm|i am|we're|we are) (?:on|here|at|around)|call (?:me|us)|(?:glad|happy|pleased|delighted) to|(?:most |very |always )?welcome to|may (?:re-?apply|apply|try)|can (?:re-?apply|apply again)|safe (?:travels|journey|flight)|"
    r"feel free|look(?:ing)? forward|hope|(?:is|are) (?:on|available on) [+*]?\d|long time|have a (?:good|nice|great|lovely))\b",
    re.IGNORECASE,
)
#: How it goes with everybody: no word about this customer's case.
_GENERAL = regex(
    r"^\W*(?:(?:as a rule|in general|generally|usually|normally|typically|sometimes|often|at times|of course),? )?(?:(?:every|each|all|many|most|some|several|any|such|various|certain|different)\b|(?:our|the|these|those)? ?(?:\w+ ){0,3}?[a-z]{3,}s(?: (?:to|for|of|from|in|at) [^,.]{2,30})? (?:are|depend\w*|travel|vary|take|go|get|pass|come|follow|run|have|range|look|differ|review|assess|consider|may|can|reach|need|rely|rest|reflect|change|move)\b|"
    r"(?:the|our) (?:\w+ )?(?:county|council|company|bank|team|department|system|process|committee|airline|price|cost|fee|premium|amount|rate|timing|outcome|decision) (?:\w+ )?(?:depends?|varies|vary|looks|handles|considers|reviews|takes|is (?:set|decided|based|made|taken)|are|is calculated|will vary)\b|"
    r"we (?:\w+ly )?(?:look (?:at|after)|handle|consider|review|weigh|assess|process|receive|take (?:many|several|a number|all)|deal with|serve|work with)\b|when (?:a|an|the|any) \w+|there are (?:many|several|a number of|various|different|lots of))",
    re.IGNORECASE,
)
_THEIRS = regex(
    r"\b(?:your|yours|you|it's|because|due to|yes|no|not|never|none|already|xdate)\b|n't\b|[$£€₹]", re.IGNORECASE
)
_WHY = regex(r"\bwhy\b", re.IGNORECASE)
_EVENT = regex(r"^\W*(?:\w+,? ){0,2}?(?:has|have|did|was|were) (?:my|our|the|this|that|it)\b", re.IGNORECASE)
_NAME = re.compile(r"^\W*[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}\W*$")
_MOST = 4
#: "It works fine for me", where somebody asked how or why; not what follows with a step to take.
_HERE = regex(
    r"\b(?:(?:it|mine|that|this|everything|all)(?: has| have| just| all)? (?:works?|worked|working|is|was|runs?|ran|loads?) (?:just |perfectly |quite )?(?:fine|ok|okay|well|perfectly|great|as expected|normally|without (?:any )?(?:problems?|issues?))|"
    r"(?:i|we)(?:'ve| have| had)?(?: never| not)?(?: had| seen| get| see)? (?:no|any) (?:such )?(?:problems?|issues?|trouble)s?|no (?:problems?|issues?|trouble) (?:here|on mine|for me|at my end|with mine)|works? (?:for me|here|on mine|at my end))\b",
    re.IGNORECASE,
)
_MEANS = regex(r"\b(?:how|why|any ideas?|resolve|what (?:am i|should i|do i|can i))\b[^?]*\?", re.IGNORECASE)
_STEP = regex(
    r"\b(?:you (?:can|could|need|should|may|might|must)|try|click|open|select|use|go to|check|see|because|since|so|unless|make sure|if|but|should|set up with)\b|https?:",
    re.IGNORECASE,
)
#: What is asked for by its name, and what an answer of that kind holds.
_NAMED = {
    "rating": regex(
        r"\brat(?:ed|ings?)\b|\bstars?\b|\bout of\b|\b(?:is|has|a|and) (?:an? )?[1-5](?:\.\d)?\b", re.IGNORECASE
    ),
    "phone number": regex(r"\d[\d ()-]{2,}|\bnumber\b", re.IGNORECASE),
    "address": regex(r"\d|\b(?:street|road|avenue|lane|square|address|located|corner)\b", re.IGNORECASE),
    "price": regex(r"\d|[$£€]|\b(?:price[ds]?|pricey|free|cheap\w*|expensive|moderate|costs?)\b", re.IGNORECASE),
}
_WANTED = regex(
    r"\b(?:what(?:'s| is| are)|interested in|(?:want|need|like) to know|tell me|know|curious about) (?:about )?(?:the|its|their) (?:\w+ )?(rating|phone number|address|price)s?\b",
    re.IGNORECASE,
)
_NO = regex(
    r"\b(?:no|not|sorry|unfortunately|don't|can't|let me|i'll|checking|one moment|hold on)\b|n't\b|\?", re.IGNORECASE
)


def disclaimed(own: list[Sentence], questions: list[str]) -> Sentence | None:
    """Return the sentence in which the agent says that somebody else would know, where nobody offers to ask them."""
    if len(own) > _MOST or not questions or any(OWNED.search(s.text) or "?" in s.text for s in own):
        return None
    at = next((s for s in own if _DISCLAIMED.search(s.text)), None)
    if at is None or any(_ask.answered(questions[-1], s.text) and _say.NUMBER.search(s.text) for s in own):
        return None
    return at


def works_here(own: list[Sentence], last: str) -> Sentence | None:
    """Return the first sentence of a short draft that only says that all is well with the writer's own."""
    ours = " ".join(sentence.text for sentence in own)
    if len(own) > 2 or "?" in ours or not _MEANS.search(last) or _STEP.search(ours):
        return None
    return own[0] if _HERE.search(ours) else None


def other_attribute(own: list[Sentence], last: str) -> Sentence | None:
    """Return the sentence that names a price where the rating was asked for, an address where the price was."""
    wanted = _WANTED.search(last)
    ours = " ".join(sentence.text for sentence in own)
    if not wanted or len(own) > 2 or _NO.search(ours) or _NAMED[wanted[1].lower()].search(ours):
        return None
    told = any(answer.search(ours) for kind, answer in _NAMED.items() if kind != wanted[1].lower())
    return own[0] if told else None


#: A reproach in the form of a question, or a statement with a mark of question behind it.
RHETORICAL = regex(
    r"^\W*(?:(?:and|but|so|huh|oh|ok|okay|well|yeah)\b[ ,.]*)*(?:i|it's|it|these|those|he|she|they|we)\b (?!or\b)(?!.*\b(?:know|wonder\w*|curious|tell me|find out|asked)\b)|\bor (?:can|does|is|will|do|are) (?:it|they|he|she|you|this)\b\W*$|\bwho(?:'s|se|s)? fault\b|\bhow about (?:you|u|y'all)\b|"
    r"\bwhy (?:even|bother|on earth|in the world|the hell|let|would (?:anyone|you|i)|should i|must i|do (?:you|u|y'all|they) (?:guys |people )?(?:even|always|hate|insist))\b|\bare you (?:really|seriously|even|kidding|joking|serious|freaking|guys (?:serious|kidding))\b|"
    r"\bdo (?:you|u|y'all|they) (?:guys |people )?(?:really |seriously )?expect (?:people|me|us|customers|anyone|everyone|your)\b|\bdo you (?:even|guys even|people even|really (?:think|expect|believe)|think (?:that's|this is|it's))\b|\bis (?:this|that|it) (?:really (?:how|what|too)|supposed|how|what (?:you|i)|a joke|acceptable|fair|some kind|your idea)\b|"
    r"\bhow (?:dare|hard|difficult|stupid|many times)\b|\bhow can you (?:guys )?(?:not|call|say|expect|sell|treat|justify|claim)\b|\bwhat (?:kind|sort|type) of (?:\w+ )?(?:service|company|people|joke|bank|business|airline|support)\b|\bwhat(?:'s| is) the point\b|"
    r"\bwhat (?:the|in the) (?:hell|heck|world|fuck)\b|\bwhen (?:are|will) you (?:guys |people |ever )?(?:going to |gonna )?(?:learn|stop|get your|wake|reali[sz]e|grow)\b|\bwho (?:thought|cares|the hell|in their right)\b|\bwtf\b|\b(?:you|they) (?:are|do|have|were|can|will) .{0,60}n't (?:you|they)\b",
    re.IGNORECASE,
)
_ASKING = regex(
    r"\b(?:who|what|when|where|why|how|which|any|is|are|do|does|did|can|could|will|would|has|have|should|am|was|were|wondering|know)\b",
    re.IGNORECASE,
)


def earnest(sentences: list[str]) -> list[str]:
    """Return the sentences that ask something and mean it."""
    return [
        text
        for text in sentences
        if "?" in text and _ASKING.search(text) and not RHETORICAL.search(_ask.ATOM.sub(" ", text))
    ]


def bare(sentences: list[str]) -> list[str]:
    """Return the sentences that ask without a mark: "how much did it cost", "are you bringing it back or"."""
    return [
        text
        for text in sentences
        if "?" not in text and (_ask.BARE.search(_ask.ATOM.sub(" ", text)) or _ask.INDIRECT.search(text))
    ]


#: "What should I do?" is answered by a name or a number to turn to, not by an article.
_WHAT_TO_DO = regex(r"\bwhat (?:should|can|could|do|shall|must) (?:i|we) (?:now )?do\b", re.IGNORECASE)
_TURN_TO = regex(
    r"\b(?:contact(?:ing)?|reach(?:ing)? out|call(?:ing)?|chat|speak(?:ing)?|get(?:ting)? in touch|dm|verify|try)\b",
    re.IGNORECASE,
)


def turned(questions: list[str], ours: str) -> bool:
    """Tell whether somebody who asks nothing but what to do is told whom to turn to."""
    return all(_WHAT_TO_DO.search(text) for text in questions) and _TURN_TO.search(ours) is not None


def general(own: list[Sentence], questions: list[str]) -> Sentence | None:
    """Return the first sentence of a draft that only tells how such things go, where the customer asked after their own."""
    question = questions[-1]
    if not (_WHY.search(question) or _EVENT.search(question) or _ask.wants_number(question)):
        return None
    if len(own) > _MOST + 1 or (_ask.wants_number(question) and _ask.answered(question, " ".join(s.text for s in own))):
        return None
    first = None
    for sentence in own:
        text = sentence.text
        if "?" in text or OWNED.search(text):
            return None
        if _say.SIGNED.search(text) or _NAME.search(text) or _ASIDE.search(text) or _say.FILLER.search(text):
            continue
        if not _GENERAL.search(text) or _THEIRS.search(text):
            return None
        first = first or sentence
    return first
