"""Applying rewrites to a text and to a file on the disk."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.fixing import (
    SAFE_AND_ASK,
    SAFE_ONLY,
    FixError,
    apply_edits,
    choose,
    encode,
    encoding_of,
    fix_text,
    replace_file,
    unified_diff,
)
from servicelint.model import Edit, Finding, Rewrite, Safety, Severity, Span
from servicelint.reporters._left import why_left


def finding(*rewrites: Rewrite, start: int = 0, rule: str = "r") -> Finding:
    return Finding(rule, "c", Span(start, start + 1), Span(0, 99), "m", Severity.ERROR, rewrites)


def rewrite(start: int, end: int, text: str, safety: Safety = Safety.SAFE) -> Rewrite:
    return Rewrite("", safety, text, (Edit(Span(start, end), text),))


def test_edits_are_made_from_left_to_right_whatever_their_order() -> None:
    edits = [Edit(Span(6, 11), "you"), Edit(Span(0, 5), "Thank"), Edit(Span(11, 11), "!")]
    assert apply_edits("Hello world", edits) == "Thank you!"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 5), "a"), Edit(Span(4, 6), "b")],
        [Edit(Span(2, 2), "a"), Edit(Span(2, 2), "b")],
        [Edit(Span(10, 12), "a")],
        [Edit(Span(3, 2), "a")],
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("Hello world", edits)


@pytest.mark.parametrize(
    ("found", "allowed", "words"),
    [
        (finding(), SAFE_ONLY, "in your own words"),
        (finding(Rewrite("", Safety.SAFE, "x", ())), SAFE_ONLY, "cannot be written back"),
        (finding(rewrite(0, 1, "x", Safety.ASK)), SAFE_ONLY, "--unsafe-fixes"),
        (finding(rewrite(0, 1, "[date]", Safety.FILL)), SAFE_AND_ASK, "fill in"),
        (finding(rewrite(0, 1, "x", Safety.ASK)), SAFE_AND_ASK, "did not settle"),
        (finding(rewrite(100, 101, "x")), SAFE_ONLY, "further on in the message"),
    ],
)
def test_what_fixing_leaves_has_a_reason(found: Finding, allowed: frozenset[Safety], words: str) -> None:
    assert words in why_left(found, allowed)


def test_of_overlapping_rewrites_the_earliest_and_longest_wins() -> None:
    long, short, later, apart = rewrite(0, 9, "L"), rewrite(0, 4, "S"), rewrite(5, 12, "X"), rewrite(9, 12, "A")
    assert choose([finding(later), finding(short), finding(apart), finding(long)], SAFE_ONLY) == [long, apart]


def test_only_allowed_rewrites_with_edits_are_taken() -> None:
    by_hand = Rewrite("", Safety.SAFE, "by hand")
    ask, fill = rewrite(0, 2, "ask", Safety.ASK), rewrite(0, 2, "[fill]", Safety.FILL)
    found = [finding(by_hand, fill, ask)]
    assert choose(found, SAFE_ONLY) == []
    assert choose(found, SAFE_AND_ASK) == [ask]


def test_what_two_rewrites_add_alike_is_said_once() -> None:
    first = rewrite(0, 5, "See our site. Just reply here.")
    again = rewrite(10, 15, "Read our guide. Just reply here. /JP")
    other = rewrite(20, 25, "Read our guide. In short, turn it off.")
    assert choose([finding(first), finding(again), finding(other, rule="s")], SAFE_ONLY) == [first, other]
    inviting = rewrite(20, 25, "Read our guide. If it is unclear, just reply here.")
    assert choose([finding(first), finding(inviting, rule="s")], SAFE_ONLY) == [first]
    assert choose([finding(first), finding(inviting, other, rule="s")], SAFE_ONLY) == [first, other]
    dated = [rewrite(at, at + 5, f"You'll hear {more} by [date].") for at, more in ((0, "from us"), (10, "about it"))]
    assert choose([finding(one) for one in dated], SAFE_ONLY) == dated[:1]
    plain = [rewrite(0, 5, "please"), rewrite(10, 15, "please")]
    assert choose([finding(one) for one in plain], SAFE_ONLY) == plain


def test_a_rule_adds_one_sentence_before_the_text_is_linted_again() -> None:
    ways = [rewrite(0, 5, "bill. If paying is hard, call us."), rewrite(10, 15, "line. Before we do that, call us.")]
    assert choose([finding(one) for one in ways], SAFE_ONLY) == ways[:1]
    assert choose([finding(ways[0]), finding(ways[1], rule="s")], SAFE_ONLY) == ways
    replaced = [
        rewrite(0, 30, "The two lamps left us on Monday."),
        rewrite(50, 80, "The two bulbs left us on Tuesday."),
    ]
    assert choose([finding(one) for one in replaced], SAFE_ONLY) == replaced


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5), st.text("ab", max_size=3)), max_size=8))
def test_what_is_chosen_always_fits(places: list[tuple[int, int, str]]) -> None:
    source = "abcdefghijklmnopqr"
    chosen = choose([finding(rewrite(at, at + size, text)) for at, size, text in places], SAFE_ONLY)
    new = apply_edits(source, [edit for entry in chosen for edit in entry.edits])
    removed = sum(entry.edits[0].span.end - entry.edits[0].span.start for entry in chosen)
    assert len(new) == len(source) - removed + sum(len(entry.edits[0].text) for entry in chosen)


def test_fixing_lints_again_until_nothing_is_left() -> None:
    def relint(text: str) -> list[Finding]:
        at = text.find("very ")
        return [finding(rewrite(at, at + 5, ""))] if at >= 0 else []

    text = "a very very very bad day"
    fixed = fix_text(text, relint(text), relint, SAFE_ONLY)
    assert (fixed.text, fixed.applied, fixed.settled) == ("a bad day", 3, True)


def test_rules_that_undo_each_other_end() -> None:
    def relint(text: str) -> list[Finding]:
        return [finding(rewrite(0, 1, "b" if text[0] == "a" else "a"))]

    fixed = fix_text("a", relint("a"), relint, SAFE_ONLY)
    assert (fixed.text, fixed.settled) == ("b", False)


def test_an_endless_rewrite_stops_after_five_rounds() -> None:
    fixed = fix_text("", [finding(rewrite(0, 0, "x"))], lambda _: [finding(rewrite(0, 0, "x"))], SAFE_ONLY)
    assert (fixed.text, fixed.applied, fixed.settled) == ("xxxxx", 5, False)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("naïve ’\r\n".encode(), "utf-8"),
        (b"\xef\xbb\xbfHi", "utf-8"),
        ("\ufeffHi é".encode("utf-16-le"), "utf-16-le"),
        ("\ufeffHi é".encode("utf-16-be"), "utf-16-be"),
        (b"caf\xe9 \x93quoted\x94", "cp1252"),
    ],
)
def test_a_text_goes_back_into_the_bytes_it_came_from(data: bytes, encoding: str) -> None:
    assert encoding_of(data, data.decode(encoding)) == encoding


def test_a_text_that_lost_bytes_is_not_written() -> None:
    with pytest.raises(FixError, match="no valid text"):
        encoding_of(b"caf\xe9", "caf\ufffd")


def test_a_character_that_the_encoding_lacks_is_named() -> None:
    with pytest.raises(FixError, match="'→', which cp1252 does not have"):
        encode("a → b", "cp1252")


def test_a_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"\xef\xbb\xbfold\r\n")
    real.chmod(0o640)
    link.symlink_to("real.txt")
    replace_file(str(link), b"\xef\xbb\xbfold\r\n", b"\xef\xbb\xbfnew\r\n")
    assert real.read_bytes() == b"\xef\xbb\xbfnew\r\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "real.txt"]


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"their edit")
    with pytest.raises(FixError, match="changed by another program"):
        replace_file(str(path), b"what we read", b"ours")
    assert path.read_bytes() == b"their edit"


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FixError, match="No space left on device"):
        replace_file(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\r\nb\r\n", "a\r\nB\r\n"),
        ("a\nb", "a\nB"),
        ("a\nb", "a\nb\n"),
        ("a\x0cb\u2028c\nd\n", "a\x0cb\u2028c\nD\n"),
        ("", "new\n"),
    ],
)
def test_git_applies_the_diff(old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(old.encode())
    (tmp_path / "change.diff").write_bytes(unified_diff("draft.txt", old, new).encode())
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "change.diff"], cwd=tmp_path, check=True)
    assert (tmp_path / "draft.txt").read_bytes() == new.encode()


def test_no_change_is_no_diff() -> None:
    assert unified_diff("draft.txt", "same\n", "same\n") == ""


def test_what_stands_at_the_end_of_the_message_is_shown_there_and_counted_for_nobody(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    text = "Please visit our FAQ. The chapter on ropes has a drawing of each knot that you asked about.\n"
    draft.write_text(text, "utf-8")
    check = [sys.executable, "-m", "servicelint", "check", "--select", "website-redirect", str(draft)]
    shown = subprocess.run(check, capture_output=True, encoding="utf-8", check=False).stdout
    assert "just reply here. (ask, at the end of the message)" in " ".join(shown.split())
    assert "can be fixed" not in shown
    subprocess.run([*check, "--fix", "--unsafe-fixes"], capture_output=True, check=False)
    assert draft.read_text("utf-8") == text
