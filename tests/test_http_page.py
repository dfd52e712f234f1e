"""The page of ``servicelint serve`` in a real Chromium: typed in, accepted, copied, read by axe-core, attacked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.serving import TOKEN, serving

WEB = Path(__file__).parent / "web"


def modules(folder: Path) -> Path:
    """Return a folder with playwright-core and axe-core, installed by npm where ``SERVICELINT_WEB`` names none."""
    given = os.environ.get("SERVICELINT_WEB")
    if given:
        return Path(given)
    shutil.copy(WEB / "package.json", folder)
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=folder, check=True, timeout=300, capture_output=True)
    return folder / "node_modules"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a browser saw."""
    missing = [name for name in ("node", "npm", "chromium") if not shutil.which(name)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: apt-get install nodejs npm chromium")
    folder = tmp_path_factory.mktemp("page")
    found = modules(tmp_path_factory.mktemp("web"))
    pictures = Path(os.environ.get("SERVICELINT_PICTURES") or folder)
    with serving(folder) as server:
        command = ["node", str(WEB / "page.js"), f"{server.url}#token={TOKEN}", str(found), str(pictures)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    result["port"] = server.url.rstrip("/").rpartition(":")[2]
    return result


def test_underlines_stand_under_the_words(seen: dict[str, Any]) -> None:
    assert seen["marks"] == ["some day", "We cannot help you", "kindly"]
    assert seen["aligned"]


def test_keys_walk_and_accept_and_undo(seen: dict[str, Any]) -> None:
    assert seen["selected"] == "We cannot help you"
    assert seen["said"].startswith("Finding 2 of 3: “We cannot help you” ends the conversation")
    assert seen["afterKey"] == (
        "We will answer some day 🙂. Here is what I can do for you today. Could you kindly wait?"
    )
    assert seen["afterUndo"] == "We will answer some day 🙂. We cannot help you with this. Could you kindly wait?"


def test_click_accepts_and_copy_copies(seen: dict[str, Any]) -> None:
    assert seen["afterClick"] == "We will answer some day 🙂. We cannot help you with this. Could you please wait?"
    assert seen["clipboard"] == seen["afterClick"]


def test_the_customers_message_counts(seen: dict[str, Any]) -> None:
    assert seen["withThread"] == ["the money"]


def test_markup_in_a_draft_stays_text(seen: dict[str, Any]) -> None:
    assert seen["markup"] == 0


@pytest.mark.parametrize("view", ["axeLight", "axeDark", "axePhone", "axeToken"])
def test_axe_finds_nothing(seen: dict[str, Any], view: str) -> None:
    assert seen[view] == []


def test_a_phone_needs_no_sideways_scrolling(seen: dict[str, Any]) -> None:
    assert seen["phoneWidth"] <= 360


def test_the_token_leaves_the_address_and_is_asked_for(seen: dict[str, Any]) -> None:
    assert "token" not in seen["address"]
    assert seen["asksForToken"]


def test_no_request_goes_anywhere_else_and_nothing_fails(seen: dict[str, Any]) -> None:
    assert seen["hosts"] == [f"127.0.0.1:{seen['port']}"]
    assert seen["errors"] == []


def test_another_site_can_do_nothing_even_with_the_token(seen: dict[str, Any]) -> None:
    tried = seen["foreign"]
    assert {name: tried[name] for name in ("read", "send", "simple", "health", "script")} == {
        "read": "refused",
        "send": "refused",
        "simple": "refused",
        "health": "refused",
        "script": "refused",
    }
    assert tried["blind"] in ("refused", "opaque 0")
    assert tried["frame"] == "closed"
    assert seen["framed"] in (["chrome-error://chromewebdata/"], [])
