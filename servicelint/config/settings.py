"""From layers to one ``Config`` a file: profile, base files, own file, per-path overrides, command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from servicelint.config.files import FileSettings, Layer, file_in, load_file
from servicelint.config.schema import KEYS, PROFILES, ValueProblemError, parse_value
from servicelint.config.values import Config, ConfigError, Origin

_NOTHING = FileSettings()
#: Keys that an option cannot set: they only make sense in a file.
_FILE_ONLY = ("extends", "overrides")
#: Lists whose entries an option may separate by commas, and lists of paths, where a comma may be part of an entry.
_COMMAS = ("select", "ignore", "registers", "plugins-disabled")
_MANY = ("packs", "phrase-books", "context", "include", "exclude")


class Settings:
    """The settings of a run: one ``Config`` for each path, from the configuration file nearest to it.

    ``cli`` holds options by key (``fail_on`` or ``fail-on``; None and empty lists mean "not given"), the last layer of
    all; its paths count from the current folder. ``config_file`` is used for every path in place of the search.
    Files and folders are looked at once; make a new object to see later changes. Raises ``ConfigError`` for a bad
    option.
    """

    def __init__(
        self, cli: Mapping[str, object] | None = None, config_file: str | os.PathLike[str] | None = None
    ) -> None:
        self._cli = _option_layer(cli or {})
        self._fixed = None if config_file is None else os.path.abspath(config_file)
        self._folders: dict[str, str | None] = {}
        self._files: dict[str, FileSettings | ConfigError] = {}
        self._configs: dict[tuple[str | None, tuple[int, ...]], Config] = {}

    def for_path(self, path: str | os.PathLike[str]) -> Config:
        """Return the settings for one file or folder, which need not exist (a draft on stdin has a name too).

        The same settings are the same object. Raises ``ConfigError`` when the file that governs ``path`` is broken;
        other paths are not affected.
        """
        target = os.path.abspath(path)
        file = self._fixed or self._file_for(target if os.path.isdir(target) else os.path.dirname(target))
        loaded = self._load(file) if file else _NOTHING
        chosen = tuple(
            i for i, (globs, _) in enumerate(loaded.overrides) if any(glob.matches(target) for glob in globs)
        )
        key = (file, chosen)
        if key not in self._configs:
            layers = [*loaded.layers, *(loaded.overrides[i][1] for i in chosen), self._cli]
            self._configs[key] = _join(layers, loaded.files)
        return self._configs[key]

    def _file_for(self, folder: str) -> str | None:
        """Return the nearest configuration file at or above ``folder``."""
        passed = []
        found: str | None = None
        while folder not in self._folders:
            passed.append(folder)
            found = file_in(folder)
            parent = os.path.dirname(folder)
            if found or parent == folder:
                break
            folder = parent
        else:
            found = self._folders[folder]
        self._folders.update(dict.fromkeys(passed, found))
        return found

    def _load(self, file: str) -> FileSettings:
        if file not in self._files:
            try:
                self._files[file] = load_file(file)
            except ConfigError as error:
                self._files[file] = error
        loaded = self._files[file]
        if isinstance(loaded, ConfigError):
            raise loaded
        return loaded


def load_settings(
    path: str | os.PathLike[str],
    cli: Mapping[str, object] | None = None,
    config_file: str | os.PathLike[str] | None = None,
) -> Config:
    """Return the settings for one path (see ``Settings``); raise ``ConfigError`` for anything wrong in them."""
    return Settings(cli, config_file).for_path(path)


def _option_layer(cli: Mapping[str, object]) -> Layer:
    layer = Layer()
    for given, raw in cli.items():
        name = given.replace("_", "-")
        if raw is None or (isinstance(raw, (list, tuple)) and not raw):
            continue
        label = f"--no-{name}" if raw is False else f"--{name}"
        try:
            if name in _FILE_ONLY:
                raise ValueProblemError(f"{name!r} can only be set in a file")
            value = parse_value(name, _plain(name, raw), os.getcwd())
        except ValueProblemError as problem:
            # The key's name as an option: "--channel cannot be …".
            rest = problem.message.removeprefix(f"{name!r} ")
            separator = ":" if rest == problem.message else ""
            raise ConfigError(f"{label}{separator} {rest}") from None
        layer.put(name, value, Origin(label))
    return layer


def _plain(name: str, raw: object) -> object:
    """Return an option as a file would hold it: ``a,b`` is a list, ``rule=warning`` an entry of a table."""
    if name == "severity" and not isinstance(raw, Mapping):
        entries = raw.split(",") if isinstance(raw, str) else raw
        if not isinstance(entries, Iterable):
            return raw
        return dict(_pair(str(entry)) for entry in entries)
    if name in _COMMAS and isinstance(raw, (str, list, tuple)):
        entries = [raw] if isinstance(raw, str) else raw
        return [part.strip() for entry in entries for part in str(entry).split(",") if part.strip()]
    if name in _MANY and isinstance(raw, str):
        return [raw]
    return raw


def _pair(entry: str) -> tuple[str, str]:
    rule, equals, severity = entry.partition("=")
    if not equals:
        raise ValueProblemError(f"{entry!r} is not RULE=SEVERITY")
    return rule.strip(), severity.strip()


def _join(layers: list[Layer], files: tuple[str, ...]) -> Config:
    """Lay the layers on top of each other, the profile's defaults below all."""
    profile, origin = "", Origin()
    for layer in layers:
        if "profile" in layer.values:
            profile, origin = layer.values["profile"], layer.where["profile"]
    base = Layer()
    for name, raw in PROFILES.get(profile, {}).items():
        base.put(name, parse_value(name, raw, ""), Origin(f"profile {profile} ({origin})"))
    values: dict[str, Any] = {}
    where: dict[str, Origin] = {}
    for layer in (base, *layers):
        for name, value in layer.values.items():
            join = KEYS[name].join
            origin = layer.where[name]
            if join == "add":
                if values.get(name):
                    origin = replace(origin, below=where[name])
                value = tuple(dict.fromkeys((*values.get(name, ()), *value)))
            elif join == "update":
                value = {**values.get(name, {}), **value}
            elif name == "select":
                # A new choice begins anew: what earlier layers left out may be chosen again.
                values.pop("ignore", None)
                where.pop("ignore", None)
            values[name] = value
            where[name] = origin
        # "ignore" beside "select" in the same layer goes on top of it, whichever stands first.
        if "select" in layer.values and "ignore" in layer.values:
            values["ignore"] = layer.values["ignore"]
            where["ignore"] = layer.where["ignore"]
        where.update({name: origin for name, origin in layer.where.items() if name not in layer.values})
    return Config(**{name.replace("-", "_"): value for name, value in values.items()}, files=files, where=where)
