"""The errors of the corpus commands; every message says what, where and what to do."""

from __future__ import annotations


class CorpusError(Exception):
    """The command cannot go on; what it has done so far is kept."""


class BadRecordError(Exception):
    """One record that cannot be checked: it is counted, named in the error file and skipped."""
