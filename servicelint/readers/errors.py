"""The one error of the readers, and what a caller may ask of them."""

from __future__ import annotations

from dataclasses import dataclass

from servicelint.model import Kind

#: Larger input is refused: a message to one customer never comes near it, and every face must stay responsive.
MAX_BYTES = 20 * 1024 * 1024


class ReadError(Exception):
    """Input that cannot be read as a message: ``message`` says what and where, ``line`` counts from 1 or is unknown."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller knows better than the file: None means decide by its name and content.

    ``channel`` is ``email`` or ``chat``; ``context`` are the customer's earlier messages, oldest first (they come
    before those that the file quotes); ``max_bytes`` bounds the input.
    """

    channel: str | None = None
    kind: Kind | None = None
    context: tuple[str, ...] = ()
    max_bytes: int = MAX_BYTES
