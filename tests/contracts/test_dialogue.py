"""Domain, rules, actions and buttons name the same things."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("rasa_sdk")


def _domain() -> dict:
    return yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def _intents() -> set[str]:
    return set(_domain()["intents"])


def _rules() -> dict[str, str]:
    rules = {}
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            intent, action = rule["steps"]
            assert intent["intent"] not in rules, f"{intent['intent']} has two rules"
            rules[intent["intent"]] = action["action"]
    return rules


def _action_classes() -> dict[str, type]:
    from actions import advice, interview, own_data, roles, smalltalk, telling  # noqa: F401
    from actions.base import WaymarkAction

    return {cls().name(): cls for cls in WaymarkAction.__subclasses__()}


def test_every_intent_has_exactly_one_rule() -> None:
    assert set(_rules()) == _intents()


def test_every_action_of_the_domain_is_a_class_and_used_by_a_rule() -> None:
    assert set(_domain()["actions"]) == set(_action_classes()) == set(_rules().values())


def test_a_rule_leads_to_the_action_that_answers_its_intent() -> None:
    classes = _action_classes()
    for intent, action in _rules().items():
        assert intent in classes[action].intents, f"{action} does not answer {intent}"


def test_every_button_presses_an_intent_of_the_domain() -> None:
    pressed = set()
    for path in (ROOT / "waymark" / "report").rglob("*.py"):
        pressed |= set(re.findall(r'choice\([^()]*?"(?:[^"]*)",\s*"(\w+)"', path.read_text(encoding="utf-8")))
    assert len(pressed) > 10
    assert pressed <= _intents()


def test_every_intent_with_training_data_is_in_the_domain() -> None:
    trained = set()
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        trained |= {
            item["intent"] for item in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"] if "intent" in item
        }
    buttons_only = {
        "answer_activity",
        "choose_role",
        "confirm_delete",
        "cancel_delete",
        "confirm_restart",
        "nlu_fallback",
    }
    assert trained | buttons_only == _intents()
