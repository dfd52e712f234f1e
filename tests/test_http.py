"""``servicelint serve`` as programs meet it: real processes, real sockets, and everything that must be refused."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from servicelint.http.address import listen
from tests.serving import DRAFT, TOKEN, Server, environment, serving, stop


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(
        tmp_path_factory.mktemp("http"), "--time-limit", "4", "--allow-origin", "https://desk.example"
    ) as made:
        yield made


def port_of(server: Server) -> int:
    return int(server.url.rstrip("/").rpartition(":")[2])


def raw(server: Server, data: bytes, *, pause: float = 0, patience: float = 15) -> bytes:
    """Send bytes as they are, in pieces when ``pause`` is set, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=patience) as connection:
        try:
            for piece in [data[i : i + 1] for i in range(len(data))] if pause else [data]:
                connection.sendall(piece)
                time.sleep(pause)
        except OSError:
            pass
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionResetError:
            pass
        return answer


class TestAnswers:
    def test_check_gives_the_json_of_the_command_line(self, server: Server) -> None:
        draft = "😀 We will answer some day.\r\nWe cannot help you."
        answer = server.client.post("/v1/check", json={"draft": draft, "filename": "reply.txt"})
        assert answer.status_code == 200
        (server.folder / "reply.txt").write_bytes(draft.encode())
        command = [sys.executable, "-m", "servicelint", "check", "reply.txt", "--format", "json", "--no-server"]
        done = subprocess.run(
            command, cwd=server.folder, env=environment(server.folder), capture_output=True, timeout=60, check=False
        )
        ours, theirs = answer.json(), json.loads(done.stdout)
        assert ours["files"] == theirs["files"]
        assert ours["summary"] == theirs["summary"]
        first = ours["files"][0]["findings"][0]
        assert (first["start"], first["end"], first["text"], first["column"]) == (17, 25, "some day", 18)

    def test_thread_channel_and_format_count(self, server: Server) -> None:
        asked = {"draft": "We sent the money.", "thread": ["I want a refund"], "channel": "chat", "kind": "template"}
        file = server.client.post("/v1/check", json=asked).json()["files"][0]
        assert (file["channel"], file["kind"]) == ("chat", "template")
        assert [entry["text"] for entry in file["findings"]] == ["the money"]
        html = {"draft": "<p>Could you <b>kindly</b> wait?</p>", "filename": "reply.html"}
        (entry,) = server.client.post("/v1/check", json=html).json()["files"][0]["findings"]
        assert (entry["start"], entry["text"]) == (16, "kindly")

    def test_fix_applies_what_is_safe_and_the_rest_on_request(self, server: Server) -> None:
        safe = server.client.post("/v1/fix", json={"draft": DRAFT}).json()
        assert (safe["text"], safe["applied"]) == (DRAFT.replace("kindly", "please"), 1)
        both = server.client.post("/v1/fix", json={"draft": DRAFT, "unsafe_fixes": True}).json()
        assert both["text"] == "We will answer some day. Here is what I can do for you today. Could you please wait?"
        assert [entry["text"] for entry in both["findings"]] == ["some day"]
        assert both["settled"]

    def test_rules(self, server: Server) -> None:
        listed = server.client.get("/v1/rules").json()["rules"]
        assert [entry["rule"] for entry in listed] == [
            f"house-rules/{name}" for name in ("kindly", "money-talk", "no-help", "some-day")
        ]
        page = server.client.get("/v1/rules/house-rules/no-help").json()
        assert page["title"] == "No help"
        assert "path" not in page
        assert server.client.get("/v1/rules/none").status_code == 404

    def test_many_at_once_share_batches_and_each_gets_its_own(self, server: Server) -> None:
        def ask(number: int) -> None:
            draft = f"We will write some day, number {number}."
            answer = server.client.post("/v1/check", json={"draft": draft}).json()
            seen[number] = answer["files"][0]["findings"][0]["sentence"]["end"] == len(draft)

        seen: dict[int, bool] = {}
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(60)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Counter(seen.values()) == {True: 60}

    def test_counters_hold_no_words(self, server: Server) -> None:
        server.client.post("/v1/check", json={"draft": DRAFT})
        text = server.client.get("/metrics").text
        assert 'servicelint_requests_total{op="check",status="200"}' in text
        assert 'servicelint_findings_total{rule="house-rules/no-help"}' in text
        assert "help you" not in text
        assert "help you" not in (server.folder / "serve.log").read_text()


class TestRefusals:
    @pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}])
    @pytest.mark.parametrize("path", ["/v1/rules", "/v1/check", "/metrics", "/nothing"])
    def test_without_the_token(self, server: Server, given: dict[str, str], path: str) -> None:
        answer = httpx.get(server.url.rstrip("/") + path, headers=given, trust_env=False)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[::"])
    def test_a_foreign_host(self, server: Server, host: str) -> None:
        assert server.client.get("/healthz", headers={"Host": host}).status_code == 421

    @pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "file://"])
    def test_a_foreign_origin(self, server: Server, origin: str) -> None:
        answer = server.client.post("/v1/check", json={"draft": "x"}, headers={"Origin": origin})
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers

    def test_an_origin_that_was_let_in(self, server: Server) -> None:
        origin = {"Origin": "https://desk.example"}
        asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        allowed = httpx.options(server.url + "v1/check", headers=asked, trust_env=False)
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] == "https://desk.example"
        assert httpx.post(server.url + "v1/check", headers=origin, trust_env=False).status_code == 401
        assert server.client.post("/v1/check", json={"draft": "x"}, headers=origin).status_code == 200

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"", 422),
            (b"[", 422),
            (b'{"draft": 1}', 422),
            (b'{"draft": "x", "more": 1}', 422),
            (b'{"draft": "\\ud800"}', 422),
            (b'{"draft": "x", "channel": "fax"}', 422),
            (b'{"draft": "x", "filename": "../x"}', 422),
            (b'{"draft": "{\\"a\\": ", "filename": "x.json"}', 422),
            (b'{"draft": "a\\u0000\\u0001\\u0002b"}', 422),
            (b"[" * 100_000, 422),
        ],
    )
    def test_broken_requests(self, server: Server, body: bytes, status: int) -> None:
        answer = server.client.post("/v1/check", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == status
        assert answer.json()["error"]["message"]

    def test_forms_of_other_pages_have_another_type(self, server: Server) -> None:
        assert server.client.post("/v1/check", content=b'{"draft": "x"}').status_code == 415

    def test_a_request_of_100_mb_is_cut_off(self, server: Server) -> None:
        head = f"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n".encode()
        head += b"Content-Type: application/json\r\n"
        start = time.monotonic()
        answer = raw(server, head + b"Content-Length: 100000000\r\n\r\n" + b"x" * 300_000)
        assert answer.startswith(b"HTTP/1.1 413")
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        answer = raw(server, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 1500)
        assert answer.startswith(b"HTTP/1.1 413") or answer == b""
        assert time.monotonic() - start < 5

    def test_a_slow_request_is_cut_off(self, server: Server) -> None:
        start = time.monotonic()
        head = (
            f"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Length: 9\r\n\r\n"
        )
        assert raw(server, head.encode() + b"{").startswith(b"HTTP/1.1 408")
        assert time.monotonic() - start < 10

    def test_a_head_that_never_ends_is_cut_off(self, server: Server) -> None:
        start = time.monotonic()
        assert raw(server, b"GET / HTTP/1.1\r\nX: " + b"y" * 60, pause=0.2, patience=30) == b""
        assert time.monotonic() - start < 25

    def test_a_million_newlines_are_cut_off_and_200_000_answered(self, server: Server) -> None:
        assert server.client.post("/v1/check", json={"draft": "\n" * 1_000_000}).status_code == 413
        assert server.client.post("/v1/check", json={"draft": "\n" * 120_000}).status_code in (200, 504)
        assert server.client.get("/healthz").status_code == 200

    def test_a_local_program_only_comes_by_the_socket(self, server: Server) -> None:
        assert server.client.post("/v1/documents", json={}).status_code == 404


def test_too_many_are_turned_away_and_nothing_breaks(tmp_path: Path) -> None:
    with serving(tmp_path, "--queue", "2") as server:
        draft = " ".join(f"We will write some day about lamp {number}." for number in range(150))
        statuses: list[int] = []
        retry: set[str | None] = set()

        def ask() -> None:
            answer = server.client.post("/v1/check", json={"draft": draft})
            statuses.append(answer.status_code)
            if answer.status_code == 503:
                retry.add(answer.headers.get("retry-after"))

        threads = [threading.Thread(target=ask) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(statuses) == {200, 503}
        assert retry == {"1"}
        assert server.client.post("/v1/check", json={"draft": DRAFT}).status_code == 200


def test_a_message_that_takes_too_long_fails_alone(tmp_path: Path) -> None:
    with serving(tmp_path, "--time-limit", "1.5") as server:
        # All different, since a sentence that is said again costs nothing.
        slow = {"draft": " ".join(f"We will write to you about order {number} some day." for number in range(4000))}
        assert server.client.post("/v1/check", json=slow).status_code == 504
        deadline = time.monotonic() + 30
        status = 0
        while status != 200 and time.monotonic() < deadline:
            status = server.client.post("/v1/check", json={"draft": DRAFT}).status_code
        assert status == 200


def counter(server: Server, name: str) -> float:
    lines = server.client.get("/metrics").text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


def test_who_hangs_up_costs_no_check(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        body = json.dumps({"draft": "We will write some day. " * 4000}).encode()
        head = f"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        address = ("127.0.0.1", port_of(server))
        with socket.create_connection(address) as patient:
            patient.sendall(head.encode() + body)
            time.sleep(0.3)
            # While that keeps the checker busy, ten others ask and leave.
            for _ in range(10):
                with socket.create_connection(address) as gone:
                    gone.sendall(head.encode() + body)
                    time.sleep(0.01)
            assert server.client.post("/v1/check", json={"draft": DRAFT}).status_code == 200
        assert counter(server, 'servicelint_requests_total{op="check",status="499"}') == 10
        assert counter(server, "servicelint_batched_total") <= 2


def test_a_graceful_stop_answers_what_was_asked(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        answers: list[int] = []
        draft = " ".join(f"We will write some day about lamp {number}." for number in range(300))
        thread = threading.Thread(
            target=lambda: answers.append(server.client.post("/v1/check", json={"draft": draft}).status_code)
        )
        thread.start()
        time.sleep(0.3)
        code = stop(server.process)
        thread.join()
        assert answers == [200]
        assert code == 0
        assert not server.socket.exists()


class TestCommandLine:
    def check(self, server: Server, *options: str, **more: str) -> subprocess.CompletedProcess[str]:
        (server.folder / "draft.eml").write_bytes(
            b"From: t@x.example\r\nSubject: Lamp\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: text/plain; charset=iso-8859-1\r\n"
            b"Content-Transfer-Encoding: quoted-printable\r\n\r\nDear J=FCrgen,\r\n\r\nWe will write some=\r\n day.\r\n"
        )
        command = [sys.executable, "-m", "servicelint", "check", "draft.eml", "--format", "concise", *options]
        env = environment(server.folder, SERVICELINT_SOCKET=str(server.socket), **more)
        return subprocess.run(
            command, cwd=server.folder, env=env, capture_output=True, text=True, timeout=60, check=False
        )

    def asked(self, server: Server, op: str) -> float:
        return counter(server, f'servicelint_requests_total{{op="{op}",status="200"}}')

    def test_every_way_gives_the_same(self, server: Server) -> None:
        own = self.check(server, "--no-server")
        before = self.asked(server, "documents")
        found = self.check(server)
        assert self.asked(server, "documents") == before + 1
        by_path = self.check(server, "--server", str(server.socket))
        by_url = self.check(server, "--server", server.url)
        assert self.asked(server, "documents") == before + 2
        assert own.returncode == 1
        assert "some-day" in own.stdout
        for other in (found, by_path, by_url):
            assert (other.stdout, other.stderr, other.returncode) == (own.stdout, "", 1)

    def test_without_an_answer_it_checks_itself_and_says_so(self, server: Server) -> None:
        own = self.check(server, "--no-server")
        wrong = self.check(server, "--server", server.url, SERVICELINT_TOKEN="wrong")
        assert (wrong.stdout, wrong.returncode) == (own.stdout, 1)
        assert "token is missing or wrong" in wrong.stderr
        gone = self.check(server, "--server", "http://127.0.0.1:9")
        assert (gone.stdout, gone.returncode) == (own.stdout, 1)
        assert "checked without the server" in gone.stderr

    def test_its_own_settings_hold_on_the_local_server(self, server: Server) -> None:
        assert self.check(server, "--ignore", "some-day").stdout.count("some-day") == 0

    def test_a_folder_open_to_others_is_no_place_for_the_socket(self, server: Server) -> None:
        folder = server.folder / "open"
        folder.mkdir(mode=0o755, exist_ok=True)
        folder.chmod(0o755)
        done = self.check(server, "--server", str(folder / "serve.sock"))
        assert "open to others" in done.stderr


def start(folder: Path, *options: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "servicelint", "serve", "--port", "0", "--no-socket", *options]
    return subprocess.run(
        command, cwd=folder, env=environment(folder, **more), capture_output=True, text=True, timeout=60, check=False
    )


def test_beyond_this_machine_only_with_a_flag_and_a_token(tmp_path: Path) -> None:
    for options, token in ((("--host", "0.0.0.0"), TOKEN), (("--host", "0.0.0.0", "--allow-remote"), "")):
        done = start(tmp_path, *options, SERVICELINT_TOKEN=token)
        assert done.returncode == 2
        assert "can be reached from other machines" in done.stderr
    short = start(tmp_path, SERVICELINT_TOKEN="abc")
    assert "at least 16" in short.stderr


def test_a_rule_that_changes_is_used_at_once(tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "own" / "wording"
    rules.mkdir(parents=True)
    rule = (Path(__file__).parent / "data/cli/house-rules/wording/kindly.toml").read_text("utf-8")
    (rules / "word.toml").write_text(rule, "utf-8")
    (tmp_path / "servicelint.toml").write_text('packs = ["rules/own"]\nplugins-disabled = ["builtin"]\n', "utf-8")
    with serving(tmp_path) as server:
        asked = {"draft": "Could you kindly wait a jiffy?"}
        first = server.client.post("/v1/check", json=asked).json()["files"][0]["findings"]
        (rules / "word.toml").write_text(rule.replace("kindly", "jiffy").replace("please", "moment"), "utf-8")
        time.sleep(1.2)
        second = server.client.post("/v1/check", json=asked).json()["files"][0]["findings"]
    assert [entry["text"] for entry in first] == ["kindly"]
    assert [entry["text"] for entry in second] == ["jiffy"]


def test_small_answers_do_not_wait_for_an_acknowledgement() -> None:
    # asyncio switches Nagle's algorithm off only where the socket names its protocol: 60 ms an answer become 2.
    with listen("127.0.0.1", 0) as bound:
        assert bound.proto == socket.IPPROTO_TCP


def test_a_server_that_hangs_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    (tmp_path / "draft.txt").write_text("You forgot to attach a photo of the damage.\n")
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(folder / "serve.sock"))
        silent.listen(1)
        env = environment(tmp_path, SERVICELINT_SOCKET=str(folder / "serve.sock"))
        command = [sys.executable, "-m", "servicelint", "check", "draft.txt", "--format", "concise"]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert "blame-customer" in done.stdout
    assert done.returncode == 1


def test_the_readmes_example_works(server: Server) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    (code,) = (block for block in readme.split("```python\n") if block.startswith("import httpx"))
    names: dict[str, object] = {"token": TOKEN, "draft": DRAFT, "question": "Where is my lamp?"}
    exec(code.partition("```")[0].replace("http://127.0.0.1:8765", server.url), names)
    client, grave = names["client"], names["grave"]
    assert isinstance(client, httpx.Client)
    assert isinstance(grave, list)
    client.close()
    assert [entry["text"] for entry in grave] == ["some day", "We cannot help you"]


@pytest.mark.skipif(os.name == "nt", reason="a Unix socket")
def test_a_second_server_leaves_the_socket_to_the_first(server: Server) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "servicelint", "serve", "--port", "0", "--socket", str(server.socket)],
        cwd=server.folder, env=environment(server.folder), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "another servicelint serves at" in done.stderr
    assert server.socket.exists()
