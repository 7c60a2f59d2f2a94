"""Encryption is turned on, to another key, and off, for everything that is stored, as often as one likes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.storage.test_sealing import KEY, MARK, OTHER, fill, rows, told
from waymark.storage import conversations
from waymark.storage.database import Database, open_database
from waymark.storage.errors import DatabaseSealed
from waymark.storage.repository import Repository
from waymark.storage.resealing import CONVERSATIONS, PEOPLE, reseal
from waymark.storage.window import load_all


def with_keys(database: Database, keys: str, work: Callable[[Database], object]) -> object:
    opened = open_database(database.engine.url.render_as_string(hide_password=False), text_keys=keys)
    try:
        return work(opened)
    finally:
        opened.close()


def exported(database: Database, keys: str) -> object:
    return with_keys(database, keys, lambda d: Repository(d).export("ana"))


@pytest.mark.parametrize("batch", [2, 500])
def test_on_then_to_another_key_then_off_and_nothing_is_lost(database: Database, batch: int) -> None:
    fill(Repository(database))
    for number in range(5):
        Repository(database).change(f"p{number}", told)
    before = exported(database, "")
    changed = [
        with_keys(database, KEY, lambda d: reseal(d, PEOPLE, batch=batch)),
        with_keys(database, KEY, lambda d: reseal(d, PEOPLE, batch=batch)),
    ]
    assert changed[0] == 1 + 1 + 3 + 1 + 1 + 1 + 5 * 5
    assert changed[1] == 0
    assert MARK not in rows(database)
    with_keys(database, f"{OTHER},{KEY}", lambda d: reseal(d, PEOPLE, batch=batch))
    assert exported(database, OTHER) == before
    with pytest.raises(DatabaseSealed):
        exported(database, KEY)
    with_keys(database, OTHER, lambda d: reseal(d, PEOPLE, off=True, batch=batch))
    assert exported(database, "") == before
    assert with_keys(database, "", lambda d: Repository(d).profile("p3").unknown) == (f"{MARK}db", f"{MARK}lang")


def test_without_the_old_key_it_stops_and_nothing_is_harmed(database: Database) -> None:
    fill(Repository(database))
    with_keys(database, KEY, lambda d: reseal(d, PEOPLE))
    with pytest.raises(DatabaseSealed, match="no key"):
        with_keys(database, OTHER, lambda d: reseal(d, PEOPLE))
    assert MARK in str(exported(database, KEY))


def test_what_was_plain_before_is_overwritten_on_the_disk(sqlite: Database, bytes_on_disk: Callable[[], bytes]) -> None:
    fill(Repository(sqlite))
    assert MARK.encode() in bytes_on_disk()
    with_keys(sqlite, KEY, lambda d: reseal(d, PEOPLE))
    sqlite.close()
    assert MARK.encode() not in bytes_on_disk()


def test_conversations_come_along(talks: Database) -> None:
    texts = tuple(f'"{MARK} {number}"' for number in range(7))
    kinds = {"type_name": "user", "intent_name": None, "action_name": None}
    listed = [{**kinds, "timestamp": float(i), "data": text} for i, text in enumerate(texts)]
    talks.write(lambda c: conversations.append(c, "ana", listed, None))
    assert with_keys(talks, KEY, lambda d: reseal(d, CONVERSATIONS, batch=3)) == 7
    with talks.reading() as connection:
        assert MARK not in str(connection.execute(select(conversations.events.c.data)).all())

    def read(keyed: Database) -> tuple[str, ...]:
        with keyed.reading() as connection:
            return load_all(connection, "ana").events

    assert with_keys(talks, KEY, read) == texts
