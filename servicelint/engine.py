"""``Linter(config).lint(document)``: one call behind every face. What it does to a draft stands in ``pipeline``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from servicelint.config import Config
from servicelint.model import Document, Finding, Span
from servicelint.packs import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from servicelint.nlp import Analyzer
    from servicelint.phrase_book import PhraseBook
    from servicelint.pipeline import Pipeline
    from servicelint.plugins import Plugins
    from servicelint.rule import Rule

#: Documents that share one pass through the parser and one memory zone.
BATCH = 64


class Linter:
    """Checks documents by one configuration. Rules, model and caches are kept between calls; not thread-safe.

    An ``analyzer`` may be given to several linters that never run at once; else each loads its own model.
    ``ask_plugins`` False leaves their rewrites out, which may take seconds each: for stores of messages.
    """

    def __init__(
        self,
        config: Config | None = None,
        plugins: Plugins | None = None,
        analyzer: Analyzer | None = None,
        *,
        ask_plugins: bool = True,
    ) -> None:
        self.config = config or Config()
        self._ask_plugins = ask_plugins
        self._analyzer = analyzer
        self._loaded = load_rules(self.config, plugins)
        self.plugins = self._loaded.plugins
        self._book, self._book_errors = self._phrase_book()

    def _phrase_book(self) -> tuple[PhraseBook, tuple[str, ...]]:
        if not self.config.phrase_books:
            return {}, ()
        from servicelint.phrase_book import load_phrase_books

        book, errors = load_phrase_books(self.config.phrase_books, self.rules)
        return book, tuple(map(str, errors))

    @cached_property
    def pipeline(self) -> Pipeline:
        """The machinery, imported and made when the first draft needs it."""
        from servicelint.pipeline import Pipeline

        made = Pipeline(self._loaded.rules, self.config, self.plugins, self._analyzer, self._book)
        made.ask_plugins = self._ask_plugins
        return made

    @property
    def rules(self) -> dict[str, Rule]:
        """Every rule that was loaded, by id, whether the configuration selects it or not."""
        return self._loaded.rules.rules

    @property
    def rule_folders(self) -> list[tuple[Path, bool]]:
        """The folders that the rules came from, and whether their Python checks may run."""
        return self._loaded.folders

    @property
    def model_name(self) -> str:
        """The language model that ran, with its version; empty when none was needed yet or none is installed."""
        return self.pipeline.analyzer.name if "pipeline" in self.__dict__ else ""

    @property
    def errors(self) -> tuple[str, ...]:
        """Rule files and phrase books that could not be used, with file and line.

        They are part of ``notices``, and a run with one has failed.
        """
        return self._loaded.errors + self._book_errors

    @property
    def notices(self) -> list[str]:
        """What the user should be told once: a broken plugin, a rule file that cannot be used, no model."""
        notice = self.pipeline.analyzer.notice if "pipeline" in self.__dict__ else None
        return [*self.plugins.notices, *self.errors, *([notice] if notice else [])]

    def lint(self, document: Document, *, rewrites: bool | Span = True) -> list[Finding]:
        """Return the findings of one document, sorted by place, then rule. ``rewrites``: see ``Pipeline.run``."""
        return self._lint_batch([document], rewrites)[0][1]

    def lint_many(
        self, documents: Iterable[Document], *, rewrites: bool = True
    ) -> Iterator[tuple[Document, list[Finding]]]:
        """Check many documents, parsing their sentences together; yield each with its findings, in order."""
        source = iter(documents)
        while batch := list(islice(source, BATCH)):
            yield from self._lint_batch(batch, rewrites)

    def _lint_batch(
        self, documents: Sequence[Document], rewrites: bool | Span = True
    ) -> list[tuple[Document, list[Finding]]]:
        if not any(self.has_trigger(document) for document in documents):
            return [(document, []) for document in documents]
        return self.pipeline.run(documents, rewrites=rewrites)

    def has_trigger(self, document: Document) -> bool:
        """Tell whether anything could be found at all; if not, not even the rules are loaded."""
        if not self.config.prefilter or document.ignores or document.thread:
            return True
        return any(self._loaded.prefilter.any_trigger(segment.text) for segment in document.segments)
