"""What `/metrics` answers: Prometheus' text format, of all workers where a process has several.

PROMETHEUS_MULTIPROC_DIR names an empty folder that the workers share; without it each worker tells its own figures.
"""

from __future__ import annotations

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

__all__ = ["CONTENT_TYPE_LATEST", "exposition"]


def exposition() -> bytes:
    """The figures of now."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest()
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)
