"""``servicelint check`` as a user runs it: real processes, real files, a small pack of rules of our own."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servicelint.cli import run

DATA = Path(__file__).parent / "data" / "cli"
DRAFT = (
    "Dear Ms Ortiz,\n\n"
    "We will answer some day. We cannot help you with this.\n"
    "Could you kindly wait?\n\n"
    "Best regards,\nTom\n"
)
CLEAN = "Dear Ms Ortiz,\n\nYour parcel is on its way.\n\nBest regards,\nTom\n"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str) -> Path:
    """A folder with a draft, a clean draft and settings that leave only the rules of this test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SERVICELINT_CACHE_DIR", cache)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "SERVICELINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    settings = f'packs = [{json.dumps(str(DATA / "house-rules"))}]\nplugins-disabled = ["builtin"]\n'
    (tmp_path / "servicelint.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "draft.txt").write_bytes(DRAFT.encode())
    (tmp_path / "clean.txt").write_bytes(CLEAN.encode())
    return tmp_path


Done = subprocess.CompletedProcess[bytes]


def process(*args: str, stdin: bytes = b"") -> Done:
    """Run the command line as a process of its own."""
    command = [sys.executable, "-m", "servicelint", *args]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)


def servicelint(*args: str, stdin: bytes = b"") -> Done:
    """Run the command line in this process, which has the rules loaded: a tenth of the time."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (stdin, b"", b"")]
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        code = run(list(args))
    out, err = (stream.detach().getvalue() for stream in streams[1:])
    return subprocess.CompletedProcess(args, code, out, err)


def lines(done: Done) -> list[str]:
    return done.stdout.decode().splitlines()


def errors(done: Done) -> str:
    text: str = done.stderr.decode()
    assert "Traceback" not in text
    return text


@pytest.mark.usefixtures("folder")
class TestOutput:
    def test_human(self) -> None:
        done = process("check", "draft.txt")
        assert done.stdout == (DATA / "check-80.txt").read_bytes()
        assert (done.returncode, errors(done)) == (1, "")

    def test_nothing_found(self) -> None:
        done = process("check", "clean.txt")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"No findings in 1 file.\n", b"")

    def test_json(self, folder: Path) -> None:
        (folder / "reply.html").write_text("<p>Could you <b>kind</b>ly wait &amp; see? Some day.</p>", encoding="utf-8")
        done = servicelint("check", "--format", "json", "draft.txt", "gone.txt", "reply.html")
        assert done.returncode == 2
        out = json.loads(done.stdout)
        assert out["version"] == 1
        assert list(out["tool"]) == ["name", "version", "model"]
        assert [(entry["path"], entry["error"]) for entry in out["files"]] == [
            ("draft.txt", None),
            ("gone.txt", "no such file or folder"),
            ("reply.html", None),
        ]
        found = [(f["rule"], f["text"], f["line"], f["column"]) for f in out["files"][0]["findings"]]
        assert found == [
            ("house-rules/some-day", "some day", 3, 16),
            ("house-rules/no-help", "We cannot help you", 3, 26),
            ("house-rules/kindly", "kindly", 4, 11),
        ]
        assert [f["text"] for f in out["files"][2]["findings"]] == ["kind</b>ly", "Some day"]
        for entry in out["files"]:
            if entry["error"] is None:
                text = Path(entry["path"]).read_text("utf-8")
                assert all(text[f["start"] : f["end"]] == f["text"] for f in entry["findings"])
        assert out["summary"] == {
            "files": 3,
            "findings": 5,
            "by_severity": {"error": 1, "warning": 2, "suggestion": 2},
        }

    def test_concise_and_quiet(self) -> None:
        done = servicelint("check", "-q", "--format", "concise", ".")
        assert lines(done) == [
            "draft.txt:3:16: warning house-rules/some-day “some day” is no date.",
            "draft.txt:3:26: error house-rules/no-help “We cannot help you” ends the conversation; "
            "say what you can do.",
            "draft.txt:4:11: suggestion house-rules/kindly “kindly” sounds like an order; “please” is enough.",
        ]

    def test_colours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert b"\x1b" not in servicelint("check", "draft.txt").stdout
        assert b"\x1b[" in servicelint("check", "--color", "draft.txt").stdout
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert b"\x1b[" in servicelint("check", "draft.txt").stdout
        monkeypatch.setenv("NO_COLOR", "1")
        assert b"\x1b" not in servicelint("check", "draft.txt").stdout

    def test_an_unknown_format_names_those_there_are(self) -> None:
        done = servicelint("check", "--format", "xml", "draft.txt")
        assert done.returncode == 2
        assert "there is no format 'xml'; choose one of: checkstyle, concise, github, gitlab" in errors(done)


@pytest.mark.usefixtures("folder")
class TestChoice:
    @pytest.mark.parametrize(
        ("options", "code"),
        [
            (["--fail-on", "error"], 1),
            (["--fail-on", "never"], 0),
            (["--select", "house-rules/kindly"], 0),
            (["--select", "house-rules/kindly", "--fail-on", "suggestion"], 1),
            (["--ignore", "house-rules/no-help,house-rules/some-day"], 0),
            (["--ignore", "house-rules/no-help", "--fail-on", "error"], 0),
        ],
    )
    def test_exit_code(self, options: list[str], code: int) -> None:
        assert servicelint("check", "-q", *options, "draft.txt").returncode == code

    def test_every_severity_is_reported_whatever_fails(self) -> None:
        done = servicelint("check", "-q", "--format", "concise", "--fail-on", "error", "draft.txt")
        assert len(lines(done)) == 3

    def test_select_may_be_repeated(self) -> None:
        chosen = ["--select", "house-rules/kindly", "--select", "house-rules/some-day"]
        done = servicelint("check", "-q", "--format", "concise", *chosen, "draft.txt")
        assert [line.split()[2] for line in lines(done)] == ["house-rules/some-day", "house-rules/kindly"]

    def test_an_unknown_rule_is_an_error_with_a_hint(self) -> None:
        done = servicelint("check", "--select", "house-rules/kindely", "draft.txt")
        assert done.returncode == 2
        assert "did you mean 'house-rules/kindly'?" in errors(done)
        assert done.stdout.endswith(b"1 file could not be checked.\n")

    def test_the_prefilter_changes_nothing(self) -> None:
        fast, slow = (servicelint("check", *more, "draft.txt") for more in ([], ["--no-prefilter"]))
        assert fast.stdout == slow.stdout

    def test_context_is_the_customers_message(self, folder: Path) -> None:
        (folder / "customer.txt").write_text("Hello,\n\nI want a refund!\n\nAna\n", encoding="utf-8")
        draft = b"Hello Ana,\n\nwe sent the money today.\n"
        alone = servicelint("check", "-", stdin=draft)
        assert (alone.returncode, alone.stdout) == (0, b"No findings in 1 file.\n")
        done = servicelint("check", "--context", "customer.txt", "--format", "concise", "-q", "-", stdin=draft)
        assert lines(done) == [
            "<stdin>:3:9: warning house-rules/money-talk The customer asked for a refund: call it that."
        ]
        missing = servicelint("check", "--context", "nobody.txt", "-", stdin=draft)
        assert missing.returncode == 2
        assert "nobody.txt: context: no such file or folder" in errors(missing)

    def test_baseline(self, folder: Path) -> None:
        from servicelint.baseline import Baseline, write_baseline
        from servicelint.model import Finding, Severity, Span

        out = json.loads(servicelint("check", "--format", "json", "draft.txt").stdout)
        known = [
            Finding(f["rule"], "", Span(0, 0), Span(0, 0), "", Severity.ERROR, (), f["fingerprint"])
            for f in out["files"][0]["findings"][:2]
        ]
        baseline = Baseline(str(folder))
        baseline.add("draft.txt", known)
        write_baseline("known.json", baseline)
        done = servicelint("check", "--baseline", "known.json", "--format", "concise", "-q", "draft.txt", "clean.txt")
        assert [line.split()[2] for line in lines(done)] == ["house-rules/kindly"]
        fixed = servicelint("check", "--baseline", "known.json", "--fix", "--unsafe-fixes", "draft.txt")
        assert fixed.stdout == b"Fixed 1 finding. No findings left in 1 file.\n"
        assert "We cannot help you with this." in Path("draft.txt").read_text("utf-8")

    def test_a_missing_baseline(self) -> None:
        done = servicelint("check", "--baseline", "nothing.json", "draft.txt")
        assert done.returncode == 2
        assert "nothing.json: there is no such baseline" in errors(done)


@pytest.mark.usefixtures("folder")
class TestBadInput:
    def test_each_bad_file_is_named_and_the_others_are_checked(self, folder: Path) -> None:
        (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
        (folder / "latin.txt").write_bytes(b"caf\xe9")
        (folder / "empty").mkdir()
        (folder / "loop.txt").symlink_to("loop.txt")
        names = ["missing.txt", "binary.txt", "latin.txt", "empty", "loop.txt", "draft.txt", "clean.txt"]
        done = process("check", "--format", "concise", *names)
        assert done.returncode == 2
        assert [line.split(":")[0] for line in lines(done)[:3]] == ["draft.txt"] * 3
        assert lines(done)[3].startswith("Found 3 findings in 1 of 2 files")
        assert lines(done)[-1] == "5 files could not be checked."
        told = errors(done).splitlines()
        assert told[0] == "error: missing.txt: no such file or folder"
        assert told[1].startswith("error: binary.txt: this looks like a binary file")
        assert told[2].startswith("error: latin.txt: line 1: this is not valid UTF-8")
        assert told[3].startswith("error: empty: no drafts in this folder")
        assert told[4] == "error: loop.txt: a symbolic link that leads back to itself"
        assert len(told) == 5

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not read")
    def test_no_permission(self, folder: Path) -> None:
        from servicelint.cli.files import FileError, read_bytes

        (folder / "secret.txt").write_text("x", encoding="utf-8")
        (folder / "secret.txt").chmod(0)
        child = os.fork()
        if child == 0:
            os.setuid(65534)
            try:
                read_bytes("secret.txt")
            except FileError as error:
                os._exit(0 if str(error) == "no permission to read it" else 1)
            os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    def test_settings_with_a_mistake_name_file_and_line(self, folder: Path) -> None:
        (folder / "servicelint.toml").write_text('\nfail_on = "error"\n', encoding="utf-8")
        done = servicelint("check", "draft.txt")
        assert done.returncode == 2
        assert "servicelint.toml:2: unknown key 'fail_on'; did you mean 'fail-on'?" in errors(done)

    def test_broken_settings_of_one_folder_leave_the_others_alone(self, folder: Path) -> None:
        (folder / "sub").mkdir()
        (folder / "sub" / "servicelint.toml").write_text("nonsense = 1\n", encoding="utf-8")
        (folder / "sub" / "a.txt").write_text("kindly", encoding="utf-8")
        done = servicelint("check", "--format", "concise", "-q", "clean.txt", "sub/a.txt", "draft.txt")
        assert done.returncode == 2
        assert len(lines(done)) == 3
        assert "error: sub/a.txt: not checked: sub/servicelint.toml:1: unknown key 'nonsense'" in errors(done)

    def test_a_broken_rule_file_is_named_and_the_other_rules_run(self, folder: Path) -> None:
        pack = folder / "ours" / "wording"
        pack.mkdir(parents=True)
        good = (DATA / "house-rules" / "wording" / "kindly.toml").read_text("utf-8")
        (pack / "kindly.toml").write_text(good, encoding="utf-8")
        (pack / "typo.toml").write_text(good.replace("severity =", "severty ="), encoding="utf-8")
        (folder / "servicelint.toml").write_text('packs = ["ours"]\nplugins-disabled = ["builtin"]\n', encoding="utf-8")
        done = servicelint("check", "--format", "concise", "-q", "draft.txt")
        assert done.returncode == 2
        assert [line.split()[2] for line in lines(done)] == ["ours/kindly"]
        assert re.search(r"^error: \S*ours/wording/typo.toml:3: .*severty", errors(done), re.MULTILINE)

    def test_usage(self) -> None:
        assert servicelint("check", "-", "-").returncode == 2
        assert servicelint("check", "--channel", "fax", "draft.txt").returncode == 2
        assert servicelint("check", "--no-such-option").returncode == 2

    def test_json_without_messages_in_a_folder_is_left_out(self, folder: Path) -> None:
        (folder / "package.json").write_text('{"name": "x", "private": true}', encoding="utf-8")
        done = servicelint("check", "--fail-on", "never", ".")
        assert done.returncode == 0
        assert errors(done) == "note: 1 file of data without messages left out (package.json)\n"
        assert servicelint("check", "package.json").returncode == 2


@pytest.mark.usefixtures("folder")
class TestFix:
    def test_safe_rewrites_are_written_and_nothing_else_changes(self, folder: Path) -> None:
        path = folder / "draft.txt"
        path.write_bytes(b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").encode())
        path.chmod(0o640)
        done = servicelint("check", "--fix", "--format", "concise", "draft.txt", "clean.txt")
        assert lines(done)[-3:] == [
            "Fixed 1 finding.",
            "2 left in 1 of 2 files (1 error, 1 warning).",
            "1 can be fixed with --fix --unsafe-fixes (see --diff first).",
        ]
        assert done.returncode == 1
        wanted = DRAFT.replace("kindly", "please").replace("\n", "\r\n").encode()
        assert path.read_bytes() == b"\xef\xbb\xbf" + wanted
        assert path.stat().st_mode & 0o777 == 0o640
        assert (folder / "clean.txt").read_bytes() == CLEAN.encode()

    def test_unsafe_fixes(self, folder: Path) -> None:
        assert servicelint("check", "--fix", "--unsafe-fixes", "draft.txt").returncode == 1
        assert (folder / "draft.txt").read_text("utf-8") == DRAFT.replace("kindly", "please").replace(
            "We cannot help you with this.", "Here is what I can do for you today."
        )

    def test_diff_shows_and_leaves_the_file(self, folder: Path) -> None:
        done = servicelint("check", "--diff", ".")
        assert lines(done)[:3] == ["--- draft.txt", "+++ draft.txt", "@@ -1,7 +1,7 @@"]
        assert [line for line in lines(done)[3:] if line[:1] in "+-"] == [
            "-Could you kindly wait?",
            "+Could you please wait?",
        ]
        assert errors(done) == "Would fix 1 finding in 2 files.\n"
        assert done.returncode == 1
        assert (folder / "draft.txt").read_text("utf-8") == DRAFT

    def test_standard_input_comes_out_fixed(self) -> None:
        done = process("check", "--fix", "-", stdin=b"Could you kindly wait?\r\n")
        assert done.stdout == b"Could you please wait?\r\n"
        assert errors(done) == "Fixed 1 finding. No findings left in 1 file.\n"
        assert done.returncode == 0
        unchanged = servicelint("check", "--fix", "-", stdin=CLEAN.encode())
        assert unchanged.stdout == CLEAN.encode()

    def test_a_folder_that_cannot_be_written_is_named(self, folder: Path) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
        folder.chmod(0o555)
        try:
            done = servicelint("check", "--fix", "draft.txt")
        finally:
            folder.chmod(0o755)
        assert done.returncode == 2
        assert "error: draft.txt: not fixed: Permission denied" in errors(done)


@pytest.mark.usefixtures("folder")
class TestProcess:
    def test_standard_input_goes_by_the_name_given(self) -> None:
        done = servicelint(
            "check", "--stdin-filename", "mail/x.html", "--format", "json", "-", stdin=b"<p>k&#105;ndly</p>"
        )
        entry = json.loads(done.stdout)["files"][0]
        assert entry["path"] == "mail/x.html"
        assert [f["text"] for f in entry["findings"]] == ["k&#105;ndly"]

    def test_without_a_path_the_current_folder_is_checked(self) -> None:
        done = servicelint("check")
        assert lines(done)[-3:][0].startswith("Found 3 findings in 1 of 2 files")

    def test_a_closed_pipe_is_quiet(self, folder: Path) -> None:
        (folder / "long.txt").write_text("Could you kindly wait?\n\n" * 2000, encoding="utf-8")
        command = f"{sys.executable} -m servicelint check long.txt | head -n 1"
        done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (141, b"")
        assert done.stdout == b"long.txt:1:11 suggestion house-rules/kindly\n"

    def test_an_interrupt_is_quiet(self) -> None:
        waiting = subprocess.Popen(
            [sys.executable, "-m", "servicelint", "check", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(1.5)
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=20)
        assert (waiting.returncode, out, err.strip()) == (130, b"", b"")

    def test_a_clean_draft_imports_nothing_heavy(self) -> None:
        process("check", "clean.txt")
        command = [sys.executable, "-X", "importtime", "-m", "servicelint", "check", "clean.txt"]
        done = subprocess.run(command, capture_output=True, check=True)
        loaded = {line.rpartition(b"|")[2].strip().decode() for line in done.stderr.splitlines()}
        heavy = {"spacy", "numpy", "rich", "email", "json", "difflib", "subprocess", "wcwidth", "markdown_it"}
        heavy |= {"servicelint.pipeline", "servicelint.fixing", "servicelint.reporters._excerpt"}
        assert loaded & heavy == set()

    def test_a_terminal_gets_its_width_and_colours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import fcntl
        import pty
        import struct
        import termios

        monkeypatch.delenv("COLUMNS")
        monkeypatch.setenv("TERM", "xterm-256color")
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
        command = [sys.executable, "-m", "servicelint", "check", "draft.txt"]
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=follower, stderr=follower)
        os.close(follower)
        out = b""
        while True:
            try:
                chunk = os.read(leader, 65536)
            except OSError:
                break
            if not chunk:
                break
            out += chunk
        os.close(leader)
        assert child.wait(timeout=20) == 1
        text = out.decode().replace("\r\n", "\n")
        assert "\x1b[1;31merror\x1b[0m" in text
        plain = re.sub("\x1b\\[[0-9;]*m", "", text).splitlines()
        assert max(len(line) for line in plain if line.startswith("  ")) <= 40
        assert "  | We cannot help you with this." in plain
