"""Sentence splitting: what ends a sentence in real messages and what only looks like an end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.sentences import split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dear Mr. Smith, thank you.", "We got order No. 5 for $3.50.", "Thanks!!", "ok?", "Yes."],
        ["It closes at 5 p.m.", "Then we go."],
        ["It closes at 5 p.m. on Mondays."],
        ["It closes at 5 p.m. (Hull time) on Mondays."],
        ["Visit www.example.com.", "Then sign in."],
        ["Write to help@example.co.uk.", "We read it."],
        ['He said "No."', "Then he left."],
        ["Wait... what?", "I see...", "Then go."],
        ["J. Smith will call.", "Plan B.", "Then plan C."],
        ["We shipped on Jan. 5 from St. Ives."],
        ["The total is £1,204.50 incl. VAT.", "Pay by Friday."],
        ["Great!", "we love it"],
        ["Acme Inc. has it.", "Acme Inc.", "We have it."],
        ["1. Open the app.", "2. Press Send."],
        ["Version 2.10.3 is out.", "Update now."],
        ["It is all here: Xlink", "Let us know how it goes."],
        ["Read Xlink.", "If that fails, see Xlink", "For more help, call us."],
        ["We passed it on 🙂", "What you can do is vote for it 👍🏽", "The poll ends in May."],
        ["🙂 We are here.", "Hi 👋 Ana, your kite is here 🙂 /DB"],
        ["Open Xlink Customer Centre and then Xlink in your browser, or Xlink For Business."],
    ],
)
def test_splits(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_a_missing_blank_still_ends_a_sentence() -> None:
    text = "We lost it.Kindly send it to a.Smith@example.com again."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "We lost it.",
        "Kindly send it to a.Smith@example.com again.",
    ]


@given(st.text(alphabet="aB .!?…\"')(1-", max_size=60))
def test_sentences_cover_everything_but_blanks(text: str) -> None:
    ranges = split_sentences(text)
    assert all(start < end for start, end in ranges)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(ranges))
    assert "".join(text[start:end] for start, end in ranges).replace(" ", "") == text.replace(" ", "")


def test_an_endless_sentence_is_cut_at_a_blank() -> None:
    ranges = split_sentences("word " * 3000)
    assert max(end - start for start, end in ranges) <= 2000
    assert {len(text) % 5 for text in ("word " * 3000)[slice(*ranges[0])].split(" ")} == {4}
    assert len(split_sentences("x" * 5000)) == 3
