"""The project's own labelled messages: no rule may fall below what ``corpora/scores.toml`` says."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCORES = ROOT / "corpora" / "scores.toml"


def test_no_score_falls() -> None:
    command = [sys.executable, "-m", "servicelint", "corpus", "eval", "corpora", "--scores", str(SCORES), "--jobs", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_an_error_is_one_on_nearly_every_message() -> None:
    scores = tomllib.loads(SCORES.read_text("utf-8"))
    rules = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in ROOT.glob("rules/*/*.toml")}
    errors = {name for name, rule in rules.items() if rule.get("severity") == "error"}
    assert "policy-shield" in errors
    assert {name: scores[name]["precision"] for name in errors if scores[name]["precision"] < 0.95} == {}
