"""What is shown about a finding under the mouse: what else to say, why, an example. Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servicelint.model import Finding
from servicelint.rule import Rule

_MOST_EXAMPLES = 2
_MARK = re.compile(r"([\\`*_{}\[\]<>#|])")


def page(finding: Finding, rule: Rule | None, rewrites: Sequence[str] = ()) -> str:
    """Return the explanation of a finding; ``rewrites`` are sentences to put in its place."""
    if rule is None:
        return f"**servicelint** `{finding.rule}`\n\n{plain(finding.message)}"
    parts = [f"**{plain(rule.title)}** · `{finding.rule}` · {finding.severity.label}", plain(finding.message)]
    if rewrites:
        parts.append("Better:\n\n" + "\n".join(f"- {plain(text)}" for text in rewrites))
    parts += [plain(paragraph) for paragraph in rule.rationale.split("\n\n") if paragraph.strip()]
    examples = [example for example in rule.examples if example.bad and example.good and not example.thread]
    for example in examples[:_MOST_EXAMPLES]:
        bad = example.bad.replace("[[", "").replace("]]", "")
        parts.append(f"Instead of: {plain(bad)}  \nBetter: {plain(example.good)}")
    sources = [_source(source.title, source.url) for source in rule.sources]
    if sources:
        parts.append("Source: " + "; ".join(sources))
    return "\n\n".join(parts)


def _source(title: str, url: str) -> str:
    return f"[{plain(title)}](<{url}>)" if url.startswith(("https://", "http://")) else plain(title)


def plain(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it stands, in one paragraph."""
    return _MARK.sub(r"\\\1", " ".join(text.split()))
