"""The phrase language: what each form finds, what it refuses, and that derived literals never hide a match."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.phrases import Lexicon, PhraseError, compile_phrase, literals, parse_phrase
from servicelint.prefilter import Prefilter
from servicelint.rule import Pattern
from servicelint.units import Unit, make_units, trim
from servicelint.words import forms

LEXICON = Lexicon({"team": ("(support|sales)? desk", "<team>"), "loop": ("@loop",)}, {"day": r"monday|\d{1,2} may"})


def found(phrase: str, text: str) -> str | None:
    match = compile_phrase(parse_phrase(phrase), LEXICON, forms).search(text)
    if match is None:
        return None
    start, end = trim(text, match.start(), match.end())
    return text[start:end]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("we will not", "Sorry, we won't do that.", "we won't"),
        ("we will not", "Sorry, we will not do that.", "we will not"),
        ("we can not", "We cannot do that.", "We cannot"),
        ("we can not", "we can't do that", "we can't"),
        ("we can", "we can't do that", None),
        ("we can", "we cannot do that", None),
        ("we can help", "we can't help", None),
        ("we can", "What we can do", "we can"),
        ("do not have", "We don't have it.", "don't have"),
        ("that is our policy", "That's our policy.", "That's our policy"),
        ("let us", "Let's go.", "Let's"),
        ("sorry but", "Sorry, but no.", "Sorry, but"),
        ("follow up", "We'll follow-up.", "follow-up"),
        ("follow-up", "We'll follow up.", "follow up"),
        ("policy", "the policyholder", None),
        ("policy !(number|document)", "your policy number", None),
        ("policy !(number|document)", "your policy says", "policy"),
        ("^our policy", "(Our policy is", "Our policy"),
        ("^our policy", "See our policy", None),
        ("closed$", "It is closed.", "closed"),
        ("closed$", "closed today", None),
        ("within ...2 hours", "within the next hours", "within the next hours"),
        ("within ... hours", "within a day. In hours", None),
        ("<forget> to send", "you forgot to send", "forgot to send"),
        ("another @team", "Another support desk will", "Another support desk"),
        ("another @team", "another teams", "another teams"),
        ("by @day", "by 12 May.", "by 12 May"),
        ("details here : @day", "Details here: monday", "Details here: monday"),
        ("no? refunds given", "Refunds given", "Refunds given"),
        ("please call you", "Pls call u", "Pls call u"),
        ("(thanks|cheers) for your order", "thx for ur order", "thx for ur order"),
        ("your", "the urn", None),
        ("reply to you", "reply to U.S. orders", None),
    ],
)
def test_finds(phrase: str, text: str, expected: str | None) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "slot"),
    [
        ("please contact {who}", "Please contact our billing department, thanks.", "our billing department"),
        ("please contact {who}", "Please contact billing and they will help.", "billing"),
        ("you {act=(failed|forgot)} to", "you forgot to", "forgot"),
        ("{what:2} is closed", "Now the big ticket is closed", "big ticket"),
    ],
)
def test_slots(phrase: str, text: str, slot: str) -> None:
    match = compile_phrase(parse_phrase(phrase), LEXICON, forms).search(text)
    assert match is not None
    name = next(iter(match.re.groupindex))
    start, end = trim(text, *match.span(name))
    assert text[start:end] == slot


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "{x", "{x:many}", "(a)?", "!(a)", "...", "see (bills?|notes)"])
def test_refuses(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse_phrase(phrase)


@pytest.mark.parametrize("phrase", ["see @nothing", "@loop"])
def test_unknown_or_circular_list(phrase: str) -> None:
    with pytest.raises(PhraseError):
        compile_phrase(parse_phrase(phrase), LEXICON, forms)


def test_literals_are_an_and_of_ors() -> None:
    node = parse_phrase("(another|a different) @team will <help> you maybe?")
    assert literals(node, LEXICON, forms) == (
        frozenset({"another", "different"}),
        frozenset({"desk", "team", "teams"}) | forms("team"),
        frozenset({"~will", "~'ll", "~won't", "~wont"}),
        forms("help"),
        frozenset({"you", "u"}),
    )


def unit(phrase: str) -> Unit:
    (made,) = make_units(Pattern((phrase,)), 0, Path("rule.toml"), LEXICON, forms)
    return made


_COMMON = "we will not can would have our policy is you us the i help to".split()
_PLAIN = st.sampled_from([*_COMMON, "do"])
_WORDS = st.sampled_from([*_COMMON, *"wont dont haven't cannot send it's don't team desk".split()])


@st.composite
def _phrases(draw: st.DrawFn) -> str:
    parts = draw(
        st.lists(
            st.one_of(
                _PLAIN,
                _PLAIN.map(lambda word: word + "?"),
                st.tuples(_PLAIN, _PLAIN).map(lambda pair: f"({pair[0]}|{pair[1]} the)"),
                st.just("<send>"),
                st.just("@team"),
                st.just("..."),
                st.just("{x:2}"),
            ),
            max_size=4,
        )
    )
    return " ".join([*parts, draw(_PLAIN)])


@given(_phrases(), st.lists(_WORDS, max_size=9), st.sampled_from([" ", ", ", "-"]))
def test_prefilter_never_hides_a_match(phrase: str, words: list[str], separator: str) -> None:
    text = separator.join(words)
    node = parse_phrase(phrase)
    if compile_phrase(node, LEXICON, forms).search(text):
        prefilter = Prefilter([literals(node, LEXICON, forms)], frozenset({0}))
        assert prefilter.scan(text, [(0, len(text))])[0].units | prefilter.always == frozenset({0})


@pytest.mark.parametrize("row", ["*" * 300, "_" * 300, "-" * 300, "a-" * 150, "a," * 150])
def test_a_row_of_marks_is_cut_into_words_in_one_way(row: str) -> None:
    # With a choice at every mark this would not end.
    assert unit("^ {what:4} (is|are) (a|an) ...6 lamp").find_text(f"Note {row} we look at it") == ()


@pytest.mark.parametrize(
    ("phrase", "verb"),
    [
        ("do not help", "do"),
        ("did not help", "did"),
        ("should not help", "should"),
        ("(do|does) not ...2 help", "does"),
    ],
)
@pytest.mark.parametrize("negation", ["n't", "nt", " not"])
def test_a_phrase_may_begin_with_a_contraction(phrase: str, verb: str, negation: str) -> None:
    text = f"We {verb}{negation} help you."
    assert [text[hit.start : hit.end] for hit in unit(phrase).find_text(text)] == [f"{verb}{negation} help"]


@given(_phrases(), st.lists(_WORDS, max_size=9), st.sampled_from([" ", ", ", "-", " - ", ' "', "/"]))
def test_looking_only_where_a_match_can_begin_finds_the_same(phrase: str, words: list[str], separator: str) -> None:
    text = separator.join(words)
    regex = compile_phrase(parse_phrase(phrase), LEXICON, forms)
    everywhere = [trim(text, match.start(), match.end()) for match in regex.finditer(text)]
    assert [(hit.start, hit.end) for hit in unit(phrase).find_text(text)] == everywhere


def test_a_comma_may_stand_without_its_blank() -> None:
    regex = compile_phrase(parse_phrase("kindly note"), LEXICON, forms)
    assert regex.search("dear,kindly note")
    assert regex.search("kindly,note")
    assert not regex.search("unkindly note")
