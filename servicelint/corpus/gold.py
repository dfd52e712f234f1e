"""Labelled messages: records with ``labels``, from a file or a folder of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from servicelint.corpus.errors import BadRecordError, CorpusError
from servicelint.corpus.items import START, Item, Store
from servicelint.corpus.record import identity_of, parse_line, text_of

WHOLE = -1
CLEAR, DOUBTFUL = 2, 1


@dataclass(frozen=True, slots=True)
class Label:
    """A rule that a person saw broken at ``[start, end)``, or in the whole message (``start`` -1).

    ``sure`` 2 is clear; 1 says that a careful reader could differ.
    """

    rule: str
    start: int = WHOLE
    end: int = WHOLE
    sure: int = CLEAR


@dataclass(frozen=True, slots=True)
class Gold:
    """One labelled message: its ``item`` for the scan, and its labels."""

    id: str | int
    text: str
    channel: str
    labels: tuple[Label, ...]
    item: Item


def load_gold(stores: Sequence[Store]) -> list[Gold]:
    """Return the labelled messages of ``stores``; raise ``CorpusError`` for the first that is wrong, or comes twice."""
    found: list[Gold] = []
    places: dict[str | int, str] = {}
    for store in stores:
        for item in store.items(START):
            try:
                gold = _gold(item)
            except BadRecordError as error:
                raise CorpusError(f"{item.place}: {error}") from None
            if gold.id in places:
                raise CorpusError(f"{item.place}: the id {gold.id!r} stands already at {places[gold.id]}")
            places[gold.id] = item.place
            found.append(gold)
    return found


def _gold(item: Item) -> Gold:
    if isinstance(item.data, str):
        raise BadRecordError(item.data)
    record = parse_line(item.data) if isinstance(item.data, bytes) else item.data
    text = text_of(record)
    given = record.get("labels")
    if not isinstance(given, list):
        raise BadRecordError('no labels: expected "labels": [{"rule": …, "start": …, "end": …}], or []')
    labels = tuple(_label(label, text) for label in given)
    return Gold(identity_of(record, item.place), text, str(record.get("channel") or ""), labels, item)


def _label(given: Any, text: str) -> Label:
    if not isinstance(given, Mapping) or not isinstance(given.get("rule"), str):
        raise BadRecordError('a label without a rule: expected {"rule": …, "start": …, "end": …}')
    start, end, sure = given.get("start", WHOLE), given.get("end", WHOLE), given.get("sure", CLEAR)
    if not all(isinstance(value, int) and not isinstance(value, bool) for value in (start, end, sure)):
        raise BadRecordError(f'the label of {given["rule"]!r}: "start", "end" and "sure" are whole numbers')
    if start < 0:
        return Label(given["rule"], sure=sure)
    if not start <= end <= len(text):
        raise BadRecordError(
            f"the label of {given['rule']!r} covers {start} to {end}; the text has {len(text)} characters"
        )
    return Label(given["rule"], start, end, sure)


def covers(label: Label, rule: str, start: int, end: int) -> bool:
    """Tell whether a finding of ``rule`` at ``[start, end)`` is what ``label`` stands for.

    A label, or a finding, without extent counts for the whole message.
    """
    if label.rule != rule:
        return False
    if label.start < 0 or start < 0 or label.start == label.end or start == end:
        return True
    return label.start < end and start < label.end
