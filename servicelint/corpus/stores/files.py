"""Files as streams of bytes, compressed or not, with the position in the file itself for the progress bar."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import Any, BinaryIO, cast

from servicelint.corpus.errors import CorpusError, DamagedError

_BUFFER = 1 << 20
PACKED = (".gz", ".bz2", ".xz", ".zst")


class Stream:
    """A file opened for reading; ``data`` is unpacked. Raises ``CorpusError`` when it cannot be opened.

    ``errors`` are the exceptions that reading can raise.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.errors: tuple[type[Exception], ...] = (OSError, EOFError)
        try:
            self.raw: BinaryIO = sys.stdin.buffer if path == "-" else open(path, "rb", buffering=_BUFFER)  # noqa: SIM115
        except OSError as error:
            raise CorpusError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
        packed = path.lower().endswith(PACKED)
        self.seekable = not packed and path != "-"
        self.data = self._unpack() if packed else self.raw

    def _unpack(self) -> BinaryIO:
        lowered = self.path.lower()
        stream: Any
        if lowered.endswith(".gz"):
            import gzip
            import zlib

            self.errors = (*self.errors, zlib.error)
            stream = gzip.GzipFile(fileobj=self.raw)
        elif lowered.endswith(".bz2"):
            import bz2

            stream = bz2.BZ2File(self.raw)
        elif lowered.endswith(".xz"):
            import lzma

            self.errors = (*self.errors, lzma.LZMAError)
            stream = lzma.LZMAFile(self.raw)  # noqa: SIM115
        else:
            try:
                import pyarrow as pa
            except ImportError:
                raise CorpusError(f"{self.path}: {missing('pyarrow')}") from None
            # Not the package zstandard: it takes a file that was cut off for a whole one.
            stream = io.BufferedReader(cast(Any, pa.CompressedInputStream(self.raw, "zstd")), _BUFFER // 16)
        return cast(BinaryIO, stream)

    def done(self) -> int:
        """Return how many bytes of the file itself have been read."""
        try:
            return self.raw.tell()
        except (OSError, ValueError):
            return 0

    def close(self) -> None:
        """Close the file."""
        if self.path != "-":
            self.raw.close()


def missing(package: str) -> str:
    """Return what to do about a library that is not installed."""
    return f"this needs {package}: pip install 'servicelint[corpus]'"


def stamp_of(path: str) -> tuple[int, int]:
    """Return size and time of change of a file; zeros for standard input and what is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def damage(name: str, error: Exception) -> CorpusError:
    """Return what to tell about a file that breaks off or is damaged."""
    if isinstance(error, EOFError):
        return DamagedError(f"{name}: the compressed file ends too early: it was cut off")
    if isinstance(error, OSError) and error.errno:
        # The disk or the network, which may be better the next time.
        return CorpusError(f"{name}: {(error.strerror or str(error)).lower()}")
    return DamagedError(f"{name}: damaged: {error}")


def check_encoding(name: str, head: bytes) -> None:
    """Raise ``DamagedError`` where the first bytes of a text file say that it is UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or head[:2].count(0) == 1:
        raise DamagedError(f"{name}: this is UTF-16; make it UTF-8 first: iconv -f UTF-16 -t UTF-8")
