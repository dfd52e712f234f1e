"""Native messaging's frames: four bytes of length in the machine's byte order, then JSON in UTF-8."""

from __future__ import annotations

import json
import struct
from typing import BinaryIO

#: The longest message that is read whole; a longer one is passed over, and the sender told.
MAX_IN = 4 << 20
#: More than this is no message but a lost thread: nothing that follows could be trusted.
MAX_ANNOUNCED = 64 << 20
#: What a browser accepts from a host: it disconnects one that sends more.
MAX_OUT = 1 << 20
_HEAD = struct.Struct("=I")
_CHUNK = 1 << 16


class FrameError(Exception):
    """A frame that cannot be used. ``lost`` says that the stream cannot go on either."""

    def __init__(self, code: str, message: str, lost: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.lost = lost


def read_frame(source: BinaryIO) -> dict[str, object] | None:
    """Return the next message, None when the other side is gone. Raises ``FrameError``."""
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (length,) = _HEAD.unpack(head)
    if length > MAX_ANNOUNCED:
        raise FrameError("bad-frame", f"a message of {length:,} bytes was announced; the connection ends", lost=True)
    if length > MAX_IN:
        left = length
        while left and (part := source.read(min(left, _CHUNK))):
            left -= len(part)
        raise FrameError("too-large", f"a message may have {MAX_IN:,} bytes; this one has {length:,}")
    data = source.read(length)
    if len(data) < length:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise FrameError("bad-message", "the message is no JSON") from None
    if not isinstance(value, dict):
        raise FrameError("bad-message", "the message is no object")
    return value


def frame(value: object) -> bytes:
    """Return ``value`` as one frame, however long."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return _HEAD.pack(len(data)) + data
