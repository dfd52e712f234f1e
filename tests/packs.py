"""Small rule packs for tests: write TOML, get a pipeline that runs only them."""

from __future__ import annotations

from pathlib import Path

from servicelint.config import Config
from servicelint.model import Document, Finding, Kind
from servicelint.pipeline import Pipeline
from servicelint.plugins import Plugins
from servicelint.readers import ReadOptions, read
from servicelint.rule import load_pack
from servicelint.ruleset import RuleSet

HEAD = 'title = "t"\nmessage = "“{match}”"\nseverity = "warning"\n'


def pipeline(folder: Path, rules: dict[str, str], *, prefilter: bool = True, lexicon: str = "") -> Pipeline:
    """Write ``rules`` (id → TOML without title, message and severity) as a pack and compile it."""
    (folder / "tests").mkdir(exist_ok=True)
    if lexicon:
        (folder / "lexicon.toml").write_text(lexicon, "utf-8")
    for name, body in rules.items():
        (folder / "tests" / f"{name}.toml").write_text(HEAD + body, "utf-8")
    pack, errors = load_pack(folder)
    assert not errors, errors
    made = RuleSet.of([pack])
    assert not made.errors, made.errors
    return Pipeline(made, Config(prefilter=prefilter), Plugins())


def document(text: str, *, channel: str = "email", kind: str = "draft", thread: tuple[str, ...] = ()) -> Document:
    """Read ``text`` as a plain draft."""
    options = ReadOptions(channel=channel, kind=Kind(kind), context=thread)
    return read(text.encode("utf-8"), "draft.txt", options)[0]


def findings(pipe: Pipeline, text: str, **options: object) -> list[Finding]:
    """Return the findings in a plain draft."""
    return pipe.run([document(text, **options)])[0][1]  # type: ignore[arg-type]


def flagged(pipe: Pipeline, text: str, **options: object) -> list[str]:
    """Return the underlined stretches of a plain draft, in order."""
    return [text[f.span.start : f.span.end] for f in findings(pipe, text, **options)]
