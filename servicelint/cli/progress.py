"""A line about how far a long run has come, on a terminal only, gone when the run is over."""

from __future__ import annotations

import sys
import time

_QUIET_FOR = 1.0
_EVERY = 0.1


class Progress:
    """Shows ``checked N files, M findings`` on standard error after a second of silence."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._next = time.monotonic() + _QUIET_FOR
        self._shown = False

    def update(self, files: int, findings: int, total: int | None = None) -> None:
        """Say how far it is, if it is time to."""
        if not self._wanted or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY
        of = f" of {total:,}" if total else ""
        sys.stderr.write(f"\r\x1b[Kchecked {files:,}{of} files, {findings:,} findings")
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away, before anything else is written."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
