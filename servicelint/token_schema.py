"""What a ``tokens`` or ``deps`` pattern may say, and the mistakes that spaCy accepts silently but can never match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from servicelint.schema import SchemaError, Where, suggestion

#: Attributes whose values are words (``WORD`` is ours: all forms of a word, expanded at load).
WORD_ATTRIBUTES = ("LOWER", "ORTH", "TEXT", "WORD")
_LABEL_ATTRIBUTES = ("POS", "TAG", "DEP")
_OTHER = (
    "NORM LEMMA MORPH SHAPE LENGTH PREFIX SUFFIX IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT "
    "IS_SPACE IS_STOP IS_SENT_START LIKE_NUM LIKE_URL LIKE_EMAIL IS_CURRENCY IS_QUOTE IS_BRACKET IS_LEFT_PUNCT"
).split()
#: Attributes that the tokenizer alone can answer.
LEXICAL = frozenset((*WORD_ATTRIBUTES, *_OTHER)) - {"LEMMA", "MORPH", "IS_SENT_START"}
ATTRIBUTES = dict.fromkeys((*WORD_ATTRIBUTES, *_LABEL_ATTRIBUTES, *_OTHER, "OP", "as"))
_OPERATORS = ("!", "?", "+", "*")
REL_OPS = frozenset("< > << >> . .* ; ;* $+ $- $++ $-- >+ >- >++ >-- <+ <- <++ <--".split())
_POS = frozenset("ADJ ADP ADV AUX CCONJ CONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SPACE SYM VERB X".split())
_TAG = frozenset(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB "
    "RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``".split()
)
_DEP = frozenset(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp".split()
)
_LABELS = {"POS": _POS, "TAG": _TAG, "DEP": _DEP}
_SETS = ("IN", "NOT_IN")
_COMPARISONS = ("REGEX", "FUZZY", "==", ">=", "<=", ">", "<", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")


def check_tokens(tokens: Sequence[Mapping[str, Any]], at: Where) -> None:
    """Raise ``SchemaError`` for a token pattern with an unknown attribute or a value that can never match."""
    for token in tokens:
        _check_attributes(token, at, operators=True)
    if tokens and all(token.get("OP") in ("?", "*", "!") for token in tokens):
        raise SchemaError("every token is optional or negated: the pattern can match nothing", at)


def check_deps(deps: Sequence[Mapping[str, Any]], at: Where) -> None:
    """Raise ``SchemaError`` for a dependency pattern that spaCy would refuse, or accept and never match."""
    known: set[str] = set()
    for i, node in enumerate(deps):
        for key in node:
            if key not in ("LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS"):
                raise SchemaError(f"unknown key {key!r} in deps: use LEFT_ID, REL_OP, RIGHT_ID, RIGHT_ATTRS", at)
        if not isinstance(node.get("RIGHT_ID"), str) or not isinstance(node.get("RIGHT_ATTRS"), dict):
            raise SchemaError("a deps node needs RIGHT_ID and RIGHT_ATTRS", at)
        if i and node.get("LEFT_ID") not in known:
            raise SchemaError(f"LEFT_ID {node.get('LEFT_ID')!r} is no RIGHT_ID of an earlier node", at)
        if i and node.get("REL_OP") not in REL_OPS:
            raise SchemaError(f"unknown REL_OP {node.get('REL_OP')!r}: use one of {' '.join(sorted(REL_OPS))}", at)
        if not i and ("LEFT_ID" in node or "REL_OP" in node):
            raise SchemaError("the first deps node has neither LEFT_ID nor REL_OP", at)
        if node["RIGHT_ID"] in known:
            raise SchemaError(f"RIGHT_ID {node['RIGHT_ID']!r} is used twice", at)
        known.add(node["RIGHT_ID"])
        _check_attributes(node["RIGHT_ATTRS"], at, operators=False)


def _check_attributes(token: Mapping[str, Any], at: Where, *, operators: bool) -> None:
    for key, value in token.items():
        if key not in ATTRIBUTES:
            raise SchemaError(f"unknown token attribute {key!r}{suggestion(key, ATTRIBUTES)}", at)
        if key in ("OP", "as") and not operators:
            raise SchemaError(f"{key} has no meaning inside deps; spaCy would ignore it silently", at)
        if key == "OP":
            if not (isinstance(value, str) and (value in _OPERATORS or (value[:1] == "{" and value[-1:] == "}"))):
                raise SchemaError(f"unknown OP {value!r}: use ! ? + * or {{n,m}}", at)
        elif key == "as":
            if not (isinstance(value, str) and value.isidentifier()):
                raise SchemaError("'as' names a slot: a plain word", at)
        else:
            _check_value(key, value, at)


def _check_value(key: str, value: Any, at: Where) -> None:
    if isinstance(value, dict):
        for operator, inner in value.items():
            if operator not in (*_SETS, *_COMPARISONS):
                raise SchemaError(f"unknown operator {operator!r} for {key}", at)
            if operator in _SETS:
                for entry in inner if isinstance(inner, list) else [inner]:
                    _check_literal(key, entry, at)
    elif isinstance(value, list):
        if key != "WORD":
            raise SchemaError(f"{key} takes one value; for several write {{ IN = [...] }}", at)
        for entry in value:
            _check_literal(key, entry, at)
    else:
        _check_literal(key, value, at)


def _check_literal(key: str, value: Any, at: Where) -> None:
    if key in _LABELS:
        if value not in _LABELS[key]:
            raise SchemaError(f"{key} = {value!r} is no label of the model, so it can never match", at)
    elif key in WORD_ATTRIBUTES:
        if not isinstance(value, str) or not value:
            raise SchemaError(f"{key} needs a word", at)
        if " " in value:
            raise SchemaError(f"{key} = {value!r} is more than one token, so it can never match", at)
        if key in ("LOWER", "WORD") and value != value.lower():
            raise SchemaError(f"{key} = {value!r} can never match: write it in lower case", at)
        if "'" in value[1:] and value not in ("n't", "'s") and not value.startswith("'"):
            raise SchemaError(f"{key} = {value!r} is more than one token (as in do + n't), so it can never match", at)


def slot_names(tokens: Sequence[Mapping[str, Any]], deps: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return the slots that a pattern names (``as`` in tokens, ``RIGHT_ID`` in deps)."""
    return frozenset(t["as"] for t in tokens if "as" in t) | frozenset(d["RIGHT_ID"] for d in deps)
