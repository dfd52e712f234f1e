"""The plugins: found by entry point, loaded one by one, called one by one, so that a broken one harms nobody else."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pluggy

from servicelint import hookspecs
from servicelint.distributions import EntryPoint, entry_points
from servicelint.hookspecs import PREFIX, PROJECT
from servicelint.model import Document, Finding, Rewrite, Span

if TYPE_CHECKING:
    from pathlib import Path

    from servicelint.config import Config
    from servicelint.reporters import ReporterFactory

#: The entry point of the rules that come with servicelint.
BUILTIN = "builtin"
BUILTIN_MODULE = "servicelint_rules"
#: What a plugin's code may do wrong. ``SystemExit`` too: a module that is a script calls ``sys.exit``.
_FAILURES = (Exception, SystemExit)


class PluginInfo(NamedTuple):
    """A loaded plugin: its entry point's name, and the distribution that brought it."""

    name: str
    distribution: str
    version: str

    def __str__(self) -> str:
        release = f" ({self.distribution} {self.version})".replace(" )", ")") if self.distribution else ""
        return f"plugin {self.name!r}{release}"


class BadResultError(TypeError):
    """A hook returned something else than its specification says."""


class Plugins:
    """The loaded plugins and their hooks. Use ``load_plugins``; ``register`` adds a module or object by hand.

    ``notices`` tells the user, once each, which plugin was skipped or failed and why; it grows with calls.
    """

    def __init__(self) -> None:
        self.manager = pluggy.PluginManager(PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.notices: list[str] = []
        self._infos: dict[str, PluginInfo] = {}
        self._failed: set[tuple[str, str, type[BaseException]]] = set()

    @property
    def loaded(self) -> tuple[PluginInfo, ...]:
        """The plugins in use, in the order in which they were loaded."""
        return tuple(self._infos.values())

    def load(self, entry: EntryPoint) -> None:
        """Import and register the plugin of an entry point; a notice says why when that fails."""
        info = PluginInfo(entry.name, entry.distribution, entry.version)
        if entry.name == BUILTIN and entry.module != BUILTIN_MODULE:
            self._notice(f"{info} was skipped: the name {BUILTIN!r} is reserved")
            return
        try:
            if not entry.module:
                raise ValueError(f"its entry point {entry.value!r} is not module or module:object")
            plugin: Any = importlib.import_module(entry.module)
            for name in filter(None, entry.attribute.split(".")):
                plugin = getattr(plugin, name)
        except _FAILURES as error:
            self._notice(f"{info} was skipped: {_reason(error)}")
            return
        self.register(plugin, info)

    def register(self, plugin: object, info: PluginInfo) -> None:
        """Register a module or object that implements hooks; a notice says why when it cannot be used."""
        other = self._infos.get(info.name)
        if other:
            self._notice(f"{info} was skipped: there is already a {other}")
            return
        try:
            self.manager.register(plugin, name=info.name)
            problem = self._pending() or _wrapper(self.manager, plugin)
        except _FAILURES as error:
            problem = _reason(error)
        if problem:
            if self.manager.has_plugin(info.name):
                self.manager.unregister(name=info.name)
            self._notice(f"{info} was skipped: {problem}")
            return
        self._infos[info.name] = info
        for name in _unmarked(self.manager, plugin):
            self._notice(f"{info}: {name} is not called: put @hookimpl (from servicelint.hookspecs) above it")

    def _pending(self) -> str:
        """Return what pluggy's check says about hooks that do not exist, with the nearest one that does."""
        try:
            self.manager.check_pending()
        except pluggy.PluginValidationError as error:
            import difflib
            import re

            found = re.search(r"unknown hook '(\w+)'", str(error))
            near = difflib.get_close_matches(found[1], _hook_names(), 1) if found else []
            if not found:
                return str(error)
            hint = f"did you mean {near[0]!r}?" if near else f"hooks are {', '.join(_hook_names())}"
            return f"there is no hook {found[1]!r}; {hint}"
        return ""

    def packs(self) -> list[Path]:
        """Return the rule folders of all plugins, the built-in ones first, each once."""
        from pathlib import Path

        def folders(result: Any) -> list[Path]:
            if isinstance(result, (str, bytes)):
                raise BadResultError("returned one path; a list of paths is needed")
            paths = [Path(entry) for entry in result]
            for path in paths:
                if not path.is_dir():
                    raise BadResultError(f"names {path}, which is no folder")
            return paths

        calls = list(self._calls("servicelint_packs", folders, {}))
        calls.sort(key=lambda call: call[0].name != BUILTIN)
        return list(dict.fromkeys(path for _, paths in calls for path in paths))

    def read(self, data: bytes, name: str, channel: str | None) -> tuple[Document, ...] | None:
        """Return the documents that a plugin reads from ``data``, None when no plugin knows the format."""

        def documents(result: Any) -> tuple[Document, ...] | None:
            if result is None:
                return None
            return (result,) if isinstance(result, Document) else _list_of(Document, result)

        arguments = {"data": data, "name": name, "channel": channel}
        found = self._calls("servicelint_read", documents, arguments, firstresult=True)
        return next((result for _, result in found), None)

    def adjust(self, document: Document, findings: list[Finding], config: Config) -> None:
        """Let every plugin change ``findings`` in place; what a failing one did to the list is undone."""
        if not self._implementations("servicelint_adjust"):
            return
        working = list(findings)

        def done(_: Any) -> bool:
            for finding in _list_of(Finding, working):
                _check_spans(document, [finding.span, finding.sentence])
                _check_spans(document, [edit.span for rewrite in finding.rewrites for edit in rewrite.edits])
            return True

        arguments = {"document": document, "findings": working, "config": config}
        for implementation in self._implementations("servicelint_adjust"):
            working[:] = findings
            if self._call("servicelint_adjust", implementation, done, arguments):
                findings[:] = working

    @property
    def has_rewrites(self) -> bool:
        """Tell whether any plugin offers rewrites."""
        return bool(self._implementations("servicelint_rewrite"))

    def rewrites(self, document: Document, finding: Finding) -> list[Rewrite]:
        """Return the further rewrites that plugins offer for a finding."""

        def checked(result: Any) -> tuple[Rewrite, ...] | None:
            if result is None:
                return None
            rewrites = _list_of(Rewrite, result)
            _check_spans(document, [edit.span for rewrite in rewrites for edit in rewrite.edits])
            return rewrites

        arguments = {"document": document, "finding": finding}
        return [rewrite for _, found in self._calls("servicelint_rewrite", checked, arguments) for rewrite in found]

    def reporters(self) -> dict[str, ReporterFactory]:
        """Return the output formats of plugins by name; of two with one name the first loaded stays."""

        def formats(result: Any) -> Mapping[str, ReporterFactory]:
            if not isinstance(result, Mapping):
                raise BadResultError(f"returned {_kind(result)}; a mapping from names to factories is needed")
            for name, factory in result.items():
                if not isinstance(name, str) or not callable(factory):
                    raise BadResultError(f"has {name!r}: {_kind(factory)}; a name and a factory are needed")
            return result

        found: dict[str, ReporterFactory] = {}
        owners: dict[str, PluginInfo] = {}
        for info, made in reversed(list(self._calls("servicelint_reporters", formats, {}))):
            for name, factory in made.items():
                if name in found:
                    self._notice(f"{info}: its format {name!r} is left out: {owners[name]} has one of that name")
                else:
                    found[name], owners[name] = factory, info
        return found

    def _implementations(self, hook: str) -> list[pluggy.HookImpl]:
        """Return a hook's implementations in the order in which pluggy calls them: the last loaded first."""
        caller: pluggy.HookCaller = getattr(self.manager.hook, hook)
        return caller.get_hookimpls()[::-1]

    def _calls(
        self, hook: str, check: Callable[[Any], Any], arguments: Mapping[str, Any], firstresult: bool = False
    ) -> Iterator[tuple[PluginInfo, Any]]:
        """Call a hook plugin by plugin; yield each plugin with what ``check`` makes of its result, None left out."""
        for implementation in self._implementations(hook):
            result = self._call(hook, implementation, check, arguments)
            if result is not None:
                yield self._infos[implementation.plugin_name], result
                if firstresult:
                    return

    def _call(
        self, hook: str, implementation: pluggy.HookImpl, check: Callable[[Any], Any], arguments: Mapping[str, Any]
    ) -> Any:
        try:
            return check(implementation.function(*(arguments[name] for name in implementation.argnames)))
        except _FAILURES as error:
            kind = (implementation.plugin_name, hook, type(error))
            if kind not in self._failed:
                # Once is enough: the next of ten thousand files would say the same with another name in it.
                self._failed.add(kind)
                reason = str(error) if isinstance(error, BadResultError) else f"failed: {_reason(error)}"
                self._notice(f"{self._infos[implementation.plugin_name]}: {hook} {reason}; its result is left out")
            return None

    def _notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)


@lru_cache(maxsize=8)
def _load(disabled: frozenset[str]) -> Plugins:
    plugins = Plugins()
    unused = set(disabled)
    entries = entry_points(PROJECT)
    for entry in sorted(entries, key=lambda entry: entry.name != BUILTIN):
        names = {entry.name, entry.distribution, entry.distribution.replace("_", "-")}
        if names & disabled:
            unused -= names
            continue
        plugins.load(entry)
    for name in sorted(unused):
        plugins.notices.append(f"plugins-disabled names {name!r}, but no such plugin is installed")
    return plugins


def load_plugins(disabled: Collection[str] = ()) -> Plugins:
    """Return the installed plugins but those that ``disabled`` names (by entry point or distribution).

    Built-in rules come first. The same object is returned for the same ``disabled``; ``forget_plugins`` makes the next
    call look again.
    """
    return _load(frozenset(disabled))


forget_plugins = _load.cache_clear


def _hook_names() -> list[str]:
    return [name for name in vars(hookspecs) if name.startswith(PREFIX)]


def _wrapper(manager: pluggy.PluginManager, plugin: object) -> str:
    for caller in manager.get_hookcallers(plugin) or ():
        for implementation in caller.get_hookimpls():
            if implementation.plugin is plugin and (implementation.wrapper or implementation.hookwrapper):
                return f"{caller.name} is a wrapper; wrappers are not supported"
    return ""


def _unmarked(manager: pluggy.PluginManager, plugin: object) -> list[str]:
    """Return functions that look like hooks but lack the marker: they would silently never be called."""
    names = [name for name in _hook_names() if callable(getattr(plugin, name, None))]
    return [name for name in names if manager.parse_hookimpl_opts(plugin, name) is None]


def _list_of(kind: type, result: Any) -> tuple[Any, ...]:
    if not isinstance(result, Iterable) or isinstance(result, (str, bytes, Mapping)):
        raise BadResultError(f"returned {_kind(result)}; {kind.__name__} values are needed")
    entries = tuple(result)
    for entry in entries:
        if not isinstance(entry, kind):
            raise BadResultError(f"returned {_kind(entry)} where a {kind.__name__} is needed")
    return entries


def _check_spans(document: Document, spans: Sequence[Span]) -> None:
    for start, end in spans:
        if not 0 <= start <= end <= len(document.text):
            raise BadResultError(f"returned the span [{start}, {end}) for a text of {len(document.text)} characters")


def _kind(value: object) -> str:
    return "None" if value is None else f"a {type(value).__name__}"


def _reason(error: BaseException) -> str:
    """Return an error as one line: its class and message."""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
