"""The button payloads that a channel lets through as such.

Rasa takes any text that begins with "/" for a command. Only what stands here is one: the intent, and for each
of its values a pattern. No payload names a person, so none can reach another person's data. A contract test
compares the list with the domain and with the buttons that the bot offers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

ROLE = r"[a-z][a-z0-9-]{0,40}"
NOTHING: Mapping[str, str] = {}
PAYLOADS: Mapping[str, Mapping[str, str]] = {
    "affirm": NOTHING,
    "answer_activity": {"attitude": "like|dislike"},
    "answer_level": {"level": "none|beginner|intermediate|advanced"},
    "ask_difference": NOTHING,
    "ask_gaps": NOTHING,
    "ask_how_sure": NOTHING,
    "ask_plan": NOTHING,
    "ask_privacy": NOTHING,
    "ask_report": NOTHING,
    "ask_requirements_ds": NOTHING,
    "ask_requirements_mle": NOTHING,
    "ask_resources": NOTHING,
    "ask_what_does_ds_do": NOTHING,
    "ask_what_does_mle_do": NOTHING,
    "ask_where_to_start": NOTHING,
    "ask_why_recommendation": NOTHING,
    "back": NOTHING,
    "cancel_delete": NOTHING,
    "choose_role": {"role": ROLE},
    "compare_or_whatif": NOTHING,
    "confirm_delete": NOTHING,
    "confirm_restart": NOTHING,
    "delete_my_data": NOTHING,
    "deny": NOTHING,
    "dont_know": NOTHING,
    "export_or_show_profile": NOTHING,
    "greet": NOTHING,
    "help": NOTHING,
    "human_handoff": NOTHING,
    "restart": NOTHING,
    "skip": NOTHING,
    "start_advice": NOTHING,
    "tell_skills": NOTHING,
    "undo": NOTHING,
    "why_ask": NOTHING,
}
# These mean something below the question that they were offered with only; pressed later they would answer another one.
ANSWERS = frozenset(
    {
        *("affirm", "deny", "skip", "dont_know", "why_ask", "answer_level", "answer_activity"),
        *("confirm_delete", "cancel_delete", "confirm_restart"),
    }
)
_PAYLOAD = re.compile(r"/([a-z_]{1,60})\s*(\{.{0,400}\})?")


def allowed_payload(text: str) -> str | None:
    """The payload in `text`, written anew from its checked parts; None where it is none of ours."""
    found = _PAYLOAD.fullmatch(text.strip())
    if not found or found[1] not in PAYLOADS:
        return None
    patterns = PAYLOADS[found[1]]
    values = _values(found[2])
    if values is None or set(values) != set(patterns):
        return None
    if not all(re.fullmatch(pattern, values[name]) for name, pattern in patterns.items()):
        return None
    return f"/{found[1]}" + (json.dumps(values, separators=(",", ":")) if values else "")


def is_answer(text: str) -> bool:
    """Is this a payload that answers the question it stands below?"""
    found = _PAYLOAD.fullmatch(text.strip())
    return found is not None and found[1] in ANSWERS


def _values(written: str | None) -> dict[str, str] | None:
    """The values of a payload; None where they are no flat object of texts."""
    if written is None:
        return {}
    try:
        values = json.loads(written)
    except (ValueError, RecursionError):
        return None
    return values if all(isinstance(value, str) for value in values.values()) else None
