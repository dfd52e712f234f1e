"""Exports of help desks: which field of an export is the text, who wrote it, when, and in which thread.

A mapping is a TOML file, or one of the built-in ones named after a product. From each record (a ticket, a
conversation) it makes one record for each message that the company wrote; the customer's messages before it are its
``context``. Rows that are single messages are put together by ``thread``, as long as those of a thread stand together.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from servicelint.corpus.errors import BadRecordError, CorpusError
from servicelint.corpus.items import Item, Position, Store
from servicelint.corpus.record import parse_line

Paths = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Where things stand. Fields are named by paths (``author.role``); of several, the first that is there counts.

    ``turns`` is the list of messages in a record (none: the record is the message), ``opening`` the message that
    stands outside it. A message is the company's when its ``author`` is one of ``company``, or is not what the record
    has in ``customer_field``; it is the customer's when it is one of ``customer`` or is that. What has a field of
    ``skip`` with that value (an internal note) is left out. ``html`` says that texts are HTML where they look like it.
    """

    text: Paths = ("text", "content", "message", "body")
    id: Paths = ("id",)
    turns: Paths = ()
    opening: str = ""
    opening_is_customer: bool = False
    author: Paths = ()
    company: Paths = ()
    customer: Paths = ()
    customer_field: Paths = ()
    skip: tuple[tuple[str, Any], ...] = ()
    date: Paths = ("created_at", "date")
    order: Paths = ()
    channel: Paths = ("channel",)
    team: Paths = ("team",)
    thread: Paths = ()
    html: bool = False
    channels: tuple[tuple[str, str], ...] = ()


def load_map(name: str) -> FieldMap:
    """Return the built-in mapping ``name``, or the one in the TOML file of that name; raise ``CorpusError``."""
    from servicelint.corpus.stores.helpdesks import HELP_DESKS

    if name in HELP_DESKS:
        return HELP_DESKS[name]
    if not os.path.exists(name):
        known = ", ".join(sorted(HELP_DESKS))
        raise CorpusError(f"--map {name}: no such file, and not one of {known}")
    try:
        with open(name, "rb") as stream:
            given = tomllib.load(stream)
    except (OSError, ValueError) as error:
        raise CorpusError(f"{name}: {error}") from None
    known_keys = {field.name: field.default for field in fields(FieldMap)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known_keys:
            raise CorpusError(f"{name}: there is no key {key!r}; known are {', '.join(sorted(known_keys))}")
        values[key] = _value(name, key, value, known_keys[key])
    return FieldMap(**values)


def _value(name: str, key: str, value: Any, default: Any) -> Any:
    if key in ("skip", "channels") and isinstance(value, dict):
        return tuple(value.items())
    if isinstance(default, (bool, str)) and type(value) is type(default):
        return value
    if isinstance(default, tuple) and key not in ("skip", "channels"):
        entries = [value] if isinstance(value, str) else value
        if isinstance(entries, list) and all(isinstance(entry, (str, int)) for entry in entries):
            return tuple(map(str, entries))
    raise CorpusError(f"{name}: the value of {key!r} does not fit")


class Mapped:
    """A store as a mapping sees it. Positions count the messages made, since contexts must be gathered anew."""

    def __init__(self, store: Store, mapping: FieldMap) -> None:
        self.name, self.size = store.name, store.size
        self._store, self._map = store, mapping

    def items(self, start: Position) -> Iterator[Item]:
        """Yield the company's messages behind ``start``."""
        for number, (place, data) in enumerate(self._messages(), 1):
            if number > start.items:
                yield Item(place, data, Position(number))

    def _messages(self) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
        gathered = Gathering(self._map)
        for item in self._store.items(Position()):
            try:
                if isinstance(item.data, str):
                    raise BadRecordError(item.data)
                record = parse_line(item.data) if isinstance(item.data, bytes) else item.data
                made = list(gathered.messages(record, item.place))
            except BadRecordError as error:
                yield item.place, str(error)
                continue
            for message in made:
                yield item.place, message

    def done(self) -> int:
        """Return how many bytes have been read."""
        return self._store.done()

    def stamp(self) -> tuple[int, int]:
        """Return size and time of change."""
        return self._store.stamp()


class Gathering:
    """Makes messages of records, and remembers what the customer of the current thread has said."""

    def __init__(self, mapping: FieldMap) -> None:
        self._map = mapping
        self._thread: Any = None
        self._said: list[str] = []

    def messages(self, record: Mapping[str, Any], place: str) -> Iterator[dict[str, Any]]:
        """Yield the company's messages in ``record``; raise ``BadRecordError`` where there is no message at all."""
        if not self._map.turns:
            yield from self._single(record, place)
            return
        name = first(record, self._map.id)
        base = place if name is None else str(name)
        self._said = []
        seen = False
        for number, turn, customer in self._turns(record):
            text = first(turn, self._map.text)
            if not isinstance(text, str) or any(at(turn, key) == value for key, value in self._map.skip):
                continue
            seen = True
            if customer is None:
                customer = self._by_customer(turn, record)
            if customer:
                self._said.append(self._plain(text))
            elif customer is False:
                yield self._message(f"{base}#{number}", text, turn, record, {"thread": base})
        if not seen:
            raise BadRecordError(f"no message in it: the mapping expects {' or '.join(self._map.text)}")

    def _single(self, record: Mapping[str, Any], place: str) -> Iterator[dict[str, Any]]:
        text = first(record, self._map.text)
        if not isinstance(text, str):
            raise BadRecordError(f"no text: the mapping expects {' or '.join(self._map.text)}")
        thread = first(record, self._map.thread)
        if thread is None or thread != self._thread:
            self._thread, self._said = thread, []
        if any(at(record, key) == value for key, value in self._map.skip):
            return
        customer = self._by_customer(record, record) if self._map.author else False
        if customer:
            self._said.append(self._plain(text))
        elif customer is False:
            name = first(record, self._map.id)
            further = {key: value for key, value in record.items() if key not in self._map.text}
            yield self._message(place if name is None else name, text, record, record, further)

    def _turns(self, record: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any], bool | None]]:
        found = first(record, self._map.turns)
        turns = [turn for turn in found if isinstance(turn, Mapping)] if isinstance(found, list) else []
        if self._map.order:
            turns.sort(key=lambda turn: str(first(turn, self._map.order) or ""))
        opening = record if self._map.opening == "." else at(record, self._map.opening)
        if self._map.opening and isinstance(opening, Mapping):
            yield 0, opening, True if self._map.opening_is_customer else None
        for number, turn in enumerate(turns, 1):
            yield number, turn, None

    def _by_customer(self, turn: Mapping[str, Any], record: Mapping[str, Any]) -> bool | None:
        """Tell whether the customer wrote it; None for neither side (a bot, a system message)."""
        author = first(turn, self._map.author)
        own = first(record, self._map.customer_field)
        if own is not None and author is not None:
            return bool(author == own)
        who = str(author).lower()
        if who in map(str.lower, self._map.company):
            return False
        if who in map(str.lower, self._map.customer):
            return True
        return None if self._map.company else False

    def _message(
        self, name: Any, text: str, turn: Mapping[str, Any], record: Mapping[str, Any], further: Mapping[str, Any]
    ) -> dict[str, Any]:
        fields_ = {**further, "id": name, "text": text, "context": list(self._said)}
        for key, paths in (("date", self._map.date), ("team", self._map.team), ("channel", self._map.channel)):
            value = first(turn, paths)
            value = first(record, paths) if value is None else value
            if value is not None:
                fields_[key] = value
        if "channel" in fields_:
            fields_["channel"] = dict(self._map.channels).get(str(fields_["channel"]), fields_["channel"])
        if self._map.html and looks_html(text):
            fields_["format"] = "html"
        return fields_

    def _plain(self, text: str) -> str:
        if not (self._map.html and looks_html(text)):
            return text
        from servicelint.readers.html import flatten_html

        return flatten_html(text).message.text


def looks_html(text: str) -> bool:
    """Tell whether ``text`` holds a tag."""
    return re.search(r"</?(?:p|br|div|span|a|b|i|ul|li|table|html|strong|em)\b[^<>]*>", text, re.IGNORECASE) is not None


def at(value: Any, path: str) -> Any:
    """Return what stands at ``path`` (``author.role``); None where nothing does."""
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def first(value: Any, paths: Iterable[str]) -> Any:
    """Return what stands at the first of ``paths`` that is there; None for none."""
    return next((found for path in paths if (found := at(value, path)) is not None), None)
