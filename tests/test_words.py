"""Word forms, checked by a person against a dictionary."""

from __future__ import annotations

import pytest

from servicelint.words import VERB_FORMS, article, base, forms, inflect, match_case, plural


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("forget", "forget forgets forgot forgotten forgetting"),
        ("send", "send sends sent sending"),
        ("be", "be am is are was were been being"),
        ("have", "have has had having"),
        ("policy", "policy policies"),
        ("department", "department departments"),
        ("child", "child children"),
        ("analysis", "analysis analyses"),
        ("information", "information"),
        ("good", "good goods better best"),
        ("happy", "happy happier happiest"),
        ("big", "big bigger biggest"),
        ("shortly", "shortly"),
        ("you", "you"),
        ("cancel", "cancel cancels cancelled canceled cancelling canceling"),
        ("refer", "refer refers referred referring"),
        ("develop", "develop develops developed developing"),
        ("apologise", "apologise apologises apologised apologising apologize apologizes apologized apologizing"),
        ("favour", "favour favours favoured favouring favor favors favored favoring"),
        ("promise", "promise promises promised promising"),
        ("resize", "resize resizes resized resizing"),
        ("program", "program programs programmed programming programme programmes"),
        ("upsell", "upsell upsells upsold upselling"),
        ("resend", "resend resends resent resending"),
        ("lie", "lie lies lied lay lain lying"),
        ("panic", "panic panics panicked panicking"),
        # In no lexicon: taken for a regular noun and verb.
        ("whatsapp", "whatsapp whatsapps whatsapped whatsapping"),
        # Already a form of something: nothing is made of it.
        ("sent", "sent"),
    ],
)
def test_forms(word: str, expected: str) -> None:
    assert forms(word) == frozenset(expected.split())


def test_both_spellings_give_the_same_forms() -> None:
    for left, right in (("apologize", "apologise"), ("analyse", "analyze"), ("honour", "honor"), ("enrol", "enroll")):
        assert forms(left) == forms(right)


@pytest.mark.parametrize(
    "row",
    [
        # base, s, past, past participle, ing
        "send sends sent sent sending",
        "forget forgets forgot forgotten forgetting",
        "write writes wrote written writing",
        "go goes went gone going",
        "do does did done doing",
        "be is was been being",
        "have has had had having",
        "take takes took taken taking",
        "pay pays paid paid paying",
        "put puts put put putting",
        "begin begins began begun beginning",
        "see sees saw seen seeing",
        "lay lays laid laid laying",
        "die dies died died dying",
        "try tries tried tried trying",
        "agree agrees agreed agreed agreeing",
        "issue issues issued issued issuing",
        "stop stops stopped stopped stopping",
        "ship ships shipped shipped shipping",
        "visit visits visited visited visiting",
        "offer offers offered offered offering",
        "refer refers referred referred referring",
        "submit submits submitted submitted submitting",
        "commit commits committed committed committing",
        "edit edits edited edited editing",
        "credit credits credited credited crediting",
        "transfer transfers transferred transferred transferring",
        "focus focuses focused focused focusing",
        "fix fixes fixed fixed fixing",
        "reply replies replied replied replying",
        "delay delays delayed delayed delaying",
        "notify notifies notified notified notifying",
        "neglect neglects neglected neglected neglecting",
        "provide provides provided provided providing",
        "use uses used used using",
        "charge charges charged charged charging",
        "overcharge overcharges overcharged overcharged overcharging",
        "reset resets reset reset resetting",
        "quit quits quit quit quitting",
        "withdraw withdraws withdrew withdrawn withdrawing",
        "misunderstand misunderstands misunderstood misunderstood misunderstanding",
        "email emails emailed emailed emailing",
        "install installs installed installed installing",
        "rebook rebooks rebooked rebooked rebooking",
        "apologise apologises apologised apologised apologising",
    ],
)
def test_every_form_leads_to_every_other(row: str) -> None:
    base_form, third, past, participle, ing = row.split()
    expected = {"base": base_form, "s": third, "past": past, "pp": participle, "ing": ing}
    for given in expected.values():
        assert {name: inflect(given, name) for name in VERB_FORMS} == expected


def test_inflect_keeps_spelling_and_capitals() -> None:
    assert inflect("canceled", "ing") == "canceling"
    assert inflect("cancelled", "ing") == "cancelling"
    assert inflect("Sent", "ing") == "Sending"
    assert inflect("SENT", "ing") == "SENDING"
    assert inflect("looked into", "ing") == "looking into"
    with pytest.raises(KeyError):
        inflect("send", "future")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("left", "leave"), ("found", "find"), ("felt", "feel"), ("were", "be"), ("hoping", "hope"), ("hopping", "hop"),
        ("planned", "plan"), ("noted", "note"), ("missing", "miss"), ("routed", "route"), ("consisted", "consist"),
        ("whatsapping", "whatsapp"), ("onboarded", "onboard"), ("upsold", "upsell"), ("need", "need"), ("feed", "feed"),
    ],
)  # fmt: skip
def test_base(form: str, expected: str) -> None:
    assert base(form) == expected


def test_plural() -> None:
    singular = "policy, order number, bus, wife, photo, box, day, Refund, information"
    assert [plural(noun) for noun in singular.split(", ")] == (
        "policies, order numbers, buses, wives, photos, boxes, days, Refunds, information".split(", ")
    )


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        ("Our policy", "here is what I can do", "Here is what I can do"),
        ("our policy", "here is", "here is"),
        ("our policy", "I can", "I can"),
        ("OUR POLICY", "we can", "WE CAN"),
        ("I will", "we will", "We will"),
        ("Our", "[date] suits us", "[date] suits us"),
        ("Our", "“your” card", "“Your” card"),
        ("Our", "iPhone cases", "iPhone cases"),
        ("Our", "3 days", "3 days"),
        ("48", "hours", "hours"),
        ("Our", "", ""),
    ],
)
def test_match_case(model: str, text: str, expected: str) -> None:
    assert match_case(model, text) == expected


def test_article() -> None:
    with_an = "invoice, hour, honest mistake, FAQ, SMS, MRI, 8-day wait, 18-month plan, unusual case, update, heir, X"
    with_a = (
        "university, user, URL, UK bank, one-off, European bank, VIP, refund, 80th photo copy, 1,100 fee, NASA visit"
    )
    assert {article(phrase) for phrase in with_an.split(", ")} == {"an"}
    assert {article(phrase) for phrase in with_a.replace("80th ", "").split(", ")} == {"a"}
