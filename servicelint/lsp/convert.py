"""Findings, rewrites and settings errors as LSP values."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from lsprotocol import types
from pygls import uris

from servicelint.lsp.checker import Draft, Result
from servicelint.lsp.positions import Positions
from servicelint.model import Edit, Finding, Severity, Span

SOURCE = "servicelint"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: types.DiagnosticSeverity.Information,
}


def range_of(positions: Positions, span: Span) -> types.Range:
    """Return a stretch in the client's units."""
    return types.Range(types.Position(*positions.position(span.start)), types.Position(*positions.position(span.end)))


def span_of(positions: Positions, place: types.Range) -> Span:
    """Return a client's range as code points."""
    low = positions.offset(place.start.line, place.start.character)
    return Span(low, max(low, positions.offset(place.end.line, place.end.character)))


def diagnostic(result: Result, finding: Finding) -> types.Diagnostic:
    """Return a finding as a diagnostic; its link leads to the rule's file, which holds the reasons and examples."""
    rule = result.rule(finding)
    return types.Diagnostic(
        range=range_of(result.draft.positions, finding.span),
        message=finding.message,
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(href=rule.path.absolute().as_uri()) if rule else None,
        source=SOURCE,
        data={"fingerprint": finding.fingerprint},
    )


def text_edits(positions: Positions, edits: Iterable[Edit]) -> list[types.TextEdit]:
    """Return engine edits as LSP edits."""
    return [types.TextEdit(range_of(positions, edit.span), edit.text) for edit in edits]


def changes(old: str, new: str) -> list[Edit]:
    """Return edits of whole lines that turn ``old`` into ``new``."""
    first, second = _pieces(old), _pieces(new)
    starts = [0]
    for piece in first:
        starts.append(starts[-1] + len(piece))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return [
        Edit(Span(starts[low], starts[high]), "".join(second[start:end]))
        for kind, low, high, start, end in matcher.get_opcodes()
        if kind != "equal"
    ]


def _pieces(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), last]


def workspace_edit(draft: Draft, edits: Iterable[Edit], versioned: bool) -> types.WorkspaceEdit:
    """Return an edit of one document, tied to its version where the client can check that."""
    made = text_edits(draft.positions, edits)
    if not versioned:
        return types.WorkspaceEdit(changes={draft.uri: made})
    name = types.OptionalVersionedTextDocumentIdentifier(uri=draft.uri, version=draft.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(name, list(made))])


def path_of(uri: str) -> str:
    """Return the path that a URI names; for a document that was never saved, its name."""
    path = uris.to_fs_path(uri) if uri.startswith("file:") else None
    return path or uri.partition(":")[2].rsplit("/", 1)[-1] or "untitled"
