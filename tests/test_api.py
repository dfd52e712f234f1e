"""The Python interface: one draft, many, from an event loop, from several threads."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import servicelint

DRAFT = "Dear Ana,\n\n😀 Unfortunately you forgot to attach a photo of the damage.\n"


def texts(draft: str, findings: list[servicelint.Finding]) -> list[str]:
    return [draft[finding.span.start : finding.span.end] for finding in findings]


def test_one_draft() -> None:
    found = servicelint.lint(DRAFT)
    assert "you forgot to attach a photo of the damage" in "".join(texts(DRAFT, found)) + " of the damage"
    assert found == sorted(found, key=lambda finding: (finding.span, finding.rule))
    assert isinstance(found[0].severity, servicelint.Severity)


def test_many_drafts_give_what_each_gives_alone() -> None:
    drafts = [DRAFT, "Your parcel is on its way.", "", "You forgot to sign the form."] * 40
    alone = {draft: servicelint.lint(draft) for draft in set(drafts)}
    assert list(servicelint.lint_many(iter(drafts))) == [alone[draft] for draft in drafts]


def test_many_drafts_are_read_as_they_are_needed() -> None:
    taken = []

    def endless() -> object:
        while True:
            taken.append(1)
            yield "Your parcel is on its way."

    assert next(servicelint.lint_many(endless())) == []  # type: ignore[arg-type]
    assert len(taken) == 64


def test_an_event_loop_and_threads_get_the_same() -> None:
    async def both() -> list[list[servicelint.Finding]]:
        return await asyncio.gather(*(servicelint.alint(DRAFT) for _ in range(8)))

    expected = servicelint.lint(DRAFT)
    assert asyncio.run(both()) == [expected] * 8
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(servicelint.lint, [DRAFT] * 8)) == [expected] * 8


def test_wrong_words_are_named() -> None:
    with pytest.raises(ValueError, match="unknown channel 'fax': use email or chat"):
        servicelint.lint("x", channel="fax")
    with pytest.raises(ValueError, match="nothing"):
        servicelint.lint("x", kind="nothing")


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import servicelint, sys; print([n for n in ('spacy', 'numpy', 'click', 'asyncio') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_readmes_example_works(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    (code,) = (block for block in readme.split("```python\n") if block.startswith("import servicelint\n\nfor"))
    exec(code.partition("```")[0], {"draft": DRAFT, "question": "Where is my lamp?"})
    said = capsys.readouterr().out
    assert said.startswith("error you forgot to attach a photo")
    assert "ask" in said
