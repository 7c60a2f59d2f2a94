"""Conversations as Rasa has them, for the tests of its tracker store: a domain, turns, and what Rasa does with them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

pytest.importorskip("rasa.core.tracker_store", reason="Rasa runs on Python 3.10 only")

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

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
