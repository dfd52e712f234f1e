"""The progress bar of a scan, on a terminal only: how far, how fast, how long still."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from servicelint.corpus.items import Store
    from servicelint.corpus.journal import State


class Progress:
    """A bar on ``stream``; nothing at all where that is None or rich is not installed."""

    def __init__(self, stores: Sequence[Store], state: State, stream: TextIO | None) -> None:
        self._bar: Any = None
        self._before = state.records
        self._begun = state.seconds
        self._total = sum(store.size for store in stores)
        if stream is None:
            return
        try:
            from rich.console import Console
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar
        except ImportError:
            return
        known = (BarColumn(), TaskProgressColumn()) if self._total else ()
        self._bar = Bar(
            *known,
            TextColumn("{task.fields[records]:,} records, {task.fields[rate]:,.0f} a second"),
            *((TimeRemainingColumn(),) if self._total else ()),
            console=Console(file=stream),
            transient=True,
        )
        self._task = self._bar.add_task("", total=self._total or None, records=state.records, rate=0.0)

    def update(self, state: State, stores: Sequence[Store]) -> None:
        """Show ``state``."""
        if self._bar is None:
            return
        done = sum(store.size for store in stores[: state.store]) + stores[state.store].done()
        rate = (state.records - self._before) / max(state.seconds - self._begun, 1e-9)
        self._bar.update(self._task, completed=min(done, self._total), records=state.records, rate=rate)

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
