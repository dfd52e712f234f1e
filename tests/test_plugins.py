"""Plugins: real distributions in a folder on the import path; a broken one harms nobody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import pytest

from servicelint.config import Config
from servicelint.distributions import entry_points
from servicelint.model import Document, Finding, Severity, Span
from servicelint.plugins import Plugins, forget_plugins, load_plugins

DATA = Path(__file__).parent / "data" / "plugins"
TEXT = "Hello Ada, that is our policy. STOP NOW!!"
DOCUMENT = Document("draft.txt", TEXT, ())
POLICY = Finding("policy-shield", "deflection", Span(11, 29), Span(11, 30), "A wall.", Severity.ERROR)
SHOUTING = Finding("shouting", "manners", Span(31, 41), Span(31, 41), "Loud.", Severity.WARNING)

Install = Callable[..., Plugins]


def install_into(site: Path, name: str) -> None:
    """Lay a project down as an installer does: its modules, and a dist-info folder with METADATA and entry points."""
    project = tomllib.loads((DATA / name / "pyproject.toml").read_text())["project"]
    for source in (DATA / name).iterdir():
        if source.is_dir():
            shutil.copytree(source, site / source.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.suffix == ".py":
            shutil.copy(source, site)
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    lines = ["[console_scripts]", "acme-tool = acme:main", ""]
    for group, entries in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in entries.items()), ""]
    (info / "entry_points.txt").write_text("\n".join(lines))


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that installs distributions in a fresh folder and loads the plugins found there."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    before = set(sys.modules)

    def load(*names: str, disabled: tuple[str, ...] = ()) -> Plugins:
        for name in names:
            install_into(site, name)
        forget_plugins()
        return load_plugins(disabled)

    yield load
    forget_plugins()
    for name in set(sys.modules) - before:
        if name.startswith(("acme_", "zeta_")):
            del sys.modules[name]


def own(plugins: Plugins) -> list[str]:
    return [str(info) for info in plugins.loaded if info.distribution != "servicelint"]


def about(plugins: Plugins, word: str) -> list[str]:
    return [notice for notice in plugins.notices if word in notice]


def test_a_good_plugin_is_loaded_with_all_its_hooks(install: Install) -> None:
    plugins = install("good")
    assert own(plugins) == ["plugin 'acme' (acme_good 1.4.2)"]
    assert plugins.packs()[-1].name == "acme"
    documents = plugins.read(b"Hi", "note.acme", None)
    assert documents is not None
    assert documents[0].segments[0].text == "Hi"
    assert plugins.read(b"Hi", "note.txt", None) is None
    findings = [POLICY, SHOUTING]
    plugins.adjust(DOCUMENT, findings, Config())
    assert [(finding.rule, finding.severity) for finding in findings] == [("policy-shield", Severity.SUGGESTION)]
    assert [rewrite.label for rewrite in plugins.rewrites(DOCUMENT, POLICY)] == ["from the phrase book"]
    assert list(plugins.reporters()) == ["acme"]
    assert about(plugins, "acme") == []


def test_the_rules_of_an_installed_pack_carry_its_name(install: Install) -> None:
    from servicelint.rule import load_rule

    folder = install("good").packs()[-1]
    rule = load_rule(folder / "manners" / "no-ping.toml", pack=folder.name)
    assert (rule.id, rule.category) == ("acme/no-ping", "manners")


def test_plugins_that_fail_at_import_are_named_and_skipped(install: Install) -> None:
    plugins = install("raises_at_import", "good")
    assert own(plugins) == ["plugin 'acme' (acme_good 1.4.2)"]
    release = "(acme_raises_at_import 0.9) was skipped:"
    assert about(plugins, "acme_raises_at_import 0.9") == [
        f"plugin 'attribute' {release} AttributeError: module 'acme_exits_not' has no attribute 'plugin'",
        f"plugin 'exiter' {release} SystemExit: 3",
        f"plugin 'importer' {release} RuntimeError: the phrase book is missing",
        f"plugin 'missing' {release} ModuleNotFoundError: No module named 'acme_not_there'",
    ]


def test_plugins_that_do_not_fit_the_hooks_are_named_and_skipped(install: Install) -> None:
    plugins = install("good", "unknown_hook")
    assert own(plugins) == ["plugin 'acme' (acme_good 1.4.2)", "plugin 'unmarked' (acme_unknown_hook 3.1)"]
    release = "(acme_unknown_hook 3.1)"
    notices = about(plugins, release)
    assert f"plugin 'builtin' {release} was skipped: the name 'builtin' is reserved" in notices
    assert f"plugin 'acme' {release} was skipped: there is already a plugin 'acme' (acme_good 1.4.2)" in notices
    assert (
        f"plugin 'unknown' {release} was skipped: there is no hook 'servicelint_reporter'; "
        "did you mean 'servicelint_reporters'?"
    ) in notices
    wrapping = "was skipped: servicelint_reporters is a wrapper; wrappers are not supported"
    assert f"plugin 'wrapping' {release} {wrapping}" in notices
    assert (
        f"plugin 'unmarked' {release}: servicelint_packs is not called: "
        "put @hookimpl (from servicelint.hookspecs) above it"
    ) in notices
    assert any(notice.startswith(f"plugin 'arguments' {release} was skipped: ") for notice in notices)
    assert any("filename" in notice for notice in notices)
    assert len(notices) == 6


def test_a_hook_that_fails_leaves_the_results_of_the_others(install: Install) -> None:
    plugins = install("good", "raises_in_hooks")
    assert len(own(plugins)) == 2
    assert plugins.packs()[-1].name == "acme"
    documents = plugins.read(b"Hi", "note.acme", "email")
    assert documents is not None
    assert documents[0].name == "note.acme"
    findings = [POLICY, SHOUTING]
    plugins.adjust(DOCUMENT, findings, Config())
    assert [finding.rule for finding in findings] == ["policy-shield"]
    assert [rewrite.label for rewrite in plugins.rewrites(DOCUMENT, POLICY)] == ["from the phrase book"]
    assert list(plugins.reporters()) == ["acme"]
    wanted = "a mapping from names to factories is needed"
    who = "plugin 'zeta' (zeta_raises 2.0rc1):"
    assert about(plugins, "zeta") == [
        f"{who} servicelint_packs names /nowhere/at/all, which is no folder; its result is left out",
        f"{who} servicelint_read failed: ValueError: cannot read note.acme; its result is left out",
        f"{who} servicelint_adjust failed: KeyError: 'policy'; its result is left out",
        f"{who} servicelint_rewrite returned the span [0, 10000) for a text of 41 characters; its result is left out",
        f"{who} servicelint_reporters returned a list; {wanted}; its result is left out",
    ]


def test_the_same_failure_is_told_once(install: Install) -> None:
    plugins = install("raises_in_hooks")
    for number in range(3):
        plugins.adjust(DOCUMENT, [POLICY], Config())
        assert plugins.read(b"Hi", f"{number}.txt", None) is None
    assert len(about(plugins, "servicelint_read")) == 1
    assert len(about(plugins, "servicelint_adjust")) == 1


@pytest.mark.parametrize("name", ["acme", "acme_good", "acme-good"])
def test_plugins_can_be_switched_off_by_either_name(install: Install, name: str) -> None:
    plugins = install("good", disabled=(name,))
    assert own(plugins) == []
    assert about(plugins, "acme") == []


def test_switching_off_what_is_not_there_is_told(install: Install) -> None:
    notices = about(install(disabled=("acmee",)), "acmee")
    assert notices == ["plugins-disabled names 'acmee', but no such plugin is installed"]


def test_the_scan_finds_what_the_standard_library_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over every group of the environment that runs this test."""
    monkeypatch.chdir(tmp_path)
    groups = {entry.group for found in metadata.distributions() for entry in found.entry_points}
    assert groups
    for group in groups:
        expected = {(entry.name, entry.value) for entry in metadata.entry_points(group=group)}
        assert {(entry.name, entry.value) for entry in entry_points(group)} == expected


def test_of_two_installations_the_first_on_the_path_counts(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = tmp_path / "later"
    info = later / "Acme.Good-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("[servicelint]\nold = acme_old\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(later)])
    assert own(install("good")) == ["plugin 'acme' (acme_good 1.4.2)"]


def test_an_old_style_installation_and_an_archive_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    info = site / "acme_old.egg-info"
    info.mkdir(parents=True)
    (info / "PKG-INFO").write_text("Metadata-Version: 1.0\nName: acme-old\nVersion: 7.1\n")
    (info / "entry_points.txt").write_text("[servicelint]\n# a comment\nold = acme_old.plugin : Plugin [extra]\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    found = [entry for entry in entry_points("servicelint") if entry.name == "old"]
    assert [entry[2:] for entry in found] == [("acme_old.plugin", "Plugin", "acme_old", "7.1")]
    # A damaged neighbour, on which importlib.metadata raises, hides nobody.
    damaged = site / "acme_damaged-1.0.dist-info"
    damaged.mkdir()
    (damaged / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-damaged\nVersion: 1.0\n")
    (damaged / "entry_points.txt").write_text("[servicelint]\nnot an entry\n")
    archive = shutil.make_archive(str(tmp_path / "packed"), "zip", site)
    monkeypatch.setattr(sys, "path", [*(entry for entry in sys.path if entry != str(site)), archive])
    assert [entry.version for entry in entry_points("servicelint") if entry.name == "old"] == ["7.1"]


def test_nothing_is_run_from_the_folder_that_is_looked_at(install: Install, tmp_path: Path) -> None:
    """``python -m`` puts the current folder on the path; a stranger's repository must not name plugins there."""
    repository = tmp_path / "repository"
    repository.mkdir()
    install_into(repository, "good")
    (repository / "acme_good" / "__init__.py").write_text("open('was-run', 'w').close()\n")
    program = "from servicelint.plugins import load_plugins; print([info.name for info in load_plugins().loaded])"
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": f"{repository}{os.pathsep}{root}"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, env=environment, capture_output=True, text=True, check=True
    )
    assert "acme" not in done.stdout
    assert not (repository / "was-run").exists()


def test_loading_plugins_stays_off_the_slow_path() -> None:
    program = "import sys; from servicelint.plugins import load_plugins; load_plugins(); print(*sys.modules)"
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert {"importlib.metadata", "email", "spacy", "numpy", "rich"}.isdisjoint(done.stdout.split())
