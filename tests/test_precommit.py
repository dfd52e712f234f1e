"""The pre-commit hooks in real repositories: a commit is refused with the finding shown, and goes through once fixed.

``pre-commit try-repo`` installs the package into an environment of its own. What the package needs is lent to it by
this installation; where ``SERVICELINT_TRY_REPO=1`` is set, all of it is installed anew, which takes minutes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from servicelint.readers import EXTENSIONS

ROOT = Path(__file__).parents[1]
RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
HOOKS = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
BAD = "Dear {{ name }},\n\nWe cannot help you. Could you kindly wait for {{ product }}?\n"


def run(*command: str, folder: Path, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org",
        "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.org",
        "COLUMNS": "100",
        **more,
    }  # fmt: skip
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=900, check=False
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose hooks are ours, run with this installation in place of a new one."""
    folder = tmp_path / "store"
    (folder / "templates").mkdir(parents=True)
    settings = f'packs = ["{RULES.as_posix()}"]\nplugins-disabled = ["builtin"]\nexclude = ["templates/old/**"]\n'
    (folder / "servicelint.toml").write_text(settings, "utf-8")
    hooks = "".join(
        f"      - id: {hook['id']}\n        name: {hook['name']}\n        entry: {hook['entry']}\n"
        f"        language: system\n        files: '{hook['files']}'\n        require_serial: true\n"
        f"        stages: [{'manual' if 'fix' in hook['id'] else 'pre-commit'}]\n"
        for hook in HOOKS
    )
    (folder / ".pre-commit-config.yaml").write_text(f"repos:\n  - repo: local\n    hooks:\n{hooks}", "utf-8")
    home = tmp_path / "home"
    assert run("git", "init", "-q", folder=folder, home=home).returncode == 0
    assert run("pre-commit", "install", folder=folder, home=home).returncode == 0
    return folder


def test_a_commit_is_refused_and_goes_through_once_fixed(repository: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    template = repository / "templates" / "reply.txt"
    template.write_text(BAD, "utf-8")
    (repository / "package.json").write_text('{"name": "kindly"}', "utf-8")
    (repository / "templates" / "old").mkdir()
    (repository / "templates" / "old" / "gone.txt").write_text(BAD, "utf-8")
    run("git", "add", ".", folder=repository, home=home)
    refused = run("git", "commit", "-m", "one", folder=repository, home=home)
    shown = refused.stdout + refused.stderr
    assert refused.returncode == 1
    assert "templates/reply.txt:3:1 error house-rules/no-help" in shown
    assert "help: Here is what I can do for you today. (ask)" in shown
    assert "gone.txt" not in shown
    assert "{{ name }}” is still" not in shown
    assert run("git", "rev-parse", "--verify", "-q", "HEAD", folder=repository, home=home).returncode != 0

    fix = ("pre-commit", "run", "servicelint-fix", "--hook-stage", "manual", "--all-files")
    assert "files were modified by this hook" in run(*fix, folder=repository, home=home).stdout
    assert template.read_text("utf-8") == BAD.replace("kindly", "please")
    done = run("servicelint", "check", "--fix", "--unsafe-fixes", "templates/reply.txt", folder=repository, home=home)
    assert done.returncode == 0
    assert template.read_text("utf-8") == (
        "Dear {{ name }},\n\nHere is what I can do for you today. Could you please wait for {{ product }}?\n"
    )
    run("git", "add", ".", folder=repository, home=home)
    accepted = run("git", "commit", "-m", "one", folder=repository, home=home)
    assert (accepted.returncode, "Passed" in accepted.stdout + accepted.stderr) == (0, True), accepted


def test_the_hooks_take_every_file_that_a_folder_search_takes() -> None:
    for hook in HOOKS:
        pattern = re.compile(hook["files"])
        assert {extension for extension in EXTENSIONS if not pattern.search(f"a/b{extension}")} == set()
        assert not pattern.search("a/b.py")
        assert hook["require_serial"]
        assert hook["language"] == "python"


def test_try_repo(repository: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    # What git has and what somebody is working on, as a repository of its own that holds still.
    ours = tmp_path / "ours"
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=ROOT, home=home)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and name.split("/")[0] not in ("tests", "editor-plugins"):
            (ours / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, ours / name)
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "x")):
        assert run("git", *command, folder=ours, home=home).returncode == 0
    (repository / "templates" / "reply.txt").write_text(BAD, "utf-8")
    run("git", "add", ".", folder=repository, home=home)
    lent = {} if os.environ.get("SERVICELINT_TRY_REPO") else {
        "PIP_NO_DEPS": "1", "PYTHONPATH": sysconfig.get_path("purelib")
    }  # fmt: skip
    hook = ("pre-commit", "try-repo", str(ours), "servicelint", "--all-files")
    done = run(*hook, folder=repository, home=home, **lent)
    assert (done.returncode, done.stderr) == (1, ""), done
    assert "templates/reply.txt:3:1 error house-rules/no-help" in done.stdout
