"""British or American spelling of rewrites."""

from __future__ import annotations

import pytest

from servicelint.spelling import respelled, variety_of


@pytest.mark.parametrize(
    ("text", "variety"),
    [
        ("We apologise for the delay and cancelled your order.", "british"),
        ("We CANCELED the order at your neighbor's.", "american"),
        ("The colour on your check is the wrong color.", None),
        ("Please check the program in a while.", None),
        ("Advertise with us, exercise, and rise.", None),
        ("", None),
    ],
)
def test_variety_is_told_by_the_words_that_differ(text: str, variety: str | None) -> None:
    assert variety_of(text) == variety


def test_words_take_the_spelling_of_the_draft() -> None:
    text = "Cancelling it and ORGANISING a cheque for our centre, in your favour"
    assert respelled(text, "american") == "Canceling it and ORGANIZING a check for our center, in your favor"
    assert respelled("We'll analyze the canceled labels, check the meter and inquire.", "british") == (
        "We'll analyse the cancelled labels, check the meter and inquire."
    )
    assert respelled(text, None) == text
    # A name, or whatever else the draft says itself, is not ours to spell.
    assert respelled("The Colour Centre organises it", "american", keep="Colour Centre") == (
        "The Colour Centre organizes it"
    )
