"""Messages for tests that want many: our own corpora, every rule's examples, and real ones where the machine has them.

``SERVICELINT_REAL_MESSAGES`` names JSONL files (``{"id", "text", "channel", "kind", "context"}``) that must not be part
of the repository.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from servicelint.builtin import folder
from servicelint.examples import unmark
from servicelint.rule import load_pack

ROOT = Path(__file__).parents[1]
REAL = "SERVICELINT_REAL_MESSAGES"


class Message(NamedTuple):
    """One draft with what is known about it."""

    name: str
    text: str
    channel: str
    kind: str
    thread: tuple[str, ...]


def records(path: Path) -> Iterator[Message]:
    """Read the messages of a JSONL file."""
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        context = tuple(raw.get("context") or ())
        yield Message(raw["id"], raw["text"], raw.get("channel") or "email", raw.get("kind") or "draft", context)


@cache
def own() -> tuple[Message, ...]:
    """Every example of every built-in rule, and the messages of ``corpora/``."""
    pack, errors = load_pack(folder())
    assert not errors
    found = []
    for rule in pack.rules:
        for i, example in enumerate(rule.examples, 1):
            text = unmark(example.bad)[0] if example.bad else example.ok
            channel = example.channel or rule.channels[0]
            found.append(Message(f"{rule.id}:{i}", text, channel, example.kind.value, example.thread))
    for path in sorted((ROOT / "corpora").rglob("*.jsonl")):
        found += records(path)
    return tuple(found)


@cache
def real() -> tuple[Message, ...]:
    """The real messages that the environment names; empty where there are none."""
    names = [name for name in os.environ.get(REAL, "").split(os.pathsep) if name]
    return tuple(message for name in names for message in records(Path(name)))
