"""``corpus scan --engine`` on a real local cluster: the findings of a local scan, also when a worker is killed.

Run by ``make test-spark``, which installs PySpark, Ray and Java.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyspark")
import pyarrow.parquet

from servicelint.corpus.aggregate import read_finished

ROOT = Path(__file__).parents[2]
CLUSTER = "local-cluster[2,1,2048]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of our own messages, each three times, with two bad lines, and what a local scan finds in it."""
    folder = tmp_path_factory.mktemp("spark")
    lines = [
        line for path in sorted((ROOT / "corpora").glob("*/*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    records = [{**json.loads(line), "labels": []} for line in lines]
    out = [json.dumps({**record, "id": f"{record['id']}.{turn}"}) for turn in range(3) for record in records]
    out[100:100] = ["not JSON", '{"id": "no-text"}']
    (folder / "in.jsonl").write_text("\n".join(out) + "\n", "utf-8")
    done = scan(folder, "--out", "local.jsonl", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return folder


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "servicelint", "corpus", "scan", "in.jsonl", *options]


def environment() -> dict[str, str]:
    return {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}


def scan(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*options),
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )


def local(folder: Path) -> dict[str, str]:
    lines = (folder / "local.jsonl").read_text("utf-8").splitlines()
    return {str(json.loads(line)["id"]): line for line in lines}


def from_engine(out: Path) -> tuple[dict[str, str], list[str]]:
    rows = pyarrow.parquet.read_table(out).to_pylist()
    lines = [(row["id"], row["line"]) for row in rows if row["line"]]
    assert len(lines) == len(dict(lines)), "nothing twice"
    return dict(lines), sorted(row["error"] for row in rows if row["error"])


def state(folder: Path, name: str) -> dict[str, object]:
    """Return the totals of a scan: those of the local one are in its state file."""
    found = read_finished(str(folder / name))
    keys = ("records", "bad", "flagged", "findings", "finished", "counts")
    return {key: getattr(found, key) for key in keys}


@pytest.mark.parametrize("engine", [("spark", "--master", CLUSTER), ("ray",)], ids=["spark", "ray"])
def test_the_findings_of_a_local_scan(folder: Path, engine: tuple[str, ...]) -> None:
    if engine == ("ray",):
        pytest.importorskip("ray")
    options = ("--out", f"out-{engine[0]}", "--engine", *engine)
    done = scan(folder, *options)
    assert done.returncode == 0, done.stderr
    out = folder / f"out-{engine[0]}"
    lines, errors = from_engine(out)
    assert lines == local(folder)
    assert len(lines) > 1000
    assert [error.split(":")[0] for error in errors] == ["no text", "not JSON"]
    assert state(folder, out.name) == state(folder, "local.jsonl")
    again = scan(folder, *options)
    assert again.returncode == 2, "what is there is not overwritten"
    assert "Traceback" not in again.stderr


def executors() -> list[int]:
    """Return the processes of the cluster's executors."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"CoarseGrainedExecutorBackend" in entry.read_bytes():
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


def test_a_worker_killed_in_the_middle(folder: Path) -> None:
    options = ("--out", "killed", "--engine", "spark", "--master", CLUSTER)
    process = subprocess.Popen(
        command(*options),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    end = time.monotonic() + 120
    while len(executors()) < 2 and time.monotonic() < end:
        time.sleep(0.2)
    time.sleep(6)  # the tasks are running: rules are being loaded, or records checked
    running = executors()
    assert running
    assert process.poll() is None, "the scan is under way"
    os.kill(running[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=900)
    assert process.returncode == 0, errors
    lines, bad = from_engine(folder / "killed")
    assert lines == local(folder)
    assert len(bad) == 2
    assert state(folder, "killed") == state(folder, "local.jsonl"), "what a lost worker counted does not count twice"
