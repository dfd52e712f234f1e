"""What the tests of the add-ons share: the build, the pages' server, the native host of one profile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PLUGINS = HERE.parents[1] / "editor-plugins"
WEB = PLUGINS / "web"


def built(folder: str, target: str) -> Path:
    """Return the built add-on; skip outside ``make test-clients``, which builds it: these tests take minutes."""
    found = PLUGINS / folder / "dist" / target
    if not os.environ.get("SERVICELINT_ADD_ONS"):
        pytest.skip("heavy: run `make test-clients`, or set SERVICELINT_ADD_ONS=1 after `make add-ons`")
    if not (found / "manifest.json").exists() or not (WEB / "node_modules").exists():
        pytest.skip("the add-ons are not built: run `make test-clients`")
    return found


def pictures(folder: Path) -> Path:
    """Return where screenshots go."""
    found = Path(os.environ.get("SERVICELINT_PICTURES") or folder / "pictures")
    found.mkdir(parents=True, exist_ok=True)
    return found


def needs(*programs: str) -> None:
    """Skip where a program is missing."""
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: apt-get install {' '.join(missing)}")


@dataclass(frozen=True)
class NativeHost:
    """The host as one profile has it; ``folder`` holds its launcher, and its path is in the host's arguments."""

    folder: Path
    config: Path

    @classmethod
    def install(cls, browser: str, folder: Path, config: Path, env: dict[str, str] | None = None) -> NativeHost:
        """Announce the host in ``folder`` by the command that people use."""
        command = [sys.executable, "-m", "servicelint", "native-host", "install", "--browser", browser]
        command += ["--manifest-dir", str(folder), "--config", str(config)]
        subprocess.run(command, check=True, capture_output=True, env=env)
        return cls(folder, config)

    def processes(self) -> list[int]:
        """Return the hosts of this profile that run."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                with suppress(OSError):
                    words = (entry / "cmdline").read_bytes().split(b"\0")
                    if b"native-host" in words and str(self.config).encode() in words:
                        found.append(int(entry.name))
        return found

    def kill(self) -> int:
        """Kill the hosts of this profile and return how many there were."""
        found = self.processes()
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return len(found)

    def gone(self, away: bool) -> None:
        """Take the launcher away, or put it back."""
        here, there = self.folder / "native-host.sh", self.folder / "native-host.away"
        (here if away else there).rename(there if away else here)


class _Pages(SimpleHTTPRequestHandler):
    host: NativeHost | None = None

    def do_GET(self) -> None:
        acts = {"/kill": self.kill, "/break": self.take, "/mend": self.put}
        if self.path in acts:
            acts[self.path]()
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def kill(self) -> None:
        assert self.host is not None
        assert self.host.kill() > 0

    def take(self) -> None:
        assert self.host is not None
        self.host.gone(away=True)

    def put(self) -> None:
        assert self.host is not None
        self.host.gone(away=False)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving_pages(host: NativeHost | None = None) -> Iterator[str]:
    """Serve the test pages; ``/kill``, ``/break`` and ``/mend`` do that to the host."""
    handler = type("Pages", (_Pages,), {"host": host})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(HERE / "pages")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
