"""What a line of the log holds, in both styles: what happened and where, never what a person wrote."""

from __future__ import annotations

import io
import logging
import sys

import pytest

from waymark import logs


@pytest.mark.parametrize("style", [logs.PLAIN, logs.JSON])
def test_an_exceptions_kind_is_logged_and_not_its_text(style: str) -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.JsonLines() if style == logs.JSON else logs.PlainLines())
    try:
        float("I have known Docker for long")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "it failed", (), sys.exc_info())
    handler.emit(record)
    line = out.getvalue()
    assert "ValueError" in line
    assert "it failed" in line
    assert "could not convert" not in line


def test_a_plain_line_says_where_an_exception_came_from() -> None:
    try:
        raise KeyError("secret")
    except KeyError as error:
        text = logs.PlainLines().formatException((KeyError, error, error.__traceback__))
    assert __file__ in text
    assert text.endswith("\nKeyError")
