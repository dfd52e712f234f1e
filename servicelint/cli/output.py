"""Streams: colours or not, how wide, and writing without surprises."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from servicelint.cli import EXIT_BROKEN_PIPE

DEFAULT_WIDTH = 100


def wants_color(choice: bool | None, stream: TextIO) -> bool:
    """Tell whether to colour: the option, then NO_COLOR, then FORCE_COLOR (see no-color.org), then the terminal."""
    if choice is not None:
        return choice
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """Return how many cells wide ``stream`` is: COLUMNS, else the terminal's width, else 100; 200 at most."""
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() else 0
    if not width:
        try:
            width = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            width = DEFAULT_WIDTH
    return min(width or DEFAULT_WIDTH, 200)


def write(text: str, stream: TextIO | None = None) -> None:
    """Write ``text`` at once: UTF-8 into files and pipes, whatever the locale; what a terminal cannot show, escaped."""
    stream = stream or sys.stdout
    if not text:
        return
    try:
        if stream.isatty():
            encoding = stream.encoding or "utf-8"
            stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        else:
            stream.flush()
            stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()
    except BrokenPipeError:
        # Whoever read this has seen enough: no error.
        raise click.exceptions.Exit(EXIT_BROKEN_PIPE) from None


def write_bytes(data: bytes) -> None:
    """Write ``data`` to standard output as it is."""
    sys.stdout.flush()
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise click.exceptions.Exit(EXIT_BROKEN_PIPE) from None


def complain(message: str) -> None:
    """Write one line about something that went wrong, or a note, to standard error."""
    write(f"{message}\n", sys.stderr)
