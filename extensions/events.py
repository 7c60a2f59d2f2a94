"""Stored events back into Rasa's objects, as Rasa's `deserialise_events` does it, without its search for each one.

Rasa looks for an event's class by walking through all subclasses of `Event`, for every event: a fifth of a turn, with a
window of forty. Here a kind's class is looked up once. `tests/storage/test_events.py` compares the two on every kind.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import Event


def read_events(stored: Iterable[dict[str, Any]]) -> list[Event]:
    """The events; what has no kind, or one that Rasa has given up, is left out. Raises ValueError on an unknown one."""
    found = (_read(parameters) for parameters in stored if "event" in parameters)
    return [event for event in found if event is not None]


def _read(parameters: dict[str, Any]) -> Event | None:
    kind = _kind(parameters["event"]) if parameters["event"] is not None else None
    return kind._from_parameters(parameters) if kind else None


@functools.lru_cache(maxsize=256)
def _kind(name: str) -> type[Event] | None:
    found: type[Event] | None = Event.resolve_by_type(name)
    return found
