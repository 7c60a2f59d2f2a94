"""Rasa's rule policy, looking only as far back in a conversation as its rules do.

It replaces two steps of `RulePolicy` at prediction, and leaves training to Rasa:
- the states of the conversation are made for the last few turns alone. Rasa makes them for all, and compares a rule
  only with as many as the rule has: what lies further back changes nothing;
- rules are looked up by what the bot did last and by the intent, and only those are compared state by state. Rasa
  compares every rule; the others cannot match, as these two values must be equal where a rule has them.

Named in config.yml. `tests/nlu/test_recent_rules.py` holds it against Rasa's own policy. Training warns that
"RulePolicy is not included": Rasa looks for the class itself and not for one made from it. Nothing is lost by it, and
the check of the domain that Rasa leaves out for the same reason is made in `train`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

Key = tuple[str | None, str | None]  # the last action and the intent that a rule asks for; None: it asks for none
Index = dict[Key, list[str]]


class Recent:
    """As much of a tracker as `Domain.states_for_tracker_history` needs, its last `count` states only."""

    def __init__(self, tracker: DialogueStateTracker, count: int) -> None:
        self._tracker, self._count = tracker, count

    def past_states(self, domain: Domain, **how: Any) -> list[State]:
        """The last states of `DialogueStateTracker.past_states`."""
        found: list[State] = domain.states_for_tracker_history(self, **how)
        return found

    def generate_all_prior_trackers(self) -> Iterator[tuple[DialogueStateTracker, bool]]:
        """The last of `DialogueStateTracker.generate_all_prior_trackers`."""
        events = self._tracker.applied_events()
        left = sum(isinstance(event, ActionExecuted) for event in events) + 1  # states
        tracker = self._tracker.init_copy()
        for event in events:
            if isinstance(event, ActionExecuted):
                if left <= self._count:
                    yield tracker, event.hide_rule_turn
                left -= 1
            event.apply_to(tracker)  # what `update` does, without keeping the event: a state does not look at it
        yield tracker, False


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class RecentRulePolicy(RulePolicy):  # type: ignore[misc]  # Rasa has no types
    """Settings as Rasa's; the predictions are the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._predicting = False
        self._longest = 0
        self._all_by_intent = False
        self._indexes: dict[int, Index] = {}

    def train(self, training_trackers: Any, domain: Domain, **kwargs: Any) -> Resource:
        """Rasa's training. Raises InvalidDomain where the domain lacks the fallback action."""
        self.raise_if_incompatible_with_domain(config=self.config, domain=domain)
        resource: Resource = super().train(training_trackers, domain, **kwargs)
        return resource

    def predict_action_probabilities(self, tracker: Any, domain: Domain, *args: Any, **kwargs: Any) -> Any:
        """Rasa's prediction (see the parent class); training asks another way, and all there is Rasa's."""
        if not self._longest:
            lookups = [self.lookup.get(kind, {}) for kind in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)]
            self._longest = max((len(self._rule_key_to_state(key)) for lookup in lookups for key in lookup), default=1)
            self._indexes = {id(lookup): self._index(lookup) for lookup in lookups}
            after_message = {None, ACTION_LISTEN_NAME}
            self._all_by_intent = not any(
                intent is None and action in after_message for action, intent in self._indexes[id(lookups[0])]
            )
        self._predicting = True
        try:
            return super().predict_action_probabilities(tracker, domain, *args, **kwargs)
        finally:
            self._predicting = False

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> Any:
        """Rasa asks twice, first by the message's text; where every rule asks for an intent, that finds none."""
        if self._predicting and use_text_for_last_user_input and not tracker.active_loop_name and self._all_by_intent:
            return None, None, False
        return super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)

    def _prediction_states(self, tracker: Any, domain: Domain, *args: Any, **kwargs: Any) -> list[State]:
        seen = Recent(tracker, self._longest) if self._predicting else tracker
        states: list[State] = super()._prediction_states(seen, domain, *args, **kwargs)
        return states

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        index = self._indexes.get(id(lookup)) if self._predicting else None
        action = states[-1].get(PREVIOUS_ACTION, {}).get(ACTION_NAME) if states else None
        if index is not None and action:
            intent = states[-1].get(USER, {}).get(INTENT)
            kinds = {(a, i) for a in (None, action) for i in (None, intent)}
            lookup = {key: lookup[key] for kind in kinds for key in index.get(kind, ())}
        found: set[str] = super()._get_possible_keys(lookup, states)
        return found

    def _index(self, lookup: dict[str, str]) -> Index:
        index: Index = defaultdict(list)
        for key in lookup:
            last = self._rule_key_to_state(key)[-1]
            index[_asked(last, PREVIOUS_ACTION, ACTION_NAME), _asked(last, USER, INTENT)].append(key)
        return dict(index)


def _asked(state: State, part: str, name: str) -> str | None:
    """The value that a rule's state wants to be equal to; None where any will do."""
    value = state.get(part, {}).get(name)
    return value if isinstance(value, str) and value and value != SHOULD_NOT_BE_SET else None
