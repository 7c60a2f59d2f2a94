"""Every question of a message gets its answer, and what is asked again is answered anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Interest, Mention

Talk = Callable[..., Conversation]


@pytest.mark.parametrize(("waiting", "text"), [("delete_my_data", "no wait"), ("restart", "hold on a second")])
def test_who_draws_back_from_a_confirmation_keeps_everything(talk: Talk, adviser: Any, waiting: str, text: str) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python"),))
    person.say(waiting)
    assert "stays" in person.say("goodbye", text)
    assert person.slots["open_question"] is None
    assert "python" in adviser.profile(person.person).skills


def test_who_asks_for_advice_first_gets_the_first_question(talk: Talk) -> None:
    person = talk()
    said = person.say("start_advice", "ask me questions")
    assert person.slots["open_question"].startswith("q:")
    assert "in 100" not in said


def test_who_knows_nothing_is_asked_and_not_told_off(talk: Talk) -> None:
    for intent in ("answer_level", "deny"):
        person = talk(intent)
        person.say("greet")
        person.say(intent, "nothing")
        assert person.slots["open_question"].startswith("q:")


def test_two_objections_in_a_row_get_the_ways_on(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python"),))
    person.say("nevermind")
    assert "wrong" in person.say("deny", "no")
    person.say("deny", "no")
    assert "Which path fits me?" in person.buttons


def test_each_question_is_answered_in_the_light_of_its_own_part(talk: Talk) -> None:
    text = "What does an ML engineer do? And how much do both earn?"
    parts = [
        {"entity": "part", "value": "ask_what_does_mle_do", "start": 0, "end": 28},
        {"entity": "part", "value": "ask_salary", "start": 33, "end": len(text)},
    ]
    said = talk().hear("ask_what_does_mle_do", text, parts)
    assert "Data scientists: half of the postings" in said
    assert "Machine learning engineers: half of the postings" in said


def test_advice_comes_before_the_gaps_when_it_is_asked_for_first(talk: Talk) -> None:
    person = talk()
    parts = [
        {"entity": "part", "value": "start_advice", "start": 0, "end": 5},
        {"entity": "part", "value": "ask_gaps", "start": 6, "end": 9},
    ]
    told = (mention("r"), mention("sql"), mention("statistics"), mention("tableau"))
    person.say("tell_skills", mentions=told, interests=(Interest("data-analysis", 0, 1),))
    said = person.hear("start_advice", "which? what?", parts)
    assert said.index("fits you better") < said.index("you miss")
    assert person.slots["open_question"] == "offer:ask_plan"


def test_distress_is_met_in_other_words_the_second_time_and_never_with_a_notice(talk: Talk) -> None:
    person = talk()
    first, second = person.say("distress"), person.say("distress", "again")
    assert not set(first.split(". ")) & set(second.split(". "))
    assert "emergency number" in first
    assert "emergency number" in second
    assert "I store" not in first
    assert "I store" in talk("other").say("tell_skills", mentions=(mention("sql"),))
    third = talk("third")
    third.say("distress")
    assert "I store" in third.say("tell_skills", mentions=(mention("sql"),))


@pytest.mark.parametrize(
    "text", ["where do your numbers come from?", "are you making this up?", "what are your sources?"]
)
def test_who_doubts_the_figures_hears_where_they_come_from(talk: Talk, text: str) -> None:
    said = talk().say("ask_why_recommendation", text)
    assert "postings" in said
    assert "n = " in said
    assert "2024" in said


@pytest.mark.parametrize(
    ("asked", "then", "expected"),
    [
        ("ask_requirements_ds", "and a machine learning engineer?", "A machine learning engineer is most often asked"),
        ("ask_requirements_mle", "what about data scientists?", "A data scientist is most often asked"),
        ("ask_what_does_ds_do", "and mles", "A machine learning engineer builds"),
        ("ask_salary", "and ds?", "Data scientists: half of the postings"),
    ],
)
def test_the_last_question_is_answered_for_the_role_that_is_named_next(
    talk: Talk, asked: str, then: str, expected: str
) -> None:
    person = talk()
    person.say(asked)
    assert expected in person.say("nlu_fallback", then)


def test_a_role_named_after_nothing_is_no_question(talk: Talk) -> None:
    person = talk()
    person.say("greet")
    assert "most often asked" not in person.say("nlu_fallback", "and data scientists?")


def test_two_skills_asked_about_in_two_sentences_are_both_explained(talk: Talk) -> None:
    text = "What is machine learning? Why does SQL matter? What is Docker?"
    parts = [
        {"entity": "part", "value": "ask_what_is_ml", "start": 0, "end": 25},
        {"entity": "part", "value": "ask_skill_explain", "start": 26, "end": 46},
    ]
    named = [Mention("machine-learning", 8, 24), Mention("sql", 35, 38), Mention("docker", 55, 61)]
    said = talk().hear("ask_what_is_ml", text, [*(m.to_entity() for m in named), *parts])
    assert said.index("SQL: ") < said.index("Docker: ")
    assert "Machine learning: " not in said


def test_who_told_hardly_anything_gets_a_question_and_no_score(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("excel"),))
    said = person.say("start_advice")
    assert "in 100" not in said
    assert person.slots["open_question"].startswith("q:")
