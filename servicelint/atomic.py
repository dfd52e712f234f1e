"""Writing a file in one step: readers see the old content or the new, never half of it."""

from __future__ import annotations

import contextlib
import os
import stat


def write_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Write ``data`` to ``path`` in one step, with the permissions of the file that was there; a link stays one.

    A device or a pipe is written to as it is. Raises ``OSError``; the old file is then untouched.
    """
    import tempfile

    target = os.path.realpath(path)
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(os.stat(target).st_mode):
            with open(target, "wb") as stream:
                stream.write(data)
            return
    handle, temporary = tempfile.mkstemp(prefix=".servicelint-", suffix=".tmp", dir=os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(path: str) -> int:
    """Return the permissions of the file that is replaced, or those of a new file under the current umask."""
    try:
        return os.stat(path).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
