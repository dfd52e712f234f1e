"""House phrasing: a team's own rewrites for rules that exist, in a TOML file with the slots of the rule files.

::

    [policy-shield]
    rewrites = ["Here is what I can do for you: [offer]."]
    replace = "sentence"   # or "clause", "match"
    only = true            # do not offer the rule's own rewrites as well
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servicelint.rule import REPLACE, RewriteTemplate, Rule, RuleError, pattern_slots, read_rewrite
from servicelint.schema import Schema, SchemaError, check, one_of, suggestion

_ENTRY: Schema = {"rewrites": list, "replace": one_of(*REPLACE), "only": bool}


@dataclass(frozen=True, slots=True)
class HouseRewrites:
    """What a team says instead: offered before the rule's own rewrites, or in their place (``only``)."""

    templates: tuple[RewriteTemplate, ...]
    only: bool = False

    def before(self, templates: tuple[RewriteTemplate, ...]) -> tuple[RewriteTemplate, ...]:
        """Return what is offered in the place of a block's own ``templates``."""
        return self.templates if self.only else self.templates + templates


PhraseBook = Mapping[str, HouseRewrites]


def load_phrase_books(paths: Iterable[str], rules: Mapping[str, Rule]) -> tuple[PhraseBook, list[RuleError]]:
    """Return the rewrites of all books by rule, and what is wrong with those that cannot be used.

    Where two books name one rule, the later one counts.
    """
    found: dict[str, HouseRewrites] = {}
    errors = []
    for path in paths:
        try:
            found.update(_load(Path(path), rules))
        except RuleError as error:
            errors.append(error)
    return found, errors


def _load(path: Path, rules: Mapping[str, Rule]) -> dict[str, HouseRewrites]:
    from servicelint.toml_lines import decode_error_line, find_line

    try:
        data = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        raw = tomllib.loads(data)
    except OSError as error:
        raise RuleError(f"the phrase book cannot be read: {error.strerror or error}", path) from error
    except UnicodeDecodeError as error:
        raise RuleError(f"not UTF-8 (byte {error.start})", path) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not valid TOML: {error}", path, decode_error_line(error)) from error
    try:
        return {rule: _entry(rule, entry, rules) for rule, entry in raw.items()}
    except SchemaError as error:
        raise RuleError(error.message, path, find_line(data, error.at)) from error


def _entry(rule: str, raw: Any, rules: Mapping[str, Rule]) -> HouseRewrites:
    if rule not in rules:
        raise SchemaError(f"there is no rule {rule!r}{suggestion(rule, rules)}", (rule,))
    if not isinstance(raw, Mapping):
        raise SchemaError(f"{rule!r} must be a table: write [{rule}] and rewrites = […] below it", (rule,))
    check(_ENTRY, raw, (rule,))
    slots: frozenset[str] = frozenset()
    for block in rules[rule].matches:
        slots = pattern_slots(block.pattern) | slots
    replace = raw.get("replace", "sentence")
    templates = [read_rewrite(entry, replace, slots, (rule, "rewrites")) for entry in raw.get("rewrites", ())]
    if not templates:
        raise SchemaError("rewrites is missing or empty", (rule,))
    return HouseRewrites(tuple(templates), raw.get("only", False))
