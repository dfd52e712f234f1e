"""CSV and TSV with positions (RFC 4180). The standard library's reader tells no offsets, so cells are cut out here.

A test compares the cells with those of ``csv.reader``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from servicelint.model import Span
from servicelint.readers.errors import ReadError
from servicelint.readers.keys import plain_key
from servicelint.readers.leaves import Leaf
from servicelint.text import Mapped, SegmentBuilder

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``span`` is what stands between its quotes, or the bare cell."""

    span: Span
    quoted: bool
    line: int

    def value(self, source: str) -> str:
        """Return what the cell says."""
        raw = source[self.span.start : self.span.end]
        return raw.replace('""', '"') if self.quoted else raw

    def mapped(self, source: str) -> Mapped:
        """Return what the cell says, mapped to the source."""
        builder, at = SegmentBuilder(source), self.span.start
        if self.quoted:
            for match in re.finditer('""', source[self.span.start : self.span.end]):
                low = self.span.start + match.start()
                builder.keep(at, low)
                builder.put('"', low, low + 2)
                at = low + 2
        builder.keep(at, self.span.end)
        return Mapped(*builder.build())


def delimiter_of(source: str, name: str) -> str:
    """Return what separates the cells: a tab in ``.tsv``, else the mark that the first line has most of."""
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    head = re.sub(r'"(?:[^"]|"")*"', "", source[:65536].lstrip("\ufeff"))
    first = _LINE_END.split(head, 1)[0]
    return max(",;\t|", key=first.count)


def rows_of(source: str, delimiter: str) -> list[list[Cell]]:
    """Cut ``source`` into rows of cells; empty lines are passed over. Raises ``ReadError`` for a broken quote."""
    bare = re.compile(rf"[^\r\n{re.escape(delimiter)}]*")
    quoted = re.compile(r'"(?P<in>(?:[^"]|"")*)"')
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    at, line = (1 if source.startswith("\ufeff") else 0), 1
    size = len(source)
    while at < size or row:
        match = quoted.match(source, at) if source[at : at + 1] == '"' else None
        if match:
            span, end = Span(*match.span("in")), match.end()
        elif source[at : at + 1] == '"':
            raise ReadError(f"the quote that opens on line {line} is never closed", line)
        else:
            found = bare.match(source, at)
            assert found is not None
            span, end = Span(*found.span()), found.end()
        row.append(Cell(span, match is not None, line))
        line += len(_LINE_END.findall(source, at, end))
        if end < size and source[end] == delimiter:
            at = end + 1
            continue
        newline = _LINE_END.match(source, end)
        if newline is None and end < size:
            raise ReadError(f"text after a closing quote on line {line}: a quote inside a cell is written twice", line)
        if len(row) > 1 or row[0].quoted or row[0].span.start < row[0].span.end:
            rows.append(row)
        row = []
        line += newline is not None
        at = newline.end() if newline else size
    return rows


def read_csv(source: str, name: str) -> list[Leaf]:
    """Return the texts of a table by the names in its first row; raise ``ReadError`` where a row has more cells."""
    delimiter = delimiter_of(source, name)
    rows = rows_of(source, delimiter)
    if not rows:
        return []
    names = [cell.value(source).strip() for cell in rows[0]]
    leaves = []
    for number, row in enumerate(rows[1:]):
        if len(row) > len(names) and any(cell.value(source).strip() for cell in row[len(names) :]):
            line = row[0].line
            raise ReadError(
                f"the row on line {line} has {len(row)} cells, the first row names {len(names)}: a cell that holds "
                f"{'a tab' if delimiter == chr(9) else repr(delimiter)} must stand in double quotes",
                line,
            )
        cells = list(zip(names, row, strict=False))
        beside = {plain_key(key): cell.value(source) for key, cell in cells}
        for key, cell in cells:
            escape = "csv-quoted" if cell.quoted else f"csv-bare:{delimiter}"
            leaves.append(Leaf((number, key), cell.value(source), _mapping(cell, source), escape, beside))
    return leaves


def _mapping(cell: Cell, source: str) -> Callable[[], Mapped]:
    return lambda: cell.mapped(source)
