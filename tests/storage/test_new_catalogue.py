"""A new catalogue is taken up by a process that runs, without a restart and without losing what people said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.small_catalogue import small_catalogue
from waymark import app
from waymark.app import Settings
from waymark.skills import Mention
from waymark.storage.catalogue_database import load_catalogue
from waymark.storage.database import Database

OLD = replace(small_catalogue(), content_hash="old")
NEW = replace(OLD, content_hash="new", calibration={**OLD.calibration, "made-up": 1.0})


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Iterator[Settings]:
    load_catalogue(database, OLD)
    address = database.engine.url.render_as_string(hide_password=False)
    found = Settings(tmp_path, address, tmp_path, tracker_url=address)
    yield found
    app._built.pop(found).database.close()


def test_it_is_taken_up_at_the_next_look_and_profiles_stay(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    adviser = app.build_adviser(settings)
    adviser.hear("ana", [Mention("python", 0, 6)])
    load_catalogue(database, NEW)
    assert app.build_adviser(settings) is adviser  # looked at a moment ago
    assert app.stored_catalogue_hash(settings) == "new"
    monkeypatch.setattr(app, "LOOK_SECONDS", 0.0)
    later = app.build_adviser(settings)
    assert later.catalogue.calibration["made-up"] == 1.0
    assert "python" in later.profile("ana").skills
    assert app.build_adviser(settings) is later


def test_a_database_that_is_away_leaves_the_one_that_is_there(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    adviser = app.build_adviser(settings)
    monkeypatch.setattr(app, "LOOK_SECONDS", 0.0)
    with app._built[settings].database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE catalogue_version RENAME TO away")
    try:
        assert app.build_adviser(settings) is adviser
        assert "the one before stays" in caplog.text
    finally:
        with app._built[settings].database.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE away RENAME TO catalogue_version")
