"""Is somebody named for an action in the passive: "by our surveyor", after the verb and in the same clause?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

#: Where the clause of the action ends: a mark, or a new clause with a verb of its own.
_END = regex(
    r"[.;:!?]|,? (?:and|but|so) (?=(?:i|we|you|it|they|he|she|the|your|our|appropriate|any|all|a|an)\b)", re.IGNORECASE
)
#: "by" with a means, a time or a cause is no agent.
_BY = regex(
    r"\bby (?!(?:(?:the|our|an?) (?:relevant|concerned|appropriate|respective|responsible|right|correct|proper|competent|system)\b(?!.{0,40}\b(?:Mr|Mrs|Ms|Miss|Dr|Xname)\b)|emails?|e-mails?|mails?|letters?|texts?|messages?|calls?|post|phone|sms|telephone|then|now|noon|midday|midnight|close|default|mistake|law|tomorrow|today|tonight|clicking|using|next|this|early|late|mid|end|means|way|virtue|error|"
    r"the (?:end|close|deadline|due|time|latest|way|same)|your|xdate|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|an? (?:week|month|day)|\w+ing|\d)\b)\w",
    re.IGNORECASE,
)


def named(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Return whether "by …" after the action, in its own clause, says who acts."""
    if sentence is None or hit is None:
        return False
    end = _END.search(sentence.text, hit.end)
    return _BY.search(sentence.text[hit.start : end.start() if end else len(sentence.text)]) is not None
