"""Text with a memory of where it came from: builder, source map, lines, and the whitespace rules of prose.

Everything here counts code points. Nothing is ever located by searching for its text again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from servicelint.model import Span

#: Characters that stand for another one, 1:1, so that patterns meet one spelling of it.
NORMAL_FORMS = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\uff07": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-",
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u3000": " ", "\t": " ",
    "\f": " ", "\v": " ", "\u2028": " ", "\u2029": " ", "\x85": " ",
}  # fmt: skip
#: Invisible characters that writers do not know they typed: skipped, as if the letters beside them touched.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u2060\ufeff")


class Run(NamedTuple):
    """``length`` characters of built text that stand for the source stretch ``[start, end)``.

    A verbatim run is 1:1 (``length == end - start``); any other run is an atom that maps as a whole.
    """

    out: int
    length: int
    start: int
    end: int
    verbatim: bool


class SourceMap:
    """The way back from built text to the source: runs in order, monotone on both sides."""

    __slots__ = ("_outs", "runs", "size")

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self.runs = runs
        self._outs = [run.out for run in runs]
        self.size = runs[-1].out + runs[-1].length if runs else 0

    def _index(self, offset: int) -> int:
        return bisect_right(self._outs, offset) - 1

    def to_source(self, start: int, end: int) -> Span:
        """Map ``[start, end)`` of the built text to the smallest source stretch that covers it.

        An empty stretch maps to an empty one. Raises ``IndexError`` outside the text.
        """
        if not 0 <= start <= end <= self.size:
            raise IndexError(f"[{start}, {end}) is outside a text of {self.size} characters")
        if not self.runs:
            return Span(0, 0)
        if start == end:
            if start == self.size:
                return Span(self.runs[-1].end, self.runs[-1].end)
            point = self._first(start)
            return Span(point, point)
        run = self.runs[self._index(end - 1)]
        stop = run.start + (end - run.out) if run.verbatim else run.end
        return Span(self._first(start), stop)

    def _first(self, offset: int) -> int:
        run = self.runs[self._index(offset)]
        return run.start + (offset - run.out) if run.verbatim else run.start

    def is_verbatim(self, start: int, end: int) -> bool:
        """Tell whether nothing of the source is skipped inside ``[start, end)`` (no tag, no quote mark, no escape)."""
        if start >= end:
            return True
        first, last = self._index(start), self._index(end - 1)
        return all(self.runs[i].end == self.runs[i + 1].start for i in range(first, last))

    def runs_in(self, start: int, end: int) -> tuple[Run, ...]:
        """Return the runs that touch the built text's ``[start, end)``."""
        if start >= end or not self.runs:
            return ()
        return self.runs[max(0, self._index(start)) : self._index(end - 1) + 1]

    def atoms(self, start: int, end: int) -> list[tuple[int, int, Span]]:
        """Return ``(start, end, source)`` of the stand-ins longer than one character that touch ``[start, end)``."""
        touched = self.runs_in(start, end)
        return [(r.out, r.out + r.length, Span(r.start, r.end)) for r in touched if not r.verbatim and r.length > 1]


class SegmentBuilder:
    """Makes a text and its map together, so that a reader never computes an offset.

    ``keep`` takes prose as it stands, ``put`` a character (or a word) that stands for a source range, ``gap`` says
    that what comes next does not follow on directly. Calls must go forward through the source; a backward step or an
    undeclared jump raises ``ValueError``.
    """

    __slots__ = ("_gap", "_parts", "_runs", "_size", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._size = 0
        self._gap = True

    def __bool__(self) -> bool:
        return self._size > 0

    def _add(self, text: str, start: int, end: int, verbatim: bool) -> None:
        at = self._runs[-1].end if self._runs else 0
        if not 0 <= start <= end <= len(self.source) or start < at:
            raise ValueError(f"[{start}, {end}) does not follow {at} in a source of {len(self.source)} characters")
        if start != at and not self._gap:
            raise ValueError(f"jump from {at} to {start} without gap()")
        self._gap = False
        if verbatim and self._runs:
            last = self._runs[-1]
            if last.verbatim and last.end == start:
                self._runs[-1] = Run(last.out, last.length + len(text), last.start, end, True)
                self._parts.append(text)
                self._size += len(text)
                return
        self._runs.append(Run(self._size, len(text), start, end, verbatim))
        self._parts.append(text)
        self._size += len(text)

    def keep(self, start: int, end: int) -> None:
        """Take the source's ``[start, end)`` as it stands."""
        if start < end:
            self._add(self.source[start:end], start, end, True)

    def put(self, text: str, start: int, end: int) -> None:
        """Let ``text`` (one character, or a placeholder's stand-in word) stand for the source's ``[start, end)``."""
        if text:
            self._add(text, start, end, len(text) == 1 and end - start == 1)

    def gap(self) -> None:
        """Declare that something of the source is skipped before the next piece."""
        self._gap = True

    def build(self) -> tuple[str, SourceMap]:
        """Return the text and its map; raise ``ValueError`` when they do not fit each other."""
        text = "".join(self._parts)
        if len(text) != self._size:
            raise ValueError("the runs do not cover the text")
        return text, SourceMap(tuple(self._runs))


#: What maps 1:1 under normalisation: quotes, hyphens, and every kind of blank.
_TABLE = str.maketrans({**NORMAL_FORMS, "\n": " ", "\r": " "})
#: Where translated prose is not yet as it should be: two blanks and more, or something invisible.
_UNEVEN = re.compile(f"[ {''.join(INVISIBLE)}]{{2,}}|[{''.join(INVISIBLE)}]")


class _Normaliser:
    """Collects pieces of prose and their runs; whitespace waits until the next word shows that it is inside."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.runs: list[Run] = []
        self.size = 0
        self._blank: Span | None = None
        self._atom = False

    def blank(self, start: int, end: int) -> None:
        self._blank = Span(self._blank.start if self._blank else start, end)

    def prose(self, piece: str, start: int) -> None:
        """Take a verbatim stretch whose first and last character may be a blank."""
        low, high = 0, len(piece)
        if piece[0] == " ":
            self.blank(start, start + 1)
            low = 1
        if low < high and piece[-1] == " ":
            high -= 1
        if low < high:
            self.add(piece[low:high], start + low, start + high)
        if high < len(piece):
            self.blank(start + high, start + len(piece))

    def uneven(self, piece: str, start: int) -> None:
        """Take a verbatim stretch with runs of blanks and invisible characters in it."""
        at = 0
        for match in _UNEVEN.finditer(piece):
            if match.start() > at:
                self.prose(piece[at : match.start()], start + at)
            if " " in match[0]:
                self.blank(start + match.start(), start + match.end())
            at = match.end()
        if at < len(piece):
            self.prose(piece[at:], start + at)

    def add(self, piece: str, start: int, end: int, *, atom: bool = False) -> None:
        if self._blank and self.out:
            self._append(" ", self._blank.start, self._blank.end)
        self._blank = None
        # A stand-in may happen to be as long as what it stands for ("Xvar" for "{id}"): it is still no verbatim text.
        self._atom = atom
        self._append(piece, start, end)
        self._atom = False

    def _append(self, piece: str, start: int, end: int) -> None:
        verbatim = end - start == len(piece) and not self._atom
        last = self.runs[-1] if self.runs else None
        if verbatim and last and last.verbatim and last.end == start:
            self.runs[-1] = Run(last.out, last.length + len(piece), last.start, end, True)
        else:
            self.runs.append(Run(self.size, len(piece), start, end, verbatim))
        self.out.append(piece)
        self.size += len(piece)


def _one_piece(piece: str, start: int) -> tuple[str, SourceMap]:
    """Return plain prose that stands at ``start`` of the source: the usual case, without the machinery."""
    body = piece.lstrip(" ")
    first = start + len(piece) - len(body)
    body = body.rstrip(" ")
    return body, SourceMap((Run(0, len(body), first, first + len(body), True),) if body else ())


def slice_normalised(text: str, source_map: SourceMap, start: int, end: int) -> tuple[str, SourceMap]:
    """Cut ``[start, end)`` out of a built text and normalise it as prose.

    Quotes are straightened, every run of whitespace becomes one space, invisible characters vanish, the ends are
    trimmed. The returned map leads to the same source as ``source_map``. An atom that is cut is left out.
    """
    runs = source_map.runs_in(start, end)
    if len(runs) == 1 and runs[0].verbatim:
        piece = text[start:end].translate(_TABLE)
        if not _UNEVEN.search(piece):
            return _one_piece(piece, runs[0].start + start - runs[0].out)
    made = _Normaliser()
    for run in runs:
        low, high = max(start, run.out), min(end, run.out + run.length)
        if not run.verbatim and run.length > 1:
            if low == run.out and high == run.out + run.length:
                if text[low:high].isspace():
                    made.blank(run.start, run.end)
                else:
                    made.add(text[low:high], run.start, run.end, atom=True)
            continue
        piece = text[low:high].translate(_TABLE)
        if not run.verbatim:
            if piece == " ":
                made.blank(run.start, run.end)
            elif piece not in INVISIBLE:
                made.add(piece, run.start, run.end)
            continue
        made.uneven(piece, run.start + low - run.out)
    return "".join(made.out), SourceMap(tuple(made.runs))


class Mapped(NamedTuple):
    """A text and the way back from it: to the source, or to the text of the layer below."""

    text: str
    map: SourceMap


def identity(text: str) -> Mapped:
    """Return ``text`` mapped onto itself."""
    return Mapped(text, SourceMap((Run(0, len(text), 0, len(text), True),) if text else ()))


def compose(inner: SourceMap, outer: SourceMap) -> SourceMap:
    """Chain two maps: ``inner`` leads to a text that ``outer`` leads on to the source.

    The multi-character atoms of ``outer`` must not be cut by ``inner`` (decoders make none).
    """
    runs: list[Run] = []
    for run in inner.runs:
        if not run.verbatim:
            span = outer.to_source(run.start, run.end)
            runs.append(Run(run.out, run.length, span.start, span.end, False))
            continue
        for piece in outer.runs_in(run.start, run.end):
            low, high = max(run.start, piece.out), min(run.end, piece.out + piece.length)
            out = run.out + low - run.start
            if piece.verbatim:
                first = piece.start + low - piece.out
                last = runs[-1] if runs else None
                if last and last.verbatim and last.end == first:
                    runs[-1] = Run(last.out, last.length + high - low, last.start, first + high - low, True)
                else:
                    runs.append(Run(out, high - low, first, first + high - low, True))
            else:
                runs.append(Run(out, high - low, piece.start, piece.end, False))
    return SourceMap(tuple(runs))


_LINE_END = re.compile(r"\r\n|\n|\r")


class LineIndex:
    """Line and column (from 1, in code points) of an offset. Lines end at ``\\n``, ``\\r\\n`` and ``\\r`` only."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return ``(line, column)`` of ``offset``, both counted from 1."""
        line = bisect_right(self._starts, offset) - 1
        return line + 1, offset - self._starts[line] + 1

    def start_of(self, line: int) -> int:
        """Return the offset at which ``line`` (from 1) begins."""
        return self._starts[line - 1]
