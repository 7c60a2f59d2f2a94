"""A short answer is heard with a slip of the keyboard in it, and before a sentence of another kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.meaning.openings import level_in_front, opening_level
from waymark.meaning.slips import misspelt_level
from waymark.skills import Polarity, ProficiencyLevel

Talk = Callable[..., Conversation]
NONE, BEGINNER, INTERMEDIATE, ADVANCED = ProficiencyLevel


@pytest.mark.parametrize(
    ("text", "level"),
    [("strng", ADVANCED), ("a litle", BEGINNER), ("nevr", NONE), ("confortable", INTERMEDIATE), ("Avdanced!", ADVANCED),
     ("pizza", None), ("title", None), ("love", None), ("next", None), ("the strng theory", None), ("", None)],
)  # fmt: skip
def test_a_word_near_to_an_answer_is_that_answer(text: str, level: ProficiencyLevel | None) -> None:
    assert misspelt_level(text) is level


@pytest.mark.parametrize(
    ("text", "level"),
    [("no, never, I only fill in the hospital forms", NONE), ("a little, I had to", BEGINNER), ("good pizza", None),
     ("no, tell me a joke", None), ("I had pizza, a little", None), ("never gonna give you up", None)],
)  # fmt: skip
def test_a_first_clause_may_be_all_of_the_answer(text: str, level: ProficiencyLevel | None) -> None:
    assert level_in_front(text) is level


@pytest.mark.parametrize(
    "text", ["I'd call it advanced, I taught it", "I would rate myself as advanced", "I'd put it at advanced"]
)
def test_a_level_may_be_led_to(text: str) -> None:
    assert opening_level(text) is ADVANCED


def _asked_for_a_level(talk: Talk) -> Conversation:
    """Somebody who was asked how well they know Python."""
    person = talk()
    person.say("tell_skills", "Excel", mentions=(mention("excel"),))
    person.slots["open_question"] = "q:python"
    return person


@pytest.mark.parametrize(
    ("intent", "text", "polarity"),
    [("out_of_scope", "strng", Polarity.HAS), ("out_of_scope", "no, never, I only fill in forms", Polarity.LACKS),
     ("correct_or_remove_skill", "I'd call it advanced, I taught it for 4 years", Polarity.HAS)],
)  # fmt: skip
def test_it_binds_to_the_open_question(talk: Talk, adviser: Any, intent: str, text: str, polarity: Polarity) -> None:
    person = _asked_for_a_level(talk)
    person.say(intent, text)
    assert adviser.profile(person.person).skills["python"].polarity is polarity


def test_a_slip_answers_a_question_about_a_liking_too(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "Excel", mentions=(mention("excel"),))
    person.slots["open_question"] = "q:" + next(q.id for q in adviser.catalogue.questions if q.activity == "dashboards")
    person.say("goodbye", "a litl")
    assert "dashboards" in adviser.profile(person.person).interests


def test_what_says_nothing_of_oneself_is_no_answer(talk: Talk, adviser: Any) -> None:
    person = _asked_for_a_level(talk)
    person.say("out_of_scope", "no, tell me a joke")
    assert "python" not in adviser.profile(person.person).skills


def test_the_skill_that_was_meant_takes_the_place_of_the_one_told(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "I know python", mentions=(mention("python"),))
    said = person.say("correct_or_remove_skill", "sorry I meant R", mentions=(mention("r"),))
    assert "Taken back: Python" in said
    assert set(adviser.profile(person.person).skills) == {"r"}
    person.say("correct_or_remove_skill", "I meant SQL too", mentions=(mention("sql"),))
    assert set(adviser.profile(person.person).skills) == {"r", "sql"}


def test_years_called_wrong_are_put_right_without_a_question(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "3 years of Python", mentions=(mention("python", years=3.0),))
    said = person.say("correct_or_remove_skill", "the python years are wrong, it's 5", mentions=(mention("python"),))
    assert "5 years" in said
    assert adviser.profile(person.person).skills["python"].years == 5


def test_a_sound_of_thinking_has_the_question_put_again(talk: Talk, adviser: Any) -> None:
    person = _asked_for_a_level(talk)
    assert "Python" in person.say("affirm", "hm")
    assert "python" not in adviser.profile(person.person).skills
    assert person.slots["open_question"] == "q:python"
