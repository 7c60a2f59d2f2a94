"""Starting over, a command behind facts, and what is said where next to nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import ProficiencyLevel

Talk = Callable[..., Conversation]
SQL = replace(mention("sql", level=ProficiencyLevel.ADVANCED), end=3)


def test_starting_over_forgets_the_hours_too(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(SQL,))
    person.say("set_hours", "4 hours a week")
    person.say("restart", "start over")
    person.say("confirm_restart", "yes")
    assert adviser.profile(person.person).is_empty
    assert adviser.profile(person.person).hours_per_week is None
    person.say("set_hours", "4 hours a week")
    person.say("restart", "start over")
    assert adviser.profile(person.person).hours_per_week is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("SQL advanced, gaps", "in the order in which I would learn it"),
        ("SQL advanced. Plan please", "Plan for"),
        ("SQL advanced; my profile", "This is what I have about you"),
    ],
)
def test_a_command_behind_facts_is_answered(talk: Talk, adviser: Any, text: str, answer: str) -> None:
    person = talk()
    said = person.say("tell_skills", text, mentions=(SQL,))
    assert answer in said
    assert "SQL - advanced" in said
    assert adviser.profile(person.person).skills["sql"].level is ProficiencyLevel.ADVANCED


def test_why_behind_facts_is_of_the_open_question(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(SQL,))
    assert (person.slots["open_question"] or "").startswith("q:")
    said = person.say("tell_skills", "R a bit. why?", mentions=(replace(mention("r"), end=1),))
    assert "r" in adviser.profile(person.person).skills
    assert "Because your answer moves the advice" in said


def test_hours_that_are_known_are_not_asked_for_below_the_gaps(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(SQL,))
    assert "Tell me your hours a week" in person.say("ask_gaps", "gaps")
    person.say("set_hours", "4 hours a week")
    assert "Tell me your hours a week" not in person.say("ask_gaps", "what are my gaps")


def test_a_report_on_next_to_nothing_says_so(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(SQL,))
    assert "This is a start only: I know only 1 thing about you" in person.say("ask_report", "my report")
    person.say("tell_skills", "R, Git", mentions=(mention("r"), mention("git")))
    assert "This is a start only" not in person.say("ask_report", "report please")
