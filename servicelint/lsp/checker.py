"""Checks a draft and offers rewrites: what the server asks of the engine, in one thread, one job after the other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from servicelint.baseline import apply_baseline
from servicelint.config import ConfigError
from servicelint.config.values import OWN_CATEGORY
from servicelint.engine import Linter
from servicelint.fixing import SAFE_ONLY, fix_text
from servicelint.lsp.formats import reader_name
from servicelint.lsp.patching import carried, change_between, patched
from servicelint.lsp.positions import Positions
from servicelint.lsp.projects import Projects
from servicelint.model import Document, Finding, Safety, Span
from servicelint.nlp import Analyzer
from servicelint.readers import ReadError, read
from servicelint.reading import read_options
from servicelint.rule import Rule
from servicelint.suppress import number_duplicates

#: A longer text is no message that somebody is typing.
MAX_CHARS = 400_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as the editor holds it. ``thread`` are customer messages that the user gave for it."""

    uri: str
    path: str
    language: str
    version: int
    positions: Positions
    thread: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The content."""
        return self.positions.text


@dataclass(slots=True)
class Result:
    """What was found in one version of a draft, sorted by place.

    ``raw`` are the findings with those of the baseline, which ``findings`` leave out. ``waiting`` is the model that is
    not loaded yet: without it only what needs no parse was looked for. ``error`` says why nothing was checked.
    """

    draft: Draft
    name: str = ""
    linter: Linter | None = None
    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    raw: list[Finding] = field(default_factory=list)
    waiting: Analyzer | None = None
    error: str = ""
    seconds: float = 0.0

    def touching(self, span: Span) -> list[Finding]:
        """Return the findings that touch a stretch; a caret at either end counts."""
        return [one for one in self.findings if one.span.start <= span.end and span.start <= one.span.end]

    def rule(self, finding: Finding) -> Rule | None:
        """Return the rule behind a finding; those about our own comments have none."""
        return self.linter.rules.get(finding.rule) if self.linter else None


class Checker:
    """Checks drafts by the settings of their folders."""

    def __init__(self) -> None:
        self.projects = Projects()

    def check(self, draft: Draft) -> Result:
        """Return the findings of a draft, without rewrites. Never raises for anything in the draft or the settings."""
        begun = time.perf_counter()
        result = Result(draft)
        try:
            self._check(draft, result)
        except ReadError as error:
            # Half-typed JSON is no news; what it is about stands in the editor already.
            result.error = error.message
        except ConfigError as error:
            result.error = str(error)
        result.seconds = time.perf_counter() - begun
        return result

    def _check(self, draft: Draft, result: Result) -> None:
        linter = self.projects.linter(draft.path)
        config = linter.config
        if config.excludes(draft.path):
            return
        name = reader_name(draft.path, draft.language) or (draft.path if config.includes(draft.path) else None)
        if name is None:
            return
        if len(draft.text) > MAX_CHARS:
            result.error = (
                f"too large to be checked while it is edited ({len(draft.text):,} characters, the limit is "
                f"{MAX_CHARS:,}): run `servicelint check`, or `servicelint corpus scan` for a store of messages"
            )
            return
        result.name, result.linter = name, linter
        result.documents = list(self._documents(linter, draft, name, draft.text))
        analyzer = linter.pipeline.analyzer
        linter.pipeline.store.shallow = not analyzer.loaded
        result.waiting = None if analyzer.loaded else analyzer
        result.raw = self._lint(linter, result.documents, rewrites=False)
        result.findings = self._settled(linter, draft, result.raw)

    def recheck(self, before: Result | None, draft: Draft) -> Result | None:
        """Return the findings after a change inside a sentence, looking at that sentence's segment only.

        Rules that judge the whole draft say what they said ``before``. None when ``check`` has to look at everything.
        """
        if before is None or before.linter is None or before.waiting or before.error or len(before.documents) != 1:
            return None
        begun = time.perf_counter()
        linter, document = before.linter, before.documents[0]
        if before.draft.thread != draft.thread or self.projects.linter(draft.path) is not linter:
            return None
        change = change_between(document.text, draft.text)
        made = patched(document, draft.text, change)
        if made is None:
            return None
        new, number = made
        old_source = document.segments[number].source
        old_place = old_source.to_source(0, len(document.segments[number].text))
        kept = []
        for finding in before.raw:
            rule = before.rule(finding)
            if rule is not None and rule.scope != "draft" and old_place.contains(finding.span):
                continue
            moved = carried(finding, change)
            if moved is not None:
                kept.append(moved)
        fresh = [one for one in linter.pipeline.part(new, number) if one.category != OWN_CATEGORY]
        raw = sorted({(one.span, one.rule): one for one in (*kept, *fresh)}.items())
        result = Result(draft, before.name, linter, [new])
        result.raw = [finding for _, finding in raw]
        result.findings = self._settled(linter, draft, result.raw)
        result.seconds = time.perf_counter() - begun
        return result

    def offers(self, result: Result, span: Span) -> list[Finding]:
        """Return the findings that touch ``span`` with their rewrites."""
        if result.linter is None:
            return []
        wanted = {one.fingerprint for one in result.touching(span)}
        # One finding more or less would number duplicates anew, so all are made, most of them without rewrites.
        found = number_duplicates(self._lint(result.linter, result.documents, rewrites=span))
        return [one for one in found if one.fingerprint in wanted]

    def has_safe(self, result: Result) -> bool:
        """Tell whether any finding's rule has a rewrite that may be applied unattended."""
        rules = {id(rule): rule for rule in map(result.rule, result.findings) if rule}
        return any(
            template.safety is Safety.SAFE
            for rule in rules.values()
            for block in rule.matches
            for template in block.rewrites
        )

    def fixed(self, result: Result) -> str:
        """Return the draft's text with every safe rewrite applied, until nothing is left to apply."""
        linter, draft = result.linter, result.draft
        if linter is None:
            return draft.text

        def found(text: str) -> list[Finding]:
            documents = list(self._documents(linter, draft, result.name, text))
            return self._settled(linter, draft, self._lint(linter, documents, rewrites=True))

        return fix_text(draft.text, found(draft.text), found, SAFE_ONLY).text

    def _lint(self, linter: Linter, documents: list[Document], rewrites: bool | Span) -> list[Finding]:
        return [one for doc in documents for one in linter.pipeline.run([doc], rewrites=rewrites)[0][1]]

    def _documents(self, linter: Linter, draft: Draft, name: str, text: str) -> Iterator[Document]:
        config = linter.config
        data = text.encode("utf-8", "replace")
        by_plugin = linter.plugins.read(data, name, config.channel)
        made = read(data, name, read_options(config)) if by_plugin is None else by_plugin
        for document in made:
            # A reader that decodes more than UTF-8 would give offsets into another text.
            if len(document.text) == len(text):
                thread = (*draft.thread, *document.thread)
                yield replace(document, thread=thread, registers=config.registers or document.registers)

    def _settled(self, linter: Linter, draft: Draft, findings: list[Finding]) -> list[Finding]:
        numbered = number_duplicates(findings)
        baseline = self.projects.baseline(linter.config)
        if baseline is None:
            return numbered
        return apply_baseline(numbered, baseline, draft.path)[0]
