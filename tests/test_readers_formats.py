"""Every format: the same segments in every wrapping, spans that lead back, zones, fields, suppressions, bad input."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wrappings import WRAPPINGS

from servicelint.model import Document, Kind, Part
from servicelint.readers import ReadError, ReadOptions, read
from servicelint.readers.escape import escape

MESSAGES = (
    "Hi Tom,\n\nWe’re sorry about the delay… It left on 3 March & arrives “soon” 🎉.\n"
    "Thanks for waiting!\n\nKind regards,\nAnna Bell\nHarbour Lamps",
    "Subject: Your café order – {{ order_id }}\n\nDear Ms Itō,\n\nyour order will be shipped as soon as the payment of"
    "\n{{ amount }} has arrived, which usually takes two or three\nworking days. See https://harbour.example/pay?a=1&b=2.\n"
    "\n- Keep *this* mail.\n- Don’t reply <here>."
    "\n\nP.S. Call\u00a0us.",
    "Sorry to hear that, Tom! We can't help here, DM us. ^AB",
    "Hello there,\n\nThe policy says: no refunds.\nYou failed to send the form.\nWe need:\n1. the number\n2. the date\n"
    "\n-- \nAnna\n",
    "So\u00adrry\u2028that [date] is_late `rm -rf` #1 | a_b 100% \\o/ ~x~ $5 + 3 = 8",
)


def segments(data: bytes, name: str) -> list[tuple[str, str]]:
    return [(s.part.value, s.text) for document in read(data, name) for s in document.segments]


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("message", MESSAGES)
def test_a_wrapping_changes_nothing(message: str, wrapping: str) -> None:
    name, data = WRAPPINGS[wrapping](message)
    name0, data0 = WRAPPINGS["plain"](message)
    assert segments(data, name) == segments(data0, name0)


def test_the_zones_of_a_plain_draft() -> None:
    assert segments(MESSAGES[0].encode(), "x.txt") == [
        ("greeting", "Hi Tom,"),
        ("body", 'We\'re sorry about the delay… It left on 3 March & arrives "soon" 🎉. Thanks for waiting!'),
        ("closing", "Kind regards,"),
    ]
    assert segments(MESSAGES[1].encode(), "x.txt") == [
        ("subject", "Your café order – Xvar"),
        ("greeting", "Dear Ms Itō,"),
        (
            "body",
            "your order will be shipped as soon as the payment of Xamount has arrived, which usually takes two or "
            "three working days. See Xlink.",
        ),
        ("body", "Keep *this* mail."),
        ("body", "Don't reply <here>."),
        ("body", "P.S. Call us."),
    ]


def check_positions(document: Document) -> None:
    """Maps go forward only, and each verbatim run shows the same character in the source up to its spelling."""
    for segment in document.segments:
        before = 0
        for at in range(len(segment.text)):
            span = segment.source.to_source(at, at + 1)
            assert before <= span.start <= span.end <= len(document.text) or span.start >= 0
            assert span.end <= len(document.text)
            before = span.start
            char = segment.text[at]
            if char.isalnum() and char.isascii() and span.end - span.start == 1 and segment.escape != "none":
                assert document.text[span.start] == char


_TEXT = st.text(st.sampled_from("abc XY.,!?<>&*_`[](){}#-=|\\~'\"’é🎉\u00ad\u00a0\u2028\n\n\r"), max_size=120)
_NAMES = ("x.txt", "x.md", "x.html", "x.eml", "x.md.liquid", "x.html.erb")


def test_a_lone_backtick_after_code_is_text() -> None:
    assert segments(b"Say `x`, then ` again.", "x.md") == [("body", "Say Xvar, then ` again.")]


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.sampled_from(_NAMES))
def test_any_text_is_read_with_maps_that_go_forward(text: str, name: str) -> None:
    data = (b"Subject: x\n\n" if name == "x.eml" else b"") + text.encode()
    for document in read(data, name):
        check_positions(document)


@settings(max_examples=120, deadline=None)
@given(st.text(st.sampled_from("abc de.,'éß🎉’&<>=\n"), max_size=200), st.sampled_from(sorted(WRAPPINGS)))
def test_wrapped_text_is_read_with_maps_that_go_forward(text: str, wrapping: str) -> None:
    name, data = WRAPPINGS[wrapping](text)
    for document in read(data, name):
        check_positions(document)


_EDITS = st.text(st.sampled_from('abc we\'ll <b>&amp; *x* _y_ [date] # - + 1. \\ "é"🎉=|~`'), min_size=1, max_size=150)


@settings(max_examples=150, deadline=None)
@given(_EDITS, st.sampled_from(("plain", "plain_crlf", "html_page", "markdown", "eml_8bit", "eml_qp", "json_record")))
def test_an_escaped_replacement_is_read_as_it_was_meant(edit: str, wrapping: str) -> None:
    wanted = "Now " + " ".join(edit.split()) + " end"
    name, data = WRAPPINGS[wrapping]("First here.\n\nThe REPLACED word.\n\nLast.")
    (document,) = read(data, name)
    segment = next(s for s in document.segments if "REPLACED" in s.text)
    at = segment.text.index("REPLACED")
    span = segment.source.to_source(at, at + len("REPLACED"))
    written = escape(segment.escape, wanted)
    assert written is not None
    changed = document.text[: span.start] + written + document.text[span.end :]
    plain = f"First here.\n\nThe {wanted} word.\n\nLast."
    assert segments(changed.encode(), name) == segments(plain.encode(), "x.txt")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("html", "a < b & c", "a &lt; b &amp; c"),
        ("markdown", "*now*", "\\*now\\*"),
        ("markdown", "1. now", "1\\. now"),
        ("plain+json", 'say "hi"\n', 'say \\"hi\\"\\n'),
        ("plain+ascii", "café", None),
        ("plain+header", "two\nlines", None),
        ("plain+qp-lf:cp1252", "é", "=E9"),
        ("plain+qp-lf:cp1252", "→", None),
        ("none", "x", None),
    ],
)
def test_escape(kind: str, text: str, expected: str | None) -> None:
    assert escape(kind, text) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Dear {{ first_name }}, it is due {due_date}.", "it is due Xdate."),
        ("We owe you ${amount}.", "We owe you Xamount."),
        ("Pay %{total} at {{{shop_url}}}/x?y=1.", "Pay Xamount at Xlink."),
        ("<%= user.name %> wrote to *|EMAIL|* on [[date]].", "Xname wrote to Xmail on Xdate."),
        ("It is [date] and %COMPANY_NAME% knows $ORDER$.", "It is [date] and Xname knows Xvar."),
        ("Ask help@harbour.example (see www.harbour.com).", "Ask Xmail (see Xlink)."),
    ],
)
def test_fields_links_and_addresses_are_values(source: str, expected: str) -> None:
    assert segments(source.encode(), "x.txt")[-1][1] == expected


def test_control_tags_are_seams_and_templates_are_known_by_name() -> None:
    data = (
        b"<p>Hi {% if a < b %}Tom{% endif %}</p>{% comment %} servicelint: ignore x-y -- why {% endcomment %}"
        b"<p>Old news.</p>"
    )
    (document,) = read(data, "mail.html.liquid")
    assert document.kind is Kind.TEMPLATE
    assert [segment.text for segment in document.segments] == ["Hi", "Tom", "Old news."]
    (ignore,) = document.ignores
    assert (ignore.rules, ignore.reason) == (("x-y",), "why")
    assert "Old" in document.text[slice(*ignore.scope)]


@pytest.mark.parametrize("name", ["x.md", "x.html"])
def test_suppression_holds_for_the_next_block(name: str) -> None:
    data = b"<p>One.</p>\n\n<!-- servicelint: ignore a, b -- reason -->\n\n<p>Two.</p>\n\n<p>Three.</p>\n"
    (document,) = read(data, name)
    (ignore,) = document.ignores
    assert (ignore.rules, ignore.reason) == (("a", "b"), "reason")
    scope = document.text[slice(*ignore.scope)]
    assert "Two." in scope
    assert "Three" not in scope
    assert "One" not in scope


def test_markdown_keeps_what_the_customer_reads() -> None:
    data = (
        b"---\nsubject: Your lamp\n---\n# Hi\n\nYou **for**got [the form](http://x.y 'z') ![our lamp](i.png) `x`.\n\n"
        b"> Where?\n\n```\ncode\n```\n\n    indented\n\n| a \\| b | c |\n|---|---|\n| *d* | e |\n"
    )
    (document,) = read(data, "x.md")
    expected = ["Your lamp", "Hi", "You **for**got the form our lamp Xvar.", "a | b", "c", "d", "e"]
    assert [segment.text.replace("You forgot", "You **for**got") for segment in document.segments] == expected
    assert document.thread == ("Where?",)


def test_transcripts_in_text_and_json() -> None:
    text = b"[10:02] Agent Anna: We forgot it.\nSorry!\n[10:03] Tom Reed: Again?\n[10:05] Agent Anna: Yes.\n"
    (document,) = read(text, "x.txt")
    assert [(s.part, s.text) for s in document.segments] == [
        (Part.TURN, "We forgot it."),
        (Part.TURN, "Sorry!"),
        (Part.TURN, "Yes."),
    ]
    assert (document.channel, document.thread) == ("chat", ("Again?",))
    turns = [{"role": "user", "content": "Where?"}, {"role": "assistant", "content": 'It\u2019s "here" 🎉.'}]
    for data in (
        json.dumps(turns).encode(),
        json.dumps({"messages": turns}).encode(),
        "\n".join(map(json.dumps, turns)).encode(),
    ):
        name = "x.json" if data[:1] == b"[" or data.startswith(b'{"messages') else "x.jsonl"
        (document,) = read(data, name)
        (segment,) = document.segments
        assert (segment.part, segment.text) == (Part.TURN, 'It\'s "here" 🎉.')
        at = segment.text.index("🎉")
        assert document.text[slice(*segment.source.to_source(at, at + 1))] == "\\ud83c\\udf89"
        assert document.thread == ("Where?",)


def test_records_are_one_document_each() -> None:
    data = b'{"text": "One.", "context": ["Why?"], "channel": "chat"}\n\n{"text": "Two.", "context": null}\n'
    first, second = read(data, "x.jsonl")
    assert (first.channel, first.thread, second.channel, second.thread) == ("chat", ("Why?",), "email", ())
    assert first.text == second.text == data.decode()


@pytest.mark.parametrize(
    ("data", "name", "message", "line"),
    [
        (b"\x89PNG\0\0", "x.txt", "binary", None),
        (b"ok\nline \xff\n", "x.txt", "0xff at offset 8", 2),
        (b'[{"text": "a"},\n{"text" "b"}]', "x.json", "line 2, column 9", 2),
        (b'{"text": "a"}\n{oops}\n', "x.jsonl", "not valid JSON", 2),
        (b"[" * 100_000, "x.json", "cannot be read", 1),
        (b"[1, 2]", "x.json", "no message", 1),
        (b'[{"author": "Tom", "text": "a"}]', "x.json", "agent and customer", None),
        (b"Content-Type: application/pdf\n\n%PDF\n", "x.eml", "no text part", None),
    ],
)
def test_bad_input_is_named(data: bytes, name: str, message: str, line: int | None) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read(data, name)
    assert caught.value.line == line


def test_too_large_input_is_refused_and_a_long_line_read() -> None:
    with pytest.raises(ReadError, match="too large"):
        read(b"a" * 101, "x.txt", ReadOptions(max_bytes=100))
    (document,) = read(b"We are sorry. " * 50_000, "x.txt")
    assert len(document.segments[0].text) == 50_000 * 14 - 1


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 50_000,
        "<!--" * 50_000,
        '<a href="' * 20_000,
        "<" * 50_000,
        "<![-- x>",
        "<p>a</p>\n&#3 &#xfffffff; <b>\n",
    ],
)
def test_unclosed_tags_cost_no_more_than_their_length(text: str) -> None:
    (document,) = read(text.encode(), "x.html")
    assert document.text == text
