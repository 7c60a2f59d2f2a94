"""What a counsellor or operator may know: totals that point to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from waymark.storage.assessed import gaps_in
from waymark.storage.sealing import cipher_of
from waymark.storage.tables import assessments, people, skill_statements

LEAST = 5  # people; a smaller count is not told


@dataclass(frozen=True)
class Counts:
    """How many people are known, and how many of them were last advised what."""

    people: int
    people_with_skills: int
    recommendations: Mapping[str, int]  # recommendation -> people whose latest assessment says it


def count(connection: Connection) -> Counts:
    """The totals as the transaction sees them."""
    latest = (
        select(assessments.c.recommendation, func.count())
        .where(assessments.c.id.in_(_latest()))
        .group_by(assessments.c.recommendation)
    )

    def total(query: object) -> int:
        return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]

    return Counts(
        people=total(select(func.count()).select_from(people)),
        people_with_skills=total(select(func.count(func.distinct(skill_statements.c.person)))),
        recommendations={row[0]: row[1] for row in connection.execute(latest.order_by(assessments.c.recommendation))},
    )


def _latest() -> Any:  # SQLAlchemy 1.4 and 2 name the type differently
    """The id of each person's newest assessment."""
    return select(func.max(assessments.c.id)).group_by(assessments.c.person)


def seen_since(connection: Connection, moment: datetime) -> int:
    """How many people told something since then."""
    return int(connection.execute(select(func.count()).where(people.c.updated_at >= moment)).scalar_one())


def missing_skills(connection: Connection) -> Counter[str]:
    """How many people lack each skill, by their latest assessment."""
    found: Counter[str] = Counter()
    latest = assessments.c.id.in_(_latest())
    # The few different lists are counted in the database; a row of a version that kept none is read.
    grouped = select(assessments.c.gaps, func.count()).where(latest, assessments.c.gaps.is_not(None))
    for gaps, people_with_them in connection.execute(grouped.group_by(assessments.c.gaps)):
        found.update(dict.fromkeys(gaps, people_with_them))
    older = select(assessments.c.document).where(latest, assessments.c.gaps.is_(None))
    for row in connection.execution_options(stream_results=True).execute(older):
        found.update(gaps_in(cipher_of(connection).open_document(row.document)))
    return found


def tellable(counts: Mapping[str, int], whole: bool = False) -> dict[str, int]:
    """The counts of at least `LEAST`, largest first.

    `whole`: the counts are the parts of a total that is told too, so a single hidden part could be reckoned from the
    others; then further ones, smallest first, are hidden until the hidden ones are `LEAST` together.
    """
    shown = dict(sorted(((k, n) for k, n in counts.items() if n >= LEAST), key=lambda kn: (-kn[1], kn[0])))
    hidden = sum(counts.values()) - sum(shown.values())
    while whole and 0 < hidden < LEAST and shown:
        _, number = shown.popitem()
        hidden += number
    return shown
