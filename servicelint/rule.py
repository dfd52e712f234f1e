"""Rule files: TOML in, frozen ``Rule`` out. The schema is closed; every error names the file and the line.

A rule file holds everything about one rule: patterns, exceptions, rewrites, reasons and examples (which are its tests
and its documentation). ``servicelint explain`` and ``servicelint test`` read the same file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from servicelint.model import CHANNELS, REGISTERS, Kind, Safety, Severity
from servicelint.phrases import EMPTY_LEXICON, FEATURE, FEATURES, Lexicon, PhraseError, names_of, parse_phrase, slots_of
from servicelint.schema import Schema, SchemaError, Where, check, one_of, table, table_list, text, text_list
from servicelint.token_schema import check_deps, check_tokens, slot_names

SCOPES = ("sentence", "draft")
GROUNDS = ("measured", "practice", "house style")
WITHIN = ("match", "clause", "sentence", "next", "nearby", "earlier", "draft", "thread")
WHERE = ("subject", "greeting", "opening", "body", "closing", "last")
REPLACE = ("match", "clause", "sentence")
#: Whether the customer's message is known, for ``severity_in``.
THREAD, NO_THREAD = "thread", "no-thread"
#: What ``severity_in`` may name.
PLACES = (*CHANNELS, *REGISTERS, THREAD, NO_THREAD)
#: Slots that every match has; the customer's name, their trouble and its kind only where their message tells them.
BUILTIN_SLOTS = frozenset({"match", "sentence", "customer", "trouble", "regret", "topic", "nothing"})
SLOT_FORMS = frozenset({"phrase", "base", "ing", "past", "pp", "s", "turned", "quiet", "capital"})


#: ``{name}``, ``{name.form}``, ``{name|what to say where it is not there}``.
SLOT = re.compile(r"\{([a-z_]+)(?:\.([a-z]+))?(?:\|([^{}|\[\]]*))?\}")


class RuleError(Exception):
    """A rule file that cannot be used: ``message`` says what and how to mend it, ``path`` and ``line`` where."""

    def __init__(self, message: str, path: Path, line: int | None = None) -> None:
        super().__init__(f"{path}{f':{line}' if line else ''}: {message}")
        self.message = message
        self.path = path
        self.line = line


# No slots here: a compiled rule set is read from the cache at every start, and pickle fills slots one by one in Python.
@dataclass(frozen=True)
class Pattern:
    """One way to recognise something: exactly one of the four is set. ``anchors`` belong to ``python``."""

    phrases: tuple[str, ...] = ()
    tokens: tuple[Mapping[str, Any], ...] = ()
    deps: tuple[Mapping[str, Any], ...] = ()
    python: str = ""
    anchors: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """``phrases``, ``tokens``, ``deps`` or ``python``."""
        return "phrases" if self.phrases else "tokens" if self.tokens else "deps" if self.deps else "python"


@dataclass(frozen=True)
class Condition:
    """A pattern that cancels a match (``unless``) or that it needs (``requires``), looked for ``within`` a stretch."""

    pattern: Pattern
    within: str
    ok: str = ""


@dataclass(frozen=True)
class RewriteTemplate:
    """A sentence with slots; ``replace`` is the stretch that it takes the place of.

    The text ``{nothing}`` leaves the match out. One with conditions of its own is offered only where they hold.
    """

    text: str
    replace: str
    safety: Safety
    label: str = ""
    unless: tuple[Condition, ...] = ()
    requires: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class MatchBlock:
    """One ``[[match]]``: a pattern, where it counts, its own exceptions and rewrites.

    ``severity`` is the most that its findings are given: a wording that is wrong less surely than the rule's others.
    """

    pattern: Pattern
    where: tuple[str, ...] = ()
    unless: tuple[Condition, ...] = ()
    requires: tuple[Condition, ...] = ()
    rewrites: tuple[RewriteTemplate, ...] = ()
    unanchored: bool = False
    needs_thread: bool = False
    severity: Severity | None = None

    @cached_property
    def whole_phrases(self) -> tuple[str, ...]:
        """The slots that a rewrite in the match's place wants with all that belongs to them."""
        texts = [template.text for template in self.rewrites if template.replace == "match"]
        return tuple(name for text in texts for name, form in template_slots(text) if form == "phrase")


@dataclass(frozen=True)
class Example:
    """``bad`` carries the expected span in ``[[…]]``; ``good`` is what its first rewrite gives; ``ok`` is silent."""

    bad: str = ""
    good: str = ""
    ok: str = ""
    thread: tuple[str, ...] = ()
    channel: str = ""
    kind: Kind = Kind.DRAFT
    registers: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Source:
    """Where the advice comes from and what it says there."""

    title: str
    says: str = ""
    url: str = ""


@dataclass(frozen=True)
class Rule:
    """Everything that one rule file says, validated. ``id`` is what users write; ``category`` is the file's folder."""

    id: str
    category: str
    path: Path
    title: str
    message: str
    severity: Severity
    matches: tuple[MatchBlock, ...]
    channels: tuple[str, ...] = CHANNELS
    registers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("draft", "template")
    scope: str = "sentence"
    limit: int = 0
    expect: str = "absent"
    needs_thread: bool = False
    quotes: bool = False
    severity_in: tuple[tuple[str, Severity], ...] = ()
    supersedes: tuple[str, ...] = ()
    unless: tuple[Condition, ...] = ()
    requires: tuple[Condition, ...] = ()
    rationale: str = ""
    ground: str = ""
    sources: tuple[Source, ...] = ()
    examples: tuple[Example, ...] = ()

    def severity_for(self, block: MatchBlock, channel: str, registers: frozenset[str], *, thread: bool) -> Severity:
        """Return a block's severity in this channel and register, with or without the customer's message (``thread``).

        The last ``severity_in`` entry that fits wins, but the block's own is never exceeded.
        """
        known = THREAD if thread else NO_THREAD
        severity = self.severity
        for place, value in self.severity_in:
            if place in (channel, known) or place in registers:
                severity = value
        return severity if block.severity is None else min(severity, block.severity)


@dataclass(frozen=True)
class Pack:
    """A folder of rules: ``name`` is empty for the built-in ones; ``rules`` are in order of their ids."""

    name: str
    folder: Path
    lexicon: Lexicon
    rules: tuple[Rule, ...]


_SEVERITY = one_of("error", "warning", "suggestion")
_PATTERN: Schema = {
    "phrases": text_list, "tokens": table_list, "deps": table_list, "python": text, "anchors": text_list,
}  # fmt: skip
_CONDITION: Schema = {**_PATTERN, "within": one_of(*WITHIN), "ok": text}
_MATCH: Schema = {
    **_PATTERN, "where": text_list, "unless": table_list, "requires": table_list, "rewrites": list, "unanchored": bool,
    "needs_thread": bool, "replace": one_of(*REPLACE), "severity": _SEVERITY,
}  # fmt: skip
_WHEN: Schema = {"unless": table_list, "requires": table_list}
_REWRITE: Schema = {"text": text, "replace": one_of(*REPLACE), "safety": one_of("safe", "ask", "fill"), "label": text}
_EXAMPLE: Schema = {
    "bad": text, "good": text, "ok": text, "thread": text_list, "channel": one_of(*CHANNELS),
    "kind": one_of("draft", "template"), "registers": text_list,
}  # fmt: skip
_RULE: Schema = {
    "title": text, "message": text, "severity": _SEVERITY, "channels": text_list,
    "registers": text_list, "kinds": text_list, "scope": one_of(*SCOPES), "limit": int,
    "expect": one_of("absent", "missing"), "needs_thread": bool, "quotes": bool, "severity_in": table,
    "supersedes": text_list, "where": text_list, "replace": one_of(*REPLACE), "rewrites": list, "rationale": text,
    "rewrites_for_all": list, "ground": one_of(*GROUNDS), "sources": table_list, "match": table_list,
    "unless": table_list, "requires": table_list, "examples": table_list,
}  # fmt: skip


class _Reader:
    """Turns the raw table of one file into a Rule; remembers where it is for its errors."""

    def __init__(self, raw: Mapping[str, Any], lexicon: Lexicon) -> None:
        self.raw = raw
        self.lexicon = lexicon

    def rule(self, rule_id: str, category: str, path: Path) -> Rule:
        raw = self.raw
        check(_RULE, raw, ())
        for key in ("title", "message", "severity", "match"):
            if not raw.get(key):
                raise SchemaError(f"the key {key!r} is missing", ())
        unless = self.conditions(raw, (), "unless")
        requires = self.conditions(raw, (), "requires")
        matches = tuple(self.match(block, ("match", i)) for i, block in enumerate(raw["match"]))
        return Rule(
            id=rule_id,
            category=category,
            path=path,
            title=raw["title"],
            message=raw["message"],
            severity=Severity.parse(raw["severity"]),
            matches=matches,
            channels=self.choices("channels", CHANNELS) or CHANNELS,
            registers=self.choices("registers", REGISTERS),
            kinds=self.choices("kinds", ("draft", "template")) or ("draft", "template"),
            scope=raw.get("scope", "sentence"),
            limit=raw.get("limit", 0),
            expect=raw.get("expect", "absent"),
            needs_thread=raw.get("needs_thread", False),
            quotes=raw.get("quotes", False),
            severity_in=self.severities(),
            supersedes=tuple(raw.get("supersedes", ())),
            unless=unless,
            requires=requires,
            rationale=raw.get("rationale", "").strip(),
            ground=raw.get("ground", ""),
            sources=self.sources(),
            examples=tuple(self.example(entry, ("examples", i)) for i, entry in enumerate(raw.get("examples", ()))),
        )

    def choices(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        values = tuple(self.raw.get(key, ()))
        for value in values:
            if value not in allowed:
                raise SchemaError(f"{key} has {value!r}: use {', '.join(allowed)}", (key,))
        return values

    def severities(self) -> tuple[tuple[str, Severity], ...]:
        found = []
        for place, value in self.raw.get("severity_in", {}).items():
            if place not in PLACES:
                raise SchemaError(f"severity_in has {place!r}: use {', '.join(PLACES)}", ("severity_in",))
            try:
                found.append((place, Severity.parse(str(value))))
            except ValueError as error:
                raise SchemaError(f"severity_in: {error}", ("severity_in",)) from error
        return tuple(found)

    def sources(self) -> tuple[Source, ...]:
        found = []
        for i, entry in enumerate(self.raw.get("sources", ())):
            check({"title": text, "says": text, "url": text}, entry, ("sources", i))
            if "title" not in entry:
                raise SchemaError("a source needs a title", ("sources", i))
            found.append(Source(entry["title"], entry.get("says", ""), entry.get("url", "")))
        return tuple(found)

    def example(self, entry: Mapping[str, Any], at: Where) -> Example:
        check(_EXAMPLE, entry, at)
        if ("bad" in entry) == ("ok" in entry):
            raise SchemaError("an example has either 'bad' (with its span in [[…]]) or 'ok'", at)
        if "bad" in entry and not 0 <= entry["bad"].find("[[") < entry["bad"].find("]]"):
            raise SchemaError("mark the expected span of 'bad' with [[…]]", (*at, "bad"))
        registers = entry.get("registers")
        return Example(
            bad=entry.get("bad", ""),
            good=entry.get("good", ""),
            ok=entry.get("ok", ""),
            thread=tuple(entry.get("thread", ())),
            channel=entry.get("channel", ""),
            kind=Kind(entry.get("kind", "draft")),
            registers=None if registers is None else tuple(registers),
        )

    def match(self, block: Mapping[str, Any], at: Where) -> MatchBlock:
        check(_MATCH, block, at)
        pattern = self.pattern(block, at)
        where = tuple(block.get("where", self.raw.get("where", ())))
        for value in where:
            if value not in WHERE:
                raise SchemaError(f"where has {value!r}: use {', '.join(WHERE)}", (*at, "where"))
        standard = block.get("replace", self.raw.get("replace", "match"))
        slots = pattern_slots(pattern)
        place = (*at, "rewrites") if "rewrites" in block else ("rewrites",)
        given: list[tuple[Where, Any]] = [
            (("rewrites_for_all",), entry) for entry in self.raw.get("rewrites_for_all", ())
        ]
        given += [(place, entry) for entry in block.get("rewrites", self.raw.get("rewrites", ()))]
        rewrites = [self.rewrite(entry, standard, slots, place) for place, entry in given]
        _check_template(self.raw["message"], slots, ("message",))
        return MatchBlock(
            pattern=pattern,
            where=where,
            unless=self.conditions(block, at, "unless"),
            requires=self.conditions(block, at, "requires"),
            rewrites=tuple(rewrites),
            unanchored=block.get("unanchored", False),
            needs_thread=block.get("needs_thread", self.raw.get("needs_thread", False)),
            severity=Severity.parse(block["severity"]) if "severity" in block else None,
        )

    def rewrite(self, entry: Any, standard: str, slots: frozenset[str], at: Where) -> RewriteTemplate:
        """Return a rewrite with its conditions."""
        if not isinstance(entry, Mapping):
            return read_rewrite(entry, standard, slots, at)
        check({**_REWRITE, **_WHEN}, entry, at)
        own = {key: entry[key] for key in _WHEN if key in entry}
        bare = {key: entry[key] for key in entry if key not in own}
        unless, requires = self.conditions(own, at, "unless"), self.conditions(own, at, "requires")
        return replace(read_rewrite(bare, standard, slots, at), unless=unless, requires=requires)

    def conditions(self, block: Mapping[str, Any], at: Where, key: str) -> tuple[Condition, ...]:
        found = []
        for i, entry in enumerate(block.get(key, ())):
            here = (*at, key, i)
            check(_CONDITION, entry, here)
            default = "match" if key == "unless" else "draft"
            found.append(Condition(self.pattern(entry, here), entry.get("within", default), entry.get("ok", "")))
        return tuple(found)

    def pattern(self, block: Mapping[str, Any], at: Where) -> Pattern:
        given = [key for key in ("phrases", "tokens", "deps", "python") if key in block]
        if len(given) != 1:
            raise SchemaError("give exactly one of phrases, tokens, deps, python", at)
        for key in ("phrases", "anchors"):
            for phrase in block.get(key, ()):
                if key == "anchors" and phrase.startswith(FEATURE):
                    if phrase.removeprefix(FEATURE) not in FEATURES:
                        raise SchemaError(f"unknown {phrase!r}: features are {', '.join(FEATURES)}", (*at, key))
                    continue
                try:
                    unknown = [name for name in names_of(parse_phrase(phrase)) if name not in self.lexicon]
                except PhraseError as error:
                    raise SchemaError(str(error), (*at, key)) from error
                if unknown:
                    raise SchemaError(f"there is no word list @{unknown[0]} in lexicon.toml", (*at, key))
        if not block[given[0]]:
            raise SchemaError(f"{given[0]} is empty", (*at, given[0]))
        check_tokens(block.get("tokens", ()), (*at, "tokens"))
        check_deps(block.get("deps", ()), (*at, "deps"))
        return Pattern(
            tuple(block.get("phrases", ())),
            tuple(block.get("tokens", ())),
            tuple(block.get("deps", ())),
            block.get("python", ""),
            tuple(block.get("anchors", ())),
        )


class _Anything(frozenset[str]):
    """A Python check may hand over any slot."""

    def __contains__(self, item: object) -> bool:
        return True

    def __or__(self, other: object) -> _Anything:
        return self


def pattern_slots(pattern: Pattern) -> frozenset[str]:
    """Return the names of the slots that a match of ``pattern`` may fill."""
    if pattern.kind == "phrases":
        return frozenset().union(*(slots_of(parse_phrase(phrase)) for phrase in pattern.phrases))
    return slot_names(pattern.tokens, pattern.deps) if pattern.kind != "python" else _Anything()


def read_rewrite(entry: Any, replace: str, slots: frozenset[str], at: Where) -> RewriteTemplate:
    """Return a rewrite from TOML: a text, or a table with ``text``; raise ``SchemaError``."""
    raw = {"text": entry} if isinstance(entry, str) else entry
    if not isinstance(raw, Mapping):
        raise SchemaError("a rewrite is a text or a table with 'text'", at)
    check(_REWRITE, raw, at)
    if not raw.get("text", "").strip():
        raise SchemaError("a rewrite needs its text", at)
    _check_template(raw["text"], slots, at)
    safety = Safety(raw["safety"]) if "safety" in raw else Safety.FILL if "[" in raw["text"] else Safety.ASK
    return RewriteTemplate(raw["text"], raw.get("replace", replace), safety, raw.get("label", ""))


def _check_template(template: str, slots: frozenset[str], at: Where) -> None:
    for name, form in template_slots(template):
        if name not in slots and name not in BUILTIN_SLOTS:
            known = ", ".join(sorted(slots | BUILTIN_SLOTS))
            raise SchemaError(f"unknown slot {{{name}}}: this pattern has {known}", at)
        if form and form not in SLOT_FORMS:
            raise SchemaError(f"unknown form in {{{name}.{form}}}: use {', '.join(sorted(SLOT_FORMS))}", at)


def template_slots(template: str) -> Iterator[tuple[str, str]]:
    """Yield ``(name, form)`` for every ``{name}``, ``{name.form}``, ``{name|else}`` of a rewrite or message."""
    for match in SLOT.finditer(template):
        yield match[1], match[2] or ""


def parse_rule(data: str, path: Path, *, rule_id: str, category: str, lexicon: Lexicon = EMPTY_LEXICON) -> Rule:
    """Parse the text of a rule file; raise ``RuleError`` with file and line."""
    from servicelint.toml_lines import decode_error_line, find_line

    try:
        raw = tomllib.loads(data)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not valid TOML: {error}", path, decode_error_line(error)) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets nested without end
        raise RuleError(f"cannot be read as TOML: {error}", path) from error
    try:
        return _Reader(raw, lexicon).rule(rule_id, category, path)
    except SchemaError as error:
        raise RuleError(error.message, path, find_line(data, error.at)) from error


def load_rule(path: Path, *, pack: str = "", lexicon: Lexicon | None = None, python: bool = True) -> Rule:
    """Load one rule file; its id is ``<pack>/<stem>`` (built-in: the stem), its category the folder's name.

    ``python=False`` refuses Python checks (a folder that nobody installed). Raises ``RuleError`` for anything wrong in
    the file, ``OSError`` when it cannot be read.
    """
    path = Path(path)
    if lexicon is None:
        folder = path.parent if (path.parent / LEXICON).is_file() else path.parent.parent
        lexicon = load_lexicon(folder)
    try:
        data = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(f"not UTF-8 (byte {error.start})", path) from error
    rule_id = f"{pack}/{path.stem}" if pack else path.stem
    data = data.replace("\r\n", "\n")
    rule = parse_rule(data, path, rule_id=rule_id, category=path.parent.name, lexicon=lexicon)
    if not python and any(pattern.python for pattern in patterns_of(rule)):
        raise RuleError("Python checks run only from installed packs; use phrases, tokens or deps", path)
    return rule


def patterns_of(rule: Rule) -> Iterator[Pattern]:
    """Yield every pattern of a rule, those of its conditions included."""
    holders: list[Rule | MatchBlock | RewriteTemplate] = [rule, *rule.matches]
    for block in rule.matches:
        holders += block.rewrites
        yield block.pattern
    for holder in holders:
        for condition in (*holder.unless, *holder.requires):
            yield condition.pattern


LEXICON = "lexicon.toml"


def load_lexicon(folder: Path) -> Lexicon:
    """Load ``lexicon.toml`` of a pack (``[lists]`` and ``[regexes]``); an absent file is an empty lexicon."""
    from servicelint.toml_lines import decode_error_line, find_line

    path = folder / LEXICON
    if not path.is_file():
        return EMPTY_LEXICON
    data = path.read_text("utf-8")
    try:
        raw = tomllib.loads(data)
        check({"lists": table, "regexes": table}, raw, ())
        lists = {name: tuple(entries) for name, entries in raw.get("lists", {}).items()}
        lexicon = Lexicon(lists, dict(raw.get("regexes", {})))
        for name, regex in lexicon.regexes.items():
            try:
                re.compile(regex)
            except re.error as error:
                raise SchemaError(f"not a regular expression: {error}", ("regexes", name)) from error
        for name, entries in lists.items():
            for entry in entries:
                try:
                    unknown = [other for other in names_of(parse_phrase(entry)) if other not in lexicon]
                except PhraseError as error:
                    raise SchemaError(str(error), ("lists", name)) from error
                if unknown:
                    raise SchemaError(f"there is no word list @{unknown[0]}", ("lists", name))
        return lexicon
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not valid TOML: {error}", path, decode_error_line(error)) from error
    except SchemaError as error:
        raise RuleError(error.message, path, find_line(data, error.at)) from error


def rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a pack folder, sorted; ``lexicon.toml`` is none."""
    found = [path for path in folder.rglob("*.toml") if path.name != LEXICON and not path.name.startswith("_")]
    return sorted(found, key=lambda path: (path.stem, str(path)))


def load_pack(folder: Path, name: str = "", *, python: bool = True) -> tuple[Pack, list[RuleError]]:
    """Load every rule of a folder; a bad file is reported and left out, the others are kept."""
    lexicon, errors, rules = EMPTY_LEXICON, [], []
    try:
        lexicon = load_lexicon(folder)
    except RuleError as error:
        errors.append(error)
    for path in rule_files(folder):
        try:
            rules.append(load_rule(path, pack=name, lexicon=lexicon, python=python))
        except RuleError as error:
            errors.append(error)
        except OSError as error:
            errors.append(RuleError(f"cannot be read: {error.strerror}", path))
    return Pack(name, folder, lexicon, tuple(rules)), errors
