"""Who may ask, and how much: Host, Origin, token, size and slowness are judged before anything else sees a request.

A page of a foreign site in the same browser is stopped three times: its Origin is refused, no answer carries a CORS
header for it, and it does not know the token. A foreign name that resolves to this machine is stopped by its Host.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
#: What may be asked without the token: nothing in it says anything about anybody.
PUBLIC = frozenset({"/", "/page.js", "/page.css", "/page-text.js", "/icon.svg", "/healthz", "/openapi.json"})
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = [
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: the token, the names this server goes by, and the foreign pages that may use it.

    ``max_bytes`` bounds a request's body, ``body_seconds`` the time it may take to arrive.
    """

    token: str
    hosts: frozenset[str] = frozenset(LOOPBACK)
    origins: frozenset[str] = field(default_factory=frozenset)
    max_bytes: int = 256 * 1024
    body_seconds: float = 10.0


def is_local(scope: Scope) -> bool:
    """Tell whether a request came over the Unix socket, where the folder's permissions stand for the token."""
    server = scope.get("server")
    return server is not None and server[1] is None


class HostGuard:
    """Refuses foreign Hosts and Origins, and gives every answer the security headers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a good request on, answer a bad one."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        refusal = self._refusal(scope)
        if refusal:
            await refuse(send_guarded, *refusal)
        else:
            await self.app(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str, str] | None:
        hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
        if not is_local(scope) and (len(hosts) != 1 or _hostname(hosts[0]) not in self.access.hosts):
            return 421, "host", "this server does not go by that name (see --allow-host)"
        for origin in origins:
            if origin not in self.access.origins and (is_local(scope) or not _same(origin, hosts[0])):
                return 403, "origin", "a page of another site may not use this server (see --allow-origin)"
        return None


class TokenGuard:
    """Asks for the token and reads the body: in time and in size, or not at all."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access
        self._token = access.token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a good request on with its whole body, answer a bad one."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] not in PUBLIC and not is_local(scope) and not self._knows(scope):
            await refuse(send, 401, "token", "the token is missing or wrong", [(b"www-authenticate", b"Bearer")])
            return
        try:
            async with asyncio.timeout(self.access.body_seconds):
                body = await self._body(scope, receive)
        except TimeoutError:
            await refuse(send, 408, "slow", "the request took too long to arrive", [(b"connection", b"close")])
            return
        if body is None:
            limit = f"a request may have {self.access.max_bytes:,} bytes"
            await refuse(send, 413, "too-large", limit, [(b"connection", b"close")])
            return
        whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return whole.pop() if whole else await receive()

        await self.app(scope, replay, send)

    def _knows(self, scope: Scope) -> bool:
        given = _values(scope, b"authorization")
        if len(given) != 1:
            return False
        scheme, _, token = given[0].partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(token.strip().encode(), self._token)

    async def _body(self, scope: Scope, receive: Receive) -> bytes | None:
        """Return the body, None when it is or would be too large."""
        for announced in _values(scope, b"content-length"):
            if not announced.isdecimal() or int(announced) > self.access.max_bytes:
                return None
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return bytes(body)
            body += message.get("body", b"")
            if len(body) > self.access.max_bytes:
                return None
            if not message.get("more_body"):
                return bytes(body)


async def refuse(send: Send, status: int, code: str, message: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """Answer with an error in the form that all errors have."""
    body = json.dumps({"error": {"code": code, "message": message}}).encode()
    start = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *headers]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body})


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _hostname(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _same(origin: str, host: str) -> bool:
    """Tell whether ``origin`` is the page that this server sent itself."""
    scheme, _, rest = origin.partition("://")
    return scheme in ("http", "https") and rest.lower() == host.lower()
