"""Many made-up people straight into a database, for measuring and for migrating: nobody's real words.

Each has eight statements on skills, one on an activity, an assessment of about 2 KB and ten events of conversation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any

from sqlalchemy import Table, insert

from waymark.storage import conversations, tables
from waymark.storage.database import Database

NOON = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)
BATCH = 1000  # people in one transaction
EVENTS = 10
PATHS = ("ds", "mle", "both", "not_yet", "unknown")
SKILLS = tuple(f"skill-{number}" for number in range(150))


def name(number: int) -> str:
    return f"web-{number:032x}"


def fill(people: Database, talks: Database | None, count: int, skills: tuple[str, ...] = SKILLS, seed: int = 7) -> None:
    """`count` people into databases whose tables are there and empty."""
    dice = Random(seed)
    for first in range(0, count, BATCH):
        batch = range(first, min(count, first + BATCH))
        rows = [row for number in batch for row in _person(number, skills, dice)]
        with people.writing() as connection:
            for table in dict.fromkeys(table for table, _ in rows):
                connection.execute(insert(table), [values for found, values in rows if found is table])
        if talks is not None:
            with talks.writing() as connection:
                connection.execute(insert(conversations.events), [e for number in batch for e in _events(number)])


def _person(number: int, skills: tuple[str, ...], dice: Random) -> Iterator[tuple[Table, dict[str, Any]]]:
    person, at = name(number), NOON - timedelta(minutes=number % 500_000)
    yield (
        tables.people,
        {"person": person, "hours_per_week": 6.0, "previous": None, "created_at": at, "updated_at": at},
    )
    for place, skill in enumerate(dice.sample(skills, 8)):
        said = {"polarity": "has", "level": dice.randrange(1, 4), "years": None, "evidence": f"I work with {skill}"}
        yield (
            tables.skill_statements,
            {"person": person, "skill": skill, "position": place, "origin": "said", "at": at, **said},
        )
    liked = {"activity": "presenting", "attitude": "like", "evidence": "I love presenting"}
    yield tables.interest_statements, {"person": person, "position": 0, "origin": "said", "at": at, **liked}
    path, gaps = dice.choice(PATHS), tuple(dice.sample(skills, 8))
    document = {"recommendation": path, "gaps": {"ds": [{"id": gap} for gap in gaps]}, "reasons": ["because " * 200]}
    yield (
        tables.assessments,
        {"person": person, "at": at, "recommendation": path, "document": document, "gaps": gaps},
    )


def _events(number: int) -> Iterator[dict[str, Any]]:
    start = (NOON - timedelta(minutes=number % 500_000)).timestamp()
    for place in range(EVENTS):
        kind, action = ("user", None) if place % 3 == 1 else ("action", "action_listen")
        data = json.dumps({"event": kind, "timestamp": start + place, "text": "I know SQL", "name": action})
        yield {
            "sender_id": name(number), "type_name": kind, "timestamp": start + place, "intent_name": None,
            "action_name": action, "data": data,
        }  # fmt: skip
