"""Quick fixes: rewrites, "fix all safe", and the ways to silence a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from servicelint.lsp.checker import Result
from servicelint.lsp.convert import diagnostic, workspace_edit
from servicelint.lsp.ignoring import ignore_here, ignore_in_file
from servicelint.model import Edit, Finding, Rewrite, Safety

FIX_ALL = "source.fixAll.servicelint"
IGNORE_IN_SETTINGS = "servicelint.ignoreInFile"
ADD_TO_BASELINE = "servicelint.addToBaseline"
QUICK = types.CodeActionKind.QuickFix
_MOST_CHARS = 90
_HINT = {Safety.FILL: " (fill in the blank)"}


def wants(only: Iterable[str] | None, kind: str) -> bool:
    """Tell whether a client that asked for ``only`` some kinds wants ``kind``."""
    return only is None or any(kind == entry or kind.startswith(f"{entry}.") for entry in only)


def rewrite_actions(result: Result, offered: Iterable[Finding], versioned: bool) -> Iterator[types.CodeAction]:
    """Yield a quick fix for each rewrite that can be put into the text, the best first."""
    seen: set[tuple[Edit, ...]] = set()
    for finding in offered:
        preferred = True
        for rewrite in finding.rewrites:
            if not rewrite.edits or rewrite.edits in seen:
                continue
            seen.add(rewrite.edits)
            yield types.CodeAction(
                title=_title(rewrite),
                kind=QUICK,
                diagnostics=[diagnostic(result, finding)],
                is_preferred=preferred and rewrite.safety is not Safety.FILL,
                edit=workspace_edit(result.draft, rewrite.edits, versioned),
            )
            preferred = False


def _title(rewrite: Rewrite) -> str:
    text = " ".join(rewrite.text.split())
    shown = text if len(text) <= _MOST_CHARS else f"{text[: _MOST_CHARS - 1].rstrip()}…"
    return f"Write “{shown}”{_HINT.get(rewrite.safety, '')}"


def ignore_actions(result: Result, found: Iterable[Finding], versioned: bool) -> Iterator[types.CodeAction]:
    """Yield the ways to silence each rule that has a finding here."""
    rules: dict[str, Finding] = {}
    for finding in found:
        rules.setdefault(finding.rule, finding)
    draft = result.draft
    saved = draft.uri.startswith("file:")
    for rule, finding in rules.items():
        if result.rule(finding) is None:
            continue
        about = [diagnostic(result, finding)]
        places = ((ignore_here, "here"), (ignore_in_file, "in this file"))
        for make, where in places:
            edit = make(result, finding)
            if edit is not None:
                change = workspace_edit(draft, [edit], versioned)
                yield types.CodeAction(f"Ignore {rule} {where}", QUICK, about, edit=change)
            elif saved and make is ignore_in_file:
                title = f"Ignore {rule} in this file (settings)"
                command = types.Command(title, IGNORE_IN_SETTINGS, arguments=[draft.uri, rule])
                yield types.CodeAction(title, QUICK, about, command=command)
        if saved:
            title = "Ignore this finding in the project (baseline)"
            command = types.Command(title, ADD_TO_BASELINE, arguments=[draft.uri, finding.fingerprint])
            yield types.CodeAction(title, QUICK, about, command=command)


def fix_all(result: Result, edits: Iterable[Edit] | None, versioned: bool, kind: str = FIX_ALL) -> types.CodeAction:
    """Return the action that applies every safe rewrite; without ``edits`` it is to be resolved."""
    action = types.CodeAction("Fix everything that is safe to fix", kind)
    if edits is None:
        action.data = {"uri": result.draft.uri, "version": result.draft.version}
    else:
        action.edit = workspace_edit(result.draft, edits, versioned)
    return action
