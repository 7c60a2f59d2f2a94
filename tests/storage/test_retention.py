"""Whoever stays away for longer than they are kept is removed, whole, and nobody else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select, update

from tests.storage.stored_rows import is_removed
from waymark.profile import Profile
from waymark.storage import conversations, engine, retention, tables
from waymark.storage.database import Database, open_database
from waymark.storage.repository import Repository
from waymark.storage.retention import Removed, Retention, only_run

NOW = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)
LIMIT = NOW - timedelta(days=180)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def told(profile: Profile) -> Profile:
    return profile.note(["polars"]).skip("q")


class Keeper:
    """The two databases, with people whom one can put at any distance."""

    def __init__(self, database: Database, talks: Database) -> None:
        self.database, self.talks = database, talks

    def tell(self, person: str, days: float) -> None:
        people = Repository(self.database, lambda: days_ago(days))
        people.change(person, told)
        people.add_assessment(person, days_ago(days), {"recommendation": "ds"})
        people.share(person, f"key of {person}", days_ago(days - 7))

    def talk(self, conversation: str, days: float) -> None:
        row = {"type_name": "user", "timestamp": days_ago(days).timestamp(), "intent_name": None, "action_name": None}
        self.talks.write(lambda c: conversations.append(c, conversation, [{**row, "data": '"hi"'}], None))

    def run(self, dry_run: bool = False) -> Removed:
        return Retention(self.database, self.talks, LIMIT, NOW, dry_run).run()

    def people(self) -> set[str]:
        with self.database.reading() as connection:
            return set(connection.execute(select(tables.people.c.person)).scalars())

    def talkers(self) -> set[str]:
        with self.talks.reading() as connection:
            return set(connection.execute(select(conversations.events.c.sender_id)).scalars())


@pytest.fixture
def keeper(database: Database, talks: Database) -> Keeper:
    return Keeper(database, talks)


def test_who_stayed_away_goes_with_profile_report_and_conversation(keeper: Keeper) -> None:
    for person, days in (("old", 181), ("new", 179)):
        keeper.tell(person, days)
        keeper.talk(person, days)
    assert keeper.run() == Removed(people=1, profiles=1, conversations=1, ended_links=2)
    assert (keeper.people(), keeper.talkers()) == ({"new"}, {"new"})
    assert Repository(keeper.database).export("old")["assessments"] == []
    assert is_removed(keeper.database, "old")


def test_a_second_run_finds_nothing(keeper: Keeper) -> None:
    keeper.tell("old", 400)
    keeper.talk("talker", 400)
    assert keeper.run().people == 2
    assert keeper.run() == Removed(0, 0, 0, 0)


def test_a_dry_run_counts_the_same_and_removes_nobody(keeper: Keeper) -> None:
    keeper.tell("old", 400)
    keeper.talk("old", 300)
    keeper.talk("talker", 400)
    keeper.tell("new", 1)
    foreseen = keeper.run(dry_run=True)
    assert (keeper.people(), keeper.talkers()) == ({"old", "new"}, {"old", "talker"})
    assert keeper.run() == foreseen


def test_who_only_talked_lately_is_kept_with_what_they_told_long_ago(keeper: Keeper) -> None:
    keeper.tell("ana", 400)
    keeper.talk("ana", 400)
    keeper.talk("ana", 2)
    assert keeper.run().people == 0
    assert keeper.people() == {"ana"}


def test_an_old_place_of_somebody_active_stays(keeper: Keeper) -> None:
    keeper.tell("slack:T1:U1", 3)
    keeper.talk("slack:T1:U1#C1:1.2", 400)
    keeper.talk("slack:T1:U2#C1:1.2", 400)
    keeper.talk("slack:T1:U2", 2)
    keeper.talk("slack:T1:U3#C1:1.2", 400)
    keeper.talk("slack:T1:U3#C2:9.9", 300)
    assert keeper.run() == Removed(people=1, profiles=0, conversations=1, ended_links=0)
    assert keeper.talkers() == {"slack:T1:U1#C1:1.2", "slack:T1:U2#C1:1.2", "slack:T1:U2"}


def test_many_go_in_batches(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 3)
    for number in range(10):
        keeper.tell(f"old{number}", 400)
        keeper.talk(f"talker{number}", 400)
    keeper.tell("new", 1)
    assert keeper.run() == Removed(people=20, profiles=10, conversations=10, ended_links=10)
    assert keeper.people() == {"new"}


def test_somebody_who_comes_back_at_that_moment_is_kept(keeper: Keeper) -> None:
    for person in ("ana", "bob"):
        keeper.tell(person, 400)
        keeper.talk(person, 400)

    class Meanwhile(Retention):
        """After the look and before the removal, ana talks and bob changes his profile."""

        def _remove_talk(self, name: str) -> bool:
            if name == "ana":
                keeper.talk("ana", 0)
            else:
                Repository(keeper.database, lambda: NOW).change(name, lambda p: replace(p, hours_per_week=4.0))
            return super()._remove_talk(name)

    Meanwhile(keeper.database, keeper.talks, LIMIT, NOW).run()
    assert keeper.people() == {"ana", "bob"}
    assert keeper.talkers() == {"ana"}


def test_a_turn_that_began_before_brings_nothing_back(keeper: Keeper) -> None:
    keeper.talk("ana", 400)
    with keeper.talks.reading() as connection:
        before = conversations.last_tombstone(connection, "ana")
    keeper.run()
    row = {"type_name": "user", "timestamp": 1.0, "intent_name": None, "action_name": None, "data": '"late"'}
    assert keeper.talks.write(lambda c: conversations.append(c, "ana", [row], before)) is False
    assert keeper.talkers() == set()


def test_where_nobody_ever_talked_the_profiles_are_looked_at_alone(keeper: Keeper) -> None:
    keeper.tell("old", 400)
    assert Retention(keeper.database, None, LIMIT, NOW).run().profiles == 1


def test_ended_links_of_people_who_stay_go_too(keeper: Keeper) -> None:
    keeper.tell("ana", 30)
    keeper.tell("bob", 2)
    assert keeper.run().ended_links == 1
    with keeper.database.reading() as connection:
        assert list(connection.execute(select(tables.report_links.c.person)).scalars()) == ["bob"]


def test_a_person_without_a_time_in_their_events_counts_as_unseen(keeper: Keeper) -> None:
    keeper.talk("ana", 400)
    keeper.talks.write(lambda c: c.execute(update(conversations.events).values(timestamp=None)))
    assert keeper.run().conversations == 1


def test_a_run_keeps_no_other_job_waiting(database: Database) -> None:
    quick = open_database(database.engine.url.render_as_string(hide_password=False), wait=0.5)
    with only_run(database):
        conversations.create_tables(quick)
    quick.close()


def test_each_job_has_a_lock_of_its_own() -> None:
    numbers = [number for name, number in vars(engine).items() if name.endswith("_LOCK")]
    assert len(set(numbers)) == len(numbers) >= 3


def test_two_runs_never_go_on_at_once_on_postgresql(database: Database) -> None:
    """However many processes are started: who comes second is told so, and may begin once the first has ended."""
    other = open_database(database.engine.url.render_as_string(hide_password=False))
    with only_run(database) as first, only_run(other) as second:
        assert first
        assert second is database.is_sqlite
    with only_run(other) as later:
        assert later
    other.close()
