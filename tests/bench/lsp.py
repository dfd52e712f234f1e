"""The language server's latency and memory: one key in a 2,000-word draft, from didChange to publishDiagnostics.

A real server process over its pipes; the client is as bare as can be, so that its own time does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "bench"
WORDS = 2_000
MEDIAN, LATE, GROWTH = 0.015, 0.060, 1.1


class Wire:
    """A language server and the other end of its pipes."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "servicelint", "lsp"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin
        assert self.process.stdout
        self.input, self.output = self.process.stdin, self.process.stdout

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        """Send a request (with a ``number``) or a notification."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message if number is None else {**message, "id": number}).encode()
        self.input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.input.flush()

    def read(self) -> bytes:
        """Return the next message as it came."""
        size = 0
        while (line := self.output.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        return self.output.read(size)

    def published(self, version: int) -> int:
        """Wait for the diagnostics of ``version``; return how many they are."""
        mark = b'"version": %d' % version
        while True:
            body = self.read()
            if b"publishDiagnostics" in body and mark in body:
                message = json.loads(body)
                if message["params"].get("version") == version:
                    return len(message["params"]["diagnostics"])
            if not body:
                raise RuntimeError("the server has ended")

    def processor(self) -> float:
        """Return the seconds of processor time that the server has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Return the server's resident memory in MiB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0


def draft() -> str:
    """Return 2,000 words with a finding here and there: mostly clean paragraphs, each a little different."""
    clean = (DATA / "clean.txt").read_text("utf-8").split("\n\n")[1:-1]
    faulty = (DATA / "faulty.txt").read_text("utf-8").split("\n\n")[1:-1]
    parts, number = ["Dear Daniel,"], 0
    while sum(len(part.split()) for part in parts) < WORDS:
        number += 1
        source = faulty if number % 8 == 0 else clean
        parts.append(f"About point {number}: " + source[number % len(source)].strip())
    return "\n\n".join([*parts, "Kind regards,\nPriya"]) + "\n"


def main() -> int:
    """Measure and print; with ``--strict`` return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--timed", type=int, default=1_000)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    wire = Wire()
    folder = Path(tempfile.mkdtemp())
    uri = (folder / "draft.txt").as_uri()
    text = draft()
    wire.send("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}}, 1)
    while b'"id": 1' not in wire.read():
        pass
    wire.send("initialized", {})
    item = {"uri": uri, "languageId": "plaintext", "version": 1, "text": text}
    wire.send("textDocument/didOpen", {"textDocument": item})
    found = wire.published(1)
    time.sleep(4)  # the model is loaded, and the draft is checked again with it
    lines = text.split("\n")
    chosen = random.Random(7)
    took: list[float] = []
    early = used = 0.0
    row = column = 0
    for version in range(2, options.edits + 2):
        if version % 12 == 2:
            row = chosen.choice([i for i, line in enumerate(lines) if len(line) > 40])
            column = chosen.randrange(20, len(lines[row]) - 5)
        key = chosen.choice("etaoins ")
        if lines[row][column] == " " or lines[row][column - 1] == " ":
            key = chosen.choice("etaoins")
        place = {"line": row, "character": column}
        # Every second word that was typed is taken out again, so that the draft stays as long as it is.
        back = len(lines[row]) > 400
        if back:
            place = {"line": row, "character": 20}
            change = {"range": {"start": place, "end": {"line": row, "character": 60}}, "text": ""}
            lines[row], column = lines[row][:20] + lines[row][60:], 20
        else:
            change = {"range": {"start": place, "end": place}, "text": key}
            lines[row] = lines[row][:column] + key + lines[row][column:]
            column += 1
        begun = time.perf_counter()
        identifier = {"uri": uri, "version": version}
        wire.send("textDocument/didChange", {"textDocument": identifier, "contentChanges": [change]})
        found = wire.published(version)
        if 50 < version <= options.timed + 50:
            took.append(time.perf_counter() - begun)
            time.sleep(0.005)
        if version == 50:
            used = wire.processor()
        if version == options.timed + 50:
            used = (wire.processor() - used) / options.timed
        if version == min(1_000, options.edits):
            early = wire.memory()
    late = wire.memory()
    wire.process.kill()
    took.sort()
    median, p99 = statistics.median(took), took[int(len(took) * 0.99)]
    growth = late / early if early else 1.0
    print(f"one key in {len(text.split()):,} words with {found} findings, didChange to publishDiagnostics, warm:")
    reached = True
    for name, value, goal, unit in (
        ("median", median * 1e3, MEDIAN * 1e3, "ms"),
        ("99th percentile", p99 * 1e3, LATE * 1e3, "ms"),
        (f"memory after {options.edits:,} edits ({late:.0f} MiB) / after 1,000", growth, GROWTH, "x"),
    ):
        reached &= value <= goal
        print(f"  {name:48}{value:8.2f} {unit}   at most {goal:g}: {'met' if value <= goal else 'MISSED'}")
    print(f"  {'processor time of the server for a key':48}{used * 1e3:8.2f} ms")
    return 1 if options.strict and not reached else 0


if __name__ == "__main__":
    sys.exit(main())
