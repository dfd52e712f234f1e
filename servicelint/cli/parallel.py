"""Many files over several processes: each reads and lints a handful at a time; order and results stay the same."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from servicelint.cli.files import Input
from servicelint.cli.session import Checked, Notes, Session

#: Fewer files than this are done sooner by one process: each further one has to load rules and model first.
WORTH_IT = 300
_CHUNK = 32


class _Result(NamedTuple):
    checked: list[Checked]
    left_out: list[str]
    notes: list[Notes]


_session: Session | None = None


def processes(files: int, jobs: int) -> int:
    """Return how many processes to use; ``jobs`` 0 means as many as are worth it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs:
        return max(1, min(jobs, -(-files // _CHUNK)))
    return min(cores, files // WORTH_IT + 1, 8)


def check(session: Session, inputs: Sequence[Input], count: int) -> Iterator[Checked]:
    """Yield every input, read and linted by one of ``count`` processes, in order."""
    chunks = [inputs[at : at + _CHUNK] for at in range(0, len(inputs), _CHUNK)]
    given = (session.options, session.config_file, session.stdin_name, session.hook)

    def adopted(result: _Result) -> Iterator[Checked]:
        session.left_out += result.left_out
        session.remote += result.notes
        return map(session.adopt, result.checked)

    method = "spawn"
    if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" and sys.platform != "darwin":
        # What the first files need (modules, rules, compiled patterns) is got ready once, and forked processes have it.
        method = "fork"
        _make(*given)
        yield from adopted(_work(chunks.pop(0)))
        gc.freeze()
    context = multiprocessing.get_context(method)
    try:
        with ProcessPoolExecutor(count, mp_context=context, initializer=_start, initargs=given) as pool:
            try:
                for result in pool.map(_work, chunks):
                    yield from adopted(result)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        _forget()


def _start(options: Mapping[str, object], config_file: str | None, stdin_name: str | None, hook: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if _session is None:
        _make(options, config_file, stdin_name, hook)


def _make(options: Mapping[str, object], config_file: str | None, stdin_name: str | None, hook: bool) -> None:
    global _session  # noqa: PLW0603 - one for each process, loaded once
    _session = Session(options, config_file, stdin_name, raw=True, hook=hook)


def _forget() -> None:
    global _session  # noqa: PLW0603 - the next run may have other settings
    _session = None
    gc.unfreeze()


def _work(chunk: Sequence[Input]) -> _Result:
    assert _session is not None
    done = [_slim(checked) for checked in _session.check(chunk)]
    left_out, _session.left_out = _session.left_out, []
    return _Result(done, left_out, _session.notes())


def _slim(checked: Checked) -> Checked:
    """Leave out what only this process needs: a document without findings is only counted."""
    documents = [
        document if found else replace(document, segments=(), thread=(), text="", ignores=())
        for document, found in zip(checked.documents, checked.findings, strict=True)
    ]
    if any(checked.findings):
        text = checked.documents[0].text
        documents = [replace(document, text=text) for document in documents]
    return replace(checked, data=b"", config=None, documents=documents)
