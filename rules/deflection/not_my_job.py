"""What patterns cannot say about disowning: the matter is none of the product's, which a capital letter names."""

from __future__ import annotations

from collections.abc import Iterator

from servicelint.checks import regex, sibling
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

_way_out = sibling(__file__, "way_out").way_out

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
    rf"|[Hh]ow (?:is|are) (?:that|this|it|these) (?:even )?related to {_NAME}"
    rf"|(?:is|are)(?:n't| not) (?:really |even |at all )?related to {_NAME})"
)


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each clause that says that the matter is none of the product's, unless a sentence beside it helps."""
    for sentence in draft.sentences:
        if "body" in sentence.places:
            for found in _DISOWNS.finditer(sentence.text):
                beside = draft.sentences[max(0, sentence.index - 1) : sentence.index + 2]
                if not any(other is not sentence and _way_out(other.text.lower()) for other in beside):
                    yield sentence, Hit(found.start(), found.end(), {})
