"""Events come back from their stored form exactly as Rasa's own reading brings them back."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("rasa.shared.core.events", reason="Rasa runs on Python 3.10 only")

from rasa.shared.core import events as rasa_events
from rasa.shared.core.events import Event, deserialise_events

from extensions.events import read_events

STORED: list[dict[str, Any]] = [
    {"event": "action", "timestamp": 1.0, "name": "action_session_start", "policy": None, "confidence": 1.0,
     "action_text": None, "hide_rule_turn": False},
    {"event": "session_started", "timestamp": 1.1},
    {"event": "action", "timestamp": 1.2, "name": "action_listen", "policy": "policy_0_Rule", "confidence": 1.0},
    {"event": "user", "timestamp": 2.0, "text": "I know SQL", "input_channel": "rest", "message_id": "m",
     "metadata": {}, "parse_data": {"intent": {"name": "tell_skills", "confidence": 0.9}, "text": "I know SQL",
                    "message_id": "m", "entities": [{"entity": "skill", "value": "sql", "start": 7, "end": 10}]}},
    {"event": "user_featurization", "timestamp": 2.1, "use_text_for_featurization": False},
    {"event": "entities", "timestamp": 2.2, "entities": [{"entity": "skill", "value": "sql"}]},
    {"event": "slot", "timestamp": 3.0, "name": "open_question", "value": "q:python"},
    {"event": "slot", "timestamp": 3.1, "name": "asked", "value": 2.0, "metadata": {"model_id": "x"}},
    {"event": "bot", "timestamp": 3.2, "text": "Noted.", "data": {"buttons": [{"title": "a", "payload": "/a"}]},
     "metadata": {}},
    {"event": "active_loop", "timestamp": 4.0, "name": "a_form"},
    {"event": "active_loop", "timestamp": 4.1, "name": None},
    {"event": "loop_interrupted", "timestamp": 4.2, "is_interrupted": True},
    {"event": "action_execution_rejected", "timestamp": 4.3, "name": "a_form", "policy": "p", "confidence": 0.5},
    {"event": "followup", "timestamp": 5.0, "name": "action_a"},
    {"event": "reminder", "timestamp": 5.1, "intent": "x", "entities": [], "date_time": "2026-01-01T00:00:00.000000",
     "name": "r", "kill_on_user_msg": True},
    {"event": "cancel_reminder", "timestamp": 5.2, "name": "r", "intent": None, "entities": None},
    *({"event": kind, "timestamp": 6.0}
      for kind in ("rewind", "undo", "restart", "reset_slots", "pause", "resume", "export")),
    {"event": "topic", "name": "a kind that Rasa has given up"},
    {"name": "no kind at all"},
    {"event": None},
]  # fmt: skip


def test_every_kind_of_event_comes_back_as_rasa_reads_it() -> None:
    read = read_events(json.loads(json.dumps(STORED)))
    rasas = deserialise_events(json.loads(json.dumps(STORED)))
    assert [type(e) for e in read] == [type(e) for e in rasas]
    assert read == rasas
    assert [e.as_dict() for e in read] == [e.as_dict() for e in rasas]


def test_the_list_above_leaves_out_no_kind_that_a_conversation_can_hold() -> None:
    kinds = {e.get("event") for e in STORED}
    known = {cls.type_name for cls in vars(rasa_events).values() if isinstance(cls, type) and issubclass(cls, Event)}
    assert known - kinds <= {"event", "agent", "form", "form_validation", "warning_predictions", "none"}


def test_an_unknown_kind_is_an_error_as_with_rasa() -> None:
    with pytest.raises(ValueError, match="made_up"):
        read_events([{"event": "made_up"}])
