"""Which files a run takes, on real folders."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from servicelint.cli import files
from servicelint.cli.files import FileError, Input, collect, read_bytes

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def is_draft(path: str) -> bool:
    return path.endswith((".txt", ".eml"))


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Hello", encoding="utf-8")


def paths(*given: str | Path) -> list[str]:
    found = list(collect(map(str, given), is_draft))
    assert all(entry.error is None for entry in found), found
    return [entry.path for entry in found]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_named_files_keep_their_order_and_come_once(folder: Path) -> None:
    make(folder, "b.txt", "a.txt", "odd.xyz")
    assert paths("b.txt", "odd.xyz", "a.txt", "./b.txt", "-") == ["b.txt", "odd.xyz", "a.txt", "-"]


def test_a_folder_without_git_is_walked(folder: Path) -> None:
    make(folder, "z.txt", "a/b.eml", "a/c.md", ".hidden/x.txt", ".x.txt", "node_modules/m.txt", "venv/v.txt")
    (folder / "a" / "loop").symlink_to(folder)
    assert paths(".") == ["a/b.eml", "z.txt"]
    assert paths(folder) == [f"{folder}/a/b.eml", f"{folder}/z.txt"]


def test_what_git_ignores_is_left_out(folder: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    make(folder, "kept.txt", "untracked é.txt", "build/out.txt", "sub/deep.txt", "sub/skip.txt", "gone.txt")
    (folder / ".gitignore").write_text("build/\nskip.txt\n", encoding="utf-8")
    subprocess.run(["git", "add", "kept.txt", "gone.txt"], cwd=folder, check=True)
    (folder / "gone.txt").unlink()
    assert paths(".") == ["kept.txt", "sub/deep.txt", "untracked é.txt"]
    assert paths("sub") == ["sub/deep.txt"]
    # A folder that is ignored as a whole, but was asked for, is checked.
    assert paths("build") == ["build/out.txt"]


def test_a_repository_inside_another_is_searched(folder: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    make(folder, "inner/x.txt", "inner/drop.txt")
    subprocess.run(["git", "init", "-q"], cwd=folder / "inner", check=True)
    (folder / "inner" / ".gitignore").write_text("drop.txt\n", encoding="utf-8")
    assert paths(".") == ["inner/x.txt"]


def test_errors_stand_in_their_place(folder: Path) -> None:
    make(folder, "a.txt", "empty/readme.md")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "dangling.txt").symlink_to("nowhere")
    found = list(collect(["missing.txt", "a.txt", "loop.txt", "empty", "dangling.txt", "nul\0.txt"], is_draft))
    assert found == [
        Input("missing.txt", "no such file or folder"),
        Input("a.txt"),
        Input("loop.txt", "a symbolic link that leads back to itself"),
        Input("empty", "no drafts in this folder; name a file to have it checked whatever its type"),
        Input("dangling.txt", "no such file or folder"),
        Input("nul\0.txt", "the name holds a character that no file name can have"),
    ]


def test_a_broken_link_inside_a_folder_is_named(folder: Path) -> None:
    make(folder, "a.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    broken = Input("loop.txt", "a symbolic link that leads back to itself")
    assert list(collect(["."], is_draft)) == [Input("a.txt", named=False), broken]


def test_a_pipe_inside_a_folder_is_not_waited_for(folder: Path) -> None:
    make(folder, "a.txt")
    os.mkfifo(folder / "pipe.txt")
    assert paths(".") == ["a.txt"]


@pytest.mark.skipif(ROOT, reason="root may read everything")
def test_no_permission(folder: Path) -> None:
    make(folder, "a.txt")
    (folder / "a.txt").chmod(0)
    with pytest.raises(FileError, match="no permission to read it"):
        read_bytes("a.txt")


def test_a_file_that_vanishes_or_is_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileError, match="no such file"):
        read_bytes("vanished.txt")
    with open("huge.txt", "wb") as stream:
        stream.truncate(1024**3)
    with pytest.raises(FileError, match="holds 1,024 MiB; files of up to 20 MiB"):
        read_bytes("huge.txt")
    # A pipe has no size to look at beforehand.
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    with pytest.raises(FileError, match="too large"):
        read_bytes("/dev/zero")
