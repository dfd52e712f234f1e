"""How many drafts a second one ``servicelint serve`` checks over loopback, and how long each waits (needs wrk).

``python tests/bench/load.py [--seconds 5] [--memory 100000]``. wrk opens 1 to 64 connections and sends the same request
on each as soon as the last is answered; then ``--memory N`` sends N requests with changing words and compares what the
processes hold before and after. Run it on a quiet machine: server and wrk share its processors.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

TOKEN = "a-token-of-the-bench"
CLEAN = """Hello Ana, thank you for the photos of your lamp. The base is cracked, so I have ordered a new one for you,
and it leaves our warehouse in Leeds this afternoon. The courier brings it on Thursday between nine and noon. You can
keep the old base. Its label holds the number LX-40-2210, which you may want for the guarantee. I have put the guarantee
on the new lamp as well, so it runs until March 2028. If the parcel is late, reply to this email and it comes straight
to my desk. I am here until six every day, and my colleague Ben looks after my mail on Friday. Enjoy the light in your
new study, and good luck with the exams next week. Best wishes, Priya"""
FAULTY = (
    CLEAN.replace("thank you for", "as clearly stated, see")
    .replace("You can\nkeep", "Unfortunately you forgot to attach a photo of the box. You can\nkeep")
    .replace("Enjoy", "It is against our policy to replace it. Enjoy")
)
LUA = 'wrk.method = "POST"\nwrk.body = {body}\nwrk.headers["Content-Type"] = "application/json"\n'
LUA += 'wrk.headers["Authorization"] = "Bearer {token}"\n'
VARIED = """
local count = 0
request = function()
  count = count + 1
  local body = wrk.body:gsub("Thursday", "Thursday " .. count .. os.time())
  return wrk.format(nil, nil, nil, body)
end
"""


def resident(pid: int) -> float:
    """Return how many MiB a process and its children hold (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (pid, *children))
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def wrk(url: str, script: Path, connections: int, seconds: float) -> str:
    """Run wrk and return what it prints."""
    threads = min(connections, 2)
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds:g}s", "--latency", "--timeout", "10s"]
    done = subprocess.run([*command, "-s", str(script), url + "v1/check"], capture_output=True, text=True, check=True)
    return done.stdout


def milliseconds(text: str) -> float:
    """Return wrk's ``1.23ms``, ``456.00us`` or ``1.2s`` in milliseconds."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def show(name: str, connections: int, said: str) -> None:
    """Print one row of the table."""
    shares = dict(re.findall(r"^\s+(50|90|99)%\s+(\S+)\s*$", said, re.MULTILINE))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    row = f"{name:8}{connections:6}{float(rate[1]) if rate else 0:10.0f}"
    # When nothing was answered in time, wrk gives no percentiles.
    row += "".join(f"{milliseconds(shares.get(share, '0ms')):9.1f}" for share in ("50", "90", "99"))
    print(f"{row}{errors[1] if errors else 0:>9}", flush=True)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--memory", type=int, default=0, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "SERVICELINT_TOKEN": TOKEN, "SERVICELINT_SOCKET": ""}
        command = [sys.executable, "-m", "servicelint", "serve", "--port", "0"]
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        url = server.stdout.readline().split()[2]
        try:
            measure(url, server.pid, folder, options.seconds, options.memory)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
            server.stdout.close()
    return 0


def measure(url: str, pid: int, folder: Path, seconds: float, memory: int) -> None:
    """Print the table and, when asked for, the memory."""
    drafts = {"clean": CLEAN, "faulty": FAULTY}
    print(f"{'draft':8}{'conn.':>6}{'per s':>10}{'50% ms':>9}{'90% ms':>9}{'99% ms':>9}{'not 2xx':>9}")
    for name, draft in drafts.items():
        script = folder / f"{name}.lua"
        script.write_text(LUA.format(body=json.dumps(json.dumps({"draft": draft})), token=TOKEN))
        wrk(url, script, 4, 2)
        for connections in (1, 4, 16, 64):
            show(name, connections, wrk(url, script, connections, seconds))
    if memory:
        script = folder / "varied.lua"
        script.write_text(LUA.format(body=json.dumps(json.dumps({"draft": FAULTY})), token=TOKEN) + VARIED)
        sent = total(url)
        held = [resident(pid)]
        while total(url) - sent < memory:
            wrk(url, script, 16, 20)
            held.append(resident(pid))
            print(f"after {total(url) - sent:7,.0f} requests: {held[-1]:5.0f} MiB (before: {held[0]:.0f})", flush=True)


def total(url: str) -> float:
    """Return how many checks the server has answered."""
    request = urllib.request.Request(url + "metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(request) as answer:
        text = answer.read().decode()
    return sum(map(float, re.findall(r'^servicelint_requests_total\{op="check".*\} (\S+)$', text, re.MULTILINE)))


if __name__ == "__main__":
    sys.exit(main())
