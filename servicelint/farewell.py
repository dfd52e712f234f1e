"""Where an invitation to write back belongs when the finding stands in the middle: at the end of what is said."""

from __future__ import annotations

import re

from servicelint.draft import Sentence
from servicelint.matching import SURROUNDINGS, Draft
from servicelint.model import Kind

#: Thanks, wishes and names close a message; what is said, is said before them.
_CLOSES = re.compile(
    r"\W*(?:(?:many |kind |best |warm(?:est)? )?(?:thanks?|thank you|regards|cheers|wishes|sincerely|yours|take care)\b"
    r"|have an? |enjoy |see you|(?:good|all the) (?:luck|best)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’]+")
_FEWEST = 3
#: How many closing sentences are stepped over.
_MOST_STEPS = 3


def last_saying(draft: Draft, sentence: Sentence) -> Sentence | None:
    """Return the sentence behind which the message ends for its reader; None when it is ``sentence``, or too far off.

    What a template ends with is for its layout to say, so none is returned there.
    """
    if draft.document.kind is Kind.TEMPLATE:
        return None
    body = [one for one in draft.sentences[sentence.index + 1 :] if "body" in one.places]
    for one in reversed(body[-_MOST_STEPS:]):
        # A link on a line of its own is said, too ("Reach them here." and the link).
        if (len(_WORD.findall(one.text)) >= _FEWEST or "Xlink" in one.text) and not _CLOSES.match(one.text):
            near = one.index - sentence.index <= SURROUNDINGS and not one.text.rstrip().endswith("?")
            return one if near else None
    return None
