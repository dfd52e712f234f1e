"""Stores of messages: each kind written as a real file, read back as records, whole and from the middle."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import lzma
import mailbox
import sqlite3
import subprocess
import sys
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from servicelint.corpus.errors import CorpusError
from servicelint.corpus.items import START, Item, Store
from servicelint.corpus.record import parse_line
from servicelint.corpus.stores import StoreOptions, open_stores

TEXTS = ["We will answer some day.", "Zwei Zeilen,\nzweite: „grün“ 😀", 'A "quoted", one.']
ROWS: list[dict[str, Any]] = [{"id": f"r{i}", "text": text, "team": "north"} for i, text in enumerate(TEXTS)]


def items(path: Path | str, **options: Any) -> list[Item]:
    return [item for store in open_stores([str(path)], StoreOptions(**options)) for item in store.items(START)]


def records(path: Path | str, **options: Any) -> list[Any]:
    """Return the records, those as JSON lines parsed."""
    found = (item.data for item in items(path, **options))
    return [parse_line(data) if isinstance(data, bytes) else data for data in found]


def resumes(store: Store) -> bool:
    """Tell whether reading from behind each item gives just the items that come after it."""
    whole = list(store.items(START))
    return all(list(store.items(before.after))[:1] == [after] for before, after in pairwise(whole))


@pytest.fixture
def lines() -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


@pytest.mark.parametrize(
    ("ending", "pack"), [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_json_lines_packed(tmp_path: Path, lines: bytes, ending: str, pack: Any) -> None:
    path = tmp_path / f"sent.jsonl{ending}"
    path.write_bytes(pack(lines))
    assert records(path) == ROWS
    assert resumes(open_stores([str(path)])[0])


def test_json_lines_zstandard(tmp_path: Path, lines: bytes) -> None:
    pa = pytest.importorskip("pyarrow")
    path = tmp_path / "sent.jsonl.zst"
    path.write_bytes(pa.compress(lines, "zstd", asbytes=True))
    assert records(path) == ROWS
    path.write_bytes(pa.compress(lines * 5000, "zstd", asbytes=True)[:-40])
    with pytest.raises(CorpusError, match=r"sent\.jsonl\.zst: "):
        items(path)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv(tmp_path: Path, separator: str) -> None:
    path = tmp_path / ("sent.tsv" if separator == "\t" else "sent.csv")
    with open(path, "w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, ["id", "text", "team"], delimiter=separator)
        writer.writeheader()
        writer.writerows(ROWS)
    assert records(path) == ROWS
    assert [item.place.rpartition(":")[2] for item in items(path)] == ["2", "3", "5"]
    assert resumes(open_stores([str(path)])[0])


def test_csv_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "sent.csv"
    path.write_bytes(b"id,text\na,Some day.\nb,Some,day\nc,caf\xe9\n\nd,Fine.\n")
    assert records(path) == [
        {"id": "a", "text": "Some day."},
        "this row has 3 columns, the header 2",
        "not valid UTF-8",
        {"id": "d", "text": "Fine."},
    ]


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "sent.parquet"
    table = pa.Table.from_pylist([{"id": n, "text": f"Some day, {n}.", "context": ["a", "b"]} for n in range(3000)])
    parquet.write_table(table, path, row_group_size=1000, compression="none", use_dictionary=False)
    found = records(path)
    assert (len(found), found[2999]) == (3000, {"id": 2999, "text": "Some day, 2999.", "context": ["a", "b"]})
    store = open_stores([str(path)])[0]
    middle = list(store.items(START))[1499]
    assert [item.data["id"] for item in store.items(middle.after)] == list(range(1500, 3000))  # type: ignore[index,call-overload]

    data = bytearray(path.read_bytes())
    at = data.index(b"Some day, 1500.") - 400
    data[at : at + 300] = b"\xff" * 300
    header = data.index(b"Some day, 1000.") - 60
    data[header : header + 56] = b"\xff" * 56
    path.write_bytes(data)
    kept = []
    with pytest.raises(CorpusError, match=r"sent\.parquet: damaged behind row 1,000: "):
        kept += [item.data for item in open_stores([str(path)])[0].items(START)]
    (tmp_path / "no.parquet").write_bytes(b"PAR1 but not really")
    with pytest.raises(CorpusError, match=r"no\.parquet: damaged behind row 0"):
        items(tmp_path / "no.parquet")


def test_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "sent.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE sent (nr INTEGER, body TEXT)")
        database.executemany("INSERT INTO sent VALUES (?, ?)", list(enumerate(TEXTS)))
    database.close()
    query = "SELECT nr AS id, body AS text FROM sent ORDER BY nr"
    assert records(path, query=query) == [{"id": n, "text": text} for n, text in enumerate(TEXTS)]
    assert records(f"sqlite://{path}", query=query)[0]["id"] == 0
    with pytest.raises(CorpusError, match="say what to read: --query"):
        items(path)
    with pytest.raises(CorpusError, match="no such column: bodi"):
        items(path, query="SELECT bodi FROM sent")


def test_duckdb(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "sent.duckdb"
    with duckdb.connect(str(path)) as database:
        database.execute("CREATE TABLE sent AS SELECT i AS id, 'Some day.' AS text FROM range(5000) t(i)")
    found = records(path, query="SELECT * FROM sent ORDER BY id")
    assert (len(found), found[-1]) == (5000, {"id": 4999, "text": "Some day."})


def test_a_database_that_is_not_there() -> None:
    pytest.importorskip("adbc_driver_postgresql")
    with pytest.raises(CorpusError) as caught:
        items("postgresql://me:secret@127.0.0.1:1/x", query="SELECT 1")
    assert str(caught.value).startswith("postgresql://me@127.0.0.1:1/x: the database gave up: ")
    assert "secret" not in str(caught.value)


def mail(number: int, sender: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = sender, "ana@example.org"
    message["Subject"] = f"Your order {number}"
    message["Message-ID"] = f"<m{number}@shop.example>"
    message["Date"] = "Tue, 03 Mar 2026 10:00:00 +0000"
    message.set_content(body)
    return message


@pytest.fixture
def mails() -> list[EmailMessage]:
    return [
        mail(1, "Help <help@shop.example>", "We will answer some day.\n\nFrom now on, wait.\n"),
        mail(2, "Ana <ana@example.org>", "Where is it?\n"),
        mail(3, "sales@SHOP.example", "Grüße, some day.\n"),
    ]


@pytest.mark.parametrize("kind", ["mbox", "Maildir", "eml", "packed"])
def test_mail(tmp_path: Path, mails: list[EmailMessage], kind: str) -> None:
    path = tmp_path / "sent"
    if kind in ("mbox", "packed"):
        path = tmp_path / "sent.mbox"
        box: Any = mailbox.mbox(path)
    elif kind == "Maildir":
        box = mailbox.Maildir(path)
    if kind == "eml":
        path.mkdir()
        for number, message in enumerate(mails):
            (path / f"{number}.eml").write_bytes(message.as_bytes())
    else:
        for message in mails:
            box.add(message)
        box.close()
    if kind == "packed":
        packed = tmp_path / "sent.mbox.gz"
        packed.write_bytes(gzip.compress(path.read_bytes()))
        path = packed
    found = sorted(records(path), key=lambda record: record["id"])
    assert [record["id"] for record in found] == ["m1@shop.example", "m2@shop.example", "m3@shop.example"]
    assert found[0]["mail"].rstrip().endswith(b"From now on, wait.")
    assert found[1]["from"] == "ana@example.org"
    assert len(records(path, senders=("shop.example",))) == 2
    assert [record["id"] for record in records(path, senders=("help@shop.example",))] == ["m1@shop.example"]
    assert resumes(open_stores([str(path)])[0])


def test_a_folder_of_everything(tmp_path: Path, lines: bytes, mails: list[EmailMessage]) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.jsonl").write_bytes(lines)
    (tmp_path / "a" / "1.eml").write_bytes(mails[0].as_bytes())
    (tmp_path / "b.csv").write_text("id,text\n1,One.\n", encoding="utf-8")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    assert [record["id"] for record in records(tmp_path)] == ["r0", "r1", "r2", "1", "m1@shop.example"]
    assert len(items(str(tmp_path / "**" / "*.jsonl"))) == 3
    for wrong, why in (("*.gone", "no file fits"), ("notes.pdf", "not a store that can be read")):
        with pytest.raises(CorpusError, match=why):
            items(tmp_path / wrong)


ZENDESK = {
    "id": 71,
    "requester_id": 5,
    "via": {"channel": "web"},
    "group": {"name": "north"},
    "comments": [
        {"author_id": 5, "plain_body": "Where is my order?", "public": True, "created_at": "2026-03-01T10:00:00Z"},
        {"author_id": 9, "plain_body": "Ask the depot.", "public": False, "created_at": "2026-03-01T11:00:00Z"},
        {"author_id": 8, "html_body": "<p>Some day.</p>", "public": True, "created_at": "2026-03-02T11:00:00Z"},
        {"author_id": 5, "plain_body": "When?", "public": True, "created_at": "2026-03-03T10:00:00Z"},
        {"author_id": 8, "plain_body": "Kindly wait.", "public": True, "created_at": "2026-03-03T11:00:00Z"},
    ],
}
INTERCOM = {
    "type": "conversation",
    "id": "c1",
    "source": {"type": "conversation", "body": "<p>Is it <b>here</b>?</p>", "author": {"type": "user"}},
    "conversation_parts": {
        "conversation_parts": [
            {"part_type": "comment", "body": "<p>I am a bot.</p>", "author": {"type": "bot"}},
            {"part_type": "note", "body": "<p>secret</p>", "author": {"type": "admin"}},
            {"part_type": "assignment", "body": None, "author": {"type": "admin"}},
            {"part_type": "comment", "body": "<p>Some day.</p>", "author": {"type": "admin"}, "created_at": 1772452800},
        ]
    },
}
FRESHDESK = {
    "id": 3,
    "description_text": "It broke.",
    "created_at": "2026-02-01T00:00:00Z",
    "conversations": [
        {"body_text": "Some day.", "incoming": False, "private": False, "created_at": "2026-02-02T00:00:00Z"},
        {"body_text": "secret", "incoming": False, "private": True},
        {"body_text": "Hello?", "incoming": True, "private": False},
        {"body_text": "Kindly wait.", "incoming": False, "private": False},
    ],
}
HELP_SCOUT = {
    "id": 12,
    "mailboxId": 4,
    "_embedded": {
        "threads": [
            {
                "type": "message",
                "body": "Some day.",
                "createdAt": "2026-01-03T00:00:00Z",
                "createdBy": {"type": "user"},
            },
            {"type": "note", "body": "secret", "createdAt": "2026-01-02T00:00:00Z", "createdBy": {"type": "user"}},
            {"type": "customer", "body": "Hi?", "createdAt": "2026-01-01T00:00:00Z", "createdBy": {"type": "customer"}},
        ]
    },
}


@pytest.mark.parametrize(
    ("product", "export", "expected"),
    [
        (
            "zendesk",
            ZENDESK,
            [
                ("71#3", "<p>Some day.</p>", ["Where is my order?"]),
                ("71#5", "Kindly wait.", ["Where is my order?", "When?"]),
            ],
        ),
        ("intercom", INTERCOM, [("c1#4", "<p>Some day.</p>", ["Is it here?"])]),
        (
            "freshdesk",
            FRESHDESK,
            [("3#1", "Some day.", ["It broke."]), ("3#4", "Kindly wait.", ["It broke.", "Hello?"])],
        ),
        ("helpscout", HELP_SCOUT, [("12#3", "Some day.", ["Hi?"])]),
    ],
)
def test_help_desks(tmp_path: Path, product: str, export: dict[str, Any], expected: list[Any]) -> None:
    (tmp_path / "lines.jsonl").write_text(json.dumps(export) + "\n", encoding="utf-8")
    (tmp_path / "list.json").write_text(json.dumps({"count": 1, "tickets": [export]}), encoding="utf-8")
    for name in ("lines.jsonl", "list.json"):
        found = records(tmp_path / name, mapping=product)
        assert [(r["id"], r["text"], [said.strip() for said in r["context"]]) for r in found] == expected
    store = open_stores([str(tmp_path / "lines.jsonl")], StoreOptions(mapping=product))[0]
    assert resumes(store)
    if product == "zendesk":
        assert (found[0]["date"], found[0]["team"], found[0]["channel"]) == ("2026-03-02T11:00:00Z", "north", "email")
        assert (found[0]["format"], found[1].get("format")) == ("html", None)


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(
        'text = "words"\nid = "nr"\nauthor = "side"\ncompany = ["us"]\ncustomer = ["them"]\nthread = "case"\n',
        encoding="utf-8",
    )
    (tmp_path / "chat.csv").write_text(
        "nr,case,side,words\n1,a,them,Hi?\n2,a,us,Some day.\n3,b,us,Hello.\n"
        "4,b,robot,Beep.\n5,b,them,Oh.\n6,b,us,Bye.\n",
        encoding="utf-8",
    )
    found = records(tmp_path / "chat.csv", mapping=str(tmp_path / "map.toml"))
    assert [(r["id"], r["text"], r["context"], r["case"]) for r in found] == [
        ("2", "Some day.", ["Hi?"], "a"),
        ("3", "Hello.", [], "b"),
        ("6", "Bye.", ["Oh."], "b"),
    ]
    (tmp_path / "map.toml").write_text('txt = "words"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="there is no key 'txt'; known are author, "):
        items(tmp_path / "chat.csv", mapping=str(tmp_path / "map.toml"))
    with pytest.raises(CorpusError, match="no such file, and not one of freshdesk, helpscout, intercom, zendesk"):
        items(tmp_path / "chat.csv", mapping="zendisk")


def test_results_as_parquet(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    rules = Path(__file__).parent / "data" / "cli" / "house-rules"
    settings = f'packs = [{json.dumps(str(rules))}]\nplugins-disabled = ["builtin"]\n'
    (tmp_path / "servicelint.toml").write_text(settings, encoding="utf-8")
    store = [{"id": n, "text": "Kindly wait, some day." if n % 2 else "Hello.", "team": {"n": n}} for n in range(10)]
    (tmp_path / "sent.jsonl").write_text("".join(json.dumps(row) + "\n" for row in store), encoding="utf-8")
    command = [sys.executable, "-m", "servicelint", "corpus", "scan", "sent.jsonl", "--out", "out.parquet", "-q"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "out.parquet: 10 rows, one a finding.\n")
    rows = duckdb.sql(f"SELECT id, rule, text, start, team FROM '{tmp_path}/out.parquet' ORDER BY id, start").fetchall()
    assert rows[:2] == [
        (1, "house-rules/kindly", "Kindly", 0, {"n": 1}),
        (1, "house-rules/some-day", "some day", 13, {"n": 1}),
    ]
