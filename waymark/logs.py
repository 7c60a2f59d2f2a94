"""Logs of all processes: plain lines, or one JSON object a line with WAYMARK_LOG=json, each with its request's id.

A request's id begins where a message comes in, travels to the action server in a header, and stands on every line
that is logged on the way. Standard library only: the Rasa server, the action server and the storage all use it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import sys
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import Any, TextIO

HEADER = "X-Request-ID"
PLAIN, JSON = "plain", "json"
_FIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_LINE = "%(asctime)s %(levelname)s %(name)s [%(request)s] %(message)s"
_current: ContextVar[str] = ContextVar("waymark_request", default="")


def request_id() -> str:
    """The id of the request that is being answered; "" outside of one."""
    return _current.get()


def fit_id(given: object) -> str:
    """An id that may stand in a log: the one given, a digest of one that could hold anything, or a new one for none."""
    if not isinstance(given, str) or not given:
        return uuid.uuid4().hex
    return given if _FIT.fullmatch(given) else hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()[:32]


@contextmanager
def requested(given: object = None) -> Iterator[str]:
    """All that happens inside belongs to the request with this id (see `fit_id`), also in threads begun from here."""
    token = _current.set(fit_id(given))
    try:
        yield _current.get()
    finally:
        _current.reset(token)


def begin(given: str | None) -> None:
    """The request of this task from now on: the id that a proxy gave, or none yet (a message will bring its own)."""
    _current.set(fit_id(given) if given else "")


class PlainLines(logging.Formatter):
    """A line for a person, and where an exception came from; not its text, which can hold what a person wrote."""

    def __init__(self) -> None:
        super().__init__(_LINE)

    def format(self, record: logging.LogRecord) -> str:
        record.request = request_id() or "-"
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        kind, _, trace = ei
        places = "".join(traceback.format_tb(trace))
        return f"{places}{kind.__name__ if kind else 'no exception'}"


class JsonLines(logging.Formatter):
    """A JSON object a line: at (UTC, ISO 8601), level, logger, request, message, and the kind of an exception.

    Not its text or trace: they can hold what a person wrote.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": request_id(),
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def configure(style: str, level: int = logging.WARNING, stream: TextIO | None = None) -> None:
    """Sends all logs to `stream` (standard error) in this style, other libraries from `level` on, ours from INFO on."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if style == JSON else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("waymark").setLevel(logging.INFO)
