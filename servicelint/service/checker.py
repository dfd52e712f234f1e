"""``Checker``: asks the child process, in batches, with a bounded queue and a time limit; starts it again when it dies.

A request is answered exactly once, or fails with one of the three errors below. A batch that kills or hangs the child
is tried again message by message, so that only the one at fault fails.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from servicelint.config import Config
from servicelint.service.child import HEAD
from servicelint.service.settings import settings_of
from servicelint.service.work import Answer

#: Messages that go to the child together, and how many characters they may have; a longer one goes alone.
BATCH = 32
BATCH_CHARS = 24_000
START_SECONDS = 60.0
_RUN = "import sys; sys.path[:] = sys.argv[1:]; from servicelint.service.child import main; main()"


class BusyError(Exception):
    """The queue is full: try again later."""


class TooSlowError(Exception):
    """The message took longer than it may."""


class CheckerError(Exception):
    """The checker does not start or died on this message; the text says which."""


class StartError(CheckerError):
    """The checker does not start, which is no message's fault."""


@dataclass(slots=True, eq=False)
class _Asked:
    job: Mapping[str, Any]
    future: asyncio.Future[Answer]
    size: int


@dataclass(slots=True)
class Counts:
    """What happened so far, for the metrics."""

    batches: int = 0
    batched: int = 0
    starts: int = 0
    findings: dict[str, int] = field(default_factory=dict)


class Checker:
    """The checking process of a server. Use it in one event loop: ``start``, ``ask`` as often as you like, ``stop``.

    ``queue`` is how many requests may wait, ``time_limit`` how many seconds one may take, waiting included.
    """

    def __init__(self, config: Config | None = None, *, queue: int = 128, time_limit: float = 10.0) -> None:
        self.config = config or Config()
        self.limit = queue
        self.time_limit = time_limit
        self.notices: list[str] = []
        self.counts = Counts()
        self._waiting: deque[_Asked] = deque()
        self._arrived = asyncio.Event()
        self._child: Process | None = None
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def depth(self) -> int:
        """How many requests wait."""
        return len(self._waiting)

    @property
    def pid(self) -> int | None:
        """The process id of the child, None while there is none."""
        return self._child.pid if self._child else None

    async def start(self) -> None:
        """Start the child and wait until it is warm. Raises ``CheckerError`` with the reason when it cannot run."""
        await self._spawn()
        self._loop = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Answer nothing more and end the child."""
        self._stopping = True
        if self._loop:
            self._loop.cancel()
            with suppress(asyncio.CancelledError):
                await self._loop
        for asked in self._waiting:
            if not asked.future.done():
                asked.future.set_exception(CheckerError("the server is stopping"))
        self._waiting.clear()
        await self._end()

    async def ask(self, op: str, **fields: Any) -> Answer:
        """Do one job and return its answer. Raises ``BusyError``, ``TooSlowError`` or ``CheckerError``."""
        if self._stopping:
            raise CheckerError("the server is stopping")
        if len(self._waiting) >= self.limit:
            self._drop_abandoned()
            if len(self._waiting) >= self.limit:
                raise BusyError
        size = len(fields.get("draft", "")) + sum(map(len, fields.get("thread", ())))
        asked = _Asked({"op": op, **fields}, asyncio.get_running_loop().create_future(), size)
        self._waiting.append(asked)
        self._arrived.set()
        try:
            async with asyncio.timeout(self.time_limit):
                answer = await asked.future
        except TimeoutError:
            raise TooSlowError from None
        for rule, count in answer.found.items():
            self.counts.findings[rule] = self.counts.findings.get(rule, 0) + count
        return answer

    def _drop_abandoned(self) -> None:
        self._waiting = deque(asked for asked in self._waiting if not asked.future.done())

    async def _work(self) -> None:
        while True:
            await self._arrived.wait()
            batch: list[_Asked] = []
            chars = 0
            while self._waiting and len(batch) < BATCH:
                if batch and chars + self._waiting[0].size > BATCH_CHARS:
                    break
                asked = self._waiting.popleft()
                # Whoever gave up, or was cut off, must not cost anything.
                if not asked.future.done():
                    batch.append(asked)
                    chars += asked.size
            if not self._waiting:
                self._arrived.clear()
            if batch:
                await self._answer(batch)

    async def _answer(self, batch: list[_Asked], again: bool = False) -> None:
        try:
            answers = await self._exchange([asked.job for asked in batch])
        except (CheckerError, TooSlowError) as error:
            await self._end()
            # Perhaps something else ended the child: each message gets one try alone. One that hangs has had its time.
            if isinstance(error, StartError):
                for asked in batch:
                    if not asked.future.done():
                        asked.future.set_exception(error)
            elif len(batch) > 1 or not (again or isinstance(error, TooSlowError)):
                for asked in batch:
                    if not asked.future.done():
                        await self._answer([asked], again=True)
            elif not batch[0].future.done():
                batch[0].future.set_exception(error)
            return
        self.counts.batches += 1
        self.counts.batched += len(batch)
        for asked, answer in zip(batch, answers, strict=True):
            if not asked.future.done():
                asked.future.set_result(answer)

    async def _exchange(self, jobs: list[Mapping[str, Any]]) -> list[Answer]:
        if self._child is None or self._child.returncode is not None:
            await self._spawn()
        try:
            async with asyncio.timeout(self.time_limit):
                answers = await self._talk(jobs)
        except TimeoutError:
            raise TooSlowError from None
        except (OSError, asyncio.IncompleteReadError):
            raise CheckerError("the checker died on this message") from None
        return [Answer(status, body, found) for status, body, found in answers]

    async def _talk(self, value: object) -> Any:
        """Send one frame and return the one that answers it."""
        assert self._child is not None
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        data = json.dumps(value).encode()
        self._child.stdin.write(len(data).to_bytes(HEAD, "big") + data)
        await self._child.stdin.drain()
        head = await self._child.stdout.readexactly(HEAD)
        return json.loads(await self._child.stdout.readexactly(int.from_bytes(head, "big")))

    async def _spawn(self) -> None:
        await self._end()
        self.counts.starts += 1
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": os.environ.get("OPENBLAS_NUM_THREADS", "1")}
        command = [sys.executable, "-P", "-c", _RUN, *(path or os.getcwd() for path in sys.path)]
        try:
            self._child = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, env=environment)
            async with asyncio.timeout(START_SECONDS):
                said = await self._talk(settings_of(self.config, reading=True))
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            await self._end()
            raise StartError(f"the checker does not start ({type(error).__name__})") from None
        if "error" in said:
            await self._end()
            raise StartError(said["error"])
        self.notices = said["notices"]

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()
