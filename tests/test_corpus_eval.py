"""``servicelint corpus eval``: figures worked out by hand, and the same arithmetic as an independent count."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from servicelint.corpus.gold import Gold, Label
from servicelint.corpus.items import START, Item
from servicelint.corpus.scoring import evaluate, wilson

RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
Done = subprocess.CompletedProcess[str]
KINDLY, SOME_DAY = "house-rules/kindly", "house-rules/some-day"

#: Two right findings, one wrong, one on a doubtful label, one label missed, one for a whole record that is not there.
GOLD: list[dict[str, Any]] = [
    {
        "id": "g1",
        "text": "It will come some day. Could you kindly wait?",
        "channel": "chat",
        "labels": [{"rule": SOME_DAY, "start": 8, "end": 21}, {"rule": KINDLY, "start": 33, "end": 39, "sure": 2}],
    },
    {"id": "g2", "text": "She spoke kindly.", "labels": []},
    {"id": "g3", "text": "He smiled kindly.", "labels": [{"rule": KINDLY, "start": 10, "end": 16, "sure": 1}]},
    {
        "id": 4,
        "text": "Dear Ms Ortiz,\n\nHello.\nIt will come in good time, I hope.",
        "labels": [
            {"rule": SOME_DAY, "start": 36, "end": 48, "sure": 2},
            {"rule": KINDLY, "start": -1, "end": -1, "sure": 1},
        ],
    },
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings = f'packs = [{json.dumps(str(RULES))}]\nplugins-disabled = ["builtin"]\n'
    (tmp_path / "servicelint.toml").write_text(settings, encoding="utf-8")
    write(tmp_path / "gold.jsonl", GOLD)
    return tmp_path


def write(path: Path, records: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def servicelint(*args: str) -> Done:
    command = [sys.executable, "-m", "servicelint", *args]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


def evaluation(*args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(servicelint("corpus", "eval", "--format", "json", *args).stdout)
    return found


@pytest.mark.usefixtures("folder")
class TestFigures:
    def test_worked_out_by_hand(self) -> None:
        result = evaluation("gold.jsonl")
        kindly, some_day = result["rules"][KINDLY], result["rules"][SOME_DAY]
        # kindly: found in g1 (right), g2 (wrong), g3 (doubtful, so right); wanted: 1 + ½ + ½, found of it 1 + ½.
        assert (kindly["findings"], kindly["right"], kindly["wrong"]) == (3, 2, 1)
        assert (kindly["labels"], kindly["clear_labels"]) == (2.0, 1)
        assert kindly["precision"] == pytest.approx(2 / 3)
        assert kindly["recall"] == pytest.approx(1.5 / 2)
        assert kindly["f1"] == pytest.approx(2 * (2 / 3) * 0.75 / (2 / 3 + 0.75))
        assert (some_day["precision"], some_day["recall"], some_day["clear_recall"]) == (1.0, 0.5, 0.5)
        assert result["overall"]["precision"] == pytest.approx(3 / 4)
        assert result["overall"]["recall"] == pytest.approx(2.5 / 4)
        assert result["overall"]["clear_recall"] == pytest.approx(2 / 3)
        assert {name: score["labels"] for name, score in result["channels"].items()} == {"chat": 2.0, "email": 2.0}
        assert list(result["categories"]) == ["wording"]

    def test_misses_come_with_their_sentences(self) -> None:
        result = evaluation("gold.jsonl")
        assert [(f["id"], f["sentence"]) for f in result["findings"] if not f["right"]] == [("g2", "She spoke kindly.")]
        assert [(m["id"], m["text"], m["sentence"], m["sure"]) for m in result["misses"]] == [
            (4, "in good time", "It will come in good time, I hope.", 2),
            (4, "", GOLD[3]["text"], 1),
        ]
        page = servicelint("corpus", "eval", "gold.jsonl", "--misses").stdout
        assert "False findings: 1\n  house-rules/kindly  g2: kindly\n    She spoke kindly.\n" in page
        assert "  house-rules/some-day  4: in good time\n    It will come in good time, I hope.\n" in page
        assert "  house-rules/kindly  4 (doubtful): (whole message)\n" in page

    def test_what_changed(self, folder: Path) -> None:
        servicelint("corpus", "eval", "gold.jsonl", "--format", "json")
        (folder / "old.json").write_text(
            servicelint("corpus", "eval", "gold.jsonl", "--format", "json", "--ignore", KINDLY).stdout, encoding="utf-8"
        )
        changes = evaluation("gold.jsonl", "--against", "old.json", "--ignore", SOME_DAY)["changes"]
        assert [(c["change"], c["right"], c["id"], c["text"]) for c in changes] == [
            ("appeared", True, "g1", "kindly"),
            ("appeared", False, "g2", "kindly"),
            ("appeared", True, "g3", "kindly"),
            ("vanished", True, "g1", "some day"),
        ]
        page = servicelint("corpus", "eval", "gold.jsonl", "--against", "old.json").stdout
        assert "Changed: 3\n  appeared, right: house-rules/kindly  g1: kindly\n    Could you kindly wait?\n" in page

    def test_findings_of_a_scan_are_judged_alike(self) -> None:
        servicelint("corpus", "scan", "gold.jsonl", "--out", "out.jsonl")
        assert evaluation("gold.jsonl", "--findings", "out.jsonl")["rules"] == evaluation("gold.jsonl")["rules"]

    @pytest.mark.parametrize(
        ("record", "complaint"),
        [
            ({"id": 1, "text": "x"}, 'no labels: expected "labels": [{"rule": …, "start": …, "end": …}], or []'),
            ({"id": 1, "text": "x", "labels": [{"start": 0}]}, "a label without a rule"),
            ({"id": 1, "text": "x", "labels": [{"rule": "a", "start": 0, "end": 9}]}, "the text has 1 characters"),
            ({"id": "g1", "text": "x", "labels": []}, "the id 'g1' stands already at gold.jsonl:1"),
        ],
    )
    def test_wrong_labels(self, folder: Path, record: dict[str, Any], complaint: str) -> None:
        write(folder / "more.jsonl", [record])
        done = servicelint("corpus", "eval", "gold.jsonl", "more.jsonl")
        assert done.returncode == 2
        assert done.stderr.startswith("error: more.jsonl:1: ")
        assert complaint in done.stderr


@pytest.mark.usefixtures("folder")
class TestScores:
    def test_written_compared_and_refused(self, folder: Path) -> None:
        write(folder / "corpora" / "wording" / "kindly.jsonl", GOLD[:1])
        write(folder / "corpora" / "clean" / "office.jsonl", GOLD[1:2])
        measure = ["corpus", "eval", "corpora", "--scores", "corpora/scores.toml"]
        assert servicelint(*measure).returncode == 1
        assert servicelint(*measure, "--update").returncode == 0
        text = (folder / "corpora" / "scores.toml").read_text("utf-8")
        assert '["house-rules/kindly"]\nprecision = 0.5\nrecall = 1.0\nlabels = 1.0\nfindings = 2\n' in text
        assert '["house-rules/some-day"]\nprecision = 1.0\n' in text
        assert servicelint(*measure).returncode == 0

        # The other rule's labels and scores are no affair of this one.
        one = servicelint(*measure, "--select", SOME_DAY, "--update")
        assert one.returncode == 0
        assert "2 messages, 1 label, 1 finding: precision 1.000, recall 1.000" in one.stdout
        assert (folder / "corpora" / "scores.toml").read_text("utf-8") == text

        write(folder / "corpora" / "clean" / "more.jsonl", [{"id": "c2", "text": "A kindly man.", "labels": []}])
        worse = servicelint(*measure)
        assert worse.returncode == 1
        assert "error: house-rules/kindly: precision fell from 0.5000 to 0.3333" in worse.stderr

        (folder / "corpora" / "clean" / "more.jsonl").unlink()
        (folder / "corpora" / "clean" / "office.jsonl").unlink()
        better = servicelint(*measure)
        assert better.returncode == 0
        assert "no score fell and some changed" in better.stderr


def test_intervals() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    assert wilson(81, 263) == pytest.approx([0.2553, 0.3662], abs=5e-5)
    assert wilson(15, 148) == pytest.approx([0.0624, 0.1605], abs=5e-5)
    assert wilson(0, 20) == pytest.approx([0.0, 0.1611], abs=5e-5)
    assert wilson(1, 29) == pytest.approx([0.0061, 0.1718], abs=5e-5)
    assert wilson(0, 0) is None


def test_one_finding_may_answer_two_labels_and_the_other_way_round() -> None:
    item = Item("x:1", b"", START)
    golds = [
        Gold("a", "0123456789", "chat", (Label("r", 0, 3), Label("r", 4, 6)), item),
        Gold("b", "0123456789", "chat", (Label("r", 0, 9),), item),
        Gold("c", "0123456789", "chat", (Label("r", 5, 5),), item),
    ]
    spans = {"a": [(2, 5)], "b": [(0, 2), (9, 10), (3, 4)], "c": [(0, 1)]}
    found = {
        name: [{"rule": "r", "start": start, "end": end} for start, end in places] for name, places in spans.items()
    }
    tally = evaluate(golds, found).tally()
    assert (tally.right, tally.wrong, tally.got, tally.need) == (4, 1, 4.0, 4.0)
    assert tally.f1 is not None
    assert math.isclose(tally.f1, 2 * 0.8 / 1.8)
