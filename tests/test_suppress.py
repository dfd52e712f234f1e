"""Inline ignores, fingerprints and the baseline."""

from __future__ import annotations

import json
import stat
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.baseline import Baseline, BaselineError, apply_baseline, baseline_text, load_baseline, write_baseline
from servicelint.config import Config, ConfigError
from servicelint.model import Document, Finding, Ignore, Severity, Span
from servicelint.suppress import apply_ignores, fingerprint, number_duplicates

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "<!-- servicelint: ignore policy-shield -->\nThat is our policy.\n\nCALM DOWN!! That is our policy.\n"
COMMENT = Span(0, 42)
FIRST, SECOND = Span(43, 62), Span(76, 95)
KNOWN = {"policy-shield": "deflection", "powerless": "deflection", "shouting": "manners"}


def finding(rule: str, span: Span, mark: str = "0" * 16) -> Finding:
    return Finding(rule, KNOWN.get(rule, "other"), span, span, "…", Severity.ERROR, fingerprint=mark)


POLICY, AGAIN, SHOUT = (
    finding("policy-shield", FIRST),
    finding("policy-shield", SECOND),
    finding("shouting", Span(64, 75)),
)
ALL = [POLICY, SHOUT, AGAIN]


def ignored(*ignores: Ignore, active: set[str] | None = None) -> tuple[list[Finding], list[tuple[str, str]]]:
    """Return the findings that are left, and rule and message of what is said about the comments."""
    found = apply_ignores(
        Document("x.md", TEXT, (), ignores=ignores), ALL, KNOWN, active=active, categories=set(KNOWN.values())
    )
    ours = [entry for entry in found if entry.category == "servicelint"]
    assert all(entry.severity is Severity.SUGGESTION and entry.span == COMMENT for entry in ours)
    return [entry for entry in found if entry not in ours], [(entry.rule, entry.message) for entry in ours]


def test_offsets_of_the_example() -> None:
    assert TEXT[slice(*COMMENT)].endswith("-->")
    assert TEXT[slice(*FIRST)] == TEXT[slice(*SECOND)] == "That is our policy."


@pytest.mark.parametrize(
    ("rules", "scope", "left"),
    [
        (("policy-shield",), FIRST, [SHOUT, AGAIN]),
        (("policy-shield",), Span(0, len(TEXT)), [SHOUT]),
        (("deflection",), Span(0, len(TEXT)), [SHOUT]),
        (("policy-shield", "shouting"), Span(63, len(TEXT)), [POLICY]),
        ((), FIRST, [SHOUT, AGAIN]),
        ((), Span(0, len(TEXT)), []),
    ],
)
def test_an_ignore_silences_its_rules_in_its_scope(rules: tuple[str, ...], scope: Span, left: list[Finding]) -> None:
    assert ignored(Ignore(COMMENT, rules, scope)) == (left, [])


def test_ignores_that_silence_nothing_are_found() -> None:
    body = Span(0, len(TEXT))
    unused = "unused-ignore"
    gone = "Nothing of powerless is found here any more: delete the comment."
    part = "Nothing of powerless is found here any more: take it out of the comment."
    assert ignored(Ignore(COMMENT, ("powerless",), body)) == (ALL, [(unused, gone)])
    assert ignored(Ignore(COMMENT, ("powerless", "shouting"), body)) == ([POLICY, AGAIN], [(unused, part)])
    assert ignored(Ignore(COMMENT, (), Span(96, 96))) == (ALL, [(unused, "This comment silences nothing: delete it.")])


def test_an_ignore_of_a_rule_that_did_not_run_is_not_called_unused() -> None:
    body = Span(0, len(TEXT))
    for rules in [("powerless",), ()]:
        assert ignored(Ignore(COMMENT, rules, Span(96, 96)), active={"shouting"}) == (ALL, [])
    assert ignored(Ignore(COMMENT, ("powerless", "unused-ignore"), body)) == (ALL, [])


def test_an_ignore_of_an_unknown_rule_is_found_with_the_nearest_name() -> None:
    left, said = ignored(Ignore(COMMENT, ("polcy-shield",), FIRST))
    assert left == ALL
    assert said == [("unknown-rule", "There is no rule or category 'polcy-shield'; did you mean 'policy-shield'?")]


def test_what_is_said_about_comments_is_selected_and_graded_like_other_rules() -> None:
    document = Document("x.md", TEXT, (), ignores=(Ignore(COMMENT, ("shuting", "powerless"), FIRST),))

    def said(config: Config) -> list[tuple[str, Severity]]:
        return [(entry.rule, entry.severity) for entry in apply_ignores(document, [], KNOWN, config=config)]

    assert said(Config()) == [("unknown-rule", Severity.SUGGESTION), ("unused-ignore", Severity.SUGGESTION)]
    assert said(Config(ignore=("servicelint",))) == said(Config(select=("deflection",))) == []
    graded = Config(ignore=("unused-ignore",), severity={"servicelint": Severity.ERROR})
    assert said(graded) == [("unknown-rule", Severity.ERROR)]


def test_the_fingerprint_stays_what_it_was() -> None:
    """Baselines hold these digits: they may only change together with the version of the baseline."""
    assert fingerprint("policy-shield", "our policy", "That is our policy.") == "1f6a01561996d19d"


@pytest.mark.parametrize(
    ("matched", "sentence"),
    [
        ("OUR POLICY", "That is our policy"),
        ("our  policy", "That\nis our\u00a0policy!"),
        ("“our policy”", "*That* is _our_ policy."),
        ("our pol\u00adicy", "That is\u200b our policy."),
        ("ｏｕｒ policy", "That is our policy."),
    ],
)
def test_case_blanks_and_marks_do_not_count(matched: str, sentence: str) -> None:
    expected = fingerprint("policy-shield", "our policy", "That is our policy.")
    assert fingerprint("policy-shield", matched, sentence) == expected


def test_rule_words_and_sentence_do_count() -> None:
    base = ("policy-shield", "our policy", "That is our policy.")
    others = [
        ("powerless", "our policy", "That is our policy."),
        ("policy-shield", "policy", "That is our policy."),
        ("policy-shield", "our policy", "That was our policy."),
        ("policy-shield", "our", "policy That is our policy."),
    ]
    assert len({fingerprint(*values) for values in [base, *others]}) == 5


words = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6), min_size=1, max_size=8)
blanks = st.sampled_from([" ", "  ", "\n", "\t", " — ", ", ", "\u00a0", "* ", " _"])


@given(words, st.data())
def test_laying_a_sentence_out_anew_keeps_its_fingerprint(parts: list[str], data: st.DataObject) -> None:
    one = "".join(part + data.draw(blanks) for part in parts)
    other = "".join(data.draw(blanks) + part for part in parts)
    assert fingerprint("r", parts[0], one) == fingerprint("r", f"({parts[0]})", other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_has_a_fingerprint(matched: str, sentence: str) -> None:
    mark = fingerprint("rule", matched, sentence)
    assert len(mark) == 16
    assert set(mark) <= set("0123456789abcdef")


def test_duplicates_are_numbered_in_order() -> None:
    found = [finding("shouting", FIRST, mark) for mark in ["a" * 16, "b" * 16, "a" * 16, "a" * 16]]
    marks = [entry.fingerprint for entry in number_duplicates(found)]
    assert marks == ["a" * 16, "b" * 16, "a" * 16 + "-2", "a" * 16 + "-3"]
    assert [entry.fingerprint for entry in number_duplicates(number_duplicates(found))] == marks


# Baseline


def entry(mark: str, rule: str = "shouting") -> Finding:
    return finding(rule, FIRST, mark * 16)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("x")
    return tmp_path


def written(folder: Path, **files: list[Finding]) -> Path:
    baseline = Baseline(str(folder))
    for name, findings in files.items():
        baseline.add(str(folder / f"{name}.md"), findings)
    write_baseline(folder / "known.json", baseline)
    return folder / "known.json"


def test_the_file_is_made_for_diffs(folder: Path) -> None:
    path = written(folder, b=[entry("c"), entry("a"), entry("c")], a=[entry("d", "powerless")], c=[])
    assert path.read_text() == (
        '{\n  "version": 1,\n  "files": {\n'
        '    "a.md": {\n      "powerless dddddddddddddddd": 1\n    },\n'
        '    "b.md": {\n      "shouting aaaaaaaaaaaaaaaa": 1,\n      "shouting cccccccccccccccc": 2\n    }\n'
        "  }\n}\n"
    )
    assert baseline_text(load_baseline(path)) == path.read_text()


def test_known_findings_are_left_out_and_new_ones_kept(folder: Path) -> None:
    baseline = load_baseline(written(folder, a=[entry("a"), entry("a")]))
    three = number_duplicates([entry("a"), entry("b"), entry("a"), entry("a")])
    kept, matched = apply_baseline(three, baseline, "a.md")
    assert [item.fingerprint for item in kept] == ["b" * 16, "a" * 16 + "-3"]
    assert [item.fingerprint for item in matched] == ["a" * 16, "a" * 16 + "-2"]
    assert apply_baseline([entry("a")], baseline, "b.md") == ([entry("a")], []), "another file is not excused"


def test_it_tightens_and_leaves_unchecked_files_alone(folder: Path) -> None:
    baseline = load_baseline(written(folder, a=[entry("a"), entry("a"), entry("b")], b=[entry("c")]))
    apply_baseline([entry("a"), entry("d")], baseline, "a.md")
    assert baseline.tightened().files == {"a.md": {"shouting " + "a" * 16: 1}, "b.md": {"shouting " + "c" * 16: 1}}


def test_a_renamed_file_keeps_its_entries(folder: Path) -> None:
    path = written(folder, a=[entry("a"), entry("b")])
    (folder / "a.md").rename(folder / "moved.md")
    baseline = load_baseline(path)
    assert apply_baseline([entry("a")], baseline, "moved.md") == ([], [entry("a")])
    assert apply_baseline([entry("a")], baseline, "b.md") == ([entry("a")], []), "an entry counts once"
    left = {"shouting " + "b" * 16: 1}
    assert baseline.tightened().files == {"moved.md": {"shouting " + "a" * 16: 1}, "a.md": left}
    assert baseline.tightened(complete=True).files == {"moved.md": {"shouting " + "a" * 16: 1}}


@given(
    st.dictionaries(st.sampled_from(["a.md", "b.md", "gone.md"]), st.lists(st.sampled_from("abc"), max_size=5)),
    st.dictionaries(st.sampled_from(["a.md", "b.md", "new.md"]), st.lists(st.sampled_from("abcd"), max_size=5)),
)
def test_it_never_grows(known: dict[str, list[str]], found: dict[str, list[str]]) -> None:
    folder = "/nowhere/at/all"
    baseline = Baseline(
        folder, {name: Counter(f"shouting {mark * 16}" for mark in marks) for name, marks in known.items()}
    )
    before = sum(baseline.files.values(), Counter[str]())
    for name, marks in found.items():
        findings = [entry(mark) for mark in marks]
        kept, matched = apply_baseline(findings, baseline, f"{folder}/{name}")
        assert len(kept) + len(matched) == len(findings)
    after = baseline.tightened()
    assert sum(after.files.values(), Counter[str]()) <= before
    for name, marks in found.items():
        _, matched = apply_baseline([entry(mark) for mark in marks], after, f"{folder}/{name}")
        assert len(matched) >= baseline.seen[f"{name}"].total()


def test_names_do_not_depend_on_where_the_command_is_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = load_baseline(written(folder, a=[entry("a")]))
    (folder / "sub").mkdir()
    monkeypatch.chdir(folder / "sub")
    assert baseline.name_of("../a.md") == baseline.name_of(str(folder / "a.md")) == "a.md"
    assert baseline.name_of("new.md") == "sub/new.md"


def test_writing_changes_nothing_when_nothing_changed(folder: Path) -> None:
    path = written(folder, a=[entry("a")])
    path.chmod(0o640)
    before = path.stat().st_mtime_ns
    assert write_baseline(path, load_baseline(path)) is False
    assert path.stat().st_mtime_ns == before
    assert write_baseline(path, Baseline(str(folder))) is True
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert json.loads(path.read_text()) == {"version": 1, "files": {}}
    assert sorted(item.name for item in folder.iterdir()) == ["a.md", "b.md", "known.json"]


def test_a_place_that_cannot_be_written_is_an_error_and_leaves_nothing(folder: Path) -> None:
    with pytest.raises(BaselineError, match=r"none/known\.json: cannot be written: No such file or directory"):
        write_baseline(folder / "none" / "known.json", Baseline())
    (folder / "taken").mkdir()
    with pytest.raises(BaselineError, match="taken: cannot be written"):
        write_baseline(folder / "taken", Baseline())
    assert sorted(item.name for item in folder.iterdir()) == ["a.md", "b.md", "taken"]


MERGE = '{\n  "version": 1,\n<<<<<<< HEAD\n  "files": {}\n=======\n  "files": {"a": {}}\n>>>>>>> x\n}\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{\n  "version": 1,\n  "files": {,}\n}\n', "known.json:3: not valid JSON: Expecting property name"),
        (
            "",
            "known.json:1: not valid JSON: Expecting value; restore it, or write a new one with `servicelint baseline`",
        ),
        (MERGE, "known.json:3: has an unresolved merge conflict"),
        ("[]", "known.json:1: not a baseline"),
        ('{\n"files": {},\n"version": 2}', "known.json:3: has version 2, 1 is needed: a newer servicelint wrote it"),
        ('{"files": {}}', "known.json:1: has version None, 1 is needed: not a baseline"),
        ('{"version": 1,\n"files": {\n"ä.md": 3}}', "known.json:3: the entry of 'ä.md' is not a table of counts"),
        ('{"version": 1, "files": {"a": {\n"x y": 1}}}', "known.json:2: 'x y' is not a rule and a fingerprint"),
        (
            '{"version": 1, "files": {"a": {\n\n"x 0123456789abcdef": 0}}}',
            "known.json:3: the count of 'x 0123456789abcdef' must be a whole number above 0",
        ),
        ("[" * 100_000, "known.json: not valid JSON: "),
    ],
)
def test_a_damaged_baseline_is_told_with_its_line(folder: Path, text: str, message: str) -> None:
    (folder / "known.json").write_text(text, "utf-8")
    with pytest.raises(BaselineError) as caught:
        load_baseline("known.json")
    assert str(caught.value).startswith(message)


def test_a_missing_baseline_says_how_to_make_one(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"^known\.json: there is no such baseline; `servicelint baseline`"):
        load_baseline("known.json")


@given(
    st.text(max_size=80)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["version", "files", "a"]), inner, max_size=3)
        ),
    ).map(json.dumps)
)
def test_no_baseline_gives_a_traceback(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.json"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        loaded = load_baseline(path)
    except BaselineError:
        return
    assert loaded.total >= 0
