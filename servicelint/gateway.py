"""``servicelint gateway``: outgoing mail on its way from one mail server to the next, checked (SMTP, by aiosmtpd).

The gateway keeps no mail and answers for none: each command goes on to the relay at once, and what the relay says is
what the sender hears. So a message is accepted exactly when the next server has it (or, by the policy ``hold``, when it
lies in the hold folder, flushed to disk); in every other case the sending server still has it and tries again. When the
checker fails, the mail passes, with a header that says so.

Deploy it before the server that signs (DKIM), because a header may be added: in Postfix as ``smtpd_proxy_filter`` or
``content_filter``.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import smtplib
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

from aiosmtpd.smtp import SMTP, Envelope, Session

from servicelint.config import Config
from servicelint.model import Severity
from servicelint.service.checker import BusyError, Checker, CheckerError, TooSlowError

Policy = Literal["pass", "header", "bounce", "hold"]
HEADER = "X-Servicelint"
#: The gateway takes what mail servers usually take; only messages up to the second size are checked.
MAX_MESSAGE = 64 * 1024 * 1024
MAX_CHECKED = 8 * 1024 * 1024
RELAY_SECONDS = 300.0
STOP_SECONDS = 60.0
_TOLD = 5
_LINE = 400
_OWN_HEADER = re.compile(
    rb"^X-Servicelint[A-Za-z-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class GatewayOptions:
    """``relay`` is the next server. ``senders`` are patterns (``*@support.example``); none: every sender is checked.

    ``policy`` says what happens to a message with a finding at the settings' threshold; ``words`` lets a bounce quote
    the phrases (mail servers log what a bounce says).
    """

    relay: tuple[str, int]
    policy: Policy = "header"
    senders: tuple[str, ...] = ()
    hold: Path | None = None
    words: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check came to: the header's text, whether the policy applies, the lines of a bounce."""

    header: str
    grave: bool = False
    lines: tuple[str, ...] = ()


class Gateway:
    """The handler of aiosmtpd. One relay connection belongs to each incoming one and lives as long."""

    def __init__(self, checker: Checker, options: GatewayOptions) -> None:
        self.checker = checker
        self.options = options
        self.under_way = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd looks for these names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, mail_options: list[str]
    ) -> str:
        """Open the way to the relay and announce the sender there."""
        relay: Relay = server.relay  # type: ignore[attr-defined]
        answer = await relay.do(relay.mail, address, mail_options)
        if answer.startswith("2"):
            envelope.mail_from = address
            envelope.mail_options.extend(mail_options)
        return answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        """Ask the relay whether it takes this recipient."""
        relay: Relay = server.relay  # type: ignore[attr-defined]
        answer = await relay.do(relay.rcpt, address, rcpt_options)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Check the message, then let the policy decide."""
        self.under_way += 1
        try:
            return await self._deliver(server, envelope)
        finally:
            self.under_way -= 1

    async def _deliver(self, server: SMTP, envelope: Envelope) -> str:
        relay: Relay = server.relay  # type: ignore[attr-defined]
        content = envelope.content
        assert isinstance(content, bytes)
        if not self._wanted(envelope.mail_from or ""):
            return await relay.do(relay.data, content)
        verdict = await self._check(content)
        policy = self.options.policy
        if verdict.grave and policy == "bounce":
            await relay.do(relay.rset)
            return _bounce(verdict.lines)
        if verdict.grave and policy == "hold" and self.options.hold:
            try:
                name = await asyncio.to_thread(hold, self.options.hold, envelope, content)
            except OSError as error:
                return f"451 4.3.0 The message cannot be held ({error.strerror}); try again later"
            await relay.do(relay.rset)
            return f"250 2.6.0 Held as {name} until somebody has looked at it"
        if policy == "header" or verdict.header.startswith("not-checked"):
            content = with_header(content, verdict.header)
        return await relay.do(relay.data, content)

    async def handle_RSET(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Forget the message here and there."""
        relay: Relay = server.relay  # type: ignore[attr-defined]
        await relay.do(relay.rset)
        return "250 2.0.0 OK"

    def _wanted(self, sender: str) -> bool:
        patterns = self.options.senders
        return not patterns or any(fnmatchcase(sender.lower(), pattern.lower()) for pattern in patterns)

    async def _check(self, content: bytes) -> Verdict:
        if len(content) > MAX_CHECKED:
            return Verdict("not-checked; reason=too-large")
        # Latin-1 gives every byte a character and takes it back: the checker gets the message as it is.
        fields = {"draft": content.decode("latin-1"), "encoding": "latin-1", "thread": [], "filename": "message.eml"}
        try:
            answer = await self.checker.ask("check", **fields)
        except TooSlowError:
            return Verdict("not-checked; reason=too-slow")
        except (BusyError, CheckerError):
            return Verdict("not-checked; reason=checker-failed")
        if answer.status != 200:
            return Verdict("not-checked; reason=unreadable")
        return self._verdict(json.loads(answer.body))

    def _verdict(self, body: dict[str, Any]) -> Verdict:
        findings = body["files"][0]["findings"]
        if not findings:
            return Verdict("clean")
        counts = "; ".join(f"{name}={count}" for name, count in body["summary"]["by_severity"].items())
        rules = ",".join(sorted({entry["rule"] for entry in findings}))[:_LINE]
        threshold = self.checker.config.fail_on
        grave = [e for e in findings if threshold is not None and Severity.parse(e["severity"]) >= threshold]
        lines = [self._line(entry) for entry in grave[:_TOLD]]
        if len(grave) > _TOLD:
            lines.append(f"and {len(grave) - _TOLD} more")
        return Verdict(f"findings; {counts}; rules={rules}", bool(grave), tuple(lines))

    def _line(self, entry: dict[str, Any]) -> str:
        said = f": {entry['message']}" if self.options.words else ""
        return f"line {entry['line']}: {entry['severity']} {entry['rule']}{said}"


class Relay:
    """The connection to the next server, made when the first message comes and used for all that follow."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self._smtp: smtplib.SMTP | None = None
        self._begun = False

    async def do(self, command: Callable[..., tuple[int, bytes]], *arguments: Any) -> str:
        """Run a command in a thread and return the relay's answer; where there is none, a temporary error."""
        try:
            code, said = await asyncio.to_thread(command, *arguments)
        except smtplib.SMTPNotSupportedError:
            return "550 5.6.7 The next server does not take such addresses"
        except smtplib.SMTPResponseException as error:
            code, said = error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else b""
            if code < 400:
                self.close()
                return "451 4.4.2 The next server broke off; try again later"
        except (OSError, smtplib.SMTPException):
            self.close()
            return "451 4.4.1 The next server does not answer; try again later"
        if code == 421:
            self.close()
            code = 451
        return _reply(code, said.decode("utf-8", "replace").split("\n"))

    def mail(self, sender: str, options: Sequence[str]) -> tuple[int, bytes]:
        """Announce a message, with the options that the relay knows."""
        smtp = self.connected()
        if self._begun:
            smtp.rset()
        known = [option for option in options if _keyword(option) == "body" or smtp.has_extn(_keyword(option))]
        if any(_keyword(option) == "smtputf8" for option in options) and not smtp.has_extn("smtputf8"):
            raise smtplib.SMTPNotSupportedError
        if not smtp.has_extn("8bitmime"):
            known = [option for option in known if _keyword(option) != "body"]
        self._begun = True
        return smtp.mail(sender, known)

    def rcpt(self, address: str, options: Sequence[str]) -> tuple[int, bytes]:
        """Announce a recipient."""
        return self._going().rcpt(address, list(options))

    def data(self, content: bytes) -> tuple[int, bytes]:
        """Send the message."""
        smtp = self._going()
        self._begun = False
        return smtp.data(content)

    def rset(self) -> tuple[int, bytes]:
        """Take back what was announced."""
        self._begun = False
        return self._smtp.rset() if self._smtp else (250, b"2.0.0 OK")

    def close(self) -> None:
        """Hang up."""
        self._begun = False
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def connected(self) -> smtplib.SMTP:
        """Return the connection, a new one when the relay has hung up since the last message."""
        if self._smtp is not None:
            try:
                self._smtp.noop()
            except (OSError, smtplib.SMTPException):
                self.close()
        if self._smtp is None:
            self._smtp = smtplib.SMTP(*self.address, timeout=RELAY_SECONDS)
            self._smtp.ehlo_or_helo_if_needed()
        return self._smtp

    def _going(self) -> smtplib.SMTP:
        # On a new connection the relay would know nothing of this message and refuse it for good.
        if self._smtp is None or not self._begun:
            raise smtplib.SMTPServerDisconnected("the connection was lost")
        return self._smtp


class _Incoming(SMTP):
    """aiosmtpd's protocol with a relay connection of its own."""

    def __init__(self, handler: Gateway, **options: Any) -> None:
        super().__init__(handler, **options)
        self.relay = Relay(handler.options.relay)

    def connection_lost(self, error: Exception | None) -> None:
        """Hang up on the other side too."""
        self.relay.close()
        super().connection_lost(error)


async def run_gateway(
    config: Config, options: GatewayOptions, listening: socket.socket, ready: Callable[[Checker], None]
) -> None:
    """Serve until SIGINT or SIGTERM, then finish what is under way. ``ready`` is called once mail is taken.

    Raises ``CheckerError`` when the checker cannot be started at all.
    """
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(64, "relay"))
    checker = Checker(config, queue=10_000, time_limit=30.0)
    await checker.start()
    handler = Gateway(checker, options)

    def incoming() -> _Incoming:
        return _Incoming(
            handler,
            enable_SMTPUTF8=True,
            data_size_limit=MAX_MESSAGE,
            ident="servicelint",
            timeout=RELAY_SECONDS,
            loop=loop,
        )

    server = await loop.create_server(incoming, sock=listening)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Control+C ends the process at once
            loop.add_signal_handler(number, stop.set)
    try:
        ready(checker)
        await stop.wait()
        server.close()
        deadline = loop.time() + STOP_SECONDS
        while handler.under_way and loop.time() < deadline:
            await asyncio.sleep(0.05)
        # The answer to the last message is on its way out.
        await asyncio.sleep(0.2)
    finally:
        await checker.stop()


def with_header(content: bytes, text: str) -> bytes:
    """Return the message with our header on top, and without one that came along."""
    newline = b"\r\n" if b"\r\n" in content[:2000] else b"\n"
    blank = re.search(rb"(\r?\n)\r?\n", content)
    end = blank.end(1) if blank else len(content)
    head = _OWN_HEADER.sub(b"", content[:end])
    return HEADER.encode() + b": " + text.encode("ascii", "replace") + newline + head + content[end:]


def hold(folder: Path, envelope: Envelope, content: bytes) -> str:
    """Put a message into the hold folder, on disk before this returns, and return its name. Raises ``OSError``."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{time.time_ns()}-{os.getpid()}-{os.urandom(4).hex()}.eml"
    record = {"from": envelope.mail_from, "to": list(envelope.rcpt_tos), "options": list(envelope.mail_options)}
    temporary = folder / f".{name}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(json.dumps(record).encode() + b"\n" + content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.rename(folder / name)
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return name


def release(path: Path, relay: tuple[str, int]) -> str | None:
    """Send a held message on and remove it; return what went wrong, None when nothing did."""
    try:
        first, _, content = path.read_bytes().partition(b"\n")
        record = json.loads(first)
        sender, recipients, options = record["from"], record["to"], record["options"]
    except (OSError, ValueError, KeyError, TypeError):
        return "this is no held message"
    way = Relay(relay)
    try:
        smtp = way.connected()
        known = [option for option in options if smtp.has_extn(_keyword(option))]
        refused = smtp.sendmail(sender, recipients, content, known)
    except (OSError, smtplib.SMTPException) as error:
        return f"the next server did not take it ({error})"
    finally:
        way.close()
    if refused:
        # It is with the others; sending the whole again would give them a second one.
        record["to"] = sorted(refused)
        path.write_bytes(json.dumps(record).encode() + b"\n" + content)
        return f"the next server refused {', '.join(sorted(refused))}"
    path.unlink()
    return None


def _keyword(option: str) -> str:
    return option.partition("=")[0].lower()


def _bounce(lines: Sequence[str]) -> str:
    told = [f"5.7.1 {line}" for line in ("Not sent. Please look at this again:", *lines)]
    return _reply(554, told)


def _reply(code: int, lines: Sequence[str]) -> str:
    """Return an SMTP answer of one or more lines, ASCII and short enough for every server."""
    plain = [line.translate(_QUOTES).encode("ascii", "replace").decode()[:_LINE] for line in lines]
    plain = [re.sub(r"[\x00-\x1f\x7f]+", " ", line) for line in plain] or [""]
    return "\r\n".join([*(f"{code}-{line}" for line in plain[:-1]), f"{code} {plain[-1]}"])


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-"})
