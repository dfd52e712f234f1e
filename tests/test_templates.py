"""A store of templates in every format we read, checked as a team would: golden findings, and fixes that stay in place.

After a change that is meant to move findings, ``python tests/test_templates.py`` writes the golden file anew: read its
diff line by line.
"""

from __future__ import annotations

import csv
import email
import io
import json
import os
import tomllib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from ruamel.yaml import YAML

from servicelint.cli.files import Input, collect
from servicelint.cli.fix import fixed_bytes
from servicelint.cli.session import Checked, Session
from servicelint.fixing import SAFE_AND_ASK, choose
from servicelint.readers.placeholders import find_fields
from servicelint.text import LineIndex

HERE = Path(__file__).parent / "templates"
GOLDEN = HERE / "golden.txt"


def check() -> tuple[list[Checked], Session]:
    session = Session({})
    before = Path.cwd()
    os.chdir(HERE)
    try:
        found = list(session.check(collect(["."], session.wanted)))
        # Every file of the store, the ones that a folder search leaves out included, in a fixed order.
        return sorted(found, key=lambda checked: checked.name), session
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def checked() -> tuple[list[Checked], Session]:
    return check()


def lines_of(files: list[Checked], session: Session) -> list[str]:
    """Return a line for each finding: path, where it begins and ends, rule, and the very source text."""
    lines = []
    for file in files:
        assert file.error is None, (file.name, file.error)
        text = file.documents[0].text
        index = LineIndex(text)
        spans = sorted({(f.span, f.rule) for f in file.all_findings})
        for span, rule in spans:
            (line, column), (end_line, end_column) = index.position(span.start), index.position(span.end)
            place = f"{line}:{column}-{end_line}:{end_column}"
            lines.append(f"{file.name}:{place} {rule} {json.dumps(text[span.start : span.end])}")
        if not spans:
            lines.append(f"{file.name} clean")
    return lines + [f"{name} holds no messages" for name in sorted(session.left_out)]


def test_golden(checked: tuple[list[Checked], Session]) -> None:
    assert lines_of(*checked) == GOLDEN.read_text("utf-8").splitlines()


def test_there_are_enough_and_each_is_in_the_golden_file(checked: tuple[list[Checked], Session]) -> None:
    files = {path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.is_file()}
    named = {line.split(" ")[0].split(":")[0] for line in GOLDEN.read_text("utf-8").splitlines()}
    assert files - named == {"golden.txt", "servicelint.toml"}
    assert len(files) >= 60


WORDS = {
    "house-rules/kindly": "kindly",
    "house-rules/some-day": "some day",
    "house-rules/no-help": "we cannot help you",
    "house-rules/money-talk": "the money",
}


def test_what_is_underlined_reads_as_the_rule_says(checked: tuple[list[Checked], Session]) -> None:
    for file in checked[0]:
        for document, findings in zip(file.documents, file.findings, strict=True):
            for finding in findings:
                if finding.rule not in WORDS:
                    continue
                shown = [
                    segment.text[low:high]
                    for segment in document.segments
                    for low in range(len(segment.text))
                    if segment.source.to_source(low, low + 1).start == finding.span.start
                    for high in [low + len(WORDS[finding.rule])]
                    if high <= len(segment.text) and segment.source.to_source(low, high) == finding.span
                ]
                assert WORDS[finding.rule] in [text.lower() for text in shown], (file.name, finding)


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [(name, value) for name, value in attrs if name not in ("alt", "title")]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)


def shape(value: Any) -> Any:
    """Return the keys, kinds and order of a value with its texts left out."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__


def _mbox(text: str) -> Any:
    return [part.split("\n", 1)[0] for part in text.split("\n\nFrom ")]


PARSERS: dict[str, Callable[[str], Any]] = {
    ".json": lambda text: shape(json.loads(text)),
    ".jsonl": lambda text: [shape(json.loads(line)) for line in text.splitlines()],
    ".yaml": lambda text: [shape(one) for one in YAML(typ="safe", pure=True).load_all(text)],
    ".yml": lambda text: [shape(one) for one in YAML(typ="safe", pure=True).load_all(text)],
    ".toml": lambda text: shape(tomllib.loads(text)),
    ".csv": lambda text: [len(row) for row in csv.reader(io.StringIO(text), delimiter=";" if ";b" in text else ",")],
    ".tsv": lambda text: [len(row) for row in csv.reader(io.StringIO(text), delimiter="\t")],
    ".po": lambda text: [(entry.msgid, entry.flags) for entry in polib.pofile(text)],
    ".pot": lambda text: [entry.msgid for entry in polib.pofile(text)],
    ".eml": lambda text: [part.get_content_type() for part in email.message_from_string(text).walk()],
    ".mbox": _mbox,
    ".html": lambda text: _Tags(text).found,
    ".mjml": lambda text: _Tags(text).found,
}


def test_a_fix_changes_nothing_but_its_span(checked: tuple[list[Checked], Session]) -> None:
    files, session = checked
    fixed = 0
    for file in files:
        edits = [edit for rewrite in choose(file.all_findings, SAFE_AND_ASK) for edit in rewrite.edits]
        result = fixed_bytes(file, session, SAFE_AND_ASK)
        if not edits:
            assert result.data == file.data, file.name
            continue
        fixed += 1
        text = file.documents[0].text
        after = result.after
        # What stands between the edits is what stood there before, in the same order.
        at = 0
        bounds = [0, *(offset for edit in sorted(edits, key=lambda e: e.span) for offset in edit.span), len(text)]
        for low, high in zip(bounds[::2], bounds[1::2], strict=True):
            if low < high:
                place = after.find(text[low:high], at)
                assert place >= at, (file.name, text[low:high])
                at = place + (high - low)
        assert _fields(after) == _fields(text), file.name
        parser = PARSERS.get(os.path.splitext(file.name)[1])
        if parser is not None:
            assert parser(after) == parser(text), file.name
    assert fixed > 40


def _fields(text: str) -> list[str]:
    return [text[field.start : field.end] for field in find_fields(text)]


def test_fixing_twice_changes_nothing_more(checked: tuple[list[Checked], Session], tmp_path: Path) -> None:
    files, session = checked
    for file in files:
        once = fixed_bytes(file, session, SAFE_AND_ASK)
        assert once.settled, file.name
        documents, findings = session.relint(file, once.data)
        again = Checked(file.name, file.path, once.data, file.config, documents, findings)
        assert fixed_bytes(again, session, SAFE_AND_ASK).data == once.data, file.name


def test_a_named_file_without_messages_is_an_error_and_a_hook_passes_it_over() -> None:
    for hook, wanted in ((False, 1), (True, 0)):
        session = Session({}, hook=hook)
        got = list(session.check([Input(str(HERE / "json" / "package.json"))]))
        assert len(got) == wanted
        assert all("no message" in (file.error or "") for file in got)


if __name__ == "__main__":
    GOLDEN.write_text("".join(f"{line}\n" for line in lines_of(*check())), "utf-8")
