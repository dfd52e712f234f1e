"""``corpus sample`` and ``corpus label``: a sample drawn, labelled at a (piped) keyboard, measured."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
KINDLY, SOME_DAY = "house-rules/kindly", "house-rules/some-day"


def servicelint(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "servicelint", *args]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings = f'packs = [{json.dumps(str(RULES))}]\nplugins-disabled = ["builtin"]\n'
    (tmp_path / "servicelint.toml").write_text(settings, encoding="utf-8")
    texts = ["It will come some day.", "Could you kindly wait?", "It is on its way, at last."]
    records = [{"id": n, "text": texts[0 if n < 90 else 1 if n < 95 else 2]} for n in range(100)]
    (tmp_path / "sent.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    servicelint("corpus", "scan", "sent.jsonl", "--out", "out.jsonl", "--all")
    return tmp_path


def test_sample_label_eval(folder: Path) -> None:
    done = servicelint("corpus", "sample", "out.jsonl", "sent.jsonl", "--out", "sample.jsonl", "-n", "6")
    assert (done.returncode, done.stderr) == (0, "sample.jsonl: 6 messages.\n")
    sample = read(folder / "sample.jsonl")
    # Two of each stratum, though nine in ten of the messages are of one.
    assert [len([r for r in sample if low <= r["id"] < high]) for low, high in ((0, 90), (90, 95), (95, 100))] == [
        2,
        2,
        2,
    ]
    assert sample[0]["proposed"][0] == {
        "rule": SOME_DAY,
        "start": 13,
        "end": 21,
        "message": "“some day” is no date.",
    }
    keys = "y\n\nn\nnonsense\n\nq\n"
    servicelint("corpus", "label", "sample.jsonl", "--out", "gold.jsonl", stdin=keys)
    assert [record["labels"] for record in read(folder / "gold.jsonl")] == [
        [{"rule": SOME_DAY, "start": 13, "end": 21, "sure": 2}],
        [{"rule": "nonsense", "start": -1, "end": -1, "sure": 2}],
    ]
    rest = f"d\n\ny\n{KINDLY} Could you\n\n\n{SOME_DAY} at  LAST\n{SOME_DAY} not there\n\n"
    done = servicelint("corpus", "label", "sample.jsonl", "--out", "gold.jsonl", stdin=rest)
    assert "“not there” is not in the message" in done.stdout
    gold = read(folder / "gold.jsonl")
    assert [record["id"] for record in gold] == [record["id"] for record in sample]
    assert gold[2]["labels"] == [{"rule": KINDLY, "start": 10, "end": 16, "sure": 1}]
    assert gold[3]["labels"][1] == {"rule": KINDLY, "start": 0, "end": 9, "sure": 2}
    assert gold[5]["labels"] == [{"rule": SOME_DAY, "start": 18, "end": 25, "sure": 2}]
    assert "proposed" not in gold[0]
    done = servicelint("corpus", "eval", "gold.jsonl", "--format", "json")
    assert json.loads(done.stdout)["rules"][SOME_DAY]["wrong"] == 1


def test_agreement(folder: Path) -> None:
    spans = {"a.jsonl": [(0, 4), (6, 9)], "b.jsonl": [(2, 5)]}
    for name, places in spans.items():
        labels = [{"rule": "r", "start": start, "end": end} for start, end in places]
        (folder / name).write_text(json.dumps({"id": 1, "text": "0123456789", "labels": labels}) + "\n", "utf-8")
    done = servicelint("corpus", "label", "--agreement", "a.jsonl", "b.jsonl")
    assert done.stdout == ("1 messages; 1 of 2 labels of the first and 1 of 1 of the second are shared: F1 0.667\n")
