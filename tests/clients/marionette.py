"""A small client of Marionette, by which Firefox and Thunderbird are driven: JSON over a socket of this machine.

Frames are ``LENGTH:JSON``; a command is ``[0, id, name, parameters]``, its answer ``[1, id, error, result]``
(firefox-source-docs.mozilla.org, "Marionette protocol").
"""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PREFERENCES = {
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.autoDisableScopes": 0,
    "extensions.enabledScopes": 15,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "xpinstall.signatures.required": False,
}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Marionette:
    """One session. ``call`` sends any command; the rest are shorthands."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.stream = connection.makefile("rb")
        self._last = 0
        self._read()
        self.call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})
        self.call("WebDriver:SetTimeouts", {"script": 60_000})

    def call(self, name: str, parameters: dict[str, Any] | None = None) -> Any:
        """Send a command and return its result. Raises ``AssertionError`` with what went wrong."""
        self._last += 1
        data = json.dumps([0, self._last, name, parameters or {}]).encode()
        self._connection.sendall(str(len(data)).encode() + b":" + data)
        _, _, error, result = self._read()
        assert error is None, f"{name}: {error['error']}: {error['message']}"
        return result

    def run(self, script: str, *arguments: object, chrome: bool = False, system: bool = False) -> Any:
        """Run a script: in the page, in the page with privileges, or in the program itself. It may ``await``."""
        self.call("Marionette:SetContext", {"value": "chrome" if chrome else "content"})
        wrapped = (
            "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);"
            f"(async (...args) => {{ {script} }})(...given)"
            ".then((v) => done({ v }), (e) => done({ e: String(e) + e.stack }));"
        )
        where = {"sandbox": "system"} if system or chrome else {}
        said = self.call("WebDriver:ExecuteAsyncScript", {"script": wrapped, "args": list(arguments), **where})["value"]
        self.call("Marionette:SetContext", {"value": "content"})
        assert "e" not in said, said["e"]
        return said.get("v")

    def keys(self, *keys: str) -> None:
        """Press keys one after the other; ``Alt+Enter`` and the like are held together."""
        names = {"Alt": "\ue00a", "Control": "\ue009", "Enter": "\ue007", "Escape": "\ue00c", "Home": "\ue011"}
        actions: list[dict[str, str]] = []
        for key in keys:
            parts = [names.get(part, part) for part in key.split("+")] if len(key) > 1 else [key]
            actions += [{"type": "keyDown", "value": part} for part in parts]
            actions += [{"type": "keyUp", "value": part} for part in reversed(parts)]
        self.call("WebDriver:PerformActions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def click(self, selector: str) -> None:
        """Click on an element of the page."""
        found = self.call("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        self.call("WebDriver:ElementClick", {"id": found[ELEMENT]})

    def screenshot(self, path: Path) -> None:
        """Save what the page shows."""
        shot = self.call("WebDriver:TakeScreenshot", {"full": False})["value"]
        path.write_bytes(base64.b64decode(shot))

    def _read(self) -> Any:
        length = b""
        while (char := self.stream.read(1)) != b":":
            assert char, "the program closed the connection"
            length += char
        return json.loads(self.stream.read(int(length)))


def until(what: Callable[[], Any], holds: Callable[[Any], bool], seconds: float = 30) -> Any:
    """Ask until the answer holds, and return it."""
    end = time.monotonic() + seconds
    while True:
        seen = what()
        if holds(seen):
            return seen
        assert time.monotonic() < end, f"waited in vain; last seen: {seen}"
        time.sleep(0.1)


@contextmanager
def started(command: list[str], profile: Path, env: dict[str, str], more: dict[str, object]) -> Iterator[Marionette]:
    """Start Firefox or Thunderbird with a profile and yield a session; it is ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile.mkdir(parents=True, exist_ok=True)
    preferences = {**PREFERENCES, **more, "marionette.port": port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    with (profile.parent / f"{profile.name}.log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", str(profile)],
            env={**os.environ, **env}, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        with _connect(port, process) as connection:
            session = Marionette(connection)
            with session.stream:
                yield session
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(15)


def _connect(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    end = time.monotonic() + 90
    while True:
        assert process.poll() is None, "the program ended"
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), timeout=120)
        assert time.monotonic() < end, "the program does not answer"
        time.sleep(0.2)
