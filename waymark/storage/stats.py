"""Totals for the operator: nothing that points to one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from waymark.storage.tables import assessments, people, skill_statements


@dataclass(frozen=True)
class Counts:
    """How many people are known, and how many of them were last advised what."""

    people: int
    people_with_skills: int
    statements: int
    assessments: int
    recommendations: Mapping[str, int]  # recommendation -> people whose latest assessment says it


def count(connection: Connection) -> Counts:
    """The totals as the transaction sees them."""
    newest = select(func.max(assessments.c.id)).group_by(assessments.c.person)
    latest = (
        select(assessments.c.recommendation, func.count())
        .where(assessments.c.id.in_(newest))
        .group_by(assessments.c.recommendation)
    )

    def total(query: object) -> int:
        return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]

    return Counts(
        people=total(select(func.count()).select_from(people)),
        people_with_skills=total(select(func.count(func.distinct(skill_statements.c.person)))),
        statements=total(select(func.count()).select_from(skill_statements)),
        assessments=total(select(func.count()).select_from(assessments)),
        recommendations={row[0]: row[1] for row in connection.execute(latest.order_by(assessments.c.recommendation))},
    )
