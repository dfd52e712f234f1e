"""How long a whole folder of templates takes, and how much memory, beside other tools on the same files.

``python tests/bench/folder.py [--files 2000] [--rounds 2]`` makes the files (``store.py``) in a temporary folder. Every
tool gets all of them in one run; textlint looks only at those whose extension it knows. The tools take turns; a tool
that needs more than a minute runs once. Memory is that of all its processes together (PSS, Linux), looked at twenty
times a second. The tools look for different things: the ratios say what a check costs, not what it is worth.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import store
from run import BIN, HARPER

HERE = Path(__file__).parent
SLOW = 60.0
#: servicelint first: the others are compared with it.
OURS = "servicelint"
#: Named by ``--strict``: at most this many times the wall time of that tool.
GOALS = {"proselint": 1.0, "harper-cli": 0.5, "textlint": 0.5}
TEXTLINT = ("node", HERE / "node_modules/textlint/bin/textlint.js", "--config", HERE / "textlintrc.json")


@dataclass(frozen=True)
class Tool:
    """A command to which the files are added, or the folder where ``whole``."""

    name: str
    command: tuple[str | Path, ...]
    whole: bool = False


TOOLS = [
    Tool(OURS, (BIN / "servicelint", "check", "--no-server", "--format", "json"), whole=True),
    Tool("servicelint -j 1", (BIN / "servicelint", "check", "--no-server", "--format", "json", "-j", "1"), whole=True),
    Tool("codespell", (BIN / "codespell",), whole=True),
    Tool("proselint", (BIN / "proselint", "check")),
    Tool("textlint", TEXTLINT, whole=True),
    Tool("harper-cli", (HARPER, "lint", "--no-color")),
]


@dataclass(frozen=True)
class Taken:
    """What one run took: seconds of wall clock and of processor, MiB at the highest."""

    wall: float
    cpu: float
    peak: float


def processes(pid: int) -> list[int]:
    """Return a process and all that it has started."""
    found = [pid]
    for one in found:
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                found += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return found


def held(pid: int) -> float:
    """Return how many MiB a process and its children hold; what they share counts once."""
    total = 0
    for one in processes(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def run(tool: Tool, folder: Path, paths: list[Path]) -> Taken:
    """Run ``tool`` over the files; raise ``RuntimeError`` when it ends otherwise than a check may."""
    targets = ["."] if tool.whole else [str(path.relative_to(folder)) for path in paths]
    command = [*map(str, tool.command), *targets]
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        peak, over = [0.0], threading.Event()

        def look() -> None:
            while not over.wait(0.05):
                peak.append(held(child.pid))

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        over.set()
        watcher.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        # codespell counts its findings in the exit code.
        if child.returncode < 0 or (child.returncode > 1 and tool.name != "codespell"):
            out.seek(0)
            said = out.read(300).decode("utf-8", "replace")
            raise RuntimeError(f"{tool.name} ended with {child.returncode}: {said}")
    return Taken(wall, usage.ru_utime + usage.ru_stime, max(peak))


def measure(folder: Path, paths: list[Path], rounds: int) -> dict[str, Taken]:
    """Return the median of each tool; one that is not installed, or fails, is named and left out."""
    taken: dict[str, list[Taken]] = {}
    broken: set[str] = set()
    for number in range(rounds):
        for tool in TOOLS:
            if tool.name in broken or (number and taken[tool.name][0].wall > SLOW):
                continue
            try:
                taken.setdefault(tool.name, []).append(run(tool, folder, paths))
            except (OSError, RuntimeError) as error:
                print(f"left out: {tool.name}: {error}", file=sys.stderr)
                broken.add(tool.name)
    return {
        name: Taken(*(statistics.median(getattr(one, field) for one in found) for field in ("wall", "cpu", "peak")))
        for name, found in taken.items()
        if name not in broken
    }


def main() -> int:
    """Measure and print; with ``--strict`` return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--strict", action="store_true", help="fail when a goal is missed")
    options = parser.parse_args()
    reached = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = store.make(folder, options.files)
        words = sum(len(path.read_bytes().split()) for path in paths)
        medians = measure(folder, paths, options.rounds)
    print(f"\n{options.files:,} templates, {words:,} words, {os.cpu_count()} processors")
    print(f"{'':18}{'wall s':>8}{'cpu s':>8}{'MiB':>6}   servicelint takes")
    ours = medians.get(OURS)
    for name, one in medians.items():
        row = f"{name:18}{one.wall:8.2f}{one.cpu:8.2f}{one.peak:6.0f}"
        if ours and name != OURS:
            row += f"   {ours.wall / one.wall:5.2f} x its wall time, {ours.peak / one.peak:.2f} x its memory"
            if name in GOALS:
                met = ours.wall / one.wall <= GOALS[name]
                reached &= met
                row += f" (time: at most {GOALS[name]:g}: {'met' if met else 'MISSED'})"
        print(row)
    return 1 if options.strict and not reached else 0


if __name__ == "__main__":
    sys.exit(main())
