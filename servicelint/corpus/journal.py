"""What makes a scan survive kill -9: output that grows, and a state file that says how much of it counts.

The output is written first; then the state, which is replaced as a whole. Whatever the output holds beyond the length
in the state is cut off when the scan goes on, so nothing is lost and nothing comes twice.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from servicelint.corpus.errors import CorpusError
from servicelint.corpus.items import START, Position
from servicelint.corpus.worker import Outcome

VERSION = 1
#: More kinds of messages than this are counted together: a field with a value for each message is no group.
_MOST_COUNTS = 20_000


@dataclass(slots=True)
class State:
    """How far a scan has come. ``key`` is what must be the same for it to go on; lengths are bytes.

    ``damage`` names the stores that could not be read to their end.
    """

    key: Mapping[str, Any]
    store: int = 0
    position: Position = START
    out: int = 0
    errors: int = 0
    records: int = 0
    bad: int = 0
    flagged: int = 0
    findings: int = 0
    seconds: float = 0.0
    model: str = ""
    finished: bool = False
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    damage: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count a batch in."""
        self.out += len(outcome.lines)
        self.errors += len(outcome.errors)
        self.records += outcome.records
        self.bad += outcome.bad
        self.flagged += outcome.flagged
        self.findings += outcome.findings
        self.model = outcome.model or self.model
        for key, number in outcome.counts.items():
            if key not in self.counts and len(self.counts) >= _MOST_COUNTS:
                key = (*key[:3], *("(other)" for _ in key[3:]))
            self.counts[key] += number

    def dump(self) -> str:
        """Return the state as JSON."""
        value = {"version": VERSION, **asdict(self), "position": list(self.position)}
        value["counts"] = sorted([list(key), number] for key, number in self.counts.items())
        return json.dumps(value, indent=1) + "\n"


def read_state(path: str) -> State | None:
    """Return the state in the file ``path``, None when there is none; raise ``CorpusError`` for one not our own."""
    try:
        with open(path, encoding="utf-8") as stream:
            value = json.load(stream)
        if value.pop("version") != VERSION:
            raise CorpusError(f"{path}: written by another version of servicelint; begin anew with --restart")
        value["position"] = Position(*value["position"])
        value["counts"] = Counter({tuple(key): number for key, number in value["counts"]})
        return State(**value)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{path}: not the state of a scan ({error}); begin anew with --restart") from None


class Journal:
    """The files of one scan: ``OUT``, ``OUT.errors.jsonl`` and ``OUT.state.json``. Only one scan at a time has them."""

    def __init__(self, out: str) -> None:
        self.out_path = out
        self.errors_path = f"{out}.errors.jsonl"
        self.state_path = f"{out}.state.json"
        self._out = self._errors = -1

    def begin(self, key: Mapping[str, Any], *, restart: bool) -> State:
        """Open the files and return where to go on. Raises ``CorpusError`` when they belong to something else."""
        self._out = self._open(self.out_path)
        self._lock()
        state = None if restart else read_state(self.state_path)
        size = os.fstat(self._out).st_size
        if state is None and size and not restart:
            raise CorpusError(f"{self.out_path} exists and no scan of it can be resumed; --restart writes it anew")
        if state is not None and not size and state.out:
            state = None
        if state is not None:
            self._check(state, key, size)
            if state.finished:
                return state
        else:
            state = State(key)
        self._cut(self._out, state.out)
        if state.errors:
            self._open_errors()
            self._cut(self._errors, state.errors)
        else:
            with suppress(FileNotFoundError):
                os.unlink(self.errors_path)
        self.commit(state)
        return state

    def write(self, outcome: Outcome) -> None:
        """Append what a batch gave; it counts when a state that it was added to is committed."""
        self._append(self._out, outcome.lines)
        if outcome.errors:
            if self._errors < 0:
                self._open_errors()
            self._append(self._errors, outcome.errors)

    def commit(self, state: State) -> None:
        """Make everything that was written count, even if the power fails now."""
        temporary = f"{self.state_path}.new"
        try:
            os.fsync(self._out)
            if self._errors >= 0:
                os.fsync(self._errors)
            with open(temporary, "w", encoding="utf-8") as stream:
                stream.write(state.dump())
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, self.state_path)
        except OSError as error:
            with suppress(OSError):
                os.unlink(temporary)
            raise _cannot_write(self.state_path, error) from None

    def close(self) -> None:
        """Close the files."""
        for descriptor in (self._out, self._errors):
            if descriptor >= 0:
                os.close(descriptor)
        self._out = self._errors = -1

    def _open(self, path: str) -> int:
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise _cannot_write(path, error) from None

    def _open_errors(self) -> None:
        self._errors = self._open(self.errors_path)

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:
            return
        try:
            fcntl.flock(self._out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CorpusError(f"{self.out_path}: another scan is writing it") from None

    def _cut(self, descriptor: int, length: int) -> None:
        try:
            os.ftruncate(descriptor, length)
            os.lseek(descriptor, 0, os.SEEK_END)
        except OSError as error:
            raise _cannot_write(self.out_path, error) from None

    def _append(self, descriptor: int, data: bytes) -> None:
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(descriptor, view) :]
        except OSError as error:
            raise _cannot_write(self.out_path, error) from None

    def _check(self, state: State, key: Mapping[str, Any], size: int) -> None:
        kind = "finished" if state.finished else "interrupted"
        changed = [what for name, what in _CHANGES if state.key.get(name) != key[name]]
        if changed:
            raise CorpusError(
                f"{self.out_path} holds {'a' if state.finished else 'an'} {kind} scan, but {' and '.join(changed)} "
                "changed since; --restart begins anew, another --out keeps both"
            )
        if size < state.out:
            raise CorpusError(f"{self.out_path} is shorter than the {kind} scan left it; --restart begins anew")


_CHANGES: Sequence[tuple[str, str]] = (
    ("stores", "the messages have"),
    ("rules", "the rules have"),
    ("settings", "the settings have"),
    ("output", "the options for the output have"),
)


def _cannot_write(path: str, error: OSError) -> CorpusError:
    why = (error.strerror or str(error)).lower()
    return CorpusError(f"{path}: cannot be written: {why}. What is done is kept: the same command goes on from there")
