"""What the action server counts; a module of its own, so that it is loaded once whichever way the server starts.

Labels are names of ours (actions, intents, paths), never what a person wrote or who they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from prometheus_client import Counter, Histogram

CALLS = Counter("waymark_action_calls", "Action calls by name and outcome", ["action", "outcome"])
SECONDS = Histogram("waymark_action_seconds", "Duration of action calls", ["action"])
INTENTS = Counter("waymark_intents", "Messages by the intent that was understood", ["intent"])
NOT_UNDERSTOOD = Counter("waymark_not_understood", "Messages that were not understood")
RECOMMENDATIONS = Counter("waymark_recommendations", "Advice given, by the path that it recommends", ["path"])

_NAME = re.compile(r"[a-z][a-z_]{0,60}")
FALLBACK = "action_not_understood"


def count_call(name: str, call: Mapping[str, Any]) -> None:
    """Counts the message that led to a call."""
    intent = ((call.get("tracker") or {}).get("latest_message") or {}).get("intent") or {}
    INTENTS.labels(_fit(intent.get("name"))).inc()
    if name == FALLBACK:
        NOT_UNDERSTOOD.inc()


def count_answer(result: Mapping[str, Any]) -> None:
    """Counts the advice in an answer."""
    for response in result.get("responses") or ():
        data = response.get("custom") or {}
        if data.get("kind") == "recommendation":
            RECOMMENDATIONS.labels(_fit(data.get("recommendation"))).inc()


def _fit(name: object) -> str:
    """A name that may be a label: a caller could send anything."""
    return name if isinstance(name, str) and _NAME.fullmatch(name) else "other"
