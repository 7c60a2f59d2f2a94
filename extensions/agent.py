"""What a Rasa server has loaded; Rasa names no way to it."""

from __future__ import annotations

from typing import Any


def agent_of(app: Any) -> Any:
    """The agent of a server; None before its model is loaded, and for None, a server that has not begun."""
    return getattr(getattr(app, "ctx", None), "agent", None)


def own_store(agent: Any) -> Any:
    """Our tracker store, which Rasa wraps in one of its own; None before a model is loaded."""
    store = getattr(agent, "tracker_store", None)
    return getattr(store, "_tracker_store", store)
