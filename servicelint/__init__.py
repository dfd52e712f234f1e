"""servicelint checks what a company is about to say to a customer.

``lint``, ``lint_many`` and ``alint`` (in ``api``) are the short ways in for programs; everything else is reached
through its own module. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servicelint.api import alint, lint, lint_many
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
    "alint",
    "lint",
    "lint_many",
]


def __getattr__(name: str) -> Any:
    if name in ("alint", "lint", "lint_many"):
        from servicelint import api

        return getattr(api, name)
    if name == "Linter":
        from servicelint.engine import Linter

        return Linter
    if name in __all__:
        from servicelint import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
