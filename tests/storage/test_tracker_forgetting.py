"""A conversation that is to be forgotten is gone for good, also when that is asked for in the middle of a turn."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("rasa.core.tracker_store", reason="Rasa runs on Python 3.10 only")

from rasa.shared.core.events import SlotSet, UserUttered

from extensions.tracker_store import BoundedTrackerStore
from tests.storage.rasa_talk import DOMAIN, Run, opening, talk, turn
from waymark.storage.conversations import forget_conversation


def test_the_forget_marker_removes_the_conversation_with_the_turn_that_carries_it(
    run: Run, store: BoundedTrackerStore, tmp_path: Path, tracker_url: str
) -> None:
    talk(run, store, "bob", opening(), turn("bob stays"))
    talk(run, store, "ana", opening(), turn("xyzzy secret"), *(turn(f"xyzzy {n} " * 40) for n in range(50)))
    talk(run, store, "ana", turn("delete xyzzy now", SlotSet("forget_me", True)))
    assert run(store.retrieve("ana")) is None
    assert not run(store.exists("ana"))
    assert run(store.keys()) == ["bob"]
    if tracker_url.startswith("sqlite"):
        left = b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
        assert b"xyzzy" not in left
        assert b"bob stays" in left
    talk(run, store, "ana", opening(), turn("a new start"))
    assert [e.text for e in run(store.retrieve_full_tracker("ana")).events if isinstance(e, UserUttered)] == [
        "a new start"
    ]
    assert "xyzzy" not in repr(vars(store.outbox))


def test_a_marker_that_says_no_removes_nothing(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("stay", SlotSet("forget_me", False)), turn("and on"))
    assert len(run(store.retrieve("ana")).events) == 2 + 5 + 4


def test_who_is_forgotten_from_outside_in_the_middle_of_a_turn_does_not_come_back(
    run: Run, store: BoundedTrackerStore, tracker_url: str
) -> None:
    talk(run, store, "ana", opening(), turn("xyzzy"))
    tracker = run(store.retrieve("ana"))
    forget_conversation(tracker_url, "ana")
    for event in turn("xyzzy again"):
        tracker.update(event, DOMAIN)
    run(store.save(tracker))
    assert run(store.retrieve("ana")) is None
    talk(run, store, "ana", opening(), turn("later"))
    assert run(store.retrieve("ana")).latest_message.text == "later"


def test_forgetting_where_nobody_ever_talked_makes_no_database(tmp_path: Path) -> None:
    forget_conversation(f"sqlite:///{tmp_path / 'none.db'}", "ana")
    assert not list(tmp_path.iterdir())
