"""The project's own labelled messages: no rule may fall below what ``corpora/scores.toml`` says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCORES = ROOT / "corpora" / "scores.toml"


@pytest.mark.skipif(not SCORES.exists(), reason="there are no scores yet")
def test_no_score_falls() -> None:
    command = [sys.executable, "-m", "servicelint", "corpus", "eval", "corpora", "--scores", str(SCORES), "--jobs", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert done.returncode == 0, done.stderr
