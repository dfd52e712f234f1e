"""A real ``servicelint serve`` with the tests' own pack of rules, on a free port of this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
TOKEN = "a-token-of-the-tests"
DRAFT = "We will answer some day. We cannot help you with this. Could you kindly wait?"


@dataclass(frozen=True)
class Server:
    """A running server: its URL, its socket, its process, and a client that knows the token."""

    url: str
    socket: Path
    process: subprocess.Popen[str]
    client: httpx.Client
    folder: Path


def settings(folder: Path) -> None:
    """Write a configuration that leaves only the rules of the tests."""
    text = f'packs = [{json.dumps(str(RULES))}]\nplugins-disabled = ["builtin"]\n'
    (folder / "servicelint.toml").write_text(text, encoding="utf-8")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment in which nothing of this machine's user is used."""
    own = {"SERVICELINT_TOKEN": TOKEN, "SERVICELINT_SOCKET": "", "SERVICELINT_CACHE_DIR": str(folder / "cache")}
    return {**os.environ, **own, **more}


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """Start a server in ``folder`` and stop it by SIGTERM, as a service manager would."""
    if not (folder / "servicelint.toml").exists():
        settings(folder)
    socket = folder / "run" / "serve.sock"
    command = [sys.executable, "-m", "servicelint", "serve", "--port", "0", "--socket", str(socket), *options]
    log = folder / "serve.log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=errors, text=True
        )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("servicelint serves http"), log.read_text() + line
    url = line.split()[2]
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=url, headers=headers, timeout=30, trust_env=False) as client:
        try:
            yield Server(url, socket, process, client, folder)
        finally:
            stop(process)
            process.stdout.close()


def stop(process: subprocess.Popen[str]) -> int:
    """Ask a process to end and return its exit code."""
    if process.poll() is None:
        process.terminate()
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    if process.poll() is None:
        process.kill()
    return process.wait()
