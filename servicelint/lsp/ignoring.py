"""Silencing a finding: by a comment where the format can hide one, else in the settings, or in the baseline."""

from __future__ import annotations

import json
import os
import re
from collections import Counter

from servicelint.atomic import write_file
from servicelint.baseline import Baseline, load_baseline, write_baseline
from servicelint.config import CONFIG_NAME, Config, ConfigError
from servicelint.config.files import PYPROJECT, file_in
from servicelint.lsp.checker import Result
from servicelint.lsp.formats import comment
from servicelint.model import Edit, Finding, Span

BASELINE_NAME = "servicelint-baseline.json"
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|\Z)")
_DOCTYPE = re.compile(r"\ufeff?\s*<!doctype[^<>]*>[ \t]*\r?\n?", re.IGNORECASE)


def ignore_here(result: Result, finding: Finding) -> Edit | None:
    """Return the edit that puts a comment before the paragraph of a finding; None where a comment would be read."""
    words = comment(result.name, f"servicelint: ignore {finding.rule}")
    if words is None:
        return None
    for document in result.documents:
        for segment in document.segments:
            stretch = segment.source.to_source(0, len(segment.text))
            if stretch.contains(finding.sentence) and segment.escape in ("plain", "html", "markdown"):
                return _before(result.draft.text, stretch.start, words)
    return None


def _before(text: str, at: int, words: str) -> Edit:
    """A comment on a line of its own where the paragraph begins its line, else right before its first word."""
    own_line = at == 0 or text[at - 1] in "\r\n"
    return Edit(Span(at, at), words + _line_end(text) if own_line else words)


def ignore_in_file(result: Result, finding: Finding) -> Edit | None:
    """Return the edit that silences a rule in the whole file by a comment at its top; None as in ``ignore_here``."""
    words = comment(result.name, f"servicelint: ignore-file {finding.rule}")
    if words is None or not result.documents:
        return None
    text = result.draft.text
    opening = _FRONT_MATTER.match(text) or _DOCTYPE.match(text)
    at = opening.end() if opening else int(text.startswith("\ufeff"))
    return Edit(Span(at, at), words + _line_end(text))


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def ignore_in_settings(path: str, root: str, rule: str) -> str:
    """Add an override for one file to the settings nearest to it, or to new ones in ``root``; return the file written.

    Raises ``ConfigError`` when they cannot be written.
    """
    file = _settings_for(path, root)
    name = os.path.relpath(path, os.path.dirname(file)).replace(os.sep, "/")
    table = "tool.servicelint.overrides" if os.path.basename(file) == PYPROJECT else "overrides"
    # The pattern's own signs mean themselves in a file's name only inside brackets.
    pattern = "/" + re.sub(r"([*?\[{])", r"[\1]", name)
    entry = f"[[{table}]]\npaths = [{json.dumps(pattern, ensure_ascii=False)}]\nignore = [{json.dumps(rule)}]\n"
    old = _content(file)
    _write(file, f"{old.rstrip()}\n\n{entry}" if old.strip() else entry)
    return file


def add_to_baseline(path: str, root: str, config: Config, finding: Finding) -> str:
    """Count one more finding as known; name the baseline in the settings when they name none. Return its file.

    Raises ``ConfigError`` when a file cannot be read or written.
    """
    file = config.baseline
    if file is None:
        settings = _settings_for(path, root)
        file = os.path.join(os.path.dirname(settings), BASELINE_NAME)
        _name_baseline(settings)
    known = load_baseline(file) if os.path.exists(file) else Baseline(os.path.dirname(file))
    counts = known.files.setdefault(known.name_of(path), Counter())
    counts[f"{finding.rule} {finding.fingerprint.partition('-')[0]}"] += 1
    write_baseline(file, known)
    return file


def _name_baseline(settings: str) -> None:
    line = f'baseline = "{BASELINE_NAME}"\n'
    old = _content(settings)
    if os.path.basename(settings) == PYPROJECT:
        header = re.search(r"^\[tool\.servicelint\][^\n]*\n?", old, re.MULTILINE)
        if header is None:
            raise ConfigError(f"add `{line.strip()}` to its [tool.servicelint] table", settings)
        _write(settings, old[: header.end()].rstrip("\n") + "\n" + line + old[header.end() :])
    else:
        # A key belongs before the first table.
        _write(settings, line + old)


def _settings_for(path: str, root: str) -> str:
    """Return the settings file nearest to ``path`` that is not above ``root``; one may have to be made there."""
    folder = os.path.dirname(path)
    while folder.startswith(root):
        found = file_in(folder)
        if found:
            return found
        if folder == os.path.dirname(folder):
            break
        folder = os.path.dirname(folder)
    return os.path.join(root, CONFIG_NAME)


def _content(file: str) -> str:
    try:
        with open(file, encoding="utf-8", newline="") as stream:
            return stream.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", file) from None


def _write(file: str, text: str) -> None:
    try:
        write_file(file, text.encode("utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror or error}", file) from None
