"""The small set of messages that a channel has to be able to show.

An action emits these; a channel renders `kind` and `data` in its own manner and can always fall back on
`text` and `choices`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """A button: what it says, and the payload that pressing it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """One message of the bot. `data` is what a richer channel draws instead of `text`; plain JSON values."""

    text: str
    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    data: Mapping[str, Any] | None = None


def payload(intent: str, **values: str) -> str:
    """The payload of a button in Rasa's own notation: `/intent{"key": "value"}`."""
    return f"/{intent}" + (json.dumps(values, separators=(",", ":")) if values else "")


def choice(title: str, intent: str, **values: str) -> Choice:
    """A button that stands for an intent."""
    return Choice(title, payload(intent, **values))
