"""What a scan found, counted: by rule, category, channel, team and month, with the phrases and templates behind it."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from servicelint.corpus.errors import CorpusError
from servicelint.corpus.folder import folder_state, folder_values
from servicelint.corpus.items import START
from servicelint.corpus.journal import State, read_state
from servicelint.corpus.record import parse_line
from servicelint.corpus.stores import open_stores
from servicelint.corpus.when import month_of

#: What messages are counted by; the order is that of the state file's counts.
DIMENSIONS = ("channel", "kind", "month", "team", "source")
#: Different phrases and sentences that are remembered at most: rare ones are forgotten first.
_MOST = 50_000
_EXAMPLES = 3
_NUMBER = re.compile(r"\d+")
Key = tuple[str, str]


@dataclass(slots=True)
class Example:
    """One finding to show: the sentence, the underlined part of it, the first rewrite."""

    sentence: str
    text: str
    rewrite: str
    message: str


@dataclass(slots=True)
class Aggregate:
    """Counts over one scan. ``messages`` and ``flagged`` are messages, ``findings`` findings.

    The keys of ``groups`` and ``group_flagged`` are (dimension, value, rule), those of ``group_messages``
    (dimension, value).
    """

    state: State
    findings: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)
    categories: dict[str, str] = field(default_factory=dict)
    severities: dict[str, str] = field(default_factory=dict)
    groups: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    group_flagged: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    group_messages: Counter[Key] = field(default_factory=Counter)
    phrases: Counter[Key] = field(default_factory=Counter)
    templates: Counter[str] = field(default_factory=Counter)
    template_rules: dict[str, set[str]] = field(default_factory=dict)
    examples: dict[str, list[Example]] = field(default_factory=dict)

    @property
    def messages(self) -> int:
        """Messages that were checked."""
        return self.state.records - self.state.bad

    def values(self, dimension: str) -> list[str]:
        """Return the values of a dimension: months in order, others by number of messages."""
        found = [value for name, value in self.group_messages if name == dimension and value]
        if dimension == "month":
            return sorted(found)
        return sorted(found, key=lambda value: (-self.group_messages[dimension, value], value))

    def add(self, line: Mapping[str, Any]) -> None:
        """Count one line of a scan's output in."""
        where = [(name, str(line.get(name) or "")) for name in ("channel", "kind", "team", "source")]
        where.append(("month", month_of(line)))
        sentences = line.get("sentences") or []
        for number, finding in enumerate(line["findings"]):
            rule = finding["rule"]
            self.findings[rule] += 1
            self.categories[rule] = finding["category"]
            self.severities[rule] = finding["severity"]
            self.groups.update((*key, rule) for key in where)
            if finding["text"]:
                self.phrases[rule, " ".join(finding["text"].lower().split())] += 1
            if number < len(sentences):
                self._sentence(sentences[number], finding)
        for rule in {finding["rule"] for finding in line["findings"]}:
            self.flagged[rule] += 1
            self.group_flagged.update((*key, rule) for key in where)

    def _sentence(self, sentence: str, finding: Mapping[str, Any]) -> None:
        sentence = " ".join(sentence.split())
        template = _NUMBER.sub("0", sentence)
        self.templates[template] += 1
        self.template_rules.setdefault(template, set()).add(finding["rule"])
        shown = self.examples.setdefault(finding["rule"], [])
        if len(shown) < _EXAMPLES and all(example.sentence != sentence for example in shown):
            rewrite = finding["rewrites"][0]["text"] if finding["rewrites"] else ""
            shown.append(Example(sentence, " ".join(finding["text"].split()), rewrite, finding["message"]))

    def prune(self) -> None:
        """Forget rare phrases and sentences when there are too many: memory must not grow with the store."""
        for counter in (self.phrases, self.templates):
            if len(counter) > _MOST:
                kept: Any = counter.most_common(_MOST // 2)
                counter.clear()
                counter.update(dict(kept))
        if len(self.template_rules) > _MOST:
            self.template_rules = {key: self.template_rules[key] for key in self.templates}


def scan_lines(path: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of a scan's output, a file or a folder; raise ``CorpusError`` for a line that is none."""
    for place, data in _folder_lines(path) if os.path.isdir(path) else _file_lines(path):
        try:
            line = dict(parse_line(data) if isinstance(data, bytes) else data)
            if isinstance(line.get("findings"), str):
                line["findings"] = json.loads(line["findings"])
            line["findings"][:0]
        except Exception:  # noqa: BLE001 - whatever it is, it is not what a scan writes
            raise CorpusError(f"{place}: not a line that `corpus scan` wrote") from None
        yield line


def _folder_lines(path: str) -> Iterator[tuple[str, Any]]:
    for place, line in folder_values(path, "line"):
        yield place, line.encode()


def _file_lines(path: str) -> Iterator[tuple[str, Any]]:
    for store in open_stores([path]):
        for item in store.items(START):
            yield item.place, item.data


def read_finished(path: str) -> State:
    """Return what a scan says of itself: how many messages there were, and of which kinds; raise ``CorpusError``."""
    if os.path.isdir(path):
        return folder_state(path)
    state = read_state(f"{path}.state.json")
    if state is None:
        raise CorpusError(f"{path}.state.json: not there, so nobody knows how many messages were checked; scan again")
    return state


def aggregate(path: str, lines: Iterable[Mapping[str, Any]] | None = None) -> Aggregate:
    """Count what the scan at ``path`` found."""
    found = Aggregate(read_finished(path))
    for key, number in found.state.counts.items():
        for name, value in zip(DIMENSIONS, key, strict=False):
            found.group_messages[name, value] += number
    for number, line in enumerate(scan_lines(path) if lines is None else lines):
        found.add(line)
        if number % 1000 == 0:
            found.prune()
    return found
