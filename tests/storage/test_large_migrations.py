"""The schema goes up and down on a database full of people: 2,000 in every run, 100,000 in `make soak`."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.crowd import fill, name
from tests.storage.test_catalogue_database import small
from waymark.storage import migrations, tables
from waymark.storage.catalogue_database import load_catalogue
from waymark.storage.database import Database, open_database
from waymark.storage.migrations import HEAD
from waymark.storage.repository import Repository

PEOPLE = [pytest.param(2000, id="2000"), pytest.param(100_000, id="100000", marks=pytest.mark.long)]
MIGRATION_SECONDS = 240.0  # for 100,000 people; a statement of a usual turn has 4


def told(database: Database, number: int) -> object:
    profile = Repository(database).profile(name(number))
    return profile.skills, profile.interests, profile.hours_per_week


def total(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.people, *tables.PERSONAL)
        }


def all_revisions() -> list[str]:
    files = (Path(migrations.__file__).parent / "versions").glob("[0-9]*.py")
    return [file.name.partition("_")[0] for file in files]


@pytest.mark.parametrize("count", PEOPLE)
def test_everybody_is_there_after_each_step_down_and_up(bare: Database, count: int) -> None:
    patient = open_database(bare.engine.url.render_as_string(hide_password=False), wait=MIGRATION_SECONDS)
    patient.migrate()
    load_catalogue(patient, small())
    fill(patient, None, count)
    some = (0, 7, count // 2, count - 1)
    before, everything = [told(patient, number) for number in some], total(patient)
    assert everything["skill_statements"] == 8 * count
    for step in sorted(set(all_revisions()) - {HEAD}, reverse=True):
        start = time.monotonic()
        patient.migrate(step)
        assert patient.revision() == step
        patient.migrate()
        assert time.monotonic() - start < MIGRATION_SECONDS
        assert [told(patient, number) for number in some] == before
        assert total(patient) == everything
    patient.migrate("base")
    patient.migrate()
    assert sum(total(patient).values()) == 0
    patient.close()
