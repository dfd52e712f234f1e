"""The facts in a sentence that a rewrite must keep: numbers, amounts, dates, addresses, merge fields, names."""

from __future__ import annotations

import re
from collections import Counter

from servicelint.phrases import COMMON_WORDS

_FACT = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{\w[^{}]*\}|%\{\w+\}|\$\{\w+\}|\*\|\w+\|\*|<%.*?%>"  # merge fields
    r"|https?://\S+[\w/]|www\.\S+[\w/]|[\w.+-]+@[\w-]+\.[\w.]+\w"  # addresses
    r"|[$€£₹]\s?\d[\d.,]*\d|\d+(?:[.,:/-]\d+)*%?"  # amounts, numbers, dates, times
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:january|february|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;:] )(?!I\b|\w+n't\b)[A-Z][\w'&-]*[a-z][\w'-]*")
#: Words in capitals that name nothing: beginnings of sentences without a full stop before them, and formulas.
_NO_NAMES = COMMON_WORDS | frozenset(
    "sincerely kindly therefore hence meanwhile otherwise however furthermore additionally moreover although because "
    "since while why how who where then sir madam customer guest team support "
    "everyone everybody all guys folks gang morning afternoon evening".split()
)


def fact_words(text: str) -> list[tuple[int, int]]:
    """Return the places of the facts in ``text``, in order."""
    found = [match.span() for match in _FACT.finditer(text)]
    for match in _NAME.finditer(text):
        inside = any(start < match.end() and match.start() < end for start, end in found)
        if not inside and match[0].lower() not in _NO_NAMES:
            found.append(match.span())
    return sorted(found)


def names(text: str) -> Counter[str]:
    """Return the names in ``text``, in lower case, each with its count."""
    return Counter(match[0].lower() for match in _NAME.finditer(text))


def facts(text: str) -> Counter[str]:
    """Return the facts in ``text``, in lower case, each with its count."""
    return Counter(text[start:end].lower().rstrip(".,") for start, end in fact_words(text))
