"""The time that plans have to fit in: days of the calendar, what the bot said itself, and what is only tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention

Talk = Callable[..., Conversation]


@pytest.fixture
def person(talk: Talk) -> Conversation:
    known = talk()
    known.say("tell_skills", "Python and SQL", mentions=(mention("python"), mention("sql")))
    return known


def test_a_deadline_is_said_back_with_its_date_and_holds(person: Conversation, adviser: Any) -> None:
    today = adviser.today()
    year = today.year + (today >= date(today.year, 3, 31))
    said = person.say("ask_plan", "i need a job by end of march. a plan for data scientist")
    assert f"until 31 March {year} that you named" in said
    person.say("thanks", "thanks")
    assert f"until 31 March {year} that you named" in person.say("ask_plan", "plan please")
    assert "until 30 June" in person.say("out_of_scope", "my contract got extended, i have until end of june")
    assert "that you named" not in person.say("nevermind", "forget the deadline")


def test_a_deadline_that_is_over_holds_no_longer(person: Conversation) -> None:
    person.slots["plan_limits"] = [10, None, "2020-03-31"]
    assert "that you named" not in person.say("ask_plan", "plan for data scientist")


def test_a_figure_of_the_bot_is_no_limit(person: Conversation, adviser: Any) -> None:
    person.say("ask_plan", "plan for data scientist")
    person.say("ask_how_long", "that's no use, 99 weeks?? i have 20 hours a week")
    assert not person.slots.get("plan_limits")
    assert adviser.profile(person.person).hours_per_week == 20
    weeks = person.last[-1]["custom"]["weeks"]
    person.say("set_hours", f"ok {-(-weeks // 1):g} weeks, 10 hours a week")
    assert not person.slots.get("plan_limits")


def test_a_limit_that_was_misheard_is_lifted_when_denied(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist in 12 weeks")
    assert "that you named" not in person.say("correct_or_remove_skill", "I didn't name 12 weeks, YOU did")


@pytest.mark.parametrize("intent", ["tell_skills", "start_advice"])
def test_time_told_beside_facts_is_kept(talk: Talk, adviser: Any, intent: str) -> None:
    person, text = talk(), "i know python 3 years and like building models, about 8 hours a week and 7 months"
    said = person.say(intent, text, mentions=(replace(mention("python", years=3.0), start=7, end=13),))
    assert "8 hours a week for 7 months: noted" in said
    assert adviser.profile(person.person).hours_per_week == 8
    assert "within the 7 months that you named" in person.say("ask_plan", "plan for data scientist")


@pytest.mark.parametrize(("intent", "text"), [
    ("set_hours", "what if i do 12 hours instead"), ("compare_or_whatif", "what if I had 12 hours a week?"),
    ("ask_how_long", "how long would it be if I did 12 hours a week"), ("ask_how_long", "can i do 12 hours?"),
])  # fmt: skip
def test_hours_that_are_tried_change_nothing(person: Conversation, adviser: Any, intent: str, text: str) -> None:
    person.say("set_hours", "8 hours a week")
    said = person.say(intent, text)
    assert "at 12 hours a week" in said
    assert "instead of" in said
    assert "I keep to your 8 hours" in said
    assert adviser.profile(person.person).hours_per_week == 8


def test_who_stays_with_their_hours_is_heard(person: Conversation, adviser: Any) -> None:
    person.say("set_hours", "12 hours a week")
    assert "at 8 hours a week" in person.say("out_of_scope", "i dont want 12 really, stay at 8")
    assert adviser.profile(person.person).hours_per_week == 8


def test_another_limit_than_the_denied_one_holds(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist in 12 weeks")
    said = person.say("correct_or_remove_skill", "I didn't name 99 weeks, YOU did")
    assert "within the 12 weeks that you named" in said


def test_one_small_step_stays_one_when_hours_follow(person: Conversation, adviser: Any) -> None:
    assert "This week: " in person.say("ask_plan", "can you give me something tiny to try this weekend")
    said = person.say("set_hours", "i have maybe 3 hours on weekends")
    assert "the first 3 of about" in said
    assert "weeks" not in said
    assert adviser.profile(person.person).hours_per_week == 3
    assert "the first 2 of about" in person.say("set_hours", "2 hours this weekend")
    assert adviser.profile(person.person).hours_per_week == 3
    assert "Plan for" in person.say("ask_plan", "ok a plan for data scientist, 3 hours a week")


def test_what_a_short_time_leaves_out_is_named(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist, 8 hours a week")
    said = person.say("set_hours", "10 weeks. what do i drop")
    assert "Left out, as the time is too short: " in said
    again = person.say("why_ask", "show the plan again without those")
    assert "about 10 weeks" in again
    assert "Left out" in again


def test_a_step_that_cannot_be_left_out_has_its_cost_said(person: Conversation) -> None:
    person.say("ask_plan", "plan for machine learning engineer, 8 hours a week")
    first = person.last[-1]["custom"]["steps"][0]["name"]
    said = person.say("skip", f"can i cut {first}?")
    assert f"leave out {first} in a plan. Passing it over saves about" in said
    assert re.search(r"costs (?:\d+ points? of|hardly any) readiness", said)


def test_a_step_is_called_by_a_part_of_its_name(person: Conversation, adviser: Any) -> None:
    person.say("ask_plan", "plan for data scientist, 8 hours a week")
    said = person.say("tell_interest", "skip the business stuff in it, i know enough")
    assert "Noted as known: Business understanding" in said
    assert "business-understanding" in adviser.profile(person.person).skills


def test_a_limit_that_is_tried_changes_nothing(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist in 6 months, 8 hours a week")
    said = person.say("ask_how_long", "what if i had a year")
    assert "I keep to the 6 months" in said
    assert 'say "I have 12 months"' in said
    assert "within the 6 months that you named" in person.say("ask_plan", "the plan")


@pytest.mark.parametrize("more", ["no, 200 hours", "no, 60 hours", "make it 60 hours in all"])
def test_hours_set_against_a_time_in_all_are_in_all_too(person: Conversation, adviser: Any, more: str) -> None:
    adviser.set_hours(person.person, 5)
    person.say("ask_plan", "plan for data scientist with 20 hours in all")
    hours = re.search(r"\d+", more)
    assert hours
    assert f"within the {hours[0]} hours in all that you named" in person.say("set_hours", more)
    assert adviser.profile(person.person).hours_per_week == 5


def test_hours_a_week_and_not_in_all_lift_the_time_in_all(person: Conversation, adviser: Any) -> None:
    person.say("ask_plan", "plan for data scientist with 20 hours in all")
    assert "that you named" not in person.say("set_hours", "20 hours a week, not in all")
    assert adviser.profile(person.person).hours_per_week == 20


def test_the_hours_that_were_asked_for_are_those_of_a_week(person: Conversation, adviser: Any) -> None:
    person.say("ask_plan", "plan for data scientist with 20 hours in all")
    assert person.slots["open_question"] == "hours"
    person.say("set_hours", "6 hours")
    assert adviser.profile(person.person).hours_per_week == 6


@pytest.mark.parametrize("asked", ["ask_plan", "ask_how_long"])
@pytest.mark.parametrize("text", ["that's too long", "wow, that's a long time", "so long!", "the plan is way too long"])
def test_a_plan_that_is_found_too_long_is_no_goodbye(person: Conversation, asked: str, text: str) -> None:
    person.say(asked, "data scientist, 3 hours a week")
    assert "nobody holds all of it" in person.say("goodbye", text)


def test_so_long_with_no_plan_is_a_goodbye(person: Conversation) -> None:
    assert "delete my data" in person.say("goodbye", "so long!")


def test_the_plan_for_the_other_path_is_for_the_other_path(person: Conversation) -> None:
    assert "Plan for data scientist" in person.say("ask_plan", "plan for data scientist")
    assert "Plan for machine learning engineer" in person.say("ask_plan", "and the plan for the other path")
    assert "For machine learning engineer you miss" in person.say("ask_gaps", "what am I missing?")


@pytest.mark.parametrize(
    "text", ["make it shorter", "why is that so long", "faster please", "is there something shorter"]
)
def test_who_finds_the_plan_long_is_told_what_shortens_it(person: Conversation, text: str) -> None:
    person.say("ask_plan", "plan for data scientist, 3 hours a week")
    assert person.say("ask_plan", text).startswith("At 3 hours a week")
    assert "What shortens it" in str(person.last)


@pytest.mark.parametrize(("text", "hours"), [("actually 8", 8), ("or rather 6 hours", 6), ("hrs 7", 7)])
def test_a_number_after_a_plan_puts_the_hours_right(person: Conversation, adviser: Any, text: str, hours: int) -> None:
    person.say("ask_plan", "plan for data scientist, 4 hours a week")
    assert f"at {hours} hours a week" in person.say("set_hours" if "hrs" in text else "answer_level", text)
    assert adviser.profile(person.person).hours_per_week == hours


def test_until_christmas_is_no_goodbye(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist, 4 hours a week")
    assert "until 24 December" in person.say("goodbye", "until christmas")


def test_a_plan_for_both_is_for_what_they_share(person: Conversation) -> None:
    person.say("ask_plan", "plan for data scientist")
    said = person.say("ask_can_be_both", "a plan for both please")
    assert said.startswith("Plan for what data scientist and machine learning engineer share")


def test_what_to_begin_with_is_what_the_plan_begins_with(person: Conversation, adviser: Any) -> None:
    person.say("ask_plan", "plan for both, 6 hours a week")
    first = person.last[-1]["custom"]["steps"][0]["name"]
    assert f"start with {first}" in person.say("ask_where_to_start", "where should I start?")


def test_a_role_after_hours_that_were_put_right_is_too(person: Conversation) -> None:
    person.say("ask_plan", "plan for machine learning engineer, 4 hours a week")
    person.say("answer_level", "actually 8")
    assert "Plan for data scientist" in person.say("ask_why_recommendation", "no, for DS")


def test_no_and_a_role_after_a_plan_is_the_plan_for_that_role(person: Conversation) -> None:
    person.say("ask_plan", "plan for machine learning engineer")
    assert "Plan for data scientist" in person.say("ask_why_recommendation", "no, for DS")


def test_a_day_in_a_question_is_only_tried(person: Conversation) -> None:
    person.say("ask_plan", "plan for machine learning engineer, 6 hours a week")
    said = person.say("ask_how_long", "can it be done by next summer?")
    assert "instead of" in said
    assert "Nothing has changed" in said
