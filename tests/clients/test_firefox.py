"""The extension in Firefox: a contenteditable, a textarea, a shadow root, a frame; accept and undo; the question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.clients.addon import NativeHost, built, needs, pictures, serving_pages
from tests.clients.marionette import Marionette, started, until
from tests.serving import settings

DRAFT = "Hi 🙂 Bea, we cannot help you. Could you kindly wait?"
HIGHLIGHTS = """
  const words = {};
  CSS.highlights.forEach((set, name) => set.forEach((range) => {
    (words[name.replace("servicelint-", "")] ??= []).push(range.toString());
  }));
  return words;
"""
LAYER = """
  const root = document.querySelector("servicelint-layer")?.openOrClosedShadowRoot;
  return [...(root?.querySelectorAll(args[0]) ?? [])].map((one) => one.innerText ?? one.textContent);
"""
PHRASES = {"error": ["we cannot help you"], "suggestion": ["kindly"]}


def test_marks_card_accept_undo_and_question(tmp_path: Path) -> None:
    needs("firefox-esr")
    extension = built("browser", "firefox")
    shots = pictures(tmp_path)
    settings(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    NativeHost.install("firefox", home / ".mozilla/native-messaging-hosts", tmp_path / "servicelint.toml")
    with (
        serving_pages() as address,
        started(["firefox-esr", "--headless"], home / "profile", {"HOME": str(home)}, {}) as firefox,
    ):
        firefox.call("Addon:Install", {"path": str(extension), "temporary": True})
        firefox.call("WebDriver:Navigate", {"url": f"{address}/desk.html"})
        rich(firefox, shots)
        area(firefox, shots)
        shadow(firefox, shots)
        frame(firefox)


def highlights(firefox: Marionette) -> Any:
    return firefox.run(HIGHLIGHTS)


def layer(firefox: Marionette, selector: str) -> Any:
    return firefox.run(LAYER, selector, system=True)


def rich(firefox: Marionette, shots: Path) -> None:
    firefox.click("#rich")
    firefox.keys(*DRAFT)
    until(lambda: highlights(firefox), lambda seen: seen == PHRASES)
    before = firefox.run("return document.body.outerHTML")
    firefox.keys("Control+Home", "Alt+Enter")
    card = until(lambda: layer(firefox, ".card"), len)
    assert "ends the conversation" in card[0]
    firefox.screenshot(shots / "firefox.png")
    assert firefox.run("return document.body.outerHTML") == before
    firefox.keys("Enter")
    text = "return document.getElementById('rich').innerText.trim()"
    after = until(lambda: firefox.run(text), lambda seen: "cannot" not in seen)
    assert after == "Here is what I can do for you today. Could you kindly wait?"
    until(lambda: highlights(firefox), lambda seen: seen == {"suggestion": ["kindly"]})
    firefox.keys("Control+z")
    assert until(lambda: firefox.run(text), lambda seen: "cannot" in seen) == DRAFT
    until(lambda: highlights(firefox), lambda seen: seen == PHRASES)
    firefox.click("#plain")
    until(lambda: layer(firefox, ".ask h1"), lambda seen: seen == ["Send with an error left?"])
    assert firefox.run("return window.wrappedJSObject?.sent ?? window.sent") == []
    firefox.keys("Escape")
    firefox.run("document.getElementById('rich').textContent = ''")


def area(firefox: Marionette, shots: Path) -> None:
    firefox.click("#area")
    firefox.keys(*DRAFT)
    assert until(lambda: layer(firefox, ".mirror span"), lambda seen: len(seen) == 2) == [
        "we cannot help you",
        "kindly",
    ]
    firefox.screenshot(shots / "firefox-area.png")
    firefox.keys("Control+Home", "Alt+Enter")
    until(lambda: layer(firefox, ".card"), len)
    firefox.keys("Enter")
    value = "return document.getElementById('area').value"
    after = until(lambda: firefox.run(value), lambda seen: "cannot" not in seen)
    assert after == "Here is what I can do for you today. Could you kindly wait?"
    firefox.keys("Control+z")
    assert until(lambda: firefox.run(value), lambda seen: "cannot" in seen) == DRAFT
    firefox.run("document.getElementById('area').value = ''")


def shadow(firefox: Marionette, shots: Path) -> None:
    firefox.run("document.getElementById('host').shadowRoot.getElementById('inner').focus()")
    firefox.keys(*DRAFT)
    # Highlights cannot be styled there in this browser: the underlines are boxes.
    until(lambda: layer(firefox, ".boxes i"), lambda seen: len(seen) == 2)
    firefox.screenshot(shots / "firefox-shadow.png")


def frame(firefox: Marionette) -> None:
    firefox.call("WebDriver:SwitchToFrame", {"id": 0})
    firefox.click("#p")
    firefox.keys(*DRAFT)
    until(lambda: highlights(firefox), lambda seen: seen == PHRASES)
