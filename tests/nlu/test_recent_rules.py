"""The rule policy that looks back only as far as its rules predicts what Rasa's own does, in any conversation."""

from __future__ import annotations

import random
import warnings
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    Event,
    Restarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)  # fmt: skip
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data import loading
from rasa.shared.core.training_data.structures import StoryGraph

from extensions.recent_rules import RecentRulePolicy

DOMAIN = """
version: "3.1"
intents: [greet, tell, deny, why, inform]
actions: [action_a, action_b, action_c]
forms: {a_form: {required_slots: [topic]}}
slots:
  topic: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  mood: {type: categorical, values: [good, bad], mappings: [{type: custom}]}
responses: {utter_ask_topic: [{text: 'which topic?'}]}
"""
RULES = """
version: "3.1"
rules:
- {rule: greet, conversation_start: true, steps: [{intent: greet}, {action: action_a}]}
- {rule: tell, steps: [{intent: tell}, {action: action_b}]}
- {rule: tell when well, condition: [{slot_was_set: [{mood: good}]}], steps: [{intent: tell}, {action: action_c}]}
- {rule: two steps, steps: [{intent: why}, {action: action_a}, {action: action_b}]}
- {rule: ask, steps: [{intent: inform}, {action: a_form}, {active_loop: a_form}]}
- {rule: done, condition: [{active_loop: a_form}], steps: [{action: a_form}, {active_loop: null}, {action: action_c}]}
- {rule: why in it, condition: [{active_loop: a_form}], steps: [{intent: why}, {action: action_c}, {action: a_form}]}
"""
MOVES = ("turn", "turn", "turn", "form", "leave", "reject", "mood", "back", "restart", "open")


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> tuple[RulePolicy, RecentRulePolicy, Domain]:
    """Rasa's policy, trained on the rules above, and ours with the same lookup."""
    folder: Path = tmp_path_factory.mktemp("rules")
    (folder / "rules.yml").write_text(RULES)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        domain = Domain.from_yaml(DOMAIN)
        steps = loading.load_data_from_files([str(folder / "rules.yml")], domain)
        trackers = TrainingDataGenerator(StoryGraph(steps), domain).generate()
        made = {}
        for kind in (RulePolicy, RecentRulePolicy):
            storage = LocalModelStorage.create(tmp_path_factory.mktemp(kind.__name__))
            context = ExecutionContext(GraphSchema({}), "m")
            made[kind] = kind(kind.get_default_config(), storage, Resource("p"), context)
            made[kind].train(trackers, domain)
    assert made[RulePolicy].lookup == made[RecentRulePolicy].lookup, "training is Rasa's"
    return made[RulePolicy], made[RecentRulePolicy], domain


def moved(dice: random.Random, move: str, number: int) -> list[Event]:
    """Some events of a conversation."""
    intent = dice.choice(("greet", "tell", "deny", "why", "inform"))
    said = UserUttered(f"m{number}", {"name": intent, "confidence": 1.0})
    action = ActionExecuted(dice.choice(("action_a", "action_b", "action_c", "a_form")))
    return {
        "turn": [said, action, BotUttered("x"), ActionExecuted("action_listen")],
        "form": [said, ActionExecuted("a_form"), ActiveLoop("a_form"), ActionExecuted("action_listen")],
        "leave": [said, ActionExecuted("a_form"), ActiveLoop(None), SlotSet("topic", "x")],
        "reject": [said, ActionExecutionRejected("a_form")],
        "mood": [SlotSet("mood", dice.choice(("good", "bad", None)))],
        "back": [said, UserUtteranceReverted()],
        "restart": [Restarted(), ActionExecuted("action_listen")],
        "open": [said],
    }[move]


def prediction(policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    found = policy.predict_action_probabilities(tracker, domain)
    return {**vars(found), "policy_name": None}


@pytest.mark.parametrize("seed", range(30))
def test_it_predicts_what_rasas_own_policy_does_after_every_event(policies: Any, seed: int) -> None:
    rasas, ours, domain = policies
    dice = random.Random(seed)
    tracker = DialogueStateTracker("ana", domain.slots)
    events = [ActionExecuted("action_listen")] if seed % 3 else []
    for number in range(15):
        events += moved(dice, dice.choice(MOVES), number)
    for event in events:
        tracker.update(event, domain)
        assert prediction(ours, tracker, domain) == prediction(rasas, tracker, domain), f"after {event}"


def test_a_long_conversation_costs_few_states(policies: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, ours, domain = policies
    made = []
    monkeypatch.setattr(
        Domain, "get_active_state", lambda self, tr, omit_unset_slots=False: made.append(1) or {"user": {}}
    )
    tracker = DialogueStateTracker("ana", domain.slots)
    for number in range(40):
        tracker.update_with_events(moved(random.Random(1), "turn", number), domain)
    ours.predict_action_probabilities(tracker, domain)
    assert len(made) <= 2 * ours._longest
