"""What the formats for people share: safe text, colours, display width, wrapping, the summary line."""

from __future__ import annotations

import re

from servicelint.model import Safety, Severity
from servicelint.reporters import Style, Summary

#: Controls, line separators and the marks that reorder text: they could rewrite what the reader sees.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")
#: Characters outside these take one cell for certain; anything else is asked of wcwidth.
_UNUSUAL = re.compile("[^\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
_SGR = re.compile("\x1b\\[[0-9;]*m")
_BLANKS = re.compile(r"\s+")
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.SUGGESTION: "1;36"}


def safe(text: str) -> str:
    """Return ``text`` with every control or reordering character replaced by U+FFFD, one for one."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return ``text`` on one line, without outer blanks, safe for a terminal."""
    return safe(_BLANKS.sub(" ", text).strip())


def cells(text: str) -> int:
    """Return how many terminal cells ``text`` (without controls) takes."""
    if not _UNUSUAL.search(text):
        return len(text)
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def _clusters(text: str) -> list[str]:
    if not _UNUSUAL.search(text):
        return list(text)
    from wcwidth import iter_graphemes

    return list(iter_graphemes(text))


def wrap(text: str, width: int, first: int | None = None) -> list[tuple[int, int]]:
    """Break ``text`` at its blanks into lines of at most ``width`` cells; ``first`` is the first line's width.

    Returns half-open ranges of ``text`` without the blanks at the breaks. A word longer than a line is cut between
    characters as a reader sees them.
    """
    lines: list[tuple[int, int]] = []
    room = max(first if first is not None else width, 1)
    width = max(width, 1)
    start = end = used = 0
    for match in re.finditer(r"[^ ]+", text):
        size = cells(match[0])
        if end > start and used + (match.start() - end) + size <= room:
            used += match.start() - end + size
            end = match.end()
            continue
        if end > start:
            lines.append((start, end))
            room = width
        start, end, used = match.start(), match.end(), size
        if size > room:
            cut, used = start, 0
            for cluster in _clusters(match[0]):
                step = cells(cluster)
                if used and used + step > room:
                    lines.append((start, cut))
                    start, used, room = cut, 0, width
                cut += len(cluster)
                used += step
    if end > start:
        lines.append((start, end))
    return lines


class Paint:
    """ANSI colours, or none."""

    __slots__ = ("_on",)

    def __init__(self, on: bool) -> None:
        self._on = on

    def code(self, code: str, text: str) -> str:
        """Return ``text`` in the colours of the SGR ``code``."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._on and text else text

    def bold(self, text: str) -> str:
        """Return ``text`` in bold."""
        return self.code("1", text)

    def dim(self, text: str) -> str:
        """Return ``text`` faint."""
        return self.code("2", text)

    def severity(self, severity: Severity, text: str) -> str:
        """Return ``text`` in the colour of ``severity``."""
        return self.code(_COLORS[severity], text)

    def good(self, text: str) -> str:
        """Return ``text`` in the colour of help."""
        return self.code("1;32", text)


def count(number: int, noun: str) -> str:
    """Return ``3 files``, ``1 file``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def summary_line(summary: Summary, style: Style) -> str:
    """Return what the run came to: one line, or one for each sentence where the terminal is narrow."""
    paint = Paint(style.color)
    read = summary.files - summary.unreadable
    parts = []
    if summary.fixed:
        parts.append(f"Fixed {count(summary.fixed, 'finding')}.")
    if summary.findings:
        where = count(read, "file") if read == summary.touched else f"{summary.touched:,} of {count(read, 'file')}"
        kinds = [
            paint.severity(Severity.parse(label), count(number, label))
            for label, number in summary.by_severity.items()
            if number
        ]
        what = f"{summary.findings:,} left" if summary.fixed else f"Found {count(summary.findings, 'finding')}"
        parts.append(f"{what} in {where} ({', '.join(kinds)}).")
        parts.extend(_fixable(summary, style))
    elif read or not summary.unreadable:
        parts.append(f"No findings {'left ' if summary.fixed else ''}in {count(read, 'file')}.")
    if summary.unreadable:
        parts.append(f"{count(summary.unreadable, 'file')} could not be checked.")
    line = " ".join(parts)
    if _fits(line, style.width):
        return line
    return "\n".join(part if _fits(part, style.width) else part.replace(" (", "\n  (", 1) for part in parts)


def _fits(line: str, width: int) -> bool:
    return len(_SGR.sub("", line)) <= width


def _fixable(summary: Summary, style: Style) -> list[str]:
    parts = []
    if number := summary.fixable[Safety.SAFE] * (Safety.SAFE not in style.applied):
        parts.append(f"{number:,} can be fixed with --fix.")
    if number := summary.fixable[Safety.ASK] * (Safety.ASK not in style.applied):
        parts.append(f"{number:,} {'more' if parts else 'can be fixed'} with --fix --unsafe-fixes (see --diff first).")
    return parts
