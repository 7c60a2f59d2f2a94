"""With a key, nothing that people wrote can be read in the database's files; without it, nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from sqlalchemy import select

from waymark.profile import Profile
from waymark.skills import Attitude, Interest, Mention
from waymark.storage import conversations, tables
from waymark.storage.database import Database, open_database
from waymark.storage.errors import DatabaseSealed, DatabaseUnsupported
from waymark.storage.repository import Repository
from waymark.storage.sealing import SEALED, Cipher, cipher_from, new_key
from waymark.storage.window import load_all

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=timezone.utc)
MARK = "zyxxy"
Open = Callable[[str], Repository]
KEY, OTHER = new_key(), new_key()


def told(profile: Profile) -> Profile:
    mentions = [Mention("python", 0, 6, evidence=f"{MARK} Python at work")]
    likes = [Interest("modelling", 0, 5, Attitude.LIKE, evidence=f"{MARK} models")]
    return profile.tell(mentions, likes, at=NOON).note([f"{MARK}db", f"{MARK}lang"]).skip("q-sql")


def fill(repository: Repository) -> None:
    """Everything that a person can leave behind."""
    repository.change("ana", told)
    repository.change("ana", lambda p: replace(p, hours_per_week=6.0).note([f"{MARK}new"]))
    repository.add_assessment("ana", NOON, {"recommendation": "ds", "why": MARK})
    repository.add_feedback("ana", f"{MARK} is wrong")


@pytest.fixture
def sealed(database: Database) -> Iterator[Callable[[str], Repository]]:
    """The same database, opened with keys."""
    opened: list[Database] = []

    def open_with(keys: str) -> Repository:
        opened.append(open_database(database.engine.url.render_as_string(hide_password=False), text_keys=keys))
        return Repository(opened[-1])

    yield open_with
    for one in opened:
        one.close()


def rows(database: Database) -> str:
    """All that is stored in the people's tables, as text."""
    with database.reading() as connection:
        return "\n".join(str(row) for t in (tables.people, *tables.PERSONAL) for row in connection.execute(select(t)))


def test_what_was_said_comes_back_and_no_row_shows_it(database: Database, sealed: Open) -> None:
    repository = sealed(KEY)
    fill(repository)
    assert repository.profile("ana") == replace(told(Profile("ana")).note([f"{MARK}new"]), hours_per_week=6.0)
    assert repository.assessments("ana")[0][1]["why"] == MARK
    assert [note for _, note in repository.feedback()] == [f"{MARK} is wrong"]
    exported = repository.export("ana")
    assert str(exported).count(MARK) >= 8
    assert exported["profile_before_last_change"]["unknown"] == [f"{MARK}db", f"{MARK}lang"]
    assert MARK not in rows(database)
    assert repository.undo("ana") == told(Profile("ana"))


def test_no_byte_of_it_is_on_the_disk(sqlite: Database, bytes_on_disk: Callable[[], bytes]) -> None:
    keyed = open_database(sqlite.engine.url.render_as_string(), text_keys=KEY)
    fill(Repository(keyed))
    keyed.close()
    assert MARK.encode() not in bytes_on_disk()
    Repository(sqlite).change("bob", told)
    assert MARK.encode() in bytes_on_disk()


def test_a_word_can_be_dropped_although_it_looks_different_each_time(database: Database, sealed: Open) -> None:
    repository = sealed(KEY)
    fill(repository)
    repository.change("ana", lambda p: replace(p, unknown=(f"{MARK}db",)))
    assert repository.profile("ana").unknown == (f"{MARK}db",)


def test_encryption_can_be_turned_on_for_people_who_are_there(database: Database, sealed: Open) -> None:
    fill(Repository(database))
    later = sealed(KEY)
    assert later.profile("ana").skills["python"].evidence.startswith(MARK)
    later.change("ana", lambda p: p.tell([Mention("sql", 0, 3, evidence="SQL too")]))
    assert "SQL too" not in rows(database)
    assert later.profile("ana").skills["sql"].evidence == "SQL too"


@pytest.mark.parametrize("keys", ["", OTHER], ids=["none", "another"])
def test_without_the_key_it_is_an_error_that_says_so_and_no_rubbish(
    database: Database, sealed: Open, keys: str
) -> None:
    fill(sealed(KEY))
    other = sealed(keys)
    for work in (lambda: other.profile("ana"), lambda: other.export("ana"), other.feedback, lambda: other.undo("ana")):
        with pytest.raises(DatabaseSealed, match="WAYMARK_TEXT_KEY"):
            work()


def test_the_older_key_still_opens(database: Database, sealed: Open) -> None:
    fill(sealed(KEY))
    assert sealed(f"{OTHER} {KEY}").profile("ana").skills["python"].evidence.startswith(MARK)


def test_a_forgotten_person_goes_without_the_key(database: Database, sealed: Open) -> None:
    fill(sealed(KEY))
    Repository(database).forget("ana")
    assert "ana" not in rows(database)


@pytest.mark.parametrize("text", ["", "plain", f"{SEALED}gAAAA", "plain:1:x", f"plain:1:{SEALED}", "ü🙂"])
@pytest.mark.parametrize("keys", ["", KEY], ids=["plain", "sealed"])
def test_any_text_comes_back_as_it_was(text: str, keys: str) -> None:
    cipher = cipher_from(keys)
    assert cipher.open(cipher.seal(text)) == text
    assert cipher.open_document(cipher.seal_document({"a": [text, None]})) == {"a": [text, None]}


def test_the_same_text_is_sealed_differently_each_time() -> None:
    cipher = cipher_from(KEY)
    assert cipher.seal("Python") != cipher.seal("Python")


def test_something_that_is_no_key_is_refused_without_being_said() -> None:
    with pytest.raises(DatabaseUnsupported) as caught:
        cipher_from("not-a-key")
    assert "not-a-key" not in str(caught.value)
    assert cipher_from("") == Cipher()


def test_a_conversation_is_sealed_and_is_the_same_again(talks: Database, sealed: Open) -> None:
    keyed = sealed(KEY).database
    row = {"type_name": "user", "timestamp": 1.0, "intent_name": "greet", "action_name": None, "data": f'"{MARK}"'}
    keyed.write(lambda c: conversations.append(c, "ana", [row], None))
    keyed.write(lambda c: conversations.append(c, "ana", [row], None, again=True))
    with keyed.reading() as connection:
        assert load_all(connection, "ana").events == (f'"{MARK}"',)
        assert MARK not in str(connection.execute(select(conversations.events)).all())
