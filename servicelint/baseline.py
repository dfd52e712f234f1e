"""The baseline: findings that are known and left for later. It can only shrink by itself; ``baseline`` makes it anew.

The file is JSON made to be read in a diff: one line a finding, sorted, no line numbers and no words of messages::

    {
      "version": 1,
      "files": {
        "emails/refund.md": {
          "policy-shield 3f2a9c0d11e08b75": 1
        }
      }
    }
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servicelint.atomic import write_file
from servicelint.config import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servicelint.model import Finding

VERSION = 1
_ENTRY = re.compile(r"\S+ [0-9a-f]{16}")


class BaselineError(ConfigError):
    """A baseline file that cannot be used; says where and what to do."""


@dataclass(slots=True)
class Baseline:
    """Known findings: for each file (``/`` between parts, relative to ``folder``) a count by rule and fingerprint.

    ``seen`` and ``moved`` are what ``apply_baseline`` learns in a run; ``tightened`` reads them.
    """

    folder: str = ""
    files: dict[str, Counter[str]] = field(default_factory=dict)
    seen: dict[str, Counter[str]] = field(default_factory=dict)
    moved: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many findings it holds."""
        return sum(counts.total() for counts in self.files.values())

    def name_of(self, path: str) -> str:
        """Return the name under which the file at ``path`` stands in the baseline."""
        full = os.path.abspath(path)
        try:
            return os.path.relpath(full, self.folder or os.curdir).replace(os.sep, "/")
        except ValueError:
            # Another drive: there is no relative path.
            return full.replace(os.sep, "/")

    def add(self, path: str, findings: Iterable[Finding]) -> None:
        """Take in all findings of a file, in place of what stood there for it."""
        self.files[self.name_of(path)] = Counter(_key(finding) for finding in findings)

    def tightened(self, complete: bool = False) -> Baseline:
        """Return the baseline with what the run no longer found taken out: no count ever grows.

        Only for a run of all rules with the settings of the files: what was not looked for is not gone.

        Files that the run did not check stay as they are, unless it was ``complete`` and they are gone from the disk.
        Entries of a moved file stand under its new name.
        """
        files = {name: Counter(counts) for name, counts in self.seen.items()}
        for name, counts in self.files.items():
            if name in self.seen or (complete and self.is_gone(name)):
                continue
            files[name] = counts - Counter({key: self.moved[name, key] for key in counts})
        return Baseline(self.folder, {name: counts for name, counts in files.items() if counts})

    def is_gone(self, name: str) -> bool:
        """Tell whether the file of that name is no longer on the disk."""
        return not os.path.lexists(os.path.join(self.folder, name))


def apply_baseline(findings: Iterable[Finding], baseline: Baseline, path: str) -> tuple[list[Finding], list[Finding]]:
    """Part the findings of the file at ``path`` into ``(kept, matched)``: new ones, and those that the baseline has.

    Of more findings with one fingerprint than the baseline counts, the last ones are new. A file that was renamed is
    recognised: what stands under a name that is gone from the disk counts for any other file, once. Call it once for
    each file of a run.
    """
    name = baseline.name_of(path)
    left = Counter({key: count - baseline.moved[name, key] for key, count in baseline.files.get(name, {}).items()})
    seen = baseline.seen.setdefault(name, Counter())
    kept, matched = [], []
    for finding in findings:
        key = _key(finding)
        if left[key] > 0:
            left[key] -= 1
        elif not _take_moved(baseline, name, key):
            kept.append(finding)
            continue
        seen[key] += 1
        matched.append(finding)
    return kept, matched


def _take_moved(baseline: Baseline, name: str, key: str) -> bool:
    for other, counts in baseline.files.items():
        free = other != name and other not in baseline.seen and counts[key] > baseline.moved[other, key]
        if free and baseline.is_gone(other):
            baseline.moved[other, key] += 1
            return True
    return False


def _key(finding: Finding) -> str:
    return f"{finding.rule} {finding.fingerprint.partition('-')[0]}"


def load_baseline(path: str | os.PathLike[str]) -> Baseline:
    """Read a baseline file; raise ``BaselineError`` with the line when it is missing, damaged or of a later version."""
    path = os.path.abspath(path)
    try:
        with open(path, "rb") as stream:
            text = stream.read().decode("utf-8-sig")
    except FileNotFoundError:
        raise BaselineError("there is no such baseline; `servicelint baseline` writes one", path) from None
    except OSError as error:
        raise BaselineError(f"cannot be read: {error.strerror or error}", path) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BaselineError(f"not UTF-8; {_REPAIR}", path, line) from None
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        conflict = re.search(r"^(?:<<<<<<<|=======|>>>>>>>)", text, re.MULTILINE)
        if conflict:
            line = text.count("\n", 0, conflict.start()) + 1
            raise BaselineError(f"has an unresolved merge conflict; {_REPAIR}", path, line) from None
        raise BaselineError(f"not valid JSON: {error.msg}; {_REPAIR}", path, error.lineno) from None
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"not valid JSON: {error}; {_REPAIR}", path) from None
    return Baseline(os.path.dirname(path), _checked(raw, text, path))


_REPAIR = "restore it, or write a new one with `servicelint baseline`"


def _checked(raw: object, text: str, path: str) -> dict[str, Counter[str]]:
    def bad(message: str, needle: str = "") -> BaselineError:
        at = text.find(json.dumps(needle, ensure_ascii=False)) if needle else -1
        return BaselineError(f"{message}; {_REPAIR}", path, text.count("\n", 0, at) + 1 if at >= 0 else 1)

    if not isinstance(raw, dict) or not isinstance(raw.get("files"), dict):
        raise bad('not a baseline: {"version": 1, "files": {…}} is needed')
    version = raw.get("version")
    if version != VERSION or isinstance(version, bool):
        hint = "a newer servicelint wrote it" if isinstance(version, int) and version > VERSION else "not a baseline"
        raise bad(f"has version {version!r}, {VERSION} is needed: {hint}", "version")
    files = {}
    for name, entries in raw["files"].items():
        if not isinstance(entries, dict):
            raise bad(f"the entry of {name!r} is not a table of counts", name)
        for key, count in entries.items():
            if not _ENTRY.fullmatch(key):
                raise bad(f"{key!r} is not a rule and a fingerprint", key)
            if not isinstance(count, int) or isinstance(count, bool) or count < 1:
                raise bad(f"the count of {key!r} must be a whole number above 0", key)
        files[name] = Counter[str](entries)
    return files


def baseline_text(baseline: Baseline) -> str:
    """Return the file's text: sorted, the same for equal baselines."""
    files = {name: dict(sorted(counts.items())) for name, counts in sorted(baseline.files.items()) if counts}
    text = json.dumps({"version": VERSION, "files": files}, indent=2, ensure_ascii=False) + "\n"
    # A file name that is not valid Unicode has lone surrogates, which UTF-8 cannot hold.
    odd = any("\ud800" <= char <= "\udfff" for char in text)
    return json.dumps({"version": VERSION, "files": files}, indent=2) + "\n" if odd else text


def write_baseline(path: str | os.PathLike[str], baseline: Baseline) -> bool:
    """Write the baseline to ``path`` in one step (readers see the old file or the new one); False when nothing changed.

    Raises ``BaselineError`` when it cannot be written; the old file stays.
    """
    data = baseline_text(baseline).encode("utf-8")
    try:
        with open(path, "rb") as stream:
            if stream.read() == data:
                return False
    except OSError:
        pass
    try:
        write_file(path, data)
    except OSError as error:
        raise BaselineError(f"cannot be written: {error.strerror or error}", os.fspath(path)) from None
    return True
