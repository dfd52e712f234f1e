"""``check --trace``: why a rule fired in a sentence, and why another did not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from servicelint.trace import trace
from tests.packs import document, pipeline

RULES = {
    "late": '[[match]]\nphrases = ["soon"]\n[[unless]]\nphrases = ["by friday"]\nwithin = "next"\n',
    "chatty": 'channels = ["chat"]\n[[match]]\nphrases = ["soon"]\n',
    "opener": 'where = ["subject"]\n[[match]]\nphrases = ["soon"]\n',
    "asked": '[[match]]\nneeds_thread = true\nphrases = ["soon"]\n',
    "absent": '[[match]]\nphrases = ["refund"]\n',
}


def test_each_verdict_has_its_reason(tmp_path: Path) -> None:
    text = 'We write soon. You hear by Friday.\n\nWe pay soon.\n\nI will not say "we pay soon" to you.'
    pipe = pipeline(tmp_path, RULES)
    found = {
        sentence: {verdict.rule: (verdict.fired, verdict.why) for verdict in verdicts}
        for sentence, _, verdicts in trace(pipe, document(text))
    }
    assert found["We pay soon."]["late"] == (True, "[[match]] 1 fired")
    assert found["We write soon."]["late"] == (
        False,
        "[[match]] 1 matched, but unless “by friday” (within next) is met",
    )
    assert found["We pay soon."]["chatty"] == (False, "only for chat, this is email")
    assert found["We pay soon."]["asked"] == (False, "needs the customer's message, and there is none")
    assert found["We pay soon."]["opener"] == (False, "[[match]] 1 looks only at subject")
    assert found['I will not say "we pay soon" to you.']["late"][1].endswith("the words are quoted, not said")
    assert found["You hear by Friday."] == {}


def test_a_few_words_lack_what_a_whole_message_should_have(tmp_path: Path) -> None:
    pipe = pipeline(tmp_path, {"whole": 'scope = "draft"\n[[match]]\nphrases = ["soon"]\n'})
    ((_, _, (verdict,)),) = trace(pipe, replace(document("We write soon."), fragment=True))
    assert (verdict.fired, verdict.why) == (False, "is about a whole message, and this is a few words")


def test_on_the_command_line(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Hello Ana,\n\nThat is our policy.\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "servicelint", "check", "--trace", str(draft)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{draft}:3:1 That is our policy.\n" in run.stdout
    assert "    fired  policy-shield: [[match]] " in run.stdout
