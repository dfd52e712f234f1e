"""Run the application under uvicorn, with a limit on how long a request's head may take."""

from __future__ import annotations

import asyncio
import signal
import socket
from asyncio import TimerHandle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette

    from servicelint.service.checker import Checker

HEAD_SECONDS = 10.0
#: Open connections; more are answered with 503 by uvicorn itself.
CONNECTIONS = 800
STOP_SECONDS = 10


class PunctualProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which by itself would wait for ever for the end of a request's head."""

    _head: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        super().connection_made(transport)
        self._start()

    def on_message_begin(self) -> None:
        """Start the clock for the next request of a connection."""
        super().on_message_begin()
        self._start()

    def on_headers_complete(self) -> None:
        """Stop the clock; from here on the guard watches the body."""
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(HEAD_SECONDS, self.timeout_keep_alive_handler)

    def _stop(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None


class _Server(uvicorn.Server):
    """uvicorn would end the process by the signal itself when it is done, before anybody can clean up."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let SIGINT and SIGTERM ask for a graceful stop, and put the old handlers back."""
        old = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)


def serve(app: Starlette, checker: Checker, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
    """Answer on ``sockets`` until SIGINT or SIGTERM; what has been asked by then is still answered.

    ``ready`` is called once the checker is warm. Raises ``CheckerError`` when it does not start.
    """
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=PunctualProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="error",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=STOP_SECONDS,
    )

    async def run() -> None:
        await checker.start()
        try:
            ready()
            await _Server(config).serve(sockets=sockets)
        finally:
            await checker.stop()

    with suppress(KeyboardInterrupt):
        asyncio.run(run())
