"""What passes from a store to the workers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol


class Position(NamedTuple):
    """How far a store has been read: ``items`` of it; ``offset`` is the byte where the next begins (0: unknown)."""

    items: int = 0
    offset: int = 0


START = Position()


class Item(NamedTuple):
    """One record on its way: ``place`` is ``file:line``, ``after`` where the store goes on behind it.

    ``data`` is a line of JSON, or the record itself, or (a string) why it cannot be read.
    """

    place: str
    data: bytes | Mapping[str, Any] | str
    after: Position


class Store(Protocol):
    """A store of messages. ``name`` is what the user calls it; ``size`` its bytes, 0 where nobody knows."""

    name: str
    size: int

    def items(self, start: Position) -> Iterator[Item]:
        """Yield the records behind ``start``; raise ``CorpusError`` where the store cannot be read on."""

    def done(self) -> int:
        """Return how many of the ``size`` bytes have been read."""

    def stamp(self) -> tuple[int, int]:
        """Return what changes when the store does: size and time of change (zeros: unknown)."""
