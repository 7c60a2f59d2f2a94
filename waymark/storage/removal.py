"""Taking a person out of the skills database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.engine import Connection

from waymark.storage.names import person_key
from waymark.storage.scrub import owe
from waymark.storage.tables import PERSONAL, people, tombstones


def remove(connection: Connection, name: str, now: datetime) -> None:
    """Removes every row of `name` (an id as it is stored); a hash of the id and the time are kept."""
    for table in PERSONAL:
        connection.execute(delete(table).where(table.c.person == name))
    connection.execute(delete(people).where(people.c.person == name))
    connection.execute(insert(tombstones).values(person_key=person_key(name), at=now))
    owe(connection)
