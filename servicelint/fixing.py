"""Put rewrites into a text and into a file: no overlaps, until nothing changes, never by half."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from servicelint.invitations import invites
from servicelint.model import Edit, Finding, Rewrite, Safety

ROUNDS = 5
SAFE_ONLY = frozenset({Safety.SAFE})
SAFE_AND_ASK = frozenset({Safety.SAFE, Safety.ASK})
#: Shorter sentences may well be said twice.
_FEW_BLANKS = 2


class FixError(Exception):
    """The file was left as it was; the message says why, without the file's name."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing came to: the new ``text``, how many rewrites went in, and whether it still changed at the end."""

    text: str
    applied: int
    settled: bool


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all ``edits`` made; spans are code points of ``text``.

    Raises ``ValueError`` when two edits overlap or insert at the same place, or when one lies outside the text.
    """
    out: list[str] = []
    at, last_start = 0, -1
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = edit.span
        if start < at or start == last_start or not start <= end <= len(text):
            raise ValueError(f"the edit of [{start}, {end}) does not fit after {at} in {len(text)} characters")
        out += (text[at:start], edit.text)
        at, last_start = end, start
    out.append(text[at:])
    return "".join(out)


def choose(findings: Iterable[Finding], allowed: frozenset[Safety]) -> list[Rewrite]:
    """Return the rewrites to apply together: one for each finding, the earliest and longest first, none overlapping.

    The first allowed rewrite of a finding that has edits, all in its sentence, is taken, whole or not at all; what two
    findings would add alike ("Just reply here.") is said once, the reader is invited to write back once and promised
    one date; what one ends with, the next does not begin with. A rule adds one sentence: what it would add further down
    may be needed no more, which the next lint tells.
    """
    offered = [
        (finding.rule, rewrites)
        for finding in findings
        if (
            rewrites := [
                one for one in finding.rewrites if one.safety in allowed and one.stays_within(finding.sentence)
            ]
        )
    ]
    offered.sort(key=lambda entry: _earliest_longest(entry[1][0]))
    taken: list[Rewrite] = []
    said: set[str] = set()
    adding: set[str] = set()
    last_start = at = -1
    for rule, rewrites in offered:
        for rewrite in rewrites:
            start, end = _reach(rewrite)
            if start < at or start == last_start or (taken and _goes_on_with(taken[-1], rewrite)):
                continue
            says = _sentences(rewrite)
            if not said.isdisjoint(says):
                break
            if any(any(map(kind, said)) and any(map(kind, says)) for kind in (invites, _dates)):
                continue
            if says and _grows(rewrite):
                if rule in adding:
                    break
                adding.add(rule)
            taken.append(rewrite)
            said |= says
            last_start, at = start, end
            break
    return taken


def _goes_on_with(before: Rewrite, rewrite: Rewrite) -> bool:
    """Tell whether a rewrite begins with the words that the one before it ends with: they would stand there twice."""
    said = max(before.edits, key=lambda edit: edit.span).text.split()
    says = min(rewrite.edits, key=lambda edit: edit.span).text.split()
    return any(said[-n:] == says[:n] for n in range(2, min(len(said), len(says)) + 1))


def _dates(sentence: str) -> bool:
    return "[date" in sentence


#: Between two sentences.
_BETWEEN = re.compile(r"(?<=[.?]) ")


def _sentences(rewrite: Rewrite) -> set[str]:
    """Return the sentences that a rewrite writes; a sign-off is none, a question ("Need more?") always."""
    written = _BETWEEN.split(rewrite.edits[-1].text)
    return {one.strip(" .!?") for one in written if one.count(" ") >= _FEW_BLANKS or one.endswith("?")}


def _grows(rewrite: Rewrite) -> bool:
    """Tell whether the new text is more than twice as long as the old one: a sentence is added."""
    last = rewrite.edits[-1]
    return len(last.text) > 2 * (last.span.end - last.span.start)


def _earliest_longest(rewrite: Rewrite) -> tuple[int, int]:
    start, end = _reach(rewrite)
    return start, -end


def _reach(rewrite: Rewrite) -> tuple[int, int]:
    return min(edit.span.start for edit in rewrite.edits), max(edit.span.end for edit in rewrite.edits)


def fix_text(
    text: str, findings: Sequence[Finding], relint: Callable[[str], Sequence[Finding]], allowed: frozenset[Safety]
) -> Fixed:
    """Apply the ``allowed`` rewrites of ``findings``, lint the result again with ``relint``, and so on, five times.

    It ends early when nothing is left to apply or when a text comes back that was there before. What ``relint``
    raises passes through.
    """
    seen = {text}
    applied = 0
    for _ in range(ROUNDS):
        rewrites = choose(findings, allowed)
        new = apply_edits(text, (edit for rewrite in rewrites for edit in rewrite.edits))
        if new in seen:
            return Fixed(text, applied, new == text)
        seen.add(new)
        applied += len(rewrites)
        text = new
        findings = relint(text)
    return Fixed(text, applied, not choose(findings, allowed))


def encoding_of(data: bytes, text: str) -> str:
    """Return the encoding in which ``text`` is exactly ``data``, so that a changed text can be written the same way.

    A byte order mark is part of both. Raises ``FixError`` when there is none (bytes were replaced while decoding).
    """
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "latin-1"):
        try:
            if text.encode(encoding) == data:
                return encoding
        except UnicodeEncodeError:
            continue
    raise FixError("not fixed: its bytes are no valid text in one encoding, so it could not be written back unchanged")


def encode(text: str, encoding: str) -> bytes:
    """Return ``text`` as bytes; raise ``FixError`` when ``encoding`` lacks a character of it."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        char = text[error.start]
        raise FixError(f"not fixed: the new sentence needs {char!r}, which {encoding} does not have") from None


def replace_file(path: str, old: bytes, new: bytes) -> None:
    """Write ``new`` in place of ``old`` in one step, with the file's permissions; a symbolic link stays one.

    Raises ``FixError`` when the file no longer holds ``old`` or cannot be written; it is then untouched.
    """
    import tempfile

    target = os.path.realpath(path)
    try:
        with open(target, "rb") as stream:
            if stream.read() != old:
                raise FixError("not fixed: the file was changed by another program in the meantime; run again")
            status = os.fstat(stream.fileno())
        if not os.access(target, os.W_OK):
            raise FixError("not fixed: no permission to write it")
        handle, temporary = tempfile.mkstemp(prefix=".servicelint-", dir=os.path.dirname(target))
    except OSError as error:
        raise FixError(f"not fixed: {error.strerror or error}") from None
    try:
        with open(handle, "wb") as stream:
            stream.write(new)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, status.st_mode & 0o7777)
        if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
            # Only root may give a file away; the content matters more.
            with suppress(PermissionError):
                os.chown(temporary, status.st_uid, status.st_gid)
        os.replace(temporary, target)
    except OSError as error:
        _remove(temporary)
        raise FixError(f"not fixed: {error.strerror or error}") from None
    except BaseException:
        _remove(temporary)
        raise


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def unified_diff(path: str, old: str, new: str) -> str:
    """Return the change as a unified diff that ``patch`` and ``git apply`` read; empty when there is none.

    Lines end at ``\\n`` only, as in those programs; a carriage return stays part of its line.
    """
    import difflib

    changes = difflib.unified_diff(_lines(old), _lines(new), path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in changes)


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines
