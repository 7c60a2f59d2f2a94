"""Bringing stored texts to the newest key: turning encryption on, to another key, or off.

In batches, each one transaction, while people talk. A run that was stopped is simply started again: what is current
already is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table, select, tuple_, update
from sqlalchemy.engine import Connection

from waymark.storage import conversations, tables
from waymark.storage.columns import Document
from waymark.storage.database import Database
from waymark.storage.scrub import owe
from waymark.storage.sealing import Cipher, cipher_of

BATCH = 500  # rows
PEOPLE: tuple[Column[Any], ...] = (
    tables.skill_statements.c.evidence,
    tables.interest_statements.c.evidence,
    tables.noted_words.c.word,
    tables.people.c.previous,
    tables.assessments.c.document,
    tables.feedback.c.note,
)
CONVERSATIONS: tuple[Column[Any], ...] = (conversations.events.c.data,)


def reseal(database: Database, columns: tuple[Column[Any], ...], off: bool = False, batch: int = BATCH) -> int:
    """How many values were brought to the first key of the database's cipher, or with `off` to plain text.

    Raises DatabaseSealed at a value that none of the keys opens; what was done before stays done. On SQLite the old
    values are overwritten for good, on PostgreSQL VACUUM takes them (docs/privacy.md).
    """
    changed = sum(done for column in columns for done in _batches(database, column, off, batch))
    if changed:
        database.scrub()
    return changed


def _batches(database: Database, column: Column[Any], off: bool, size: int) -> Iterator[int]:
    last: tuple[Any, ...] | None = None
    while True:
        start = last
        last, done = database.write(lambda c: _batch(c, column, start, off, size))  # noqa: B023
        yield done
        if last is None:
            return


def _batch(
    connection: Connection, column: Column[Any], after: tuple[Any, ...] | None, off: bool, size: int
) -> tuple[tuple[Any, ...] | None, int]:
    """(the key of the last row, how many were changed); no key after the last batch."""
    table: Table = column.table
    key = tuple(table.primary_key.columns)
    query = select(*(c.label(f"key{i}") for i, c in enumerate(key)), column.label("value"))
    query = query.where(column.is_not(None)).order_by(*key).limit(size).with_for_update()
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after))
    found = connection.execute(query).all()
    cipher = cipher_of(connection)
    target = Cipher() if off else cipher
    done = 0
    for row in found:
        value = row.value
        if _is_current(value, target):
            continue
        mine = [c == part for c, part in zip(key, row)]
        connection.execute(update(table).where(*mine).values({column: _again(column, value, cipher, target)}))
        done += 1
    if done:
        owe(connection)
    return (tuple(found[-1])[: len(key)] if len(found) == size else None), done


def _is_current(value: Any, target: Cipher) -> bool:
    """Documents are plain as what they are, sealed as a text."""
    return target.is_current(value) if isinstance(value, str) else not target.keys


def _again(column: Column[Any], value: Any, source: Cipher, target: Cipher) -> Any:
    if isinstance(column.type, Document):
        return target.seal_document(source.open_document(value))
    return target.seal(source.open(value))
