"""Inline suppressions: ``servicelint: ignore RULE[, RULE] -- reason`` in a comment of the host format.

The rules may stand in square brackets, as other linters have them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from servicelint.model import Ignore, Span
from servicelint.readers.lazy import Lazy

_DIRECTIVE = Lazy(
    r"^\W*servicelint:\s*(?P<verb>ignore-file|ignore)\b(?P<rules>[\w\s,/:.*\[\]-]*?)(?:\s+(?:--|—|–)\s*(?P<reason>.*?))?\s*$",
    re.DOTALL,
)


class Comment(NamedTuple):
    """A comment of the host format: where it stands and what it says."""

    span: Span
    text: str


def ignores_from(comments: Sequence[Comment], blocks: Sequence[Span], size: int) -> tuple[Ignore, ...]:
    """Turn the comments that address servicelint into suppressions.

    ``blocks`` are the paragraphs that are linted, in source order: ``ignore`` holds for the first one that ends after
    the comment, ``ignore-file`` for the whole source of ``size`` code points.
    """
    ends = [block.end for block in blocks]
    ignores = []
    for comment in comments:
        match = _DIRECTIVE.match(comment.text.strip()) if "servicelint" in comment.text else None
        if match is None:
            continue
        rules = tuple(rule for rule in re.split(r"[\s,\[\]]+", match["rules"].strip()) if rule)
        if match["verb"] == "ignore-file":
            scope = Span(0, size)
        else:
            index = bisect_left(ends, comment.span.end + 1)
            stop = blocks[index].end if index < len(blocks) else comment.span.end
            scope = Span(comment.span.end, stop)
        ignores.append(Ignore(comment.span, rules, scope, (match["reason"] or "").strip()))
    return tuple(ignores)
