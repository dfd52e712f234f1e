"""Mail through ``servicelint gateway`` to a real SMTP server: nothing is lost, nothing comes twice, policies hold."""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.serving import environment, settings, stop

BAD = "Dear Ms Ortiz,\n\nWe cannot help you with this.\n\nBest regards,\nTom\n"
GOOD = "Dear Ms Ortiz,\n\nYour parcel is on its way.\n\nBest regards,\nTom\n"
MANY = int(os.environ.get("SERVICELINT_MAILS", "1000"))


class Inbox:
    """The next mail server: keeps what arrives, and refuses one recipient."""

    def __init__(self) -> None:
        self.mail: list[tuple[str, list[str], bytes]] = []

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 5.1.1 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.mail.append((envelope.mail_from or "", list(envelope.rcpt_tos), envelope.content))
        return f"250 2.0.0 Taken as {len(self.mail)}"


@dataclass
class Setup:
    inbox: Inbox
    relay: Controller
    process: subprocess.Popen[str]
    port: int

    def smtp(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.port, timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def gateway(folder: Path, *options: str) -> Iterator[Setup]:
    """Start both servers and stop them."""
    settings(folder)
    inbox = Inbox()
    relay = Controller(inbox, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=True)
    relay.start()
    command = [sys.executable, "-m", "servicelint", "gateway", "--listen", "127.0.0.1:0"]
    command += ["--relay", f"127.0.0.1:{relay.port}", *options]
    log = folder / "gateway.log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=errors, text=True
        )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert "takes mail on" in line, log.read_text()
        yield Setup(inbox, relay, process, int(line.split()[4].rpartition(":")[2]))
    finally:
        stop(process)
        process.stdout.close()
        with suppress(RuntimeError, AssertionError):
            relay.stop()


def message(body: str, subject: str = "Re: Desk lamp", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "tom@support.example", "ana@mail.example", subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    return made


def header(content: bytes) -> bytes:
    return content.split(b"\r\n", 1)[0]


def test_a_header_says_what_was_found_and_the_rest_is_untouched(tmp_path: Path) -> None:
    forged = message(BAD, X_Servicelint="clean")
    with gateway(tmp_path) as setup, setup.smtp() as smtp:
        smtp.send_message(forged)
        smtp.send_message(message(GOOD))
        smtp.sendmail("tom@support.example", ["ana@mail.example"], b"Subject: dots\r\n\r\n..\r\n.x\r\nK\xe4se\r\n")
    found = [content for _, _, content in setup.inbox.mail]
    assert header(found[0]) == (b"X-Servicelint: findings; error=1; warning=0; suggestion=0; rules=house-rules/no-help")
    assert found[0].count(b"X-Servicelint") == 1
    sent = message(BAD).as_bytes().replace(b"\n", b"\r\n")
    assert found[0].split(b"\r\n", 1)[1] == sent
    assert header(found[1]) == b"X-Servicelint: clean"
    assert found[2] == b"X-Servicelint: clean\r\nSubject: dots\r\n\r\n..\r\n.x\r\nK\xe4se\r\n"


def test_a_bounce_tells_the_sender_and_sends_nothing(tmp_path: Path) -> None:
    with gateway(tmp_path, "--policy", "bounce", "--sender", "*@support.example") as setup, setup.smtp() as smtp:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            smtp.send_message(message(BAD))
        assert refused.value.smtp_code == 554
        assert b'line 10: error house-rules/no-help: "We cannot help you" ends the conv' in refused.value.smtp_error
        smtp.send_message(message(GOOD))
        # Somebody whose mail is not to be checked.
        smtp.sendmail("tom@sales.example", ["ana@mail.example"], message(BAD).as_bytes())
    assert [sender for sender, _, _ in setup.inbox.mail] == ["tom@support.example", "tom@sales.example"]
    assert all(b"X-Servicelint" not in content for _, _, content in setup.inbox.mail)


def test_held_mail_lies_on_disk_until_it_is_released(tmp_path: Path) -> None:
    held = tmp_path / "held"
    with gateway(tmp_path, "--policy", "hold", "--hold", str(held)) as setup:
        with setup.smtp() as smtp:
            smtp.send_message(message(BAD), to_addrs=["ana@mail.example", "ben@mail.example"])
        assert setup.inbox.mail == []
        (file,) = held.iterdir()
        relay = f"127.0.0.1:{setup.relay.port}"
        command = [sys.executable, "-m", "servicelint", "gateway", "--relay", relay, "--release", str(file)]
        subprocess.run(command, check=True, timeout=60, cwd=tmp_path, capture_output=True)
        assert list(held.iterdir()) == []
    ((sender, recipients, content),) = setup.inbox.mail
    assert (sender, recipients) == ("tom@support.example", ["ana@mail.example", "ben@mail.example"])
    assert content == message(BAD).as_bytes().replace(b"\n", b"\r\n")


def test_the_next_servers_answers_are_the_senders(tmp_path: Path) -> None:
    with gateway(tmp_path) as setup:
        with setup.smtp() as smtp:
            refused = smtp.send_message(message(GOOD), to_addrs=["nobody@mail.example", "ana@mail.example"])
            assert refused == {"nobody@mail.example": (550, b"5.1.1 No such person")}
            assert setup.inbox.mail[0][1] == ["ana@mail.example"]
        setup.relay.stop()
        with setup.smtp() as smtp, pytest.raises(smtplib.SMTPSenderRefused) as error:
            smtp.send_message(message(GOOD))
        assert error.value.smtp_code == 451


def children(pid: int) -> list[int]:
    """Return the processes that ``pid`` has started (Linux)."""
    return [
        int(found) for task in Path(f"/proc/{pid}/task").iterdir() for found in (task / "children").read_text().split()
    ]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the checking process")
def test_every_message_arrives_once_though_the_checker_is_killed(tmp_path: Path) -> None:
    done = threading.Event()
    kills = 0

    def kill(pid: int) -> None:
        nonlocal kills
        while kills < 3 and not done.wait(1):
            for child in children(pid):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                    kills += 1

    def send(setup: Setup, first: int) -> None:
        with setup.smtp() as smtp:
            for number in range(first, MANY, 8):
                smtp.send_message(message(BAD if number % 2 else GOOD, f"mail {number}"))

    with gateway(tmp_path) as setup:
        killer = threading.Thread(target=kill, args=(setup.process.pid,))
        senders = [threading.Thread(target=send, args=(setup, first)) for first in range(8)]
        start = time.monotonic()
        for thread in (killer, *senders):
            thread.start()
        for thread in senders:
            thread.join()
        took = time.monotonic() - start
        done.set()
        killer.join()
    subjects = Counter(
        next(line for line in content.split(b"\r\n") if line.startswith(b"Subject:"))
        for _, _, content in setup.inbox.mail
    )
    assert subjects == {f"Subject: mail {number}".encode(): 1 for number in range(MANY)}
    headers = Counter(header(content).split(b";")[0] for _, _, content in setup.inbox.mail)
    print(f"{MANY} messages in {took:.1f} s, checker killed {kills} times: {dict(headers)}")
    assert kills
    assert set(headers) <= {b"X-Servicelint: clean", b"X-Servicelint: findings", b"X-Servicelint: not-checked"}
