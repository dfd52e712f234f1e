"""servicelint checks what a company is about to say to a customer.

``lint`` is the short way in for programs; everything else is reached through its own module. Nothing heavy is
imported until it is used.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servicelint.engine import Linter
    from servicelint.model import Document, Edit, Finding, Kind, Rewrite, Safety, Severity, Span

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Edit",
    "Finding",
    "Kind",
    "Linter",
    "Rewrite",
    "Safety",
    "Severity",
    "Span",
    "__version__",
    "lint",
]


def lint(
    text: str, *, thread: Sequence[str] = (), channel: str | None = None, kind: str | None = None
) -> list[Finding]:
    """Return the findings of one plain-text draft, sorted by place; offsets count code points of ``text``.

    ``thread`` holds the customer's earlier messages, oldest first. ``channel`` is ``email`` or ``chat``, ``kind`` is
    ``draft`` or ``template``; None leaves the choice to the reader. The default rules and settings are used, whatever
    configuration files lie around. Raises ``ValueError`` for an unknown channel or kind.
    """
    from servicelint.model import Kind
    from servicelint.readers import ReadOptions, read

    if channel not in (None, "email", "chat"):
        raise ValueError(f"unknown channel {channel!r}: use email or chat")
    options = ReadOptions(channel=channel, kind=Kind(kind) if kind else None, context=tuple(thread))
    # A lone surrogate becomes "?": one code point for one, so the offsets hold.
    documents = read(text.encode("utf-8", "replace"), "draft.txt", options)
    linter = _default_linter()
    found = [finding for document in documents for finding in linter.lint(document)]
    return sorted(found, key=lambda finding: (finding.span, finding.rule))


@cache
def _default_linter() -> Linter:
    from servicelint.config import Config
    from servicelint.engine import Linter

    return Linter(Config())


def __getattr__(name: str) -> Any:
    if name == "Linter":
        from servicelint.engine import Linter

        return Linter
    if name in __all__:
        from servicelint import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
