"""Is a mail one of the office: between colleagues, about their own work, or on contracts, laws and trades?"""

from __future__ import annotations

import re

from servicelint.checks import regex
from servicelint.colleagues import answers_nobody, names_customers, plainly_colleagues
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

among = plainly_colleagues

#: What is written while a contract, a law or a filing is being worded, and on a trading floor.
_WORDING = regex(
    r"\b(?:(?:first|revised|enclosed is a|attached is a|the) draft (?:of|agreement|petition|letter)|red-?lined?|isda|"
    r"arbitration|set-?off|counterpart(?:y|ies)|in this agreement|the language in (?:part|section)|trading desks?|"
    r"netting|term sheet|legislation|congress)\b",
    re.IGNORECASE,
)


def inside(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail that answers nobody is about contracts, laws or trades and names nothing a customer has."""
    return answers_nobody(draft) and _WORDING.search(draft.plain) is not None and not names_customers(draft.plain)
