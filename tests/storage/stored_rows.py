"""What the tables hold, as tests look at it."""

from __future__ import annotations

from sqlalchemy import Table, func, select

from waymark.storage import tables
from waymark.storage.database import Database
from waymark.storage.names import person_key


def total(database: Database, table: Table) -> int:
    """How many rows a table has."""
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def is_removed(database: Database, person: str) -> bool:
    """Is it remembered that this person was removed?"""
    key = tables.tombstones.c.person_key
    with database.reading() as connection:
        return connection.execute(select(key).where(key == person_key(person))).first() is not None
