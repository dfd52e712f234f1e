"""Fixing one checked file in memory: rewrite, read again, lint again, until it settles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from servicelint.cli.session import Checked, Session
from servicelint.fixing import FixError, choose, encode, encoding_of, fix_text
from servicelint.model import Document, Finding, Safety
from servicelint.readers import ReadError


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file after fixing: its bytes, its text before and after, and what is still found in it."""

    data: bytes
    before: str
    after: str
    applied: int
    settled: bool
    documents: list[Document]
    findings: list[list[Finding]]


def fixed_bytes(checked: Checked, session: Session, allowed: frozenset[Safety]) -> FixedFile:
    """Apply the ``allowed`` rewrites to ``checked``; nothing is written. Raises ``FixError``."""
    documents, findings = checked.documents, checked.findings
    text = documents[0].text if documents else ""
    if not choose(checked.all_findings, allowed):
        return FixedFile(checked.data, text, text, 0, True, documents, findings)
    encoding = encoding_of(checked.data, text)

    def relint(new: str) -> Sequence[Finding]:
        nonlocal documents, findings
        try:
            documents, findings = session.relint(checked, encode(new, encoding))
        except ReadError as error:
            raise FixError(f"not fixed: afterwards it could not be read ({error.message})") from None
        return [finding for found in findings for finding in found]

    result = fix_text(text, checked.all_findings, relint, allowed)
    data = encode(result.text, encoding)
    return FixedFile(data, text, result.text, result.applied, result.settled, documents, findings)
