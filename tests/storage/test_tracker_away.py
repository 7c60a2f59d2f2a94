"""Conversations go on while their database is away, slow or unsure, and are written once it is back."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("rasa.core.tracker_store", reason="Rasa runs on Python 3.10 only")

from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.events import SlotSet, UserUttered

from extensions import tracker_store
from extensions.outbox import MOST_CONVERSATIONS, Outbox
from extensions.tracker_store import BoundedTrackerStore
from tests.storage.rasa_talk import Run, opening, talk, turn
from waymark.storage import conversations
from waymark.storage.conversations import Row
from waymark.storage.database import Database, open_database
from waymark.storage.errors import DatabaseUnavailable
from waymark.storage.window import load_all


def away() -> Database:
    """A database at an address where nothing is."""
    return open_database("postgresql://u:p@127.0.0.1:1/none", wait=1)


def test_the_dialogue_goes_on_while_the_database_is_away_and_is_written_afterwards(
    run: Run, store: BoundedTrackerStore
) -> None:
    safe = FailSafeTrackerStore(store)
    talk(run, safe, "ana", opening(), turn("before", SlotSet("topic", "sql")))
    there, store.database = store.database, away()
    talk(run, safe, "ana", turn("during one"), turn("during two", SlotSet("asked", ["q1"])))
    during = run(safe.retrieve("ana"))
    assert during.get_slot("topic") == "sql"
    assert during.get_slot("asked") == ["q1"]
    talk(run, safe, "new", [*opening(), *turn("hello")])
    store.database, store.outbox._not_before = there, 0.0
    talk(run, safe, "ana", turn("after"))
    texts = [e.text for e in run(store.retrieve_full_tracker("ana")).events if isinstance(e, UserUttered)]
    assert texts == ["before", "during one", "during two", "after"]
    assert run(store.retrieve("new")).latest_message.text == "hello"


def test_what_waits_is_written_by_the_next_look_also_where_nobody_says_anything_more(
    run: Run, store: BoundedTrackerStore
) -> None:
    talk(run, store, "ana", opening(), turn("before"))
    store.outbox.note_failure(DatabaseUnavailable("a moment ago"))  # from now on nobody even tries, for a moment
    talk(run, store, "ana", turn("last words"))
    talk(run, store, "ben", [*opening(), *turn("hello")])
    with pytest.raises(DatabaseUnavailable):
        run(store.look())
    assert store.outbox.waiting() == 2
    store.outbox._not_before = 0.0
    run(store.look())
    assert store.outbox.waiting() == 0
    elsewhere = open_database(store.database.engine.url.render_as_string(hide_password=False))
    with elsewhere.reading() as connection:
        assert "last words" in load_all(connection, "ana").events[-2]
        assert any("hello" in text for text in load_all(connection, "ben").events)
    elsewhere.close()


def test_a_database_that_is_silent_is_away(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("before"))
    there, store.database = store.database, away()
    began = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracker_store, "SILENCE_SECONDS", 0.3)
        patch.setattr(Database, "reading", lambda self: time.sleep(2.0))
        assert run(store.retrieve("ana")).latest_message.text == "before"
    assert time.monotonic() - began < 1.0
    store.database = there


def test_a_deletion_while_the_database_is_away_is_done_when_it_is_back(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("xyzzy"))
    there, store.database = store.database, away()
    talk(run, store, "ana", turn("delete", SlotSet("forget_me", True)))
    assert run(store.retrieve("ana")) is None
    store.database, store.outbox._not_before = there, 0.0
    assert run(store.retrieve("ana")) is None
    assert run(store.retrieve_full_tracker("ana")) is None


def test_a_locked_database_holds_nothing_up_for_long(run: Run, store: BoundedTrackerStore, tracker_url: str) -> None:
    talk(run, store, "ana", opening(), turn("before"))
    quick = open_database(tracker_url, wait=0.2)
    there, store.database = store.database, quick
    with there.writing() as connection:
        conversations.lock(connection, "ana")
        talk(run, store, "ana", turn("during"))
        assert run(store.retrieve("ana")).latest_message.text == "during"
    store.database = there
    talk(run, store, "ana", turn("after"))
    texts = [e.text for e in run(store.retrieve_full_tracker("ana")).events if isinstance(e, UserUttered)]
    assert texts == ["before", "during", "after"]
    quick.close()


def test_the_latest_events_are_those_in_the_database_and_those_that_wait(
    run: Run, store: BoundedTrackerStore, tracker_url: str
) -> None:
    said = [f"message {n}" for n in range(25)]
    talk(run, store, "ana", opening(), *map(turn, said[:24]))
    quick = open_database(tracker_url, wait=0.2)
    there, store.database = store.database, quick
    with there.writing() as connection:
        conversations.lock(connection, "ana")
        talk(run, store, "ana", turn(said[24]))
        found = run(store.latest_events("ana", 300))
    store.database = there
    quick.close()
    assert [e.text for e in found if isinstance(e, UserUttered)] == said


def test_the_latest_events_come_from_memory_while_the_database_is_away(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("before"))
    there, store.database = store.database, away()
    talk(run, store, "ana", turn("during"))
    texts = [e.text for e in run(store.latest_events("ana", 300)) if isinstance(e, UserUttered)]
    nobody = run(store.latest_events("ben", 300))
    store.database = there
    assert texts == ["before", "during"]
    assert nobody == []


# -- a bound on what waits


def row(number: int) -> Row:
    return {
        "type_name": "user", "timestamp": float(number), "intent_name": None, "action_name": None,
        "data": f'{{"event": "user", "text": "{number}"}}',
    }  # fmt: skip


def test_a_removal_goes_on_waiting_however_many_conversations_wait() -> None:
    waits = Outbox()
    waits.forget("ana")
    for number in range(MOST_CONVERSATIONS + 2):
        waits.put(f"somebody {number}", [row(number)], None)
    assert waits.unwritten("ana").removal
    assert not waits.unwritten("somebody 1").events
    assert waits.unwritten("somebody 2").events
    assert waits.waiting() == MOST_CONVERSATIONS + 1


def test_what_is_said_after_a_removal_is_bounded_like_all_else() -> None:
    waits = Outbox()
    waits.forget("ana")
    waits.put("ana", [row(0)], None)
    for number in range(1, MOST_CONVERSATIONS + 1):
        waits.put(f"somebody {number}", [row(number)], None)
    assert waits.unwritten("ana").removal
    assert not waits.unwritten("ana").events
    assert waits.unwritten("somebody 1").events


class ConnectionLost(Database):
    """A database whose answer to a commit is lost on the way."""

    def write(self, work: Callable[[Any], Any]) -> Any:
        super().write(work)
        raise DatabaseUnavailable("the connection broke")


def test_a_turn_whose_commit_was_not_answered_is_not_written_twice(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("before"))
    there, store.database = store.database, ConnectionLost(store.database.engine)
    talk(run, store, "ana", turn("during"))
    store.database, store.outbox._not_before = there, 0.0
    talk(run, store, "ana", turn("after"))
    texts = [e.text for e in run(store.retrieve_full_tracker("ana")).events if isinstance(e, UserUttered)]
    assert texts == ["before", "during", "after"]
