"""The JSON schema of the settings says yes and no as the parser of the settings does."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from servicelint.config import ConfigError, Settings, starter_config
from servicelint.config.json_schema import json_schema

TEMPLATES = Path(__file__).parent / "templates" / "servicelint.toml"
GOOD = """
extends = "base.toml"
profile = "strict"
select = ["all"]
ignore = ["kindly"]
severity = { kindly = "warning" }
fail-on = "never"
channel = "chat"
kind = "template"
registers = ["support", "sales"]
read-as = "yaml"
text-keys = ["cards.*.front"]
syntax = ["colon"]
packs = []
phrase-books = []
prefilter = false
baseline = "b.json"
context = ["a.txt"]
format = "html"
include = ["*.macro"]
exclude = ["old/**"]
[[overrides]]
paths = ["a/**"]
kind = "draft"
syntax = ["square"]
"""


def accepted(text: str, folder: Path) -> tuple[bool, bool]:
    """Tell what the schema and what the parser say about settings."""
    (folder / "base.toml").write_text("", "utf-8")
    file = folder / "servicelint.toml"
    file.write_text(text, "utf-8")
    valid = jsonschema.Draft202012Validator(json_schema()).is_valid(tomllib.loads(text))
    try:
        Settings({}, file).for_path(folder / "a" / "x.txt")
    except ConfigError:
        return valid, False
    return valid, True


def test_good_settings(tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert accepted(GOOD, tmp_path) == (True, True)
    assert accepted(starter_config(tmp_path), tmp_path) == (True, True)
    assert jsonschema.Draft202012Validator(json_schema()).is_valid(tomllib.loads(TEMPLATES.read_text("utf-8")))
    assert set(tomllib.loads(GOOD)) | {"model", "plugins-disabled"} == set(json_schema()["properties"])


@pytest.mark.parametrize(
    "text",
    [
        'fial-on = "error"', 'fail-on = "all"', 'channel = "sms"', 'select = "all"', "prefilter = 1", 'syntax = ["x"]',
        'read-as = "docx"', 'severity = { kindly = "off" }', '[[overrides]]\nkind = "draft"', 'registers = "support"',
        '[[overrides]]\npaths = ["a"]\nformat = "json"', "text-keys = [1]", 'baseline = ""', "overrides = 1",
    ],
)  # fmt: skip
def test_bad_settings(text: str, tmp_path: Path) -> None:
    assert accepted(text, tmp_path) == (False, False)


def test_the_command_prints_it(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from servicelint.cli import run

    assert run(["show-config", "--schema"]) == 0
    assert json.loads(capfdbinary.readouterr().out) == json_schema()
