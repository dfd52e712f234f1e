"""Rule files: the schema is closed, and every error names the file, the line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from servicelint.rule import RuleError, load_pack, load_rule
from servicelint.rule_records import where
from servicelint.ruleset import RuleSet

GOOD = """title = "A wall"
message = "“{match}” is a wall."
severity = "error"

[[match]]
phrases = ["our {what=(policy|terms)} forbids"]
rewrites = ["we can do this despite our {what}", { text = "[offer]", replace = "sentence" }]

[[match.unless]]
phrases = ["a month"]
within = "sentence"
ok = "Our policy forbids a month."

[[match]]
tokens = [{ LOWER = "no" }, { WORD = ["refund"], as = "thing" }]

[[examples]]
bad = "Sorry, [[our policy forbids]] it."
good = "Sorry, we can do this despite our policy it."
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "deflection" / "wall.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_good_file_loads(tmp_path: Path) -> None:
    rule = load_rule(write(tmp_path, GOOD), pack="acme")
    assert (rule.id, rule.category, rule.severity.label) == ("acme/wall", "deflection", "error")
    assert [block.pattern.kind for block in rule.matches] == ["phrases", "tokens"]
    assert [(rewrite.replace, rewrite.safety.value) for rewrite in rule.matches[0].rewrites] == [
        ("match", "ask"),
        ("sentence", "fill"),
    ]


def test_a_page_tells_of_wordings_that_are_given_less(tmp_path: Path) -> None:
    plain = "Checked in email and chat."
    assert where(load_rule(write(tmp_path, GOOD))) == plain
    less = GOOD.replace("[[match]]\ntokens", '[[match]]\nseverity = "warning"\ntokens')
    told = f"{plain} Wordings that are wrong less surely are given as warning."
    assert where(load_rule(write(tmp_path, less))) == told


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("severity =", "severty =", 3, "unknown key 'severty'; did you mean 'severity'?"),
        ('"error"', '"fatal"', 3, "must be one of error, warning, suggestion (found 'fatal')"),
        ('LOWER = "no"', 'LOWER = "No"', 15, "can never match: write it in lower case"),
        ('LOWER = "no"', 'LOWER = "no more"', 15, "more than one token, so it can never match"),
        ('LOWER = "no"', 'LOWER = "don\'t"', 15, "more than one token (as in do + n't)"),
        ('LOWER = "no"', 'POS = "NOUNS"', 15, "no label of the model, so it can never match"),
        ('LOWER = "no"', 'LOWR = "no"', 15, "unknown token attribute 'LOWR'; did you mean 'LOWER'?"),
        ("despite our {what}", "despite our {thing}", 7, "unknown slot {thing}"),
        ("despite our {what}", "despite our {what.pasts}", 7, "unknown form in {what.pasts}"),
        ("our {what=(policy|terms)} forbids", "our (policy forbids", 6, "is missing in the phrase"),
        ("our {what=(policy|terms)} forbids", "our @walls {what} forbid", 6, "no word list @walls"),
        ('within = "sentence"', 'within = "page"', 11, "must be one of"),
        ('rewrites = ["', 'rewrites = [{ text = "x", unless = [{ phrase = ["y"] }] }, "', 7, "unknown key 'phrase'"),
        ("[[our policy forbids]]", "our policy forbids", 18, "mark the expected span"),
        ('tokens = [{ LOWER = "no" }, { WORD = ["refund"], as = "thing" }]', "tokens = []", 15, "is empty"),
    ],
)
def test_errors_name_line_and_cure(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(RuleError) as caught:
        load_rule(path)
    assert caught.value.path == path
    assert message in caught.value.message
    assert caught.value.line == line


def test_broken_toml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_rule(write(tmp_path, GOOD.replace('title = "A wall"', 'title = "A wall')))
    assert caught.value.line == 1


def test_deps_with_an_operator_are_refused(tmp_path: Path) -> None:
    deps = 'deps = [{ RIGHT_ID = "a", RIGHT_ATTRS = { LOWER = "no", OP = "+" } }]'
    text = GOOD.replace('tokens = [{ LOWER = "no" }, { WORD = ["refund"], as = "thing" }]', deps)
    with pytest.raises(RuleError, match="no meaning inside deps"):
        load_rule(write(tmp_path, text))


def test_one_bad_file_leaves_the_others(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "deflection" / "broken.toml").write_text("title = 1", "utf-8")
    pack, errors = load_pack(tmp_path, "acme")
    assert [rule.id for rule in pack.rules] == ["acme/wall"]
    assert [error.path.name for error in errors] == ["broken.toml"]


def test_a_folder_that_nobody_installed_runs_no_python(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace('phrases = ["our {what=(policy|terms)} forbids"]', 'python = "x:find"'))
    _, errors = load_pack(tmp_path, "acme", python=False)
    assert "only from installed packs" in errors[0].message


def test_a_pattern_without_a_word_must_say_so(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace('{ LOWER = "no" }, { WORD = ["refund"], as = "thing" }', '{ POS = "NOUN" }'))
    pack, errors = load_pack(tmp_path, "acme")
    assert not errors
    problems = RuleSet.of([pack]).errors
    assert [(error.path, error.line) for error in problems] == [(path, 14)]
    assert "unanchored = true" in problems[0].message
