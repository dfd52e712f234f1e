"""Load the packs of a configuration and its plugins into one compiled rule set, shared by all linters."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from servicelint import rule_cache
from servicelint.builtin import folder as builtin_folder
from servicelint.config import Config
from servicelint.prefilter import Prefilter

if TYPE_CHECKING:
    from servicelint.plugins import Plugins
    from servicelint.rule import Pack
    from servicelint.ruleset import RuleSet


class LoadedRules:
    """The rules of several pack folders: ``prefilter`` at once, ``rules`` when a draft has a trigger word.

    ``errors`` are the messages (file, line, what) of rule files that could not be used and of ids taken twice.
    """

    def __init__(self, folders: list[tuple[Path, bool]], plugins: Plugins) -> None:
        self.folders = folders
        self.plugins = plugins
        self.errors: tuple[str, ...] = ()
        self._key = rule_cache.key_of(folders)
        self._built: RuleSet | None = None
        prefilter = rule_cache.load(self._key, "prefilter")
        if isinstance(prefilter, Prefilter):
            self.prefilter = prefilter
        else:
            self._built = self._build()
            self.prefilter = self._built.prefilter

    @cached_property
    def rules(self) -> RuleSet:
        """The compiled rule set."""
        from servicelint.ruleset import RuleSet

        found = self._built or rule_cache.load(self._key, "rules")
        made = found if isinstance(found, RuleSet) else self._build()
        made.prefilter = self.prefilter
        if not self.errors:
            from servicelint.regex_cache import RegexCache

            made.regexes = RegexCache(self._key)
        return made

    def _build(self) -> RuleSet:
        from servicelint.rule import load_pack
        from servicelint.ruleset import RuleSet

        packs: list[Pack] = []
        errors: list[str] = []
        for folder, python in self.folders:
            pack, found = load_pack(folder, pack_name(folder), python=python)
            packs.append(pack)
            errors += map(str, found)
        errors += _collisions(packs)
        made = RuleSet.of(packs)
        errors += map(str, made.errors)
        if not errors:
            rule_cache.store(self._key, "prefilter", made.prefilter)
            rule_cache.store(self._key, "rules", replace(made, prefilter=Prefilter([])))
        self.errors = tuple(errors)
        return made


_loaded: dict[tuple[object, ...], LoadedRules] = {}


def load_rules(config: Config, plugins: Plugins | None = None) -> LoadedRules:
    """Return the rules for ``config.packs`` and the installed plugins.

    A bad rule file is reported in ``errors`` and left out; of two rules with one id the first stays.
    """
    from servicelint.plugins import load_plugins

    plugins = plugins or load_plugins(config.plugins_disabled)
    key = (id(plugins), config.packs)
    if key not in _loaded:
        folders = [(folder, True) for folder in plugins.packs()]
        _loaded[key] = LoadedRules([*folders, *((Path(path), False) for path in config.packs)], plugins)
    return _loaded[key]


def forget() -> None:
    """Read all rules again when they are asked for next: a server whose rule files have changed."""
    _loaded.clear()


def pack_name(folder: Path) -> str:
    """Return the prefix of a pack's rule ids: the folder's name, nothing for the built-in rules."""
    folder = folder.resolve()
    return "" if folder == builtin_folder() else folder.name


def _collisions(packs: list[Pack]) -> list[str]:
    seen: dict[str, Path] = {}
    found = []
    for rule in (rule for pack in packs for rule in pack.rules):
        if rule.id in seen:
            found.append(
                f"{rule.path}: the rule {rule.id!r} is already defined in {seen[rule.id]}; this one is ignored"
            )
        seen.setdefault(rule.id, rule.path)
    return found
