"""Slow and failed statements are logged under their request, and no value is in the line."""

from __future__ import annotations

import json
import logging

import pytest
from sqlalchemy import exc, text

from waymark import logs
from waymark.skills import Mention
from waymark.storage import watch
from waymark.storage.database import Database
from waymark.storage.repository import Repository


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "waymark")
    caplog.handler.setFormatter(logs.JsonLines())
    return caplog


def told(repository: Repository) -> None:
    repository.change("zyxxy-person", lambda p: p.tell([Mention("sql", 0, 3, evidence="zyxxy")]).note(["zyxxyword"]))


def failures() -> float:
    return sum(s.value for metric in watch.FAILED.collect() for s in metric.samples if s.name.endswith("_total"))


def test_a_slow_statement_is_logged_with_its_request_and_without_values(
    database: Database, lines: pytest.LogCaptureFixture
) -> None:
    watch.watch(database.engine, slow=0.0)  # beside the usual watch: every statement counts as slow
    with logs.requested("r-1"):
        told(Repository(database))
    logged = [json.loads(line) for line in lines.text.splitlines()]
    assert any("INSERT INTO skill_statements" in line["message"] for line in logged)
    assert {line["request"] for line in logged} == {"r-1"}
    assert "zyxxy" not in lines.text


def test_quick_statements_are_not_logged(database: Database, lines: pytest.LogCaptureFixture) -> None:
    told(Repository(database))
    assert lines.text == ""


def test_a_failed_statement_is_logged_by_kind_alone(database: Database, lines: pytest.LogCaptureFixture) -> None:
    statement = text("SELECT zyxxy FROM nowhere WHERE a = :value")
    before = failures()
    with logs.requested("r-2"), pytest.raises(exc.DBAPIError), database.engine.connect() as connection:
        connection.execute(statement, {"value": "hunter2"})
    found = json.loads(lines.text.splitlines()[-1])
    assert (found["request"], found["level"]) == ("r-2", "warning")
    assert found["message"].startswith("failed (")
    assert "hunter2" not in lines.text
    assert failures() == before + 1


def test_two_writers_of_one_row_are_no_warning(database: Database, lines: pytest.LogCaptureFixture) -> None:
    told(Repository(database))
    row = "VALUES ('zyxxy-person', '2026-01-01', '2026-01-01')"
    again = text(f"INSERT INTO people (person, created_at, updated_at) {row}")
    with pytest.raises(exc.IntegrityError), database.engine.begin() as connection:
        connection.execute(again)
    assert [r for r in lines.records if r.levelno >= logging.INFO] == []


def test_a_long_statement_is_cut() -> None:
    assert watch.said("SELECT  a,\n b " + "x" * 900).startswith("SELECT a, b xxx")
    assert len(watch.said("y" * 900)) < 220


def test_a_watch_is_on_every_engine(database: Database) -> None:
    counted = watch.SECONDS._sum.get()
    told(Repository(database))
    assert watch.SECONDS._sum.get() > counted
