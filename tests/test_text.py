"""The map from prose back to its source: built, sliced, chained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.model import Span
from servicelint.text import INVISIBLE, NORMAL_FORMS, LineIndex, SegmentBuilder, compose, identity, slice_normalised

_PROSE = st.text(st.sampled_from("ab cd.,'\n\r\t\u00a0\u00ad\u2019\u201c\u2028\ufeff🎉é"), max_size=60)


def test_a_builder_makes_text_and_map_together() -> None:
    source = "Hi <b>Tom</b>&rsquo;s {id} end"
    builder = SegmentBuilder(source)
    builder.keep(0, 3)
    builder.gap()
    builder.keep(6, 9)
    builder.gap()
    builder.put("’", 13, 20)
    builder.keep(20, 22)
    builder.put("Xvar", 22, 26)
    builder.keep(26, 30)
    text, way = builder.build()
    assert text == "Hi Tom’s Xvar end"
    assert way.to_source(3, 6) == Span(6, 9)
    assert way.to_source(3, 8) == Span(6, 21)
    assert way.to_source(10, 11) == Span(22, 26)
    assert not way.is_verbatim(0, 6)
    assert way.is_verbatim(8, 17)
    cut, cut_way = slice_normalised(text, way, 0, len(text))
    assert cut == "Hi Tom's Xvar end"
    assert cut_way.atoms(0, len(cut)) == [(9, 13, Span(22, 26))]


def test_a_builder_refuses_to_go_back_or_to_jump() -> None:
    builder = SegmentBuilder("abcdef")
    builder.keep(0, 2)
    with pytest.raises(ValueError, match="jump"):
        builder.keep(3, 4)
    builder.gap()
    builder.keep(3, 4)
    with pytest.raises(ValueError, match="does not follow"):
        builder.keep(1, 2)


@given(_PROSE)
def test_normalised_prose_has_single_blanks_and_leads_back(source: str) -> None:
    message = identity(source)
    text, way = slice_normalised(source, message.map, 0, len(source))
    assert text == text.strip()
    assert "  " not in text
    assert not INVISIBLE & set(text)
    before = 0
    for at, char in enumerate(text):
        span = way.to_source(at, at + 1)
        assert before <= span.start < span.end <= len(source)
        before = span.end
        if char != " ":
            assert NORMAL_FORMS.get(source[span.start], source[span.start]) == char
    words = "".join(c for c in source if c not in INVISIBLE)
    expected = "".join(NORMAL_FORMS.get(c, c) for c in words).replace("\n", " ").replace("\r", " ").split()
    assert text.split() == expected


@given(st.text("abc\u00a0 ", max_size=40), st.data())
def test_chained_maps_agree_with_two_steps(source: str, data: st.DataObject) -> None:
    pick = st.lists(st.booleans(), min_size=len(source), max_size=len(source))
    lower = _pick(source, data.draw(pick))
    upper = _pick(lower[0], data.draw(st.lists(st.booleans(), min_size=len(lower[0]), max_size=len(lower[0]))))
    chained = compose(upper[1], lower[1])
    assert chained.size == len(upper[0])
    for at in range(len(upper[0])):
        step = upper[1].to_source(at, at + 1)
        assert chained.to_source(at, at + 1) == lower[1].to_source(*step)
        assert source[chained.to_source(at, at + 1).start] == upper[0][at]


def _pick(source, keep):  # type: ignore[no-untyped-def]
    builder = SegmentBuilder(source)
    for at, kept in enumerate(keep):
        if kept:
            builder.keep(at, at + 1)
        else:
            builder.gap()
    return builder.build()


def test_lines_end_at_newlines_and_carriage_returns_only() -> None:
    index = LineIndex("a\r\nb\x0cc\u2028d\re\nf")
    assert [index.position(at) for at in (0, 3, 7, 9, 11)] == [(1, 1), (2, 1), (2, 5), (3, 1), (4, 1)]
