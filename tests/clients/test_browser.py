"""The extension in Chromium: real pages, the real host by native messaging, a real ``servicelint serve``."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.clients.addon import HERE, WEB, NativeHost, built, needs, pictures, serving_pages
from tests.serving import TOKEN, serving, settings

PHRASES = {"error": ["we cannot help you"], "suggestion": ["kindly"]}
DRAFT = "Hi 🙂 Bea, we cannot help you. Could you kindly wait?"
MENDED = "Here is what I can do for you today. Could you kindly wait?"
ORIGIN = "chrome-extension://omoabodjbnlgkgbfghoohdnjpedkikja"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened in each scene of ``browser_scenes.mjs``."""
    needs("node", "chromium")
    extension = built("browser", "chromium")
    folder = tmp_path_factory.mktemp("browser")
    settings(folder)
    profile = folder / "profile"
    host = NativeHost.install("chromium", profile / "NativeMessagingHosts", folder / "servicelint.toml")
    (folder / "served").mkdir()
    with (
        serving_pages(host) as address,
        serving(folder / "served", "--allow-origin", ORIGIN) as server,
    ):
        port = server.url.rstrip("/").rpartition(":")[2]
        command = ["node", str(HERE / "browser.mjs"), str(WEB / "node_modules"), str(extension), str(profile)]
        command += [address, str(pictures(folder)), f"{port}:{TOKEN}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def scene(seen: dict[str, Any], name: str) -> Any:
    assert name not in seen["failed"], seen["failed"][name]
    return seen[name]


def test_textarea_card_accept_undo_and_caret(seen: dict[str, Any]) -> None:
    found = scene(seen, "textarea")
    assert found["words"] == ["we cannot help you", "kindly"]
    assert found["sameWidth"]
    assert "“we cannot help you” ends the conversation; say what you can do." in found["card"]
    assert found["after"] == MENDED
    # It stood at the end before, and does so after.
    assert found["caret"] == len(MENDED)
    assert found["focus"] == "area"
    assert found["undone"] == DRAFT
    assert not found["dom"]


def test_contenteditable_across_elements(seen: dict[str, Any]) -> None:
    found = scene(seen, "contenteditable")
    assert found["words"] == PHRASES
    assert "A customer who hears it writes to somebody else" in found["why"]
    assert found["untouched"]
    assert found["after"] == "Here is what I can do for you today.\n\nCould you kindly wait? Terms"
    assert found["undone"] == "Hi 🙂 Bea, we cannot help you.\n\nCould you kindly wait? Terms"
    assert found["ignored"] == {"suggestion": ["kindly"]}


def test_keys_alone_mend_and_the_caret_stays(seen: dict[str, Any]) -> None:
    found = scene(seen, "keyboard")
    assert found["back"] == "rich"
    assert found["after"] == "Could you please wait? Thanks."
    assert found["typedOn"] == "Could you please wait? Thanks. Bea"


def test_underlines_cover_exactly_the_phrase(seen: dict[str, Any]) -> None:
    found = scene(seen, "texts")
    for name in ("emoji", "combining", "rtl"):
        assert found[name] == found[f"{name}Area"] == "we cannot help you"
    assert found["nbsp"] == found["nbspArea"] == "we\u00a0cannot\u00a0\u00a0help you"
    assert found["source"], "Chromium no longer writes U+00A0 here"
    assert found["typed"].replace("\u00a0", " ") == "we cannot  help you"


def test_frame_and_the_button_around_it(seen: dict[str, Any]) -> None:
    found = scene(seen, "frame")
    assert found["words"] == PHRASES
    assert found["asked"].startswith("Send with an error left?")
    assert found["sentBefore"] == 0
    assert found["after"] == MENDED


def test_shadow_root(seen: dict[str, Any]) -> None:
    assert scene(seen, "shadow") == {"words": PHRASES, "after": MENDED}


def test_editors_that_draw_anew(seen: dict[str, Any]) -> None:
    found = scene(seen, "rerender")
    assert found["words"] == found["atOnce"] == PHRASES
    assert found["after"] == MENDED
    assert found["fresh"]["error"] == ["We cannot help you"]


def test_a_page_that_fights(seen: dict[str, Any]) -> None:
    found = scene(seen, "fight")
    # It removed our element, and we did not put it back for ever.
    assert 0 < found["removed"] <= 6
    assert found["text"] == DRAFT
    assert found["words"] == PHRASES
    assert found["area"] == "We cannot help you"


def test_one_line_fields_passwords_and_searches_are_left_alone(seen: dict[str, Any]) -> None:
    found = scene(seen, "quiet")
    assert found["words"] == {}
    assert found["parts"] == []
    assert found["asked"] == []


def test_only_what_changed_is_sent_and_only_when_it_did(seen: dict[str, Any]) -> None:
    found = scene(seen, "economy")
    first, *rest = found["typed"]
    assert first["draft"] is not None
    assert len(found["typed"]) < 20
    text = first["draft"]
    # A short draft is sent whole where most of it is new; the rest are changes, in code points.
    assert any(request["change"] for request in rest)
    for request in rest:
        change = request["change"]
        text = request["draft"] or text[: change["start"]] + change["text"] + text[change["end"] :]
    assert text == DRAFT + " 🙂 Thanks. Kindly."
    assert found["redrawn"] == 0
    assert found["marks"]["suggestion"] == ["kindly", "Kindly"]


def test_the_question_before_sending(seen: dict[str, Any]) -> None:
    found = scene(seen, "send")
    assert found["asked"].startswith("Send with an error left?")
    assert found["whileAsked"] == found["back"] == found["keyWhileAsked"] == []
    assert found["anyway"] == ["plain"]
    assert found["key"] == ["key"]
    assert found["clean"] == ["plain"]
    assert found["form"] == ["form"]


def test_popup_and_the_switch_for_a_site(seen: dict[str, Any]) -> None:
    found = scene(seen, "popup")
    assert f"chrome-extension://{found['id']}" == ORIGIN
    assert found["state"].startswith("servicelint ")
    assert found["host"] == "127.0.0.1"
    assert found["gone"].startswith("The engine does not answer")
    assert found["off"] == {}
    assert found["sentOff"] == ["plain"]
    assert found["on"] == {"error": ["We cannot help you"]}


def test_the_server_on_loopback_with_its_token(seen: dict[str, Any]) -> None:
    found = scene(seen, "loopback")
    assert "the token is missing or wrong" in found["wrong"]
    assert found["state"].startswith("servicelint ")
    assert found["words"] == PHRASES
    assert found["changed"] == {"error": ["we cannot help you"], "suggestion": ["kindly", "kindly"]}


def test_the_engine_killed_and_gone(seen: dict[str, Any]) -> None:
    found = scene(seen, "killed")
    assert found["back"] == {"error": ["We cannot help you"], "suggestion": ["Kindly"]}
    assert found["trouble"].startswith("Not checked: ")
    assert found["again"]["suggestion"] == ["Kindly", "Kindly"]


@pytest.mark.parametrize("name", ["gmail", "outlook", "zendesk", "intercom", "front", "freshdesk"])
def test_sites(seen: dict[str, Any], name: str) -> None:
    found = scene(seen, "sites")[name]
    # "the money" is a finding where the customer wrote of a refund, and not where only the company did.
    assert found["words"] == {"error": ["We cannot help you"], "warning": ["the money"]}
    assert found["own"] == {"suggestion": ["Kindly"]}
    assert (found["asked"], found["sent"]) == (1, 0)


def test_a_dark_page(seen: dict[str, Any]) -> None:
    assert scene(seen, "dark")["words"] == ["We cannot help you", "kindly"]


def test_nothing_failed_in_any_page(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []


def test_positions_in_typescript() -> None:
    """Code points and UTF-16 units, over random texts."""
    needs("node")
    built("browser", "chromium")
    subprocess.run(["node", "build.mjs", "--tests"], cwd=WEB, check=True, timeout=120)
    done = subprocess.run(["node", "--test", "dist"], cwd=WEB, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
    assert "# pass 3" in done.stdout


def test_the_add_ons_know_the_same_names() -> None:
    """The identifiers in the manifests are those that the native host lets in."""
    from servicelint.native_host.places import CHROMIUM_ID, MOZILLA_IDS

    assert ORIGIN.endswith(CHROMIUM_ID)
    plugins = WEB.parent
    for folder, name in (("browser", MOZILLA_IDS[0]), ("thunderbird", MOZILLA_IDS[1])):
        manifest = json.loads(Path(plugins / folder / "manifest.json").read_text("utf-8"))
        assert manifest["browser_specific_settings"]["gecko"]["id"] == name
