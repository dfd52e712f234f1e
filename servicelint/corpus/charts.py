"""Charts as SVG text, drawn by Matplotlib: nothing is loaded by the page that holds them, and they print."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from servicelint.corpus.errors import CorpusError
from servicelint.corpus.stores.files import missing

_INK, _BAR, _LINES = "#222222", "#3a6ea5", ("#3a6ea5", "#c8553d", "#588157", "#8d6a9f", "#b08900")
_DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))


def bars(names: Sequence[str], values: Sequence[float], intervals: Sequence[tuple[float, float]], label: str) -> str:
    """Return horizontal bars with error bars, the first on top."""
    figure, axes = _figure(1.2 + 0.27 * len(names))
    places = list(range(len(names)))[::-1]
    low = [max(value - a, 0) for value, (a, _) in zip(values, intervals, strict=True)]
    high = [max(b - value, 0) for value, (_, b) in zip(values, intervals, strict=True)]
    axes.barh(places, values, color=_BAR, height=0.7)
    axes.errorbar(values, places, xerr=[low, high], fmt="none", ecolor=_INK, elinewidth=0.8, capsize=2)
    axes.set_yticks(places, names)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_xlabel(label)
    axes.set_xlim(left=0)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    return _svg(figure)


def trends(months: Sequence[str], series: Mapping[str, Sequence[float]], label: str) -> str:
    """Return lines over months; every line has its own dashes, so that they can be told apart without colours."""
    figure, axes = _figure(3.4)
    places = range(len(months))
    for number, (name, values) in enumerate(series.items()):
        color, dashes = _LINES[number % len(_LINES)], _DASHES[number % len(_DASHES)]
        axes.plot(places, values, color=color, linestyle=dashes, marker="o", markersize=3, label=name)
    step = max(1, len(months) // 12)
    axes.set_xticks(list(places)[::step], months[::step], rotation=45, ha="right")
    axes.set_ylim(bottom=0)
    axes.set_ylabel(label)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return _svg(figure)


def _figure(height: float) -> tuple[Any, Any]:
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise CorpusError(f"the report: {missing('matplotlib')}") from None
    with rc_context({"font.family": "sans-serif", "font.size": 9}):
        figure = Figure(figsize=(7.2, height), layout="constrained")
        axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _svg(figure: Any) -> str:
    from matplotlib import rc_context

    out = io.StringIO()
    # Text stays text (searchable, small); no date, so that the same scan gives the same page.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "servicelint"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    # The page says how wide it is.
    return re.sub(r' (?:width|height)="[\d.]+pt"', "", svg[svg.index("<svg") :], count=2)
