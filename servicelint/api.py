"""The short ways in for programs: one draft, many drafts, one draft without holding up an event loop.

All share one ``Linter`` with the default rules and settings, whatever configuration files lie around; for settings of
your own make a ``servicelint.Linter``. These functions may be called from any thread (one at a time is checked).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING

from servicelint.model import CHANNELS, Document, Finding, Kind

if TYPE_CHECKING:
    from servicelint.engine import Linter

#: Drafts that are parsed together by ``lint_many``.
BATCH = 64
_lock = Lock()


def lint(
    text: str, *, thread: Sequence[str] = (), channel: str | None = None, kind: str | None = None
) -> list[Finding]:
    """Return the findings of one plain-text draft, sorted by place; offsets count code points of ``text``.

    ``thread`` holds the customer's earlier messages, oldest first. ``channel`` is ``email`` or ``chat``, ``kind`` is
    ``draft`` or ``template``; None leaves the choice to the reader. Raises ``ValueError`` for an unknown channel or
    kind, ``servicelint.readers.ReadError`` for a text that is no message (too large, binary).
    """
    documents = _documents(text, thread, channel, kind)
    with _lock:
        found = [finding for document in documents for finding in _default_linter().lint(document)]
    return _sorted(found)


def lint_many(texts: Iterable[str], *, channel: str | None = None, kind: str | None = None) -> Iterator[list[Finding]]:
    """Yield the findings of each draft, in order; 64 at a time are parsed together, which is several times as fast.

    ``texts`` is read as the results are taken, so it may be longer than memory. Errors are those of ``lint``.
    """
    source = iter(texts)
    while batch := [_documents(text, (), channel, kind) for text in islice(source, BATCH)]:
        with _lock:
            linted = iter(list(_default_linter().lint_many(document for documents in batch for document in documents)))
        for documents in batch:
            yield _sorted(finding for _, found in islice(linted, len(documents)) for finding in found)


async def alint(
    text: str, *, thread: Sequence[str] = (), channel: str | None = None, kind: str | None = None
) -> list[Finding]:
    """Return what ``lint`` returns, from a thread, so that the event loop goes on meanwhile."""
    import asyncio

    return await asyncio.to_thread(lint, text, thread=thread, channel=channel, kind=kind)


def _documents(text: str, thread: Sequence[str], channel: str | None, kind: str | None) -> list[Document]:
    from servicelint.readers import ReadOptions, read

    if channel is not None and channel not in CHANNELS:
        raise ValueError(f"unknown channel {channel!r}: use {' or '.join(CHANNELS)}")
    options = ReadOptions(channel=channel, kind=Kind(kind) if kind else None, context=tuple(thread))
    # A lone surrogate becomes "?": one code point for one, so the offsets hold.
    return read(text.encode("utf-8", "replace"), "draft.txt", options)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.span, finding.rule))


@cache
def _default_linter() -> Linter:
    from servicelint.config import Config
    from servicelint.engine import Linter

    return Linter(Config())
