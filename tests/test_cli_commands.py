"""The commands beside ``check``, and the Python interface."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import servicelint
from servicelint.cli import run

HOUSE_RULES = Path(__file__).parent / "data" / "cli" / "house-rules"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "72")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    settings = f'packs = [{json.dumps(str(HOUSE_RULES))}]\nplugins-disabled = ["builtin"]\n'
    (tmp_path / "servicelint.toml").write_text(settings, encoding="utf-8")
    return tmp_path


def test_version(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["--version"]) == 0
    assert capsysbinary.readouterr().out == f"servicelint {servicelint.__version__}\n".encode()


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    for command in ("check", "explain", "rules", "test", "init", "show-config"):
        assert f"  {command} " in out
    # No description is cut off at this width.
    assert "..." not in out.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["chekc"], "No such command 'chekc'. Did you mean 'check'?"),
        (["servicelint.toml"], "No such command 'servicelint.toml'. Did you mean 'check servicelint.toml'?"),
        (
            ["explain", "house-rules/kindely"],
            "There is no rule 'house-rules/kindely'. Did you mean 'house-rules/kindly'?",
        ),
        (["explain", "wording"], "'wording' is a category: house-rules/kindly, house-rules/money-talk"),
        (["test", "nowhere"], "There is no folder or rule file 'nowhere'."),
        (["init", "nowhere"], "There is no folder 'nowhere'."),
        (["show-config", "--config", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_wrong_usage(args: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.out == ""


def test_explain_is_the_rule_file_as_a_page(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", "house-rules/money-talk"]) == 0
    assert capsysbinary.readouterr().out.decode() == (
        "house-rules/money-talk (wording): warning\n"
        "  The money\n"
        "  Checked in email and chat.\n"
        "\n"
        "Why\n"
        "  The customer's own word is the right one. Ground: a matter of house\n"
        "  style.\n"
        "\n"
        "Examples\n"
        "  customer: I want a refund!\n"
        "  instead of: We sent [[the money]].\n"
        "  better: We sent the refund.\n"
        "\n"
        "Left alone\n"
        "  - We sent the money.\n"
        "\n"
        "Exceptions\n"
        "  - Flagged only where the customer's message has: refund\n"
        "\n"
        "Rewrites\n"
        "  - the refund (ask)\n"
        "\n"
        "Sources\n"
        "  - The tests of the command line\n"
    )


def test_explain_marks_the_phrase_in_colour(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", "--color", "house-rules/money-talk"]) == 0
    assert b"We sent \x1b[1;4mthe money\x1b[0m." in capsysbinary.readouterr().out


def test_explain_as_json(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", "--format", "json", "house-rules/kindly"]) == 0
    out = json.loads(capsysbinary.readouterr().out)
    assert (out["rule"], out["severity"], out["ground"]) == ("house-rules/kindly", "suggestion", "house style")
    assert out["rewrites"] == [{"text": "please", "safety": "safe"}]
    assert out["examples"][0]["bad"] == "Could you [[kindly]] send the form?"


def test_rules_are_listed_by_category(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["rules"]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    at = lines.index("wording")
    assert [line.split() for line in lines[at + 1 : at + 3]] == [
        ["house-rules/kindly", "suggestion", "Kindly"],
        ["house-rules/money-talk", "warning", "The", "money"],
    ]
    assert lines[-1] == "4 rules. `servicelint explain RULE` says why, with examples."


def test_rules_as_json_say_what_is_selected(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    settings = (folder / "servicelint.toml").read_text("utf-8") + 'ignore = ["house-rules/kindly"]\n'
    (folder / "servicelint.toml").write_text(settings, encoding="utf-8")
    assert run(["rules", "--format", "json"]) == 0
    rules = {entry["rule"]: entry for entry in json.loads(capsysbinary.readouterr().out)["rules"]}
    assert not rules["house-rules/kindly"]["selected"]
    assert rules["house-rules/no-help"]["selected"]
    assert rules["house-rules/no-help"]["category"] == "wording"


def test_init_writes_settings_that_can_be_used_and_never_overwrites(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "new" / "emails").mkdir(parents=True)
    (tmp_path / "new" / "emails" / "welcome.html").write_text("<p>Hi {{name}}</p>", encoding="utf-8")
    assert run(["init", "new"]) == 0
    written = (tmp_path / "new" / "servicelint.toml").read_text("utf-8")
    assert 'kind = "template"' in written
    assert run(["init", "new"]) == 2
    assert "is there already; --force replaces it" in capsysbinary.readouterr().err.decode()
    (tmp_path / "new" / "servicelint.toml").write_text("# mine\n", encoding="utf-8")
    assert run(["init", "--force", "new"]) == 0
    assert (tmp_path / "new" / "servicelint.toml").read_text("utf-8") == written
    capsysbinary.readouterr()
    assert run(["show-config", "new/emails/welcome.html"]) == 0
    kind = next(line for line in capsysbinary.readouterr().out.decode().splitlines() if line.startswith("kind "))
    assert kind.split()[:3] == ["kind", "=", '"template"']
    assert "new/servicelint.toml:" in kind


def test_show_config_names_rules_that_do_not_exist(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "servicelint.toml").write_text('\nignore = ["policy-sheild"]\n', encoding="utf-8")
    assert run(["show-config"]) == 2
    shown = capsysbinary.readouterr()
    assert b"ignore " in shown.out
    assert "servicelint.toml:2: 'ignore' names 'policy-sheild'" in shown.err.decode()
    assert "did you mean 'policy-shield'?" in shown.err.decode()


def test_test_fails_for_an_example_that_does_not_hold(folder: Path) -> None:
    pack = folder / "ours" / "wording"
    pack.mkdir(parents=True)
    rule = (HOUSE_RULES / "wording" / "kindly.toml").read_text("utf-8")
    (pack / "kindly.toml").write_text(rule.replace("Could you please send", "Would you please send"), encoding="utf-8")
    # pytest inside pytest: a process of its own.
    command = [sys.executable, "-m", "servicelint", "test", "ours"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "kindly.toml::example-1" in done.stdout
    assert "Would you please send" in done.stdout
    (folder / "empty").mkdir()
    done = subprocess.run([*command[:-1], "empty"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "Error: No rule files with examples in 'empty'.\n")


def test_test_says_why_a_rule_cannot_be_used(folder: Path) -> None:
    pack = folder / "ours" / "wording"
    pack.mkdir(parents=True)
    rule = (HOUSE_RULES / "wording" / "kindly.toml").read_text("utf-8")
    (pack / "kindly.toml").write_text(rule + '\n[[match]]\npython = "kind:find"\nunanchored = true\n', encoding="utf-8")
    (pack / "kind.py").write_text("def find(draft):\n    return iter(())\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "servicelint", "test", "ours"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "kindly.toml: Python checks run only from installed packs" in done.stdout
    assert "KeyError" not in done.stdout


def test_lint_finds_a_wall_in_a_text() -> None:
    text = "Hi Ana 🙂, that is our company policy."
    found = servicelint.lint(text)
    assert [(f.rule, text[f.span.start : f.span.end]) for f in found] == [
        ("policy-shield", "that is our company policy")
    ]


def test_lint_refuses_what_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="unknown channel 'fax'"):
        servicelint.lint("Hi", channel="fax")
    with pytest.raises(ValueError, match="letter"):
        servicelint.lint("Hi", kind="letter")


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, servicelint; print(sorted(name for name in sys.modules if name.startswith('servicelint')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['servicelint']\n"
    assert servicelint.Severity.ERROR > servicelint.Severity.WARNING
    assert {"lint", "Linter", "Finding"} <= set(dir(servicelint))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = servicelint.nothing
