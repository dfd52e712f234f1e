"""Settings: the nearest file, layers and their origins, and a clear place in every error."""

from __future__ import annotations

import pickle
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from servicelint.config import (
    Config,
    ConfigError,
    PathGlob,
    Settings,
    describe,
    load_settings,
    starter_config,
    unknown_names,
)
from servicelint.model import Kind, Severity


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def error_of(repo: Path, text: str, name: str = "servicelint.toml") -> str:
    write(repo / name, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(repo / "draft.txt")
    return str(caught.value)


def test_without_a_file_the_defaults_hold(repo: Path) -> None:
    config = load_settings("draft.txt")
    assert config == Config()
    assert config.selects("policy-shield", "deflection")
    assert set(config.origins.values()) == {"default"}


def test_the_nearest_file_wins_whole(repo: Path) -> None:
    write(repo / "servicelint.toml", 'channel = "chat"\nignore = ["enticement"]\n')
    write(repo / "mails/servicelint.toml", 'model = "en_core_web_md"\n')
    near = load_settings(repo / "mails/old/draft.eml")
    assert (near.model, near.channel, near.ignore) == ("en_core_web_md", None, ())
    assert load_settings(repo / "other/draft.eml").channel == "chat"


def test_pyproject_counts_when_it_has_our_table(repo: Path) -> None:
    write(repo / "pyproject.toml", '[project]\nname = "acme"\n\n[tool.servicelint]\nfail-on = "error"\n')
    write(repo / "sub/pyproject.toml", '[project]\nname = "sub"\ndependencies = ["servicelint"]\n')
    config = load_settings(repo / "sub/draft.txt")
    assert config.fail_on is Severity.ERROR
    assert config.origins["fail-on"] == "pyproject.toml:5"
    write(repo / "servicelint.toml", 'fail-on = "never"\n')
    assert load_settings(repo / "sub/draft.txt").fail_on is None


def test_a_broken_pyproject_of_somebody_else_is_left_alone(repo: Path) -> None:
    write(repo / "pyproject.toml", "[project\nname = servicelint\n")
    assert load_settings(repo / "draft.txt") == Config()


def test_extends_lays_files_on_top_of_each_other(repo: Path) -> None:
    write(repo / "base.toml", 'ignore = ["enticement"]\nfail-on = "error"\n[severity]\nshouting = "error"\n')
    write(
        repo / "team/servicelint.toml",
        'extends = "../base.toml"\nignore = ["jargon"]\n\n[severity]\n"acme/no-slang" = "suggestion"\n',
    )
    config = load_settings(repo / "team/draft.txt")
    assert config.ignore == ("enticement", "jargon")
    assert config.severity == {"shouting": Severity.ERROR, "acme/no-slang": Severity.SUGGESTION}
    assert config.origins["fail-on"] == "base.toml:2"
    assert config.origins["ignore"] == "base.toml:1, team/servicelint.toml:2"
    assert config.origins["severity.shouting"] == "base.toml:4"
    assert config.origins["severity.acme/no-slang"] == "team/servicelint.toml:5"
    assert [Path(path).name for path in config.files] == ["base.toml", "servicelint.toml"]


def test_extends_in_a_circle_is_an_error(repo: Path) -> None:
    write(repo / "other.toml", 'extends = ["servicelint.toml"]\n')
    message = error_of(repo, '\n\nextends = ["other.toml"]\n')
    assert message == "other.toml:1: 'extends' goes in a circle: servicelint.toml -> other.toml -> servicelint.toml"


def test_the_same_base_by_two_ways_is_no_circle(repo: Path) -> None:
    write(repo / "base.toml", 'fail-on = "error"\n')
    write(repo / "a.toml", 'extends = "base.toml"\n')
    write(repo / "b.toml", 'extends = "base.toml"\n')
    write(repo / "servicelint.toml", 'extends = ["a.toml", "b.toml"]\n')
    assert load_settings("draft.txt").fail_on is Severity.ERROR


OVERRIDES = """\
[[overrides]]
paths = ["emails/dunning/**"]
kind = "template"
registers = ["finance"]
severity = { payment-threat = "warning" }

[[overrides]]
paths = ["*.chat.txt"]
channel = "chat"
ignore = ["missing-closing"]
"""


def test_overrides_apply_to_their_paths_only(repo: Path) -> None:
    write(repo / "servicelint.toml", OVERRIDES)
    found = Settings()
    dunning = found.for_path("emails/dunning/first/reminder.html")
    assert (dunning.kind, dunning.registers) == (Kind.TEMPLATE, ("finance",))
    assert dunning.severity_of("payment-threat", "finance", Severity.ERROR) is Severity.WARNING
    assert dunning.origins["kind"] == "servicelint.toml:3"
    assert dunning.origins["severity.payment-threat"] == "servicelint.toml:5"
    assert found.for_path("logs/monday.chat.txt").channel == "chat"
    assert found.for_path("emails/welcome.html") == Config(files=(str(repo / "servicelint.toml"),))


def test_paths_with_the_same_settings_share_one_object(repo: Path) -> None:
    write(repo / "servicelint.toml", OVERRIDES)
    found = Settings({"prefilter": False})
    assert found.for_path("emails/dunning/a.html") is found.for_path("emails/dunning/b.html")
    assert len({found.for_path("a.txt"), found.for_path("b/c.txt"), found.for_path("x.chat.txt")}) == 2


def test_options_are_the_last_layer(repo: Path) -> None:
    write(repo / "servicelint.toml", 'ignore = ["shouting"]\nfail-on = "error"\nformat = "json"\n')
    config = load_settings(
        "draft.txt",
        {
            "select": ("deflection,shouting",),
            "fail_on": "suggestion",
            "prefilter": False,
            "channel": None,
            "ignore": (),
        },
    )
    assert config.select == ("deflection", "shouting")
    assert config.selects("shouting", "manners"), "an option that selects a rule brings it back"
    assert (config.fail_on, config.format, config.prefilter) == (Severity.SUGGESTION, "json", False)
    assert config.origins["select"] == "--select"
    assert config.origins["prefilter"] == "--no-prefilter"
    assert config.origins["format"] == "servicelint.toml:3"


def test_options_are_checked_like_files(repo: Path) -> None:
    with pytest.raises(ConfigError, match=r"^--channel cannot be 'emial'; did you mean 'email'\?$"):
        Settings({"channel": "emial"})
    assert Settings({"severity": ["shouting=error"]}).for_path("x").severity == {"shouting": Severity.ERROR}
    with pytest.raises(ConfigError, match="is not RULE=SEVERITY"):
        Settings({"severity": ["shouting"]})


def test_ignore_beside_select_leaves_out_of_what_is_selected(repo: Path) -> None:
    write(repo / "servicelint.toml", 'ignore = ["powerless"]\nselect = ["deflection"]\n')
    config = load_settings("draft.txt")
    assert config.selects("policy-shield", "deflection")
    assert not config.selects("powerless", "deflection")
    assert not config.selects("shouting", "manners")
    added = load_settings("draft.txt", {"ignore": "not-my-job"})
    assert not added.selects("powerless", "deflection")
    assert not added.selects("not-my-job", "deflection")


def test_a_profile_is_a_layer_below_all_others(repo: Path) -> None:
    write(repo / "servicelint.toml", 'fail-on = "error"\nprofile = "strict"\n')
    config = load_settings("draft.txt")
    assert config.registers == ("support", "sales", "finance")
    assert config.fail_on is Severity.ERROR
    assert config.origins["registers"] == "profile strict (servicelint.toml:2)"


def test_paths_count_from_the_file_that_has_them(repo: Path) -> None:
    (repo / "team/rules").mkdir(parents=True)
    write(repo / "team/servicelint.toml", 'packs = ["./rules"]\nbaseline = "known.json"\nexclude = ["old/**"]\n')
    config = load_settings("team/mails/draft.txt")
    assert config.packs == (str(repo / "team/rules"),)
    assert config.baseline == str(repo / "team/known.json")
    assert config.excludes(str(repo / "team/old/x.txt"))
    assert not config.excludes(str(repo / "old/x.txt"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\nselct = ["a"]\n', "servicelint.toml:2: unknown key 'selct'; did you mean 'select'?"),
        ('fail_on = "error"\n', "servicelint.toml:1: unknown key 'fail_on'; did you mean 'fail-on'?"),
        ('# x\nfail-on = "eror"\n', "servicelint.toml:2: 'fail-on' cannot be 'eror'; did you mean 'error'?"),
        ("channel = 3\n", "servicelint.toml:1: 'channel' must be a text in quotes, not a number"),
        ('prefilter = "no"\n', "servicelint.toml:1: 'prefilter' must be true or false, not a text"),
        ('select = "jargon"\n', "servicelint.toml:1: 'select' must be a list: write [\"jargon\"]"),
        (
            'registers = [\n  "support",\n  "finanse",\n]\n',
            "servicelint.toml:3: 'registers' cannot have 'finanse'; did you mean 'finance'?",
        ),
        ('\n[severity]\nshouting = "warning"\n"acme/x" = "hint"\n', "servicelint.toml:4: 'severity' of 'acme/x' ca"),
        ('[severity]\nshouting = "off"\n', "servicelint.toml:2: 'severity' of 'shouting' cannot be switched off"),
        ('packs = ["./none"]\n', "servicelint.toml:1: 'packs' names './none', but there is no folder "),
        ('extends = "gone.toml"\n', "servicelint.toml:1: 'extends' names gone.toml, but there is no such file"),
        ('[[overrides]]\nkind = "draft"\n', 'servicelint.toml:1: an [[overrides]] table needs paths = ["folder/**"]'),
        (
            '[[overrides]]\npaths = ["a"]\n\n[[overrides]]\npaths = ["b"]\nmodel = "x"\n',
            "servicelint.toml:6: 'model' cannot differ between paths: move it out of [[overrides]]",
        ),
        ('[overrides]\npaths = ["a"]\n', "servicelint.toml:1: 'overrides' must be tables: write [[overrides]]"),
        ('exclude = ["../other"]\n', "servicelint.toml:1: 'exclude' has '../other', which leaves the folder"),
        ('exclude = ["a[z-a]"]\n', "servicelint.toml:1: 'exclude' has 'a[z-a]', which is not a path pattern"),
        ('exclude = ["mail\\\\x"]\n', "servicelint.toml:1: 'exclude' has 'mail\\\\x', which has a backslash: write /"),
        ("a = 1\nb = = 2\n", "servicelint.toml:2: not valid TOML: Invalid value (at line 2, column 5)"),
        ('a = 1\nb = """\n', "servicelint.toml:2: not valid TOML: "),
    ],
)
def test_errors_say_where_and_what_to_do(repo: Path, text: str, message: str) -> None:
    assert error_of(repo, text).startswith(message)


def test_all_problems_of_a_file_are_told_at_once(repo: Path) -> None:
    message = error_of(repo, 'prefiltr = true\n\n[severity]\nx = "bad"\n')
    assert [line.partition(" ")[0] for line in message.splitlines()] == ["servicelint.toml:1:", "servicelint.toml:4:"]


def test_errors_in_pyproject_name_its_lines(repo: Path) -> None:
    text = '[project]\nname = "select"\n\n[tool.servicelint]\nselect = ["a"]\nchanel = "chat"\n'
    assert error_of(repo, text, "pyproject.toml") == "pyproject.toml:6: unknown key 'chanel'; did you mean 'channel'?"


def test_a_broken_file_spoils_only_its_own_paths(repo: Path) -> None:
    write(repo / "bad/servicelint.toml", "=\n")
    found = Settings()
    for _ in range(2):
        with pytest.raises(ConfigError):
            found.for_path("bad/draft.txt")
    assert found.for_path("good/draft.txt") == Config()


@pytest.mark.parametrize(("data", "message"), [
    (b"a = 1\n\xff = 2\n", "servicelint.toml:2: is not UTF-8: save it as UTF-8"),
    (b"#" * 1_000_001, "servicelint.toml: is larger than 1,000,000 bytes: not a configuration file"),
    (b"a = " + b"[" * 100_000, "servicelint.toml: not valid TOML: nested too deeply"),
])  # fmt: skip
def test_files_that_are_no_configuration(repo: Path, data: bytes, message: str) -> None:
    (repo / "servicelint.toml").write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        load_settings("draft.txt")
    assert str(caught.value) == message


def test_a_byte_order_mark_and_windows_lines_do_no_harm(repo: Path) -> None:
    (repo / "servicelint.toml").write_bytes(b'\xef\xbb\xbffail-on = "error"\r\nchannel = "chat"\r\n')
    config = load_settings("draft.txt")
    assert (config.fail_on, config.channel) == (Severity.ERROR, "chat")
    assert config.origins["channel"] == "servicelint.toml:2"


toml_values = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["select", "severity", "overrides", "extends", "packs", "exclude", "kind", "fail-on", "profile", "context"]


def as_toml(value: object) -> str:
    import json

    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return json.dumps(value)


@settings(deadline=None, max_examples=300)
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(st.tuples(st.sampled_from([*KEYS, "x"]), toml_values), max_size=3).map(
            lambda pairs: "\n".join(f"{key} = {as_toml(value)}" for key, value in pairs)
        ),
    )
)
@example(text="a = " + "1" * 5000)
@example(text='extends = ["\\u0000"]')
@example(text='exclude = ["[[]"]')
def test_no_file_gives_a_traceback(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "fuzz"
    folder.mkdir(exist_ok=True)
    (folder / "servicelint.toml").write_bytes(text.encode("utf-8", "replace"))
    with suppress(ConfigError):
        describe(load_settings(folder / "draft.txt"))


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("emails/dunning/**", "emails/dunning/a/b.html", True),
        ("emails/dunning/**", "other/emails/dunning/b.html", False),
        ("emails/dunning", "emails/dunning/b.html", True),
        ("emails/dunning", "emails/dunning2/b.html", False),
        ("*.eml", "a/b/c.eml", True),
        ("/*.eml", "a/c.eml", False),
        ("/*.eml", "c.eml", True),
        ("archive", "a/archive/b/c.txt", True),
        ("a/*/c.txt", "a/b/c.txt", True),
        ("a/*/c.txt", "a/b/b/c.txt", False),
        ("a/**/c.txt", "a/c.txt", True),
        ("a/**/c.txt", "a/b/b/c.txt", True),
        ("*.{md,html}", "x/y.html", True),
        ("*.{md,html}", "x/y.htm", False),
        ("mail-[0-9].txt", "mail-7.txt", True),
        ("mail-[!0-9].txt", "mail-7.txt", False),
        ("mail?.txt", "mail/.txt", False),
        ("./mails/*", "mails/x", True),
        ("a+b (1).txt", "a+b (1).txt", True),
        ("**", "anything/at/all", True),
    ],
)
def test_path_patterns(pattern: str, path: str, matches: bool) -> None:
    assert PathGlob("/repo", pattern).matches(f"/repo/{path}") is matches


def test_patterns_outside_their_folder() -> None:
    assert PathGlob("/repo", "*.bak").matches("/elsewhere/x.bak")
    assert not PathGlob("/repo", "mails/*").matches("/elsewhere/mails/x")


def test_names_that_lead_nowhere_are_told_with_their_place(repo: Path) -> None:
    write(repo / "servicelint.toml", 'ignore = [\n  "shouting",\n  "polcy-shield",\n]\n')
    config = load_settings("draft.txt", {"select": "deflecton"})
    # An option that selects begins anew, so only the option is wrong then.
    assert [str(error) for error in unknown_names(config, ["policy-shield", "shouting"], ["deflection"])] == [
        "--select names 'deflecton', no such rule or category; did you mean 'deflection'?"
    ]
    config = load_settings("draft.txt")
    assert [str(error) for error in unknown_names(config, ["policy-shield", "shouting"], ["deflection"])] == [
        "servicelint.toml:3: 'ignore' names 'polcy-shield', no such rule or category; did you mean 'policy-shield'?"
    ]


def test_describe_names_value_and_origin(repo: Path) -> None:
    write(repo / "servicelint.toml", 'fail-on = "never"\nexclude = ["old/**"]\n[severity]\nshouting = "error"\n')
    rows = describe(load_settings("draft.txt", {"channel": "chat"}))
    assert ("fail-on", '"never"', "servicelint.toml:1") in rows
    assert ("channel", '"chat"', "--channel") in rows
    assert ("exclude", '["old/**"]', "servicelint.toml:2") in rows
    assert ("severity.shouting", '"error"', "servicelint.toml:4") in rows
    assert ("select", '["all"]', "default") in rows


def test_settings_can_be_sent_to_another_process(repo: Path) -> None:
    write(repo / "servicelint.toml", OVERRIDES)
    config = load_settings("emails/dunning/x.md")
    again = pickle.loads(pickle.dumps(config))
    assert again == config
    assert hash(again) == hash(config)
    assert again.origins == config.origins


def test_the_starter_file_suits_the_folder_and_loads(repo: Path) -> None:
    write(repo / "app/emails/dunning/first.liquid", "x")
    write(repo / "app/emails/welcome.md", "x")
    write(repo / "support/chats/monday.jsonl", "x")
    write(repo / "inbox/reply.eml", "x")
    write(repo / "node_modules/emails/x.md", "x")
    write(repo / "servicelint.toml", starter_config(repo))
    found = Settings()
    reminder = found.for_path("app/emails/dunning/first.liquid")
    assert (reminder.kind, reminder.registers) == (Kind.TEMPLATE, ("finance",))
    assert found.for_path("app/emails/welcome.md").kind is Kind.TEMPLATE
    assert found.for_path("support/chats/monday.jsonl").channel == "chat"
    assert found.for_path("inbox/reply.eml").kind is None
    assert "1 saved email found" in (repo / "servicelint.toml").read_text()


def test_the_starter_file_of_an_empty_folder_is_short_and_loads(repo: Path) -> None:
    text = starter_config(repo)
    assert len(text.splitlines()) < 20
    write(repo / "servicelint.toml", text)
    assert load_settings("draft.txt").fail_on is Severity.WARNING


@pytest.mark.parametrize("header", ["[[overides]]", "[overides.x]"])
def test_a_misspelt_table_is_named_with_its_line(tmp_path: Path, header: str) -> None:
    path = tmp_path / "servicelint.toml"
    path.write_text(f'fail-on = "error"\n\n{header}\npaths = ["x"]\n', "utf-8")
    with pytest.raises(ConfigError, match=r"unknown key 'overides'; did you mean 'overrides'\?") as caught:
        Settings().for_path(tmp_path / "a.txt")
    assert caught.value.line == 3
