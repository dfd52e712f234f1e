"""A rewrite brings no finding that the draft did not have before: not in its sentence, and nowhere else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from messages import own
from packs import findings, pipeline

from servicelint.api import lint
from servicelint.fixing import apply_edits, choose
from servicelint.model import Finding, Safety

#: Every so many messages of our own is enough to see a rule that brings another.
STEP = 3

SORRY = """
[[match]]
phrases = ["it is broken"]
rewrites = ["we are sorry that it broke", "it will be new on Monday"]
"""
PLAN = """
scope = "draft"
[[match]]
phrases = ["sorry"]
[[match.unless]]
phrases = ["monday"]
within = "draft"
"""


def test_a_rule_about_the_whole_draft_is_asked_before_a_rewrite_is_offered(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"broken": SORRY, "plan": PLAN})
    (bare,) = findings(pipe, "It is broken.")
    assert [one.text for one in bare.rewrites] == ["It will be new on Monday"]
    (planned,) = findings(pipe, "It is broken. The new one comes on Monday.")
    assert planned.rewrites[0].text == "We are sorry that it broke"


def test_what_one_rewrite_puts_behind_the_words_of_another_waits_for_the_next_round(tmp_path: Path) -> None:
    pack = {
        "problem": '[[match]]\nphrases = ["your problem !(with)"]\nrewrites = ["your problem with [what]"]\n',
        "soon": '[[match]]\nphrases = ["soon"]\nreplace = "sentence"\n'
        'rewrites = ["We look into your problem with [what] and mend it by [date]."]\n',
    }
    draft = "We look into your problem and mend it soon."
    taken = choose(findings(pipeline(tmp_path, pack), draft), frozenset(Safety))
    assert apply_edits(draft, (edit for one in taken for edit in one.edits)).count("[what]") == 1


def _rules(found: list[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in found)


def test_no_first_rewrite_brings_a_finding() -> None:
    brought = []
    tried = 0
    for message in own()[::STEP]:
        found = lint(message.text, channel=message.channel, kind=message.kind, thread=message.thread)
        for finding in found:
            if not finding.rewrites or not finding.rewrites[0].edits:
                continue
            tried += 1
            first = finding.rewrites[0]
            new = apply_edits(message.text, first.edits)
            after = lint(new, channel=message.channel, kind=message.kind, thread=message.thread)
            more = _rules(after) - _rules(found)
            if first.safety is Safety.FILL:
                # The blank is there to be found until it is filled.
                del more["unfilled-blank"]
            if more:
                brought.append((message.name, finding.rule, dict(more), first.text))
    assert tried > 800
    assert not brought
