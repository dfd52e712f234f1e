"""Chat transcripts in plain words: ``Agent: …`` / ``Customer: …`` lines, with times and names as tools write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from servicelint.readers.lines import Line

AGENT_WORDS = frozenset(
    "agent agents support rep representative advisor adviser assistant operator staff csr csm consultant specialist "
    "helpdesk bot chatbot team moderator seller company business brand employee associate concierge".split()
)
CUSTOMER_WORDS = frozenset(
    "customer customers client user visitor guest shopper buyer consumer member subscriber patient requester requestor "
    "caller enduser human contact you".split()
)
_TIME = (
    r"(?:[\[(]?(?:\d{4}-\d\d-\d\d[T ,]*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? *)?"
    r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?Z? ?(?:[ap]\.?m\.?)?[\])]?)"
)
_LABEL = re.compile(
    rf"(?:{_TIME}\s*[-–—|]?\s*)?\*{{0,2}}"
    rf"(?P<who>[A-Za-z][\w.'’&-]*(?: [\w.'’&()\[\]/|,-]+){{0,4}}?(?: ?\([^()]{{1,30}}\))?)"
    rf"\*{{0,2}}(?: ?{_TIME})?\*{{0,2}}\s?:\*{{0,2}}(?:\s+|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_MAX_LABEL_WORDS = 5


@dataclass(slots=True)
class Turn:
    """One contribution: who speaks as the label says, whether that is the agent, and its lines without the label."""

    who: str
    agent: bool
    lines: list[Line] = field(default_factory=list)


def role_of(label: str) -> bool | None:
    """Tell whether a speaker's label names our side (True), the customer (False) or nobody known (None).

    The role is the first or the last word, or stands in brackets: "Support agent", "Anna (Support)", "Customer 2".
    """
    plain = label.lower().replace("end-user", "enduser").replace("end user", "enduser")
    words = _WORD.findall(plain)
    if not words or len(words) > _MAX_LABEL_WORDS:
        return None
    places = {words[0], words[-1], *_WORD.findall(" ".join(_BRACKETED.findall(plain)))}
    if {"customer", "client", "user"} & set(words) and {"support", "service", "care", "success"} & set(words):
        return True
    if places & CUSTOMER_WORDS:
        return False
    return True if places & AGENT_WORDS else None


def _label(line: Line) -> re.Match[str] | None:
    if line.depth or ":" not in line.text[:90]:
        return None
    return _LABEL.match(line.text[:120])


def find_turns(lines: list[Line]) -> list[Turn]:
    """Return the turns of a transcript, or an empty list where the text is none.

    A transcript opens with a speaker's label and has at least one turn of each side. A speaker without a known role is
    whoever the other side is missing.
    """
    first = next((line for line in lines if line.text), None)
    if first is None or _label(first) is None:
        return []
    labels = [(index, match) for index, line in enumerate(lines) if (match := _label(line))]
    roles = {match["who"].lower(): role_of(match["who"]) for _, match in labels}
    known = {role for role in roles.values() if role is not None}
    if not known:
        return []
    if len(known) == 1:
        # "Agent: …" / "Tom: …": the one other voice that speaks more than once, or alone, is the other side.
        unknown = [who for who, role in roles.items() if role is None]
        if len(unknown) != 1:
            return []
        roles[unknown[0]] = not known.pop()
    turns: list[Turn] = []
    wordy = 0
    if roles[labels[0][1]["who"].lower()] is None:
        return []
    starts = {index: match for index, match in labels if roles[match["who"].lower()] is not None}
    for index, line in enumerate(lines):
        match = starts.get(index)
        if match:
            turns.append(Turn(match["who"], bool(roles[match["who"].lower()])))
            skip = match.end()
            line = Line(line.start + skip, line.end, 0, line.text[skip:])
            wordy += len(line.text.split()) > 2
        if turns:
            turns[-1].lines.append(line)
    sides = {turn.agent for turn in turns}
    return turns if len(sides) == 2 and wordy else []
