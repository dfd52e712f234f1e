"""``scores.toml``: the committed precision and recall of every rule on the project's own labelled messages."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from typing import Any

from servicelint.corpus.errors import CorpusError

_HEAD = """\
# Measured on the messages in this folder; written by
#   servicelint corpus eval corpora --scores corpora/scores.toml --update
# A test fails when a figure drops. "labels" are weighted: one that a careful reader could doubt counts half.
"""
#: Figures are kept to so many digits, and compared after rounding.
_DIGITS = 4
_FIELDS = ("precision", "recall", "labels", "findings")


def installed() -> dict[str, dict[str, float]]:
    """Return the scores of the built-in rules as they were installed; empty when there are none."""
    try:
        import servicelint_corpora
    except ImportError:
        return {}
    try:
        return read_scores(os.path.join(os.path.dirname(servicelint_corpora.__file__ or ""), "scores.toml"))
    except CorpusError:
        return {}


def read_scores(path: str) -> dict[str, dict[str, float]]:
    """Return the scores in a file by rule; empty when there is no such file. Raises ``CorpusError``."""
    try:
        with open(path, "rb") as stream:
            value = tomllib.load(stream)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: {error}") from None
    if not all(isinstance(entry, dict) for entry in value.values()):
        raise CorpusError(f"{path}: expected one table a rule, with precision and recall")
    return value


def scores_of(rules: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Return what ``scores.toml`` should hold, from the ``rules`` of an evaluation. An undefined figure is left out."""
    return {
        rule: {name: round(score[name], _DIGITS) for name in _FIELDS if score[name] is not None}
        for rule, score in sorted(rules.items())
    }


def write_scores(path: str, scores: Mapping[str, Mapping[str, float]]) -> None:
    """Write ``scores`` as a whole; raise ``CorpusError``."""
    tables = []
    for rule, figures in scores.items():
        rows = "".join(f"{name} = {_number(figures[name])}\n" for name in _FIELDS if name in figures)
        tables.append(f"\n[{_key(rule)}]\n{rows}")
    temporary = f"{path}.new"
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(_HEAD + "".join(tables))
        os.replace(temporary, path)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from None


def drops(old: Mapping[str, Mapping[str, float]], new: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each rule that is worse than it was, or whose scores are not written down yet."""
    found = []
    for rule, before in old.items():
        if rule not in new:
            found.append(f"{rule}: it has scores, but no labels any more")
            continue
        now = {name: new[rule].get(name, 0.0) for name in ("precision", "recall") if name in before}
        found += [
            f"{rule}: {name} fell from {before[name]:.4f} to {value:.4f}"
            for name, value in now.items()
            if value < before[name]
        ]
    found += [f"{rule}: its scores are not written down yet" for rule in new if rule not in old]
    return found


def _key(rule: str) -> str:
    return rule if all(char.isalnum() or char in "-_" for char in rule) and rule.isascii() else f'"{rule}"'


def _number(value: float) -> str:
    return f"{value:g}" if value != int(value) else str(int(value)) if value > 1 else f"{value:.1f}"
