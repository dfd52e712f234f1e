"""What a rule file's words mean when drafts are checked: exceptions, requirements, places, limits, captures."""

from __future__ import annotations

from pathlib import Path

import pytest

from servicelint.checks import sibling
from servicelint.draft import sentences_of
from servicelint.matching import clause_of
from servicelint.quoting import in_quotes, quoted_sentences
from tests.packs import document, findings, flagged, pipeline

SOON = '[[match]]\nphrases = ["soon"]\n'


def unless(within: str) -> str:
    return SOON + f'[[unless]]\nphrases = ["by friday"]\nwithin = "{within}"\n'


@pytest.mark.parametrize(
    ("within", "text", "count"),
    [
        ("match", "Soon, by Friday, we write.", 1),
        ("clause", "Soon by Friday we write.", 0),
        ("clause", "We write soon, but we pay by Friday.", 1),
        ("sentence", "We write soon, but we pay by Friday.", 0),
        ("sentence", "We write soon. We pay by Friday.", 1),
        ("next", "We write soon. We pay by Friday.", 0),
        ("next", "We pay by Friday. We write soon.", 1),
        ("nearby", "We pay by Friday. We write soon.", 0),
        ("nearby", "We pay by Friday. Really. We write soon.", 1),
        ("earlier", "We pay by Friday. Really. We write soon.", 0),
        ("earlier", "We write soon. We pay by Friday.", 1),
        ("earlier", "By Friday we write soon.", 0),
        ("draft", "We write soon. Really.\n\nTruly. We pay by Friday.", 0),
    ],
)
def test_an_exception_cancels_within_its_stretch(tmp_path: Path, within: str, text: str, count: int) -> None:
    assert len(flagged(pipeline(tmp_path, {"r": unless(within)}), text)) == count


def test_an_exception_in_the_thread(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"r": unless("thread")})
    assert flagged(pipe, "We write soon.", thread=("Hello. Send it by Friday please",)) == []
    assert flagged(pipe, "We write soon.", thread=("Hello.",)) == ["soon"]


def test_a_requirement_must_be_met(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"r": SOON + '[[requires]]\nphrases = ["refund"]\n'})
    assert flagged(pipe, "We write soon. Your refund is on its way.") == ["soon"]
    assert flagged(pipe, "We write soon.") == []


def test_places(tmp_path: Path) -> None:
    text = "Subject: soon\n\nDear Ana,\n\nOne soon. Two soon. Three soon.\n\nKind regards,\nBo"
    for place, lines in {"subject": 1, "opening": 2, "body": 3, "last": 1}.items():
        pipe = pipeline(tmp_path, {"r": f'where = ["{place}"]\n' + SOON})
        assert len(flagged(pipe, text)) == lines, place


def test_limit_counts_matches_of_the_draft(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"r": 'scope = "draft"\nlimit = 2\n' + SOON})
    assert flagged(pipe, "Soon. Soon.") == []
    found = findings(pipe, "Soon. Soon. Soon. Soon.")
    assert [finding.span.start for finding in found] == [12, 18]


def test_missing_marks_what_asked_for_it(tmp_path: Path) -> None:
    rule = 'scope = "draft"\nexpect = "missing"\n[[match]]\nphrases = ["anything else"]\n'
    rule += '[[requires]]\nphrases = ["goodbye"]\n'
    pipe = pipeline(tmp_path, {"r": rule})
    assert flagged(pipe, "All is done. Goodbye then.") == ["Goodbye"]
    assert flagged(pipe, "Is there anything else? Goodbye then.") == []
    assert flagged(pipe, "All is done.") == []


def test_words_in_quotation_marks_are_mentioned_not_said(tmp_path: Path) -> None:
    text = 'I will not say "we write soon" to you.'
    assert flagged(pipeline(tmp_path, {"r": SOON}), text) == []
    assert flagged(pipeline(tmp_path, {"r": "quotes = true\n" + SOON}), text) == ["soon"]


def test_one_finding_a_phrase_and_rule(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"r": '[[match]]\nphrases = ["very soon", "soon", "soon enough"]\n'})
    assert flagged(pipe, "We write very soon enough, or soon.") == ["very soon", "soon"]


def test_a_rule_that_refines_another_takes_its_place(tmp_path: Path) -> None:
    rules = {"a": SOON, "b": 'supersedes = ["a"]\n[[match]]\nphrases = ["very soon"]\n'}
    pipe = pipeline(tmp_path, rules)
    assert [finding.rule for finding in findings(pipe, "Very soon, or soon.")] == ["b", "a"]


def test_channel_kind_and_severity(tmp_path: Path) -> None:
    head = 'channels = ["chat"]\nkinds = ["draft"]\nseverity_in = { chat = "suggestion" }\n'
    pipe = pipeline(tmp_path, {"r": head + SOON})
    assert flagged(pipe, "Soon.") == []
    assert flagged(pipe, "Soon.", channel="chat", kind="template") == []
    assert [finding.severity.label for finding in findings(pipe, "Soon.", channel="chat")] == ["suggestion"]


def test_a_wording_that_is_less_sure_than_its_rule(tmp_path: Path) -> None:
    loose = SOON + 'severity = "suggestion"\n[[match]]\nphrases = ["some day"]\n'
    raised = 'severity_in = { chat = "error" }\n' + loose
    pipe = pipeline(tmp_path, {"r": raised})
    for channel, sure in (("email", "warning"), ("chat", "error")):
        assert [one.severity.label for one in findings(pipe, "Soon.", channel=channel)] == ["suggestion"]
        assert [one.severity.label for one in findings(pipe, "Some day.", channel=channel)] == [sure]


def test_severity_with_and_without_the_customers_message(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"r": 'severity_in = { no-thread = "suggestion", thread = "error" }\n' + SOON})
    assert [finding.severity.label for finding in findings(pipe, "Soon.")] == ["suggestion"]
    assert [finding.severity.label for finding in findings(pipe, "Soon.", thread=("When?",))] == ["error"]


def test_checks_of_one_folder_share_a_module(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "shared.py").write_text('WORD = "soon"\n', "utf-8")
    (folder / "check.py").write_text(
        "from servicelint.checks import sibling\nfrom servicelint.units import Hit\n"
        'shared = sibling(__file__, "shared")\n\n\n'
        "def find(draft):\n"
        "    for sentence in draft.sentences:\n"
        "        at = sentence.text.find(shared.WORD)\n"
        "        if at >= 0:\n"
        "            yield sentence, Hit(at, at + 4, {})\n",
        "utf-8",
    )
    pipe = pipeline(tmp_path, {"r": '[[match]]\npython = "check:find"\nanchors = ["soon"]\n'})
    assert flagged(pipe, "We write soon.") == ["soon"]


def test_what_checks_share_is_asked_once_a_draft(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "check.py").write_text(
        "from servicelint.checks import once\nfrom servicelint.units import Hit\n\n"
        "asked = []\n\n\n"
        "@once\ndef soon(draft):\n"
        "    asked.append(draft.plain)\n"
        "    return [sentence for sentence in draft.sentences if 'soon' in sentence.text]\n\n\n"
        "def first(draft):\n    return [(sentence, Hit(0, 2, {})) for sentence in soon(draft)]\n\n\n"
        "def second(draft):\n    return [(sentence, Hit(3, 5, {})) for sentence in soon(draft)]\n",
        "utf-8",
    )
    check = '[[match]]\npython = "check:{}"\nanchors = ["soon"]\n'
    pipe = pipeline(tmp_path, {"r": check.format("first"), "s": check.format("second")})
    assert flagged(pipe, "We go soon.\n\nIt is soon.") == ["We", "go", "It", "is"]
    assert flagged(pipe, "Be it soon.") == ["Be", "it"]
    assert sibling(str(folder / "r.toml"), "check").asked == ["We go soon.\n\nIt is soon.", "Be it soon."]


def test_a_module_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImportError, match=r"no file other\.py beside check\.py"):
        sibling(str(tmp_path / "check.py"), "other")


def test_a_rule_that_needs_a_thread_is_silent_without(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"r": "needs_thread = true\n" + SOON})
    assert flagged(pipe, "Soon.") == []
    assert flagged(pipe, "Soon.", thread=("When?",)) == ["Soon"]


TOKENS = """[[match]]
tokens = [{ LOWER = "you" }, { LOWER = "n't", OP = "?" }, { WORD = "forget" }, { LOWER = "to" },
          { POS = "VERB", as = "act" }, { POS = { IN = ["DET", "ADJ", "NOUN"] }, OP = "+", as = "thing" }]
rewrites = ["we miss {thing}, please {act.base} {thing.phrase} or start {act.ing}"]
"""


def test_token_slots_and_verb_forms(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"r": TOKENS})
    (finding,) = findings(pipe, "Sorry, you forgot to attach the big photo of it.")
    assert finding.rewrites[0].text == "we miss the big photo, please attach the big photo of it or start attaching"


ELSE = """[[match]]
phrases = ["{ty=many thanks|thanks}? for ordering {thing}"]
rewrites = ["{ty|thank you}, {thing|it} is on its way"]
"""


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("Many thanks for ordering tea.", "many thanks, tea is on its way"),
        ("A cup for ordering tea.", "thank you, tea is on its way"),
    ],
)
def test_a_slot_that_caught_nothing_says_its_own_words(tmp_path: Path, draft: str, said: str) -> None:
    (finding,) = findings(pipeline(tmp_path, {"r": ELSE}), draft)
    assert finding.rewrites[0].text.lower() == said


DEPS = """[[match]]
deps = [
  { RIGHT_ID = "fail", RIGHT_ATTRS = { WORD = ["fail", "forget"] } },
  { LEFT_ID = "fail", REL_OP = ">", RIGHT_ID = "you", RIGHT_ATTRS = { LOWER = "you", DEP = "nsubj" } },
  { LEFT_ID = "fail", REL_OP = ">", RIGHT_ID = "act", RIGHT_ATTRS = { DEP = "xcomp" } },
  { LEFT_ID = "act", REL_OP = ">", RIGHT_ID = "thing", RIGHT_ATTRS = { DEP = "dobj" } },
]
rewrites = ["we still need {thing.phrase}"]
"""


def test_a_dependency_rule_covers_what_its_rewrite_uses(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"r": DEPS})
    text = "Unfortunately you forgot to attach a photo of the damage."
    (finding,) = findings(pipe, text)
    assert text[finding.span.start : finding.span.end] == "you forgot to attach a photo of the damage"
    edit = finding.rewrites[0].edits[0]
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == (
        "Unfortunately we still need a photo of the damage."
    )
    assert flagged(pipe, "If we failed to attach a photo, tell us.") == []


@pytest.mark.parametrize("rule", [TOKENS, DEPS, SOON])
def test_findings_do_not_depend_on_prefilter_or_company(tmp_path: Path, rule: str) -> None:
    text = "You forgot to attach a photo. We write soon. Did you forget to sign the form?"
    alone = findings(pipeline(tmp_path, {"r": rule}), text)
    assert alone
    assert findings(pipeline(tmp_path, {"r": rule}, prefilter=False), text) == alone


def test_clause_of() -> None:
    text = "Sorry about that, but you must call them; we are closed."
    start = text.index("call")
    assert text[slice(*clause_of(text, start, start + 4))] == "you must call them"


def test_in_quotes_needs_words_around() -> None:
    assert in_quotes('I know "it is our policy" hurts.', 8, 24)
    assert not in_quotes('"It is our policy."', 1, 17)


@pytest.mark.parametrize(
    ("text", "thread", "said"),
    [
        # What the customer wrote is theirs, wherever the lines break.
        ("As I said before, the tap drips. We'll come.", ("As I said before,\nthe tap drips.",), ["We'll come."]),
        ("The tap drips. We'll come.", ("The tap drips.",), ["The tap drips.", "We'll come."]),  # too short to tell
        ("john p said\nNo use at all, this.\n\nTry the other tap.", (), ["Try the other tap."]),
        ("Maria K. wrote:\nIt leaks.\n\nIt should not.", (), ["It should not."]),
        (
            "We'll keep you posted.\nUntil then, turn it off.",
            (),
            ["We'll keep you posted.", "Until then, turn it off."],
        ),
        ("This is what you said\nyesterday.", (), ["This is what you said yesterday."]),
        ("john p said\nnothing works, no idea why.\n\nTry the other tap.", (), ["Try the other tap."]),
        # The answer on the next line, where it is known what the customer wrote.
        (
            "john p said\nThe left tap drips all night. Help! Try the other tap.",
            ("The left tap drips all night. Help!",),
            ["Try the other tap."],
        ),
        ("john p said\nThe left tap drips all night. Help!", ("The left tap drips all night.",), ["Help!"]),
        ("john p said\nThe left tap drips all night. Help!", ("Something else.",), []),
    ],
)
def test_quoted_sentences(text: str, thread: tuple[str, ...], said: list[str]) -> None:
    sentences = sentences_of(document(text))
    quoted = quoted_sentences(sentences, thread)
    assert [one.text for one in sentences if one.index not in quoted] == said
