"""What patterns cannot say about disowning: the matter is none of the product's, which a capital letter names."""

from __future__ import annotations

from collections.abc import Iterator

from servicelint.checks import regex
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

#: A name: the product, the shop, the forum. Months, people's titles and the like are no products.
_NAME = r"(?!(?:I|If|The|A|In|On|Mr|Mrs|Ms|Dr|Wi|WiFi|DNS|SSL|HTML|IMAP|POP|SMTP|PC|US|UK|Monday|Friday)\b)[A-Z]\w+"
_DISOWNS = regex(
    rf"\b(?:(?:[Tt]his|[Tt]hat|[Ii]t|[Ww]hich|[Tt]hey|[Tt]hese|[Tt]hose) (?:(?:really|actually|also) )?"
    rf"(?:has|have|had|got|is|'s|'ve)? ?(?:got )?nothing (?:at all |really |whatsoever )?to do with {_NAME}"
    rf"|(?:is|was|are|'s|looks|be|definitely) ?(?:not|n't|probably not|really not) (?:really |even )?(?:a|an) "
    rf"{_NAME}(?: {_NAME})? (?:issue|problem|bug|matter|question|fault)"
    rf"|[Hh]ow (?:is|are) (?:that|this|it|these) (?:even )?related to {_NAME}"
    rf"|(?:is|are)(?:n't| not) (?:really |even |at all )?related to {_NAME})"
)


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each clause that says that the matter is none of the product's."""
    for sentence in draft.sentences:
        if "body" in sentence.places:
            for found in _DISOWNS.finditer(sentence.text):
                yield sentence, Hit(found.start(), found.end(), {})
