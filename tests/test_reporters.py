"""What each format writes, from documents made by hand; the golden files were looked at in a terminal."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from servicelint.model import Document, Edit, Finding, Kind, Rewrite, Safety, Segment, Severity, Span
from servicelint.reporters import FileReport, Style, Summary, UnknownFormatError, make_reporter, reporter_names
from servicelint.reporters._terminal import wrap
from servicelint.text import SegmentBuilder, slice_normalised

DATA = Path(__file__).parent / "data" / "cli"
TEXT = (
    "Dear Ms Ortiz,\n\n"
    "Thank you for your\u00a0message. Unfortunately it is against our policy to refund orders\n"
    "after 60 days \N{PARTY POPPER} for 日本語 customers, so I’m afraid there is nothing more that I can do about it "
    "today.\n\n"
    "You failed to include {{invoice}} \x1b[31mwith your claim.\n"
)


def document(text: str = TEXT) -> Document:
    segments = []
    at = 0
    for paragraph in text.split("\n\n"):
        builder = SegmentBuilder(text)
        end = at + len(paragraph)
        blank = text.find("{{invoice}}", at, end)
        if blank >= 0:
            builder.keep(at, blank)
            builder.put("Xvar", blank, blank + 11)
            builder.keep(blank + 11, end)
        else:
            builder.keep(at, end)
        prose, source = builder.build()
        segments.append(Segment(*slice_normalised(prose, source, 0, len(prose))))
        at = end + 2
    return Document("reply.txt", text, tuple(segments), "email", Kind.TEMPLATE)


def finding(
    rule: str, phrase: str, ends: tuple[str, str], message: str, severity: Severity, *rewrites: Rewrite
) -> Finding:
    start, first, last = TEXT.index(phrase), TEXT.index(ends[0]), TEXT.index(ends[1]) + len(ends[1])
    span = Span(start, start + len(phrase))
    return Finding(rule, "deflection", span, Span(first, last), message, severity, rewrites, "0123456789abcdef")


WALL = ("Unfortunately", "today.")
FINDINGS = (
    finding(
        "policy-shield",
        "it is against our policy",
        WALL,
        "“it is against our policy” puts a rule between you and the customer; say what you can do instead.",
        Severity.ERROR,
        Rewrite(
            "offer",
            Safety.ASK,
            "Here is what I can do for you: I can exchange the shoes for another pair, or credit the full amount.",
            (Edit(Span(44, 200), "Here is …"),),
        ),
        Rewrite("ask", Safety.FILL, "I can settle this with you by [date]."),
    ),
    finding(
        "powerless",
        "I’m afraid there is nothing more that I can do about it",
        WALL,
        "Says that nothing can be done.",
        Severity.WARNING,
    ),
    finding(
        "wide",
        "日本語",
        WALL,
        "Wide characters take two cells.",
        Severity.SUGGESTION,
        *(Rewrite("", Safety.SAFE, text) for text in ("One.", "Two.", "Three.", "Four.", "Five.")),
    ),
    finding(
        "blame-customer",
        "You failed to include {{invoice}}",
        ("You failed", "claim."),
        "“You failed to include {{invoice}}” accuses the customer;\nsay what is still needed.",
        Severity.ERROR,
        Rewrite("need", Safety.SAFE, "We still need {{invoice}}", (Edit(Span(202, 235), "We still need {{invoice}}"),)),
    ),
)
REPORTS = (
    FileReport("templates/reply.txt", ((document(), FINDINGS),)),
    FileReport("fine.md", ((document("All good."), ()),)),
    FileReport("gone.txt", error="no such file or folder"),
)


def rendered(name: str, reports: tuple[FileReport, ...] = REPORTS, **style: object) -> str:
    summary = Summary(model="some_model 1.0")
    reporter = make_reporter(name, Style(version="9.9", **style))  # type: ignore[arg-type]
    out = []
    for report in reports:
        summary.add(report)
        out.append(reporter.file(report))
    return "".join(out) + reporter.finish(summary)


@pytest.mark.parametrize(
    ("golden", "name", "style"),
    [
        ("human-60.txt", "human", {"width": 60}),
        ("human-120.txt", "human", {"width": 120}),
        ("human-80-color.txt", "human", {"width": 80, "color": True}),
        ("concise.txt", "concise", {"width": 200}),
        ("github.txt", "github", {}),
    ],
)
def test_golden(golden: str, name: str, style: dict[str, Any]) -> None:
    assert rendered(name, **style) == (DATA / golden).read_bytes().decode()


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (40, 60, 80, 120, 200):
        blocks = [line for line in rendered("human", width=width).split("\n") if line.startswith("  ")]
        assert len(blocks) > 20
        assert max(map(wcswidth, blocks)) <= width


def test_carets_stand_under_the_phrase() -> None:
    lines = rendered("human", width=70).split("\n")
    for above, below in pairwise(lines):
        if re.fullmatch(r"  \|  *\^+", below):
            start = len(below) - len(below.lstrip(" |"))
            under = [wcswidth(above[:i]) for i in range(len(above) + 1)]
            marked = above[under.index(start) : under.index(len(below))]
            assert marked.strip() in TEXT.replace("\n", " ").replace("\u00a0", " ")
            assert marked == marked.strip()


def test_colours_change_nothing_but_colours() -> None:
    plain, coloured = (rendered("human", width=80, color=color) for color in (False, True))
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


def test_json_is_the_contract() -> None:
    out = json.loads(rendered("json"))
    assert list(out) == ["version", "tool", "files", "summary"]
    assert out["tool"] == {"name": "servicelint", "version": "9.9", "model": "some_model 1.0"}
    assert [list(entry) for entry in out["files"]] == [["path", "channel", "kind", "findings", "error"]] * 3
    assert [entry["path"] for entry in out["files"]] == ["templates/reply.txt", "fine.md", "gone.txt"]
    assert out["files"][2] == {
        "path": "gone.txt",
        "channel": None,
        "kind": None,
        "findings": [],
        "error": "no such file or folder",
    }
    assert out["summary"] == {
        "files": 3,
        "findings": 4,
        "by_severity": {"error": 2, "warning": 1, "suggestion": 1},
    }
    first = out["files"][0]["findings"][0]
    assert first == {
        "rule": "policy-shield",
        "category": "deflection",
        "severity": "error",
        "message": FINDINGS[0].message,
        "start": 58,
        "end": 82,
        "text": "it is against our policy",
        "line": 3,
        "column": 43,
        "end_line": 3,
        "end_column": 67,
        "sentence": {"start": 44, "end": 200},
        "fingerprint": "0123456789abcdef",
        "rewrites": [
            {
                "label": "offer",
                "safety": "ask",
                "text": FINDINGS[0].rewrites[0].text,
                "edits": [{"start": 44, "end": 200, "text": "Here is …"}],
            },
            {"label": "ask", "safety": "fill", "text": "I can settle this with you by [date].", "edits": []},
        ],
    }
    assert list(first)[:4] == ["rule", "category", "severity", "message"]


def test_json_without_files_and_with_a_path_that_is_not_unicode() -> None:
    assert json.loads(rendered("json", ()))["files"] == []
    odd = FileReport("caf\udce9.txt", error="x")
    assert json.loads(rendered("json", (odd,)).encode("utf-8"))["files"][0]["path"] == "caf\udce9.txt"


def test_jsonl_is_one_file_a_line() -> None:
    lines = rendered("jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(rendered("json"))["files"]


def test_nothing_found_is_one_line() -> None:
    clean = (REPORTS[1],) * 3
    assert rendered("human", clean) == "No findings in 3 files.\n"
    assert rendered("concise", clean[:1]) == "No findings in 1 file.\n"
    assert rendered("human", clean, quiet=True) == ""


def test_what_was_fixed_is_counted() -> None:
    reports = (FileReport("a.txt", ((document("Good."), ()),), fixed=2), REPORTS[0])
    assert rendered("concise", reports, width=200, applied=frozenset({Safety.SAFE})).splitlines()[-1] == (
        "Fixed 2 findings. 4 left in 1 of 2 files (2 errors, 1 warning, 1 suggestion). "
        "1 can be fixed with --fix --unsafe-fixes (see --diff first)."
    )
    assert rendered("human", reports[:1]) == "Fixed 2 findings. No findings left in 1 file.\n"


def test_two_documents_of_one_file_are_one_list() -> None:
    shared = document()
    report = FileReport("x.jsonl", ((shared, FINDINGS[3:]), (shared, FINDINGS[:2]), (shared, FINDINGS[:1])))
    assert [place.finding.rule for place in report.placed()] == ["policy-shield", "powerless", "blame-customer"]


def test_a_finding_outside_all_prose_shows_the_source() -> None:
    bare = Document("x.md", "<!-- servicelint:\nignore nothing -->", ())
    found = Finding("unused-ignore", "servicelint", Span(5, 32), Span(0, 36), "Unused.", Severity.SUGGESTION)
    assert rendered("human", (FileReport("x.md", ((bare, (found,)),)),), quiet=True, width=60) == (
        "x.md:1:6 suggestion unused-ignore\n"
        "  Unused.\n"
        "  |\n"
        "  | <!-- servicelint: ignore nothing -->\n"
        "  |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\n"
    )


def test_an_endless_sentence_is_cut_around_the_phrase() -> None:
    text = "word " * 40_000 + "our policy " + "word " * 40_000
    builder = SegmentBuilder(text)
    builder.keep(0, len(text))
    prose, source = builder.build()
    segment = Segment(*slice_normalised(prose, source, 0, len(prose)))
    at = text.index("our policy")
    found = Finding("r", "c", Span(at, at + 10), Span(0, len(text)), "m", Severity.ERROR)
    out = rendered("human", (FileReport("x.txt", ((Document("x.txt", text, (segment,)), (found,)),)),), width=80)
    assert len(out) < 1200
    assert "| … word" in out
    assert "word …" in out
    assert re.search(r"our policy.*\n  \| +\^{10}\n", out)


def test_formats_are_the_modules() -> None:
    people, programs = ["concise", "html", "human"], ["github", "gitlab", "json", "jsonl", "sarif"]
    assert reporter_names() == sorted([*people, *programs, "checkstyle", "junit", "rdjson"])
    assert "mine" in reporter_names({"mine": lambda style: make_reporter("json", style)})
    with pytest.raises(UnknownFormatError, match="choose one of: checkstyle, concise"):
        make_reporter("yaml", Style())
    with pytest.raises(UnknownFormatError):
        make_reporter("_records", Style())


@given(st.text(st.sampled_from("ab é日\N{PARTY POPPER}\u0301\u200d ")), st.integers(2, 12))
def test_wrapping_loses_only_blanks(text: str, width: int) -> None:
    ranges = wrap(text, width)
    assert "".join(text[start:end] for start, end in ranges).replace(" ", "") == text.replace(" ", "")
    assert all(end <= start for (_, end), (start, _) in pairwise(ranges))
    # A cluster of joined emoji may be measured differently alone and beside others.
    if "\u200d" not in text:
        assert all(wcswidth(text[start:end]) <= width for start, end in ranges)
