"""The catalogue goes into the database whole or not at all, and comes back as the same value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from waymark.catalogue import (
    Activity,
    Alias,
    Catalogue,
    Evidence,
    Fact,
    Prerequisite,
    Project,
    Question,
    Requirement,
    Resource,
    Role,
    Source,
    Transfer,
    Weight,
)  # fmt: skip
from waymark.skills import ProficiencyLevel, Skill
from waymark.storage import tables
from waymark.storage.catalogue_database import catalogue_version, load_catalogue, stored_catalogue
from waymark.storage.catalogue_files import read_catalogue
from waymark.storage.database import Database
from waymark.storage.errors import CatalogueMissing, DatabaseError

B, M, A = ProficiencyLevel.BEGINNER, ProficiencyLevel.INTERMEDIATE, ProficiencyLevel.ADVANCED
CSV = Path(__file__).parents[2] / "catalogue"


def small() -> Catalogue:
    """One row or two of everything, with what a database may get wrong: order, symbols, fractions, nothing."""
    hours = {B: 10.0, M: 20.5, A: 0.1 + 0.2}
    skills = [
        Skill("sql", "SQL", (), "data", "", "why – “so” 🙂", hours),
        Skill("c++", "C++", ("cpp", 'C "plus" plus'), "languages", "a\nb", "", {}),
    ]
    return Catalogue(
        skills={s.id: s for s in skills},
        roles={"mle": Role("mle", "ML engineer", "ML engineers"), "ds": Role("ds", "DS", "DS's")},
        activities={"writing": Activity("writing", "Writing", "activity", ("to write",), {"ds": 0.1}, 0.3, "s1")},
        sources={"s1": Source("s1", "Postings", "postings", 2019, 2024, None, "", "CC0", "old")},
        aliases=(Alias("sql", "SQL", "exact"), Alias("c++", "C++")),
        evidence=(Evidence("s1", 2019, 2024, "ds", "sql", 3, 7, 3 / 7, 0.158, 0.75),),
        weights=(Weight("ds", "sql", -0.0123456789012345, 1e-9, 0.0),),
        requirements=(Requirement("ds", "sql", M, "essential", 0.5, "asked by half"),),
        prerequisites=(Prerequisite("c++", A, "sql", B, "part_of", "r"),),
        transfers=(Transfer("c++", "sql", 0.25, "r"),),
        resources=(Resource("sql", "t", "https://example.org/?a=1&b", "course", B, 12.5, True, "p", "2024"),),
        projects=(Project("sql", B, "Count things."),),
        questions=(Question("q2", "Do you?", "Because.", ("sql", "c++")), Question("q1", "?", "!", (), "writing")),
        facts=(Fact("f1", "salary", "", "No figure.", "s1"),),
        evidence_names={"SQL": ("sql",), "odd name": ("c++", "writing"), "": ()},
        calibration={"b": 1.0, "a": -0.1},
        content_hash="h1",
    )


def test_a_catalogue_comes_back_as_the_same_value(database: Database) -> None:
    assert load_catalogue(database, small()) is True
    assert stored_catalogue(database) == small()


def test_the_order_of_the_files_is_kept(database: Database) -> None:
    load_catalogue(database, small())
    found = stored_catalogue(database)
    assert list(found.skills) == ["sql", "c++"]
    assert list(found.roles) == ["mle", "ds"]
    assert [q.id for q in found.questions] == ["q2", "q1"]
    assert list(found.calibration) == ["b", "a"]


def test_the_real_catalogue_comes_back_as_the_same_value(database: Database) -> None:
    catalogue = read_catalogue(CSV)
    load_catalogue(database, catalogue)
    assert stored_catalogue(database) == catalogue
    with database.reading() as connection:
        rows = connection.execute(select(func.count()).select_from(tables.aliases)).scalar_one()
    assert rows == len(catalogue.aliases) > 600


def test_loading_it_again_changes_nothing(database: Database) -> None:
    load_catalogue(database, small())
    first = catalogue_version(database)
    assert load_catalogue(database, small()) is False
    assert catalogue_version(database) == first


def test_a_new_one_takes_the_place_of_the_old_one(database: Database) -> None:
    load_catalogue(database, small())
    newer = replace(small(), projects=(), facts=(), content_hash="h2")
    assert load_catalogue(database, newer) is True
    assert stored_catalogue(database) == newer
    version = catalogue_version(database)
    assert version is not None
    assert version.content_hash == "h2"


def test_a_load_that_fails_leaves_the_old_one_in_use(database: Database) -> None:
    load_catalogue(database, small())
    broken = replace(small(), projects=(Project("no-such-skill", B, "x"),), content_hash="h2")
    with pytest.raises(DatabaseError):
        load_catalogue(database, broken)
    assert stored_catalogue(database) == small()


def test_an_empty_database_says_how_to_get_a_catalogue(database: Database) -> None:
    assert catalogue_version(database) is None
    with pytest.raises(CatalogueMissing, match="waymark catalogue load"):
        stored_catalogue(database)


def test_who_reads_during_a_load_sees_the_old_one(database: Database) -> None:
    load_catalogue(database, small())
    with database.reading() as connection:
        before = connection.execute(select(func.count()).select_from(tables.skills)).scalar_one()
        load_catalogue(database, replace(small(), projects=(), content_hash="h2"))
        assert connection.execute(select(func.count()).select_from(tables.projects)).scalar_one() == 1
        assert connection.execute(select(func.count()).select_from(tables.skills)).scalar_one() == before


def test_a_new_catalogue_does_not_touch_what_people_said(database: Database) -> None:
    from waymark.skills import Mention
    from waymark.storage.repository import Repository

    load_catalogue(database, small())
    said = Repository(database).change("ana", lambda p: p.tell([Mention("sql", 0, 3)]))
    without = replace(
        small(), skills={}, aliases=(), requirements=(), prerequisites=(), transfers=(), resources=(), projects=(),
        content_hash="h3",
    )  # fmt: skip
    load_catalogue(database, without)
    assert Repository(database).profile("ana") == said
