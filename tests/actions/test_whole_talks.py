"""What went wrong in whole conversations with new people, each as the turn in which it did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.meaning import asides, choosing, plan_wording, wording
from waymark.skills import Interest, Mention, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]
ANALYST = tuple(mention(s, level=ProficiencyLevel.ADVANCED) for s in ("r", "sql", "statistics"))


def _analyst(talk: Talk, *more: Mention) -> Conversation:
    person = talk()
    person.say("tell_skills", "R, SQL and statistics, all advanced", mentions=(*ANALYST, *more))
    return person


def test_what_speaks_against_a_path_is_said_when_it_is_asked(talk: Talk) -> None:
    person = _analyst(talk, mention("docker"), mention("kubernetes"))
    person.say("start_advice", "which path?")
    said = person.say("start_advice", "so what's against it?")
    assert said.startswith("Against data scientist")
    assert "Docker" in said
    assert "For it" not in said


def test_where_nothing_speaks_against_a_path_what_is_missing_is_named(talk: Talk) -> None:
    assert "Nothing that you told me speaks against data scientist" in _analyst(talk).say(
        "ask_why_recommendation", "what speaks against it?"
    )


@pytest.mark.parametrize(
    "text", ["what would I need to change so that you say MLE?", "how much would it take for you to recommend MLE?"]
)
def test_what_would_turn_the_advice_is_no_comparison(talk: Talk, text: str) -> None:
    said = _analyst(talk).say("compare_or_whatif", text)
    assert "Both roles" not in said
    assert "What would" in said or "would turn this advice" in said


def test_who_disagrees_keeps_the_choice(talk: Talk) -> None:
    said = _analyst(talk).say("ask_why_recommendation", "I disagree, I think I am a better fit for MLE")
    assert "the choice is yours" in said
    assert "the choice is yours" not in _analyst(talk, mention("git")).say("ask_why_recommendation", "why?")


def test_a_goal_beside_facts_asks_for_no_advice(talk: Talk) -> None:
    text = "I want to become a data scientist. I know Python"
    parts = [
        {"entity": "part", "value": "start_advice", "start": 0, "end": 33},
        {"entity": "part", "value": "tell_skills", "start": 34, "end": len(text)},
    ]
    listed = [*parts, Mention("python", 41, 47).to_entity()]
    said = talk().hear("tell_skills", text, listed)
    assert "you aim at data scientist" in said
    assert "once I know you a little" not in said
    assert "Python" in said


def test_why_after_a_verb_of_finding_out_asks_nothing(talk: Talk, adviser: Any) -> None:
    person = talk()
    likes = (Interest("data-analysis", 0, 5, because=("liked",)),)
    said = person.say("ask_why_recommendation", "I liked finding out why the numbers went up", interests=likes)
    assert "likes data analysis" in said
    assert "Why data scientist" not in said


@pytest.mark.parametrize(
    ("text", "asks"),
    [("why?", True), ("I love knowing why things break", False), ("I found out why, but why do you say DS?", True)],
)
def test_a_why_may_be_told(text: str, asks: bool) -> None:
    assert wording.asks_why(text) is asks


@pytest.mark.parametrize("intent", ["tell_interest", "tell_skills", "greet"])
def test_a_trade_is_a_start_whatever_it_sounds_like(talk: Talk, intent: str) -> None:
    assert "that is a start" in talk(intent).say(intent, "hello, I'm a nurse and I'm kind of curious about data")


@pytest.mark.parametrize("text", ["I'm a bit confused and tired", "I'm a beginner", "I'm a little lost"])
def test_no_trade_is_told_by_a_state(text: str) -> None:
    assert not wording.tells_trade(text)


@pytest.mark.parametrize("text", ["no not 81 weeks wtf", "not 20", "12 months"])
def test_a_number_of_something_else_is_no_hours_a_week(talk: Talk, adviser: Any, text: str) -> None:
    person = _analyst(talk)
    person.say("ask_plan", "plan for data scientist")
    assert person.slots["open_question"] == "hours"
    person.say("out_of_scope", text)
    assert adviser.profile(person.person).hours_per_week is None


@pytest.mark.parametrize("text", ["that's really long", "not 129 weeks", "too slow", "that is very long"])
def test_a_plan_is_found_too_long_in_many_words(text: str) -> None:
    assert plan_wording.finds_too_long(text)


def test_the_fastest_way_after_a_plan_is_no_plan_once_more(talk: Talk) -> None:
    person = _analyst(talk)
    plan = person.say("ask_plan", "plan for data scientist, 6 hours a week")
    said = person.say("ask_plan", "too slow. what is the fastest thing I can do to get a job")
    assert "What shortens it" in said
    assert plan not in said


def test_the_other_one_is_the_other_role(talk: Talk) -> None:
    person = talk()
    person.say("ask_what_does_ds_do", "what does a data scientist do all day?")
    assert "machine learning engineer builds" in person.say("ask_can_be_both", "and the other one?")


def test_pay_is_compared_where_more_is_asked_for(talk: Talk) -> None:
    said = talk().say("ask_salary", "would a data scientist role pay more?")
    assert "Data scientists: half" in said
    assert "Machine learning engineers: half" in said


def test_two_subjects_are_told_apart_by_explaining_both(talk: Talk) -> None:
    text = "what's the difference between machine learning and deep learning?"
    asked = tuple(mention(s, scope=Scope.QUESTION) for s in ("machine-learning", "deep-learning"))
    said = talk().say("ask_what_is_ml", text, mentions=asked)
    assert "Machine learning:" in said
    assert "Deep learning:" in said


def test_it_is_the_step_that_was_spoken_of(talk: Talk) -> None:
    person = _analyst(talk)
    person.say("ask_plan", "plan for data scientist, 6 hours a week")
    asked = mention("machine-learning", scope=Scope.QUESTION)
    person.say("ask_skill_explain", "why is machine learning in the plan?", mentions=(asked,))
    said = person.say("ask_degree_maths", "skip it, I have a physics degree")
    assert "leave out Machine learning in a plan." in said


def test_who_made_the_numbers_is_a_question_about_them() -> None:
    assert not asides.asks_for_maker("who made these numbers")
    assert wording.asks_about_figures("who made these numbers")
    assert asides.asks_for_maker("who made this?")


@pytest.mark.parametrize("text", ["my english no good sorry", "my english is not very good"])
def test_poor_english_is_met_with_comfort(text: str) -> None:
    assert asides.asks_for_language(text)


def test_more_easy_is_easier() -> None:
    assert choosing.asks_which_is_nearer("what is more easy for me")
    assert choosing.hiring_matter("which is more stressful?") == "place"


def test_a_lack_is_not_taken_for_a_trade(talk: Talk) -> None:
    said = talk().say(
        "tell_skills", "I'm a nurse without Python", mentions=(mention("python", polarity=Polarity.LACKS),)
    )
    assert "no Python" in said


def test_a_trade_told_twice_is_answered_in_other_words(talk: Talk) -> None:
    person = talk()
    first = person.say("greet", "hello, I'm a nurse and I'm kind of curious")
    assert person.say("tell_skills", "I've been a nurse for 12 years") not in first


def test_what_was_told_is_looked_up_when_it_is_asked(talk: Talk) -> None:
    asked = mention("java", scope=Scope.QUESTION)
    said = _analyst(talk).say("ask_privacy", "did I tell you about my Java?", mentions=(asked,))
    assert "This is what I have about you" in said
    assert "Statistics - advanced" in said


@pytest.mark.parametrize("text", ["you are not answering", "you don't listen to me", "answer my question!"])
def test_who_misses_an_answer_is_shown_the_ways_to_one(talk: Talk, text: str) -> None:
    person = talk(text)
    assert "Ask it once more" in person.say("skip", text)
    assert person.buttons


def test_another_jobs_name_is_not_explained_away(talk: Talk) -> None:
    said = talk().say("ask_what_is_ds", "is data scientist the same as data analyst?")
    assert "I compare only data scientist and machine learning engineer" in said
    assert "Postings for data analysts name more often than those for data scientists: Excel (46 % against 9 %)" in said
    assert "n = 3,078" in said
