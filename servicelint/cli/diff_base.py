"""``--diff-base REV``: what git says has changed since a revision, and what a changed file held then."""

from __future__ import annotations

import os
import subprocess

import click


class DiffBase:
    """The files that differ from where this branch left ``revision``, new and untracked ones included.

    Raises ``click.UsageError`` where git is missing, knows no such revision, or has no repository here.
    """

    def __init__(self, revision: str, folder: str = ".") -> None:
        self._folder = folder
        top = self._git("rev-parse", "--show-toplevel")
        if top is None:
            raise click.BadParameter("this is no git repository.", param_hint="--diff-base")
        self._root = os.path.realpath(os.fsdecode(top).rstrip("\n"))
        if revision.startswith("-") or self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is None:
            raise click.BadParameter(f"git knows no revision {revision!r} here.", param_hint="--diff-base")
        # Of two branches, what this one adds counts from where they parted.
        parted = self._git("merge-base", revision, "HEAD") or self._git("rev-parse", f"{revision}^{{commit}}") or b""
        self.commit = parted.decode("ascii").strip()
        self._old = self._changes()

    def _git(self, *args: str) -> bytes | None:
        command = ["git", "-C", self._folder, *args]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)  # noqa: S603 - no shell
        except (OSError, subprocess.SubprocessError) as error:
            raise click.UsageError(f"--diff-base needs git: {error}") from None
        return done.stdout if done.returncode == 0 else None

    def _changes(self) -> dict[str, str | None]:
        """Return for each changed file (from the repository's root) its name in the base, None for a new one."""
        found: dict[str, str | None] = {}
        listed = self._git(
            "diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", self.commit, "--", f"{self._root}"
        )
        fields = iter(os.fsdecode(listed or b"").split("\0"))
        for status in fields:
            if not status:
                break
            old = next(fields)
            name = next(fields) if status[0] in "RC" else old
            found[name] = None if status[0] == "A" else old
        others = self._git("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", self._root)
        found.update((name, None) for name in os.fsdecode(others or b"").split("\0") if name)
        return found

    def _name(self, path: str) -> str | None:
        full = os.path.join(os.path.realpath(os.path.dirname(os.path.abspath(path))), os.path.basename(path))
        name = os.path.relpath(full, self._root).replace(os.sep, "/")
        return None if name.startswith("../") else name

    def is_changed(self, path: str) -> bool:
        """Tell whether the file differs from the base; one outside the repository counts as new."""
        name = self._name(path)
        return name is None or name in self._old

    def old(self, path: str) -> bytes | None:
        """Return what the file held in the base; None for a new one."""
        old = self._old.get(self._name(path) or "")
        return None if old is None else self._git("cat-file", "blob", f"{self.commit}:{old}")
