"""``human``: the sentence, the phrase underlined, why it costs trust, and what to send instead."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from servicelint.reporters import FileReport, Placed, Reporter, Style, Summary
from servicelint.reporters._terminal import Paint, cells, one_line, summary_line, wrap

if TYPE_CHECKING:
    from servicelint.reporters._excerpt import Excerpts

_SHOWN_REWRITES = 3
_BAR = "  | "
_BLANK = re.compile(r"\[[^\[\]]+\]")


class HumanReporter:
    """Blocks in the manner of Ruff and rustc, wrapped to the width of the terminal."""

    #: Tells the caller that more text may follow in the same stream.
    for_people = True

    def __init__(self, style: Style) -> None:
        self._style = style
        self._paint = Paint(style.color)
        self._width = max(style.width, 24)

    def file(self, report: FileReport) -> str:
        """Return the file's blocks."""
        places = report.placed()
        if not places:
            return ""
        from servicelint.reporters._excerpt import Excerpts

        excerpts: dict[int, Excerpts] = {}
        blocks = []
        for place in places:
            key = id(place.document)
            if key not in excerpts:
                excerpts[key] = Excerpts(place.document)
            blocks.append(self._block(report.path, place, excerpts[key]))
        return "".join(block + "\n" for block in blocks)

    def finish(self, summary: Summary) -> str:
        """Return the summary line."""
        return "" if self._style.quiet else summary_line(summary, self._style) + "\n"

    def _block(self, path: str, place: Placed, excerpts: Excerpts) -> str:
        finding, paint = place.finding, self._paint
        where = paint.bold(f"{one_line(path)}:{place.line}:{place.column}")
        lines = [f"{where} {paint.severity(finding.severity, finding.severity.label)} {one_line(finding.rule)}"]
        message = one_line(finding.message)
        lines += [f"  {message[start:end]}" for start, end in wrap(message, self._width - 2)]
        lines.append(paint.dim(_BAR.rstrip()))
        lines += self._sentence(place, excerpts)
        if finding.rewrites:
            lines.append(paint.dim(_BAR.rstrip()))
        lines += self._help(place, excerpts)
        if self._style.applied:
            from servicelint.reporters._left import why_left

            row = f"not fixed: {why_left(finding, self._style.applied)}"
            lines += [paint.dim(f"  {row[start:end]}") for start, end in wrap(row, self._width - 2)]
        return "".join(line + "\n" for line in lines)

    def _sentence(self, place: Placed, excerpts: Excerpts) -> list[str]:
        excerpt, paint = excerpts.of(place.finding), self._paint
        bar = paint.dim(_BAR)
        lines = []
        for first, last in wrap(excerpt.text, self._width - len(_BAR)):
            low, high = max(first, excerpt.start), min(last, excerpt.end)
            if low >= high:
                lines.append(bar + excerpt.text[first:last])
                continue
            before, phrase, after = excerpt.text[first:low], excerpt.text[low:high], excerpt.text[high:last]
            carets = "^" * max(cells(before + phrase) - cells(before), 1)
            lines.append(bar + before + paint.bold(phrase) + after)
            lines.append(bar + " " * cells(before) + paint.severity(place.finding.severity, carets))
        return lines

    def _help(self, place: Placed, excerpts: Excerpts) -> list[str]:
        rewrites = place.finding.rewrites
        lines = []
        for number, rewrite in enumerate(rewrites[:_SHOWN_REWRITES]):
            lead = "  help: " if number == 0 else "    or: "
            new = excerpts.rewritten(place.finding, rewrite)
            elsewhere = rewrite.edits and not rewrite.stays_within(place.finding.sentence)
            text = f"{new.text} ({rewrite.safety}{f', {rewrite.label}' if elsewhere else ''})"
            # The new words, but for the blanks in them that only the agent can fill, and the safety word at the end.
            marks = [(new.start, new.end, "32")] if new.end - new.start < len(new.text) else []
            marks += [(match.start(), match.end(), "33") for match in _BLANK.finditer(new.text)]
            marks.append((len(new.text) + 1, len(text), "2"))
            for row, (first, last) in enumerate(wrap(text, self._width - len(lead))):
                body = self._marked(text, first, last, marks)
                lines.append((self._paint.good(lead) if row == 0 else " " * len(lead)) + body)
        if len(rewrites) > _SHOWN_REWRITES:
            lines.append(self._paint.dim(f"        +{len(rewrites) - _SHOWN_REWRITES} more"))
        return lines

    def _marked(self, text: str, first: int, last: int, marks: list[tuple[int, int, str]]) -> str:
        """Return ``text[first:last]`` with its marks in colour; of two marks on one place the later one counts."""
        codes = [""] * (last - first)
        for start, end, code in marks:
            for at in range(max(start, first), min(end, last)):
                codes[at - first] = code
        out = []
        at = first
        for code, run in groupby(codes):
            end = at + len(list(run))
            out.append(self._paint.code(code, text[at:end]) if code else text[at:end])
            at = end
        return "".join(out)


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return HumanReporter(style)
