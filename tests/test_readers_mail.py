"""Stored mail: a real-looking reply with everything around it, read part by part, and mail that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from servicelint.model import Document, Part
from servicelint.readers import ReadError, read
from servicelint.text import LineIndex

DATA = Path(__file__).parent / "data" / "readers"


def source_of(document: Document, segment: int) -> str:
    found = document.segments[segment]
    return document.text[slice(*found.source.to_source(0, len(found.text)))]


def texts(data: bytes, name: str = "draft.eml") -> list[str]:
    return [segment.text for document in read(data, name) for segment in document.segments]


def test_only_the_agents_own_words_of_a_reply_are_segments() -> None:
    (document,) = read((DATA / "complaint.eml").read_bytes(), "complaint.eml")
    assert [(segment.part, segment.text) for segment in document.segments] == [
        (Part.SUBJECT, "Order 4471 – where is my lamp?"),
        (Part.GREETING, "Hi Tom,"),
        (
            Part.BODY,
            "I'm sorry your lamp is late. Unfortunately it is against our policy to refund the shipping.",
        ),
        (Part.BODY, "We will get back to you soon 🙂."),
        (Part.CLOSING, "Kind regards,"),
    ]
    assert document.thread == (
        "Hello,\n\nthe lamp I paid for three weeks ago is still not here.\nThis is the second time I ask!",
    )
    assert document.channel == "email"


def test_positions_lead_into_the_quoted_printable_source() -> None:
    (document,) = read((DATA / "complaint.eml").read_bytes(), "complaint.eml")
    body = document.segments[2]
    at = body.text.index("policy")
    span = body.source.to_source(at, at + len("policy"))
    assert document.text[slice(*span)] == "polic=\ny"
    assert LineIndex(document.text).position(span.start) == (18, 70)
    assert source_of(document, 3) == "We will get back to you soon =F0=9F=99=82."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Subject: Hi\nContent-Type: text/plain; charset=iso-8859-1\n\nCaf\xe9 is open.\n", ["Hi", "Café is open."]),
        (b"Content-Type: text/plain; charset=koi8-r\n\n\xf0\xf2\xe9\xf7\xe5\xf4 all.\n", ["ПРИВЕТ all."]),
        (b"Content-Type: text/plain; charset=shift_jis\n\n\x83\x65\x83\x58\x83\x67 done.\n", ["テスト done."]),
        (b"Content-Type: text/plain; charset=no-such\n\nStill read.\n", ["Still read."]),
        (
            b"Content-Type: text/plain; format=flowed\n\nThis line goes \non here. \n\n-- \nAnna\n",
            ["This line goes on here."],
        ),
        (b"Content-Type: multipart/mixed; boundary=a\n\n--b\nContent-Type: text/plain\n\nFound.\n", ["Found."]),
        (b"Content-Type: multipart/mixed\n\nNo parts at all.\n", ["No parts at all."]),
        (b"Content-Transfer-Encoding: base64\n\nSGVsbG8gIHRoZXJl*LiBPay4=\n", ["Hello there. Ok."]),
        (
            b"Content-Type: multipart/alternative; boundary=a\n\n--a\n\nPlease view this email in HTML.\n"
            b"--a\nContent-Type: text/html\n\n<p>We are here.</p>\n--a--\n",
            ["We are here."],
        ),
        (
            b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\nMy note.\n--a\nContent-Type: message/rfc822\n\n"
            b"Subject: inner\n\nTheirs.\n--a--\n",
            ["My note."],
        ),
    ],
)
def test_charsets_and_broken_trees(data: bytes, expected: list[str]) -> None:
    assert texts(data) == expected


def test_a_mail_nested_without_end_is_refused_not_followed() -> None:
    data = b"Content-Type: multipart/mixed; boundary=b0\n\n"
    for level in range(2000):
        data += b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (level, level + 1)
    with pytest.raises(ReadError, match="nested more than 24 deep"):
        read(data, "deep.eml")


def test_outlook_history_below_the_reply_is_the_thread() -> None:
    data = (
        b"Subject: AW: Lamp\n\nWe forgot it.\n\n________________________________\nFrom: Tom <t@example.org>\n"
        b"Sent: Monday, 2 March 2026 18:20\nTo: Harbour\nSubject: Lamp\n\nWhere is it?\n"
    )
    (document,) = read(data, "x.eml")
    assert [segment.text for segment in document.segments] == ["Lamp", "We forgot it."]
    assert document.thread == ("Where is it?",)


def test_replies_between_the_quoted_lines_stay_own_text() -> None:
    data = b"> Where is it?\n\nIt left today.\n\n> And the refund?\n\nThat is against our policy.\n"
    (document,) = read(data, "x.txt")
    assert [segment.text for segment in document.segments] == ["It left today.", "That is against our policy."]
    assert document.thread == ("Where is it?\n\nAnd the refund?",)
