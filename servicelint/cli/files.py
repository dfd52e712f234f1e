"""Which files to check: paths as given, folders searched, standard input; and their bytes."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from servicelint.readers.errors import MAX_BYTES

STDIN = "-"
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


class FileError(Exception):
    """A file that cannot be read; the message says why, without the file's name."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to check: its ``path`` as the user would write it, or why it cannot be had. ``-`` is standard input.

    ``named`` says that the user gave this very path; other files were found in a folder.
    """

    path: str
    error: str | None = None
    named: bool = True


def collect(paths: Iterable[str], wanted: Callable[[str], bool]) -> Iterator[Input]:
    """Yield the files of ``paths`` in their order, each once; of a folder, the files that are ``wanted``.

    In a folder that git knows, what git ignores is left out; elsewhere hidden files and the folders of package
    managers are. A file that is named is always taken. Errors come as inputs with ``error``, in their place.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            yield Input(path)
            continue
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)
        except (OSError, ValueError) as error:
            yield Input(path, describe(error))
            continue
        if not is_folder:
            if _first_time(path, seen):
                yield Input(path)
            continue
        yield from _in_folder(path, wanted, seen)


def _in_folder(folder: str, wanted: Callable[[str], bool], seen: set[str]) -> Iterator[Input]:
    count = 0
    for found in _search(folder):
        if found.error is None and not wanted(found.path):
            continue
        count += 1
        if found.error is not None:
            yield found
            continue
        try:
            mode = os.stat(found.path).st_mode
        except OSError as error:
            yield Input(found.path, describe(error))
            continue
        if stat.S_ISREG(mode) and _first_time(found.path, seen):
            yield Input(found.path, named=False)
    if not count:
        yield Input(folder, "no drafts in this folder; name a file to have it checked whatever its type")


def _first_time(path: str, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    if real in seen:
        return False
    seen.add(real)
    return True


def _search(folder: str) -> list[Input]:
    return _git_files(folder) or list(_walk(folder))


def _git_files(folder: str) -> list[Input] | None:
    """Return what git does not ignore below ``folder``; None where git is missing or does not know the folder."""
    if not _in_repository(folder):
        return None
    import subprocess

    command = ["git", "-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "."]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and one folder, no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode:
        return None
    found: list[Input] = []
    for raw in sorted(set(done.stdout.split(b"\0")) - {b""}):
        path = _joined(folder, os.fsdecode(raw))
        if path.endswith("/"):
            # A repository inside this one: git lists it as one entry.
            found += _search(path.rstrip("/"))
        elif os.path.lexists(path):
            found.append(Input(path))
    return found


def _in_repository(folder: str) -> bool:
    at = os.path.realpath(folder)
    while True:
        if os.path.lexists(os.path.join(at, ".git")):
            return True
        parent = os.path.dirname(at)
        if parent == at:
            return False
        at = parent


def _walk(folder: str) -> Iterator[Input]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Input(folder, describe(error))
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = _joined(folder, entry.name)
        # A link to a folder is not followed: it may lead back here.
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _SKIPPED:
                yield from _walk(path)
        else:
            yield Input(path)


def _joined(folder: str, name: str) -> str:
    return name if folder in (".", "./") else os.path.join(folder, name)


def read_bytes(path: str) -> bytes:
    """Return the content of ``path``; ``-`` is standard input. Raises ``FileError``."""
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(path, "rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                data = b"" if size > MAX_BYTES else stream.read(MAX_BYTES + 1)
                if size > MAX_BYTES:
                    raise FileError(_too_big(size))
    except (OSError, ValueError) as error:
        raise FileError(describe(error)) from None
    if len(data) > MAX_BYTES:
        raise FileError(_too_big(None))
    return data


def _too_big(size: int | None) -> str:
    have = f"it holds {size / 2**20:,.0f} MiB" if size else "it is too large"
    return f"{have}; files of up to {MAX_BYTES // 2**20} MiB are checked: split it, or leave it out"


def describe(error: OSError | ValueError, *, writing: bool = False) -> str:
    """Return what went wrong in plain words, without the file's name."""
    if isinstance(error, ValueError):
        return "the name holds a character that no file name can have"
    if error.errno == errno.ENOENT:
        return "no such file or folder"
    if error.errno == errno.EACCES:
        return "no permission to write there" if writing else "no permission to read it"
    if error.errno == errno.ELOOP:
        return "a symbolic link that leads back to itself"
    if error.errno == errno.EISDIR:
        return "is a folder"
    return (error.strerror or str(error)).lower()
