"""The plugin that asks a language model, against a small real HTTP server and through the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

DRAFT = "Dear Ms Otieno,\n\nThat's against our policy for order 4471. The parcel left on Monday.\n"
SENTENCE = "That's against our policy for order 4471."
OWN = "Shall I ask for an exception for order 4471?"
GOOD = "For order 4471, what would a fair solution look like to you?"


class Model(ThreadingHTTPServer):
    """Answers every chat completion with ``say``; keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.say: Callable[[_Handler], None] = answering(GOOD)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        self.server.say(self)

    def log_message(self, *_: object) -> None:
        pass


def answering(content: object, status: int = 200) -> Callable[[_Handler], None]:
    def say(handler: _Handler) -> None:
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return say


def dripping(handler: _Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def elsewhere(handler: _Handler) -> None:
    handler.send_response(307)
    handler.send_header("Location", "http://192.0.2.1/v1/chat/completions")
    handler.end_headers()


def nonsense(handler: _Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b"<html>hello</html>")


@pytest.fixture
def model() -> Iterator[Model]:
    server = Model()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def check(folder: Path, **variables: str) -> tuple[list[dict[str, Any]], str]:
    """Return the rewrites for the one finding, and what was said beside."""
    (folder / "draft.txt").write_text(DRAFT, "utf-8")
    (folder / "servicelint.toml").write_text('phrase-books = ["house.toml"]\n', "utf-8")
    (folder / "house.toml").write_text(f'[policy-shield]\nrewrites = ["{OWN}"]\nonly = true\n', "utf-8")
    (folder / "customer.txt").write_text("I would like my money back.", "utf-8")
    command = [sys.executable, "-m", "servicelint", "check", "--select", "policy-shield", "--format", "json"]
    command += ["--context", "customer.txt", "draft.txt"]
    environment = {**os.environ, "HTTP_PROXY": "http://192.0.2.1:9", **variables}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    (finding,) = json.loads(done.stdout)["files"][0]["findings"]
    return finding["rewrites"], done.stderr


def from_model(rewrites: list[dict[str, Any]]) -> list[str]:
    return [entry["text"] for entry in rewrites if entry["label"].startswith("by ")]


def test_off_by_default(tmp_path: Path, model: Model) -> None:
    rewrites, notes = check(tmp_path)
    assert (from_model(rewrites), model.asked, notes) == ([], [], "")


def test_a_good_answer_is_offered(tmp_path: Path, model: Model) -> None:
    model.say = answering(f' "{GOOD}"\n')
    rewrites, _ = check(
        tmp_path, SERVICELINT_LLM_URL=model.url, SERVICELINT_LLM_MODEL="small", SERVICELINT_LLM_KEY="k-1"
    )
    assert [entry["text"] for entry in rewrites] == [OWN, GOOD]
    last = rewrites[-1]
    assert (last["text"], last["label"], last["safety"]) == (GOOD, "by small", "ask")
    start = DRAFT.index(SENTENCE)
    assert last["edits"] == [{"start": start, "end": start + len(SENTENCE), "text": GOOD}]
    ((path, headers, body),) = model.asked
    assert (path, headers["Authorization"], body["model"]) == ("/v1/chat/completions", "Bearer k-1", "small")
    told = body["messages"][1]["content"]
    assert SENTENCE in told
    assert "I would like my money back." in told


@pytest.mark.parametrize(
    "answer",
    [
        "What would a fair solution look like to you?",  # loses the order
        "Our policy does not allow that for order 4471.",  # flagged itself
        "For order 4471, what would a a fair solution look like?",  # a doubled word
        f"{GOOD} {GOOD} {GOOD} {GOOD}",  # far longer
        f"Sure, here it is:\n\n{GOOD}",
        "",
        SENTENCE,
    ],
)
def test_an_answer_that_does_not_pass_is_not_offered(tmp_path: Path, model: Model, answer: str) -> None:
    model.say = answering(answer)
    rewrites, notes = check(tmp_path, SERVICELINT_LLM_URL=model.url)
    assert (from_model(rewrites), len(model.asked), notes) == ([], 1, "")
    assert rewrites


def test_a_blank_makes_it_one_to_fill(tmp_path: Path, model: Model) -> None:
    model.say = answering("For order 4471, here is what I can do: [offer].")
    rewrites, _ = check(tmp_path, SERVICELINT_LLM_URL=model.url)
    assert rewrites[-1]["safety"] == "fill"


@pytest.mark.parametrize(
    ("say", "problem"),
    [
        (dripping, "had no whole answer from {url} in 0.5 s"),
        (elsewhere, "was answered 307 by {url}"),
        (answering("x", 500), "was answered 500 by {url}"),
        (nonsense, "had no chat completion from {url}"),
        (answering(None), "had no chat completion from {url}"),
    ],
)
def test_a_server_that_fails(tmp_path: Path, model: Model, say: Callable[[_Handler], None], problem: str) -> None:
    model.say = say
    rewrites, notes = check(tmp_path, SERVICELINT_LLM_URL=model.url, SERVICELINT_LLM_TIMEOUT="0.5")
    assert from_model(rewrites) == []
    assert rewrites
    assert problem.format(url=model.url) in notes
    assert notes.count("\n") == 1


@pytest.mark.parametrize(
    ("variables", "problem"),
    [
        ({"SERVICELINT_LLM_URL": "http://192.0.2.1/v1"}, "only this machine is asked unless SERVICELINT_LLM_REMOTE=1"),
        ({"SERVICELINT_LLM_URL": "127.0.0.1:80"}, "needs a URL such as http://127.0.0.1:11434/v1"),
        ({"SERVICELINT_LLM_URL": "http://127.0.0.1:9/v1"}, "could not ask http://127.0.0.1:9/v1"),
        ({"SERVICELINT_LLM_URL": "http://127.0.0.1:9/v1", "SERVICELINT_LLM_TIMEOUT": "soon"}, "needs seconds"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, variables: dict[str, str], problem: str) -> None:
    rewrites, notes = check(tmp_path, **variables)
    assert rewrites
    assert problem in notes
