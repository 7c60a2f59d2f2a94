"""Plans keep the goal and the time that were told, and say so; what is said of their steps is answered from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention

Talk = Callable[..., Conversation]


def _told(talk: Talk, *skills: str) -> Conversation:
    person = talk()
    named = skills or ("python", "sql", "git")
    person.say("tell_skills", ", ".join(named), mentions=tuple(map(mention, named)))
    return person


def _steps(person: Conversation) -> list[dict[str, Any]]:
    return [step for m in person.last for step in (m["custom"] or {}).get("steps", ())]


@pytest.mark.parametrize("intent", ["ask_how_long", "set_hours", "start_advice"])
def test_a_goal_and_a_time_told_first_are_kept_for_the_plan(talk: Talk, adviser: Any, intent: str) -> None:
    person = talk()
    said = person.say(intent, "I have 3 months, 6 hours a week, want to get to MLE")
    assert "you aim at machine learning engineer" in said
    assert "6 hours a week for 3 months: noted" in said
    assert "how many hours" not in said
    assert adviser.profile(person.person).hours_per_week == 6
    person.say("tell_skills", "Python and SQL", mentions=(mention("python"), mention("sql")))
    plan = person.say("ask_plan", "make me a plan")
    assert "Plan for machine learning engineer: about" in plan
    assert "within the 3 months that you named" in plan
    assert sum(step["hours"] for step in _steps(person)) <= 6 * 13 + 0.1


@pytest.mark.parametrize(
    ("told", "text", "named"),
    [
        ("ask_how_long", "I have 6 months", "within the 6 months that you named"),
        ("set_hours", "only 20 hours in all", "within the 20 hours in all that you named"),
    ],
)
def test_a_time_holds_over_other_questions_until_it_is_lifted(talk: Talk, told: str, text: str, named: str) -> None:
    person = _told(talk)
    assert '"no limit"' in person.say(told, text)
    person.say("ask_salary", "what do they earn?")
    person.say("ask_difference", "the difference?")
    assert named in person.say("ask_plan", "plan for machine learning engineer")
    short = sum(step["hours"] for step in _steps(person))
    assert "that you named" not in person.say("nevermind", "forget the deadline")
    assert sum(step["hours"] for step in _steps(person)) > short
    assert "that you named" not in person.say("ask_plan", "plan please")


def test_how_long_it_takes_in_all_is_told_beside_the_time_that_holds(talk: Talk) -> None:
    person = _told(talk)
    person.say("ask_plan", "plan for data scientist in 2 months")
    said = person.say("ask_how_long", "how long does it take?")
    assert "My plans keep to the 2 months" in said
    assert " 2 months)" not in said


def test_a_time_in_a_question_is_tried_once(talk: Talk) -> None:
    person = _told(talk)
    person.say("ask_how_long", "can I get there in 6 months?")
    assert "that you named" not in person.say("ask_plan", "plan for data scientist")
