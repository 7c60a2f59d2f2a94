"""A plan is shown in part, changed where it can be and held against the last one; time is read as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Polarity, ProficiencyLevel

Talk = Callable[..., Conversation]


@pytest.fixture
def person(talk: Talk) -> Conversation:
    known = talk()
    known.say("tell_skills", "Python and Docker", mentions=(mention("python"), mention("docker")))
    return known


def _ids(person: Conversation) -> set[str]:
    return {step["id"] for m in person.last for step in (m["custom"] or {}).get("steps", ())}


def test_hours_on_days_are_reckoned_and_the_reading_is_said(person: Conversation, adviser: Any) -> None:
    said = person.say("set_hours", "study saturday and sunday 3 hour")
    assert said.startswith("I read that as 3 hours on 2 days, 6 hours a week. If it is not so, say for example")
    assert adviser.profile(person.person).hours_per_week == 6
    assert "I read that" not in person.say("set_hours", "no, 3 hours a week")
    assert adviser.profile(person.person).hours_per_week == 3


@pytest.mark.parametrize(("intent", "text", "hours"), [
    ("out_of_scope", "my wife is pregnant, only 2 hours a week now", 2), ("chitchat", "mornings, from 6 to 7:30", 7.5),
    ("out_of_scope", "half an hour on the train each way", 5),
])  # fmt: skip
def test_hours_are_heard_however_they_sound(
    person: Conversation, adviser: Any, intent: str, text: str, hours: float
) -> None:
    person.say(intent, text)
    assert adviser.profile(person.person).hours_per_week == hours


@pytest.mark.parametrize(("intent", "text"), [
    ("set_hours", "only weekends"), ("answer_level", "I have all day every day for a year"),
    ("ask_how_long", "not much time"), ("goodbye", "in the evenings"),
])  # fmt: skip
def test_a_time_without_a_number_is_asked_for_one(person: Conversation, adviser: Any, intent: str, text: str) -> None:
    assert "How many hours a week is that" in person.say(intent, text)
    assert "weeks at 6 hours a week" in person.say("out_of_scope", "6")
    assert bool(person.slots.get("plan_limits")) is ("year" in text)


def test_a_plan_up_to_a_day_ends_before_it(person: Conversation) -> None:
    said = person.say("ask_plan", "plan for data scientist, 10 hours a week till summer")
    weeks, within = (int(found) for found in re.findall(r"(\d+) weeks", said)[:2])
    assert weeks <= within


def test_the_first_step_alone_is_shown_and_marked_at_its_own_level(person: Conversation, adviser: Any) -> None:
    person.say("ask_plan", "plan for data scientist, 6 hours a week")
    first = person.last[-1]["custom"]["steps"][0]
    said = person.say("ask_plan", "too long, just the first step")
    assert said.count("- week") == 1
    assert f"Well done, {first['name']} to beginner is marked" in person.say(
        "progress_done", "I finished the first step yesterday"
    )
    assert adviser.profile(person.person).skills[first["id"]].held is ProficiencyLevel.BEGINNER


def test_another_order_is_answered_with_what_stands_on_what(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist, 6 hours a week")
    said = person.say("nlu_fallback", "swap the first two")
    assert "I keep no other order" in said
    assert "builds on" in said or "goes on with" in said


def test_as_many_gaps_are_told_as_are_asked_for(person: Conversation) -> None:
    gains = [int(g) for g in re.findall(r"\+(\d+) points", person.say("ask_gaps", "top 3 gaps"))]
    assert len(gains) == 3
    assert gains == sorted(gains, reverse=True)
    assert person.say("ask_gaps", "what am I missing").count("- ") > 3
    assert person.say("ask_plan", "shorter").count("- ") == 3


def test_shorter_tells_the_first_step_of_a_plan_and_the_first_sentence_of_anything_else(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist, 6 hours a week")
    assert person.say("ask_plan", "shorter").count("- week") == 1
    person.say("ask_difference", "what's the difference?")
    said = person.say("out_of_scope", "tldr")
    assert said.startswith("In short: ")
    assert len(said) < 300


def test_what_nobody_can_use_is_left_out_with_what_stands_on_it(person: Conversation, adviser: Any) -> None:
    person.say("ask_plan", "plan for machine learning engineer, 10 hours a week")
    assert {"cloud-computing", "aws"} & _ids(person)
    profile = adviser.profile(person.person)
    named = (mention("cloud-computing"), replace(mention("aws"), polarity=Polarity.LACKS))
    said = person.say("tell_skills", "without cloud please, in my country aws is blocked", mentions=named)
    assert "Cloud computing and AWS: left out of gaps and plans from now on. Passing it over saves about" in said
    assert adviser.profile(person.person) == profile
    again = person.say("ask_plan", "make a plan")
    assert "Left out, as you wished: Cloud computing and AWS" in again
    assert not {"cloud-computing", "aws"} & _ids(person)
    assert "- AWS" not in person.say("ask_gaps", "what am I missing")
    asked = tuple(replace(mention(skill), polarity=Polarity.WANTS) for skill in ("cloud-computing", "aws"))
    assert "in again" in person.say("tell_skills", "put cloud and aws back", mentions=asked)
    person.say("ask_plan", "make a plan")
    assert {"cloud-computing", "aws"} & _ids(person)


def test_what_is_told_before_a_plan_changes_none(talk: Talk, adviser: Any) -> None:
    person, text = talk(), "skip the intro. python 4y, sklearn, docker no. answer?"
    told = (replace(mention("python", years=4.0), start=16, end=22), replace(mention("scikit-learn"), start=27, end=34))
    assert "in a plan" not in person.say("tell_skills", text, mentions=told)
    assert "python" in adviser.profile(person.person).skills


def test_a_life_told_is_no_deadline(talk: Talk) -> None:
    text = (
        "I am 54 and was a mechanical engineer for twenty-eight years, until the plant closed in March. I have done a "
        "fair amount of simulation, and since the summer I've been working through a Python book."
    )
    person = talk()
    start = text.index("Python")
    said = person.say("tell_skills", text, mentions=(replace(mention("python"), start=start, end=start + 6),))
    assert "I plan with that" not in said
    assert not person.slots.get("plan_limits")


def test_a_plan_that_grew_says_why(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist, 8 hours a week")
    before = sum(step["hours"] for step in person.last[-1]["custom"]["steps"])
    person.say("tell_skills", "and SQL I use every day", mentions=(mention("sql", level=ProficiencyLevel.ADVANCED),))
    said = person.say("ask_plan", "make a plan")
    after = sum(step["hours"] for step in person.last[-1]["custom"]["steps"])
    assert ("more than in the last plan" in said) is (round(after) > round(before))
    assert "the next moves up" in said or after <= before


def test_where_to_start_is_not_told_beside_a_plan(person: Conversation) -> None:
    text = "I've 3 months, 5h a week. what should i do first"
    parts = ({"entity": "part", "value": "set_hours", "start": 0, "end": 25},
             {"entity": "part", "value": "ask_where_to_start", "start": 26, "end": len(text)})  # fmt: skip
    said = person.say("ask_plan", text, entities=parts)
    assert "within the 3 months" in said
    assert "start with" not in said
