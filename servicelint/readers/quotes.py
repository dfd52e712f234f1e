"""Quoted mail: which lines of a reply are somebody else's, and what the customer wrote in them."""

from __future__ import annotations

import re

from servicelint.readers.lazy import Lazy
from servicelint.readers.lines import Line

_ORIGINAL = Lazy(
    r"[-_*= ]{2,}(?:original|forwarded) (?:message|appointment)\b|begin forwarded message:|-{2,} ?forwarded by\b",
    re.IGNORECASE,
)
_HEADER = Lazy(r"\*?(From|Sent|Date|To|Cc|Subject|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet) ?:\*?(?:[ \t\u00a0]|$)")
_WROTE = Lazy(
    r"(?:on|am|le|el|il|op)\b.*(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef).{0,60}?:$", re.IGNORECASE
)
_DATED = Lazy(r"\b(?:19|20)\d\d\b|\d[:.]\d\d\b|\d[/.-]\d|<?[\w.+-]+@")
_SAYS = Lazy(r".{2,100}\b(?:wrote|writes|said|schrieb|a écrit)\s?:$", re.IGNORECASE)
_DRAWN = Lazy(r"(?:[-_=*][ \t]*){5,}$")
#: An attribution line is short; wrapped, it takes up to three lines.
_MAX_ATTRIBUTION, _ATTRIBUTION_LINES = 300, 3


def _filled(lines: list[Line], at: int, count: int) -> list[int]:
    found: list[int] = []
    while at < len(lines) and len(found) < count:
        if lines[at].text:
            found.append(at)
        at += 1
    return found


def _attribution(lines: list[Line], at: int) -> int:
    """Return the index after the attribution ("On …, Tom wrote:") that begins at ``at``, or ``at``."""
    joined, last = "", at
    for index in range(at, min(at + _ATTRIBUTION_LINES, len(lines))):
        if not lines[index].text or lines[index].depth != lines[at].depth:
            break
        joined = f"{joined} {lines[index].text}".strip()
        if len(joined) > _MAX_ATTRIBUTION:
            break
        last = index + 1
        if _WROTE.match(joined) and _DATED.search(joined):
            return last
        if index == at and _SAYS.match(joined):
            following = _filled(lines, last, 1)
            if following and lines[following[0]].depth > lines[at].depth:
                return last
    return at


def header_block(lines: list[Line], at: int) -> int:
    """Return the index after the mail headers (From, Sent, To, Subject) that begin at ``at``, or ``at`` if none do."""
    names: list[str] = []
    end = at
    for index in range(at, min(at + 12, len(lines))):
        line = lines[index]
        match = _HEADER.match(line.text)
        if match:
            names.append(match[1])
            end = index + 1
        elif not line.text and len(names) < 3:
            continue
        elif not line.text or len(names) >= 3 or not names:
            break
    senders = {"From", "Von", "De"}
    return end if len(set(names)) >= 3 and senders & set(names) else at


def mark_history(lines: list[Line], start: int) -> list[int]:
    """Return for each line its age: 0 = the author's own, 1 = the message answered, 2 = what that one quoted, …

    Attribution lines, drawn separators and header blocks that introduce a quotation get −1. Lines before ``start`` are
    the draft's own headers and left alone. Own text between quoted lines stays own.
    """
    ages = [0] * len(lines)
    base = 0
    at = start
    while at < len(lines):
        line = lines[at]
        if not line.text:
            ages[at] = base + line.depth
            at += 1
            continue
        end, opens = at, False
        if line.text[0] in "-_*= bB" and _ORIGINAL.match(line.text):
            end = header_block(lines, min([*_filled(lines, at + 1, 1), len(lines)]))
            end, opens = max(end, at + 1), True
        elif line.text[:1] in "_-=*" and _DRAWN.match(line.text):
            following = _filled(lines, at + 1, 1)
            end = header_block(lines, following[0]) if following else at
            opens = bool(following) and end > following[0]
            end = end if opens else at
        elif ":" in line.text[:12] and _HEADER.match(line.text):
            end = header_block(lines, at)
            opens = end > at
        elif line.text[-1] == ":" or line.text[:3].lower() in ("on ", "am ", "le ", "el ", "op "):
            end = _attribution(lines, at)
            following = _filled(lines, end, 1)
            opens = end > at and not (following and lines[following[0]].depth > line.depth)
        if end > at:
            ages[at:end] = [-1] * (end - at)
            # Inside quote marks the marks themselves tell the age of what follows.
            base += opens and line.depth == 0
            at = end
            continue
        ages[at] = base + line.depth
        at += 1
    return ages


def thread_from(lines: list[Line], ages: list[int]) -> tuple[str, ...]:
    """Return the customer's quoted messages, oldest first.

    In a correspondence the two sides take turns, so odd ages are the customer's and even ones our own.
    """
    messages = []
    for age in range(max(ages, default=0), 0, -1):
        if age % 2 == 0:
            continue
        kept: list[str] = []
        before = -1
        for index, (line, own) in enumerate(zip(lines, ages, strict=True)):
            if own == age:
                # What stood between two quoted stretches was a reply: they are not one paragraph.
                kept += ["", line.text] if kept and before != index - 1 else [line.text]
                before = index
        text = "\n".join(kept)
        text = re.sub(r"\n{3,}", "\n\n", text).strip()
        if text:
            messages.append(text)
    return tuple(messages)
