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


class NoMessagesError(ReadError):
    """A file of data in which nothing is text for customers: in a folder such a file is passed over."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller knows better than the file: None means decide by its name and content.

    ``channel`` is ``email`` or ``chat``; ``context`` are the customer's earlier messages, oldest first (they come
    before those that the file quotes); ``max_bytes`` bounds the input. ``format`` is what to read the file as (one of
    ``readers.FORMATS``), ``texts`` the keys of a data file that hold text for customers (``keys.matches``), ``syntax``
    the template languages to look for beside those that are recognised anyway (``placeholders.EXTRA``).
    """

    channel: str | None = None
    kind: Kind | None = None
    context: tuple[str, ...] = ()
    max_bytes: int = MAX_BYTES
    format: str | None = None
    texts: tuple[str, ...] = ()
    syntax: tuple[str, ...] = ()
