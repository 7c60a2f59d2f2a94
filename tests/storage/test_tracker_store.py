"""Rasa's conversations come back the same from a bounded window, whoever wrote them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("rasa.core.tracker_store", reason="Rasa runs on Python 3.10 only")

from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore
from rasa.shared.core.events import (
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)  # fmt: skip
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from extensions.tracker_store import BoundedTrackerStore
from extensions.web import WebChannel
from tests.storage.rasa_talk import DOMAIN, Run, at, did, opening, said, state, talk, turn
from waymark.storage.conversations import forget_conversation


def test_endpoints_yml_names_it_by_its_module_path(tracker_url: str) -> None:
    config = EndpointConfig.from_dict(
        {"type": "extensions.tracker_store.BoundedTrackerStore", "url": tracker_url, "window": 30}
    )
    store = TrackerStore.create(config, DOMAIN)
    assert isinstance(store, BoundedTrackerStore)
    assert store.window == 30


def test_a_short_conversation_comes_back_whole(run: Run, store: BoundedTrackerStore) -> None:
    talked = talk(run, store, "ana", opening(), turn("hello"), turn("I know SQL", SlotSet("topic", "sql")))
    found = run(store.retrieve("ana"))
    assert list(found.events) == list(talked.events)
    assert run(store.retrieve("bob")) is None
    assert run(store.keys()) == ["ana"]
    assert run(store.exists("ana"))
    assert not run(store.exists("bob"))


def test_a_long_conversation_keeps_a_bounded_window_and_every_slot(run: Run, store: BoundedTrackerStore) -> None:
    first = turn("first", SlotSet("topic", "sql"), SlotSet("asked", ["q1"]), SlotSet("topic", "r"))
    talk(run, store, "ana", opening(), first, *(turn(f"message {n}") for n in range(60)))
    found = run(store.retrieve("ana"))
    assert len(found.events) <= 60 + 4, "at most half as much again as the window, and a turn"
    assert found.get_slot("topic") == "r"
    assert found.get_slot("asked") == ["q1"]
    assert found.get_slot("sure") is True
    assert found.latest_message.text == "message 59"
    assert len(run(store.retrieve_full_tracker("ana")).events) == 3 + 7 + 60 * 4


@pytest.mark.parametrize("wrapped", [True, False], ids=["ours", "rasas own"])
def test_a_page_that_is_loaded_again_gets_more_than_a_turn_needs(
    run: Run, store: BoundedTrackerStore, wrapped: bool
) -> None:
    used = FailSafeTrackerStore(store) if wrapped else InMemoryTrackerStore(DOMAIN)
    said_before = [f"message {n}" for n in range(25)]
    talk(run, used, "ana", opening(), *map(turn, said_before))
    channel = WebChannel(secret="ours")
    channel._app = SimpleNamespace(ctx=SimpleNamespace(agent=SimpleNamespace(tracker_store=used)))
    shown = run(channel._stored("ana"))
    assert [m["text"] for m in shown if m["from"] == "visitor"] == said_before
    assert run(channel._stored("nobody")) == []


def test_what_another_server_wrote_in_between_is_seen(run: Run, store: BoundedTrackerStore, tracker_url: str) -> None:
    other = BoundedTrackerStore(DOMAIN, host=tracker_url, window=40)
    try:
        talk(run, store, "ana", opening(), turn("first"))
        talk(run, other, "ana", turn("second", SlotSet("topic", "sql")))
        found = run(store.retrieve("ana"))
        assert found.latest_message.text == "second"
        assert found.get_slot("topic") == "sql"
        talk(run, store, "ana", turn("third"))
        assert [e.text for e in run(other.retrieve("ana")).events if isinstance(e, UserUttered)] == [
            "first", "second", "third",
        ]  # fmt: skip
    finally:
        other.database.close()


def test_the_next_turn_reads_no_events_again(
    run: Run, store: BoundedTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk(run, store, "ana", opening(), turn("first"))
    read = []
    monkeypatch.setattr("extensions.tracker_store.load_window", lambda *_: read.append(1))
    assert run(store.retrieve("ana")).latest_message.text == "first"
    assert not read


def test_a_turn_takes_over_the_events_that_the_turn_before_read(
    run: Run, store: BoundedTrackerStore, tracker_url: str
) -> None:
    talk(run, store, "ana", opening(), turn("first", SlotSet("asked", ["q1"])))
    before = run(store.retrieve("ana"))
    talk(run, store, "ana", turn("second"))
    now = run(store.retrieve("ana"))
    assert all(new is old for new, old in zip(now.events, before.events, strict=False))
    other = BoundedTrackerStore(DOMAIN, host=tracker_url, window=40)
    try:
        assert [e.as_dict() for e in now.events] == [e.as_dict() for e in run(other.retrieve("ana")).events]
    finally:
        other.database.close()


def test_of_who_was_forgotten_no_event_stays_in_memory(run: Run, store: BoundedTrackerStore, tracker_url: str) -> None:
    for sender in ("ana", "ben"):
        talk(run, store, sender, opening(), turn("my secret"))
        assert run(store.retrieve(sender))
    talk(run, store, "ana", turn("forget me", SlotSet("forget_me", True)))
    forget_conversation(tracker_url, "ben")
    assert run(store.retrieve("ben")) is None
    assert not store._read_events


def test_who_was_forgotten_in_between_is_met_as_new(run: Run, store: BoundedTrackerStore, tracker_url: str) -> None:
    talk(run, store, "ana", opening(), turn("first", SlotSet("topic", "sql")))
    forget_conversation(tracker_url, "ana")
    assert run(store.retrieve("ana")) is None


def test_nothing_is_written_twice_or_left_out(run: Run, store: BoundedTrackerStore) -> None:
    turns = [turn(f"message {n}", SlotSet("asked", [n])) for n in range(40)]
    talk(run, store, "ana", opening(), *turns)
    stored = run(store.retrieve_full_tracker("ana"))
    assert [e.text for e in stored.events if isinstance(e, UserUttered)] == [f"message {n}" for n in range(40)]
    assert len(stored.events) == 3 + 40 * 5


def random_turn(dice: random.Random, number: int, reverts: bool) -> list[Event]:
    """A turn that changes something which a later turn hangs on."""
    text = f"m{number}"
    kinds: list[Callable[[], list[Event]]] = [
        lambda: turn(text, SlotSet("topic", dice.choice(["a", "b", None])), SlotSet("asked", [number])),
        lambda: turn(text, SlotSet("sure", dice.choice([True, False, None]))),
        lambda: [*said(text), *did("a_form", ActiveLoop("a_form")), *did("action_listen")],
        lambda: [*said(text, "deny"), at(ActionExecutionRejected("a_form")), *did("action_b"), *did("action_listen")],
        lambda: [*said(text), *did("a_form"), *did("action_listen")],
        lambda: turn(text, ActiveLoop(None), SlotSet("topic", None)),
        lambda: turn(text, AllSlotsReset()),
        lambda: turn(text, ConversationPaused()),
        lambda: turn(text, ConversationResumed()),
    ]
    if dice.random() < 0.1:
        return [*said("/restart"), *did("action_restart", Restarted()), *opening()]
    if reverts and dice.random() < 0.3:
        return [*said(text), *did("action_b", SlotSet("topic", "taken back"), UserUtteranceReverted())]
    return dice.choice(kinds)()


SEEDS = [*range(4), *(pytest.param(n, marks=pytest.mark.long) for n in range(4, 40))]
QUIET = 11  # turns of 4 events: more than a window


@pytest.mark.parametrize("seed", SEEDS)
def test_the_window_leads_to_the_same_state_as_the_whole_session(
    run: Run, store: BoundedTrackerStore, seed: int
) -> None:
    dice, number = random.Random(seed), 0
    talk(run, store, "ana", opening())
    for _ in range(5):
        for _ in range(dice.randrange(2, 6)):
            number += 1
            talk(run, store, "ana", random_turn(dice, number, reverts=seed % 4 == 0))
        for quiet in range(QUIET):
            number += 1
            tracker = talk(run, store, "ana", turn(f"m{number}"))
            assert len(tracker.events) <= 40 + 30
            if quiet % 4 == 2:
                ours, rasas = state(run(store.retrieve("ana"))), state(whole_session(run, store))
                if seed % 4 == 0:  # the limit that `waymark.storage.window` names
                    ours["loop"], rasas["loop"] = (ours["loop"] or ())[:3], (rasas["loop"] or ())[:3]
                assert ours == rasas, f"after turn {number}"


def whole_session(run: Run, store: BoundedTrackerStore) -> DialogueStateTracker:
    """What Rasa's own store would give: the latest session, replayed event by event."""
    whole = list(run(store.retrieve_full_tracker("ana")).events)
    begin = max(place for place, e in enumerate(whole) if isinstance(e, SessionStarted))
    return DialogueStateTracker.from_events("ana", whole[begin:], DOMAIN.slots)


def test_a_very_long_turn_is_kept_whole(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), *(turn(f"m{n}") for n in range(20)))
    talk(run, store, "ana", turn("long", *(SlotSet("asked", [n]) for n in range(100))))
    found = run(store.retrieve("ana"))
    assert found.latest_message.text == "long"
    assert found.get_slot("asked") == [99]


def test_a_new_session_begins_with_the_new_session(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("old", SlotSet("topic", "sql")))
    talk(run, store, "ana", [*opening(), *turn("new")])
    found = run(store.retrieve("ana"))
    assert found.get_slot("topic") is None
    assert found.latest_message.text == "new"
    assert [e.text for e in found.events if isinstance(e, UserUttered)] == ["new"]


def test_a_tracker_that_rasa_made_itself_adds_only_what_is_new(run: Run, store: BoundedTrackerStore) -> None:
    talk(run, store, "ana", opening(), turn("one"))
    copy = DialogueStateTracker.from_events("ana", list(run(store.retrieve("ana")).events), DOMAIN.slots)
    for event in turn("two"):
        copy.update(event, DOMAIN)
    run(store.save(copy))
    assert len(run(store.retrieve("ana")).events) == 2 + 4 + 4


@pytest.mark.parametrize("sender", ["x" * 3000, "a\x00b", "'; DROP TABLE events; --", "ünï 🙂"])
def test_any_sender_id_and_text_is_kept(run: Run, store: BoundedTrackerStore, sender: str) -> None:
    talk(run, store, sender, opening(), turn("odd \x00 \ud83d text 🙂"))
    assert run(store.retrieve(sender)).latest_message.text == "odd \x00 \ud83d text 🙂"
    assert run(store.retrieve(sender)).sender_id == sender


@pytest.mark.filterwarnings("ignore")  # Rasa's own store uses what SQLAlchemy 1.4 deprecates
def test_it_takes_over_a_database_that_rasas_own_store_made(run: Run, tmp_path: Path) -> None:
    from rasa.core.tracker_store import SQLTrackerStore

    rasas = SQLTrackerStore(DOMAIN, db=str(tmp_path / "rasa.db"))
    talk(run, rasas, "ana", opening(), turn("one", SlotSet("topic", "sql")))
    ours = BoundedTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path / 'rasa.db'}")
    talk(run, ours, "ana", turn("two"))
    assert list(run(rasas.retrieve("ana")).events) == list(run(ours.retrieve("ana")).events)
    assert run(ours.retrieve("ana")).get_slot("topic") == "sql"
