"""Bytes to text: byte order marks, UTF-8, and for stored mail the 8-bit charsets it may be written in."""

from __future__ import annotations

import codecs

from servicelint.readers.errors import ReadError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: How much is searched for NUL bytes: the beginning tells a binary from a text.
_SNIFF = 65536


def decode(data: bytes, *, eight_bit: bool = False) -> tuple[str, str]:
    """Decode ``data``; return the text and the name of the codec that encodes it back to the same bytes.

    A byte order mark stays in the text as U+FEFF. ``eight_bit`` (stored mail) lets text that is not UTF-8 pass as
    Windows-1252, else Latin-1. Raises ``ReadError`` for binary data and for bytes that are not UTF-8.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom) and not data.startswith(codecs.BOM_UTF32_LE):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError as error:
                raise ReadError(f"this is not valid {codec.upper()}: {error.reason} at byte {error.start}") from None
            _refuse_nul(text)
            return text, codec
    if b"\0" in data[:_SNIFF]:
        raise ReadError("this looks like a binary file (it holds NUL bytes): give me text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not eight_bit:
            raise _not_utf8(data, error) from None
        return _decode_8bit(data)
    _refuse_nul(text)
    return text, "utf-8"


def _refuse_nul(text: str) -> None:
    if "\0" in text:
        raise ReadError("this looks like a binary file (it holds NUL characters): give me text")


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> ReadError:
    before = data[: error.start]
    line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    byte = data[error.start]
    return ReadError(
        f"this is not valid UTF-8: byte 0x{byte:02x} at offset {error.start} (line {line}); save the file as UTF-8",
        line,
    )


def _decode_8bit(data: bytes) -> tuple[str, str]:
    for codec in ("cp1252", "latin-1"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        _refuse_nul(text)
        return text, codec
    raise AssertionError("latin-1 decodes everything")
