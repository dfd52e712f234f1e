"""Counters for Prometheus. They say how much and how fast, never what was written."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from servicelint.service.checker import Checker

_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The counters of one server; several in one process do not meet."""

    def __init__(self, checker: Checker) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "servicelint_requests",
            "Requests answered, by operation and status.",
            ["op", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "servicelint_request_seconds",
            "Time from a complete request to its answer.",
            ["op"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._registry.register(_FromChecker(checker))

    def count(self, op: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self._requests.labels(op, str(status)).inc()
        self._seconds.labels(op).observe(seconds)

    def text(self) -> bytes:
        """Return all of them in the text format of Prometheus."""
        return generate_latest(self._registry)


class _FromChecker(Collector):
    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def collect(self) -> Iterator[Metric]:
        counts = self._checker.counts
        yield GaugeMetricFamily("servicelint_waiting", "Requests that wait for the checker.", self._checker.depth)
        yield CounterMetricFamily("servicelint_batches", "Batches sent to the checker.", counts.batches)
        yield CounterMetricFamily("servicelint_batched", "Messages in those batches.", counts.batched)
        yield CounterMetricFamily("servicelint_checker_starts", "How often the checker was started.", counts.starts)
        found = CounterMetricFamily("servicelint_findings", "Findings, by rule.", labels=["rule"])
        for rule, count in sorted(counts.findings.items()):
            found.add_metric([rule], count)
        yield found
