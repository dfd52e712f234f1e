"""Configuration files: found beside a path or above it, read with ``extends``, turned into layers of settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from servicelint.config.schema import KEYS, OVERRIDE_KEYS, Key, ValueProblemError, parse_value
from servicelint.config.values import ConfigError, Origin, PathGlob, SourceFile, shown_path

CONFIG_NAME = "servicelint.toml"
PYPROJECT = "pyproject.toml"
#: More than anybody writes by hand: a larger file is not a configuration.
MAX_BYTES = 1_000_000


@dataclass(slots=True)
class Layer:
    """Values by key, as ``Config`` holds them, and where each came from (``severity.<rule>`` for its entries)."""

    values: dict[str, Any] = field(default_factory=dict)
    where: dict[str, Origin] = field(default_factory=dict)

    def put(self, name: str, value: Any, origin: Origin) -> None:
        """Set a value; entries of a table get an origin each."""
        self.values[name] = value
        self.where[name] = origin
        if isinstance(value, Mapping):
            for entry in value:
                self.where[f"{name}.{entry}"] = Origin(origin.label, origin.file, (*origin.at, entry))


@dataclass(slots=True)
class FileSettings:
    """What a configuration file says together with the files that it extends: layers from the base up."""

    files: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = ()
    overrides: tuple[tuple[tuple[PathGlob, ...], Layer], ...] = ()


def file_in(folder: str) -> str | None:
    """Return the configuration file of one folder: ``servicelint.toml``, else a pyproject with our table, else None."""
    own = os.path.join(folder, CONFIG_NAME)
    if os.path.isfile(own):
        return own
    shared = os.path.join(folder, PYPROJECT)
    if not os.path.isfile(shared):
        return None
    try:
        # A glance at the bytes: most pyproject files say nothing about us, and reading TOML costs milliseconds.
        with open(shared, "rb") as stream:
            if b"servicelint" not in stream.read(MAX_BYTES):
                return None
        return shared if _table(_load(shared)) is not None else None
    except (OSError, ConfigError):
        # Somebody else's file is not ours to complain about, unless it has our table.
        return shared if _mentions_table(shared) else None


def load_file(path: str, chain: tuple[str, ...] = ()) -> FileSettings:
    """Read a configuration file and what it extends; ``chain`` holds the files that led here.

    Raises ``ConfigError`` with file and line; further problems of the file are in its ``more``.
    """
    path = os.path.abspath(path)
    source, document = _load(path)
    at: tuple[str | int, ...] = ("tool", "servicelint") if os.path.basename(path) == PYPROJECT else ()
    raw = _table((source, document))
    if raw is None:
        raise ConfigError("has no table [tool.servicelint]", path)
    reading = _Reading(source, os.path.dirname(path))
    own = reading.layer(raw, at, KEYS)
    overrides = own.values.pop("overrides", ())
    parsed = [reading.override(table, (*at, "overrides", i)) for i, table in enumerate(overrides)]
    reading.finish()
    bases = []
    extends = own.values.pop("extends", ())
    for base in extends:
        line = Origin(file=source, at=(*at, "extends")).line(os.path.basename(base))
        if base in (*chain, path):
            circle = " -> ".join(shown_path(step) for step in (*chain, path, base))
            raise ConfigError(f"'extends' goes in a circle: {circle}", path, line)
        if not os.path.isfile(base):
            raise ConfigError(f"'extends' names {shown_path(base)}, but there is no such file", path, line)
        bases.append(load_file(base, (*chain, path)))
    return FileSettings(
        tuple(dict.fromkeys([*(name for base in bases for name in base.files), path])),
        (*(layer for base in bases for layer in base.layers), own),
        (*(entry for base in bases for entry in base.overrides), *parsed),
    )


class _Reading:
    """Reads the tables of one file and gathers everything that is wrong in it."""

    def __init__(self, source: SourceFile, base: str) -> None:
        self.source = source
        self.base = base
        self.problems: list[ConfigError] = []

    def layer(self, raw: Mapping[str, Any], at: tuple[str | int, ...], keys: Mapping[str, Key]) -> Layer:
        layer = Layer()
        for name, value in raw.items():
            origin = Origin(file=self.source, at=(*at, name))
            try:
                layer.put(name, parse_value(name, value, self.base, keys), origin)
            except ValueProblemError as problem:
                self.problem(problem.message, origin.line(problem.needle))
        return layer

    def override(self, raw: Mapping[str, Any], at: tuple[str | int, ...]) -> tuple[tuple[PathGlob, ...], Layer]:
        layer = self.layer(raw, at, OVERRIDE_KEYS)
        if not raw.get("paths"):
            self.problem('an [[overrides]] table needs paths = ["folder/**"]', Origin(file=self.source, at=at).line())
        return layer.values.pop("paths", ()), layer

    def problem(self, message: str, line: int | None) -> None:
        self.problems.append(ConfigError(message, self.source.path, line))

    def finish(self) -> None:
        """Raise the first problem, which carries the others, if there are any."""
        if self.problems:
            first, *rest = sorted(self.problems, key=lambda problem: problem.line or 0)
            raise ConfigError(first.message, first.path, first.line, tuple(rest))


def _load(path: str) -> tuple[SourceFile, dict[str, Any]]:
    """Return a file's text and its TOML tables; raise ``ConfigError`` when it cannot be read."""
    import tomllib

    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror or error}", path) from None
    if len(data) > MAX_BYTES:
        raise ConfigError(f"is larger than {MAX_BYTES:,} bytes: not a configuration file", path)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError("is not UTF-8: save it as UTF-8", path, line) from None
    source = SourceFile(path, text)
    try:
        return source, tomllib.loads(text)
    except RecursionError:
        raise ConfigError("not valid TOML: nested too deeply", path) from None
    except ValueError as error:
        # TOMLDecodeError is one; a number of thousands of digits raises a bare ValueError.
        from servicelint.config.lines import syntax_error_line

        raise ConfigError(f"not valid TOML: {error}", path, syntax_error_line(str(error), text)) from None


def _table(loaded: tuple[SourceFile, dict[str, Any]]) -> Mapping[str, Any] | None:
    """Return our table: the whole file, or ``[tool.servicelint]`` of a pyproject (None when it has none)."""
    source, document = loaded
    if os.path.basename(source.path) != PYPROJECT:
        return document
    tool = document.get("tool")
    ours = tool.get("servicelint") if isinstance(tool, dict) else None
    return ours if isinstance(ours, dict) else None


def _mentions_table(path: str) -> bool:
    try:
        with open(path, "rb") as stream:
            return b"[tool.servicelint" in stream.read(MAX_BYTES)
    except OSError:
        return False
