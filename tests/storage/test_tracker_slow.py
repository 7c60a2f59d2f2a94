"""A turn that is still being written, beyond the time that anybody waits for it, is not lost to the next one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

pytest.importorskip("rasa.core.tracker_store", reason="Rasa runs on Python 3.10 only")

from rasa.shared.core.events import SlotSet, UserUttered

from extensions import tracker_store
from extensions.tracker_store import BoundedTrackerStore
from tests.storage.rasa_talk import Run, opening, talk, turn
from waymark.storage.database import Database
from waymark.storage.errors import DatabaseUnavailable


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "SILENCE_SECONDS", 0.3)


@contextmanager
def slow_writing(store: BoundedTrackerStore) -> Iterator[Callable[[], None]]:
    """The next transaction that writes waits until it is let go, while all others go on; reading goes on, too."""
    let_go, ended, first = threading.Event(), threading.Event(), threading.Lock()
    write = Database.write

    def slowly(self: Database, work: Callable[[Any], Any]) -> Any:
        if not first.acquire(blocking=False):
            return write(self, work)
        try:
            assert let_go.wait(10)
            return write(self, work)
        finally:
            ended.set()

    def finish() -> None:
        let_go.set()
        assert ended.wait(10)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "write", slowly)
        try:
            yield finish
        finally:
            let_go.set()


def texts(run: Run, store: BoundedTrackerStore, sender: str) -> list[str]:
    found = run(store.retrieve_full_tracker(sender))
    return [e.text for e in found.events if isinstance(e, UserUttered)] if found else []


def later(store: BoundedTrackerStore) -> None:
    """The pause after a database that did not answer is over."""
    store.outbox._not_before = 0.0


def test_the_next_turn_knows_what_a_turn_that_is_still_being_written_said(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("before"))
    with slow_writing(store) as finish:
        talk(run, store, "ana", turn("during", SlotSet("topic", "sql")))
        later(store)
        found = run(store.retrieve("ana"))
        assert found.latest_message.text == "during"
        assert found.get_slot("topic") == "sql"
        talk(run, store, "ana", turn("after"))
        assert run(store.retrieve("ana")).get_slot("topic") == "sql"
        finish()
    talk(run, store, "ana", turn("at the end"))
    assert texts(run, store, "ana") == ["before", "during", "after", "at the end"]
    assert run(store.retrieve("ana")).get_slot("topic") == "sql"


def test_a_turn_that_waited_is_known_while_somebody_elses_turn_writes_it(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("before"))
    store.outbox.note_failure(DatabaseUnavailable("a moment ago"))
    talk(run, store, "ana", turn("during", SlotSet("topic", "sql")))
    later(store)
    with slow_writing(store) as finish:
        other = threading.Thread(target=lambda: store.outbox.flush(store.database, ""))
        other.start()
        while store.outbox.waiting():
            pass
        assert run(store.retrieve("ana")).get_slot("topic") == "sql"
        finish()
        other.join()
    assert texts(run, store, "ana") == ["before", "during"]


def test_what_is_said_while_a_removal_is_still_being_written_stays(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("xyzzy", SlotSet("topic", "old")))
    with slow_writing(store) as finish:
        talk(run, store, "ana", turn("delete", SlotSet("forget_me", True)))
        later(store)
        assert run(store.retrieve("ana")) is None
        assert run(store.is_removed("ana"))
        talk(run, store, "ana", [*opening(), *turn("a new start", SlotSet("topic", "new"))])
        assert run(store.retrieve("ana")).get_slot("topic") == "new"
        finish()
    talk(run, store, "ana", turn("and on"))
    assert run(store.retrieve("ana")).get_slot("topic") == "new"
    assert texts(run, store, "ana") == ["a new start", "and on"]


def test_a_removal_that_ends_between_a_new_conversations_first_look_and_its_save_takes_nothing_of_it(
    run: Run, store: BoundedTrackerStore
) -> None:
    talk(run, store, "ana", opening(), turn("xyzzy"))
    with slow_writing(store) as finish:
        talk(run, store, "ana", turn("delete", SlotSet("forget_me", True)))
        later(store)
        tracker = run(store.get_or_create_tracker("ana", append_action_listen=False))
        finish()
        for event in [*opening(), *turn("a new start", SlotSet("topic", "new"))]:
            tracker.update(event, store.domain)
        run(store.save(tracker))
    assert run(store.retrieve("ana")).get_slot("topic") == "new"
    assert texts(run, store, "ana") == ["a new start"]
