"""A batch dealt out to workers by what its messages say, and put together again in its order.

So a message that a store repeats always comes to the worker that remembers it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from zlib import crc32

from servicelint.corpus.items import Item
from servicelint.corpus.record import TEXT_KEYS
from servicelint.corpus.worker import Outcome

#: By worker, the numbers of its items in the batch.
Parts = Mapping[int, Sequence[int]]

#: As many bytes of a record, or characters of its text, as tell it from others.
_TELLING = 400
_TEXT_NAMES = tuple(f'"{key}"'.encode() for key in TEXT_KEYS)


def dealt(items: Sequence[Item], jobs: int) -> Parts:
    """Return for each worker the numbers of the items that it gets; an empty batch goes to the first."""
    parts: dict[int, list[int]] = {} if items else {0: []}
    for number, item in enumerate(items):
        parts.setdefault(crc32(_telling(item.data)) % jobs, []).append(number)
    return parts


def joined(parts: Sequence[tuple[Sequence[int], Outcome]]) -> Outcome:
    """Return the outcome of a batch from those of its parts, each with the numbers of its items."""
    if len(parts) == 1:
        return parts[0][1]
    whole = Outcome()
    lines: list[tuple[int, bytes]] = []
    errors: list[tuple[int, bytes]] = []
    for numbers, part in parts:
        lines += zip((numbers[i] for i in part.line_items), part.lines.splitlines(keepends=True), strict=True)
        errors += zip((numbers[i] for i in part.error_items), part.errors.splitlines(keepends=True), strict=True)
        whole.records += part.records
        whole.bad += part.bad
        whole.flagged += part.flagged
        whole.findings += part.findings
        whole.counts += part.counts
        whole.model = part.model or whole.model
        whole.notices = part.notices or whole.notices
    for found in (lines, errors):
        found.sort(key=itemgetter(0))
    whole.line_items, whole.lines = [i for i, _ in lines], b"".join(line for _, line in lines)
    whole.error_items, whole.errors = [i for i, _ in errors], b"".join(line for _, line in errors)
    return whole


def _telling(data: bytes | Mapping[str, object] | str) -> bytes:
    """Return what is the same for records with the same message; reading them whole would take too long here."""
    if isinstance(data, bytes):
        at = next((at for name in _TEXT_NAMES if (at := data.find(name)) >= 0), 0)
        return data[at : at + _TELLING]
    if isinstance(data, str):
        return b""
    text = next((text for key in TEXT_KEYS if isinstance(text := data.get(key), str)), "")
    return text[:_TELLING].encode("utf-8", "replace")
