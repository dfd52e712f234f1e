"""``check --trace``: for each sentence, which rules were considered and why each did or did not fire."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from servicelint.cli import EXIT_ERROR
from servicelint.cli.files import collect
from servicelint.cli.output import complain, write
from servicelint.text import LineIndex
from servicelint.trace import trace

if TYPE_CHECKING:
    from servicelint.cli.session import Session
    from servicelint.model import Document
    from servicelint.pipeline import Pipeline


def show_trace(session: Session, paths: Iterable[str]) -> int:
    """Write the verdicts on every sentence of the files; return the exit code (2 when one could not be read)."""
    code = 0
    for checked in session.check(collect(paths, session.wanted)):
        if checked.error is not None or checked.config is None:
            complain(f"error: {checked.name}: {checked.error}")
            code = EXIT_ERROR
            continue
        for document in checked.documents:
            _show(session.linter(checked.config).pipeline, document)
    return code


def _show(pipeline: Pipeline, document: Document) -> None:
    lines = LineIndex(document.text)
    for text, start, verdicts in trace(pipeline, document):
        line, column = lines.position(start)
        write(f"{document.name}:{line}:{column} {text}\n")
        for verdict in verdicts:
            write(f"    {'fired ' if verdict.fired else 'silent'} {verdict.rule}: {verdict.why}\n")
        if not verdicts:
            write("    no rule's trigger words stand here\n")
