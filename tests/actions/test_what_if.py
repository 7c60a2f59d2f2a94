"""A what-if supposes what is wondered about, and hears what the same message tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]


def _told(talk: Talk) -> Conversation:
    person = talk()
    person.say("tell_skills", "Python", mentions=(mention("python"),))
    return person


def test_what_is_told_beside_a_what_if_is_heard_and_not_supposed(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    own = mention("docker", evidence="i know docker better than that")
    wondered = mention("kubernetes", evidence="if i learned kubernetes", scope=Scope.HYPOTHETICAL)
    text = "i know docker better than that. what would change if i learned kubernetes"
    said = person.say("compare_or_whatif", text, mentions=(own, wondered))
    assert "If you learned Kubernetes:" in said
    assert set(adviser.profile(person.person).skills) == {"python", "docker"}


def test_a_comparison_beside_statements_supposes_nothing(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    lacking = mention("model-deployment", polarity=Polarity.LACKS, evidence="I don't do deployment")
    said = person.say("compare_or_whatif", "I don't do deployment. compare", mentions=(lacking,))
    assert "If you learned" not in said
    assert "Both roles" in said
    assert adviser.profile(person.person).skills["model-deployment"].polarity is Polarity.LACKS


def test_own_words_are_supposed_where_they_say_what_if(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    own = mention("docker", evidence="what if I know Docker")
    assert "If you learned Docker" in person.say("compare_or_whatif", "what if I know Docker", mentions=(own,))
    assert set(adviser.profile(person.person).skills) == {"python"}


def test_a_bare_name_beside_a_comparison_is_no_statement(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    named = mention("pytorch", evidence="compare with PyTorch")
    assert "If you learned PyTorch" in person.say("compare_or_whatif", "compare with PyTorch", mentions=(named,))
    assert set(adviser.profile(person.person).skills) == {"python"}


def test_what_is_left_aside_is_not_learned(talk, adviser) -> None:
    person = talk("instead")
    supposed = (
        mention("r", scope=Scope.HYPOTHETICAL),
        mention("python", scope=Scope.HYPOTHETICAL, polarity=Polarity.LACKS),
    )
    person.say("tell_skills", "SQL", mentions=(mention("sql"),))
    said = person.say("compare_or_whatif", "what if I learn R instead of Python", mentions=supposed)
    assert "If you learned R:" in said


@pytest.mark.parametrize("text", ["and without R?", "what if I forget about R"])
def test_doing_without_something_is_no_learning(talk, adviser, text) -> None:
    person = talk(text)
    person.say("tell_skills", "R advanced", mentions=(mention("r", level=ProficiencyLevel.ADVANCED),))
    left = mention("r", polarity=Polarity.LACKS, scope=Scope.QUESTION)
    assert "If you learned" not in person.say("compare_or_whatif", text, mentions=(left,))
    assert adviser.profile(person.person).skills["r"].level is ProficiencyLevel.ADVANCED


@pytest.mark.parametrize(("text", "supposed"), [("and Spark", True), ("or Spark?", True), ("and I know Spark", False)])
def test_a_name_after_a_what_if_goes_on_with_it(talk, adviser, text, supposed) -> None:
    person = talk(text)
    person.say("tell_skills", "SQL", mentions=(mention("sql"),))
    person.say("compare_or_whatif", "what if I learn Docker", mentions=(mention("docker", scope=Scope.HYPOTHETICAL),))
    said = person.say("tell_skills", text, mentions=(mention("spark"),))
    assert ("If you learned" in said and "Spark:" in said) is supposed
    assert ("spark" in adviser.profile(person.person).skills) is not supposed
