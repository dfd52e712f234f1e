"""Worker processes of our own: batches out, results back in order, never more than a few batches on their way.

A batch is dealt out by what its messages say, so that a message which a store repeats always comes to the worker that
remembers it.

``concurrent.futures`` would do but for its ending: its workers outlive a killed parent, and Ctrl+C waits for them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, NamedTuple

from servicelint.corpus.dealing import Parts, dealt, joined
from servicelint.corpus.errors import CorpusError
from servicelint.corpus.items import START, Item, Position
from servicelint.corpus.worker import Outcome, Task, Worker

#: Batches on their way for each process: enough that none waits for the next.
_AHEAD = 3
#: Seconds that a worker has to end in.
_PATIENCE = 10.0


class Batch(NamedTuple):
    """Records of one store, number ``store``; ``after`` is where it goes on behind them.

    ``damage`` says, in the last batch of a store, why it could not be read to its end.
    """

    store: int
    items: Sequence[Item]
    after: Position
    damage: str = ""


def run_batches(task: Task, batches: Iterable[Batch], jobs: int) -> Iterator[tuple[Batch, Outcome]]:
    """Yield every batch with its outcome, in order. With ``jobs`` 1 all happens in this process.

    Raises ``CorpusError`` when a worker dies; what ``batches`` raises comes after the outcome of all before it.
    """
    if jobs == 1:
        worker = Worker(task)
        for batch in batches:
            yield batch, worker.run(batch.store, batch.items)
        return
    with ExitStack() as stack:
        workers = [_begin(task, stack) for _ in range(jobs)]
        pipes = [pipe for _, pipe in workers]
        waiting: deque[tuple[Batch, Parts]] = deque()
        damage: CorpusError | None = None
        source = iter(batches)
        while True:
            while damage is None and len(waiting) < jobs * _AHEAD:
                try:
                    batch = next(source)
                except StopIteration:
                    break
                except CorpusError as error:
                    damage = error
                    break
                parts = dealt(batch.items, jobs)
                for place, numbers in parts.items():
                    _send(pipes[place], batch.store, [batch.items[number] for number in numbers])
                waiting.append((batch, parts))
            if not waiting:
                break
            batch, parts = waiting.popleft()
            yield batch, joined([(numbers, _receive(pipes[place])) for place, numbers in parts.items()])
        for process, pipe in workers:
            _end(process, pipe)
        if damage:
            raise damage


def _begin(task: Task, stack: ExitStack) -> tuple[BaseProcess, Connection]:
    """Start a worker, which ends with ``stack`` at the latest; return it and the pipe to it."""
    # A fresh interpreter: a fork of one that runs threads (numpy's, the progress bar's) may hang.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, task), daemon=True)
    with _deaf():
        process.start()
    theirs.close()
    stack.callback(process.join)
    stack.callback(process.kill)
    stack.callback(ours.close)
    return process, ours


def _end(process: BaseProcess, pipe: Connection) -> None:
    """Let a worker come to its end: it keeps the expressions that it has compiled for the next scan."""
    with suppress(OSError):
        pipe.send(None)
        process.join(_PATIENCE)


@contextmanager
def _deaf() -> Iterator[None]:
    """Ignore Ctrl+C, which reaches the whole group: a worker inherits that and leaves it to the parent."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _send(pipe: Connection, store: int, items: Sequence[Item]) -> None:
    try:
        # Plain tuples: named ones take three times as long to pack and unpack.
        pipe.send((store, [(item.place, item.data) for item in items]))
    except OSError:
        raise _dead() from None


def _receive(pipe: Connection) -> Outcome:
    try:
        answer = pipe.recv()
    except (EOFError, OSError):
        raise _dead() from None
    if isinstance(answer, Outcome):
        return answer
    raise CorpusError(str(answer))


def _dead() -> CorpusError:
    return CorpusError(
        "a worker process ended unexpectedly (killed, or out of memory?). What is done is kept: the same command "
        "goes on from there; --jobs 1 does without workers"
    )


def _serve(pipe: Connection, task: Task) -> None:
    """Be a worker: answer batches until the parent says that there are no more, or is no more itself."""
    gc.set_threshold(50_000, 20, 20)
    queue: SimpleQueue[tuple[int, Sequence[tuple[str, Any]]] | None] = SimpleQueue()

    def receive() -> None:
        # Reading ahead in a thread: were both sides to wait until they can send, they would wait for ever.
        try:
            while True:
                queue.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)

    threading.Thread(target=receive, daemon=True).start()
    worker = Worker(task)
    while given := queue.get():
        store, items = given
        answer: Outcome | str
        try:
            answer = worker.run(store, [Item(place, data, START) for place, data in items])
        except Exception as error:
            if os.environ.get("SERVICELINT_DEBUG"):
                raise
            answer = f"internal error in a worker ({type(error).__name__}: {error}); please report it"
        try:
            pipe.send(answer)
        except OSError:
            os._exit(0)
