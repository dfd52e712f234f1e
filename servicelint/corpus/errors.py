"""The errors of the corpus commands; every message says what, where and what to do."""

from __future__ import annotations


class CorpusError(Exception):
    """The command cannot go on; what it has done so far is kept."""


class DamagedError(CorpusError):
    """A store that cannot be read to its end, however often one tries: a scan goes on with the next one."""


class BadRecordError(Exception):
    """One record that cannot be checked: it is counted, named in the error file and skipped."""
