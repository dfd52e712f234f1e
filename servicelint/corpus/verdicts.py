"""What has been found in a message, kept for the next record that says the same: stores repeat their macros."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from servicelint.corpus.record import TEXT_KEYS
from servicelint.model import Document, Finding
from servicelint.reporters import FileReport
from servicelint.reporters._records import finding_record

#: Everything of a record that bears on its findings (see ``document_of``).
_BEARING = (*TEXT_KEYS, "context", "mail", "format", "channel", "kind", "registers")
#: About 50 MB when every fifth message has a finding.
_MOST = 100_000


class Verdict(NamedTuple):
    """What a message came to: ``findings`` and ``sentences`` (empty where text is withheld) are JSON."""

    channel: str
    kind: str
    total: int
    findings: str
    sentences: str


class Verdicts:
    """Verdicts by message, the oldest forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Verdict] = OrderedDict()

    def get(self, key: bytes) -> Verdict | None:
        """Return what is known of a message."""
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
        return found

    def put(self, key: bytes, verdict: Verdict) -> None:
        """Keep a verdict."""
        self._known[key] = verdict
        if len(self._known) > _MOST:
            self._known.popitem(last=False)


def message_key(config: int, record: Mapping[str, Any]) -> bytes:
    """Return a digest of all in a record that bears on its findings, under the settings number ``config``."""
    bearing = repr((config, *map(record.get, _BEARING)))
    return blake2b(bearing.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def verdict_of(document: Document, findings: Sequence[Finding], *, text: bool) -> Verdict:
    """Return what ``findings`` say about a document, with words of it only if ``text``."""
    kind = str(document.kind)
    if not findings:
        return Verdict(document.channel, kind, 0, "[]", "[]" if text else "")
    placed = FileReport("", ((document, tuple(findings)),)).placed()
    records = [finding_record(place) for place in placed]
    sentences = ""
    if not text:
        for record in records:
            record.update(text="", message="", rewrites=[])
    else:
        spans = [place.finding.sentence for place in placed]
        sentences = json.dumps([document.text[span.start : span.end] for span in spans], ensure_ascii=False)
    return Verdict(document.channel, kind, len(records), json.dumps(records, ensure_ascii=False), sentences)
