"""A wish to get better at what is held takes nothing of it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Polarity, ProficiencyLevel

Talk = Callable[..., Conversation]
BEGINNER = ProficiencyLevel.BEGINNER


@pytest.mark.parametrize(
    "text", ["I want to get better at Python", "I'd like to learn more Python", "I plan to brush up my Python"]
)
def test_what_somebody_wants_more_of_is_still_held(talk: Talk, adviser: Any, text: str) -> None:
    person = talk()
    person.say("tell_skills", "a bit of Python", mentions=(mention("python", level=BEGINNER),))
    assert "wants Python" not in person.say("tell_skills", text, mentions=(mention("python", polarity=Polarity.WANTS),))
    assert adviser.profile(person.person).skills["python"].said == (Polarity.HAS, BEGINNER, None)


@pytest.mark.parametrize(
    ("intent", "text"),
    [("correct_or_remove_skill", "no, Python is something I want to learn"),
     ("tell_skills", "I can't do Python yet, I want to learn more"), ("tell_skills", "I want to learn Python")],
)  # fmt: skip
def test_who_says_that_it_is_only_wanted_is_believed(talk: Talk, adviser: Any, intent: str, text: str) -> None:
    person = talk()
    person.say("tell_skills", "a bit of Python", mentions=(mention("python", level=BEGINNER),))
    person.say(intent, text, mentions=(mention("python", polarity=Polarity.WANTS),))
    assert adviser.profile(person.person).skills["python"].polarity is Polarity.WANTS


def test_whether_something_can_be_left_out_is_only_asked(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "Python", mentions=(mention("python"),))
    asked = mention("mathematics", polarity=Polarity.LACKS)
    assert "no Mathematics" not in person.say("ask_degree_maths", "can I leave out the maths", mentions=(asked,))
    assert "mathematics" not in adviser.profile(person.person).skills


def test_what_is_held_against_an_answer_is_not_told_anew(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "C++ and Fortran", mentions=(mention("c++"), mention("fortran")))
    text = "are you sure? that seems strange given my C++"
    again = replace(mention("c++", level=BEGINNER), start=text.index("C++"), end=len(text))
    assert "C++ - beginner" not in (said := person.say("tell_skills", text, mentions=(again,)))
    assert "Checked on" in said
    assert adviser.profile(person.person).skills["c++"].level is None
