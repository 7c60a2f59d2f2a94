"""Of somebody who was forgotten, no byte is left in the SQLite file or its write-ahead log."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from waymark.skills import Mention
from waymark.storage import scrub
from waymark.storage.database import Database, open_database
from waymark.storage.repository import Repository
from waymark.storage.scrub import Scrubber

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=timezone.utc)


def test_no_word_of_a_forgotten_person_is_left_on_the_disk(
    sqlite: Database, bytes_on_disk: Callable[[], bytes]
) -> None:
    repository = Repository(sqlite)
    for number in range(60):
        mentions = [
            Mention(f"skill-{i}", 0, 1, evidence=f"secret{number} " + "w" * (i * 37)) for i in range(number % 9)
        ]
        repository.change(f"person{number}", lambda p, m=mentions: p.tell(m, at=NOON))
    marked = [Mention("python", 0, 6, evidence="xyzzy " * 500), Mention("sql", 0, 3, evidence="xyzzy once")]
    for _ in range(3):
        repository.change("xyzzy-me", lambda p: p.tell(marked, at=NOON).note(["xyzzyword"]).skip("xyzzy-q"))
        repository.change("xyzzy-me", lambda p: p.drop(["sql"]))
        repository.add_assessment("xyzzy-me", NOON, {"recommendation": "ds", "why": "xyzzy " * 3000})
        repository.add_feedback("xyzzy-me", "xyzzy is wrong")
        repository.change("person1", lambda p: p.tell(marked[:1], at=NOON).drop(["python"]))
        repository.undo("person1")
        repository.change("person1", lambda p: p.skip("q1").skip("q2"))
        repository.change("person1", lambda p: p.skip("q3"))
    assert b"xyzzy" in bytes_on_disk()
    repository.forget("xyzzy-me")
    repository.forget("person1")
    assert b"xyzzy" not in bytes_on_disk()
    assert b"secret2 " in bytes_on_disk()


def act_at_random(repository: Repository, dice: random.Random, person: str) -> None:
    """Rows of many sizes come, change and go, so that SQLite moves them about."""
    mark, act = f"SECRET{person}X", dice.random()
    if act < 0.6:
        many = [
            Mention(f"s{dice.randrange(40)}", 0, 1, evidence=f"{mark} " * dice.choice([1, 1, 1, 2, 5, 30, 200]))
            for _ in range(dice.randrange(1, 6))
        ]
        word = f"{mark}w{dice.randrange(9)}"
        repository.change(person, lambda p: p.tell(many).note([word]))
    elif act < 0.7:
        gone = [f"s{dice.randrange(40)}" for _ in range(10)]
        repository.change(person, lambda p: p.drop(gone))
    elif act < 0.8:
        repository.undo(person)
    elif act < 0.9:
        repository.add_assessment(person, NOON, {"recommendation": "ds", "text": mark * dice.choice([1, 50, 2000])})
    elif act < 0.95:
        repository.add_feedback(person, mark)
    else:
        repository.forget(person)


# Seeds 5 and 6 leave text behind when `secure_delete` alone is relied on.
@pytest.mark.parametrize("seed", [5, 6, *(pytest.param(n, marks=pytest.mark.long) for n in range(7, 40))])
def test_nothing_is_left_whatever_was_written_before(
    sqlite: Database, bytes_on_disk: Callable[[], bytes], seed: int
) -> None:
    dice, repository = random.Random(seed), Repository(sqlite)
    people = [f"p{n:02}" for n in range(25)]
    for _ in range(220):
        act_at_random(repository, dice, dice.choice(people))
    gone = dice.sample(people, 8)
    for person in gone:
        repository.forget(person)
    on_disk = bytes_on_disk()
    assert [person for person in gone if f"SECRET{person}X".encode() in on_disk] == []
    assert any(f"SECRET{person}X".encode() in on_disk for person in set(people) - set(gone))


def test_a_program_stopped_in_between_leaves_it_to_the_next_start(
    sqlite: Database, sqlite_path: Path, bytes_on_disk: Callable[[], bytes]
) -> None:
    repository = Repository(sqlite)
    repository.change("ana", lambda p: p.note(["xyzzy"]))
    sqlite.write(lambda c: (scrub.owe(c), c.exec_driver_sql("DELETE FROM people")))
    assert b"xyzzy" in bytes_on_disk()
    next_start = open_database(f"sqlite:///{sqlite_path}")
    next_start.migrate()
    assert b"xyzzy" not in bytes_on_disk()
    next_start.close()


def test_a_reader_in_the_way_only_puts_it_off(
    sqlite: Database, sqlite_path: Path, bytes_on_disk: Callable[[], bytes]
) -> None:
    quick = open_database(f"sqlite:///{sqlite_path}", wait=0.2)
    repository = Repository(quick)
    repository.change("ana", lambda p: p.note(["xyzzy"]))
    with sqlite.reading() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM noted_words").scalar()
        repository.forget("ana")
        assert repository.profile("ana").is_empty
    assert b"xyzzy" in bytes_on_disk()
    quick.scrub_if_owed()
    assert b"xyzzy" not in bytes_on_disk()
    quick.close()


def test_a_large_file_is_done_beside_the_conversation(sqlite: Database, bytes_on_disk: Callable[[], bytes]) -> None:
    Repository(sqlite).change("ana", lambda p: p.note(["xyzzy"]))
    sqlite.write(lambda c: (scrub.owe(c), c.exec_driver_sql("DELETE FROM people")))
    assert Scrubber(sqlite.engine, wait=3.0, inline_bytes=0).scrub() is False
    for thread in threading.enumerate():
        if thread.name == "scrub":
            thread.join()
    assert b"xyzzy" not in bytes_on_disk()


def test_a_disk_without_room_puts_it_off_and_keeps_nobody_from_an_answer(
    sqlite: Database, sqlite_path: Path, bytes_on_disk: Callable[[], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    repository = Repository(sqlite)
    repository.change("ana", lambda p: p.note(["xyzzy"]))
    no_room = Scrubber(Wrapped(sqlite.engine, without_room), wait=0.2)  # type: ignore[arg-type]
    sqlite.write(lambda c: (scrub.owe(c), c.exec_driver_sql("DELETE FROM people")))
    assert no_room.scrub() is False
    assert any("database or disk is full" in line for line in caplog.messages)
    assert b"xyzzy" in bytes_on_disk()
    sqlite.migrate()  # the next start
    assert b"xyzzy" not in bytes_on_disk()


def test_a_file_that_may_only_be_read_is_read_although_something_is_owed(sqlite: Database, sqlite_path: Path) -> None:
    told = Repository(sqlite).change("ana", lambda p: p.note(["xyzzy"]))
    sqlite.write(scrub.owe)
    read_only = open_database(f"sqlite:///file:{sqlite_path}?mode=ro&uri=true")
    read_only.migrate()
    assert Repository(read_only).profile("ana") == told
    read_only.close()


def test_a_deletion_while_the_file_is_rewritten_is_not_forgotten(sqlite: Database, sqlite_path: Path) -> None:
    """Somebody deletes after our VACUUM and is killed before theirs: ours is done once more."""
    other = open_database(f"sqlite:///{sqlite_path}")
    rewritten: list[str] = []

    def around(run: Callable[[], Any], statement: str) -> Any:
        done = run()
        if statement == "VACUUM":
            rewritten.append(statement)
            if len(rewritten) == 1:
                other.write(scrub.owe)
        return done

    sqlite.write(scrub.owe)
    assert Scrubber(Wrapped(sqlite.engine, around), wait=3.0).scrub() is True  # type: ignore[arg-type]
    assert len(rewritten) == 2
    with sqlite.reading() as connection:
        assert not scrub.is_owed(connection)
    other.close()


class Wrapped:
    """An engine, its raw connection or its cursor; each statement is run by `around(run, statement)`."""

    def __init__(self, inner: Any, around: Callable[[Callable[[], Any], str], Any]) -> None:
        self._inner, self._around = inner, around

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def raw_connection(self) -> Wrapped:
        return Wrapped(self._inner.raw_connection(), self._around)

    def cursor(self) -> Wrapped:
        return Wrapped(self._inner.cursor(), self._around)

    def execute(self, statement: str) -> Any:
        return self._around(lambda: self._inner.execute(statement), statement)


def without_room(run: Callable[[], Any], statement: str) -> Any:
    """A disk on which no file can be rewritten."""
    if statement == "VACUUM":
        raise sqlite3.OperationalError("database or disk is full")
    return run()
