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
