"""The conversations' events in a database, in the layout of Rasa's own SQL tracker store, without Rasa.

A person who is forgotten leaves a tombstone here (a hash). A turn that was loaded before it and is saved
after it is dropped, so that nothing comes back (`load_window` gives the tombstone's number, `append` compares).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import (
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
)
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from waymark.places import has_places, person_of
from waymark.storage.columns import Instant, clean_text
from waymark.storage.database import Database, open_database
from waymark.storage.engine import CREATION_LOCK, is_missing_file
from waymark.storage.names import person_key, stored_name
from waymark.storage.scrub import owe
from waymark.storage.sealing import cipher_of

TOMBSTONE_LIFE = timedelta(days=1)  # far longer than any turn lasts
Row = Mapping[str, Any]  # type_name, timestamp (Unix seconds), intent_name, action_name, data
metadata = MetaData()
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),  # the action's, slot's or loop's name
    Column("data", Text),  # the event as JSON; encrypted where there is a key (see `sealing`)
)
_INDEXES = (
    Index("ix_events_newest", events.c.sender_id, events.c.id),
    Index("ix_events_state", events.c.sender_id, events.c.type_name, events.c.action_name, events.c.id),
)
forgotten = Table(
    "forgotten_conversations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_key", String(64), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,  # numbers must never come again, or a turn could miss a tombstone
)
# Made once: to build a statement costs more than to run it, and every turn runs these.
_LAST_TOMBSTONE = select(func.max(forgotten.c.id)).where(forgotten.c.person_key == bindparam("person"))
_NEWEST = select(
    select(events.c.timestamp)
    .where(events.c.sender_id == bindparam("sender"))
    .order_by(events.c.id.desc())
    .limit(1)
    .scalar_subquery(),
    _LAST_TOMBSTONE.scalar_subquery(),
)


def create_tables(database: Database) -> None:
    """Makes what is missing; Rasa's own `events` table is used as it is, with two more indexes."""
    database.scrub_if_owed()
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CREATION_LOCK})
        metadata.create_all(connection)
        for index in _INDEXES:
            columns = ", ".join(column.name for column in index.columns)
            connection.execute(text(f"CREATE INDEX IF NOT EXISTS {index.name} ON events ({columns})"))


def last_tombstone(connection: Connection, sender: str) -> int:
    """The number of the newest tombstone of the conversation's person, 0 for none."""
    return connection.execute(_LAST_TOMBSTONE, {"person": person_key(person_of(sender))}).scalar() or 0


def newest(connection: Connection, sender: str) -> tuple[float | None, int]:
    """When the event that was stored last happened (None for none), and the number of the newest tombstone."""
    name = stored_name(sender)
    found = connection.execute(_NEWEST, {"sender": name, "person": person_key(person_of(name))}).one()
    return found[0], found[1] or 0


def last_timestamp(connection: Connection, sender: str) -> float:
    """When the newest stored event happened (Unix seconds), 0 for none."""
    query = select(func.max(events.c.timestamp)).where(events.c.sender_id == stored_name(sender))
    return connection.execute(query).scalar() or 0.0


def append(
    connection: Connection, sender: str, rows: Sequence[Row], tombstone: int | None, again: bool = False
) -> bool:
    """Adds events, unless the person was forgotten since the turn began (`tombstone`); False then.

    `again`: an earlier attempt may have reached the database before its connection broke; what it wrote is left out.
    """
    name = stored_name(sender)
    lock(connection, person_of(name))
    if tombstone is not None and last_tombstone(connection, name) > tombstone:
        connection.execute(delete(events).where(events.c.sender_id == name))
        owe(connection)
        return False
    if again:
        unsealed = cipher_of(connection).open
        there = {(row.timestamp, unsealed(row.data)) for row in _since(connection, name, rows)}
        rows = [row for row in rows if (row["timestamp"], row["data"]) not in there]
    if rows:
        seal = cipher_of(connection).seal
        sealed = [{"sender_id": name, **_fit(row), "data": seal(row["data"])} for row in rows]
        connection.execute(insert(events), sealed)
    return True


def _since(connection: Connection, name: str, rows: Sequence[Row]) -> Sequence[Any]:
    first = min((row["timestamp"] for row in rows if row["timestamp"] is not None), default=0.0)
    query = select(events.c.timestamp, events.c.data).where(events.c.sender_id == name, events.c.timestamp >= first)
    return connection.execute(query).all()


def _fit(row: Row) -> dict[str, Any]:
    short = {key: row[key] and clean_text(str(row[key]))[:255] for key in ("type_name", "intent_name", "action_name")}
    return {**row, **short}


def lock(connection: Connection, name: str) -> None:
    """One writer for a conversation until the transaction ends (SQLite has one writer anyway)."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})


def of_person(name: str) -> ColumnElement[bool]:
    """The events of a person in every place."""
    theirs: ColumnElement[bool] = events.c.sender_id == name
    return or_(theirs, events.c.sender_id.startswith(f"{name}#", autoescape=True)) if has_places(name) else theirs


def remove(connection: Connection, sender: str) -> None:
    """Takes out all events of `sender`'s person, in every place, and leaves a tombstone; old tombstones go."""
    name, now = stored_name(person_of(sender)), datetime.now(timezone.utc)
    lock(connection, name)
    connection.execute(delete(events).where(of_person(name)))
    connection.execute(delete(forgotten).where(forgotten.c.at < now - TOMBSTONE_LIFE))
    connection.execute(insert(forgotten).values(person_key=person_key(name), at=now))
    owe(connection)


def open_conversations(address: str, text_keys: str = "") -> Database | None:
    """The database at `address` with its tables; None for an SQLite file that is not there, and is not made."""
    database = open_database(address, text_keys=text_keys)
    if is_missing_file(database.engine.url):
        database.close()
        return None
    create_tables(database)
    return database


def forget_conversation(address: str, person: str) -> None:
    """Removes a person's conversation from the tracker database at `address`, also while they are talking.

    For the command line and operators; in a conversation the forget marker does it (see `extensions.tracker_store`).
    A database file that is not there is not made. Raises the domain errors of `errors`.
    """
    database = open_conversations(address)
    if database is None:
        return
    try:
        database.write(lambda connection: remove(connection, person))
        database.scrub()
    finally:
        database.close()
