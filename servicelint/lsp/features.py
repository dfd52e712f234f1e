"""What the server answers: code actions, hover, commands, changed settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lsprotocol import types

from servicelint.config import ConfigError
from servicelint.lsp import actions
from servicelint.lsp.checker import Result
from servicelint.lsp.convert import changes, path_of, range_of, span_of, workspace_edit
from servicelint.lsp.hover import page
from servicelint.lsp.ignoring import add_to_baseline, ignore_in_settings
from servicelint.lsp.server import Server
from servicelint.model import Edit, Span

SECTION = "servicelint"
#: Watched where the client can; rule packs and settings are TOML, baselines JSON.
_WATCHED = ("**/*.toml", "**/*baseline*.json")


def make_server() -> Server:
    """Return a server with all its features."""
    server = Server()
    _settings(server)
    _answers(server)
    _commands(server)
    return server


def _settings(server: Server) -> None:
    @server.feature(types.INITIALIZED)
    async def initialized(ls: Server, params: types.InitializedParams) -> None:
        workspace = ls.client_capabilities.workspace
        watched = workspace and workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            ls.client_register_capability(types.RegistrationParams([registration]))
        await ls.reload(ls.initial_options)

    @server.feature(types.INITIALIZE)
    def initialize(ls: Server, params: types.InitializeParams) -> None:
        ls.initial_options = _ours(params.initialization_options)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(ls: Server, params: types.DidChangeConfigurationParams) -> None:
        await ls.reload(_ours(params.settings))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def folders(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
        await ls.reload()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
        paths = [path_of(change.uri) for change in params.changes]
        if any([await ls.do(ls.checker.projects.concerns, path) for path in paths]):
            await ls.reload()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        # Clients that cannot watch files at least say when their own user saves one.
        if await ls.do(ls.checker.projects.concerns, path_of(params.text_document.uri)):
            await ls.reload()


def _ours(given: Any) -> dict[str, Any]:
    """Return our section of what a client sends, which some wrap in its name and some do not."""
    inner = given.get(SECTION, given) if isinstance(given, dict) else {}
    return dict(inner) if isinstance(inner, dict) else {}


def _answers(server: Server) -> None:
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, actions.FIX_ALL], resolve_provider=True)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(code_action)
    server.feature(types.CODE_ACTION_RESOLVE)(resolve)
    server.feature(types.TEXT_DOCUMENT_HOVER)(hover)


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be done about the findings in a range."""
    result = await ls.current(params.text_document.uri)
    if result is None or result.linter is None or not result.findings:
        return []
    only: Sequence[str] | None = params.context.only
    span = span_of(result.draft.positions, params.range)
    safe = await ls.do(ls.checker.has_safe, result)
    found = []
    if actions.wants(only, actions.QUICK):
        found += await _quick_fixes(ls, result, span, safe)
    if only is not None and safe and actions.wants(only, actions.FIX_ALL):
        edits = await ls.do(_fixed, ls, result)
        if edits:
            found.append(actions.fix_all(result, edits, ls.versioned_edits))
    return found


async def _quick_fixes(ls: Server, result: Result, span: Span, safe: bool) -> list[types.CodeAction]:
    touched = result.touching(span)
    if not touched:
        return []
    offered = await ls.do(ls.checker.offers, result, span)
    found = list(actions.rewrite_actions(result, offered, ls.versioned_edits))
    if safe:
        edits = None if ls.resolves else await ls.do(_fixed, ls, result)
        if edits is None or edits:
            found.append(actions.fix_all(result, edits, ls.versioned_edits, actions.QUICK))
    return [*found, *actions.ignore_actions(result, touched, ls.versioned_edits)]


async def resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """Return the action with its edit, unless the document has changed since it was offered."""
    data = action.data if isinstance(action.data, dict) else {}
    result = await ls.current(str(data.get("uri")))
    if result is not None and result.draft.version == data.get("version"):
        edits = await ls.do(_fixed, ls, result)
        action.edit = workspace_edit(result.draft, edits, ls.versioned_edits)
    return action


async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """Return why something is underlined, and what to say instead."""
    result = await ls.current(params.text_document.uri)
    if result is None or result.linter is None:
        return None
    at = result.draft.positions.offset(params.position.line, params.position.character)
    touched = result.touching(Span(at, at))
    if not touched:
        return None
    offered = {one.fingerprint: one for one in await ls.do(ls.checker.offers, result, Span(at, at))}
    pages = []
    for finding in touched:
        rewrites = offered[finding.fingerprint].rewrites if finding.fingerprint in offered else ()
        pages.append(page(finding, result.rule(finding), [rewrite.text for rewrite in rewrites]))
    whole = Span(min(one.span.start for one in touched), max(one.span.end for one in touched))
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(pages))
    return types.Hover(content, range_of(result.draft.positions, whole))


def _fixed(server: Server, result: Result) -> list[Edit]:
    return changes(result.draft.text, server.checker.fixed(result))


def _commands(server: Server) -> None:
    @server.command(actions.IGNORE_IN_SETTINGS)
    async def ignore_in_file(ls: Server, uri: str, rule: str) -> None:
        path = path_of(uri)
        await _write(ls, ignore_in_settings, path, ls.checker.projects.root_of(path), rule)

    @server.command(actions.ADD_TO_BASELINE)
    async def to_baseline(ls: Server, uri: str, fingerprint: str) -> None:
        result = await ls.current(uri)
        path = path_of(uri)
        finding = next((one for one in result.findings if one.fingerprint == fingerprint), None) if result else None
        if result is None or result.linter is None or finding is None:
            ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, "servicelint: it is gone already"))
            return
        await _write(ls, add_to_baseline, path, ls.checker.projects.root_of(path), result.linter.config, finding)

    @server.command("servicelint.setThread")
    async def set_thread(ls: Server, uri: str, messages: list[str]) -> None:
        """Check a draft together with the customer's messages, oldest first."""
        entry = ls.entries.get(uri)
        if entry is not None:
            ls.update(replace(entry.draft, thread=tuple(text for text in messages if text.strip())))

    @server.command("servicelint.reload")
    async def reload(ls: Server) -> None:
        await ls.reload()


async def _write(ls: Server, job: Any, *arguments: Any) -> None:
    try:
        file = await ls.do(job, *arguments)
    except ConfigError as error:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"servicelint: {error}"))
        return
    ls.log(f"wrote {file}")
    await ls.reload()
