"""From the text of one message to the segments that are linted: the author's own prose, zone by zone.

Every reader flattens its format to one plain text (prose with newlines) and hands it over here, so a message falls into
the same segments whether it came as plain text, HTML, Markdown or mail.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servicelint.model import Part, Segment, Span
from servicelint.readers.atoms import Cutter
from servicelint.readers.furniture import (
    FENCE,
    HEADER_LINE,
    greeting_end,
    is_bare_name,
    is_closing,
    is_disclaimer,
    is_log_line,
    is_signature_line,
)
from servicelint.readers.lines import Line, bullet_end, ends_paragraph, is_rule, split_lines, widest_of
from servicelint.readers.quotes import mark_history, thread_from
from servicelint.text import Mapped

if TYPE_CHECKING:
    from servicelint.readers.transcripts import Turn

#: A greeting stands this near to the top (counting lines with text).
_GREETING_WITHIN = 8
#: Lines that belong to nobody's prose.
_DROPPED = "dropped"


@dataclass(slots=True)
class Zoned:
    """What a message holds: segments in source order, the customer's quoted messages, the linted paragraphs."""

    segments: list[Segment] = field(default_factory=list)
    thread: tuple[str, ...] = ()
    blocks: list[Span] = field(default_factory=list)
    is_chat: bool = False


class _Collector:
    """Cuts segments out of the message and notes each paragraph's stretch of the source."""

    def __init__(self, message: Mapped, escape: str) -> None:
        self.cutter = Cutter(message)
        self.escape = escape
        self.zoned = Zoned()

    def segment(self, start: int, end: int, part: Part) -> None:
        text, way = self.cutter.cut(start, end)
        if any(char.isalnum() for char in text):
            self.zoned.segments.append(Segment(text, way, part, self.escape))

    def block(self, start: int, end: int) -> None:
        if start < end:
            self.zoned.blocks.append(self.cutter.message.map.to_source(start, end))

    def paragraph(self, lines: list[Line], part: Part) -> None:
        """Cut a run of lines at the breaks that are the writer's own; list marks stay outside."""
        widest = widest_of(lines)
        first = 0
        for index, line in enumerate(lines):
            if index + 1 < len(lines) and not ends_paragraph(line, lines[index + 1], widest):
                continue
            if not is_rule(lines[first]):
                self.segment(lines[first].start + bullet_end(lines[first]), line.end, part)
            first = index + 1
        self.block(lines[0].start, lines[-1].end)


def zone(message: Mapped, *, escape: str, chat: bool, subject: bool = True) -> Zoned:
    """Cut one flattened message into segments.

    ``escape`` goes into every segment; ``chat`` switches mail conventions (quotes, signatures) off; ``subject`` allows
    leading header lines. Quoted history becomes ``thread``, customer turns of a transcript too.
    """
    collector = _Collector(message, escape)
    lines = split_lines(message.text, chat=chat)
    turns = _turns(lines)
    if turns:
        _transcript(collector, turns)
        return collector.zoned
    start = _headers(collector, lines) if subject else 0
    ages = mark_history(lines, start) if not chat else [line.depth for line in lines]
    collector.zoned.thread = thread_from(lines, ages)
    parts = _parts(collector.cutter, lines, ages, start, chat)
    run: list[Line] = []
    previous: str | None = None
    for index in range(start, len(lines) + 1):
        part = parts[index] if index < len(lines) and lines[index].text else None
        if run and (part != previous or part == Part.CLOSING):
            _emit(collector, run, previous)
            run = []
        if part is not None:
            run.append(lines[index])
        previous = part
    return collector.zoned


def _greeting(cutter: Cutter, line: Line) -> int:
    """Return how much of the line is a greeting; a placeholder is a name there, however it is written."""
    text = line.text
    for atom in cutter.within(line.start, line.end):
        if atom.word not in ("Xlink", "Xmail"):
            low, high = atom.start - line.start, atom.end - line.start
            text = f"{text[:low]}X{'x' * (high - low - 1)}{text[high:]}"
    return greeting_end(text)


def _emit(collector: _Collector, run: list[Line], part: str | None) -> None:
    if part is None or part == _DROPPED:
        return
    if part == Part.GREETING:
        first = run[0]
        split = first.start + _greeting(collector.cutter, first)
        collector.segment(first.start, split, Part.GREETING)
        rest = Line(split, first.end, 0, first.text[split - first.start :])
        if rest.text or run[1:]:
            collector.paragraph([rest, *run[1:]] if rest.text else run[1:], Part.BODY)
        collector.block(first.start, split)
        return
    collector.paragraph(run, Part(part))


def _turns(lines: list[Line]) -> list[Turn]:
    first = next((line.text for line in lines if line.text), "")
    if ":" not in first[:90] or HEADER_LINE.match(first):
        return []
    from servicelint.readers.transcripts import find_turns

    return find_turns(lines)


def turn_segments(message: Mapped, escape: str) -> Zoned:
    """Cut one chat turn that a format has already told apart from the others."""
    from servicelint.readers.transcripts import Turn

    collector = _Collector(message, escape)
    _transcript(collector, [Turn("", True, split_lines(message.text, chat=True))])
    return collector.zoned


def _transcript(collector: _Collector, turns: list[Turn]) -> None:
    collector.zoned.is_chat = True
    thread = []
    for turn in turns:
        if not turn.agent:
            text = "\n".join(line.text for line in turn.lines).strip()
            thread += [text] if text else []
            continue
        run: list[Line] = []
        for line in (*turn.lines, Line(0, 0, 0, "")):
            if line.text:
                run.append(line)
            elif run:
                collector.paragraph(run, Part.TURN)
                run = []
    collector.zoned.thread = tuple(thread)


def _headers(collector: _Collector, lines: list[Line]) -> int:
    """Take the draft's own header lines at the top: the subject is read, the others are passed over."""
    at = 0
    while at < len(lines) and not lines[at].text:
        at += 1
    end, seen = at, []
    while end < len(lines):
        match = HEADER_LINE.match(lines[end].text)
        if not match or lines[end].depth:
            break
        seen.append((match[1].lower(), lines[end], match.end()))
        end += 1
    names = {name for name, _, _ in seen}
    subjects = {"subject", "subject line"}
    if not names & subjects and not (len(seen) > 1 and {"from", "to"} & names):
        return 0
    for name, line, offset in seen:
        if name in subjects:
            low, high = line.start + offset, line.end
            while line.text[-1] in "\"'*" and low < high and message_char(collector, low) in "\"'*":
                low, high = low + 1, high - 1
                break
            collector.segment(low, high, Part.SUBJECT)
            collector.block(line.start, line.end)
    return end


def message_char(collector: _Collector, offset: int) -> str:
    """Return the character of the message at ``offset``."""
    return collector.cutter.message.text[offset]


def _parts(cutter: Cutter, lines: list[Line], ages: list[int], start: int, chat: bool) -> list[str]:
    """Name the zone of each line: a ``Part``, or dropped."""
    parts: list[str] = [Part.BODY if age == 0 else _DROPPED for age in ages]
    _drop_code(lines, parts, start)
    filled = [i for i in range(start, len(lines)) if lines[i].text and parts[i] == Part.BODY]
    for count, index in enumerate(filled[:_GREETING_WITHIN]):
        end = _greeting(cutter, lines[index])
        if end and (count == 0 or end == len(lines[index].text) or index == start or not lines[index - 1].text):
            parts[index] = Part.GREETING
            # The greeting opens its own run; text on the same line goes on into the next lines.
            if end < len(lines[index].text):
                at = index + 1
                while at < len(lines) and lines[at].text and parts[at] == Part.BODY and not is_closing(lines[at].text):
                    parts[at] = Part.GREETING
                    at += 1
            break
    for block in _own_blocks(filled, ages):
        _closings(lines, parts, block, chat)
    if not chat:
        _disclaimers(lines, parts, filled)
    return parts


def _own_blocks(filled: list[int], ages: list[int]) -> list[list[int]]:
    """Group the author's own lines by the quotations between them."""
    blocks: list[list[int]] = []
    for index in filled:
        if blocks and all(age == 0 for age in ages[blocks[-1][-1] : index]):
            blocks[-1].append(index)
        else:
            blocks.append([index])
    return blocks


def _closings(lines: list[Line], parts: list[str], block: list[int], chat: bool) -> None:
    signed = False
    for count, index in enumerate(block):
        text = lines[index].text
        if text.rstrip() == "--" and not chat:
            for below in block[count:]:
                parts[below] = _DROPPED
            break
        if signed and not chat and is_signature_line(text) and not is_closing(text) and not bullet_end(lines[index]):
            parts[index] = _DROPPED
        elif parts[index] == Part.BODY and is_closing(text) and (count or len(block) == 1) and not _flows(lines, index):
            parts[index] = Part.CLOSING
            signed = True
        elif text:
            signed = False
    last = block[-1]
    if not chat and len(block) > 1 and parts[last] == Part.BODY and is_bare_name(lines[last].text):
        above = lines[block[-2]].text
        if block[-2] < last - 1 or above[-1] in ".!?)…":
            parts[last] = _DROPPED


def _flows(lines: list[Line], index: int) -> bool:
    """Tell whether the line only goes on with the sentence of the one above ("… and ⏎ have a good one!")."""
    above = lines[index - 1].text if index else ""
    return bool(above) and lines[index].text[0].islower() and above[-1] not in ".!?…)"


def _drop_code(lines: list[Line], parts: list[str], start: int) -> None:
    fenced = False
    fences = sum(bool(FENCE.match(line.text)) for line in lines[start:] if line.text[:1] in "`~")
    for index in range(start, len(lines)):
        text = lines[index].text
        if fences > 1 and FENCE.match(text):
            fenced = not fenced
            fences -= not fenced
            parts[index] = _DROPPED
        elif fenced or (text and is_log_line(text)):
            parts[index] = _DROPPED


def _disclaimers(lines: list[Line], parts: list[str], filled: list[int]) -> None:
    paragraph: list[int] = []
    seen = 0
    for index in (*filled, -1):
        if paragraph and (index < 0 or index != paragraph[-1] + 1 or parts[index] != parts[paragraph[-1]]):
            if seen and is_disclaimer(" ".join(lines[i].text for i in paragraph)):
                for i in paragraph:
                    parts[i] = _DROPPED
            seen += 1
            paragraph = []
        if index >= 0 and parts[index] == Part.BODY:
            paragraph.append(index)
