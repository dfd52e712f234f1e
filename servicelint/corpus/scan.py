"""``corpus scan``: stores in, one line for each record with findings out, resumable at any moment."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any

from servicelint import __version__
from servicelint.config import Config
from servicelint.corpus.errors import CorpusError, DamagedError
from servicelint.corpus.items import START, Item, Position, Store
from servicelint.corpus.journal import Journal, State
from servicelint.corpus.pool import Batch, run_batches
from servicelint.corpus.worker import Task
from servicelint.engine import Linter

#: A batch: few enough records that a kill costs little, enough that passing them on costs nothing.
_RECORDS, _BYTES = 256, 512 * 1024
#: Seconds between two commits.
_COMMIT = 1.0

Watch = Callable[[State, Sequence[Store]], None]


def rules_key(linter: Linter, config: Config) -> str:
    """Return a digest of the rule files a linter runs and of servicelint's version."""
    digest = blake2b(__version__.encode(), digest_size=16)
    for folder in chain(linter.plugins.packs(), config.packs):
        digest.update(_folder_digest(str(folder)))
    for book in config.phrase_books:
        with open(book, "rb") as stream:
            digest.update(stream.read())
    return digest.hexdigest()


def _folder_digest(folder: str) -> bytes:
    digest = blake2b(digest_size=16)
    for root, names, files in os.walk(folder):
        names.sort()
        for name in sorted(files):
            if name.endswith((".toml", ".py")):
                path = os.path.join(root, name)
                digest.update(os.path.relpath(path, folder).encode("utf-8", "surrogateescape") + b"\0")
                with open(path, "rb") as stream:
                    digest.update(stream.read())
    return digest.digest()


def key_of(stores: Sequence[Store], configs: Sequence[Config], linters: Sequence[Linter], task: Task) -> dict[str, Any]:
    """Return what must be the same for a scan to go on where it was."""
    settings = blake2b(digest_size=16)
    for config in configs:
        for name in (
            "select",
            "ignore",
            "severity",
            "channel",
            "kind",
            "registers",
            "model",
            "plugins_disabled",
            "syntax",
        ):
            settings.update(repr(getattr(config, name, None)).encode("utf-8", "surrogateescape"))
    settings.update(repr(task.key).encode("utf-8", "surrogateescape"))
    rules = blake2b(digest_size=16)
    for key in sorted({rules_key(linter, config) for linter, config in zip(linters, configs, strict=True)}):
        rules.update(key.encode())
    return {
        "stores": [[store.name, *store.stamp()] for store in stores],
        "rules": rules.hexdigest(),
        "settings": settings.hexdigest(),
        "output": list(task.shown),
    }


def scan(
    stores: Sequence[Store], task: Task, journal: Journal, state: State, *, jobs: int = 1, watch: Watch | None = None
) -> State:
    """Scan from ``state`` to the end of the last store; return the last state.

    What is done is committed every second, and when anything goes wrong: the exception passes on.
    """
    begun = last = time.monotonic()
    before = state.seconds
    whole = True
    batches = batches_of(stores, state.store, state.position)
    try:
        for batch, outcome in run_batches(task, batches, jobs):
            journal.write(outcome)
            whole = False
            state.add(outcome)
            state.store, state.position = batch.store, batch.after
            if batch.damage and batch.damage not in state.damage:
                state.damage.append(batch.damage)
            now = time.monotonic()
            state.seconds = before + now - begun
            whole = True
            if watch:
                watch(state, stores)
            if now - last >= _COMMIT:
                journal.commit(state)
                last = now
        state.finished = True
    finally:
        batches.close()
        # Ctrl+C may come while a batch is counted in: then what the last commit says holds.
        if whole:
            journal.commit(state)
    return state


def batches_of(stores: Sequence[Store], first: int = 0, start: Position = START) -> Generator[Batch, None, None]:
    """Yield the records of ``stores`` from ``start`` in store ``first`` on, in batches of one store each."""
    for number, store in enumerate(stores[first:], first):
        items: list[Item] = []
        size = 0
        after = start if number == first else START
        damage = ""
        try:
            for item in store.items(after):
                items.append(item)
                size += len(item.data) if isinstance(item.data, bytes) else 1000
                if len(items) >= _RECORDS or size >= _BYTES:
                    after = item.after
                    yield Batch(number, items, after)
                    items, size = [], 0
        except DamagedError as error:
            damage = str(error)
        except CorpusError:
            # What could be read is checked before it is told why there is no more.
            if items:
                yield Batch(number, items, items[-1].after)
            raise
        if items or damage:
            yield Batch(number, items, items[-1].after if items else after, damage)
