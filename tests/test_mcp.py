"""``servicelint mcp`` over standard input and output, asked by the official client."""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from tests.serving import DRAFT, environment, settings


def talk(folder: Path) -> dict[str, Any]:
    """Start the command as a client would and return what each call gave."""
    settings(folder)
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "servicelint", "mcp"], cwd=folder, env=environment(folder)
    )
    seen: dict[str, Any] = {}

    async def run() -> None:
        async with Client(stdio_client(parameters)) as client:
            listed = await client.list_tools()
            seen["tools"] = {tool.name: tool for tool in listed.tools}
            seen["check"] = await client.call_tool("check_draft", {"draft": DRAFT})
            sent = {"draft": "We have sent the money.", "thread": ["I want a refund!"], "channel": "chat"}
            seen["thread"] = await client.call_tool("check_draft", sent)
            seen["clean"] = await client.call_tool("check_draft", {"draft": "Could you kindly wait?"})
            seen["fix"] = await client.call_tool("fix_draft", {"draft": DRAFT})
            seen["unsafe"] = await client.call_tool("fix_draft", {"draft": DRAFT, "unsafe_fixes": True})
            seen["rule"] = await client.call_tool("explain_rule", {"rule": "house-rules/no-help"})
            seen["unknown"] = await client.call_tool("explain_rule", {"rule": "nothing"})
            seen["rules"] = await client.call_tool("list_rules", {})
            seen["wrong"] = await client.call_tool("check_draft", {"draft": "x", "channel": "pigeon"})
            prompts = await client.list_prompts()
            seen["prompts"] = [prompt.name for prompt in prompts.prompts]
            seen["prompt"] = await client.get_prompt("checked_reply", {"message": "Where is my lamp?"})

    anyio.run(run)
    return seen


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return talk(tmp_path_factory.mktemp("mcp"))


def test_a_client_can_check_fix_and_explain(seen: dict[str, Any]) -> None:
    assert set(seen["tools"]) == {"check_draft", "fix_draft", "explain_rule", "list_rules"}
    assert all(tool.output_schema for tool in seen["tools"].values())

    found = seen["check"].structured_content
    assert [(entry["text"], entry["rule"]) for entry in found["findings"]] == [
        ("some day", "house-rules/some-day"),
        ("We cannot help you", "house-rules/no-help"),
        ("kindly", "house-rules/kindly"),
    ]
    assert not found["passes"]
    assert seen["clean"].structured_content["passes"]  # a suggestion is below the threshold
    assert [entry["text"] for entry in seen["thread"].structured_content["findings"]] == ["the money"]

    assert seen["fix"].structured_content["text"] == DRAFT.replace("kindly", "please")
    assert seen["unsafe"].structured_content["text"] == (
        "We will answer some day. Here is what I can do for you today. Could you please wait?"
    )
    assert seen["rule"].structured_content["rationale"].startswith("A customer who hears it")
    assert len(seen["rules"].structured_content["rules"]) == 4
    assert seen["prompts"] == ["checked_reply"]
    assert "Where is my lamp?" in seen["prompt"].messages[0].content.text


def test_errors_come_back_as_errors_of_the_tool(seen: dict[str, Any]) -> None:
    assert seen["unknown"].is_error
    assert "no such rule" in seen["unknown"].content[0].text
    assert seen["wrong"].is_error


def documented() -> list[tuple[str, list[str]]]:
    """Return the command and arguments of every entry for a client that the README shows."""
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    section = readme.partition("### MCP")[2].partition("\n### ")[0]
    found = []
    for text in re.findall(r"`(\{.*\})`", section):
        (servers,) = json.loads(text).values()
        found.append((servers["servicelint"]["command"], servers["servicelint"]["args"]))
    added = re.findall(r"`claude mcp add servicelint -- (\S+) ([^`]+)`", section)
    found += [(command, arguments.split()) for command, arguments in added]
    for text in re.findall(r"`\[mcp_servers.servicelint\]`, `([^`]+)`, `([^`]+)`", section):
        entry = tomllib.loads("\n".join(text))
        found.append((entry["command"], entry["args"]))
    return found


def test_every_entry_that_is_documented_starts_the_server(tmp_path: Path) -> None:
    entries = documented()
    assert len(entries) == 5
    # They are the same command, so that one start stands for all.
    assert set(map(str, entries)) == {"('servicelint', ['mcp'])"}
    command, arguments = entries[0]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    parameters = StdioServerParameters(
        command=command, args=arguments, cwd=tmp_path, env={**environment(tmp_path), "PATH": path}
    )

    async def names() -> list[str]:
        async with Client(stdio_client(parameters)) as client:
            return [tool.name for tool in (await client.list_tools()).tools]

    assert sorted(anyio.run(names)) == ["check_draft", "explain_rule", "fix_draft", "list_rules"]
