"""JSON Lines, one record a line; compressed or not."""

from __future__ import annotations

from collections.abc import Iterator

from servicelint.corpus.items import Item, Position
from servicelint.corpus.stores.files import Stream, check_encoding, damage, stamp_of
from servicelint.readers import MAX_BYTES

#: A record may hold more than its text.
_LONGEST = 4 * MAX_BYTES


class Lines:
    """A file of JSON Lines, or standard input (``-``). Blank lines are no records."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = "<stdin>" if path == "-" else path
        self.size = stamp_of(path)[0]
        self._stream: Stream | None = None

    def items(self, start: Position) -> Iterator[Item]:
        """Yield the records behind ``start``; raise ``CorpusError`` where the file is damaged."""
        self._stream = stream = Stream(self.path)
        number, offset = start
        try:
            if stream.seekable:
                stream.data.seek(offset)
            else:
                for _ in range(number):
                    stream.data.readline()
            while line := stream.data.readline(_LONGEST):
                if not offset:
                    check_encoding(self.name, line)
                number += 1
                offset += len(line)
                if len(line) < _LONGEST or line.endswith(b"\n"):
                    if not line.isspace():
                        yield Item(f"{self.name}:{number}", line, Position(number, offset))
                    continue
                while not line.endswith(b"\n") and (line := stream.data.readline(_LONGEST)):
                    offset += len(line)
                why = f"too large to be a message: the line is longer than {_LONGEST:,} bytes"
                yield Item(f"{self.name}:{number}", why, Position(number, offset))
        except stream.errors as error:
            raise damage(self.name, error) from None
        finally:
            stream.close()

    def done(self) -> int:
        """Return how many bytes of the file have been read."""
        return self._stream.done() if self._stream else 0

    def stamp(self) -> tuple[int, int]:
        """Return size and time of change."""
        return stamp_of(self.path)
