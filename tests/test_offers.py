"""Which rewrites are offered: facts are kept, another way is tried where the first one would lose one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packs import findings, pipeline

from servicelint.api import lint
from servicelint.config import Config
from servicelint.draft import sentences_of
from servicelint.engine import Linter
from servicelint.facts import facts
from servicelint.fixing import apply_edits
from servicelint.model import Kind, Safety
from servicelint.offers import plain_sentences
from servicelint.pipeline import Pipeline
from servicelint.quieting import quiet
from servicelint.readers import read
from servicelint.reporters._excerpt import Excerpts
from servicelint.rewriting import Proposal, behind, narrowed
from servicelint.soundness import added, in_place
from servicelint.voice import singular

RULES = {
    "wall": '[[match]]\nphrases = ["our policy"]\nreplace = "sentence"\nrewrites = ["What would help you most?"]\n',
    "bear": '[[match]]\nphrases = ["bear with us"]\nrewrites = ["wait until [date]"]\n',
    "sad": '[[match]]\nphrases = ["we are (so|) sad to say (that|)"]\nrewrites = ["{nothing}"]\n',
    "must": '[[match]]\nphrases = ["you must reply today"]\nrewrites = ["you could reply today"]\n',
    "alone": '[[match]]\nphrases = ["no help"]\nreplace = "sentence"\n'
    'rewrites = ["{sentence} I\'ll find somebody."]\n[[unless]]\nphrases = ["find somebody"]\nwithin = "next"\n',
    "stuck": '[[match]]\nphrases = ["you are stuck"]\n',
    "sorry": '[[match]]\nphrases = ["sorry for the bother"]\nrewrites = ["sorry that [what happened]"]\n',
    "tail": '[[match]]\nphrases = ["no refunds"]\nreplace = "sentence"\n'
    'rewrites = ["{sentence} What were you hoping for?"]\n[[unless]]\nphrases = ["hoping for"]\nwithin = "next"\n',
    "away": '[[match]]\nphrases = ["see our site"]\nreplace = "sentence"\n'
    'rewrites = ["{sentence} Just reply here.", "{sentence} In short: [the answer]."]\n'
    '[[unless]]\nphrases = ["reply here", "in short"]\nwithin = "draft"\n',
}


LEND = """
[[match]]
phrases = ["we cannot lend the tent"]
rewrites = [{ text = "{sentence} You can have [another one].", replace = "sentence" }]
[[match.unless]]
phrases = ["you can have"]
within = "draft"
"""


@pytest.fixture(scope="module")
def pipe(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return pipeline(Path(tmp_path_factory.mktemp("pack")), RULES)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # Nothing is lost.
        ("Sadly our policy is firm.", "What would help you most?"),
        # The clause beside the fault has the fact, and stands alone.
        (
            "Our policy is firm, but your parcel 4471 left on Monday.",
            "What would help you most? Your parcel 4471 left on Monday.",
        ),
        (
            "Your parcel 4471 left on Monday, but our policy is firm.",
            "Your parcel 4471 left on Monday. What would help you most?",
        ),
        # The fault has it: it is named before, with its noun, or a link after.
        ("Our policy does not cover order 4471.", "About order 4471: what would help you most?"),
        ("Our policy gives you 5 working days.", None),
        (
            "Our policy stands at https://example.com/terms today.",
            "What would help you most? Here is the link: https://example.com/terms",
        ),
        # A number that says nothing by itself: no good sentence can be made.
        ("Our policy has 3 parts.", None),
        ("Sorry Amina, our policy is firm.", "Sorry Amina. What would help you most?"),
        # What another rule flags in the new sentence is mended too.
        (
            "We are so sad to say that no refunds are given.",
            "No refunds are given. What were you hoping for?",
        ),
        # What is added stands before the sign-off, and not between a sentence and the link that it announces.
        ("We give no refunds /JP", "We give no refunds. What were you hoping for? /JP"),
        ("We give no refunds ^AB", "We give no refunds. What were you hoping for? ^AB"),
        ("We give no refunds -Thanks- Ivo", "We give no refunds. What were you hoping for? -Thanks- Ivo"),
        ("We give no refunds.Thanks=Ivo", "We give no refunds. What were you hoping for? Thanks=Ivo"),
        ("We give no refunds for the shell-Ivo", "We give no refunds for the shell. What were you hoping for? -Ivo"),
        ("We give no refunds for Coca-Cola", "We give no refunds for Coca-Cola. What were you hoping for?"),
        (
            "We give no refunds, see here: https://example.com/r",
            "We give no refunds, see here: https://example.com/r. What were you hoping for?",
        ),
        ("We give no refunds, as you can read here.\n\nhttps://example.com/r", None),
        # Nor behind a heading, in a piece of a message, or where a clause that ends it would go on.
        ("No refunds", None),
        ("We give no refunds 1/2", None),
        ("We give no refunds >>", None),
        ("We give no refunds for:\n\n- boats", None),
        ("We give no refunds with this fare plus >>", None),
        ("We give no refunds...", "We give no refunds... What were you hoping for?"),  # a mail that trails off is whole
        ("1/2 We give no refunds.", None),
        # A question, but not before the sentence that answers it.
        ("We give no refunds. Thanks for asking.", "We give no refunds. What were you hoping for?"),
        ("We give no refunds. Please ask the shop instead.", None),
        ("We give no refunds. But the shop does.", None),
        ("Sorry for the bother, again.", "Sorry that [what happened]"),
        ("Sorry for the bother and we will call.", "Sorry that [what happened]"),
        ("Sorry for the bother setting up the line.", None),
        # A summary behind a link, but not behind what follows it.
        (
            "Do not reply. For knots see our site https://example.com/k",
            "For knots see our site https://example.com/k. In short: [the answer].",
        ),
        ("Do not reply. For knots see our site https://example.com/k or come to the next open day", None),
        # An invitation to reply, but not where one stands already, a question asks for a reply, or nobody reads it.
        ("For knots see our site.", "For knots see our site. Just reply here."),
        ("🙂 We are sad to say that no refunds are given.", "🙂 No refunds are given. What were you hoping for?"),
        ("For knots see our site. Let us know how it goes.", "For knots see our site. In short: [the answer]."),
        ("For knots see our site. Which of them do you need?", "For knots see our site. In short: [the answer]."),
        ("This mailbox is not monitored. For knots see our site.", "For knots see our site. In short: [the answer]."),
        ("This is an automated message. For knots see our site.", "For knots see our site. In short: [the answer]."),
        ("For knots see our site. We're only a message away.", "For knots see our site. In short: [the answer]."),
        (
            "For knots see our site. The book has a chapter on each of them, and the last one is on splices.",
            "The book has a chapter on each of them, and the last one is on splices. Just reply here.",
        ),
        (
            "For knots see our site. The last page there is on splices, which you asked about. Have a good day!",
            "The last page there is on splices, which you asked about. Just reply here.",
        ),
        (
            "For knots see our site. The last page there is on splices, which you asked about /Bo",
            "The last page there is on splices, which you asked about. Just reply here. /Bo",
        ),
        (
            "For knots see our site. The last page there is on splices. Let us know how it goes with them. /Bo",
            "For knots see our site. In short: [the answer].",
        ),
        # A link further on is part of where the reader is sent.
        ("For knots see our site. It is here: https://k.org", "It is here: https://k.org. Just reply here."),
        ("For knots see our site. Tweet back whenever you like.", "For knots see our site. In short: [the answer]."),
        ("We can't advise on splices. For knots see our site.", "For knots see our site. In short: [the answer]."),
        ("To all keepers of knots:\n\nFor knots see our site.", "For knots see our site. In short: [the answer]."),
        ("For knots see our site. Knots, again 😂", "For knots see our site. In short: [the answer]."),
        # Nobody says "I" in an automatic mail.
        ("No help for that knot.", "No help for that knot. I'll find somebody."),
        ("This is an automated message. No help for that knot.", None),
        ("This is my automated message. No help for that knot.", "No help for that knot. I'll find somebody."),
        # A stock sentence does not take the place of an explanation.
        (
            "Our policy protects growers, whose harvest suffers when late cancellations leave crates rotting.",
            None,
        ),
    ],
)
def test_first_rewrite(pipe: Pipeline, text: str, first: str | None) -> None:
    found = [
        finding for finding in findings(pipe, text) if finding.rule.endswith(("wall", "tail", "away", "sorry", "alone"))
    ]
    offered = [rewrite.text for rewrite in found[0].rewrites]
    assert (offered[0] if offered else None) == first
    for rewrite in found[0].rewrites:
        assert not facts(text) - facts(rewrite.text)
        assert not findings(pipe, rewrite.text)


def test_an_invitation_to_reply_goes_to_the_end_of_the_message(pipe: Pipeline) -> None:
    text = "For knots see our site. The last page there is on splices, which you asked about. Have a good day!"
    (found,) = findings(pipe, text)
    assert found.rewrites[0].label == "at the end of the message"
    assert apply_edits(text, found.rewrites[0].edits) == (
        "For knots see our site. The last page there is on splices, which you asked about. Just reply here. "
        "Have a good day!"
    )


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Three are left - Asha", "Three are left. You can have [another one]. - Asha"),
        (
            "Three are left - https://tents.example/a",
            "Three are left - https://tents.example/a. You can have [another one].",
        ),
    ],
)
def test_a_name_signs_and_a_link_does_not(tmp_path: Path, text: str, new: str) -> None:
    rule = """
[[match]]
phrases = ["three are left"]
rewrites = [{ text = "{sentence} You can have [another one].", replace = "sentence" }]
[[match.unless]]
phrases = ["you can have"]
within = "draft"
"""
    (rewrite,) = findings(pipeline(tmp_path, {"left": rule}), text, channel="chat")[0].rewrites
    assert apply_edits(text, rewrite.edits) == new


def test_what_is_added_lets_the_next_sentence_go_on(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"refusal": LEND})
    for text, label, new in (
        (
            "We cannot lend the tent. It leaks. We open at 9.",
            "further on",
            "We cannot lend the tent. It leaks. You can have [another one]. We open at 9.",
        ),
        (
            "We cannot lend the tent. Please attach the form. We open at 9.",
            "further on",
            "We cannot lend the tent. Please attach the form. You can have [another one]. We open at 9.",
        ),
        (
            "We cannot lend the tent. We open at 9.",
            "",
            "We cannot lend the tent. You can have [another one]. We open at 9.",
        ),
    ):
        (rewrite,) = findings(pipe, text)[0].rewrites
        assert (rewrite.label, apply_edits(text, rewrite.edits)) == (label, new)
    for text in (
        "We cannot lend the tent. It leaks. It smells. It is old.",
        "We cannot lend the tent.\n\nhttps://a.example",
        "We cannot lend the tent. It is torn (see page 4. Note 2 there) since May.",
    ):
        assert findings(pipe, text)[0].rewrites == ()


def test_the_rewrite_of_the_whole_sentence_serves_every_finding_in_it(tmp_path: Path) -> None:
    short = '[[match]]\nphrases = ["tmrw"]\nrewrites = ["tomorrow"]\n'
    gate = '[[match]]\nphrases = ["(tmrw|tomorrow) {more}"]\nreplace = "sentence"\n'
    gate += 'rewrites = ["{sentence} I can meet you."]\n[[unless]]\nphrases = ["i can meet you"]\nwithin = "draft"\n'
    pipe = pipeline(tmp_path, {"gate": gate, "short": short})
    whole = "Be there tomorrow ok. I can meet you."
    made = {one.rule: [rewrite.text for rewrite in one.rewrites] for one in findings(pipe, "Be there tmrw ok.")}
    assert made == {"gate": [whole], "short": [whole]}
    # In a finding that is much longer, the word is changed by itself.
    made = {one.rule: one.rewrites[0].text for one in findings(pipe, "Be there tmrw at the southern gate.")}
    assert made["short"] == "tomorrow"


def test_a_word_keeps_its_capital_where_a_full_stop_is_missing(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"short": '[[match]]\nphrases = ["(tmrw|t)"]\nrewrites = ["tomorrow"]\n'})
    for text, new in (("It is row 45 Tmrw we open.", "Tomorrow"), ("Come T with the tent.", "tomorrow")):
        assert findings(pipe, text)[0].rewrites[0].text == new


def test_what_begins_behind_a_mere_name_keeps_its_capital(tmp_path: Path) -> None:
    pipe = pipeline(
        tmp_path, {"thanks": '[[match]]\nphrases = ["thank you for ...2 tent"]\nrewrites = ["we have it"]\n'}
    )
    for text, new in (
        ("{shop} Thank you for the tent from Leeds.", "We have it"),
        ("Ana Thank you for the tent from Leeds.", "We have it"),
        ("The crew and Thank you for the tent from Leeds.", "we have it"),
    ):
        assert findings(pipe, text, kind="template")[0].rewrites[0].text == new


def test_a_clause_that_points_back_to_the_one_taken_out_goes_with_it(pipe: Pipeline) -> None:
    assert findings(pipe, "Our policy is firm, but that left on Monday.")[0].rewrites == ()


def test_filler_has_no_facts_to_keep() -> None:
    text = "Dear {name},\n\nyour seat is row 4.\n\nRook Lane, City, State 12345"
    (found,) = findings(Linter(Config(select=("unfilled-blank",))).pipeline, text, kind="template")
    assert [one.text for one in found.rewrites] == ["[what belongs here]"]


def test_what_stands_further_on_is_not_joined_with_a_rewrite_of_the_sentence(tmp_path: Path) -> None:
    matter = '[[match]]\nphrases = ["this matter"]\nrewrites = ["that"]\n'
    pipe = pipeline(tmp_path, {"refusal": LEND, "vague": matter})
    text = "We cannot lend the tent in this matter. It leaks. We open at 9."
    added = "We cannot lend the tent in this matter. It leaks. You can have [another one]. We open at 9."
    changed = "We cannot lend the tent in that. It leaks. We open at 9."
    made = {found.rule: [apply_edits(text, one.edits) for one in found.rewrites] for found in findings(pipe, text)}
    assert made == {"refusal": [added], "vague": [changed]}


def test_what_stands_before_a_sentence_does_not_take_it_along(tmp_path: Path) -> None:
    rule = """
[[match]]
phrases = ["we cannot lend the tent"]
rewrites = [{ text = "Sorry about that. Can I help? {sentence}", replace = "sentence" }]
[[match.unless]]
phrases = ["can I help"]
within = "draft"
"""
    (found,) = findings(pipeline(tmp_path, {"refusal": rule}), "We cannot lend the tent. It leaks. We open at 9.")
    assert [one.label for one in found.rewrites if one.label] == []


def test_nothing_is_put_before_a_sentence_that_goes_on_from_another(tmp_path: Path) -> None:
    rule = """
[[match]]
phrases = ["look at the roof"]
rewrites = [{ text = "I see. {sentence}", replace = "sentence" }, "mend it"]
[[match.unless]]
phrases = ["i see"]
within = "draft"
"""
    pipe = pipeline(tmp_path, {"roof": rule})
    for draft, first in (
        ("We look at the roof.", "I see. We look at the roof."),
        ("Then we look at the roof.", "mend it"),
    ):
        assert findings(pipe, draft)[0].rewrites[0].text == first


def test_what_joined_a_clause_to_the_one_left_out_goes_with_it(tmp_path: Path) -> None:
    rule = '[[match]]\nphrases = ["you matter to us"]\nrewrites = ["{nothing}"]\n'
    pipe = pipeline(tmp_path, {"matter": rule})
    for text, first in (
        ("You matter to us, and we are open on Sunday.", "We are open on Sunday."),
        ("You matter to us and always will.", "And always will."),
    ):
        (found,) = findings(pipe, text)
        assert apply_edits(text, found.rewrites[0].edits) == first


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("Our bridge is shut. Sorry for the inconvenience.", "template", "We're sorry that [what went wrong]"),
        ("The bridge is shut. Sorry for the inconvenience.", "template", "We're sorry that [what went wrong]"),
        ("Our bridge is shut. Sorry for the inconvenience.", "draft", "I'm sorry that [what went wrong]"),
        (
            "My bridge is one of our bridges. Sorry for the inconvenience.",
            "template",
            "I'm sorry that [what went wrong]",
        ),
    ],
)
def test_a_template_that_never_says_i_says_we_in_its_rewrites(text: str, kind: str, first: str) -> None:
    found = findings(Linter(Config(select=("empty-apology",))).pipeline, text, kind=kind)
    assert [one.rewrites[0].text for one in found] == [first]


def test_a_template_tells_nothing_of_one_customer(tmp_path: Path) -> None:
    rule = '[[match]]\nphrases = ["you matter"]\nreplace = "sentence"\n'
    rule += 'rewrites = ["For you, [what was done for this customer]."]\n'
    pipe = pipeline(tmp_path, {"matter": rule})
    assert findings(pipe, "You matter.")[0].rewrites
    assert not findings(pipe, "You matter.", kind="template")[0].rewrites


def test_a_rewrite_with_a_condition_is_for_where_it_holds(tmp_path: Path) -> None:
    rule = """
rewrites_for_all = [
  { text = "Your tent arrives on [date]", requires = [{ phrases = ["tent"], within = "sentence" }] },
]
[[match]]
phrases = ["it is coming"]
rewrites = [{ text = "Look out for it", unless = [{ phrases = ["rain"], within = "draft" }] }, "It left us"]
"""
    pipe = pipeline(tmp_path, {"coming": rule})
    for text, offered in (
        ("Your tent, it is coming.", ["Your tent arrives on [date]", "Look out for it", "It left us"]),
        ("It is coming.", ["Look out for it", "It left us"]),
        ("It is coming. We have rain.", ["It left us"]),
    ):
        assert [one.text for one in findings(pipe, text)[0].rewrites] == offered, text


def test_a_condition_is_looked_for_in_the_draft_as_rewritten(tmp_path: Path) -> None:
    sees = """
[[match]]
phrases = ["see our page"]
rewrites = [{ text = "{sentence} It is coming.", replace = "sentence" }]
[[match.unless]]
phrases = ["(coming|arrives)"]
within = "draft"
"""
    comes = """
[[match]]
phrases = ["it is coming"]
rewrites = [{ text = "it arrives on [date]", requires = [{ phrases = ["coming"], within = "match" }] }]
"""
    (found,) = findings(pipeline(tmp_path, {"see": sees, "come": comes}), "See our page.")
    assert [one.text for one in found.rewrites] == ["See our page. It arrives on [date]."]


def test_two_findings_of_a_sentence_get_one_rewrite_for_the_whole() -> None:
    draft = "Our policy does not allow refunds after 30 days, so you will have to contact the manufacturer."
    wall, away = lint(draft)
    assert (wall.rule, away.rule) == ("policy-shield", "department-handoff")
    assert wall.rewrites[0].edits == away.rewrites[0].edits
    assert wall.rewrites[0].text.startswith("I can't offer refunds after 30 days; what I can do is [")


def test_what_has_no_rewrite_of_its_own_does_not_take_the_others_away(pipe: Pipeline) -> None:
    text = "We give no refunds and you are stuck."
    found = {finding.rule.split("/")[-1]: finding.rewrites for finding in findings(pipe, text)}
    assert [rewrite.text for rewrite in found["tail"]] == [f"{text} What were you hoping for?"]
    assert found["stuck"] == ()


def test_a_name_may_begin_the_rewrite(tmp_path: Path) -> None:
    rule = '[[match]]\nphrases = ["we wanted to inform you (that|) {who}"]\nrewrites = ["{who}"]\n'
    (found,) = findings(pipeline(tmp_path, {"news": rule}), "We wanted to inform you that Harbour has moved.")
    assert found.rewrites[0].text == "Harbour has moved"


def test_placeholders_and_links_survive_mending(pipe: Pipeline) -> None:
    text = "We are sad to say that no refunds are given for {{ order_id }} (https://example.com/r)."
    (last,) = [finding for finding in findings(pipe, text, kind="template") if finding.rule.endswith("tail")]
    assert last.rewrites[0].text == (
        "No refunds are given for {{ order_id }} (https://example.com/r). What were you hoping for?"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please see Invoice 12 of 3 May.", {"invoice": 1, "12": 1, "3": 1}),
        ("call us on Monday or Friday", {"monday": 1, "friday": 1}),
        ("pay $40.50 by 12/05 at www.pay.example.", {"$40.50": 1, "12/05": 1, "www.pay.example": 1}),
        ("we saw it Why would we Kindly wait", {}),
    ],
)
def test_facts(text: str, found: dict[str, int]) -> None:
    assert dict(facts(text)) == found


def test_what_stays_as_it_is_is_not_written_anew() -> None:
    text = "The ‘Luna’ lamps\nare lovely, our policy\nis  firm on “them”.\n"
    sentence = sentences_of(read(text.encode(), "a.txt")[0])[0]
    new = sentence.text.replace("policy", "offer")
    assert "'Luna' lamps are" in new
    change = Proposal("", Safety.ASK, new, 0, len(sentence.text))
    small = narrowed(sentence, change)
    assert (small.text, sentence.text[small.start : small.end]) == ("offer", "policy")
    assert sentence.source(small.start, small.end) == (text.index("policy"), text.index("policy") + 6)


_WORDS = st.sampled_from(["we", "are", "sad", "lamp,", "4471", "{{name}}", "so"])


@given(st.lists(_WORDS, min_size=1, max_size=8), st.lists(_WORDS, min_size=1, max_size=8), st.data())
def test_a_narrowed_proposal_gives_the_same_sentence(old: list[str], new: list[str], data: st.DataObject) -> None:
    sentence = sentences_of(read(" ".join(old).encode(), "a.txt")[0])[0]
    cuts = [0, *(at for at, char in enumerate(sentence.text) if char == " "), len(sentence.text)]
    start, end = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2)))
    change = Proposal("", Safety.ASK, " ".join(new), start, end)
    small = narrowed(sentence, change)
    assert start <= small.start <= small.end <= end
    assert in_place(sentence, small) == in_place(sentence, change)


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_the_new_sentence_is_shown_with_all_of_its_words_once(pipe: Pipeline, name: str) -> None:
    text = "Dear Bea, we think you must reply today if it’s <5."
    made = read(text.replace("<", "&lt;").encode() if name.endswith("html") else text.encode(), name)[0]
    [found] = pipe.run([made])[0][1]
    [edit] = found.rewrites[0].edits
    assert (edit.text, made.text[edit.span.start : edit.span.end]) == ("could", "must")
    shown = Excerpts(made).rewritten(found, found.rewrites[0])
    assert (shown.text, shown.text[shown.start : shown.end]) == (
        "we think you could reply today if it’s <5.",
        "could",
    )


@pytest.mark.parametrize(
    ("shouted", "draft", "said"),
    [
        ("DO NOT PAY", "DO NOT PAY twice.", "do not pay"),
        ("CALL US ON MONDAY", "CALL US ON MONDAY.", "call us on Monday"),
        ("ENA MUST PAY", "ENA MUST PAY, since then ENA owes it, and ENA's partner does not.", "ENA must pay"),
        ("HARBOUR MUST PAY", "HARBOUR MUST PAY, as our Harbour office said.", "Harbour must pay"),
        ("PAY MR JONES BY MAY", "PAY MR JONES BY MAY", "pay Mr Jones by May"),
        ("YOU MAY SEND THE PDF OR YOUR ID", "YOU MAY SEND THE PDF OR YOUR ID", "you may send the PDF or your ID"),
        ("SEE www.example.com/ROW", "SEE www.example.com/ROW", "see www.example.com/ROW"),
        ("READ THIS - UH MEETS AT 9", "READ THIS - UH MEETS AT 9", "read this - UH meets at 9"),
        ("ASK MARIA OKAFOR ABOUT IT", "ASK MARIA OKAFOR ABOUT IT", "ask Maria Okafor about it"),
        ("ASK THE EPE ABOUT THE OLD HUT", "ASK THE EPE ABOUT THE OLD HUT", "ask the EPE about the old hut"),
        ("WALK MARIA OUT ON SAT OR FRI", "WALK MARIA OUT ON SAT OR FRI", "walk Maria out on Sat or Fri"),
        ("SIT AT THE BLUE INN", "SIT AT THE BLUE INN, for the Blue Inn is dry.", "sit at the Blue Inn"),
        ("THE VAN LEAVES NEW YORK FOR OHIO", "THE VAN LEAVES NEW YORK FOR OHIO", "the van leaves New York for Ohio"),
    ],
)
def test_names_keep_their_capitals(shouted: str, draft: str, said: str) -> None:
    assert quiet(shouted, draft) == said


def test_what_lies_between_two_findings_stays_as_it_is_written(pipe: Pipeline) -> None:
    text = "You must reply today\n  and sign the (green) form,\nthen bear with us."
    found = findings(pipe, text)
    whole = found[0].rewrites[0]
    assert (whole.label, len(whole.edits)) == ("whole sentence", 2)
    assert apply_edits(text, whole.edits) == (
        "You could reply today\n  and sign the (green) form,\nthen wait until [date]."
    )


@pytest.mark.parametrize("behind", [True, False])
def test_what_was_added_further_up_is_not_added_again_when_something_else_can_be(tmp_path: Path, behind: bool) -> None:
    second = "The side gate is open."

    def joined(more: str, sentence: str) -> str:
        return f"{sentence} {more}" if behind else f"{more} {sentence}"

    rule = '[[match]]\nphrases = ["is closed"]\nreplace = "sentence"\n'
    rule += f'rewrites = ["{joined("The door is open.", "{sentence}")}", "{joined(second, "{sentence}")}"]\n'
    rule += '[[unless]]\nphrases = ["(door|gate) is open"]\nwithin = "nearby"\n'
    pipe = pipeline(tmp_path, {"closed": rule})
    found = findings(pipe, "The shop is closed. We are away.\n\nWe rest. We row. We sleep.\n\nThe bar is closed.")
    shown = [[rewrite.text for rewrite in one.rewrites] for one in found]
    assert shown[0] == [joined("The door is open.", "The shop is closed."), joined(second, "The shop is closed.")]
    assert shown[1] == [joined(second, "The bar is closed."), joined("The door is open.", "The bar is closed.")]


def test_nothing_is_added_to_a_mail_between_colleagues(tmp_path: Path) -> None:
    rule = '[[match]]\nphrases = ["is closed"]\nreplace = "sentence"\n'
    rule += 'rewrites = ["{sentence} The door is open."]\n[[unless]]\nphrases = ["door is open"]\nwithin = "next"\n'
    pipe = pipeline(tmp_path, {"closed": rule})
    meeting = "The agenda for the meeting is attached. The bar is closed."
    assert findings(pipe, meeting)[0].rewrites == ()
    assert findings(pipe, "Your order is here, the agenda for the meeting too. The bar is closed.")[0].rewrites
    assert findings(pipe, "The bar is closed.")[0].rewrites


def test_small_letters_are_offered_beside_what_they_do_not_mend() -> None:
    due = "Invoice 88 of $300 is unpaid.\n\nCOURT ACTION COULD AFFECT YOUR CREDIT STATUS\n\n"
    found = lint(f"{due}Please pay the invoice by card at the desk in the harbour office.", channel="email")
    offered = {one.rule: [rewrite.text for rewrite in one.rewrites] for one in found}
    assert "payment-threat" in offered
    assert offered["shouting"] == ["Court action could affect your credit status"]


def test_nothing_is_added_in_the_middle_of_a_name(tmp_path: Path) -> None:
    rule = '[[match]]\nphrases = ["is closed"]\nreplace = "sentence"\n'
    rule += 'rewrites = ["{sentence} The door is open."]\n[[unless]]\nphrases = ["door is open"]\nwithin = "next"\n'
    pipe = pipeline(tmp_path, {"closed": rule})
    assert findings(pipe, "The bar is closed, says Cheryl L. Thompson-Draper of the harbour.")[0].rewrites == ()
    assert findings(pipe, "The bar is closed, says Cheryl. She has the key.")[0].rewrites


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("We open at nine", "We open at nine. Come in."),
        ("We open at nine,", "We open at nine. Come in."),
        ("We open at nine 🙂", "We open at nine 🙂 Come in."),
        ("The sign says 'open'", "The sign says 'open'. Come in."),
        ("The sign says 'open.'", "The sign says 'open.' Come in."),
        ("We open at nine. Thanks", "We open at nine. Come in. Thanks"),
        ("We open at nine,Thanks-Ida", "We open at nine. Come in. Thanks-Ida"),
        ("The plan: https://example.com/plan HRB", "The plan: https://example.com/plan. Come in. HRB"),
    ],
)
def test_the_end_of_a_sentence_that_another_follows(text: str, whole: str) -> None:
    first, *rest = plain_sentences(text, "chat", Kind.DRAFT)
    assert " ".join([behind(first, "Come in."), *(one.text for one in rest)]) == whole


def test_a_button_speaks_as_its_reader() -> None:
    assert not singular("We kept your seat.\n\nManage my booking\n")
    assert not singular("We kept your seat. Click on Confirm My seat to keep it.")
    assert singular("We kept your seat, and my colleague has the key.")


@pytest.mark.parametrize("mark", [".", "!", "?"])
def test_what_is_added_behind_a_changed_sentence_is_known(mark: str) -> None:
    (sentence,) = plain_sentences(f"We mail kites{mark}", "email", Kind.DRAFT)
    text = f"We send kites{mark} Just reply here."
    assert added(sentence, Proposal("", Safety.ASK, text, 0, len(sentence.text))) == "Just reply here"


@pytest.mark.parametrize(
    ("draft", "whole"),
    [
        ("Tess, I am the one who says soon.", "Tess, here is the news. I am the one who says soon."),
        ("However, I am the one who says soon.", "Here is the news. However, I am the one who says soon."),
        ("iOS comes soon.", "Here is the news. iOS comes soon."),
    ],
)
def test_what_is_put_before_a_sentence(tmp_path: Path, draft: str, whole: str) -> None:
    rule = '[[match]]\nphrases = ["soon"]\nreplace = "sentence"\nrewrites = ["Here is the news. {sentence}"]\n'
    rule += '[[unless]]\nphrases = ["here is the news"]\nwithin = "nearby"\n'
    found = findings(pipeline(tmp_path, {"late": rule}), f"{draft} We row.")
    assert found[0].rewrites[0].text == whole
