"""``--output [FORMAT=]FILE``: reports into files, each in its own format, written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from servicelint.atomic import write_file
from servicelint.cli.files import describe
from servicelint.cli.output import DEFAULT_WIDTH
from servicelint.reporters import (
    FileReport,
    Reporter,
    ReporterFactory,
    Style,
    Summary,
    UnknownFormatError,
    make_reporter,
)

if TYPE_CHECKING:
    from servicelint.cli.session import Session

#: What a file's name says: whole names first, then endings.
_BY_NAME = {
    "gl-code-quality-report.json": "gitlab",
    "junit.xml": "junit",
    "checkstyle.xml": "checkstyle",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".html": "html",
    ".htm": "html",
    ".rdjson": "rdjson",
    ".jsonl": "jsonl",
    ".json": "json",
    ".txt": "human",
}
_SPEC = re.compile(r"([a-z][a-z0-9-]+)=(.+)", re.DOTALL)


class Output:
    """One report on its way to a file."""

    def __init__(self, path: str, reporter: Reporter) -> None:
        self.path = path
        self.reporter = reporter
        self._parts: list[str] = []

    def file(self, report: FileReport) -> None:
        """Take in one checked file."""
        self._parts.append(self.reporter.file(report))

    def finish(self, summary: Summary) -> str | None:
        """Write the report; return what went wrong, None when it was written."""
        self._parts.append(self.reporter.finish(summary))
        try:
            write_file(self.path, "".join(self._parts).encode("utf-8", "backslashreplace"))
        except OSError as error:
            return f"{self.path} was not written: {describe(error, writing=True)}"
        self._parts.clear()
        return None


def make_outputs(specs: Sequence[str], style: Style, session: Session) -> list[Output]:
    """Return the outputs that ``specs`` ask for (see ``make_output``), in their order."""
    plain = replace(style, color=False, width=DEFAULT_WIDTH)
    outputs = []
    for spec in specs:
        try:
            outputs.append(make_output(spec, plain, {}))
        except click.BadParameter:
            outputs.append(make_output(spec, plain, session.plugin_reporters()))
    paths = [os.path.realpath(output.path) for output in outputs]
    if len(set(paths)) < len(paths):
        raise click.BadParameter("the same file is named twice", param_hint="--output")
    return outputs


def make_output(spec: str, style: Style, extra: Mapping[str, ReporterFactory]) -> Output:
    """Return the output that ``spec`` asks for; raise ``click.BadParameter`` when it cannot be had.

    ``spec`` is a file name that tells its format, or ``FORMAT=FILE``.
    """
    match = _SPEC.fullmatch(spec)
    if match and not os.path.exists(spec):
        name, path = match[1], match[2]
    else:
        name, path = _format_of(spec), spec
    if not name:
        raise click.BadParameter(
            f"{spec!r} does not tell its format: write FORMAT=FILE, such as junit={spec}", param_hint="--output"
        )
    if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise click.BadParameter(f"there is no folder for {path!r}", param_hint="--output")
    if os.path.isdir(path):
        raise click.BadParameter(f"{path!r} is a folder: name a file", param_hint="--output")
    try:
        return Output(path, make_reporter(name, style, extra))
    except UnknownFormatError as error:
        raise click.BadParameter(f"{error}.", param_hint="--output") from None


def _format_of(path: str) -> str:
    name = os.path.basename(path).lower()
    return next((known for ending, known in _BY_NAME.items() if name == ending or name.endswith(ending)), "")
