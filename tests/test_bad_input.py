"""Files as they should not be, met by real processes: what is said, the exit code, and that the others are done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli_check import cache, errors, folder, lines, process

__all__ = ["cache", "folder"]

COMMAND = (sys.executable, "-m", "servicelint", "check", "--no-server", "--format", "concise")


class Held:
    """A run that has found its files and waits for the first, a pipe, to be written."""

    def __init__(self, *args: str) -> None:
        os.mkfifo("pipe.txt")
        command = [*COMMAND, *args, "pipe.txt", "."]
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # Opens once the other end does, which is after the search.
        self.stream = open("pipe.txt", "w", encoding="utf-8")  # noqa: SIM115

    def go_on(self) -> tuple[int, list[str], str]:
        """Let it read the pipe; return exit code, output and errors."""
        self.stream.write("Kindly wait.\n")
        self.stream.close()
        out, err = self.child.communicate(timeout=60)
        assert "Traceback" not in err
        return self.child.returncode, out.splitlines(), err


def test_a_file_that_vanishes_after_it_was_found(folder: Path) -> None:
    held = Held("--output", "report.json")
    (folder / "clean.txt").unlink()
    code, out, err = held.go_on()
    assert (code, err) == (2, "error: clean.txt: no such file or folder\n")
    assert [line.split(" ")[0] for line in out[:4]] == [
        "pipe.txt:1:1:",
        "draft.txt:3:16:",
        "draft.txt:3:26:",
        "draft.txt:4:11:",
    ]
    told = {file["path"]: file["error"] for file in json.loads((folder / "report.json").read_text("utf-8"))["files"]}
    assert told == {"pipe.txt": None, "clean.txt": "no such file or folder", "draft.txt": None}


def test_an_interrupted_run_writes_no_half_report_and_no_half_file(folder: Path) -> None:
    (folder / "report.sarif").write_text("the last one", "utf-8")
    before = (folder / "draft.txt").read_bytes()
    held = Held("--fix", "--output", "report.sarif")
    time.sleep(0.3)
    held.child.send_signal(signal.SIGINT)
    out, err = held.child.communicate(timeout=60)
    held.stream.close()
    assert (held.child.returncode, out, err.strip()) == (130, "", "")
    assert (folder / "report.sarif").read_text("utf-8") == "the last one"
    assert (folder / "draft.txt").read_bytes() == before
    assert sorted(os.listdir()) == ["clean.txt", "draft.txt", "pipe.txt", "report.sarif", "servicelint.toml"]


BROKEN = {
    "a.yaml": ("subject: x\nbody: 'kindly\n", "line 3: this is not valid YAML"),
    "a.json": ('{"subject": "x",\n "body": "kindly', "line 2: this is not valid JSON"),
    "a.toml": ('subject = "x"\nbody = "kindly\n', "line 2: this is not valid TOML"),
    "a.po": ('msgid "x"\nmsgstr "kindly\n', "line 2: this is not a valid catalogue"),
    "a.csv": ("id,body\n1,Dear Tom, kindly wait\n", "line 2: the row on line 2 has 3 cells, the first row names 2"),
    "a.jsonl": ('{"text": "Kindly wait."}\n{"text":\n', "line 2: this is not valid JSON"),
    "a.txt": (b"Kindly\xff wait", "line 1: this is not valid UTF-8: byte 0xff at offset 6"),
    "b.txt": (b"\0\1\2kindly", "this looks like a binary file"),
}


def test_broken_files_are_named_and_left_as_they_are(folder: Path) -> None:
    for name, (content, _) in BROKEN.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = process("check", "--no-server", "--format", "concise", "--fix", "--unsafe-fixes")
    assert done.returncode == 2
    said = dict(line.removeprefix("error: ").split(": ", 1) for line in errors(done).splitlines())
    assert said.keys() == BROKEN.keys()
    for name, (content, why) in BROKEN.items():
        assert said[name].startswith(why), said[name]
        assert (folder / name).read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert "Here is what I can do for you today." in (folder / "draft.txt").read_text("utf-8")


UNCLOSED = {
    "a.html": ("<p>Dear Tom,<p>kindly <b>wait<div>some day", ["1:16", "1:35"]),
    "a.mjml": ("<mjml><mj-body><mj-text>kindly <b>wait", ["1:25"]),
    "a.liquid": ("Dear {{ name,\n\nkindly wait.\n{% if late %}\nsome day\n", ["3:1", "5:1"]),
    "a.hbs": ("{{#if late}}kindly{{/each}} wait some day {{", ["1:13", "1:34"]),
    "a.erb": ("Dear <%= name\n\nkindly wait\n", ["3:1"]),
    "a.md": ("---\nsubject: 'x\n---\n\n**kindly *wait `some day\n", ["5:3", "5:17"]),
    "a.eml": ("Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nkindly", ["7:1"]),
}


def test_unclosed_tags_hide_nothing_that_follows(folder: Path) -> None:
    (folder / "draft.txt").unlink()
    for name, (content, _) in UNCLOSED.items():
        (folder / name).write_text(content, "utf-8")
    done = process("check", "--no-server", "--format", "concise")
    assert (done.returncode, errors(done)) == (1, "")
    found: dict[str, list[str]] = {}
    for line in lines(done)[:-2]:
        name, row, column, _ = line.split(":", 3)
        found.setdefault(name, []).append(f"{row}:{column}")
    assert found == {name: places for name, (_, places) in UNCLOSED.items()}


def test_mixed_line_endings_are_kept_by_a_fix(folder: Path) -> None:
    mixed = b"\xef\xbb\xbfDear Tom,\r\n\r\nkindly wait.\rOr kindly\r\nrest.\n\xe2\x80\xa8Kindly go.\r"
    (folder / "mixed.txt").write_bytes(mixed)
    done = process("check", "--no-server", "--format", "concise", "mixed.txt")
    assert [line.split(" ")[0] for line in lines(done)[:3]] == ["mixed.txt:3:1:", "mixed.txt:4:4:", "mixed.txt:6:2:"]
    assert process("check", "--no-server", "--fix", "mixed.txt").returncode == 0
    wanted = mixed.replace(b"kindly", b"please").replace(b"Kindly", b"Please")
    assert (folder / "mixed.txt").read_bytes() == wanted


def test_a_huge_file_is_refused_without_reading_it(folder: Path) -> None:
    with open("huge.txt", "wb") as stream:
        stream.truncate(1 << 30)
    command = [*COMMAND, "huge.txt", "draft.txt"]
    # With a gigabyte in memory this limit would end the process.
    limited = ["bash", "-c", 'ulimit -v 900000; exec "$@"', "-", *command]
    done = subprocess.run(limited, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert errors(done) == (
        "error: huge.txt: it holds 1,024 MiB; files of up to 20 MiB are checked: split it, or leave it out\n"
    )
    assert lines(done)[0].startswith("draft.txt:3:16:")
    with open("huge.txt", "rb") as stream:
        piped = subprocess.run([*COMMAND, "-"], stdin=stream, capture_output=True, timeout=60, check=False)
    assert (piped.returncode, "it is too large; files of up to 20 MiB" in errors(piped)) == (2, True)


def test_loops_of_links(folder: Path) -> None:
    os.symlink("loop.txt", "loop.txt")
    os.symlink(".", "deeper")
    (folder / "sub").mkdir()
    os.symlink("..", "sub/up")
    done = process("check", "--no-server", "--format", "concise")
    assert done.returncode == 2
    assert errors(done) == "error: loop.txt: a symbolic link that leads back to itself\n"
    assert [line.split(" ")[0] for line in lines(done)[:3]] == ["draft.txt:3:16:", "draft.txt:3:26:", "draft.txt:4:11:"]
    assert errors(process("check", "--no-server", "deeper/loop.txt")).endswith("leads back to itself\n")


#: Root may read everything, unless it gives that up.
HUMBLE = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


@pytest.mark.skipif(bool(HUMBLE) and shutil.which("setpriv") is None, reason="root may read everything")
def test_no_permission(folder: Path) -> None:
    (folder / "clean.txt").chmod(0)
    (folder / "closed").mkdir()
    (folder / "closed").chmod(0)
    (folder / "reports").mkdir()
    (folder / "reports" / "r.json").write_text("{}", "utf-8")
    (folder / "reports").chmod(0o500)
    command = [*HUMBLE, *COMMAND, "--output", "reports/r.json"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    (folder / "closed").chmod(0o700)
    (folder / "reports").chmod(0o700)
    assert done.returncode == 2
    assert sorted(errors(done).splitlines()) == [
        "error: clean.txt: no permission to read it",
        "error: closed: no permission to read it",
        "error: reports/r.json was not written: no permission to write there",
    ]
    assert lines(done)[0].startswith("draft.txt:3:16:")
    assert (folder / "reports" / "r.json").read_text("utf-8") == "{}"


def test_the_report_of_the_last_run_is_no_draft(folder: Path) -> None:
    for _ in range(2):
        done = process("check", "--no-server", "--format", "concise", "--output", "report.html", "--output", "all.txt")
        assert "Found 3 findings in 1 of 2 files" in done.stdout.decode()
    assert "Found" in process("check", "--no-server", "report.html").stdout.decode()
