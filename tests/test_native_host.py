"""The native host as a browser sees it: a real process, real pipes, frames written here by hand."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.native_host.host import encode
from servicelint.native_host.texts import MAX_DRAFT, RequestError, Texts
from tests.serving import settings

DRAFT = "Hi 🙂 Bea, we cannot\u00a0help you. Could you kindly wait?"


class Pipes:
    """A browser's end of the pipes."""

    def __init__(self, command: list[str], cwd: Path, env: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.out, self.source = self.process.stdin, self.process.stdout

    def send(self, value: object) -> None:
        """Write one message."""
        self.raw(json.dumps(value).encode())

    def raw(self, data: bytes) -> None:
        """Write one frame of whatever bytes."""
        self.out.write(struct.pack("=I", len(data)) + data)
        self.out.flush()

    def read(self) -> Any:
        """Read one message."""
        (length,) = struct.unpack("=I", self.source.read(4))
        return json.loads(self.source.read(length))

    def ask(self, **request: object) -> Any:
        """Write one message and read one."""
        self.send(request)
        return self.read()

    def end(self) -> int:
        """Go away, as a browser does, and return the exit code."""
        self.out.close()
        rest = self.source.read()
        self.source.close()
        assert rest == b""
        return self.process.wait(20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("native")
    settings(found)
    return found


@pytest.fixture(scope="module")
def pipes(folder: Path) -> Iterator[Pipes]:
    # As Chromium calls it: with the origin of the extension.
    command = [sys.executable, "-m", "servicelint", "native-host", "run", "chrome-extension://omoab/"]
    made = Pipes(command, folder)
    yield made
    assert made.end() == 0


def words(answer: Any, draft: str) -> dict[str, str]:
    return {finding["rule"]: draft[finding["start"] : finding["end"]] for finding in answer["findings"]}


BOTH = {"house-rules/no-help": "we cannot\u00a0help you", "house-rules/kindly": "kindly"}


def test_hello_check_and_rule(pipes: Pipes) -> None:
    said = pipes.ask(id=1, op="hello")
    assert (said["id"], said["protocol"], said["tool"]["name"], said["ready"]) == (1, 1, "servicelint", True)
    said = pipes.ask(id=2, op="check", field="a", version=1, draft=DRAFT)
    assert (said["id"], said["version"]) == (2, 1)
    assert words(said, DRAFT) == BOTH
    said = pipes.ask(id=3, op="rule", rule="house-rules/kindly")
    assert said["rule"]["rationale"].startswith("The word has come to mean impatience.")


def test_only_the_change_is_sent(pipes: Pipes) -> None:
    pipes.ask(id=1, op="check", field="b", version=1, draft=DRAFT)
    start = DRAFT.index("kindly")
    change = {"start": start, "end": start + len("kindly"), "text": "please"}
    said = pipes.ask(id=2, op="check", field="b", version=2, base=1, change=change)
    assert list(words(said, DRAFT)) == ["house-rules/no-help"]
    said = pipes.ask(id=3, op="check", field="b", version=9, base=1, change=change)
    assert said["error"]["code"] == "resend"
    assert pipes.ask(id=4, op="close", field="b") == {"id": 4}
    said = pipes.ask(id=5, op="check", field="b", version=3, base=2, change=change)
    assert said["error"]["code"] == "resend"


def test_the_customers_message_counts(pipes: Pipes) -> None:
    draft = "We have sent the money."
    thread = ["Hello, I want a refund for my lamp."]
    assert pipes.ask(id=1, op="check", field="c", version=1, draft=draft)["findings"] == []
    said = pipes.ask(id=2, op="check", field="c", version=2, draft=draft, thread=thread, channel="email")
    assert list(words(said, draft).values()) == ["the money"]


def test_of_a_burst_the_last_is_checked(pipes: Pipes) -> None:
    data = b""
    for version in range(1, 41):
        request = {"id": version, "op": "check", "field": "d", "version": version, "draft": DRAFT + "!" * version}
        body = json.dumps(request).encode()
        data += struct.pack("=I", len(body)) + body
    pipes.out.write(data)
    pipes.out.flush()
    said = [pipes.read() for _ in range(40)]
    assert [answer["id"] for answer in said] == list(range(1, 41))
    assert words(said[-1], DRAFT) == BOTH
    assert "stale" in {answer.get("error", {}).get("code") for answer in said[:-1]}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "bad-message"),
        (b"[1]", "bad-message"),
        (b"\xff\xfe", "bad-message"),
        (b"[" * 100_000, "bad-message"),
        (b'{"op": "check"}', "bad-message"),
        (b'{"op": "check", "field": "x", "version": "1", "draft": ""}', "bad-message"),
        (b'{"op": "check", "field": "x", "version": 1, "draft": 3}', "bad-message"),
        (b'{"op": "check", "field": "x", "version": 1, "draft": "", "thread": "no"}', "bad-message"),
        (b'{"op": "check", "field": "x", "version": 1, "draft": "", "channel": "fax"}', "bad-message"),
        (b'{"op": "rule", "rule": "no-such-rule"}', "unknown-rule"),
        (b'{"op": "fly"}', "bad-message"),
        (json.dumps({"op": "check", "field": "x", "version": 1, "draft": "a" * (MAX_DRAFT + 1)}).encode(), "too-large"),
        (b" " * (5 << 20), "too-large"),
    ],
)
def test_a_bad_message_is_answered_and_the_next_one_too(pipes: Pipes, data: bytes, code: str) -> None:
    pipes.raw(data)
    said = pipes.read()
    assert said["error"]["code"] == code
    assert said["error"]["message"]
    assert words(pipes.ask(id=1, op="check", field="e", version=1, draft=DRAFT), DRAFT) == BOTH


def test_half_a_surrogate_pair_moves_nothing(pipes: Pipes) -> None:
    draft = "\ud83d " + DRAFT
    assert words(pipes.ask(id=1, op="check", field="f", version=1, draft=draft), draft) == BOTH


def test_a_lost_stream_ends_the_host(folder: Path) -> None:
    pipes = Pipes([sys.executable, "-m", "servicelint", "native-host", "run"], folder)
    pipes.out.write(b"GET / HTTP/1.1\r\n")
    pipes.out.flush()
    assert pipes.read()["error"]["code"] == "bad-frame"
    assert pipes.end() == 0


def test_broken_settings_are_told_and_mended_ones_used(tmp_path: Path) -> None:
    file = tmp_path / "servicelint.toml"
    file.write_text("nonsense = 1\n", "utf-8")
    pipes = Pipes([sys.executable, "-m", "servicelint", "native-host", "run"], tmp_path)
    said = pipes.ask(id=1, op="check", field="a", version=1, draft=DRAFT)
    assert said["error"]["code"] == "settings"
    assert "nonsense" in said["error"]["message"]
    settings(tmp_path)
    assert words(pipes.ask(id=2, op="check", field="a", version=2, draft=DRAFT), DRAFT) == BOTH
    file.write_text("nonsense = [1, 2, 3]\n", "utf-8")
    said = pipes.ask(id=3, op="check", field="a", version=3, draft=DRAFT)
    assert words(said, DRAFT) == BOTH
    assert "nonsense" in said["notices"][0]
    assert pipes.end() == 0


def test_install_starts_and_uninstall_removes(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".config" / "chromium").mkdir(parents=True)
    (home / ".thunderbird").mkdir()
    env = {**os.environ, "HOME": str(home)}
    env.pop("XDG_DATA_HOME", None)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "servicelint", "native-host", *arguments]
        return subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, check=False)

    own = "abcdefghijklmnopabcdefghijklmnop"
    config = str(folder / "servicelint.toml")
    done = run("install", "--extension-id", own, "--config", config)
    assert done.returncode == 0, done.stderr
    chromium = json.loads((home / ".config/chromium/NativeMessagingHosts/org.servicelint.host.json").read_text("utf-8"))
    assert chromium["allowed_origins"] == [
        "chrome-extension://omoabodjbnlgkgbfghoohdnjpedkikja/",
        f"chrome-extension://{own}/",
    ]
    mozilla = json.loads((home / ".mozilla/native-messaging-hosts/org.servicelint.host.json").read_text("utf-8"))
    assert mozilla["allowed_extensions"] == ["browser@servicelint", "thunderbird@servicelint"]
    assert not (home / ".config/google-chrome").exists()
    pipes = Pipes([chromium["path"], f"chrome-extension://{own}/"], tmp_path, env)
    assert words(pipes.ask(id=1, op="check", field="a", version=1, draft=DRAFT), DRAFT) == BOTH
    assert pipes.end() == 0
    assert run("uninstall").returncode == 0
    assert [path for path in home.rglob("*") if path.is_file() and ".cache" not in path.parts] == []
    assert "is no extension's identifier" in run("install", "--extension-id", "my extension").stderr
    assert "name one" in run("install").stderr or run("install").returncode == 0


def test_an_answer_is_cut_to_what_browsers_accept() -> None:
    finding = {"message": "m" * 10_000}
    data = encode({"id": 1, "version": 1, "findings": [finding] * 1000})
    assert len(data) <= 1 << 20
    said = json.loads(data[4:])
    assert len(said["findings"]) + said["left_out"] == 1000
    assert said["findings"]


@given(st.lists(st.tuples(st.text(max_size=8), st.floats(0, 1), st.floats(0, 1)), max_size=8), st.text(max_size=30))
def test_changes_add_up_to_the_draft(changes: list[tuple[str, float, float]], text: str) -> None:
    texts = Texts()
    texts.take({"field": "a", "version": 0, "draft": text})
    for version, (new, one, two) in enumerate(changes):
        start, end = sorted((round(one * len(text)), round(two * len(text))))
        text = text[:start] + new + text[end:]
        change = {"start": start, "end": end, "text": new}
        held = texts.take({"field": "a", "version": version + 1, "base": version, "change": change})
        assert held.text == text
    with pytest.raises(RequestError):
        texts.take(
            {
                "field": "a",
                "version": 99,
                "base": len(changes),
                "change": {"start": 0, "end": len(text) + 1, "text": ""},
            }
        )
