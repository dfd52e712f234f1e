"""``servicelint baseline``, what ``check`` does with it, and ``check --diff-base``: in folders and repositories."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from test_cli_check import DRAFT, cache, errors, folder, lines, servicelint

__all__ = ["cache", "folder"]
SOME_DAY = "We will answer some day."


@pytest.fixture(autouse=True)
def _here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    return folder


def entries(name: str = "servicelint-baseline.json") -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads(Path(name).read_text("utf-8"))["files"]
    return found


def use_it() -> None:
    with open("servicelint.toml", "a", encoding="utf-8") as stream:
        stream.write('baseline = "servicelint-baseline.json"\n')


def test_the_known_is_left_out_and_the_new_is_told() -> None:
    done = servicelint("baseline")
    assert (done.returncode, errors(done)) == (0, "")
    assert lines(done) == [
        "Wrote servicelint-baseline.json: 3 findings in 1 file.",
        'To use it, add `baseline = "servicelint-baseline.json"` to the settings, or give --baseline to check.',
    ]
    assert sorted(key.split(" ")[0] for key in entries()["draft.txt"]) == [
        "house-rules/kindly",
        "house-rules/no-help",
        "house-rules/some-day",
    ]
    use_it()
    assert servicelint("check").returncode == 0
    # Moved down and set differently, it is still the same sentence; a second one is not.
    Path("draft.txt").write_text("Subject: x\n\n" + DRAFT.replace("some day.", "some\nday!"), "utf-8")
    assert lines(servicelint("check", "--format", "concise")) == ["No findings in 2 files."]
    Path("draft.txt").write_text(DRAFT.replace("\nBest", "\nSo we hope some day.\n\nBest"), "utf-8")
    assert lines(servicelint("check", "--format", "concise"))[0].startswith("draft.txt:6:12: warning house-rules/some")


def test_it_shrinks_by_itself_but_not_on_a_build_server(monkeypatch: pytest.MonkeyPatch) -> None:
    servicelint("baseline", "-q")
    use_it()
    Path("draft.txt").write_text(DRAFT.replace("kindly ", ""), "utf-8")
    monkeypatch.setenv("CI", "true")
    done = servicelint("check")
    assert "1 finding of servicelint-baseline.json is mended: run `servicelint baseline`" in errors(done)
    assert len(entries()["draft.txt"]) == 3
    monkeypatch.delenv("CI")
    assert "is mended and taken out of it" in errors(servicelint("check"))
    assert len(entries()["draft.txt"]) == 2
    # Now that it is taken out, the same phrase is new.
    Path("draft.txt").write_text(DRAFT, "utf-8")
    assert lines(servicelint("check", "--format", "concise", "--fail-on", "suggestion"))[0].endswith("is enough.")


@pytest.mark.parametrize(
    "narrow", [["--select", "house-rules/kindly"], ["--ignore", "wording"], ["--channel", "chat"], ["clean.txt"]]
)
def test_what_was_not_looked_for_is_not_gone(narrow: list[str]) -> None:
    servicelint("baseline", "-q")
    use_it()
    servicelint("check", *narrow)
    assert len(entries()["draft.txt"]) == 3


def test_a_second_baseline_keeps_what_it_did_not_check() -> None:
    Path("other.txt").write_text(SOME_DAY, "utf-8")
    servicelint("baseline", "-q")
    Path("draft.txt").write_text("All is well.\n", "utf-8")
    Path("other.txt").unlink()
    servicelint("baseline", "-q", "draft.txt")
    assert list(entries()) == ["other.txt"]
    assert lines(servicelint("baseline"))[0] == "Wrote servicelint-baseline.json: 0 findings in 0 files."
    assert (
        lines(servicelint("baseline"))[0] == "Nothing has changed in servicelint-baseline.json: 0 findings in 0 files."
    )


def test_bad_input() -> None:
    Path("servicelint-baseline.json").write_text('{"version": 1, "files": {"a": {"x": 1}}}', "utf-8")
    done = servicelint("baseline")
    assert (done.returncode, "'x' is not a rule and a fingerprint" in errors(done)) == (2, True)
    Path("servicelint-baseline.json").unlink()
    Path("binary.txt").write_bytes(b"\0")
    done = servicelint("baseline")
    assert (done.returncode, "binary.txt: this looks like a binary file" in errors(done)) == (2, True)
    assert len(entries()["draft.txt"]) == 3
    assert "has no name to stand under" in errors(servicelint("baseline", "-"))


def git(*args: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *args], check=True, capture_output=True)


def test_diff_base_tells_what_a_change_adds() -> None:
    Path("old.txt").write_text(SOME_DAY + "\n", "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    done = servicelint("check", "--diff-base", "HEAD", "--format", "concise")
    assert (done.returncode, lines(done)) == (0, ["No findings in 0 files."])
    # Edited elsewhere, one finding added; renamed; new and untracked; on a side branch the base moves on.
    git("checkout", "-qb", "side")
    Path("draft.txt").write_text("Subject: x\n\n" + DRAFT.replace("\nBest", "\nKindly call.\n\nBest"), "utf-8")
    git("mv", "old.txt", "renamed.txt")
    Path("new.txt").write_text(SOME_DAY, "utf-8")
    git("add", "draft.txt")
    git("commit", "-qm", "two")
    done = servicelint("check", "--diff-base", "main", "--format", "concise")
    assert lines(done)[:2] == [
        "draft.txt:8:1: suggestion house-rules/kindly “Kindly” sounds like an order; “please” is enough.",
        "new.txt:1:16: warning house-rules/some-day “some day” is no date.",
    ]
    git("checkout", "-q", "main")
    Path("clean.txt").write_text("Kindly.\n", "utf-8")
    git("commit", "-qam", "three")
    git("checkout", "-q", "side")
    done = servicelint("check", "--diff-base", "main", "--show-files")
    assert lines(done) == ["draft.txt", "new.txt", "renamed.txt"]


def test_diff_base_without_git_or_revision(tmp_path: Path) -> None:
    assert "this is no git repository" in errors(servicelint("check", "--diff-base", "HEAD"))
    git("init", "-q")
    done = servicelint("check", "--diff-base", "nowhere")
    assert (done.returncode, "git knows no revision 'nowhere' here" in errors(done)) == (2, True)


def test_outputs_statistics_and_files(tmp_path: Path) -> None:
    done = servicelint(
        "check", "--output", "r.sarif", "--output", "junit=x.xml", "--output", "page.html", "--statistics",
        "--format", "concise",
    )  # fmt: skip
    assert done.returncode == 1
    assert lines(done)[-5:] == [
        "count   share  rule",
        "    1   33.3%  house-rules/kindly",
        "    1   33.3%  house-rules/no-help",
        "    1   33.3%  house-rules/some-day",
        "    3  100.0%  all",
    ]
    rules = json.loads(Path("r.sarif").read_text("utf-8"))["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["shortDescription"]["text"] for rule in rules} == {"Kindly", "No help", "Some day"}
    assert Path("x.xml").read_text("utf-8").startswith("<?xml")
    assert lines(servicelint("check", "--show-files")) == ["clean.txt", "draft.txt", "page.html"]


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("report.xml", "does not tell its format: write FORMAT=FILE, such as junit=report.xml"),
        ("nowhere/a.json", "there is no folder for 'nowhere/a.json'"),
        ("nonsense=a.json", "there is no format 'nonsense'"),
        ("json=.", "'.' is a folder"),
    ],
)
def test_bad_outputs(spec: str, message: str) -> None:
    done = servicelint("check", "--output", spec)
    assert (done.returncode, message in errors(done)) == (2, True)
    assert "named twice" in errors(servicelint("check", "--output", "a.json", "--output", "json=./a.json"))


def test_several_processes_find_the_same(folder: Path) -> None:
    for number in range(70):
        (folder / f"m{number:02}.txt").write_text(DRAFT if number % 3 else "Fine.\n", "utf-8")
    (folder / "bad.txt").write_bytes(b"\0")
    servicelint("baseline", "-q", "draft.txt", "m01.txt")
    use_it()
    one, two = (servicelint("check", "--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.returncode == two.returncode == 2
    assert json.loads(one.stdout)["summary"]["findings"] == 45 * 3
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
