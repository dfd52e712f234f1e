"""``corpus report`` and ``corpus diff``: numbers checked against an independent count over the scan's output."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from servicelint.corpus.compare import compare, holm, two_proportions
from servicelint.corpus.redact import redact

pytest.importorskip("matplotlib")

RULES = Path(__file__).parent / "data" / "cli" / "house-rules"


def records() -> list[dict[str, Any]]:
    """300 messages over three months; "some day" falls from 60 in 100 to 10, "kindly" stays at 20."""
    made = []
    for month, share in (("2026-01", 60), ("2026-02", 40), ("2026-03", 10)):
        for n in range(100):
            text = f"Dear Ana, your parcel {n} from Lisbon is here." + (" It will come some day." if n < share else "")
            text += " Could you kindly <b>wait</b>?" if n % 5 == 0 else ""
            made.append(
                {"id": f"{month}-{n}", "text": text, "date": f"{month}-15", "team": "north" if n % 2 else "south & co"}
            )
    return made


def servicelint(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "servicelint", *args]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    settings = f'packs = [{json.dumps(str(RULES))}]\nplugins-disabled = ["builtin"]\n'
    (folder / "servicelint.toml").write_text(settings, encoding="utf-8")
    (folder / "sent.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records()), encoding="utf-8")
    assert servicelint("corpus", "scan", str(folder / "sent.jsonl"), "--out", str(folder / "out.jsonl")).returncode == 0
    return folder


def page(folder: Path, *options: str) -> str:
    done = servicelint("corpus", "report", str(folder / "out.jsonl"), "--html", str(folder / "r.html"), *options)
    assert done.returncode == 0, done.stderr
    return (folder / "r.html").read_text("utf-8")


def row(html: str, first: str) -> list[str]:
    match = re.search(rf"<tr><td>{re.escape(first)}</td>(.*?)</tr>", html)
    assert match, first
    return re.findall(r"<td>(.*?)</td>", match[1])


def test_numbers(scanned: Path) -> None:
    html = page(scanned, "--split", "2026-03")
    assert "300 messages were checked; 148 of them (493 per 1,000) have 170 findings." in html
    # 110 of 300 messages: 366.7 per 1,000, Wilson 314.1 to 422.6; 60 of 300: 200, 158.7 to 248.9.
    assert row(html, "house-rules/some-day") == ["warning", "110", "110", "366.7", "314.1–422.6"]
    assert row(html, "house-rules/kindly") == ["suggestion", "60", "60", "200.0", "158.7–248.9"]
    assert row(html, "wording") == ["170", "566.7"]
    assert row(html, "2026-02") == ["100", "400.0", "200.0"]
    assert row(html, "south &amp; co")[:3] == ["150", "85", "567"]
    after = html[html.index("Before and after") :]
    assert row(after, "house-rules/some-day") == ["500.0", "100.0", "-400.0", "&lt; 0.001", "yes"]
    assert row(after, "house-rules/kindly") == ["200.0", "200.0", "+0.0", "1.000", "not certain"]


def test_an_independent_count(scanned: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    lines = str(scanned / "out.jsonl")
    query = (
        "SELECT f.rule, count(*), count(DISTINCT id) FROM (SELECT id, unnest(findings) AS f FROM read_json(?)) "
        "GROUP BY ALL ORDER BY ALL"
    )
    counted = duckdb.execute(query, [lines]).fetchall()
    html = page(scanned)
    assert [(rule, *map(int, row(html, rule)[1:3])) for rule, _, _ in counted] == counted


def test_the_page_needs_nothing_else_and_escapes(scanned: Path) -> None:
    html = page(scanned)
    assert html.count("<svg") == 2
    assert not re.search(r"""(?:src|href)=["'](?!#)|@import|url\((?!#)|<script""", html)
    assert "<mark>kindly</mark> &lt;b&gt;wait&lt;/b&gt;?" in html
    assert "<b>wait" not in html
    assert page(scanned) == html


def test_without_text_and_redacted(scanned: Path) -> None:
    html = page(scanned, "--no-text")
    assert "some day" not in html.replace("some-day", "")
    assert "wait" not in html
    html = page(scanned, "--redact")
    assert "Lisbon" not in html
    assert "<mark>some day</mark>" in html


def test_split_outside(scanned: Path) -> None:
    done = servicelint("corpus", "report", str(scanned / "out.jsonl"), "--split", "2020-01")
    assert done.returncode == 2
    assert "not from both sides of it (2026-01 to 2026-03)" in done.stderr


def test_diff(scanned: Path) -> None:
    sent = str(scanned / "sent.jsonl")
    servicelint("corpus", "scan", sent, "--out", str(scanned / "few.jsonl"), "--ignore", "house-rules/kindly")
    done = servicelint("corpus", "diff", str(scanned / "few.jsonl"), str(scanned / "out.jsonl"), "--format", "json")
    found = json.loads(done.stdout)
    assert (found["messages"], found["appeared"], found["vanished"]) == ([300, 300], 60, 0)
    assert [(r["rule"], r["before"], r["after"], r["certain"]) for r in found["rates"]] == [
        ("house-rules/kindly", 0, 60, True),
        ("house-rules/some-day", 110, 110, False),
    ]
    assert len(found["findings"]) == 20
    back = servicelint("corpus", "diff", str(scanned / "out.jsonl"), str(scanned / "few.jsonl"), "--show", "1").stdout
    assert "Findings: 0 appeared, 60 vanished\n  vanished: house-rules/kindly  2026-01-0: kindly\n" in back


def test_a_folder_of_parquet(scanned: Path) -> None:
    """What the function for Spark and Ray gives, in two files as of two tasks, reports as the local scan does."""
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    from servicelint.config import Config
    from servicelint.corpus.arrow import SCHEMA, checker
    from servicelint.corpus.worker import Task

    folder = scanned / "folder"
    folder.mkdir()
    rows = [{"record": json.dumps(record)} for record in records()] + [{"record": "not JSON"}]
    check = checker(Task((Config(packs=(RULES,), plugins_disabled=("builtin",)),)))
    for number, part in enumerate((rows[:270], rows[270:])):
        batches = list(check(iter([pa.RecordBatch.from_pylist(part)])))
        assert len(batches) == 2 - number
        assert all(batch.column("counts").drop_null().to_pylist() for batch in batches)
        parquet.write_table(pa.Table.from_batches(batches, SCHEMA), folder / f"part-{number}.parquet")
    unfinished = servicelint("corpus", "report", f"{folder}/", "--split", "2026-03")
    assert (unfinished.returncode, unfinished.stdout.splitlines()[0]) == (0, "300 messages, 148 with 170 findings")
    html = (scanned / "folder.html").read_text("utf-8")
    assert "have 170 findings. 1 record could not be read. <strong>The scan is not finished.</strong>" in html
    (folder / "_SUCCESS").touch()
    servicelint("corpus", "report", str(folder), "--split", "2026-03", "--title", "T")
    html, local = (scanned / "folder.html").read_text("utf-8"), page(scanned, "--split", "2026-03", "--title", "T")
    assert html.replace(" 1 record could not be read.", "") == local
    difference = json.loads(
        servicelint("corpus", "diff", str(scanned / "out.jsonl"), str(folder), "--format", "json").stdout
    )
    assert (difference["messages"], difference["appeared"], difference["vanished"]) == ([300, 300], 0, 0)
    assert [(r["rule"], r["before"], r["after"]) for r in difference["rates"]] == [
        ("house-rules/kindly", 60, 60),
        ("house-rules/some-day", 110, 110),
    ]


def test_not_a_folder_of_a_scan(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    done = servicelint("corpus", "report", str(tmp_path))
    assert (done.returncode, done.stderr.count("no Parquet files here")) == (2, 1)
    parquet.write_table(pa.table({"id": ["a"], "line": ["{}"], "error": [""]}), tmp_path / "old.parquet")
    done = servicelint("corpus", "diff", str(tmp_path), str(tmp_path))
    assert (done.returncode, done.stderr.count("old.parquet: row 1: not a line that `corpus scan` wrote")) == (2, 1)
    done = servicelint("corpus", "report", str(tmp_path))
    assert (done.returncode, done.stderr.count("old.parquet: no column 'counts'")) == (2, 1)


def test_rules_are_loaded_once_whatever_an_engine_pickles() -> None:
    pa = pytest.importorskip("pyarrow")
    cloudpickle = pytest.importorskip("pyspark.cloudpickle")
    import pickle

    from servicelint.config import Config
    from servicelint.corpus import arrow
    from servicelint.corpus.worker import Shown, Task

    task = Task((Config(packs=(RULES,), plugins_disabled=("builtin",)),), Shown(all_records=True))
    batch = pa.RecordBatch.from_pylist([{"record": b'{"text": "Kindly wait."}', "place": "a:1"}])
    workers = []
    for _ in range(2):
        check = pickle.loads(cloudpickle.dumps(arrow.checker(task)))
        assert [row["id"] for out in check(iter([batch])) for row in out.to_pylist()] == ["a:1", None]
        workers.append(arrow._workers[task])
    assert workers[0] is workers[1]


def test_not_a_scan(scanned: Path) -> None:
    done = servicelint("corpus", "report", str(scanned / "sent.jsonl"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "sent.jsonl.state.json: not there" in done.stderr


def test_significance() -> None:
    # 45 of 100 against 30 of 100: z = 2.1909, p = 0.02846 (worked out from the textbook formula).
    assert two_proportions(45, 100, 30, 100) == pytest.approx(0.02846, abs=1e-5)
    assert two_proportions(0, 10, 0, 20) == 1.0
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert [change.rule for change in compare({"a": 5}, 10, {"b": 9}, 10)] == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Dear Ms Ortiz, order AB-1234 of 3.5.2026 is late.", "Dear [name], order [number] of [number] is late."),
        (
            "Write to ana.b@shop.example or @helper, see https://x.example/a?b=1.",
            "Write to [address] or [name], see [link]",
        ),
        ("We told Anna Schmidt that I am sorry.", "We told [name] that I am sorry."),
        ("That is £12.50, I'm afraid.", "That is [number], I'm afraid."),
    ],
)
def test_redaction(text: str, masked: str) -> None:
    assert redact(text) == masked
