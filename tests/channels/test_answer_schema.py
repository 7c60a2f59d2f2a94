"""An action's answer is taken or refused as Rasa's whole schema takes or refuses it, with the same reason."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.utils.common import all_subclasses

from extensions.answer_schema import AnswerSchema

WRITTEN = RemoteAction.action_response_format_spec()
OURS, RASAS = AnswerSchema(WRITTEN), validator_for(WRITTEN)(WRITTEN)
RECORDED = [r["answer"] for r in json.loads((Path(__file__).parent / "recorded_answers.json").read_text("utf-8"))]
KINDS = sorted({kind.type_name for kind in all_subclasses(Event) if getattr(kind, "type_name", None)})
ODD: tuple[Any, ...] = (None, 0, -1.5, True, "", "slot", "user", "nothing", [], {}, [1], {"event": "slot"}, [{"a": 1}])
KEYS = ("event", "name", "value", "timestamp", "metadata", "text", "parse_data", "events", "responses", "entities")


def reason(schema: Any, answer: Any) -> tuple[Any, ...] | None:
    """None where the answer is taken; else where and why it is refused."""
    try:
        schema.validate(answer)
    except ValidationError as error:
        return tuple(error.absolute_path), error.message
    return None


def broken(answer: Any, dice: Random) -> Any:
    """The answer with one thing changed, somewhere."""
    if isinstance(answer, dict) and answer and dice.random() < 0.85:
        key = dice.choice(sorted(answer))
        return {**answer, key: broken(answer[key], dice)} if dice.random() < 0.9 else _changed(answer, key, dice)
    if isinstance(answer, list) and answer and dice.random() < 0.85:
        place = dice.randrange(len(answer))
        return [broken(one, dice) if at == place else one for at, one in enumerate(answer)]
    return copy.deepcopy(dice.choice((*ODD, *KINDS)))


def _changed(answer: dict[str, Any], key: str, dice: Random) -> dict[str, Any]:
    if dice.random() < 0.5:
        return {k: v for k, v in answer.items() if k != key}
    return {**answer, dice.choice(KEYS): copy.deepcopy(dice.choice(ODD))}


def answers(seed: int) -> list[Any]:
    dice = Random(seed)
    events = [
        {"event": kind, "timestamp": 1.0, **extra} for kind in KINDS for extra in ({}, {"name": "x"}, {"value": 1})
    ]
    events += [SlotSet("a", value).as_dict() for value in ODD]
    made = [{"events": dice.sample(events, dice.randrange(4)), "responses": [{"text": "a"}]} for _ in range(150)]
    return [*made, *(broken(dice.choice([*RECORDED, *made]), dice) for _ in range(150))]


@pytest.mark.parametrize("seed", range(10))
def test_broken_answers_are_refused_for_the_same_reason(seed: int) -> None:
    found = [(reason(OURS, answer), reason(RASAS, answer)) for answer in answers(seed)]
    assert all(ours == theirs for ours, theirs in found)
    assert 40 < sum(ours is None for ours, _ in found) < 260, "nearly all are taken, or nearly none"


def test_what_our_actions_answer_is_taken() -> None:
    assert all(reason(OURS, answer) is None for answer in RECORDED)
    assert any(answer["events"] for answer in RECORDED)


def test_a_schema_of_another_make_is_not_guessed_at() -> None:
    twice = copy.deepcopy(WRITTEN)
    forms = twice["properties"]["events"]["items"]["oneOf"]
    forms.append(forms[0])
    with pytest.raises(ValueError, match="same kind"):
        AnswerSchema(twice)
