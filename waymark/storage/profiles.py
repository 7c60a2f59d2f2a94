"""Profiles to rows and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity
from waymark.storage import tables
from waymark.storage.columns import clean_text
from waymark.storage.database import colliding
from waymark.storage.errors import understood
from waymark.storage.sealing import Cipher, cipher_of

LONGEST_KEY, LONGEST_WORD = 255, 100  # characters
Unseal = Callable[[str], str]
Rows = Mapping[str, Mapping[str, Any]]  # key (skill, activity, word, question) -> the row's other columns


def _own(table: Table) -> Select[Any]:
    """What a table holds of the person who is given with the query, in its order."""
    query = select(table).where(table.c.person == bindparam("person"))
    return query.order_by(table.c.position) if "position" in table.c else query


# Made once: to put a query together takes SQLAlchemy longer than to run it.
_HOURS = select(tables.people.c.hours_per_week).where(tables.people.c.person == bindparam("person"))
_OWN = {
    table.name: _own(table)
    for table in (tables.skill_statements, tables.interest_statements, tables.noted_words, tables.skipped_questions)
}


def load(connection: Connection, person: str) -> Profile:
    """The stored profile of `person`; an empty one where there is none. Five small queries.

    Raises DatabaseDamaged on a level, polarity or attitude that this version does not know.
    """
    t, unsealed = tables, cipher_of(connection).open
    hours = connection.execute(_HOURS, {"person": person}).scalar()
    with understood():
        return Profile(
            person=person,
            skills={r.skill: _skill(r, unsealed) for r in _rows(connection, t.skill_statements, person)},
            interests={r.activity: _interest(r, unsealed) for r in _rows(connection, t.interest_statements, person)},
            unknown=tuple(unsealed(r.word) for r in _rows(connection, t.noted_words, person)),
            skipped=frozenset(r.question for r in _rows(connection, t.skipped_questions, person)),
            hours_per_week=hours,
        )


def _rows(connection: Connection, table: Table, person: str) -> Iterable[Any]:
    return connection.execute(_OWN[table.name], {"person": person})


def _skill(row: Any, unsealed: Unseal) -> SkillStatement:
    evidence = unsealed(row.evidence)
    return SkillStatement(row.skill, Polarity(row.polarity), row.level, row.years, evidence, row.origin, row.at)


def _interest(row: Any, unsealed: Unseal) -> InterestStatement:
    return InterestStatement(row.activity, Attitude(row.attitude), unsealed(row.evidence), row.origin, row.at)


def save(connection: Connection, before: Profile, after: Profile) -> None:
    """Writes what differs between the two; the person's row is there already."""
    for table, key, rows in (
        (tables.skill_statements, "skill", _skill_rows),
        (tables.interest_statements, "activity", _interest_rows),
        (tables.skipped_questions, "question", _question_rows),
    ):
        _write(connection, table, key, before.person, rows(before), rows(after))
    if before.unknown != after.unknown:
        _write_words(connection, before.person, after.unknown)


def _write(connection: Connection, table: Table, key: str, person: str, before: Rows, after: Rows) -> None:
    mine, cipher = table.c.person == person, cipher_of(connection)
    gone = [name for name in before if name not in after]
    if gone:
        connection.execute(delete(table).where(mine, table.c[key].in_(gone)))
    for name, row in after.items():
        if name in before and row != before[name]:
            connection.execute(update(table).where(mine, table.c[key] == name).values(**_sealed(row, cipher)))
    new = [{"person": person, key: name, **_sealed(row, cipher)} for name, row in after.items() if name not in before]
    if new:
        with colliding():
            connection.execute(insert(table), new)


def _sealed(row: Mapping[str, Any], cipher: Cipher) -> dict[str, Any]:
    return {name: cipher.seal(value) if name == "evidence" else value for name, value in row.items()}


def _write_words(connection: Connection, person: str, words: Iterable[str]) -> None:
    """All of a person's words anew: a sealed one looks different each time, so it cannot be found by its text."""
    cipher = cipher_of(connection)
    connection.execute(delete(tables.noted_words).where(tables.noted_words.c.person == person))
    kept = dict.fromkeys(_key(word, LONGEST_WORD) for word in words)
    rows = [{"person": person, "word": cipher.seal(word), "position": i} for i, word in enumerate(kept)]
    if rows:
        with colliding():
            connection.execute(insert(tables.noted_words), rows)


def _skill_rows(profile: Profile) -> Rows:
    return {
        _key(s.skill): {
            "position": position, "polarity": s.polarity.value, "level": s.level, "years": s.years,
            "evidence": clean_text(s.evidence), "origin": s.origin, "at": s.at,
        }
        for position, s in enumerate(profile.skills.values())
    }  # fmt: skip


def _interest_rows(profile: Profile) -> Rows:
    return {
        _key(i.activity): {
            "position": position, "attitude": i.attitude.value, "evidence": clean_text(i.evidence),
            "origin": i.origin, "at": i.at,
        }
        for position, i in enumerate(profile.interests.values())
    }  # fmt: skip


def _question_rows(profile: Profile) -> Rows:
    return {_key(question): {} for question in profile.skipped}


def _key(name: str, longest: int = LONGEST_KEY) -> str:
    return clean_text(name)[:longest]
