"""House phrasing: a team's own rewrites, through the command line and its settings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DRAFT = "Dear Ms Otieno,\n\nThat's against our policy. Your parcel 4471 left on Monday.\n"
BOOK = """\
[policy-shield]
rewrites = [
  "Here is what Harbour Freight can do for you: [offer].",
  { text = "What would a fair solution look like to you?", label = "ask", safety = "safe" },
]
only = true
"""


def check(folder: Path, book: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "servicelint.toml").write_text('phrase-books = ["house.toml"]\n', "utf-8")
    (folder / "house.toml").write_text(book, "utf-8")
    (folder / "draft.txt").write_text(DRAFT, "utf-8")
    command = [sys.executable, "-m", "servicelint", "check", *options, "draft.txt"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)


def rewrites(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    found = json.loads(done.stdout)["files"][0]["findings"]
    (policy,) = (finding for finding in found if finding["rule"] == "policy-shield")
    made: list[dict[str, Any]] = policy["rewrites"]
    return made


def test_the_house_speaks_first_or_alone(tmp_path: Path) -> None:
    alone = rewrites(check(tmp_path, BOOK, "--format", "json"))
    assert [(entry["text"], entry["safety"], entry["label"]) for entry in alone] == [
        ("Here is what Harbour Freight can do for you: [offer].", "fill", ""),
        ("What would a fair solution look like to you?", "safe", "ask"),
    ]
    start = DRAFT.index("That's")
    assert alone[1]["edits"] == [{"start": start, "end": DRAFT.index(" Your parcel"), "text": alone[1]["text"]}]
    both = rewrites(check(tmp_path, BOOK.replace("only = true", ""), "--format", "json"))
    assert both[:2] == alone
    assert len(both) == 3


@pytest.mark.parametrize(("word", "wanted"), [("favourite", "organise a cheque"), ("favorite", "organize a check")])
def test_rewrites_are_spelled_as_the_draft_is(tmp_path: Path, word: str, wanted: str) -> None:
    (tmp_path / "servicelint.toml").write_text('phrase-books = ["house.toml"]\n', "utf-8")
    book = '[policy-shield]\nrewrites = ["We can organise a cheque for you: would that help?"]\n'
    (tmp_path / "house.toml").write_text(book, "utf-8")
    draft = f"Dear Ms Otieno,\n\nThat's against our policy. Your {word} parcel left on Monday.\n"
    (tmp_path / "draft.txt").write_text(draft, "utf-8")
    command = [sys.executable, "-m", "servicelint", "check", "--format", "json", "draft.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert rewrites(done)[0]["text"] == f"We can {wanted} for you: would that help?"


def test_a_safe_one_is_applied(tmp_path: Path) -> None:
    done = check(tmp_path, BOOK, "--fix", "--select", "policy-shield")
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "draft.txt").read_text("utf-8") == DRAFT.replace(
        "That's against our policy.", "What would a fair solution look like to you?"
    )


def test_what_would_be_flagged_itself_is_not_offered(tmp_path: Path) -> None:
    bad = BOOK.replace("What would a fair solution look like to you?", "Our policy does not allow that.")
    bad = bad.replace("Here is what Harbour Freight can do for you: [offer].", "Shall I ask for an exception?")
    assert [entry["text"] for entry in rewrites(check(tmp_path, bad, "--format", "json"))] == [
        "Shall I ask for an exception?"
    ]


@pytest.mark.parametrize(
    ("book", "problem"),
    [
        (
            "[polcy-shield]\nrewrites = ['x']\n",
            "house.toml:1: there is no rule 'polcy-shield'; did you mean 'policy-shield'?",
        ),
        ("[policy-shield]\nrewrite = ['x']\n", "house.toml:2: unknown key 'rewrite'; did you mean 'rewrites'?"),
        ("[policy-shield]\nrewrites = []\n", "house.toml:1: rewrites is missing or empty"),
        ("[policy-shield]\n\nrewrites = ['Ask {nobody}.']\n", "house.toml:3: unknown slot {nobody}"),
        ("[policy-shield]\nrewrites = [{ text = 'x', requires = [] }]\n", "house.toml:2: unknown key 'requires'"),
        ("policy-shield = 'x'\n", "house.toml:1: 'policy-shield' must be a table"),
        ("[policy-shield\n", "house.toml:1: not valid TOML"),
    ],
)
def test_a_book_that_cannot_be_used(tmp_path: Path, book: str, problem: str) -> None:
    done = check(tmp_path, book)
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert "policy-shield" in done.stdout, "the rules' own findings and rewrites are still there"
    assert done.returncode == 2


def test_a_book_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "house.toml").unlink(missing_ok=True)
    (tmp_path / "servicelint.toml").write_text('phrase-books = ["house.toml"]\n', "utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    command = [sys.executable, "-m", "servicelint", "check", "draft.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert "servicelint.toml:1: 'phrase-books' names 'house.toml', but there is no file" in done.stderr
    assert done.returncode == 2
