"""Batches dealt out to workers and joined again: the outcome of one worker, whatever the records are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicelint.config import Config
from servicelint.corpus.dealing import dealt, joined
from servicelint.corpus.items import START, Item
from servicelint.corpus.worker import Shown, Task, Worker

TEXTS = ("Kindly wait.", "We sent the money.", "Sorry, we cannot help you. Kindly wait.", "Your parcel is on its way.")
RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
TASK = Task((Config(packs=(RULES,), plugins_disabled=("builtin",)),), Shown(all_records=True))
WORKERS = [Worker(TASK) for _ in range(4)]

#: Ids as stores have them, and such as are written otherwise in JSON than they are.
ids = st.one_of(st.integers(-5, 10**20), st.from_regex(r"[a-z]{1,3}[0-9]{1,4}", fullmatch=True), st.text(max_size=4))
records = st.fixed_dictionaries(
    {"id": ids, "text": st.sampled_from(TEXTS)},
    optional={"team": st.sampled_from(["north", "south"]), "context": st.sampled_from([[], ["Where is it?"]])},
)
#: A line of a store, a row of a table, a line that is no record, a row that cannot be read.
data = st.one_of(
    records.map(lambda record: json.dumps(record).encode()),
    records,
    st.sampled_from([b"{", b"[1]", b'{"id": 1}', b"\xff", "this row cannot be read"]),
    st.sampled_from(
        [
            b'{"id": 1, "text": "Kindly wait.", "id": 2}',
            b'{"id": 01, "text": "Kindly wait."}',
            b'{"id": 1, "text": "Kindly wait."',
            b'{"id": "a1", "text": "Kindly say \\"id\\" again."}\n',
            b'{"id":"a2","text":"Kindly wait."}',
            b'\xef\xbb\xbf{"id": 7, "text": "Kindly wait."}',
        ]
    ),
)


def batch(chosen: list[Any]) -> list[Item]:
    return [Item(f"store.jsonl:{number}", one, START) for number, one in enumerate(chosen, 1)]


@settings(deadline=None)
@given(st.lists(data, max_size=25), st.integers(2, 4))
def test_the_outcome_is_that_of_one_worker(chosen: list[Any], jobs: int) -> None:
    items = batch(chosen)
    parts = dealt(items, jobs)
    assert sorted(number for numbers in parts.values() for number in numbers) == list(range(len(items)))
    outcome = joined(
        [(numbers, WORKERS[worker].run(0, [items[n] for n in numbers])) for worker, numbers in parts.items()]
    )
    whole = Worker(TASK).run(0, items)
    for name in ("lines", "errors", "records", "bad", "flagged", "findings", "counts"):
        assert getattr(outcome, name) == getattr(whole, name)
    assert list(outcome.line_items) == list(whole.line_items)
    assert outcome.lines.count(b"\n") == len(whole.line_items)


@settings(deadline=None)
@given(st.lists(data, max_size=12))
def test_what_is_remembered_is_what_would_be_found(chosen: list[Any]) -> None:
    used, fresh = Worker(TASK), Worker(TASK)
    used.run(0, batch(chosen))
    for again in (used.run(0, batch(chosen)), used.run(0, batch(chosen[::-1]))):
        assert again.records == len(chosen)
    assert used.run(0, batch(chosen)) == fresh.run(0, batch(chosen))


def test_a_repeated_message_comes_to_one_worker() -> None:
    for text in TEXTS:
        given = [json.dumps({"id": f"m{i}", "date": f"2026-01-{i:02}", "text": text}).encode() for i in range(1, 29)]
        assert len(dealt(batch(given), 4)) == 1
        rows = [{"id": i, "text": text, "team": f"t{i}"} for i in range(20)]
        assert len(dealt(batch(rows), 4)) == 1


def test_different_messages_are_spread() -> None:
    given = [json.dumps({"id": i, "text": f"Your order {i} is on its way."}).encode() for i in range(400)]
    sizes = [len(numbers) for numbers in dealt(batch(given), 4).values()]
    assert len(sizes) == 4
    assert min(sizes) > 60


@pytest.mark.parametrize("jobs", [2, 3])
def test_an_empty_batch_is_told_too(jobs: int) -> None:
    assert dealt([], jobs) == {0: []}
