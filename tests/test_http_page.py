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
    """Return a folder with playwright-core and axe-core: ``make`` installs one; else npm does it here, or we skip."""
    given = Path(os.environ.get("SERVICELINT_WEB") or WEB / "node_modules")
    if (given / "playwright-core").is_dir():
        return given
    shutil.copy(WEB / "package.json", folder)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent"]
    done = subprocess.run(command, cwd=folder, check=False, timeout=300, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"npm cannot install playwright-core and axe-core: {done.stderr.strip()[-300:]}")
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


def test_without_a_mouse_the_blank_of_a_rewrite_is_selected_and_filled(seen: dict[str, Any]) -> None:
    assert seen["tabs"] == ["copy", "place", "by [date]"]
    assert seen["blankSaid"] == "Taken. Fill in [date]. 2 findings"
    assert seen["blankFilled"] == "We will answer by Friday 🙂. We cannot help you with this. Could you kindly wait?"


def test_the_customers_message_counts(seen: dict[str, Any]) -> None:
    assert seen["withThread"] == ["the money"]


def test_markup_in_a_draft_stays_text(seen: dict[str, Any]) -> None:
    assert seen["markup"] == 0


@pytest.mark.parametrize(
    "view", ["axeLight", "axeDark", "axeChosen", "axeChosenDark", "axeLong", "axePhone", "axeToken"]
)
def test_axe_finds_nothing(seen: dict[str, Any], view: str) -> None:
    assert seen[view] == []


def test_a_long_list_scrolls_beside_the_draft(seen: dict[str, Any]) -> None:
    assert seen["draftInSight"]


def test_a_phone_needs_no_sideways_scrolling(seen: dict[str, Any]) -> None:
    assert seen["phoneWidth"] <= 360


def test_the_token_leaves_the_address_and_is_asked_for(seen: dict[str, Any]) -> None:
    assert "token" not in seen["address"]
    assert seen["asksForToken"]


def test_no_request_goes_anywhere_else_and_nothing_fails(seen: dict[str, Any]) -> None:
    assert seen["hosts"] == [f"127.0.0.1:{seen['port']}"]
    assert seen["errors"] == []


@pytest.mark.parametrize("site", ["foreign", "foreignName"])
def test_another_site_can_read_and_send_nothing_even_with_the_token(seen: dict[str, Any], site: str) -> None:
    tried = dict(seen[site])
    # What a browser sends without asking is answered with a refusal that the page cannot read.
    assert tried.pop("blind") in ("refused", "opaque 0")
    assert tried.pop("blindRead") in ("refused", "opaque 0")
    assert tried.pop("beacon") in ("true", "false")
    assert tried.pop("frame") == "closed"
    assert tried.pop("window") == "closed"
    assert tried == dict.fromkeys(
        ["read", "send", "simple", "health", "cookies", "script", "style", "image", "socket", "events"], "refused"
    )
    assert set(seen["framed"]) <= {"chrome-error://chromewebdata/", "about:blank"}
    assert seen["countedBefore"] == seen["countedAfter"]


def test_a_foreign_name_that_leads_here_is_turned_away(seen: dict[str, Any]) -> None:
    assert (seen["rebound"], seen["reboundFetch"]) == (421, 421)
