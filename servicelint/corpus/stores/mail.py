"""Stored mail: mbox files, Maildir folders, folders of ``.eml`` files. One message is in memory at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parseaddr
from typing import Any

from servicelint.corpus.items import Item, Position
from servicelint.corpus.stores.files import Stream, damage, stamp_of
from servicelint.readers import MAX_BYTES

_HEADERS = BytesHeaderParser(policy=compat32)


class Mbox:
    """A file of mails, each begun by a ``From `` line behind a blank one (RFC 4155)."""

    def __init__(self, path: str, senders: Sequence[str] = ()) -> None:
        self.name = path
        self.size = stamp_of(path)[0]
        self._senders = senders
        self._stream: Stream | None = None

    def items(self, start: Position) -> Iterator[Item]:
        """Yield the mails behind ``start``; raise ``CorpusError`` where the file is damaged."""
        self._stream = stream = Stream(self.name)
        number, offset = start if stream.seekable else Position()
        try:
            if offset:
                stream.data.seek(offset)
            for data, size in _split(stream):
                number += 1
                offset += size
                if number > start.items:
                    place, after = f"{self.name}: mail {number}", Position(number, offset)
                    yield from mail_items(data, place, after, self._senders)
        except stream.errors as error:
            raise damage(self.name, error) from None
        finally:
            stream.close()

    def done(self) -> int:
        """Return how many bytes of the file have been read."""
        return self._stream.done() if self._stream else 0

    def stamp(self) -> tuple[int, int]:
        """Return size and time of change."""
        return stamp_of(self.name)


def _split(stream: Stream) -> Iterator[tuple[bytes, int]]:
    """Yield each mail with its number of bytes in the file; one that is too large is cut."""
    lines: list[bytes] = []
    size = kept = 0
    blank = True
    for line in stream.data:
        if blank and line.startswith(b"From ") and size:
            yield b"".join(lines), size
            lines, size, kept = [], 0, 0
        blank = line in (b"\n", b"\r\n")
        size += len(line)
        if kept <= MAX_BYTES:
            lines.append(line)
            kept += len(line)
    if size:
        yield b"".join(lines), size


class MailFiles:
    """A folder with one mail in each file: ``.eml`` files, or a Maildir."""

    def __init__(self, folder: str, paths: Sequence[str], senders: Sequence[str] = ()) -> None:
        self.name = folder
        self.size = len(paths)
        self._paths = paths
        self._senders = senders
        self._done = 0

    def items(self, start: Position) -> Iterator[Item]:
        """Yield the mails behind ``start``; a file that cannot be read is a bad record."""
        for number, path in enumerate(self._paths[start.items :], start.items + 1):
            self._done = number
            after = Position(number)
            try:
                with open(path, "rb") as file:
                    data = file.read(MAX_BYTES + 1)
            except OSError as error:
                yield Item(path, f"cannot be read: {(error.strerror or str(error)).lower()}", after)
                continue
            yield from mail_items(data, path, after, self._senders)

    def done(self) -> int:
        """Return how many of the files have been read."""
        return self._done

    def stamp(self) -> tuple[int, int]:
        """Return the number of files and the time of the last change of any."""
        return len(self._paths), max((stamp_of(path)[1] for path in self._paths), default=0)


def maildir_files(folder: str) -> list[str] | None:
    """Return the mails of a Maildir in a fixed order; None for a folder that is none."""
    parts = [os.path.join(folder, part) for part in ("cur", "new")]
    if not all(map(os.path.isdir, parts)):
        return None
    return [os.path.join(part, name) for part in parts for name in sorted(os.listdir(part)) if not name.startswith(".")]


def mail_items(data: bytes, place: str, after: Position, senders: Sequence[str]) -> Iterator[Item]:
    """Yield the record of one mail; nothing when ``senders`` (addresses or domains) did not write it."""
    if len(data) > MAX_BYTES:
        yield Item(place, f"too large to be a message: more than {MAX_BYTES:,} bytes", after)
        return
    try:
        record = _record(data)
    except (ValueError, LookupError, IndexError) as error:
        yield Item(place, f"the headers of this mail cannot be read: {error}", after)
        return
    if senders and not wrote(record["from"], senders):
        return
    yield Item(place, {**record, "id": record["id"] or place}, after)


def _record(data: bytes) -> dict[str, Any]:
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    headers = _HEADERS.parsebytes(data)
    return {
        "id": str(headers.get("message-id", "")).strip().strip("<>"),
        "mail": data,
        "date": str(headers.get("date", "")),
        "from": parseaddr(str(headers.get("from", "")))[1].lower(),
        "subject": str(headers.get("subject", "")),
    }


def wrote(address: str, senders: Sequence[str]) -> bool:
    """Tell whether ``address`` is one of ``senders``: addresses, or domains (``example.com``, ``@example.com``)."""
    domain = address.rpartition("@")[2]
    return any(
        address == sender.lower() if "@" in sender.lstrip("@") else domain == sender.lstrip("@").lower()
        for sender in senders
    )
