"""The language server, driven by a real client over its pipes."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.lsp_client import SETTINGS, Editor, editing

DRAFT = "Hi Bea,\n\nSorry, we cannot help you. Kindly send the form.\n"


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    """Run a scenario in an event loop of its own."""
    asyncio.run(asyncio.wait_for(scenario(), 120))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with the house rules."""
    made = tmp_path / "project"
    made.mkdir()
    (made / "servicelint.toml").write_text(SETTINGS, "utf-8")
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_the_underline_covers_exactly_the_phrase(folder: Path, encoding: str) -> None:
    cases = {
        "emoji": ("👩‍👩‍👧 🙂 Sorry 😀, we cannot help you 🎉.\n", "we cannot help you"),
        "combining": ("Jose\u0301 and Zoe\u0308, we cannot help you.\n", "we cannot help you"),
        "crlf": ("Hi,\r\n\r\nSorry 😀,\r\nwe cannot\r\nhelp you.\r\n", "we cannot\r\nhelp you"),
        "old-mac": ("Hi,\r\rSorry, we cannot help you.\r", "we cannot help you"),
        "rtl": ("שלום דנה,\n\nאנא: we cannot help you. مرحبا\n", "we cannot help you"),
        "nbsp": ("Sorry, we\u00a0cannot\u202fhelp you.\n", "we\u00a0cannot\u202fhelp you"),
        "u2028": ("One\u2028two\x0cthree 🙂.\n\nSorry, we cannot help you.\n", "we cannot help you"),
        "bom": ("\ufeffSorry, we cannot help you.\n", "we cannot help you"),
        "soft-hyphen": ("Sorry, we can\u00adnot help you.\n", "we can\u00adnot help you"),
    }

    async def scenario() -> None:
        async with editing(folder, encoding=encoding) as editor:
            for name, (text, phrase) in cases.items():
                uri = editor.open(folder / f"{name}.txt", text)
                assert await editor.underlined(uri, {"house-rules/no-help"}) == {"house-rules/no-help": phrase}, name
            # Typing in front of the phrase, behind an emoji, must not lose a column.
            uri = (folder / "emoji.txt").as_uri()
            at = editor.texts[uri].index("Sorry 😀") + 7
            editor.type(uri, at, at, "🙂é")
            editor.type(uri, 0, 2, "")
            assert await editor.underlined(uri) == {"house-rules/no-help": "we cannot help you"}

    run(scenario)


def test_findings_quick_fixes_and_hover(folder: Path) -> None:
    async def scenario() -> None:
        async with editing(folder) as editor:
            uri = editor.open(folder / "draft.md", DRAFT, "markdown")
            marks = {str(mark.code): mark for mark in await editor.marks(uri)}
            refusal, kindly = marks["house-rules/no-help"], marks["house-rules/kindly"]
            assert (refusal.severity, kindly.severity) == (
                types.DiagnosticSeverity.Error,
                types.DiagnosticSeverity.Information,
            )
            assert refusal.code_description is not None
            assert refusal.code_description.href.endswith("/house-rules/wording/no-help.toml")
            await quick_fixes(editor, uri)
            hover = await editor.client.text_document_hover_async(
                types.HoverParams(types.TextDocumentIdentifier(uri), refusal.range.start)
            )
            assert isinstance(hover.contents, types.MarkupContent)
            assert "A customer who hears it writes to somebody else" in hover.contents.value
            better, _, why = hover.contents.value.partition("A customer who hears it")
            assert "Here is what I can do for you today." in better
            assert why
            nothing = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 0))
            assert await editor.client.text_document_hover_async(nothing) is None

    async def quick_fixes(editor: Editor, uri: str) -> None:
        actions = await editor.actions(uri, "cannot")
        first, second = list(actions.values())[:2]
        assert first.title == "Write “Here is what I can do for you today.”"
        assert first.is_preferred
        assert second.title == "Write “I can offer you [offer].” (fill in the blank)"
        assert not second.is_preferred
        assert editor.applied(uri, first.edit) == (
            "Hi Bea,\n\nHere is what I can do for you today. Kindly send the form.\n"
        )
        everything = (await editor.actions(uri, "Kindly"))["Fix everything that is safe to fix"]
        resolved = await editor.client.code_action_resolve_async(everything)
        assert editor.applied(uri, resolved.edit) == DRAFT.replace("Kindly", "Please")
        on_save = await editor.actions(uri, "Hi", only=["source.fixAll"])
        assert editor.applied(uri, on_save["Fix everything that is safe to fix"].edit) == DRAFT.replace(
            "Kindly", "Please"
        )

    run(scenario)


@pytest.mark.parametrize(
    ("name", "language", "text", "here", "whole"),
    [
        (
            "a.md",
            "markdown",
            DRAFT,
            "<!-- servicelint: ignore {} -->\nSorry",
            "<!-- servicelint: ignore-file {} -->\nHi",
        ),
        (
            "b.html",
            "html",
            "<!doctype html>\n<p>Sorry, we cannot help you.</p>\n",
            "<p><!-- servicelint: ignore {} -->Sorry",
            "<!doctype html>\n<!-- servicelint: ignore-file {} -->\n<p>",
        ),
        (
            "c.txt.liquid",
            "liquid",
            "Hi {{ name }},\n\nSorry, we cannot help you.\n",
            "{{% comment %}}servicelint: ignore {}{{% endcomment %}}\nSorry",
            "{{% comment %}}servicelint: ignore-file {}{{% endcomment %}}\nHi",
        ),
    ],
)
def test_ignoring_by_comments(folder: Path, name: str, language: str, text: str, here: str, whole: str) -> None:
    async def scenario() -> None:
        rule = "house-rules/no-help"
        async with editing(folder) as editor:
            uri = editor.open(folder / name, text, language)
            assert rule in await editor.underlined(uri)
            for title, wanted in ((f"Ignore {rule} here", here), (f"Ignore {rule} in this file", whole)):
                changed = editor.applied(uri, (await editor.actions(uri, "cannot"))[title].edit)
                assert wanted.format(rule) in changed
                other = editor.open(folder / f"other-{name}", changed, language)
                # Silent, and the comment is used: no unused-ignore either.
                assert {mark.code for mark in await editor.marks(other)} <= {"house-rules/kindly"}
                editor.client.text_document_did_close(
                    types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(other))
                )

    run(scenario)


def test_ignoring_in_the_settings_and_the_baseline(folder: Path) -> None:
    async def scenario() -> None:
        async with editing(folder) as editor:
            (folder / "sub").mkdir()
            uri = editor.open(folder / "sub" / "dr[a]ft.txt", DRAFT)
            twin = editor.open(folder / "twin.txt", DRAFT)
            assert set(await editor.underlined(uri)) == {"house-rules/no-help", "house-rules/kindly"}
            actions = await editor.actions(uri, "cannot")
            assert "Ignore house-rules/no-help here" not in actions, "a customer would read the comment"
            await editor.choose(actions["Ignore house-rules/no-help in this file (settings)"])
            await editor.marks(uri, {"house-rules/kindly"})
            await editor.marks(twin, {"house-rules/no-help", "house-rules/kindly"})
            settings = (folder / "servicelint.toml").read_text("utf-8")
            assert settings.startswith(SETTINGS)
            assert settings.endswith(
                '[[overrides]]\npaths = ["/sub/dr[[]a]ft.txt"]\nignore = ["house-rules/no-help"]\n'
            )
            actions = await editor.actions(twin, "cannot")
            await editor.choose(actions["Ignore this finding in the project (baseline)"])
            await editor.marks(twin, {"house-rules/kindly"})
            known = json.loads((folder / "servicelint-baseline.json").read_text("utf-8"))
            assert list(known["files"]) == ["twin.txt"]
            assert (folder / "servicelint.toml").read_text("utf-8").startswith('baseline = "servicelint-baseline.json"')

    run(scenario)


def test_settings_of_two_folders_and_of_the_client(folder: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        other = tmp_path / "other"
        other.mkdir()
        (other / "servicelint.toml").write_text(SETTINGS + 'ignore = ["house-rules/kindly"]\n', "utf-8")
        options = {"servicelint": {"severity": {"house-rules/no-help": "suggestion"}}}
        async with editing(folder, other, options=options) as editor:
            first, second = editor.open(folder / "a.txt", DRAFT), editor.open(other / "a.txt", DRAFT)
            marks = {str(mark.code): mark for mark in await editor.marks(first)}
            assert set(marks) == {"house-rules/no-help", "house-rules/kindly"}
            assert marks["house-rules/no-help"].severity == types.DiagnosticSeverity.Information
            await editor.marks(second, {"house-rules/no-help"})
            editor.client.workspace_did_change_configuration(
                types.DidChangeConfigurationParams({"servicelint": {"ignore": ["house-rules/no-help"]}})
            )
            await editor.marks(first, {"house-rules/kindly"})

    run(scenario)


def test_broken_settings_leave_the_last_good_ones(folder: Path) -> None:
    async def scenario() -> None:
        settings = folder / "servicelint.toml"
        changed = types.DidChangeWatchedFilesParams([types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)])
        async with editing(folder) as editor:
            uri = editor.open(folder / "a.txt", DRAFT)
            both = {"house-rules/no-help", "house-rules/kindly"}
            await editor.marks(uri, both)
            settings.write_text(SETTINGS + "colour = 3\n", "utf-8")
            editor.client.workspace_did_change_watched_files(changed)
            assert "servicelint.toml:3" in await editor.told("colour")
            (place,) = await editor.marks(settings.as_uri(), {None})
            assert (place.range.start.line, place.severity) == (2, types.DiagnosticSeverity.Error)
            editor.type(uri, 0, 0, "x")
            await editor.marks(uri, both)
            settings.write_text(SETTINGS + 'ignore = ["house-rules/kindly"]\n', "utf-8")
            editor.client.workspace_did_change_watched_files(changed)
            await editor.marks(uri, {"house-rules/no-help"})
            await editor.marks(settings.as_uri(), set())

    run(scenario)


PARSED = """\
title = "Forgot"
message = "“{match}” accuses."
severity = "warning"
rationale = "Nobody likes it."
ground = "house style"

[[sources]]
title = "The tests of the language server"

[[match]]
deps = [
  { RIGHT_ID = "fail", RIGHT_ATTRS = { WORD = ["forget"] } },
  { LEFT_ID = "fail", REL_OP = ">", RIGHT_ID = "you", RIGHT_ATTRS = { LOWER = "you", DEP = "nsubj" } },
]
"""


def test_rules_change_and_the_model_comes_later(folder: Path) -> None:
    async def scenario() -> None:
        pack = folder / "own"
        (pack / "wording").mkdir(parents=True)
        (pack / "wording" / "forgot.toml").write_text(PARSED, "utf-8")
        (folder / "servicelint.toml").write_text(SETTINGS.replace("packs = [", 'packs = ["own", '), "utf-8")
        published: list[set[Any]] = []
        async with editing(folder) as editor:
            uri = editor.open(folder / "a.txt", "You forgot the photo. Kindly send it.\n")
            client: Any = editor.client
            while not published or "own/forgot" not in published[-1]:
                seen = client.published.get(uri)
                rules = {mark.code for mark in seen.diagnostics} if seen else None
                if rules is not None and (not published or published[-1] != rules):
                    published.append(rules)
                await asyncio.sleep(0.002)
            assert published == [{"house-rules/kindly"}, {"house-rules/kindly", "own/forgot"}]
            rule = pack / "wording" / "forgot.toml"
            rule.unlink()
            event = types.FileEvent(rule.as_uri(), types.FileChangeType.Deleted)
            client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            await editor.marks(uri, {"house-rules/kindly"})

    run(scenario)


def test_the_customers_message_and_documents_never_saved(folder: Path) -> None:
    async def scenario() -> None:
        async with editing(folder) as editor:
            text = "We will send the money today, and you will hear from us.\n"
            uri = editor.open(folder, text, "markdown", uri="untitled:Untitled-1")
            # Never saved, it lies in no folder: the built-in rules run.
            assert "house-rules/money-talk" not in await editor.underlined(uri)
            saved = editor.open(folder / "a.txt", text)
            assert await editor.marks(saved) == []
            await editor.run("servicelint.setThread", saved, ["I want a refund!"])
            assert await editor.underlined(saved, {"house-rules/money-talk"}) == {"house-rules/money-talk": "the money"}

    run(scenario)


def test_typing_inside_and_around_a_sentence(folder: Path) -> None:
    async def scenario() -> None:
        async with editing(folder) as editor:
            uri = editor.open(folder / "a.txt", "Hi 🙂 Bea,\n\nSorry, we can help you.\n\nKindly send 🙂 it. Kindly!\n")
            assert len(await editor.marks(uri)) == 2
            at = editor.texts[uri].index("can help") + 3
            for i, char in enumerate("not"):
                editor.type(uri, at + i, at + i, char)
                places = [editor.cut(uri, mark.range) for mark in await editor.marks(uri)]
                assert places == (["we cannot help you"] if char == "t" else []) + ["Kindly", "Kindly"]
            end = editor.texts[uri].index("\n", at)
            for i, char in enumerate(" Kindly wait.\n\nkindly"):
                editor.type(uri, end + i, end + i, char)
            await asyncio.sleep(0.5)
            places = [editor.cut(uri, mark.range) for mark in await editor.marks(uri)]
            assert places == ["we cannot help you", "Kindly", "kindly", "Kindly", "Kindly"]
            editor.type(uri, 0, len(editor.texts[uri]), "")
            assert await editor.marks(uri) == []

    run(scenario)


def test_faults(folder: Path) -> None:
    async def scenario() -> None:
        async with editing(folder) as editor:
            large = editor.open(folder / "large.txt", DRAFT * 90_000)
            assert await editor.marks(large) == []
            await editor.told("too large")
            code = editor.open(folder / "script.py", f"# {DRAFT}", "python")
            assert await editor.marks(code) == []
            broken = editor.open(folder / "half.json", '[{"text": "Sorry, we can', "json")
            assert await editor.marks(broken) == []
            surrogate = editor.open(folder / "odd.txt", "a\x00b")
            assert await editor.marks(surrogate) == []
            uri = editor.open(folder / "a.txt", DRAFT)
            await editor.marks(uri)
            far = {"textDocument": {"uri": uri}, "position": {"line": 10**6, "character": 10**6}}
            requests = [
                ("textDocument/hover", far),
                ("textDocument/hover", {"textDocument": 3}),
                ("textDocument/codeAction", {}),
                ("workspace/executeCommand", {"command": "rm -rf"}),
                ("workspace/executeCommand", {"command": "servicelint.addToBaseline", "arguments": [1]}),
                ("no/suchThing", None),
            ]
            writer: Any = editor.client.protocol.writer
            bodies = [
                {"jsonrpc": "2.0", "id": f"bad-{i}", "method": m, "params": p} for i, (m, p) in enumerate(requests)
            ]
            gone = {"textDocument": {"uri": "file:///nowhere", "version": 3}, "contentChanges": [{"text": "x"}]}
            methods = ("textDocument/didChange", "textDocument/didClose", "textDocument/didOpen", "nonsense")
            bodies += [{"jsonrpc": "2.0", "method": method, "params": gone} for method in methods]
            for body in [*map(json.dumps, bodies), '{"broken"', "[]", "3"]:
                writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body.encode()))
            editor.type(uri, 0, 2, "Dear")
            assert set(await editor.underlined(uri)) == {"house-rules/no-help", "house-rules/kindly"}

    run(scenario)


def test_nothing_of_an_opened_folder_is_run(folder: Path) -> None:
    async def scenario() -> None:
        mark = folder / "ran"
        evil = f"open({os.fspath(mark)!r}, 'w').close()\nraise ImportError\n"
        for name in ("spacy", "pygls", "lsprotocol", "numpy", "en_evil", "sitecustomize", "conftest"):
            (folder / f"{name}.py").write_text(evil, "utf-8")
        pack = folder / "own" / "wording"
        pack.mkdir(parents=True)
        (pack / "check.py").write_text(evil, "utf-8")
        check = PARSED.partition("deps = [")[0] + 'python = "check:find"\nanchors = ["kindly"]\n'
        (pack / "check.toml").write_text(check, "utf-8")
        (folder / "model").mkdir()
        settings = SETTINGS.replace("packs = [", 'packs = ["own", ') + 'model = "./model"\n'
        (folder / "servicelint.toml").write_text(settings, "utf-8")
        async with editing(folder, cwd=folder) as editor:
            uri = editor.open(folder / "a.txt", DRAFT)
            await editor.marks(uri, {"house-rules/no-help", "house-rules/kindly"})
            await editor.told("model")
            await asyncio.sleep(1)
        assert not mark.exists()

    run(scenario)
