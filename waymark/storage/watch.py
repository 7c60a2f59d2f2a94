"""Slow and failed statements, in the log and counted; with the request's id (`waymark.logs`), without any value.

A statement's text has marks in the place of values, so nothing that people wrote is in it.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from prometheus_client import Counter, Histogram
from sqlalchemy import event, exc
from sqlalchemy.engine import Engine

SLOW_SECONDS = 0.5
LONGEST_SAID = 200  # characters of a statement
log = logging.getLogger("waymark.statements")
SECONDS = Histogram("waymark_database_seconds", "Time of database statements")
FAILED = Counter("waymark_database_failures", "Statements and connections that failed", ["kind"])


def watch(engine: Engine, slow: float = SLOW_SECONDS) -> None:
    """Times every statement of the engine; `slow` (seconds) and longer is logged."""
    key = object()  # of this watch, on the connection: where its latest statement began

    def begin(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        connection.info[key] = time.perf_counter()

    def end(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        taken = time.perf_counter() - connection.info.pop(key, time.perf_counter())
        SECONDS.observe(taken)
        if taken >= slow:
            log.warning("a statement took %.2f s: %s", taken, said(statement))

    def failed(context: Any) -> None:
        kind = type(context.original_exception).__name__
        FAILED.labels(kind).inc()
        # Two writers that made the same row are sorted out by trying again.
        expected = isinstance(context.sqlalchemy_exception, exc.IntegrityError)
        level = logging.DEBUG if expected else logging.WARNING
        log.log(level, "failed (%s): %s", kind, said(context.statement or "connecting"))

    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)
    event.listen(engine, "handle_error", failed)


def said(statement: str) -> str:
    """A statement on one line, its end left out."""
    line = " ".join(statement.split())
    return line if len(line) <= LONGEST_SAID else f"{line[:LONGEST_SAID]} ..."
