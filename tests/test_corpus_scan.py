"""``servicelint corpus scan``: real processes over real stores, killed, resumed, and compared with ``check``."""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
RECORDS: list[dict[str, Any]] = [
    {"id": "a1", "text": "We will answer some day. Could you kindly wait?", "team": "north", "date": "2026-03-04"},
    {"id": "a2", "text": "Your parcel is on its way.", "channel": "chat", "team": "south"},
    {"id": 3, "text": "Dear Ms Ortiz,\n\nSorry, we cannot help you.\r\nKindly wait 😀 kindly.", "channel": "email"},
    {"id": "a4", "text": "We sent the money.", "context": ["I want a refund!"], "priority": {"level": 2}},
    {"id": "a5", "text": "We sent the money.", "context": None},
    {"id": "a6", "text": "Kindly read {{ article }}.", "kind": "template", "labels": []},
]
Done = subprocess.CompletedProcess[bytes]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str) -> Path:
    """A folder whose settings leave only the four rules of the command line's tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SERVICELINT_CACHE_DIR", cache)
    settings = f'packs = [{json.dumps(str(RULES))}]\nplugins-disabled = ["builtin"]\n'
    (tmp_path / "servicelint.toml").write_text(settings, encoding="utf-8")
    return tmp_path


def servicelint(*args: str, stdin: bytes = b"") -> Done:
    command = [sys.executable, "-m", "servicelint", *args]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False)


def errors(done: Done) -> str:
    text: str = done.stderr.decode()
    assert "Traceback" not in text
    return text


def store(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    data = "".join(json.dumps(record) + "\n" for record in records).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def read(path: Path | str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def many(number: int) -> list[dict[str, Any]]:
    """Records of which every third has a finding; ids tell them apart."""
    pick = random.Random(7)
    texts = ["Your parcel is on its way.", "It will come some day, {n}.", "Please wait for parcel {n}, thank you."]
    return [
        {"id": f"r{n}", "text": texts[n % 3].replace("{n}", str(n)) * pick.randint(1, 3), "n": n} for n in range(number)
    ]


def scanning(name: str, jobs: str) -> subprocess.Popen[bytes]:
    """Start a scan of ``name`` and return it as soon as it has written something more."""
    out = Path("out.jsonl")
    size = out.stat().st_size if out.exists() else 0
    command = [sys.executable, "-m", "servicelint", "corpus", "scan", name, "--out", "out.jsonl", "--jobs", jobs]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    while process.poll() is None and (not out.exists() or out.stat().st_size <= size):
        time.sleep(0.02)
    return process


@pytest.mark.usefixtures("folder")
class TestOutput:
    def test_lines(self, folder: Path) -> None:
        store(folder / "sent.jsonl", RECORDS)
        done = servicelint("corpus", "scan", "sent.jsonl", "--out", "out.jsonl")
        assert done.returncode == 0
        assert errors(done).startswith("7 findings in 4 of 6 messages, in ")
        lines = read("out.jsonl")
        assert [line["id"] for line in lines] == ["a1", 3, "a4", "a6"]
        first = lines[0]
        assert [(f["rule"], f["text"], f["start"], f["end"]) for f in first["findings"]] == [
            ("house-rules/some-day", "some day", 15, 23),
            ("house-rules/kindly", "kindly", 35, 41),
        ]
        assert (first["team"], first["date"], first["channel"], first["kind"]) == (
            "north",
            "2026-03-04",
            "email",
            "draft",
        )
        assert first["sentences"] == ["We will answer some day.", "Could you kindly wait?"]
        assert "text" not in first
        assert lines[2]["priority"] == {"level": 2}
        assert lines[3]["kind"] == "template"

    def test_all_records(self, folder: Path) -> None:
        store(folder / "sent.jsonl.gz", RECORDS)
        assert servicelint("corpus", "scan", "sent.jsonl.gz", "--out", "out.jsonl", "--all").returncode == 0
        assert [(line["id"], len(line["findings"])) for line in read("out.jsonl")] == [
            ("a1", 2),
            ("a2", 0),
            (3, 3),
            ("a4", 1),
            ("a5", 0),
            ("a6", 1),
        ]

    def test_no_text(self, folder: Path) -> None:
        store(folder / "sent.jsonl", RECORDS)
        servicelint("corpus", "scan", "sent.jsonl", "--out", "out.jsonl", "--no-text")
        written = (folder / "out.jsonl").read_text("utf-8")
        assert not [word for word in ("some day", "kindly wait", "Ortiz", "refund", "Please") if word in written]

    def test_no_rewrites(self, folder: Path) -> None:
        store(folder / "sent.jsonl", RECORDS)
        servicelint("corpus", "scan", "sent.jsonl", "--out", "with.jsonl")
        servicelint("corpus", "scan", "sent.jsonl", "--out", "without.jsonl", "--no-rewrites")
        with_, without = read("with.jsonl"), read("without.jsonl")
        assert any(found["rewrites"] for line in with_ for found in line["findings"])
        for line in with_:
            for found in line["findings"]:
                found["rewrites"] = []
        assert without == with_

    def test_the_same_findings_as_check(self, folder: Path) -> None:
        store(folder / "sent.jsonl", RECORDS)
        servicelint("corpus", "scan", "sent.jsonl", "--out", "out.jsonl", "--all", "--jobs", "2")
        for record, line in zip(RECORDS, read("out.jsonl"), strict=True):
            (folder / "one.txt").write_bytes(record["text"].encode())
            options = ["--channel", record.get("channel", "email"), "--kind", record.get("kind", "draft")]
            if record.get("context"):
                (folder / "customer.txt").write_text(record["context"][0], encoding="utf-8")
                options += ["--context", "customer.txt"]
            done = servicelint("check", "--format", "json", *options, "one.txt")
            assert json.loads(done.stdout)["files"][0]["findings"] == line["findings"], record["id"]

    def test_standard_input_and_patterns(self, folder: Path) -> None:
        data = store(folder / "b.jsonl", RECORDS[:1]).read_bytes()
        store(folder / "a.jsonl", RECORDS[2:3])
        servicelint("corpus", "scan", "*.jsonl", "--out", "out/x.jsonl")
        (folder / "out").mkdir()
        servicelint("corpus", "scan", "[ab].jsonl", "--out", "out/x.jsonl")
        assert [line["id"] for line in read("out/x.jsonl")] == [3, "a1"]
        servicelint("corpus", "scan", "-", "--out", "out/y.jsonl", stdin=data)
        assert [line["id"] for line in read("out/y.jsonl")] == ["a1"]


@pytest.mark.usefixtures("folder")
class TestBadInput:
    def test_bad_records_are_named_and_skipped(self, folder: Path) -> None:
        (folder / "sent.jsonl").write_bytes(
            b'{"id": "ok", "text": "Some day."}\n'
            b'{"id": "cut", "text": "Some\n'
            b"\n"
            b'{"id": "wrong encoding", "text": "caf\xe9"}\n'
            b'{"id": "no text", "title": "Some day"}\n'
            b'["Some day"]\n'
            b'{"id": ["x"], "text": "Some day."}\n'
            b'{"id": "nul", "text": "Some\\u0000 day."}\n'
            b'{"text": "Some day, \\ud83d."}'
        )
        done = servicelint("corpus", "scan", "sent.jsonl", "--out", "out.jsonl")
        assert done.returncode == 0
        assert "6 records could not be checked: see out.jsonl.errors.jsonl" in errors(done)
        assert [(line["id"], line["findings"][0]["text"]) for line in read("out.jsonl")] == [
            ("ok", "Some day"),
            ("sent.jsonl:9", "Some day"),
        ]
        named = [(line["place"], line["id"], line["error"]) for line in read("out.jsonl.errors.jsonl")]
        assert named == [
            ("sent.jsonl:2", None, "not JSON: Invalid control character at column 28"),
            ("sent.jsonl:4", None, "not valid UTF-8: byte 0xe9 at position 38"),
            ("sent.jsonl:5", "no text", 'no text: expected {"id": …, "text": "…"}'),
            ("sent.jsonl:6", None, 'not a record: expected an object such as {"id": …, "text": …}'),
            ("sent.jsonl:7", ["x"], '"id" is neither a string nor a whole number'),
            ("sent.jsonl:8", "nul", "the text holds NUL characters: it is no message"),
        ]

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_cut_off_archive(self, folder: Path, jobs: str) -> None:
        pick = random.Random(1)
        noise = [{"id": n, "text": f"Some day {pick.random()}"} for n in range(2000)]
        data = store(folder / "whole.jsonl.gz", noise).read_bytes()
        (folder / "cut.jsonl.gz").write_bytes(data[: len(data) // 2])
        done = servicelint("corpus", "scan", "cut.jsonl.gz", "--out", "out.jsonl", "--jobs", jobs)
        assert done.returncode == 2
        assert "cut.jsonl.gz: the compressed file ends too early: it was cut off" in errors(done)
        kept = [line["id"] for line in read("out.jsonl")]
        assert len(kept) > 900
        assert kept == list(range(len(kept)))

    def test_a_damaged_store_does_not_keep_others_from_being_scanned(self, folder: Path) -> None:
        for name in ("a", "c"):
            store(folder / f"{name}.jsonl.gz", [{"id": f"{name}{n}", "text": "Some day."} for n in range(3)])
        (folder / "b.jsonl").write_bytes('{"id": "b", "text": "Some day."}\n'.encode("utf-16"))
        (folder / "d.csv").write_bytes("id;text\nd;Some day.\n".encode("utf-16-le"))
        (folder / "a.jsonl.gz").write_bytes((folder / "a.jsonl.gz").read_bytes()[:-9])
        said = [
            "error: a.jsonl.gz: the compressed file ends too early: it was cut off",
            "error: b.jsonl: this is UTF-16; make it UTF-8 first: iconv -f UTF-16 -t UTF-8",
            "error: d.csv: this is UTF-16; make it UTF-8 first: iconv -f UTF-16 -t UTF-8",
        ]
        for jobs in ("1", "2"):
            scan = ["corpus", "scan", "[a-d].*", "--out", f"out{jobs}", "--jobs", jobs]
            for again in (False, True):
                done = servicelint(*scan)
                assert done.returncode == 2
                assert [line for line in errors(done).splitlines() if line.startswith("error")] == said
                assert ("complete already" in errors(done)) is again
            assert [line["id"] for line in read(f"out{jobs}")] == ["a0", "a1", "a2", "c0", "c1", "c2"]

    def test_nothing_that_could_be_checked(self, folder: Path) -> None:
        (folder / "sent.csv").write_text("id,reply\n1,Some day.\n2,Some day.\n", encoding="utf-8")
        done = servicelint("corpus", "scan", "sent.csv", "--out", "out.jsonl")
        assert done.returncode == 2
        assert "error: no record could be checked, see out.jsonl.errors.jsonl; --map says which fields" in errors(done)
        assert [line["error"][:7] for line in read("out.jsonl.errors.jsonl")] == ["no text", "no text"]

    def test_latin_1(self, folder: Path) -> None:
        (folder / "sent.csv").write_bytes("id,text\n1,Some day.\n2,Café: some day.\n3,Kindly wait.\n".encode("latin-1"))
        done = servicelint("corpus", "scan", "sent.csv", "--out", "out.jsonl")
        assert (done.returncode, [line["id"] for line in read("out.jsonl")]) == (0, ["1", "3"])
        assert [(line["place"], line["error"]) for line in read("out.jsonl.errors.jsonl")] == [
            ("sent.csv:3", "not valid UTF-8")
        ]

    def test_ids_that_stand_twice(self, folder: Path) -> None:
        pytest.importorskip("duckdb")
        ids = ["a", 1, 'q", "findings": ', "é", "1", "é", 'q", "findings": ', "a", "a", "b"]
        store(folder / "sent.jsonl", [{"id": name, "text": "Some day."} for name in ids])
        done = servicelint("corpus", "scan", "sent.jsonl", "--out", "out.jsonl")
        assert done.returncode == 0
        assert errors(done).endswith("note: 3 ids stand more than once in out.jsonl, the first is a\n")
        store(folder / "once.jsonl", [{"id": name, "text": "Some day."} for name in ids[:5]])
        assert "note" not in errors(servicelint("corpus", "scan", "once.jsonl", "--out", "once.out"))

    def test_nothing_there(self) -> None:
        done = servicelint("corpus", "scan", "gone.jsonl", "--out", "out.jsonl")
        assert (done.returncode, errors(done)) == (2, "error: gone.jsonl: no such file or folder\n")

    def test_disk_full(self, folder: Path) -> None:
        store(folder / "sent.jsonl", many(1200))
        scan = ["corpus", "scan", "sent.jsonl", "--out", "out.jsonl", "--jobs", "1"]
        servicelint(*scan[:4], "whole.jsonl")
        limit = (folder / "whole.jsonl").stat().st_size // 2
        command = [sys.executable, "-m", "servicelint", *scan]
        bound = (resource.RLIMIT_FSIZE, (limit, limit))
        full = subprocess.run(command, capture_output=True, check=False, preexec_fn=lambda: resource.setrlimit(*bound))
        assert full.returncode == 2
        assert "out.jsonl: cannot be written: file too large. What is done is kept" in errors(full)
        assert errors(servicelint(*scan)).startswith("Going on after ")
        assert (folder / "out.jsonl").read_bytes() == (folder / "whole.jsonl").read_bytes()


@pytest.mark.usefixtures("folder")
class TestResume:
    def test_kill_9(self, folder: Path) -> None:
        store(folder / "sent.jsonl", many(6000))
        assert servicelint("corpus", "scan", "sent.jsonl", "--out", "whole.jsonl", "--jobs", "2").returncode == 0
        pick = random.Random(3)
        kills = 0
        for jobs in ("1", "2", "2"):
            process = scanning("sent.jsonl", jobs)
            time.sleep(pick.uniform(0, 0.4))
            kills += process.poll() is None
            process.kill()
            process.communicate()
        assert kills >= 2, "the store is too small for this machine"
        done = servicelint("corpus", "scan", "sent.jsonl", "--out", "out.jsonl")
        assert done.returncode == 0
        assert (folder / "out.jsonl").read_bytes() == (folder / "whole.jsonl").read_bytes()
        states = [json.loads((folder / f"{name}.jsonl.state.json").read_bytes()) for name in ("out", "whole")]
        kept = ("records", "flagged", "findings", "counts", "finished")
        assert [states[0][key] for key in kept] == [states[1][key] for key in kept]
        assert (states[0]["records"], states[0]["flagged"], states[0]["finished"]) == (6000, 2000, True)

    def test_interrupt(self, folder: Path) -> None:
        store(folder / "sent.jsonl.gz", many(6000))
        process = scanning("sent.jsonl.gz", "2")
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=30)
        assert process.returncode == 130
        assert "Interrupted after " in said.decode()
        assert b"Traceback" not in said
        done = servicelint("corpus", "scan", "sent.jsonl.gz", "--out", "out.jsonl", "--jobs", "1")
        assert errors(done).startswith("Going on after ")
        assert [line["n"] for line in read("out.jsonl")] == [n for n in range(6000) if n % 3 == 1]

    def test_complete_already_and_restart(self, folder: Path) -> None:
        store(folder / "sent.jsonl", RECORDS)
        scan = ["corpus", "scan", "sent.jsonl", "--out", "out.jsonl"]
        assert servicelint(*scan).returncode == 0
        first = (folder / "out.jsonl").read_bytes()
        again = servicelint(*scan)
        assert again.returncode == 0
        assert "complete already" in errors(again)
        assert (folder / "out.jsonl").read_bytes() == first
        store(folder / "sent.jsonl", RECORDS[:1])
        changed = servicelint(*scan)
        assert changed.returncode == 2
        assert "the messages have changed since" in errors(changed)
        assert (folder / "out.jsonl").read_bytes() == first
        assert servicelint(*scan, "--restart").returncode == 0
        assert [line["id"] for line in read("out.jsonl")] == ["a1"]

    def test_a_file_that_is_no_scan(self, folder: Path) -> None:
        store(folder / "sent.jsonl", RECORDS)
        (folder / "out.jsonl").write_text("mine\n", encoding="utf-8")
        done = servicelint("corpus", "scan", "sent.jsonl", "--out", "out.jsonl")
        assert done.returncode == 2
        assert "--restart writes it anew" in errors(done)
        assert (folder / "out.jsonl").read_text("utf-8") == "mine\n"


def test_the_same_message_again(folder: Path) -> None:
    """Each record keeps its own fields; what bears on findings (here the channel, the thread) is not taken for same."""
    text = "We sent the money. Kindly wait."
    records: list[dict[str, Any]] = [
        {"id": 1, "text": text, "team": "north"},
        {"id": 2, "text": text, "team": "south", "findings": "theirs"},
        {"id": 3, "text": text, "channel": "chat"},
        {"id": 4, "text": text, "context": ["Where is my refund?"]},
        {"id": 5, "text": text, "kind": "template"},
    ]
    store(folder / "in.jsonl", records)
    assert servicelint("corpus", "scan", "in.jsonl", "--out", "one.jsonl", "--all", "--jobs", "1").returncode == 0
    found = {line["id"]: line for line in read(folder / "one.jsonl")}
    assert [found[i].get("team") for i in (1, 2)] == ["north", "south"]
    assert found[1]["findings"] == found[2]["findings"] != []
    assert (found[3]["channel"], found[5]["kind"]) == ("chat", "template")
    for record in records:
        store(folder / "alone.jsonl", [record])
        servicelint("corpus", "scan", "alone.jsonl", "--out", "alone.out", "--all", "--restart")
        assert read(folder / "alone.out") == [found[record["id"]]]


def test_workers_keep_what_they_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else every scan by several processes would compile each expression anew, which takes longer than matching."""
    monkeypatch.setenv("SERVICELINT_CACHE_DIR", str(folder / "fresh"))
    store(folder / "in.jsonl", RECORDS)
    assert servicelint("corpus", "scan", "in.jsonl", "--out", "out.jsonl", "--jobs", "2").returncode == 0
    kept = [path for path in (folder / "fresh").glob("*.expressions") if path.stat().st_size]
    assert kept
