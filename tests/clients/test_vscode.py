"""The extension in real VS Code: code-server in Chromium. Heavy, so it runs in ``make test-clients`` only.

``SERVICELINT_CODE_SERVER`` names the folder that ``install_code_server.sh`` filled.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.lsp_client import SETTINGS

HERE = Path(__file__).parent
EXTENSION = HERE.parents[1] / "editor-plugins" / "vscode" / "servicelint.vsix"
FOLDER = os.environ.get("SERVICELINT_CODE_SERVER", "")
DRAFT = "Hi 🙂 Bea,\n\nSorry 😀, we cannot help you.\n\nKindly send the form.\n"

pytestmark = pytest.mark.skipif(not FOLDER, reason="no code-server: run `make test-clients`")


def drive(folder: Path, settings: dict[str, Any], task: str = "", **environment: str) -> dict[str, Any]:
    """Open ``project/draft.txt`` of ``folder`` in VS Code and return what ``vscode.mjs`` saw there."""
    assert EXTENSION.exists(), "package the extension first: npm run package in editor-plugins/vscode"
    project, data = folder / "project", folder / "data"
    project.mkdir()
    (project / "servicelint.toml").write_text(SETTINGS, "utf-8")
    draft = project / "draft.txt"
    draft.write_text(DRAFT, "utf-8")
    settings |= {
        "security.workspace.trust.enabled": False,
        "workbench.startupEditor": "none",
        "telemetry.telemetryLevel": "off",
        "editor.hover.delay": 100,
    }
    for name in ("User", "Machine"):
        (data / name).mkdir(parents=True)
        (data / name / "settings.json").write_text(json.dumps(settings), "utf-8")
    program = str(Path(FOLDER) / "node_modules" / ".bin" / "code-server")
    where = ["--user-data-dir", str(data), "--extensions-dir", str(folder / "extensions")]
    env = {**os.environ, "HOME": str(folder), **environment}
    subprocess.run([program, *where, "--install-extension", str(EXTENSION)], env=env, check=True, timeout=240)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, *where, "--auth", "none", "--disable-telemetry", "--disable-update-check"]
    server = subprocess.Popen([*command, "--bind-addr", f"127.0.0.1:{port}"], env=env, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        address = f"http://127.0.0.1:{port}/?folder={project}&payload=" + json.dumps(
            [["openFile", f"vscode-remote://127.0.0.1:{port}{draft}"]]
        )
        shot = os.environ.get("SERVICELINT_SCREENSHOT", str(folder / "vscode.png"))
        node = ["node", str(HERE / "vscode.mjs"), FOLDER, address, shot, task]
        done = subprocess.run(node, env=env, capture_output=True, text=True, timeout=1200, check=False)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    assert "failed" not in said, said
    said["file"] = draft.read_text("utf-8")
    return said


def test_squiggle_hover_fix_and_file(tmp_path: Path) -> None:
    said = drive(tmp_path, {"servicelint.path": str(Path(sys.executable).with_name("servicelint"))})
    assert said["squiggles"] == {"error": 1, "info": 1}
    assert "A customer who hears it writes to somebody else" in said["hover"]
    assert "Write “Here is what I can do for you today.”" in said["actions"]
    assert "Fix everything that is safe to fix" in said["actions"]
    assert said["file"] == "Hi 🙂 Bea,\n\nHere is what I can do for you today.\n\nKindly send the form.\n"


def test_where_no_server_is_it_is_installed_on_request(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "python3").symlink_to(Path(sys.executable).resolve())
    others = [folder for folder in os.environ["PATH"].split(":") if not (Path(folder) / "servicelint").exists()]
    path = ":".join([str(programs), *others])
    said = drive(tmp_path, {"servicelint.package": f"{HERE.parents[1]}[lsp]"}, "install", PATH=path)
    assert said["squiggles"] == {"error": 1, "info": 1}
    assert list(tmp_path.glob("data/User/globalStorage/*/environment/bin/servicelint"))


def wait_for(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("code-server does not answer")
