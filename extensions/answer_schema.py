"""Rasa's schema of an action's answer, checked for each event by the event's own kind.

Rasa's schema says of an event that exactly one of 23 forms fits it, and the library tries them all. Each form asks for
another constant as the event's kind, so at most the form of its own kind can fit: here that one alone is tried. Where
an answer fails, the whole schema says where, so that the reasons stay the library's.
`tests/channels/test_answer_schema.py` holds the two against each other on thousands of broken answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jsonschema.validators import validator_for

Check = Any  # the library's validators have no types


class AnswerSchema:
    """Made from the schema that Rasa gives out; compiled once."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        """Raises KeyError or ValueError where the schema is of another make than described above."""
        kind = validator_for(written)
        self._whole: Check = kind(written)
        event = written["properties"]["events"]["items"]
        common = {key: value for key, value in event.items() if key != "oneOf"}
        forms = {form["properties"]["event"]["const"]: form for form in event["oneOf"]}
        if len(forms) != len(event["oneOf"]):
            raise ValueError("two forms of an event have the same kind")
        self._forms: dict[str, Check] = {name: kind({"allOf": [common, form]}) for name, form in forms.items()}
        events = {key: value for key, value in written["properties"]["events"].items() if key != "items"}
        self._rest: Check = kind({**written, "properties": {**written["properties"], "events": events}})

    def validate(self, answer: Any) -> None:
        """Raises the library's ValidationError."""
        if not self._fits(answer):
            self._whole.validate(answer)

    def _fits(self, answer: Any) -> bool:
        if not self._rest.is_valid(answer):
            return False
        return all(self._event_fits(event) for event in answer.get("events", []))

    def _event_fits(self, event: Any) -> bool:
        name = event.get("event") if isinstance(event, dict) else None
        form = self._forms.get(name) if isinstance(name, str) else None
        return form is not None and bool(form.is_valid(event))
