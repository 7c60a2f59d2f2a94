"""Short wishes for more, however they are spelt, are answered from what was just talked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.meaning.asides import wants_no_questions, wants_questions
from waymark.meaning.more import goes_on_with, wants_to_know_more
from waymark.skills import ProficiencyLevel, Scope

Talk = Callable[..., Conversation]


@pytest.mark.parametrize("text", ["more questions", "mor qs", "mroe qeustions please", "some more q's", "ask me mor"])
def test_more_questions_are_wished_for(text: str) -> None:
    assert wants_questions(text)


@pytest.mark.parametrize("text", ["no more questions", "no mor qs", "pls stop askin", "the more questions the worse"])
def test_a_refusal_is_no_wish_for_more_questions(text: str) -> None:
    assert not wants_questions(text)


def test_a_misspelt_refusal_is_one() -> None:
    assert wants_no_questions("no mor qs")


@pytest.mark.parametrize("text", ["more info", "mor inof pls", "tell me moer", "explian more", "details?", "more"])
def test_more_is_wanted_on_what_was_said(text: str) -> None:
    assert wants_to_know_more(text)


@pytest.mark.parametrize("text", ["more info about Docker", "I want more money", "more or less", "mor", "no more"])
def test_a_wish_that_names_its_subject_is_another(text: str) -> None:
    assert wants_to_know_more(text) is (text == "mor")


@pytest.mark.parametrize(
    ("text", "on"), [("and k8s too", True), ("plus Spark", True), ("or Spark", False), ("and only R", False)]
)
def test_what_is_added_goes_on(text: str, on: bool) -> None:
    assert goes_on_with(text) is on


def test_more_on_a_recommendation_is_its_reasons(talk: Talk) -> None:
    person = talk()
    skills = tuple(mention(s, level=ProficiencyLevel.ADVANCED) for s in ("r", "statistics", "sql"))
    person.say("tell_skills", "R, statistics and SQL, all advanced", mentions=skills)
    person.say("start_advice", "which path?")
    assert "Why data scientist" in person.say("export_or_show_profile", "mor info")


def test_more_is_on_what_was_answered_and_not_on_what_a_message_sounded_like(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "R", mentions=(mention("r", level=ProficiencyLevel.ADVANCED),))
    person.say("ask_plan", "plan for data scientist, 6 hours a week")
    asked = mention("machine-learning", scope=Scope.QUESTION)
    person.say("ask_what_is_ml", "why is machine learning in the plan?", mentions=(asked,))
    assert "engineer builds" not in person.say("help", "more info")


def test_more_on_a_role_goes_deeper(talk: Talk) -> None:
    person = talk()
    first = person.say("ask_what_is_ds", "what is data science?")
    second = person.say("affirm", "tell me more")
    assert second != first
    assert "data scientist" in second


def test_more_questions_put_the_next_one(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(mention("sql"),))
    assert (person.slots["open_question"] or "").startswith("q:")
    person.say("nevermind", "not now")
    person.say("greet", "mor qs")
    assert (person.slots["open_question"] or "").startswith("q:")


def test_more_on_an_open_question_explains_it(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(mention("sql"),))
    asked = person.slots["open_question"]
    said = person.say("export_or_show_profile", "more info")
    assert "SQL" not in said.splitlines()[0]
    assert person.slots["open_question"] == asked


def test_where_no_more_is_known_that_is_said(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(mention("sql"),))
    person.say("nevermind", "leave the questions")
    person.say("ask_resources", "where can I learn it?")
    said = person.say("affirm", "more info")
    assert said.startswith("That is all I have on it")
    assert "I help you choose" in talk("new").say("help", "more info")


def test_more_on_a_question_twice_says_why_it_is_asked(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(mention("sql"),))
    person.slots["open_question"] = "q:python"
    person.say("affirm", "more info")
    assert "Because your answer moves the advice" in person.say("affirm", "more info")
