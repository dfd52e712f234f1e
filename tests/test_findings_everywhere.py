"""Over many messages: the prefilter changes nothing, the format changes nothing, every finding stands where it says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

import pytest

from servicelint.config import Config
from servicelint.engine import Linter
from servicelint.fixing import choose
from servicelint.model import Document, Finding, Kind, Safety
from servicelint.offers import AT_THE_END, FURTHER_ON
from servicelint.readers import ReadOptions, read
from tests.messages import REAL, Message, own, real
from tests.wrappings import WRAPPINGS

#: Wrappings that stand for all: an exact one, two mark-ups, and three encodings of mail.
CHOSEN = ("plain_crlf", "html_page", "html_divs", "markdown", "eml_qp", "eml_base64", "eml_flowed", "eml_alternative")
SOURCES = {"own": own, "real": real}
#: Of 3,600 messages of our own, most tests take one in so many: ``SERVICELINT_EVERY=1`` takes all (half an hour).
EVERY = int(os.environ.get("SERVICELINT_EVERY", "8"))


def document(message: Message, name: str = "draft.txt", data: bytes | None = None) -> Document:
    options = ReadOptions(channel=message.channel, kind=Kind(message.kind), context=message.thread)
    return read(message.text.encode("utf-8") if data is None else data, name, options)[0]


@pytest.fixture(params=SOURCES)
def messages(request: pytest.FixtureRequest) -> Sequence[Message]:
    found = SOURCES[request.param]()
    if not found:
        pytest.skip(f"no real messages here: name JSONL files in {REAL}")
    return found


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def said(findings: Sequence[Finding], wrapping: str) -> list[tuple[str, str]]:
    """What findings say, without where: the fingerprint holds rule, words and sentence.

    In base64 the source of a merge field or link cannot be read off the file: which fields are blanks, and where links
    lead, is left open there.
    """
    hidden = {"unfilled-blank", "website-redirect"} if wrapping == "eml_base64" else set()
    return [(finding.rule, finding.fingerprint) for finding in findings if finding.rule not in hidden]


def test_prefilter_on_is_off(messages: Sequence[Message], linter: Linter) -> None:
    documents = [document(message) for message in messages[::EVERY]]
    unfiltered = Linter(Config(prefilter=False))
    for (doc, found), (_, whole) in zip(linter.lint_many(documents), unfiltered.lint_many(documents), strict=True):
        assert found == whole, doc.text


def test_findings_stand_inside_the_source(messages: Sequence[Message], linter: Linter) -> None:
    for doc, found in linter.lint_many(document(message) for message in messages):
        for finding in found:
            assert 0 <= finding.span.start < finding.span.end <= len(doc.text)
            assert finding.sentence.contains(finding.span), (finding, doc.text)
            for rewrite in finding.rewrites:
                if rewrite.label in (AT_THE_END, FURTHER_ON):
                    assert not choose([replace(finding, rewrites=(rewrite,))], frozenset(Safety))
                    continue
                assert all(finding.sentence.contains(edit.span) for edit in rewrite.edits)


@pytest.mark.parametrize("wrapping", CHOSEN)
def test_the_format_changes_nothing(messages: Sequence[Message], linter: Linter, wrapping: str) -> None:
    # In base64 nothing tells columns from words: what stands behind a tab may be the cell of a table.
    chosen = [message for message in messages[1::EVERY] if wrapping != "eml_base64" or "\t" not in message.text]
    plain = [document(message) for message in chosen]
    wrapped = [document(message, *WRAPPINGS[wrapping](message.text)) for message in chosen]
    for (_, expected), (other, found) in zip(linter.lint_many(plain), linter.lint_many(wrapped), strict=True):
        assert said(found, wrapping) == said(expected, wrapping), other.text
