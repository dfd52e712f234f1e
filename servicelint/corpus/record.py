"""A record of a store: a mapping with a ``text``, checked and made into a document as ``check`` would read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from servicelint.config import Config
from servicelint.corpus.errors import BadRecordError
from servicelint.model import CHANNELS, REGISTERS, Document, Kind
from servicelint.readers import MAX_BYTES, read
from servicelint.readers.message import Flat, make_document
from servicelint.readers.placeholders import extra_syntax
from servicelint.reading import read_options
from servicelint.text import identity

#: Where a record may keep its text, the usual one first.
TEXT_KEYS = ("text", "content", "message", "body")
#: Fields that the output does not repeat: they are the message itself.
_HEAVY = frozenset({*TEXT_KEYS, "context", "mail", "format"})
_LONE = re.compile("[\ud800-\udfff]")


def parse_line(line: bytes) -> dict[str, Any]:
    """Return the JSON object on one line of a store; raise ``BadRecordError``."""
    try:
        value = _parsed(line)
    except UnicodeDecodeError as error:
        raise BadRecordError(f"not valid UTF-8: byte 0x{line[error.start]:02x} at position {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise BadRecordError(f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}") from None
    except (RecursionError, ValueError) as error:
        raise BadRecordError(f"not JSON that can be read: {error}") from None
    if not isinstance(value, dict):
        raise BadRecordError('not a record: expected an object such as {"id": …, "text": …}')
    return value


def _parsed(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        # Either it is no JSON, and this says where, or it has what only this reads: BOM, NaN, half characters.
        return json.loads(line.decode("utf-8-sig"))


def identity_of(record: Mapping[str, Any], place: str) -> str | int:
    """Return the record's ``id``; ``place`` (``file:line``) where it has none. Raises ``BadRecordError``."""
    given = record.get("id")
    if given is None:
        return place
    if isinstance(given, (str, int)) and not isinstance(given, bool):
        return given
    raise BadRecordError('"id" is neither a string nor a whole number')


def text_of(record: Mapping[str, Any]) -> str:
    """Return the record's text, half characters (lone surrogates) replaced; raise ``BadRecordError``."""
    text = next((value for key in TEXT_KEYS if isinstance(value := record.get(key), str)), None)
    if text is None:
        raise BadRecordError('no text: expected {"id": …, "text": "…"}')
    if len(text) > MAX_BYTES:
        raise BadRecordError(f"too large to be a message: {len(text):,} characters")
    if "\0" in text:
        raise BadRecordError("the text holds NUL characters: it is no message")
    return text if text.isascii() else _LONE.sub("\ufffd", text)


def document_of(record: Mapping[str, Any], config: Config) -> Document:
    """Return the record's message; settings win over the record. Raises ``BadRecordError`` and ``ReadError``.

    It is read as a plain draft; as HTML where the record's ``format`` says so; a ``mail`` (bytes) as ``.eml``.
    """
    given = record.get("channel")
    channel = config.channel or (given if given in CHANNELS else None)
    kind = config.kind or (Kind.TEMPLATE if record.get("kind") == "template" else Kind.DRAFT)
    context = tuple(_context(record.get("context")))
    if isinstance(record.get("mail"), bytes):
        options = read_options(config, channel=channel, kind=kind, context=context)
        # The store says what its messages are; ``read-as`` speaks of files.
        document = read(record["mail"], "message.eml", replace(options, format="mail"))[0]
    else:
        text = text_of(record)
        with extra_syntax(config.syntax):
            flat = _html(text) if record.get("format") == "html" else Flat(identity(text))
            document = make_document("message.txt", text, [flat], channel=channel, kind=kind, context=context)
    registers = config.registers or _registers(record.get("registers"))
    return replace(document, registers=registers) if registers else document


def _html(text: str) -> Flat:
    from servicelint.readers.html import flatten_html

    return flatten_html(text)


def further_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the output repeats of the record: everything but its id and the message itself."""
    return {key: value for key, value in record.items() if key not in _HEAVY and key != "id"}


def _context(given: Any) -> Iterator[str]:
    """Yield the customer's messages: a string, or a list of strings or of objects with a text."""
    if given is None or given == "":
        return
    for item in [given] if isinstance(given, (str, Mapping)) else given if isinstance(given, Sequence) else [given]:
        if isinstance(item, Mapping):
            item = next((item[key] for key in TEXT_KEYS if isinstance(item.get(key), str)), None)
        if not isinstance(item, str):
            raise BadRecordError('"context" is not a list of messages')
        yield item if item.isascii() else _LONE.sub("\ufffd", item)


def _registers(given: Any) -> tuple[str, ...]:
    names = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    return tuple(name for name in REGISTERS if name in names)
