"""What a counsellor is told: totals of five people or more, and nothing from which a smaller one could be reckoned."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from waymark.storage import tables
from waymark.storage.database import Database
from waymark.storage.repository import Repository
from waymark.storage.stats import LEAST, tellable

NOON = datetime(2026, 5, 1, 12, tzinfo=timezone.utc)


def advised(repository: Repository, person: str, path: str, **gaps: list[str]) -> None:
    listed = {role: [{"id": skill} for skill in skills] for role, skills in gaps.items()}
    repository.add_assessment(person, NOON, {"recommendation": path, "gaps": listed})


def missing(repository: Repository) -> dict[str, int]:
    return dict(repository.overview(NOON)[2])


def test_a_person_counts_once_and_by_the_latest_advice(repository: Repository) -> None:
    advised(repository, "ana", "ds", ds=["sql", "r"], mle=["docker"])
    advised(repository, "ana", "mle", ds=["sql", "r"], mle=["docker", "sql"])
    advised(repository, "bob", "both", ds=["sql"], mle=["sql", "docker"])
    advised(repository, "cem", "unknown", ds=["spark"], mle=["spark"])
    assert missing(repository) == {"docker": 2, "sql": 2}


def test_advice_of_an_older_version_is_counted_too(repository: Repository, database: Database) -> None:
    advised(repository, "ana", "ds", ds=["sql"], mle=["docker"])
    advised(repository, "bob", "ds", ds=["sql"], mle=["docker"])
    with database.writing() as connection:
        connection.execute(update(tables.assessments).where(tables.assessments.c.person == "ana").values(gaps=None))
    assert missing(repository) == {"sql": 2}


def test_lately_is_by_when_somebody_last_told_something(database: Database) -> None:
    for days in (1, 10, 40):
        Repository(database, lambda d=days: NOON - timedelta(days=d)).change(f"p{days}", lambda p: p.skip("q"))  # type: ignore[misc]
    assert Repository(database).overview(NOON - timedelta(days=30))[1] == 2


@pytest.mark.parametrize(
    ("counts", "whole", "told"),
    [
        ({"ds": 9, "mle": 4}, False, {"ds": 9}),
        ({"ds": 9, "mle": 4}, True, {}),
        ({"ds": 9, "both": 6, "mle": 4}, True, {"ds": 9}),
        ({"ds": 9, "both": 3, "mle": 2}, True, {"ds": 9}),
        ({"ds": 9, "mle": 5}, True, {"ds": 9, "mle": 5}),
        ({}, True, {}),
    ],
)
def test_small_counts_are_not_told(counts: dict[str, int], whole: bool, told: dict[str, int]) -> None:
    assert tellable(counts, whole) == told


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=3), st.integers(1, 30)))
def test_whoever_knows_the_total_cannot_reckon_a_small_count(counts: dict[str, int]) -> None:
    told = tellable(counts, whole=True)
    hidden = sum(counts.values()) - sum(told.values())
    assert all(n >= LEAST for n in told.values())
    assert hidden == 0 or hidden >= LEAST or not told
    assert Counter(told) <= Counter(counts)
