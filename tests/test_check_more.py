"""``check --watch``, long runs and bad input, as real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest
from test_cli_check import CLEAN, DRAFT, cache, errors, folder, lines, servicelint

__all__ = ["cache", "folder"]


def wait_for(stream: IO[str], words: str) -> str:
    """Read lines until one holds ``words``; the test's time limit ends a wait in vain."""
    seen = ""
    for line in stream:
        seen += line
        if words in line:
            return seen
    raise AssertionError(f"ended without {words!r}: {seen}")


def test_watch_checks_what_changes(folder: Path) -> None:
    command = [sys.executable, "-u", "-m", "servicelint", "check", ".", "--watch", "--format", "concise", "--no-server"]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert watching.stdout is not None
        assert watching.stderr is not None
        assert "draft.txt:3:16" in wait_for(watching.stdout, "Found 3 findings in 1 of 2 files")
        wait_for(watching.stderr, "Watching for changes")
        time.sleep(1)
        (folder / "clean.txt").write_text("Could you kindly wait?\n", "utf-8")
        seen = wait_for(watching.stdout, "Found 1 finding")
        assert "clean.txt:1:11: suggestion house-rules/kindly" in seen
        assert "draft.txt" not in seen
        # A change of the settings counts for every file.
        with open("servicelint.toml", "a", encoding="utf-8") as stream:
            stream.write('ignore = ["house-rules/kindly"]\n')
        assert "Found 2 findings in 1 of 2 files" in wait_for(watching.stdout, "Found 2")
    finally:
        watching.terminate()
        watching.communicate(timeout=20)


def test_watch_cannot_watch_everything(folder: Path) -> None:
    assert "--watch goes with files and folders" in errors(servicelint("check", "-", "--watch"))
    assert "gone: no such file or folder" in errors(servicelint("check", "gone", "--watch"))


def test_bad_files_are_named_and_the_others_checked(folder: Path) -> None:
    (folder / "broken.yaml").write_text("subject: 'never closed\n", "utf-8")
    (folder / "ragged.csv").write_text("id,body\n1,Dear Tom, kindly wait\n", "utf-8")
    (folder / "mixed.md").write_bytes(b"Dear {{ name }},\r\n\nkindly\rwait\r\n")
    os.symlink("loop.txt", folder / "loop.txt")
    os.symlink(".", folder / "deeper")
    with open(folder / "huge.txt", "wb") as stream:
        stream.truncate(1 << 30)
    started = time.monotonic()
    done = servicelint("check", "--format", "concise", "--output", "report.json", "--no-server")
    assert time.monotonic() - started < 30
    assert done.returncode == 2
    assert sorted(line.split(" (")[0] for line in errors(done).splitlines()) == [
        "error: broken.yaml: line 2: this is not valid YAML: found unexpected end of stream",
        "error: huge.txt: it holds 1,024 MiB; files of up to 20 MiB are checked: split it, or leave it out",
        "error: loop.txt: a symbolic link that leads back to itself",
        "error: ragged.csv: line 2: the row on line 2 has 3 cells, the first row names 2: a cell that holds ',' must "
        "stand in double quotes",
    ]
    assert [line.split(" ")[0] for line in lines(done)[:4]] == [
        "draft.txt:3:16:",
        "draft.txt:3:26:",
        "draft.txt:4:11:",
        "mixed.md:3:1:",
    ]
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert sum(file["error"] is not None for file in report["files"]) == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_report_that_cannot_be_written_leaves_the_old_one(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "r.json").write_text("old", "utf-8")
    (folder / "out").chmod(0o500)
    done = servicelint("check", "--output", "out/r.json")
    assert (done.returncode, "out/r.json was not written" in errors(done)) == (2, True)
    assert (folder / "out" / "r.json").read_text("utf-8") == "old"


def test_a_template_folder_holds_templates(folder: Path) -> None:
    for name in ("templates/a.txt", "drafts/a.txt"):
        (folder / name).parent.mkdir()
        (folder / name).write_text(CLEAN + DRAFT, "utf-8")
    done = servicelint("check", "--format", "json", "templates", "drafts", "--no-server")
    found = {file["path"]: file["kind"] for file in json.loads(done.stdout)["files"]}
    assert found == {"templates/a.txt": "template", "drafts/a.txt": "draft"}
