"""Despair meets care; discouragement an honest word and a next step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.conftest import Conversation, mention

Talk = Callable[..., Conversation]


def _told(talk: Talk) -> Conversation:
    person = talk()
    person.say("tell_skills", "Python, R and statistics", mentions=tuple(map(mention, ("python", "r", "statistics"))))
    return person


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("tell_skills", "i've been trying to learn this for 2 years and feel like i'm getting nowhere"),
        ("distress", "i got rejected 30 times. should i just give up"),
        ("abuse", "i just feel stupid compared to everyone"),
        ("ask_degree_maths", "am I not smart enough for machine learning?"),
    ],
)
def test_who_is_discouraged_gets_a_next_step_and_no_crisis_line(talk: Talk, intent: str, text: str) -> None:
    person = _told(talk)
    said = person.say(intent, text)
    assert "crisis line" not in said
    assert "the next step is" in said
    assert person.slots["open_question"] == "offer:ask_plan"
    assert "Plan" in person.say("affirm", "yes")
    new = talk("a new one").say(intent, text)
    assert "crisis line" not in new
    assert "what have you learned or used" in new


def test_the_same_discouragement_is_not_met_with_the_same_words(talk: Talk) -> None:
    person = _told(talk)
    first = person.say("distress", "nobody hires me")
    second = person.say("distress", "really, nobody wants me")
    assert first.split(".")[0] not in second
    assert "a mentor" in second
    assert "My offer stands" in second


def test_in_doubt_it_is_care_with_the_offer_to_go_on(talk: Talk) -> None:
    assert "one next step" in talk().say("distress", "it hurts so much")
    assert "one next step" in talk("burnt out").say("distress", "I'm burned out")
    assert "one next step" not in talk("in despair").say("distress", "I can't go on any more")


@pytest.mark.parametrize("intent", ["tell_skills", "nlu_fallback", "start_advice", "abuse"])
def test_danger_meets_care_whatever_else_it_sounds_like(talk: Talk, intent: str) -> None:
    assert "crisis line" in talk().say(intent, "I got rejected again, I want to kill myself")


def test_a_question_beside_it_is_answered(talk: Talk) -> None:
    assert "Plan" in _told(talk).say("ask_plan", "I am making no progress, make me a plan, 5 hours a week")


def test_a_share_taken_for_a_verdict_is_explained(talk: Talk) -> None:
    person = _told(talk)
    person.say("start_advice", "which path fits me?")
    said = person.say("tell_skills", "6% ... so basically i know nothing")
    assert "Not nothing: you told me Python, R and Statistics" in said
    assert "how much of what a role's postings ask for" in said
    assert "Not nothing" not in person.say("out_of_scope", "is 6 % good?")


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("correct_or_remove_skill", "that is 2 years and more, i will be 44, forget it then"),
        ("correct_or_remove_skill", "3 years?? see, i knew im not made for this. i asked for one small thing"),
        ("nevermind", "178 weeks? no way, forget it"),
        ("ask_how_long", "two years is way too long"),
    ],
)
def test_who_gives_up_at_a_long_number_gets_a_small_step(talk: Talk, intent: str, text: str) -> None:
    person = _told(talk)
    person.say("ask_plan", "make a plan, 3 hours a week")
    said = person.say(intent, text)
    assert "nobody holds all of it" in said
    assert "This week" in said
    assert "correct" not in said


def test_who_calls_themselves_slow_at_a_question_gets_it_explained(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "Excel", mentions=(mention("excel"),))
    said = person.say("nlu_fallback", "what do you mean by that, sorry, im slow")
    assert "my fault, not yours" in said
    assert "the next step" not in said
    assert "I mean" in said


def test_years_of_work_are_no_giving_up(talk: Talk) -> None:
    said = _told(talk).say("tell_skills", "3 years of Docker, never mind the rest", mentions=(mention("docker"),))
    assert "nobody holds all" not in said
