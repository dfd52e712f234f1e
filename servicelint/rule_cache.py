"""Compiled rules on disk, because reading and parsing all rule files costs more than checking a message.

Two files a set of packs: the prefilter's index (enough to say that a draft has no trigger word) and the rule set
(``regex_cache`` keeps two more). The
key holds every rule file's path, size and time, so a changed rule is compiled again. A cache that cannot be read or
written is as if it were not there.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from servicelint import __version__

#: Count up when a cached class changes its fields.
FORMAT = 6
_DIGEST = 16


def cache_folder() -> Path:
    """Return the folder of this user's caches (``SERVICELINT_CACHE_DIR``, else the platform's usual place)."""
    own = os.environ.get("SERVICELINT_CACHE_DIR")
    if own:
        return Path(own)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "servicelint"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "servicelint" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "servicelint"


def key_of(folders: Iterable[tuple[Path, bool]]) -> str:
    """Return a key that changes when any file of the packs, servicelint or Python does."""
    digest = blake2b(repr((FORMAT, __version__, sys.version_info[:3], _source_stamp())).encode(), digest_size=16)
    for folder, python in folders:
        digest.update(repr((str(folder), python)).encode())
        for root, names, files in os.walk(folder):
            names.sort()
            for name in sorted(files):
                if name.endswith((".toml", ".py")):
                    path = os.path.join(root, name)
                    found = os.stat(path)
                    digest.update(f"{path}|{found.st_mtime_ns}|{found.st_size}".encode())
    return digest.hexdigest()


def _source_stamp() -> tuple[int, ...]:
    """The compilers of rules are part of what a cached rule set depends on."""
    here = Path(__file__).parent
    names = ("phrases", "rule", "literals", "units", "ruleset", "prefilter", "words", "lowercase")
    return tuple(os.stat(here / f"{name}.py").st_mtime_ns for name in names)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector: among 100,000 new objects, none of them garbage, it takes most of the time.

    Frozen and thawed they count as old, so that it does not go through all of them as soon as it runs again.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def load(key: str, part: str) -> Any:
    """Return what ``store`` kept, None when there is nothing usable. Only files that this user owns are read."""
    try:
        with open(cache_folder() / f"{key}.{part}", "rb") as file:
            if not _own(file):
                return None
            digest, data = file.read(_DIGEST), file.read()
        if digest != blake2b(data, digest_size=_DIGEST).digest():
            return None
        with _no_collection():
            return pickle.loads(data)  # noqa: S301 - written by this user, checked by the digest
    except Exception:  # noqa: BLE001 - no file, or one of another make: whatever is raised, compile again
        return None


def store(key: str, part: str, value: Any) -> None:
    """Keep ``value`` for the next process; failing to do so is no error."""
    data = pickle.dumps(value, protocol=5)
    store_bytes(key, part, blake2b(data, digest_size=_DIGEST).digest() + data)


def store_bytes(key: str, part: str, data: bytes) -> None:
    """Keep bytes for ``mapped``; failing to do so is no error."""
    folder = cache_folder()
    temporary = folder / f"{key}.{part}.{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_bytes(data)
        os.replace(temporary, folder / f"{key}.{part}")
        _forget_old(folder)
    except OSError:
        return


def mapped(key: str, part: str) -> mmap.mmap | bytes:
    """Return what ``store_bytes`` kept, read where it is looked at; nothing where there is nothing usable."""
    try:
        with open(cache_folder() / f"{key}.{part}", "rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if _own(file) else b""
    except (OSError, ValueError):
        return b""


def _own(file: BinaryIO) -> bool:
    return not hasattr(os, "getuid") or os.fstat(file.fileno()).st_uid == os.getuid()


def _forget_old(folder: Path, most: int = 24) -> None:
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[most:]:
        path.unlink(missing_ok=True)
