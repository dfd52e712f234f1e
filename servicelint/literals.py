"""The words that a pattern cannot match without, derived from the pattern itself (design: AND of ORs).

"Unknown may match": what is not understood is dropped from an AND and swallows an OR, so the prefilter never hides a
match. Sound because tokenisation is non-destructive: a token's text is a substring of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from servicelint.phrases import FEATURE, FEATURES, Clause, Forms, Lexicon, Literals, literals, parse_phrase
from servicelint.rule import Pattern

#: Pieces that spaCy's English tokenizer splits off inside a word ("cannot", "dont", "youre", "gonna"): no letter
#: boundary stands beside them, so they cannot anchor a token pattern. A test compares this with the tokenizer.
GLUED = frozenset(
    "a ai all are ca can could d dare did do does gon got had has have he how i is it ll m may might must na need not "
    "nt on ought re s sha she should ta that there these they this those ve was we were what when where who why wo "
    "would y you am em cause c ol o nuff".split()
)


def expand_words(value: Any, forms: Forms) -> list[str]:
    """Return every form of the word or words of a ``WORD`` value, sorted."""
    if isinstance(value, Mapping):
        value = value.get("IN", [])
    words = value if isinstance(value, list) else [value]
    return sorted(frozenset().union(*(forms(word) for word in words)))


def pattern_literals(pattern: Pattern, lexicon: Lexicon, forms: Forms) -> list[Literals]:
    """Return one entry for each unit of the pattern (each phrase; else the pattern as a whole).

    An empty entry means that nothing is known: the unit must run on every sentence.
    """
    if pattern.kind == "phrases":
        return [literals(parse_phrase(phrase), lexicon, forms) for phrase in pattern.phrases]
    if pattern.kind == "tokens":
        return [_conjunction((token for token in pattern.tokens if token.get("OP", "+") == "+"), forms)]
    if pattern.kind == "deps":
        return [_conjunction((node["RIGHT_ATTRS"] for node in pattern.deps), forms)]
    anchors = [_anchor(anchor, lexicon, forms) for anchor in pattern.anchors]
    if not anchors or not all(anchors):
        return [()]
    return [(frozenset().union(*(min(entry, key=len) for entry in anchors)),)]


def _anchor(anchor: str, lexicon: Lexicon, forms: Forms) -> Literals:
    feature = anchor.removeprefix(FEATURE)
    if feature in FEATURES:
        return (frozenset({FEATURE + feature}),)
    return literals(parse_phrase(anchor), lexicon, forms)


def _conjunction(tokens: Iterable[Mapping[str, Any]], forms: Forms) -> Literals:
    return tuple(clause for clause in (_of_token(token, forms) for token in tokens) if clause)


def _of_token(token: Mapping[str, Any], forms: Forms) -> Clause | None:
    for key in ("LOWER", "ORTH", "TEXT", "WORD"):
        if key not in token:
            continue
        value = token[key]
        if key == "WORD":
            words = expand_words(value, forms)
        elif isinstance(value, Mapping):
            if set(value) != {"IN"}:
                continue
            words = list(value["IN"])
        else:
            words = [value]
        words = [word.lower() for word in words]
        if words and all(word.isalpha() and word not in GLUED for word in words):
            return frozenset(words)
    return None
