"""Ask a running ``servicelint serve``: what ``check`` does when there is one, in a few milliseconds.

``LocalServer`` speaks to a server of the same user over its Unix socket, whose folder nobody else may enter; there the
server takes the caller's settings. ``RemoteServer`` speaks to any server by its URL and token; there the server's own
settings hold. Every failure is a ``ServerError``, upon which the caller checks in its own process.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from servicelint.engine import Linter
from servicelint.model import Document, Edit, Finding, Rewrite, Safety, Severity, Span

if TYPE_CHECKING:
    import socket

    from servicelint.config import Config

#: Where the socket lies (a path), for the server and for its callers; empty: no socket.
SOCKET_VARIABLE = "SERVICELINT_SOCKET"
TOKEN_VARIABLE = "SERVICELINT_TOKEN"  # noqa: S105 - the name of a variable
TIMEOUT = 15.0
#: With a server that nobody asked for, this process does not wait longer than it takes to check by itself.
PATIENCE = 3.0
_CONNECT_TIMEOUT = 0.5
#: How many drafts go to a server that happens to be there.
FEW = 16
_MAX_ANSWER = 64 * 1024 * 1024


class ServerError(Exception):
    """The server could not answer; the text says why."""


def socket_path() -> str | None:
    """Return where this user's server listens (``SERVICELINT_SOCKET``, else the runtime folder), None where it cannot.

    Nothing is made; the file need not be there.
    """
    own = os.environ.get(SOCKET_VARIABLE)
    if own is not None:
        return os.path.abspath(own) if own else None
    if not hasattr(os, "getuid"):
        return None
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and os.path.isdir(runtime):
        return os.path.join(runtime, "servicelint", "serve.sock")
    # The folder in it must be this user's alone, see ``is_private``.
    shared = os.environ.get("TMPDIR") or "/tmp"  # noqa: S108
    return os.path.join(shared, f"servicelint-{os.getuid()}", "serve.sock")


def is_private(path: str) -> bool:
    """Tell whether the folder of ``path`` belongs to this user and lets nobody else in (else it may be a trap)."""
    try:
        found = os.lstat(os.path.dirname(path))
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def find_local() -> str | None:
    """Return the socket of a server that may be running, None when there is none; costs a few microseconds."""
    path = socket_path()
    if path is None:
        return None
    try:
        found = os.stat(path)
    except OSError:
        return None
    return path if stat.S_ISSOCK(found.st_mode) and is_private(path) else None


def identity() -> dict[str, str]:
    """Return what must be the same on both sides for the answers to be: version, installation, Python."""
    from servicelint import __version__

    return {"version": __version__, "prefix": sys.prefix, "python": sys.version.split()[0]}


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server said: the findings of each document, the model that ran, and what the user should be told."""

    findings: list[list[Finding]]
    model: str
    notices: list[str]


class ServedLinter(Linter):
    """A ``Linter`` that has a server do the work when there is any, and does it itself when the server fails.

    ``address`` is a URL or a socket's path, None for the socket of this user if a server is there. One that was not
    asked for is used for a few drafts only: many are faster here, read and parsed together.
    """

    def __init__(self, config: Config, address: str | None = None) -> None:
        super().__init__(config)
        self._given = address
        self._asked = 0
        self._served_model = ""
        self._served_notices: list[str] = []
        self._server: LocalServer | RemoteServer | None = None
        self._looked = False

    @property
    def model_name(self) -> str:
        """The model that ran, here or there."""
        return self._served_model or super().model_name

    @property
    def notices(self) -> list[str]:
        """What the user should be told, the server's notices included."""
        return list(dict.fromkeys([*super().notices, *self._served_notices]))

    def _lint_batch(
        self, documents: Sequence[Document], rewrites: bool | Span = True
    ) -> list[tuple[Document, list[Finding]]]:
        wanted = [document for document in documents if self.has_trigger(document)]
        server = self._find() if wanted and rewrites is True else None
        if server is None or (self._given is None and self._asked + len(wanted) > FEW):
            return super()._lint_batch(documents, rewrites)
        self._asked += len(wanted)
        try:
            answered = server.check(wanted, self.config)
        except ServerError as error:
            self._server = None
            if self._given is not None:
                self._served_notices.append(f"checked without the server {self._given}: {error}")
            return super()._lint_batch(documents, rewrites)
        self._served_model = answered.model
        self._served_notices += answered.notices
        found = {id(document): list_ for document, list_ in zip(wanted, answered.findings, strict=True)}
        return [(document, found.get(id(document), [])) for document in documents]

    def _find(self) -> LocalServer | RemoteServer | None:
        if not self._looked:
            self._looked = True
            try:
                self._server = connect(self._given)
            except ServerError as error:
                self._served_notices.append(f"checked without the server: {error}")
        return self._server


def connect(address: str | None) -> LocalServer | RemoteServer | None:
    """Return the server at ``address`` (see ``ServedLinter``), None when there is none; raise ``ServerError``."""
    if address is None:
        path = find_local()
        return LocalServer(path, PATIENCE) if path else None
    if "://" in address:
        return RemoteServer(address, os.environ.get(TOKEN_VARIABLE, ""))
    path = os.path.abspath(address)
    if not is_private(path):
        raise ServerError(f"{os.path.dirname(path)} is missing or open to others")
    return LocalServer(path)


class LocalServer:
    """The server behind a Unix socket of this user; every call is a connection of its own."""

    def __init__(self, path: str, patience: float = TIMEOUT) -> None:
        self.path = path
        self.patience = patience

    def post(self, target: str, body: Mapping[str, Any]) -> Any:
        """Return the JSON answer to ``body``; raise ``ServerError`` for anything but success."""
        return _post(self._connect, "localhost", target, body, {})

    def check(self, documents: Sequence[Document], config: Config) -> Answered:
        """Have ``documents`` checked by ``config``, as this process would do it. Raises ``ServerError``."""
        import base64
        import pickle

        from servicelint.service.settings import settings_of

        data = base64.b64encode(pickle.dumps(list(documents), protocol=5)).decode()
        asked = {"documents": data, "settings": settings_of(config), "identity": identity()}
        answer = self.post("/v1/documents", asked)
        try:
            # The folder of the socket lets in nobody else, so this is what a program of this user wrote.
            found = pickle.loads(base64.b64decode(answer["findings"]))  # noqa: S301
            return Answered(found, answer["tool"]["model"], list(answer["notices"]))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the work is done here
            raise ServerError(f"its answer cannot be read ({type(error).__name__})") from None

    def _connect(self) -> socket.socket:
        import socket

        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(_CONNECT_TIMEOUT)
            connection.connect(self.path)
            connection.settimeout(self.patience)
        except OSError:
            connection.close()
            raise
        return connection


class RemoteServer:
    """A server by its URL, ``http://host:port`` or ``https://…``. Raises ``ServerError`` for a URL that is none."""

    def __init__(self, url: str, token: str = "") -> None:
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            raise ServerError(f"{url} has no valid port") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ServerError(f"{url} is no URL of a server: write http://127.0.0.1:8765 or the path of a socket")
        self.secure = parts.scheme == "https"
        self.host = parts.hostname
        self.port = port or (443 if self.secure else 80)
        self.netloc = parts.netloc.rpartition("@")[2]
        self.base = parts.path.rstrip("/")
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def check(self, documents: Sequence[Document], config: Config) -> Answered:
        """Have ``documents`` checked by the server's own settings; of ``config`` nothing is sent.

        Documents that share one text are one file, and the first of them gets what is found. Raises ``ServerError``.
        """
        found: list[list[Finding]] = []
        seen: set[str] = set()
        model = ""
        for document in documents:
            if document.text in seen:
                found.append([])
                continue
            seen.add(document.text)
            asked = {
                "draft": document.text,
                "thread": list(document.thread),
                "channel": document.channel,
                "kind": str(document.kind),
                "registers": list(document.registers or ()),
                "filename": os.path.basename(document.name).replace("\\", "_")[-200:] or "draft.txt",
            }
            answer = self.post("/v1/check", asked)
            try:
                found.append([_finding(entry, document.text) for entry in answer["files"][0]["findings"]])
                model = answer["tool"]["model"] or model
            except (KeyError, TypeError, ValueError, IndexError):
                raise ServerError("its answer has a form that this version does not know") from None
        return Answered(found, model, [])

    def post(self, target: str, body: Mapping[str, Any]) -> Any:
        """Return the JSON answer to ``body``; raise ``ServerError`` for anything but success."""
        return _post(self._connect, self.netloc, self.base + target, body, self.headers)

    def _connect(self) -> socket.socket:
        import socket

        connection = socket.create_connection((self.host, self.port), timeout=TIMEOUT)
        if not self.secure:
            return connection
        import ssl

        return ssl.create_default_context().wrap_socket(connection, server_hostname=self.host)


def _finding(entry: Mapping[str, Any], text: str) -> Finding:
    """Return a finding of the JSON contract; raise ``ValueError`` when it does not lie where it says."""
    span = Span(entry["start"], entry["end"])
    if text[span.start : span.end] != entry["text"]:
        raise ValueError("offsets differ")
    rewrites = (
        Rewrite(
            rewrite["label"],
            Safety(rewrite["safety"]),
            rewrite["text"],
            tuple(Edit(Span(edit["start"], edit["end"]), edit["text"]) for edit in rewrite["edits"]),
        )
        for rewrite in entry["rewrites"]
    )
    return Finding(
        rule=entry["rule"],
        category=entry["category"],
        span=span,
        sentence=Span(entry["sentence"]["start"], entry["sentence"]["end"]),
        message=entry["message"],
        severity=Severity.parse(entry["severity"]),
        rewrites=tuple(rewrites),
        fingerprint=entry["fingerprint"],
    )


def _post(
    connect: Callable[[], socket.socket], host: str, target: str, body: Mapping[str, Any], headers: Mapping[str, str]
) -> Any:
    """Send one request by hand: importing ``http.client`` takes as long as the whole exchange."""
    import json

    data = json.dumps(body).encode()
    lines = [
        f"POST {target} HTTP/1.0",
        f"Host: {host}",
        "Content-Type: application/json",
        f"Content-Length: {len(data)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    if any("\r" in line or "\n" in line for line in lines):
        raise ServerError("the URL or the token holds a line break")
    try:
        with closing(connect()) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + data)
            answer = _read_all(connection)
    except OSError as error:
        raise ServerError(f"no answer ({error.strerror or error})") from None
    return _parse(answer)


def _read_all(connection: socket.socket) -> bytes:
    parts: list[bytes] = []
    size = 0
    while piece := connection.recv(65_536):
        parts.append(piece)
        size += len(piece)
        if size > _MAX_ANSWER:
            raise ServerError("the answer does not end")
    return b"".join(parts)


def _parse(answer: bytes) -> Any:
    import json

    head, found, body = answer.partition(b"\r\n\r\n")
    words = head.split(None, 2)
    if not found or len(words) < 2 or not words[1].isdigit():
        raise ServerError("this is no servicelint server")
    try:
        value = json.loads(body)
    except ValueError:
        raise ServerError(f"status {int(words[1])}, and no JSON") from None
    if words[1] != b"200":
        problem = value.get("error") if isinstance(value, dict) else None
        why = problem.get("message") if isinstance(problem, dict) else None
        raise ServerError(f"{why or 'no reason given'} (status {int(words[1])})")
    return value
