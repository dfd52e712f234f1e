"""Does a draft that apologises do anything: act, ask, offer, give a time, explain how to go on?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_moves = sibling(__file__, "moves")

#: Regret over what no plan can mend, or of a person who cannot follow: no mistake of the company.
_NO_MATTER = regex(
    r"\b(?:(?:see|watch) you (?:go|leave)|your loss|passing (?:of|away)|passed away|(?:husband|wife|father|mother|mum|dad|son|daughter|dog|cat|he|she|who|has|had) died|condolences|sympathy|restored|resolved|bereave\w*|confusion|misunderst\w+|bother|intru\w+|(?:did|do)(?: not|n't|n’t) (?:quite |really |fully )?(?:catch|get|understand|follow|know|have)|wish|glad|happy|thank\w*|hope|let (?:us|me) know|will continue|received your|typ(?:o|ing)\b|typing error|(?:i|we) meant|actually|took me|taken (?:me|us)|"
    r"not clear|wasn't clear|unclear|meanwhile|good news|great news|welcome|ran into this|this has happened)\b",
    re.IGNORECASE,
)
#: A refusal in the words of an apology, or sorrow over the customer's lot: other rules see to those.
_REFUSES = regex(
    r"\b(?:sorry|regret|apolog\w+)\b.{0,60}\b(?:cannot|can't|cant|can ?not|would not|wouldn't|could(?: not|n't|n’t) (?:find|complete|locate|book)|limited to|unavailable|not (?:(?:have been )?available|possible|refundable|be granted)|do not have|don't have|unable|weren't able|were not able|you were (?:in|at|on)|missed that|duplicat\w+|(?:late|delay\w*|slow) (?:in |the )?(?:respon\w+|repl\w+))\b|"
    r"\b(?:delay|late|wait) in (?:respon\w+|repl\w+|getting back)\b|\bpush that\b|\bsorry\b.{0,40}\b(?:too|fully|no longer)\b|\bsorry,? (?:but )?(?:it|that|this|they|there)(?:'s|’s| is|'re|’re| are) not\b|\bgoing to miss\b|\b(?:is|are) (?:still |now |currently )?unavailable\b|\bcould only (?:make|offer|get|fit)\b|(?:may|might|could) not have been available\b|\bmaximum\b|"
    r"\bsorry,\s+(?:but )?(?:i|we|this|that|it|there|your|our|the)\b(?! (?:am|are) sorry)|\bsorry (?:i|we) (?:got|have|had|know|saw|found) (?:none|no\b|nothing)|,\s+sorry\W*$|"
    r"\b(?:might|could|may)(?: could)? (?:want to |also )?(?:consider|try)\b",
    re.IGNORECASE,
)
#: "I do not have that, sorry": a refusal in another order.
_UNABLE = regex(
    r"\b(?:unable|(?:do|does|did|could|can|would)(?: not|n't|n’t)|cannot|misread|misunderst\w+|no idea)\b",
    re.IGNORECASE,
)
#: The customer lets it go.
_LETS_GO = regex(r"\b(?:thanks?|thank you|thx|ok|okay|fine) anyways?\b|\bnever ?mind\b|\bno worries\b", re.IGNORECASE)
#: "Any inconvenience" closes a notice, unless the draft says what went wrong for this customer.
_FORMULA = regex(
    r"\bany (?:\w+ )?(?:inconvenience|frustration|trouble)\b|\bfeel (?:this|that|the) way\b|\byour (?:disappointment|frustration)\b|\bthe inconvenience (?:today|caused)\W*(?:$|[-^/*])",
    re.IGNORECASE,
)
_YOURS = regex(
    r"\byour\b.{0,80}\b(?:fail\w*|delay\w*|late|lost|missing|wrong\w*|broke\w*|damage\w*|error|mistake|declined|rejected|cancelled|double|twice|stuck|stolen|faulty|torn|cold|dirty)\b",
    re.IGNORECASE,
)
#: Sent off to a page or to strangers: words of advice, but nothing that the company does.
_AWAY = regex(
    r"(?:\b(?:please|kindly|best(?: to)?|better to|easiest to|you(?: can| may| could| should| might| must|'ll need to| need to| have to| will have to|'ll have to)?|just|simply|so|try)(?: \w+ly| also| then)? |^\W*)(?:refer|check|visit|go|see|look|consult|read|browse|head|ring|call|contact|phone|whatsapp|message|speak|talk|ask|tell|write|take (?:this|that|it) up|get in touch|register|email|approach)\b"
    r"[^.?!]{0,40}\b(?:faqs?|help (?:page|centre|center)|(?:online |self-service )?portal|(?:web)?site|restaurant|caf[eé]|shop|store|seller|vendor|merchant|manufacturer|maker|supplier|courier|carrier|distributor|driver|host|hotel|landlord|airline|organi[sz]ers?|bank)\b(?! (?:at )?xlink| xlink)[^?]*$|\bdistributor (?:one )?handle\b.*$",
    re.IGNORECASE,
)
_FRAGMENT = regex(r"^\W*\d ?[/:)]|\b\d/\d\b|^\W*>|>>|>\W*$|\.\.\.\W*$")
_LONG = 8


def has_plan(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether anything in the draft moves the matter on, or the message is a fragment of a longer one."""
    if _FRAGMENT.search(draft.plain.strip()) or len(draft.sentences) > _LONG:
        return True
    if _LETS_GO.search(" ".join(draft.document.thread[-1:])):
        return True
    own = [s.text for s in draft.sentences if s.places.isdisjoint({"greeting", "subject"})]
    if any(_FORMULA.search(text) for text in own) and not any(_YOURS.search(text) for text in own):
        return True
    if (
        sentence
        and hit
        and sentence.text[hit.start : hit.end].lower().endswith("sorry")
        and _UNABLE.search(" ".join(own))
    ):
        return True
    # A blank waits for what the writer will do.
    return any(
        "[" in text or _NO_MATTER.search(text) or _REFUSES.search(text) or _moves.moves(_AWAY.sub(" ", text))
        for text in own
    )


def has_remedy(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether anything in the draft puts a mistake right or makes up for it; a word with the staff does not."""
    if len(draft.sentences) > _LONG:
        return True
    for other in draft.sentences:
        if other.places.isdisjoint({"greeting", "subject"}):
            text = other.text
            if hit and sentence and other.index == sentence.index:  # to have sent the wrong thing is no remedy
                text = f"{text[: hit.start]} … had … {text[hit.end :]}"
            if _moves.remedies(text):
                return True
    return False
