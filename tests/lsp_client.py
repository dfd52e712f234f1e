"""A real client of the real server: starts ``servicelint lsp``, speaks over its pipes, waits for what it publishes."""

from __future__ import annotations

import ast
import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

HOUSE = Path(__file__).parent / "data" / "cli" / "house-rules"
SETTINGS = f'plugins-disabled = ["builtin"]\npacks = ["{HOUSE.as_posix()}"]\n'
PATIENCE = 60.0


class Editor:
    """What an editor does: opens, types, asks. ``text`` is kept by the editor's own arithmetic, not the server's."""

    def __init__(self, client: LanguageClient, encoding: str) -> None:
        self.client = client
        self.encoding = encoding
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}

    def open(self, path: Path, text: str, language: str = "plaintext", uri: str = "") -> str:
        """Open a document (it need not be on the disk) and return its URI."""
        uri = uri or path.as_uri()
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, start: int, end: int, new: str) -> None:
        """Replace the stretch between two offsets."""
        place = types.Range(self.position(uri, start), self.position(uri, end))
        self.texts[uri] = self.texts[uri][:start] + new + self.texts[uri][end:]
        self.versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri]),
                [types.TextDocumentContentChangePartial(range=place, text=new)],
            )
        )

    def position(self, uri: str, offset: int) -> types.Position:
        """Return an offset as line and column, counted the way an editor does: by encoding the line's beginning."""
        before = self.texts[uri][:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding]
        name = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[self.encoding]
        return types.Position(len(before) - 1, len(before[-1].encode(name)) // width)

    async def marks(self, uri: str, rules: set[Any] | None = None) -> list[types.Diagnostic]:
        """Wait for the diagnostics of the newest version (of exactly these ``rules``, when given) and return them."""
        end = asyncio.get_running_loop().time() + PATIENCE
        seen: Any = None
        while asyncio.get_running_loop().time() < end:
            seen = self.client.published.get(uri)  # type: ignore[attr-defined]
            if seen and seen.version == self.versions.get(uri):
                found = list(seen.diagnostics)
                if rules is None or {mark.code for mark in found} == rules:
                    return found
            await asyncio.sleep(0.01)
        raise AssertionError(f"waited for {rules} at version {self.versions.get(uri)}, last was {seen}")

    async def underlined(self, uri: str, rules: set[str] | None = None) -> dict[str, str]:
        """Return which words each rule underlines, cut out of the text by the client's own units."""
        return {str(mark.code): self.cut(uri, mark.range) for mark in await self.marks(uri, rules)}

    def cut(self, uri: str, place: types.Range) -> str:
        """Return the words of a range."""
        return self.texts[uri][self.offset(uri, place.start) : self.offset(uri, place.end)]

    def offset(self, uri: str, place: types.Position) -> int:
        """Return a position as an offset; between CR and LF there is none."""
        return next(at for at in range(len(self.texts[uri]), -1, -1) if self.position(uri, at) == place)

    async def actions(self, uri: str, words: str, only: list[str] | None = None) -> dict[str, Any]:
        """Return the code actions on the first occurrence of ``words``, by title."""
        start = self.texts[uri].index(words)
        place = types.Range(self.position(uri, start), self.position(uri, start + len(words)))
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri),
                place,
                types.CodeActionContext([], only=only),  # type: ignore[arg-type]
            )
        )
        return {action.title: action for action in found or []}

    def applied(self, uri: str, edit: types.WorkspaceEdit) -> str:
        """Return the text after an edit of one document."""
        changes = edit.document_changes[0].edits if edit.document_changes else (edit.changes or {})[uri]
        text = self.texts[uri]
        for change in sorted(changes, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
            low, high = self.offset(uri, change.range.start), self.offset(uri, change.range.end)
            text = text[:low] + change.new_text + text[high:]
        return text

    async def run(self, command: str, *arguments: Any) -> Any:
        """Execute a command of the server."""
        return await self.client.workspace_execute_command_async(
            types.ExecuteCommandParams(command, arguments=list(arguments))
        )

    async def choose(self, action: Any) -> None:
        """Run an action that the server carries out."""
        command = action.command
        if isinstance(command, str):
            # lsprotocol takes a code action that has a command for a bare command, and makes its value a string.
            command = types.Command(**ast.literal_eval(command))
        await self.run(command.command, *(command.arguments or ()))

    async def told(self, words: str) -> str:
        """Wait for a message to the user that holds ``words``."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < end:
            for message in self.client.messages:
                if words in message.message:
                    return str(message.message)
            await asyncio.sleep(0.01)
        raise AssertionError(f"nobody said {words!r}: {[m.message for m in self.client.messages]}")


@asynccontextmanager
async def editing(
    *folders: Path, encoding: str = "utf-16", options: dict[str, Any] | None = None, cwd: Path | None = None
) -> AsyncIterator[Editor]:
    """Start the server for the opened ``folders`` and yield an editor that talks to it."""
    client = make_test_lsp_client()
    client.published = {}  # type: ignore[attr-defined]

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        return None

    def publish(params: types.PublishDiagnosticsParams) -> None:
        client.published[params.uri] = params  # type: ignore[attr-defined]

    client.protocol.fm.features.pop(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, None)
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
    env = {**os.environ, "PYTHONPATH": ""}
    await client.start_io(sys.executable, "-m", "servicelint", "lsp", env=env, cwd=str(cwd) if cwd else None)
    capabilities = client_capabilities("neovim")
    assert capabilities.general is not None
    capabilities.general.position_encodings = [types.PositionEncodingKind(encoding)]
    try:
        started = await client.initialize_session(
            types.InitializeParams(
                capabilities=capabilities,
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders],
                initialization_options=options,
            )
        )
        assert started.capabilities.position_encoding == encoding
        yield Editor(client, encoding)
        await client.shutdown_session()
    finally:
        # A test that failed has not said good-bye.
        if client._server is not None and client._server.returncode is None:
            client._server.kill()
        await client.stop()
