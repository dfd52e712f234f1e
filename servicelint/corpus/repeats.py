"""Records that differ in their ``id`` only, known by their bytes: such a record need not even be parsed.

A store of macros holds most of its messages many times over.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from hashlib import blake2b
from typing import NamedTuple

#: A line that begins with its id, a number or a string that is written the same in the output.
_BEGINS = re.compile(rb'\{ ?"id": ?("[ !#-\[\]-~]*"|0|[1-9][0-9]{0,17}),')
#: About 100 MB when every fifth record has a finding.
_MOST = 100_000


class Outcomes(NamedTuple):
    """What a record came to: under what it is counted, its findings, its output line behind the id (empty: none)."""

    counted: tuple[str, ...]
    total: int
    rest: str


class Repeats:
    """Outcomes by the rest of a line, the oldest forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Outcomes] = OrderedDict()

    def get(self, rest: bytes) -> Outcomes | None:
        """Return what is known of records with this rest (see ``parted``)."""
        return self._known.get(rest)

    def put(self, rest: bytes, outcomes: Outcomes) -> None:
        """Keep what a record came to."""
        self._known[rest] = outcomes
        if len(self._known) > _MOST:
            self._known.popitem(last=False)


def parted(config: int, line: object) -> tuple[str, bytes] | None:
    """Return a line's id as JSON and a digest of all else that bears on its outcome; None where that is not plain."""
    if not isinstance(line, bytes):
        return None
    begins = _BEGINS.match(line)
    # Of two ids the last counts.
    if begins is None or line.find(b'"id"', begins.end()) >= 0:
        return None
    digest = blake2b(line[begins.end() :].rstrip(), digest_size=16, key=config.to_bytes(4, "big"))
    return begins[1].decode("ascii"), digest.digest()
