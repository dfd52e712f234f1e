"""What a rewrite takes from the customer's message: their name and their trouble, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.customer import name_of, trouble_of
from servicelint.regret import regret_of, topic_of


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Where is my lamp?\n\nKind regards,\nDaniel Okafor", "Daniel"),
        ("Where is my lamp? Thanks, Priya", "Priya"),
        ("Where is my lamp?\n\nDaniel Okafor\nOrder 48213", "Daniel"),
        ("Hi, my name is Siobhan and the lamp is late.", "Siobhan"),
        ("Where is my lamp? Thanks", None),
        ("Where is my lamp?\n\nThanks again", None),
        ("where is my lamp", None),
        ("Please help\n\nUrgent", None),
        ("Regards to all at Harbour Bank from us.", None),
    ],
)
def test_name(message: str, name: str | None) -> None:
    assert name_of((message,)) == name


@pytest.mark.parametrize(
    ("message", "trouble"),
    [
        ("Hello, my order still hasn't arrived. Where is it?", "your order still has not arrived"),
        ("I've been waiting for three weeks now and nobody answers!", "you have been waiting for three weeks now"),
        ("Hi. I was charged twice for our July bill, please check.", "you were charged twice for your July bill"),
        ("We can't log in to our account since Monday.", "you cannot log in to your account since Monday"),
        ("My new kettle leaks! My kettle came with a cracked lid.", "your kettle came with a cracked lid"),
        # Questions, conditions, other people's deeds and words that nobody would say back.
        ("Why has my order not arrived?", None),
        ("why does my lamp keep going dead this is bad", None),
        ("My lamp stopped working wtf guys", None),
        ("If my order has not arrived by Friday, I will call.", None),
        ("My order was the worst joke you ever sent.", None),
        ("My husband is not well.", None),
        ("The weather was bad.", None),
        ("I can't see.", None),
        ("I was charged", None),
        # Half a clause is worse than none.
        ("I can't open the green box that came with the lamp we bought from you.", None),
        ("", None),
    ],
)
def test_trouble(message: str, trouble: str | None) -> None:
    assert trouble_of((message,)) == trouble


def test_the_newest_message_tells_the_trouble_and_any_the_name() -> None:
    thread = ("My lamp has not arrived.\n\nRegards,\nBea", "My invoice is wrong as well.")
    assert (name_of(thread), trouble_of(thread)) == ("Bea", "your invoice is wrong")


@pytest.mark.parametrize(
    ("message", "regret"),
    [
        ("Your app keeps crashing on my phone!", "about the crashes"),
        ("@harbour why is the site so slow today", "about how slow it has been"),
        ("I lost all my bookmarks.", "about the missing bookmarks"),
        ("Useless!!", "that it has not worked out for you"),
        ("I tried that, but it didn't help.", "that this has not helped so far"),
        ("My kettle came yesterday. No answer to my mails since May.", "about the lack of an answer"),
        ("He passed away in May.", "for your loss"),
        ("Two of the items? I was sent damaged items.", "about the damaged items"),
        ("The driver didn't even show up.", "that nobody came"),
        ("It does not work at all.", "that it is not working for you"),
        ("This is a waste of time.", None),
        # Conditions, wishes, praise and whatever names no trouble.
        ("If it crashes I'll call.", None),
        ("Finally it no longer crashes.", None),
        ("Do you have it in blue?", None),
        ("", None),
    ],
)
def test_regret(message: str, regret: str | None) -> None:
    assert regret_of((message,)) == regret
    assert topic_of((message,)) == (regret.removeprefix("about ") if regret and "about" in regret else None)


@given(st.text(max_size=300))
def test_any_message_is_taken(message: str) -> None:
    for found in (name_of((message,)), trouble_of((message,)), regret_of((message,))):
        assert found is None or (found and "\n" not in found)
