"""Texts with several forms in one string: ICU MessageFormat, and Laravel's bars."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from servicelint.model import Document
from servicelint.readers import ReadOptions, read
from servicelint.readers.placeholders import extra_syntax, find_fields
from servicelint.readers.plurals import icu_cuts


def texts(value: str, name: str = "locales/en.json", syntax: tuple[str, ...] = ()) -> list[str]:
    """Return the segments that a locale file with this one text is read as."""
    document = one(value, name, syntax)
    for segment in document.segments:
        for at, char in enumerate(segment.text):
            if char.isalpha() and "X" not in segment.text[max(0, at - 7) : at + 1]:
                span = segment.source.to_source(at, at + 1)
                assert document.text[span.start : span.end] == char
    return [segment.text for segment in document.segments]


def one(value: str, name: str = "locales/en.json", syntax: tuple[str, ...] = ()) -> Document:
    (document,) = read(json.dumps({"a": value}).encode(), name, ReadOptions(syntax=syntax))
    return document


def test_each_branch_of_a_plural_is_read_as_text() -> None:
    assert texts("Dear {name}, {count, plural, =0 {no lamps left} one {only # lamp} other {all # lamps}} for you") == [
        "Dear Xname,", "no lamps left", "only Xvar lamp", "all Xvar lamps", "for you",
    ]  # fmt: skip
    assert texts("{w, select, a {One {n, selectordinal, offset:1 one {#st} other {#th}} lamp} other {All of it}}") == [
        "One", "Xvarst", "Xvarth", "lamp", "All of it",
    ]  # fmt: skip
    # A doubled apostrophe is one; what is quoted is no syntax.
    assert texts("{n, plural, other {They''re '{not}' # here}}") == ["They're 'Xvar' Xvar here"]


def test_formatted_values_are_values() -> None:
    assert texts("Pay {sum, number, currency} by {due, date, long}, {n, number} of {m, number, ::currency/EUR}") == [
        "Pay Xamount by Xdate, Xvar of Xamount"
    ]


def test_what_does_not_close_is_no_plural() -> None:
    for text in ("{n, plural, one {a lamp", "{n, plural, }", "{n, plural}", "{n, plural, one a}", "{n, plural,"):
        assert icu_cuts(text) == []
    assert texts("See {n, plural, one {the lamp") == ["See {n, plural, one {the lamp"]


def test_bars_part_forms_in_locale_files_only() -> None:
    laravel = "{0} No lamps yet|[1,19] Some :count lamps|[20,*] Many lamps"
    assert texts(laravel, "lang/en.json", ("colon",)) == ["No lamps yet", "Some Xvar lamps", "Many lamps"]
    assert texts("one lamp | two lamps") == ["one lamp", "two lamps"]
    assert texts("See {{ name | title }} and *|LAMP|* || more") == ["See Xname and Xvar || more"]
    assert [s.text for s in read(b"Home | About us", "a.txt")[0].segments] == ["Home | About us"]
    # By request anywhere.
    asked = read(b"one lamp|two lamps", "a.txt", ReadOptions(syntax=("choice",)))[0]
    assert [s.text for s in asked.segments] == ["one lamp", "two lamps"]


def test_a_few_words_are_a_fragment() -> None:
    assert one("Your lamp is here").fragment
    assert not one("Hi {name},\n\nyour lamp is here.\n\nBest regards").fragment
    assert not one("The lamp that you sent us is here and works again. " * 6).fragment
    mail = read(b'{"subject": "Your lamp", "body": "It is here now."}', "a.json")
    assert [document.fragment for document in mail] == [False]
    assert [document.fragment for document in read(b'{"subject": "Your lamp"}', "a.json")] == [True]
    assert not read(b"Your lamp is here", "a.txt")[0].fragment
    assert read(b'msgid "x"\nmsgstr "Your lamp is here"\n', "a.po")[0].fragment


@given(st.text(alphabet="{}#'|,=0 an", max_size=40).map(lambda text: text.replace("a", "{n, plural, other {")))
def test_cuts_stand_in_order_and_inside(text: str) -> None:
    at = 0
    for cut in icu_cuts(text):
        assert at <= cut.start < cut.end <= len(text)
        at = cut.end
    for syntax in ((), ("choice",)):
        with extra_syntax(syntax):
            at = 0
            for field in find_fields(text):
                assert at <= field.start < field.end <= len(text)
                at = field.end
