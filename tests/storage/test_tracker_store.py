"""Rasa's conversations: the same state from a bounded window, forgetting for good, going on without a database."""

from __future__ import annotations

import asyncio
import random
import warnings
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rasa.core.tracker_store", reason="Rasa runs on Python 3.10 only")

from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
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
from waymark.storage import conversations
from waymark.storage.conversations import forget_conversation
from waymark.storage.database import Database, open_database
from waymark.storage.errors import DatabaseUnavailable

BY_ACTION = [{"type": "custom"}]


def small_domain() -> Domain:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa warns of every domain with slots
        return Domain.from_dict(
            {
                "intents": ["tell", "ask", "deny"],
                "actions": ["action_a", "action_b"],
                "forms": {"a_form": {"required_slots": ["topic"]}},
                "slots": {
                    "topic": {"type": "text", "mappings": BY_ACTION},
                    "asked": {"type": "list", "influence_conversation": False, "mappings": BY_ACTION},
                    "sure": {"type": "bool", "initial_value": True, "mappings": BY_ACTION},
                    "forget_me": {"type": "bool", "influence_conversation": False, "mappings": BY_ACTION},
                },
            }
        )


DOMAIN = small_domain()
clock = iter(range(1_000_000, 10**9))


def at(event: Event) -> Event:
    event.timestamp = float(next(clock))
    return event


def said(text: str, intent: str = "tell") -> list[Event]:
    found = {"name": intent, "confidence": 1.0}
    return [at(UserUttered(text, found, [{"entity": "skill", "value": "sql"}], message_id=text))]


def did(action: str, *events: Event) -> list[Event]:
    return [at(ActionExecuted(action)), *map(at, events)]


def turn(text: str, *events: Event) -> list[Event]:
    """A message, an action with its events, a reply, and listening again."""
    return [*said(text), *did("action_a", *events, BotUttered(f"re: {text}")), *did("action_listen")]


def opening() -> list[Event]:
    return [*did("action_session_start", SessionStarted()), *did("action_listen")]


Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def run() -> Iterator[Run]:
    loop = asyncio.new_event_loop()
    yield loop.run_until_complete
    loop.close()


@pytest.fixture
def tracker_url(url: str, postgres_clean: None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("WAYMARK_TRACKER_URL", raising=False)
    return url


@pytest.fixture
def postgres_clean(url: str) -> None:
    """No conversation of an earlier test."""
    if not url.startswith("sqlite"):
        database = open_database(url)
        with database.writing() as connection:
            conversations.metadata.drop_all(connection)
        database.close()


@pytest.fixture
def store(tracker_url: str) -> Iterator[BoundedTrackerStore]:
    made = BoundedTrackerStore(DOMAIN, host=tracker_url, window=40)
    yield made
    made.database.close()


def talk(run: Run, store: TrackerStore, sender: str, *turns: list[Event]) -> DialogueStateTracker:
    """What Rasa does for each message: get the tracker, add events, save it."""
    tracker: DialogueStateTracker = run(store.get_or_create_tracker(sender, append_action_listen=False))
    for number, events in enumerate(turns):
        if number:
            tracker = run(store.get_or_create_tracker(sender, append_action_listen=False))
        for event in events:
            tracker.update(event, DOMAIN)
        run(store.save(tracker))
    return tracker


def state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that Rasa decides by, but the events themselves."""
    loop = tracker.active_loop
    trigger = (loop and loop.trigger_message) or {}
    return {
        "slots": tracker.current_slot_values(), "paused": tracker.is_paused(),
        "loop": loop and (loop.name, loop.rejected, loop.is_interrupted, trigger.get("text")),
        "message": tracker.latest_message and tracker.latest_message.text, "action": tracker.latest_action_name,
        "followup": tracker.followup_action,
        "last_states": tracker.past_states(DOMAIN)[-4:],
    }  # fmt: skip


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
