"""What the settings say about reading a file, in the reader's own terms: the same for every face."""

from __future__ import annotations

from collections.abc import Iterable

from servicelint.config import Config
from servicelint.model import Kind
from servicelint.readers import ReadOptions


def read_options(
    config: Config,
    *,
    channel: str | None = None,
    kind: Kind | None = None,
    context: Iterable[str] = (),
) -> ReadOptions:
    """Return what ``config`` asks of the reader.

    ``channel`` and ``kind`` are those that the caller knows for this one message; they go before the settings.
    ``context`` are the customer's earlier messages, oldest first.
    """
    return ReadOptions(
        channel=channel or config.channel,
        kind=kind or config.kind,
        context=tuple(context),
        format=config.read_as,
        texts=config.text_keys,
        syntax=config.syntax,
    )
