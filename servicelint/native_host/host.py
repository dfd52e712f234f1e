"""The host: reads requests, checks, answers. One per browser; it ends with the pipe that it reads.

Requests: ``hello``; ``check`` (field, version, draft or base and change, thread, channel); ``rule`` (rule); ``close``
(field). Each has an ``id``, which its answer repeats. Answers hold the findings of ``check --format json``, whose
offsets count code points of the draft, or ``error`` with ``code`` and ``message``.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from servicelint import __version__
from servicelint.config import Config
from servicelint.native_host.frames import MAX_OUT, FrameError, frame, read_frame
from servicelint.native_host.texts import Held, RequestError, Texts
from servicelint.service.work import Work

PROTOCOL = 1
#: How many of the customer's messages count, and how long one may be, in code points.
MAX_THREAD = 20
MAX_TURN = 20_000
CHANNELS = (None, "email", "chat")
Request = Mapping[str, Any]
Answer = dict[str, Any]


class Host:
    """Answers requests. ``load`` returns the settings, raises with a message for people when they are wrong.

    It is called again when ``stamp`` returns something else; while the new settings are wrong, the old ones stay.
    """

    def __init__(self, load: Callable[[], Config], stamp: Callable[[], object] = lambda: None) -> None:
        self._load = load
        self._stamp = stamp
        self._seen: object = None
        self._work: Work | None = None
        self._trouble = ""
        self._texts = Texts()

    def refresh(self) -> None:
        """Load the settings, the rules and the model, if that has not been done or the settings have changed."""
        stamp = self._stamp()
        if stamp == self._seen and (self._work or self._trouble):
            return
        self._seen = stamp
        try:
            work = Work(self._load())
            work.warm()
        except Exception as error:  # noqa: BLE001 - whatever it is, the browser says it
            self._trouble = str(error) or type(error).__name__
            return
        self._work, self._trouble = work, ""

    def answer(self, requests: list[Request]) -> list[Answer]:
        """Return the answers to requests that arrived together; of a field's checks only the last is done."""
        self.refresh()
        answers: dict[int, Answer] = {}
        checks: dict[str, tuple[int, Held]] = {}
        for i, request in enumerate(requests):
            try:
                if request.get("op") == "check":
                    held = self._texts.take(request)
                    if request["field"] in checks:
                        answers[checks[request["field"]][0]] = refusal("stale", "a newer version has arrived")
                    checks[request["field"]] = (i, held)
                else:
                    answers[i] = self._other(request)
            except RequestError as error:
                answers[i] = refusal(error.code, str(error))
        answers.update(self._check([(i, requests[i], held) for i, held in checks.values()]))
        return [{"id": request.get("id"), **answers[i]} for i, request in enumerate(requests)]

    def _check(self, asked: list[tuple[int, Request, Held]]) -> dict[int, Answer]:
        if not asked:
            return {}
        work = self._work
        if work is None:
            return {i: refusal("settings", self._trouble) for i, _, _ in asked}
        answers: dict[int, Answer] = {}
        jobs: list[tuple[int, Held, Request]] = []
        for i, request, held in asked:
            try:
                jobs.append((i, held, job_of(request, held.text)))
            except RequestError as error:
                answers[i] = refusal(error.code, str(error))
        for (i, held, _), done in zip(jobs, work.run([job for _, _, job in jobs]), strict=True):
            body = json.loads(done.body)
            if done.status == 200:
                found = body["files"][0]["findings"]
                answers[i] = {"version": held.version, "findings": found, "notices": self._notices()}
            else:
                answers[i] = {"error": body["error"]}
        return answers

    def _other(self, request: Request) -> Answer:
        op = request.get("op")
        if op == "hello":
            tool = {"name": "servicelint", "version": __version__}
            return {"protocol": PROTOCOL, "tool": tool, "ready": self._work is not None, "notices": self._notices()}
        if op == "close":
            self._texts.forget(request.get("field"))
            return {}
        if op == "rule" and isinstance(request.get("rule"), str):
            if self._work is None:
                return refusal("settings", self._trouble)
            done = self._work.run([{"op": "rule", "id": request["rule"]}])[0]
            body = json.loads(done.body)
            return {"rule": body} if done.status == 200 else {"error": body["error"]}
        raise RequestError("bad-message", "`op` must be hello, check, rule (with `rule`) or close")

    def _notices(self) -> list[str]:
        own = [f"The settings cannot be used: {self._trouble}"] if self._trouble else []
        return own + (self._work.notices if self._work else [])


def job_of(request: Request, draft: str) -> Request:
    """Return the job for the checker. Raises ``RequestError``."""
    thread, channel = request.get("thread", []), request.get("channel")
    if not isinstance(thread, list) or not all(isinstance(turn, str) for turn in thread) or channel not in CHANNELS:
        raise RequestError("bad-message", "`thread` must be a list of strings, `channel` email, chat or null")
    turns = [turn[:MAX_TURN] for turn in thread[-MAX_THREAD:]]
    return {"op": "check", "draft": draft, "thread": turns, "channel": channel, "kind": "draft", "registers": [],
            "filename": "draft.txt"}  # fmt: skip


def refusal(code: str, message: str) -> Answer:
    """Return the answer that says what went wrong."""
    return {"error": {"code": code, "message": message}}


def encode(answer: Answer) -> bytes:
    """Return the frame of an answer, without the last findings where a browser would refuse it."""
    data = frame(answer)
    while len(data) > MAX_OUT:
        found = answer.get("findings", [])
        if not found:
            return frame({"id": answer.get("id"), **refusal("too-large", "the answer is too long for the browser")})
        keep = len(found) // 2
        answer = {**answer, "findings": found[:keep], "left_out": answer.get("left_out", 0) + len(found) - keep}
        data = frame(answer)
    return data


def serve(host: Host, source: BinaryIO, out: BinaryIO) -> None:
    """Answer what comes from ``source`` until it ends or cannot be followed any more."""
    waiting: queue.SimpleQueue[Request | FrameError | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(source, waiting), daemon=True).start()
    host.refresh()
    # A browser that is gone closes the pipe: nobody is left to be told.
    with suppress(BrokenPipeError):
        while True:
            batch = [waiting.get()]
            while not waiting.empty():
                batch.append(waiting.get())
            requests = [entry for entry in batch if isinstance(entry, Mapping)]
            errors = [entry for entry in batch if isinstance(entry, FrameError)]
            said = [{"id": None, **refusal(error.code, str(error))} for error in errors]
            out.writelines(encode(answer) for answer in [*said, *host.answer(requests)])
            out.flush()
            if None in batch or any(error.lost for error in errors):
                return


def _read(source: BinaryIO, waiting: queue.SimpleQueue[Request | FrameError | None]) -> None:
    while True:
        try:
            value = read_frame(source)
        except FrameError as error:
            waiting.put(error)
            if error.lost:
                return
            continue
        waiting.put(value)
        if value is None:
            return


def main(load: Callable[[], Config], stamp: Callable[[], object]) -> None:
    """Serve the process's pipes. Standard output is kept for frames; what a plugin prints goes to standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(Host(load, stamp), sys.stdin.buffer, out)
    # A model taken apart piece by piece takes a tenth of a second; the reading thread may still wait.
    os._exit(0)
