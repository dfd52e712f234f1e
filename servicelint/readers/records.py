"""JSON and JSON Lines: conversations as lists of turns, and stores of messages as records with a ``text``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servicelint.model import Document, Kind, Segment, Span
from servicelint.readers.errors import NoMessagesError, ReadError, ReadOptions
from servicelint.readers.jsontext import Text, Value, json_leaves, parse_json
from servicelint.readers.keys import language_of
from servicelint.readers.message import Flat, make_document
from servicelint.readers.transcripts import role_of
from servicelint.readers.zones import turn_segments
from servicelint.text import LineIndex

_WHO = ("role", "author", "from", "speaker", "sender", "sender_type", "user_type", "name")
_WHAT = ("text", "content", "message", "body")
_TURNS = ("messages", "turns", "conversation", "dialog", "dialogue", "transcript", "utterances", "chat")
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_EXPECTED = (
    'expected chat turns ({"role": …, "text": …}), an object with "messages" or "turns", or records with a "text"'
)


def read_json(source: str, name: str, kind: Kind | None, options: ReadOptions) -> list[Document]:
    """Read one JSON value: a conversation gives one document, a list of records one for each of them."""
    value = parse_json(source, 0, len(source))
    if not _is_data(value, name):
        try:
            return _Reader(source, name, kind, options).documents([(value, 1)], lines=False)
        except ReadError as error:
            problem = error
    else:
        problem = None
    # No conversation and no records: perhaps an export of a help desk, or a locale file.
    from servicelint.readers.leaves import data_documents

    try:
        return data_documents(source, name, json_leaves(source, value), kind, options)
    except NoMessagesError:
        raise NoMessagesError((problem or _nothing()).message, problem.line if problem else None) from None


def _nothing() -> ReadError:
    return ReadError(f"no message: {_EXPECTED}")


def _is_data(value: Value, name: str) -> bool:
    """Tell whether this is a locale file, or saved replies whose ``name`` is no speaker's."""
    if language_of(name) is not None:
        return True
    records = value if isinstance(value, list) else [value]
    return bool(records) and all(
        isinstance(record, dict)
        and "name" in record
        and not any(key in record for key in _WHO if key != "name")
        and not any(key in record for key in _TURNS)
        for record in records
    )


def read_jsonl(source: str, name: str, kind: Kind | None, options: ReadOptions) -> list[Document]:
    """Read JSON Lines: either the turns of one conversation, or independent records.

    Raises ``ReadError`` for the first line that is not JSON or holds no message.
    """
    index = LineIndex(source)
    values = []
    for match in _LINE.finditer(source):
        line = index.position(match.start())[0]
        values.append((parse_json(source, match.start(), match.end(), line), line))
    return _Reader(source, name, kind, options).documents(values, lines=True)


def _first(value: dict[str, Value], keys: Sequence[str]) -> Text | None:
    for key in keys:
        found = value.get(key)
        if isinstance(found, Text):
            return found
        if isinstance(found, dict):
            inner = _first(found, ("role", "type", "name", *_WHAT))
            if inner:
                return inner
    return None


def _texts(value: dict[str, Value]) -> list[Text]:
    """Return the text of a turn; content may come in pieces (``[{"type": "text", "text": …}]``)."""
    found = _first(value, _WHAT)
    if found:
        return [found]
    for key in _WHAT:
        pieces = value.get(key)
        if isinstance(pieces, list):
            return [
                text
                for piece in pieces
                if (
                    text := piece
                    if isinstance(piece, Text)
                    else _first(piece, _WHAT)
                    if isinstance(piece, dict)
                    else None
                )
            ]
    return []


def _is_turn(value: Value) -> bool:
    return isinstance(value, dict) and _first(value, _WHO) is not None and bool(_texts(value))


class _Reader:
    def __init__(self, source: str, name: str, kind: Kind | None, options: ReadOptions) -> None:
        self.source, self.name, self.kind, self.options = source, name, kind, options

    def documents(self, values: list[tuple[Value, int]], *, lines: bool) -> list[Document]:
        if not lines:
            value = values[0][0]
            values = [(item, 1) for item in value] if isinstance(value, list) else values
        if not values:
            return []
        if all(_is_turn(value) for value, _ in values) and (
            len(values) == 1 or not any(isinstance(value, dict) and value.get("context") for value, _ in values)
        ):
            return [self.conversation([value for value, _ in values], {})]
        return [self.record(value, line) for value, line in values]

    def record(self, value: Value, line: int) -> Document:
        if not isinstance(value, dict):
            raise ReadError(f"no message on line {line}: {_EXPECTED}", line)
        for key in _TURNS:
            turns = value.get(key)
            if isinstance(turns, list) and all(_is_turn(turn) for turn in turns):
                return self.conversation(turns, value)
        text = next((found for key in _WHAT if isinstance(found := value.get(key), Text)), None)
        if text is None:
            raise ReadError(f"no message on line {line}: {_EXPECTED}", line)
        return make_document(
            self.name,
            self.source,
            [Flat(text.mapped(self.source), escape="plain+json")],
            channel=self._channel(value),
            kind=self._kind(value),
            context=self._context(value),
        )

    def conversation(self, turns: Sequence[Value], value: dict[str, Value]) -> Document:
        spoken = [(_first(turn, _WHO), _texts(turn)) for turn in turns if isinstance(turn, dict)]
        roles = {who.value: role_of(who.value) for who, _ in spoken if who}
        known = {role for role in roles.values() if role is not None}
        others = [who for who, role in roles.items() if role is None and who.lower() not in ("system", "tool", "note")]
        if len(known) == 1 and len(others) == 1:
            roles[others[0]] = not known.pop()
        elif not known and turns:
            named = ", ".join(sorted(repr(who) for who in roles)[:4])
            raise ReadError(f"no turn says whether agent or customer speaks (found {named}): use agent and customer")
        segments: list[Segment] = []
        blocks: list[Span] = []
        thread: list[str] = [*self.options.context, *self._context(value, own=False)]
        for who, texts in spoken:
            side = roles[who.value] if who else None
            for text in texts:
                if side:
                    zoned = turn_segments(text.mapped(self.source), "plain+json")
                    segments += zoned.segments
                    blocks += zoned.blocks
                elif side is False and text.value.strip():
                    thread.append(text.value.strip())
        return make_document(
            self.name,
            self.source,
            [],
            channel=self._channel(value) or "chat",
            kind=self._kind(value),
            context=thread,
            heading=segments,
            heading_blocks=blocks,
        )

    def _channel(self, value: dict[str, Value]) -> str | None:
        channel = value.get("channel")
        if self.options.channel:
            return self.options.channel
        return channel.value if isinstance(channel, Text) and channel.value in ("email", "chat") else None

    def _kind(self, value: dict[str, Value]) -> Kind:
        kind = value.get("kind")
        if self.kind is not None:
            return self.kind
        return Kind.TEMPLATE if isinstance(kind, Text) and kind.value == "template" else Kind.DRAFT

    def _context(self, value: dict[str, Value], *, own: bool = True) -> tuple[str, ...]:
        context = value.get("context")
        items = context if isinstance(context, list) else [context]
        texts = [item.value for item in items if isinstance(item, Text)]
        texts += [text.value for item in items if isinstance(item, dict) for text in _texts(item)]
        return (*(self.options.context if own else ()), *texts)
