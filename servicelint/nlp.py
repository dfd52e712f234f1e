"""The one way to spaCy: sentences in, Docs out, in batches, with the memory given back.

A text is one sentence and gives one Doc. ``tokens`` needs no model; ``parsed`` adds tags and the dependency tree. Both
make Docs over the same vocabulary, so that one compiled pattern serves both. spaCy is imported on first use only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from threading import RLock
from typing import TYPE_CHECKING

from servicelint.nlp_load import INSTALL, ModelError, Pipeline, find_model, load_blank, load_model

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["BATCH", "MAX_CHARS", "Analyzer", "ModelError"]

#: Sentences that the model analyses at once: 16 to 64 is fastest and keeps memory low.
BATCH = 32
#: A longer sentence is no prose; only its beginning is parsed (the parser needs about 10 kB for each character).
MAX_CHARS = 10_000


class Analyzer:
    """Turns sentences into Docs. Loads on first use; may be shared between threads, one of which uses it at a time.

    ``model`` is the name of a spaCy package or a folder; None takes the best one that is installed. ``lemmas`` also
    loads the lemmatizer. Raises ``ModelError`` when ``model`` names what is not there.
    """

    def __init__(self, model: str | None = None, *, lemmas: bool = False) -> None:
        self._model = model
        self._lemmas = lemmas
        self._folder: Path | None = find_model(model) if model else None
        self._searched = bool(model)
        self._pipeline: Pipeline | None = None
        self._lock = RLock()

    @property
    def name(self) -> str:
        """The model that runs, such as "en_core_web_sm 3.8.0"; empty when none has been loaded yet or there is none."""
        return self._pipeline.name if self._pipeline else ""

    @property
    def loaded(self) -> bool:
        """Tell whether analysing can begin at once."""
        return self._pipeline is not None

    @property
    def can_parse(self) -> bool:
        """Tell whether a model is there (it is looked for, not loaded)."""
        if not self._searched:
            self._folder, self._searched = find_model(None), True
        return self._folder is not None

    @property
    def notice(self) -> str | None:
        """What the user should know when no model is there: which rules did not run, and the command that helps."""
        if self.can_parse:
            return None
        return (
            "no English model for spaCy is installed: rules that need sentence structure did not run. "
            f"Install one with `{INSTALL}`"
        )

    @property
    def vocab(self) -> Vocab:
        """The vocabulary that every Doc of this analyzer and every pattern for them must share."""
        return self._load().vocab

    def load_early(self) -> None:
        """Load now and analyse one sentence, so that a server's first request need not wait."""
        texts = ["We will write to you by Friday."]
        for _ in self.parsed(texts) if self.can_parse else self.tokens(texts):
            pass

    def tokens(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Yield one Doc for each text, tokenised only."""
        yield from self._load().tokenizer.pipe(texts)

    def parsed(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Yield one Doc for each text, with tags, parts of speech, morphology and the dependency tree.

        Of a text beyond ``MAX_CHARS`` the Doc holds the beginning. Raises ``ModelError`` when there is no model.
        """
        if not self.can_parse:
            raise ModelError(self.notice or "")
        pipeline = self._load()
        docs: Iterable[Doc] = pipeline.tokenizer.pipe(map(_shorten, texts))
        for pipe in pipeline.pipes:
            docs = pipe.pipe(docs, batch_size=BATCH) if hasattr(pipe, "pipe") else map(pipe, docs)
        yield from docs

    @contextmanager
    def zone(self) -> Iterator[None]:
        """Free everything that was made inside on leaving: no Doc, Span or Token may be used afterwards.

        Zones do not nest. The model is loaded on entering, since what is loaded inside would be freed too.
        """
        pipeline = self._load()
        with ExitStack() as stack:
            memory = stack.enter_context(pipeline.vocab.memory_zone())
            for part in (pipeline.tokenizer, *pipeline.pipes):
                if hasattr(part, "memory_zone"):
                    stack.enter_context(part.memory_zone(memory))
            yield

    def _load(self) -> Pipeline:
        if self._pipeline is None:
            with self._lock:
                if self._pipeline is None:
                    self._pipeline = self._make()
        return self._pipeline

    def _make(self) -> Pipeline:
        if not self.can_parse or self._folder is None:
            return load_blank()
        return load_model(self._folder, self._lemmas)


def _shorten(text: str) -> str:
    if len(text) <= MAX_CHARS:
        return text
    return text[: text.rfind(" ", 0, MAX_CHARS) + 1 or MAX_CHARS]
