"""What the settings say about reading holds in every face: servers and stores read as ``check`` does."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from servicelint.config import Config, Settings
from servicelint.corpus.record import document_of
from servicelint.readers import read
from servicelint.reading import read_options
from servicelint.service.checker import Checker
from servicelint.service.settings import config_of, settings_of

RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
SETTINGS = f"""
packs = [{json.dumps(str(RULES))}]
plugins-disabled = ["builtin"]
syntax = ["square"]
text-keys = ["front"]
read-as = "json"
"""
CARD = '{"front": "Kindly wait, [First Name].", "body": "We cannot help you."}'


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "servicelint.toml").write_text(SETTINGS, "utf-8")
    return Settings().for_path(tmp_path / "card.txt")


def test_settings_travel_to_another_process(config: Config) -> None:
    there = config_of(json.loads(json.dumps(settings_of(config, reading=True))))
    assert read_options(there) == read_options(config)
    assert read_options(there).texts == ("front",)
    # A document that has been read needs one linter, however it was read.
    assert "read_as" not in settings_of(config)


def test_a_server_reads_by_its_settings(config: Config) -> None:
    async def ask() -> str:
        checker = Checker(config, time_limit=60)
        await checker.start()
        try:
            return (await checker.ask("check", draft=CARD, filename="draft.txt", thread=[])).body
        finally:
            await checker.stop()

    found = json.loads(asyncio.run(ask()))["files"][0]["findings"]
    assert [(f["rule"], f["text"]) for f in found] == [("house-rules/kindly", "Kindly")]


def test_a_store_knows_the_placeholders_of_the_settings() -> None:
    record = {"text": "Hi [First Name],\n\nwe wait."}
    plain, asked = (document_of(record, Config(syntax=syntax)) for syntax in ((), ("square",)))
    assert plain.segments[0].text == "Hi [First Name],"
    assert asked.segments[0].text == "Hi Xname,"
    mail = {"mail": b"Subject: Hi\nMIME-Version: 1.0\n\nHi [First Name],\n\nwe wait.\n"}
    segments = document_of(mail, Config(syntax=("square",), read_as="plain")).segments
    assert "Hi Xname," in [segment.text for segment in segments]


def test_what_the_caller_knows_goes_before_the_settings(config: Config) -> None:
    options = read_options(config, channel="chat", context=["Where is it?"])
    document = read(CARD.encode(), "card.txt", options)[0]
    assert (document.channel, document.thread) == ("chat", ("Where is it?",))
