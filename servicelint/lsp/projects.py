"""Settings, rules and baselines of the opened folders. Lives in the checking thread.

Nothing from an opened folder is run: its packs are TOML, and a model that its settings name must be an installed one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from servicelint import packs
from servicelint.baseline import Baseline, load_baseline
from servicelint.config import ALL, Config, ConfigError, Settings, unknown_names
from servicelint.config.schema import KEYS
from servicelint.engine import Linter
from servicelint.nlp import Analyzer, ModelError

#: Sentences that each set of settings remembers: many drafts' worth, and little memory.
SENTENCES = 2_000
_PATHS = ("packs", "context", "include", "exclude", "baseline")


class Projects:
    """Finds the settings for a path and keeps a linter for each set of them. Not thread-safe.

    ``problems`` are what the user should be told about settings and rules, each with the file it is about.
    """

    def __init__(self) -> None:
        self.folders: tuple[str, ...] = ()
        self.problems: dict[str, ConfigError] = {}
        self._options: Mapping[str, object] = {}
        self._config_file: str | None = None
        self._settings: dict[str, Settings] = {}
        self._good: dict[str, Config] = {}
        self._linters: dict[Config, Linter] = {}
        self._analyzers: dict[str, Analyzer] = {}
        self._baselines: dict[str, Baseline] = {}

    def configure(self, folders: Sequence[str], options: Mapping[str, object] | None) -> None:
        """Take the opened folders and the client's settings (None: as before), and begin anew."""
        self.folders = tuple(sorted(folders, key=len, reverse=True))
        if options is not None:
            options = {_key(name): value for name, value in options.items()}
            file = options.pop("config-file", None)
            self._config_file = file if isinstance(file, str) and file else None
            given = ((name, value) for name, value in options.items() if name in KEYS)
            self._options = {name: value for name, value in given if value not in (None, "", [], {})}
        self.reload()

    def reload(self) -> None:
        """Read all settings, rules and baselines again when they are next needed; models stay loaded."""
        self.problems = {}
        self._settings.clear()
        self._linters.clear()
        self._baselines.clear()
        packs.forget()

    def root_of(self, path: str) -> str:
        """Return the opened folder that holds ``path``, else the path's own folder."""
        for folder in self.folders:
            if path == folder or path.startswith(folder.rstrip(os.sep) + os.sep):
                return folder
        return os.path.dirname(path)

    def linter(self, path: str) -> Linter:
        """Return the linter for one path. Broken settings leave the last good ones in force; see ``problems``."""
        try:
            linter = self._linter(self._config(path))
        except (ConfigError, ModelError) as error:
            self._note(error)
            for config in (self._good.get(path), Config()):
                try:
                    return self._linter(config or Config())
                except (ConfigError, ModelError) as again:
                    self._note(again)
            raise
        self._good[path] = linter.config
        return linter

    def baseline(self, config: Config) -> Baseline | None:
        """Return a fresh copy of the baseline that the settings name; None where there is none, or it is broken."""
        if config.baseline is None:
            return None
        if config.baseline not in self._baselines:
            try:
                self._baselines[config.baseline] = load_baseline(config.baseline)
            except ConfigError as error:
                self._note(error)
                return None
        known = self._baselines[config.baseline]
        return Baseline(known.folder, known.files)

    def concerns(self, path: str) -> bool:
        """Tell whether a change of the file at ``path`` may change findings."""
        name = os.path.basename(path)
        if name in ("servicelint.toml", "pyproject.toml") or path == self._config_file:
            return True
        configs = [linter.config for linter in self._linters.values()] + list(self._good.values())
        for config in configs:
            if path in (*config.files, *config.context, *config.phrase_books, config.baseline):
                return True
            if any(path.startswith(pack.rstrip(os.sep) + os.sep) for pack in config.packs):
                return True
        return False

    def _config(self, path: str) -> Config:
        root = self.root_of(path)
        if root not in self._settings:
            options = {name: _rooted(name, value, root) for name, value in self._options.items()}
            file = os.path.join(root, self._config_file) if self._config_file else None
            try:
                self._settings[root] = Settings(options, file)
            except ConfigError as error:
                self._note(ConfigError(f"the editor's settings: {error.message}"))
                self._settings[root] = Settings({}, file)
        config = self._settings[root].for_path(path)
        origin = config.where.get("model")
        if config.model and origin and origin.file and not config.model.isidentifier():
            self._note(
                ConfigError(
                    "model: a folder that an opened project names is not loaded in an editor; name an installed "
                    "package, or set the folder in the editor's own settings",
                    origin.file.path,
                    origin.line(),
                )
            )
            config = replace(config, model="")
        return config

    def _linter(self, config: Config) -> Linter:
        if config not in self._linters:
            analyzer = self._analyzers.get(config.model)
            if analyzer is None:
                analyzer = self._analyzers[config.model] = Analyzer(config.model or None)
            linter = Linter(config, analyzer=analyzer)
            if config.select != (ALL,) or config.ignore or config.severity:
                wrong = unknown_names(config, linter.rules, {rule.category for rule in linter.rules.values()})
                if wrong:
                    raise ConfigError(wrong[0].message, wrong[0].path, wrong[0].line, tuple(wrong[1:]))
            linter.pipeline.store.size = SENTENCES
            self._linters[config] = linter
            for error in linter.errors:
                self._note(ConfigError(error))
        return self._linters[config]

    def _note(self, error: ConfigError | ModelError) -> None:
        if not isinstance(error, ConfigError):
            error = ConfigError(str(error))
        self.problems.setdefault(str(error), error)


def _key(name: str) -> str:
    """``failOn`` and ``fail_on`` are the key ``fail-on``."""
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in name).replace("_", "-")


def _rooted(name: str, value: Any, root: str) -> Any:
    """Let relative paths in the client's settings count from the opened folder."""
    if name not in _PATHS:
        return value
    if isinstance(value, str):
        return os.path.join(root, value)
    if isinstance(value, list):
        return [os.path.join(root, entry) if isinstance(entry, str) else entry for entry in value]
    return value
