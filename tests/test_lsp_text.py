"""Positions in the client's units, and a document that is patched in place of being read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from servicelint.lsp.patching import change_between, patched
from servicelint.lsp.positions import Encoding, Positions
from servicelint.readers import read

TEXT = st.text(st.sampled_from("ab\n\r é\u0301🙂\u2028\x0c\u00a0\u05d0"), max_size=30)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-32"])
DRAFT = (
    "Dear Zoe\u0308 🙂,\n\nThe first “one” is here,\nand  it goes on: {{ name }}. Another\u00a0one!\n\n"
    "- a point 🙂 made\n\nRegards,\nAnn\n"
)


@given(TEXT, ENCODINGS)
def test_positions_lead_back(text: str, encoding: Encoding) -> None:
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        line, column = positions.position(offset)
        before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        between = text[offset - 1 : offset + 1] == "\r\n"
        if not between:
            assert line == before.count("\n")
            assert positions.offset(line, column) == offset
        name = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
        width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        if not between:
            assert column == len(before.rpartition("\n")[2].encode(name)) // width


def test_positions_outside_the_text() -> None:
    positions = Positions("a🙂\r\nb", "utf-16")
    assert positions.offset(0, 2) == 1, "inside a surrogate pair is before it"
    assert positions.offset(0, 99) == 2, "beyond a line is its end, before CR LF"
    assert positions.offset(9, 0) == positions.offset(1, 9) == 5


@given(TEXT, TEXT)
def test_the_change_leads_from_one_text_to_the_other(old: str, new: str) -> None:
    change = change_between(old, new)
    assert old[: change.start] + new[change.start : change.stop] + old[change.end :] == new


@given(st.integers(0, len(DRAFT)), st.integers(0, 3), st.text(st.sampled_from("ab ’.,-é<{"), max_size=3))
def test_a_patched_document_is_as_if_read(at: int, gone: int, came: str) -> None:
    text = DRAFT[:at] + came + DRAFT[at + gone :]
    old = read(DRAFT.encode(), "draft.txt")[0]
    made = patched(old, text, change_between(DRAFT, text))
    if made is None:
        return
    document, number = made
    assert document.text == text
    assert document.segments[number].text != old.segments[number].text or text == DRAFT
    fresh = {
        segment.source.to_source(0, len(segment.text)): segment.text
        for segment in read(text.encode(), "a.txt")[0].segments
    }
    for segment in document.segments:
        place = segment.source.to_source(0, len(segment.text))
        # Another structure may show in a full reading; where that finds the same stretch, the words are the same.
        if place in fresh:
            assert fresh[place] == segment.text
        for offset, char in enumerate(segment.text):
            source = text[slice(*segment.source.to_source(offset, offset + 1))]
            assert char == source or char in " '\"" or "{{" in source
