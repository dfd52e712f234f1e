"""What patterns cannot say about disowning: the matter is none of the product's, which a capital letter names."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from collections.abc import Iterator

from servicelint.checks import regex, sibling
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

_way_out = sibling(__file__, "way_out").way_out

#: A step told beside it.
_STEP = regex(
    r"(?:^|, |: )\W*(?:(?:just|simply|you need to) )?(?:add|open|set|check|use|click|select|turn|in order|remove|update|change|go)\b"
)
#: A name: the product, the shop, the forum. Months, people's titles and the like are no products.
_NAME = (
    r"(?!(?:I|If|The|A|In|On|Mr|Mrs|Ms|Dr|Wi|WiFi|DNS|SSL|"
    r"HTML|IMAP|POP|SMTP|TLS|VPN|IP|DMARC|SPF|CSS|Archives?|Junk|Inbox|OAuth\w*|Internet|Windows|PC|US|UK|Monday|Friday)\b)[A-Z]\w+"
)
_DISOWNS = regex(
    rf"\b(?:(?:[Tt]his|[Tt]hat|[Ii]t|[Ww]hich|[Tt]hey|[Tt]hese|[Tt]hose) (?:(?:really|actually|also) )?"
    rf"(?:has|have|had|got|is|'s|'ve)? ?(?:got )?nothing (?:at all |really |whatsoever )?to do with {_NAME}"
    rf"|(?:is|was|are|'s|looks|be|definitely) ?(?:not|n't|probably not|really not) (?:really |even )?(?:a|an) "
    rf"{_NAME}(?: {_NAME})? (?:issue|problem|bug|matter|question|fault)"
    rf"|(?:issue|problem|bug|matter|question|fault|one),? (?:and |but )?(?:not|rather than) (?:really )?(?:a|an|one (?:of|with)|with) "
    rf"{_NAME}(?: {_NAME})? (?:issue|problem|bug|matter|question|fault|one|thing)"
    rf"|[Hh]ow (?:is|are) (?:that|this|it|these) (?:even )?related to {_NAME}"
    rf"|(?:is|are)(?:n't| not) (?:really |even |at all )?related to {_NAME})"
)

#: Somebody else made it or runs it: the customer is sent off all the same.
_OTHERS = regex(
    r"(?<!that )(?<!which )\b(?:is|was|are|were)(?:n't| not) (?:actually |directly )?(?:developed|made|run|operated|managed|owned|sold|supplied|maintained|published|manufactured|produced) "
    rf"(?:or \w+ )?by {_NAME}"
)
#: … unless the sentence goes on with help, or only supposes it.
_HELPS = regex(r"\b(?:but (?:i|we|you|let)|so (?:i|we)|we(?:'ll| will| can)|i(?:'ll| will| can)|if|whether|unless)\b")
#: What somebody thinks or finds out.
_SUPPOSED = regex(
    r"\b(?:when|if|whether|until|unless|think|thinks|sure|assume|turns? out|finds? out|works? out|hope|hopes)\b"
)


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each clause that says that the matter is none of the product's, unless a sentence beside it helps."""
    for sentence in draft.sentences:
        if "body" in sentence.places:
            helped = _HELPS.search(sentence.text.lower())
            for found in () if helped else _OTHERS.finditer(sentence.text):
                yield sentence, Hit(found.start(), found.end(), {})
            for found in _DISOWNS.finditer(sentence.text):
                if _SUPPOSED.search(sentence.text[: found.start()].lower()):
                    continue
                near = draft.sentences[max(0, sentence.index - 1) : sentence.index + 2]
                beside = [(other, other.text.lower()) for other in near]
                if not any(other is not sentence and (_way_out(low) or _STEP.search(low)) for other, low in beside):
                    yield sentence, Hit(found.start(), found.end(), {})


#: The draft says whom to ask, or where to go.
_SENT = regex(
    r"\b(?:contact|ask|call|email|consult|(?:talk|speak|reach out|report|complain|write) to|get in touch with|check with|working with|"
    r"take (?:it|this|that) up with)\b[^.!?]{0,40}\b(?:provider|support|team|them|they|author|developers?|bank|isp|vendor|host|"
    r"company|manufacturer|seller|owner|department|desk|admin\w*|him|her)\b"
)
_PLACE = regex(r"\b(?:submitted|posted|sent|reported|filed|raised|go|goes|asked|made) (?:at|on|to|in|through|via)\b")


def sent(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft names the people to ask."""
    return any(_SENT.search(one.text.lower()) for one in draft.sentences)


_LINK = regex(r"\bxlink\b|\bhttps?:|\bwww\.|\.(?:org|com|net)\b")


def placed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft names the people to ask, or the place to go to."""
    lows = [one.text.lower() for one in draft.sentences]
    return any(_SENT.search(low) or _PLACE.search(low) or _LINK.search(low) for low in lows)
