"""What somebody else knows neither corrects nor removes what the person said, and what we lost by that comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Mention, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]


def _told(talk: Talk) -> Conversation:
    person = talk()
    person.say("tell_skills", "Java and Python", mentions=(mention("java", years=2.0), mention("python")))
    return person


@pytest.mark.parametrize("scope", [Scope.OTHER, Scope.QUESTION, Scope.HYPOTHETICAL])
def test_a_correction_without_own_skills_removes_nothing(talk: Talk, adviser: Any, scope: Scope) -> None:
    person = _told(talk)
    before = adviser.profile(person.person).skills
    person.say("correct_or_remove_skill", "he knows java", mentions=(mention("java", scope=scope),), frame="question")
    assert adviser.profile(person.person).skills == before


def test_a_question_that_orders_a_removal_is_still_heard(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    asked = (mention("java", scope=Scope.QUESTION),)
    person.say("correct_or_remove_skill", "can you remove java?", mentions=asked, frame="remove")
    assert set(adviser.profile(person.person).skills) == {"python"}


def test_a_comparison_with_a_friend_makes_no_what_if_of_the_friends_skills(talk: Talk) -> None:
    person = _told(talk)
    his = (mention("java", scope=Scope.OTHER), mention("docker", scope=Scope.OTHER))
    said = person.say("compare_or_whatif", "what differs between my friend and me? he knows java, docker", his)
    assert "told me of Java too" in said
    assert "Docker you have not" in said
    assert "If you learned" not in said


def test_what_we_are_said_to_have_deleted_is_known(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    text = "why did you delete my java, i know it. docker too a bit"
    lost = Mention("java", 22, 26, Polarity.LACKS, because=("delete my",))
    also = mention("docker", level=ProficiencyLevel.BEGINNER)
    assert "Sorry" in person.say("correct_or_remove_skill", text, mentions=(lost, also), frame="remove")
    stored = adviser.profile(person.person).skills
    assert {s: stored[s].polarity for s in ("java", "docker")} == dict.fromkeys(("java", "docker"), Polarity.HAS)


def test_years_set_against_those_of_others_are_those_of_the_skill_spoken_of(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    text = "you say i meet python but they want 3 years and i have a bit"
    person.say("tell_skills", text, mentions=(mention("python", years=3.0, level=ProficiencyLevel.BEGINNER),))
    assert adviser.profile(person.person).skills["python"].years is None
    person.say("correct_or_remove_skill", "no!! THEY want 3 years, i have about half a year")
    assert adviser.profile(person.person).skills["python"].years == 0.5
    asked = (mention("sql", scope=Scope.OTHER),)
    person.say("correct_or_remove_skill", "most jobs ask for 5 years of SQL, I have 2 years", mentions=asked)
    assert adviser.profile(person.person).skills["sql"].years == 2.0


@pytest.mark.parametrize("offered", [True, False])
def test_what_is_told_and_not_understood_is_asked_about(talk: Talk, offered: bool) -> None:
    person = _told(talk)
    person.slots["open_question"] = "offer:ask_gaps" if offered else None
    said = person.say("answer_level" if offered else "out_of_scope", "I would hate that, writing for others I mean")
    assert "like doing, dislike doing" in said
    assert "What would you like" not in said


def test_a_refused_offer_is_still_refused(talk: Talk) -> None:
    person = _told(talk)
    person.slots["open_question"] = "offer:ask_gaps"
    assert "like doing, dislike doing" not in person.say("deny", "no, I would rather not")
