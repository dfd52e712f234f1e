"""One run over many files: settings for each, one ``Linter`` for each set of settings, errors kept to their file."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from servicelint.cli import DEBUG
from servicelint.cli.files import STDIN, FileError, Input, read_bytes
from servicelint.config import ALL, CONFIG_NAME, Config, ConfigError, Settings, unknown_names
from servicelint.engine import Linter
from servicelint.model import Document, Finding, Kind
from servicelint.readers import NoMessagesError, ReadError, ReadOptions, read
from servicelint.reading import read_options
from servicelint.reporters import FileReport, ReporterFactory
from servicelint.suppress import number_duplicates

if TYPE_CHECKING:
    from servicelint.baseline import Baseline
    from servicelint.cli.diff_base import DiffBase
    from servicelint.reporters import RuleNote


@dataclass(slots=True)
class Checked:
    """A file on its way: what was read, what was found. ``name`` is the path shown, and what the reader goes by."""

    name: str
    path: str
    data: bytes = b""
    config: Config | None = None
    documents: list[Document] = field(default_factory=list)
    findings: list[list[Finding]] = field(default_factory=list)
    error: str | None = None
    fixed: int = 0

    def report(self) -> FileReport:
        """Return what reporters need of it."""
        pairs = zip(self.documents, self.findings, strict=True) if self.error is None else ()
        return FileReport(self.name, tuple((doc, tuple(found)) for doc, found in pairs), self.error, self.fixed)

    def accept(self, documents: list[Document], findings: list[list[Finding]], fixed: int) -> None:
        """Take over what was found after ``fixed`` findings were mended."""
        self.documents, self.findings, self.fixed = documents, findings, fixed

    @property
    def all_findings(self) -> list[Finding]:
        """The findings of all its documents."""
        return [finding for found in self.findings for finding in found]


class Notes(NamedTuple):
    """What one linter has to tell at the end: notices, those of them that are errors, the model that ran."""

    notices: tuple[str, ...]
    errors: tuple[str, ...]
    model: str


class Session:
    """Checks files. ``options`` are settings from the command line; ``stdin_name`` is the name of standard input.

    ``left_out`` are files of data found in folders that hold no messages. ``raw`` leaves numbering and the baseline to
    another process, which takes the results over with ``adopt``. ``hook`` treats files that are named like those found
    in a folder, and as templates. ``base`` is the revision whose findings do not count.
    ``server`` is the address of one that checks in our place; None: whichever is running; empty: none.
    """

    def __init__(
        self,
        options: Mapping[str, object],
        config_file: str | None = None,
        stdin_name: str | None = None,
        *,
        raw: bool = False,
        server: str | None = "",
        hook: bool = False,
    ) -> None:
        self.options = options
        self.config_file = config_file
        self.settings = Settings(options, config_file)
        self.stdin_name = stdin_name
        self.raw = raw
        self.hook = hook
        self.server = server
        self.base: DiffBase | None = None
        self.left_out: list[str] = []
        self.remote: list[Notes] = []
        self._linters: dict[Config, Linter] = {}
        self._contexts: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._baselines: dict[str, Baseline] = {}

    @property
    def linters(self) -> list[Linter]:
        """The linters that have been needed so far."""
        return list(self._linters.values())

    def notes(self) -> list[Notes]:
        """Return what the linters have to tell, those of other processes included."""
        own = [Notes(tuple(one.notices), tuple(one.errors), one.model_name) for one in self._linters.values()]
        return [*self.remote, *own]

    @property
    def baselines(self) -> Mapping[str, Baseline]:
        """The baselines that were used, by path, with what the run learnt about them."""
        return self._baselines

    def keep_linters(self, other: Session) -> None:
        """Use the rules and models that another session has loaded."""
        self._linters.update(other._linters)

    def rule_note(self, rule: str, path: str) -> RuleNote | None:
        """Return what reports say about ``rule`` as it runs for the file at ``path``."""
        from servicelint.reporters import RuleNote

        config = self._config_of(path)
        found = self.linter(config).rules.get(rule)
        if found is None:
            return None
        severity = config.severity_of(rule, found.category, found.severity)
        return RuleNote(rule, found.category, found.title, severity, found.rationale)

    def plugin_reporters(self) -> Mapping[str, ReporterFactory]:
        """Return the formats that plugins bring."""
        linter = self.linter(self.settings.for_path("."))
        return linter.plugins.reporters()

    def wanted(self, path: str) -> bool:
        """Tell whether a file found in a folder is a draft: by its type and the settings for its place."""
        from servicelint.readers import EXTENSIONS

        full = os.path.abspath(path)
        if os.path.basename(path) in (CONFIG_NAME, "pyproject.toml", "servicelint-baseline.json"):
            return False
        try:
            config = self.settings.for_path(full)
        except ConfigError:
            config = Config()
        if config.excludes(full) or full == config.baseline:
            return False
        return os.path.splitext(path)[1].lower() in EXTENSIONS or config.includes(full)

    def relint(self, checked: Checked, data: bytes) -> tuple[list[Document], list[list[Finding]]]:
        """Read and lint ``data`` as new content of ``checked``; raise ``ReadError``."""
        assert checked.config is not None
        documents = self.documents(checked, data)
        linter = self.linter(checked.config)
        return documents, self._settled(checked, [linter.lint(document) for document in documents], again=True)

    def _settled(self, checked: Checked, findings: list[list[Finding]], again: bool = False) -> list[list[Finding]]:
        """Number the fingerprints that occur twice in the file, and drop what stands in the baseline."""
        numbered = number_duplicates(finding for found in findings for finding in found)
        known = {id(finding) for finding in self._in_base(checked, numbered)}
        path = checked.config.baseline if checked.config else None
        if path is not None and path in self._baselines:
            from servicelint.baseline import Baseline, apply_baseline

            baseline = self._baselines[path]
            if again:
                # The run's own record counts each file once.
                baseline = Baseline(baseline.folder, baseline.files)
            known |= {id(finding) for finding in apply_baseline(numbered, baseline, checked.name)[1]}
        rest = iter(numbered)
        return [[f for f in islice(rest, len(found)) if id(f) not in known] for found in findings]

    def _in_base(self, checked: Checked, findings: list[Finding]) -> list[Finding]:
        """Return those findings that the file had in the base revision already."""
        if self.base is None or checked.config is None or not findings:
            return []
        old = self.base.old(checked.name)
        if old is None:
            return []
        from servicelint.baseline import Baseline, apply_baseline

        try:
            documents = self.documents(checked, old)
        except ReadError:
            # It could not be read then: nothing in it was known.
            return []
        linter = self.linter(checked.config)
        known = Baseline()
        known.add(checked.name, [finding for document in documents for finding in linter.lint(document)])
        return apply_baseline(findings, known, checked.name)[1]

    def adopt(self, checked: Checked) -> Checked:
        """Take over what another process found."""
        if checked.error is None:
            checked.config = self._config_of(checked.path)
            self._load_baseline(checked.config)
            checked.findings = self._settled(checked, checked.findings)
        return checked

    def _config_of(self, path: str) -> Config:
        return self.settings.for_path(self.stdin_name or "." if path == STDIN else path)

    def _load_baseline(self, config: Config) -> None:
        if config.baseline is not None and config.baseline not in self._baselines and not self.raw:
            from servicelint.baseline import load_baseline

            self._baselines[config.baseline] = load_baseline(config.baseline)

    def check(self, inputs: Iterable[Input]) -> Iterator[Checked]:
        """Yield every input, read and linted, in order; whatever goes wrong with one stands in its ``error``."""
        loaded = (checked for checked in map(self._load, inputs) if checked is not None)
        for config, group in groupby(loaded, key=lambda checked: checked.config):
            if config is None:
                yield from group
            else:
                yield from self._lint(self.linter(config), group)

    def linter(self, config: Config) -> Linter:
        """Return the linter for ``config``; raise ``ConfigError`` where the settings do not fit the rules."""
        if config not in self._linters:
            linter = self._new_linter(config)
            check_names(config, linter)
            self._linters[config] = linter
        return self._linters[config]

    def _new_linter(self, config: Config) -> Linter:
        if not self.raw and self.server != "":
            from servicelint.client import ServedLinter, find_local

            if self.server or find_local():
                return ServedLinter(config, self.server)
        # Settings of their own for some paths must not load the model once more.
        other = next((one for known, one in self._linters.items() if known.model == config.model), None)
        return Linter(config, analyzer=other.pipeline.analyzer if other else None)

    def documents(self, checked: Checked, data: bytes) -> list[Document]:
        """Read ``data`` as the content of ``checked``; raise ``ReadError``."""
        config = checked.config or Config()
        if config.context not in self._contexts:
            self._contexts[config.context] = tuple(chain.from_iterable(map(_context, config.context)))
        context = self._contexts[config.context]
        by_plugin = self.linter(config).plugins.read(data, checked.name, config.channel)
        if by_plugin is not None:
            documents = [replace(document, thread=(*context, *document.thread)) for document in by_plugin]
        else:
            kind = config.kind or (Kind.TEMPLATE if self.hook else None)
            documents = read(data, checked.name, read_options(config, kind=kind, context=context))
        if not config.registers:
            return documents
        return [replace(document, registers=config.registers) for document in documents]

    def _load(self, given: Input) -> Checked | None:
        name = (self.stdin_name or "<stdin>") if given.path == STDIN else given.path
        checked = Checked(name, given.path, error=given.error)
        if checked.error is not None:
            return checked
        try:
            config = self._config_of(given.path)
            self.linter(config)
            self._load_baseline(config)
            checked.data = read_bytes(given.path)
            checked.config = config
            checked.documents = self.documents(checked, checked.data)
        except NoMessagesError as error:
            if not given.named or self.hook:
                # Most data in a folder is not messages: nobody asked about this file.
                self.left_out.append(given.path)
                return None
            checked.error = error.message
        except ReadError as error:
            checked.error = f"line {error.line}: {error.message}" if error.line else error.message
        except FileError as error:
            checked.error = str(error)
        except ConfigError as error:
            checked.error = f"not checked: {error}"
        if checked.error is not None:
            checked.documents = []
        return checked

    def _lint(self, linter: Linter, group: Iterable[Checked]) -> Iterator[Checked]:
        files = iter(group)
        waiting: deque[Checked] = deque()

        def feed() -> Iterator[Document]:
            for checked in files:
                waiting.append(checked)
                yield from checked.documents

        try:
            for _, found in linter.lint_many(feed()):
                while len(waiting[0].findings) == len(waiting[0].documents):
                    yield self._done(waiting.popleft())
                waiting[0].findings.append(found)
        except Exception:
            # A bug that one message brings out must not hide the other files.
            if os.environ.get(DEBUG):
                raise
            for checked in chain(list(waiting), files):
                yield self._done(_alone(linter, checked))
        else:
            yield from map(self._done, waiting)

    def _done(self, checked: Checked) -> Checked:
        if not self.raw:
            checked.findings = self._settled(checked, checked.findings)
        return checked


def _alone(linter: Linter, checked: Checked) -> Checked:
    try:
        checked.findings = [linter.lint(document) for document in checked.documents]
    except Exception as error:  # noqa: BLE001 - as above
        checked.error = f"internal error ({type(error).__name__}: {error}); please report it ({DEBUG}=1 says more)"
        checked.documents, checked.findings = [], []
    return checked


def _context(path: str) -> list[str]:
    """Return the customer's messages in a file: a chat's customer turns, else the message itself, history left out."""
    from servicelint.config.values import shown_path

    name = shown_path(path)
    try:
        documents = read(read_bytes(path), name, ReadOptions(channel=None, kind=None))
    except FileError as error:
        raise ConfigError(f"context: {error}", path) from None
    except ReadError as error:
        raise ConfigError(f"context: {error.message}", path, error.line) from None
    found: list[str] = []
    for document in documents:
        if document.channel == "chat" and document.thread:
            found += document.thread
        else:
            found.append("\n\n".join(segment.text for segment in document.segments))
    return [message for message in found if message.strip()]


def check_names(config: Config, linter: Linter) -> None:
    """Raise ``ConfigError`` where ``select``, ``ignore`` or ``severity`` names neither a rule nor a category."""
    if config.select == (ALL,) and not config.ignore and not config.severity:
        # The usual case: to look at the rules would mean to load them.
        return
    wrong = unknown_names(config, linter.rules, {rule.category for rule in linter.rules.values()})
    if wrong:
        raise ConfigError(wrong[0].message, wrong[0].path, wrong[0].line, tuple(wrong[1:]))
