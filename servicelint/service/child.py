"""The child process: reads batches of jobs from standard input, writes the answers to standard output.

A frame is four bytes of length (big-endian) and JSON. Standard output is kept for frames; whatever a plugin prints goes
to standard error. It ends when its input ends, so that it never outlives its server.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from servicelint.service.settings import config_of
from servicelint.service.work import Work, decode_job

HEAD = 4


def main() -> None:
    """Serve until standard input ends. The first frame holds the settings, and is answered when all is loaded."""
    # Control+C reaches the whole process group; the server decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    source = sys.stdin.buffer
    first = read_frame(source)
    if first is None:
        return
    try:
        work = Work(config_of(json.loads(first)))
        work.warm()
        notices = work.notices
    except Exception as error:  # noqa: BLE001 - whatever it is, the server says it
        write_frame(out, {"error": str(error) or type(error).__name__})
        return
    write_frame(out, {"notices": notices})
    # A server that ends in the middle closes the pipe: nobody is left to be told.
    with suppress(BrokenPipeError):
        while (frame := read_frame(source)) is not None:
            answers = work.run(decode_job(frame))
            write_frame(out, [[answer.status, answer.body, dict(answer.found)] for answer in answers])
    # What is left in the buffer must not raise again, nor the model be taken apart piece by piece.
    os._exit(0)


def read_frame(source: BinaryIO) -> bytes | None:
    """Return the next frame, None at the end."""
    head = source.read(HEAD)
    if len(head) < HEAD:
        return None
    length = int.from_bytes(head, "big")
    data = source.read(length)
    return data if len(data) == length else None


def write_frame(out: BinaryIO, value: object) -> None:
    """Write ``value`` as one frame."""
    data = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
    out.write(len(data).to_bytes(HEAD, "big") + data)
    out.flush()


if __name__ == "__main__":
    main()
