"""Which installed distributions have entry points of a group: a scan for that one question.

``importlib.metadata`` costs 50 ms to import; looking for ``entry_points.txt`` in the ``*.dist-info`` folders of
``sys.path`` costs 1 to 2 ms for 60 distributions and finds the same. Where Python packages come from somewhere else
than folders (archives, finders of one's own), ``importlib.metadata`` is asked. The formats are those of
https://packaging.python.org/en/latest/specifications/entry-points/ and .../recording-installed-packages/.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_VALUE = re.compile(r"(?P<module>[\w.]+)\s*(?::\s*(?P<attribute>[\w.]+)\s*)?(?:\[.*\]\s*)?")
#: ``name-version``; a name may have dashes, a version begins with a digit (epochs are written ``1!2.0``).
_STEM = re.compile(r"(.+?)-(\d.*)")


class EntryPoint(NamedTuple):
    """``name = module:attribute`` of a distribution; both may be empty, ``module`` when ``value`` is bad."""

    name: str
    value: str
    module: str
    attribute: str
    distribution: str
    version: str


def entry_points(group: str) -> list[EntryPoint]:
    """Return the entry points of ``group``, sorted by distribution and name.

    Of two distributions with one name the first on ``sys.path`` counts, as for imports. The current folder is left
    out: what lies in a repository that somebody looks at must not be run.
    """
    found = list(_from_metadata(group) if _has_other_sources() else _from_folders(group))
    return sorted(found, key=lambda entry: (_normal(entry.distribution), entry.name))


def _has_other_sources() -> bool:
    if any(hasattr(finder, "find_distributions") and not _is_path_finder(finder) for finder in sys.meta_path):
        return True
    return any(entry.endswith(".egg") or os.path.isfile(entry) for entry in sys.path if entry)


def _is_path_finder(finder: object) -> bool:
    return getattr(finder, "__name__", "") == "PathFinder"


def _from_folders(group: str) -> Iterator[EntryPoint]:
    seen: set[str] = set()
    for folder in _search_path():
        try:
            names = [entry.name for entry in os.scandir(folder) if entry.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for name in sorted(names):
            stem = name.rpartition(".")[0]
            parts = _STEM.fullmatch(stem)
            distribution, version = (parts[1], parts[2]) if parts else (stem, "")
            key = _normal(distribution)
            if key in seen:
                continue
            seen.add(key)
            text = _read(os.path.join(folder, name, "entry_points.txt"))
            if group in text:
                version = re.sub(r"-py\d.*$", "", version) or _version(os.path.join(folder, name))
                for entry, value in _entries(text, group):
                    yield _entry_point(entry, value, distribution, version)


def _search_path() -> list[str]:
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:
        here = ""
    return [entry for entry in dict.fromkeys(sys.path) if entry and os.path.realpath(entry) != here]


def _from_metadata(group: str) -> Iterator[EntryPoint]:
    from importlib.metadata import distributions

    seen: set[str] = set()
    for distribution in distributions(path=_search_path()):
        try:
            name, version = distribution.metadata["Name"] or "", distribution.version
            entries = [(entry.name, entry.value) for entry in distribution.entry_points if entry.group == group]
        except Exception:  # noqa: BLE001, S112 - damaged metadata, on which this module raises whatever its parser does
            continue
        if _normal(name) not in seen:
            seen.add(_normal(name))
            yield from (_entry_point(entry, value, name, version) for entry, value in entries)


def _entry_point(name: str, value: str, distribution: str, version: str) -> EntryPoint:
    parts = _VALUE.fullmatch(value)
    module, attribute = (parts["module"], parts["attribute"] or "") if parts else ("", "")
    return EntryPoint(name, value, module, attribute, distribution, version)


def _entries(text: str, group: str) -> Iterator[tuple[str, str]]:
    inside = False
    for line in map(str.strip, text.split("\n")):
        if line.startswith("["):
            inside = line == f"[{group}]"
        elif inside and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield name.strip(), value.strip()


def _read(path: str) -> str:
    try:
        with open(path, "rb") as stream:
            return stream.read().decode("utf-8", "replace")
    except OSError:
        return ""


def _version(folder: str) -> str:
    header = _read(os.path.join(folder, "PKG-INFO")) or _read(os.path.join(folder, "METADATA"))
    match = re.search(r"^Version:\s*(\S+)", header, re.MULTILINE)
    return match[1] if match else ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
