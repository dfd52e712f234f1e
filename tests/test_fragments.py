"""A few words of a locale file are judged by their phrases, not by what a whole message should have."""

from __future__ import annotations

import json
from pathlib import Path

from servicelint.config import Config
from servicelint.engine import Linter
from servicelint.readers import read

RULE = """
title = "No day"
message = "Name a day."
severity = "warning"
scope = "draft"
expect = "missing"
rationale = "Who waits wants to know how long."
ground = "house style"
[[sources]]
title = "The tests"
[[match]]
phrases = ["on Monday"]
[[match.requires]]
within = "draft"
phrases = ["we will write"]
[[examples]]
bad = "[[We will write.]]"
[[examples]]
ok = "We will write on Monday."
"""
LABEL, MESSAGE = "We cannot help you; we will write again", "Dear {name},\n\nwe will write again.\n\nBest regards"


def test_rules_about_the_whole_draft_leave_fragments_alone(tmp_path: Path) -> None:
    pack = tmp_path / "pack" / "wording"
    pack.mkdir(parents=True)
    (pack / "no-day.toml").write_text(RULE, "utf-8")
    house = Path(__file__).parent / "data" / "cli" / "house-rules"
    linter = Linter(Config(packs=(str(pack.parent), str(house)), plugins_disabled=("builtin",)))
    documents = read(json.dumps({"a": LABEL, "b": MESSAGE}).encode(), "locales/en.json")
    found = [[finding.rule for finding in linter.lint(document)] for document in documents]
    assert found == [["house-rules/no-help"], ["pack/no-day"]]
