"""The server: keeps the documents, lets one thread check them, publishes what it finds for the version at hand."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from servicelint import __version__
from servicelint.config import ConfigError
from servicelint.lsp.checker import Checker, Draft, Result
from servicelint.lsp.convert import diagnostic, path_of
from servicelint.lsp.positions import Encoding, Positions
from servicelint.nlp import Analyzer

#: Seconds without a key after which a draft is read and judged as a whole.
PAUSE = 0.25
#: A check that took longer than this many seconds makes the next one wait for a pause.
SLOW = 0.1
LONGEST_PAUSE = 1.0
_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}
T = TypeVar("T")
log = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """Keeps documents by our own line rule: pygls also splits lines at form feeds and U+2028, which LSP does not."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document in."""
        given = params.text_document
        draft = Draft(
            given.uri,
            path_of(given.uri),
            given.language_id,
            given.version,
            Positions(given.text, self._server.encoding),
        )
        self._server.update(draft)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take changes in; those of a document that is not open are dropped."""
        entry = self._server.entries.get(params.text_document.uri)
        if entry is None:
            return
        old = entry.draft
        positions = old.positions
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                positions = positions.changed((start.line, start.character), (end.line, end.character), change.text)
            else:
                positions = Positions(change.text, positions.encoding)
        self._server.update(Draft(old.uri, old.path, old.language, params.text_document.version, positions, old.thread))

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a document and take its marks away."""
        self._server.close_document(params.text_document.uri)


class Entry:
    """An open document: what it holds, what was found last, and the task that is checking it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.result: Result | None = None
        self.task: asyncio.Task[None] | None = None
        self.stale = False
        self.published: tuple[int, list[types.Diagnostic]] | None = None
        self.wake = asyncio.Event()
        self.hurry = False


class Server(LanguageServer):
    """The language server. All checking is done by one thread of its own, in order."""

    def __init__(self) -> None:
        super().__init__(
            "servicelint",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=Protocol,
        )
        self.checker = Checker()
        self.entries: dict[str, Entry] = {}
        self.pool = ThreadPoolExecutor(1, "servicelint-check")
        self.told: set[str] = set()
        self.initial_options: dict[str, Any] = {}
        self._jobs = 0
        self._told_problems: set[str] = set()
        self._marked: set[str] = set()
        self._loading: set[int] = set()

    @property
    def encoding(self) -> Encoding:
        """What the client's columns count."""
        return _ENCODINGS.get(self.server_capabilities.position_encoding or "utf-16", "utf-16")

    @property
    def versioned_edits(self) -> bool:
        """Tell whether the client refuses an edit of a version that is gone."""
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)

    @property
    def resolves(self) -> bool:
        """Tell whether the client asks for an action's edit when it is chosen."""
        document = self.client_capabilities.text_document
        action = document.code_action if document else None
        return bool(action and action.resolve_support and "edit" in action.resolve_support.properties)

    async def do(self, job: Callable[..., T], *arguments: Any) -> T:
        """Run a job in the checking thread."""
        self._jobs += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, job, *arguments)
        finally:
            self._jobs -= 1

    def update(self, draft: Draft) -> None:
        """Take a new version of a document; its check begins now, or when the one under way has ended."""
        entry = self.entries.setdefault(draft.uri, Entry(draft))
        entry.draft = draft
        entry.stale = True
        entry.wake.set()
        if entry.task is None or entry.task.done():
            entry.task = asyncio.get_running_loop().create_task(self._check(entry))

    def close_document(self, uri: str) -> None:
        """Forget a document."""
        entry = self.entries.pop(uri, None)
        if entry is not None:
            self.publish(uri, None, [])

    def recheck(self) -> None:
        """Check every open document again: settings, rules or the model have changed."""
        for entry in self.entries.values():
            entry.result = None
            self.update(entry.draft)

    async def current(self, uri: str) -> Result | None:
        """Return what was found in the newest version of a document, None when it is not open."""
        while (entry := self.entries.get(uri)) is not None:
            if entry.task is None or entry.task.done():
                return entry.result
            entry.hurry = True
            entry.wake.set()
            await asyncio.wait([entry.task])
        return None

    async def _check(self, entry: Entry) -> None:
        """Check until the newest version has been checked in full; what was typed over meanwhile is not published.

        A key inside a sentence is answered at once by a look at that sentence; the rest follows when typing pauses.
        """
        while entry.stale:
            entry.stale = False
            draft, before = entry.draft, entry.result
            result = await self._attempt(self.checker.recheck, before, draft, short=True)
            if result is not None:
                if not self._take(entry, result):
                    continue
                await self._pause(entry, PAUSE)
            elif before is not None and before.seconds > SLOW:
                await self._pause(entry, min(LONGEST_PAUSE, 2 * before.seconds))
            if entry.stale:
                continue
            result = await self._attempt(self.checker.check, draft)
            if self.entries.get(draft.uri) is not entry:
                return
            self._take(entry, result or Result(draft, error="internal error; please report it"))
        entry.hurry = False

    async def _attempt(self, job: Callable[..., Result | None], *arguments: Any, short: bool = False) -> Result | None:
        try:
            if short and not self._jobs:
                # A few milliseconds: to wake the other thread would take as long.
                return job(*arguments)
            return await self.do(job, *arguments)
        except Exception:
            # One message that brings a bug out must not end the checking of the others.
            log.exception("internal error")
            return None

    def _take(self, entry: Entry, result: Result) -> bool:
        """Keep a result and publish it, unless the document has changed meanwhile; tell whether it was published."""
        if self.entries.get(entry.draft.uri) is not entry:
            entry.stale = False
            return False
        entry.result = result
        if entry.stale:
            return False
        self._report(entry, result)
        return True

    @staticmethod
    async def _pause(entry: Entry, seconds: float) -> None:
        """Wait until the document changes, somebody asks about it, or the time is up."""
        entry.wake.clear()
        if not (entry.stale or entry.hurry):
            with suppress(TimeoutError):
                await asyncio.wait_for(entry.wake.wait(), seconds)

    def _report(self, entry: Entry, result: Result) -> None:
        draft = result.draft
        marks = [diagnostic(result, one) for one in result.findings]
        if (draft.version, marks) != entry.published:
            entry.published = (draft.version, marks)
            self.publish(draft.uri, draft.version, marks)
        if result.error:
            self.log(f"{draft.path}: {result.error}")
            if result.error.startswith(("too large", "internal")):
                self.tell(f"{draft.path}: {result.error}")
        self._report_problems()
        if result.waiting is not None and id(result.waiting) not in self._loading:
            self._loading.add(id(result.waiting))
            asyncio.get_running_loop().create_task(self._load(result.waiting))

    async def _load(self, analyzer: Analyzer) -> None:
        """Load a model beside the checking thread, then look again at what it was needed for."""
        try:
            await asyncio.get_running_loop().run_in_executor(None, analyzer.load_early)
        except Exception as error:  # noqa: BLE001 - without it the rest goes on
            self.tell(f"the language model could not be loaded ({error}): rules that need it do not run")
            return
        if analyzer.notice:
            self.tell(analyzer.notice)
        self.recheck()

    def _report_problems(self) -> None:
        """Tell what is wrong with settings and rules once, and mark the place in their file."""
        problems = self.checker.projects.problems
        by_file: dict[str, list[types.Diagnostic]] = {}
        for text, problem in problems.items():
            if text not in self.told:
                self.tell(text)
            for each in (problem, *problem.more):
                if each.path:
                    place = types.Position((each.line or 1) - 1, 0)
                    mark = types.Diagnostic(
                        types.Range(place, types.Position(place.line + 1, 0)),
                        each.message,
                        types.DiagnosticSeverity.Error,
                        source="servicelint",
                    )
                    by_file.setdefault(uris.from_fs_path(each.path) or each.path, []).append(mark)
        # What was mended and broken again is told again.
        self.told -= self._told_problems - problems.keys()
        self._told_problems = set(problems)
        for uri in self._marked - by_file.keys():
            self.publish(uri, None, [])
        for uri, marks in by_file.items():
            self.publish(uri, None, marks)
        self._marked = set(by_file)

    def publish(self, uri: str, version: int | None, marks: list[types.Diagnostic]) -> None:
        """Send diagnostics."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, marks, version))

    def tell(self, message: str) -> None:
        """Show a message, once until it is mended."""
        if message not in self.told:
            self.told.add(message)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"servicelint: {message}"))

    def log(self, message: str) -> None:
        """Write to the client's log. Never a word of a message."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Info, message))

    async def reload(self, options: dict[str, Any] | None = None) -> None:
        """Read settings and rules again, then check everything again. ``options`` are new settings of the client."""
        folders = [path for path in map(uris.to_fs_path, self.workspace.folders) if path]
        if not folders and self.workspace.root_path:
            folders = [self.workspace.root_path]
        with suppress(ConfigError):
            await self.do(self.checker.projects.configure, folders, options)
        self.recheck()
