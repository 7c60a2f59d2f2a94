"""What people ask before they set out is answered from the figures, or said to have none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.conftest import Conversation
from waymark.skills import Mention, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]
INTERMEDIATE = ProficiencyLevel.INTERMEDIATE


def _told(talk: Talk) -> Conversation:
    person = talk()
    own = (Mention("python", 0, 1, years=3), Mention("sql", 0, 1, level=INTERMEDIATE))
    person.say("tell_skills", "Python 3 years, SQL intermediate", mentions=own)
    person.say("nevermind", "no more questions")
    return person


@pytest.mark.parametrize("intent", ["ask_skill_explain", "ask_job_market"])
def test_one_skill_is_set_beside_what_else_is_asked_for(talk: Talk, intent: str) -> None:
    named = (Mention("python", 3, 9, scope=Scope.QUESTION),)
    said = _told(talk).say(intent, "is python enough?", mentions=named)
    assert "Postings ask for more than Python" in said
    assert "data scientist: beside Python (82 %) most often Machine learning (85 %)" in said
    assert "(n = 2,836)" in said
    assert "(n = 989)" in said
    assert "Of these you told me SQL." in said
    assert "Source: All postings" in said


def test_coding_is_answered_by_the_share_of_postings(talk: Talk) -> None:
    for question in ("do I need to code?", "can I do this without coding?"):
        said = talk(question).say("ask_requirements_ds", question)
        assert "81 % of data scientist postings (n = 2,836)" in said
        assert "postings (n = 989), 2019 to 2024" in said
        assert "It can be learned from nothing" in said
    coding = (Mention("software-engineering", 22, 28, polarity=Polarity.LACKS),)
    person = _told(talk)
    said = person.say("ask_resources", "can I do this without coding?", mentions=coding)
    assert "so that is covered" in said
    assert "Software engineering" not in person.say("export_or_show_profile", "show my profile")


def test_the_catch_is_what_the_bot_cannot_do_and_how_good_it_is(talk: Talk) -> None:
    said = talk().say("nlu_fallback", "what's the catch?")
    assert "find nobody a job" in said
    assert "people of a survey of 2021" in said
    assert "too little yet" in said


def test_certificates_are_not_in_the_evidence(talk: Talk) -> None:
    question = "which certificate should I get?"
    assert "not in my evidence" in talk("new").say("ask_degree_maths", question)
    said = _told(talk).say("ask_degree_maths", question)
    assert "not in my evidence" in said
    assert "https://" in said


def test_nobody_has_to_register(talk: Talk) -> None:
    said = talk().say("ask_privacy", "do I have to register?")
    assert said.startswith("No, I ask for no registration")
    assert "I store the skills" in said


def test_what_to_study_is_what_is_missing(talk: Talk) -> None:
    question = "what do I need to study?"
    assert "master" not in talk("new").say("ask_degree_maths", question)
    person = _told(talk)
    said = person.say("ask_degree_maths", question)
    assert "master" not in said
    assert person.slots["open_question"] == "offer:ask_plan"


def test_behind_the_first_step_comes_the_second(talk: Talk) -> None:
    person = _told(talk)
    plan = person.say("ask_plan", "make me a plan for data scientist")
    first, second = [line for line in plan.splitlines() if line.startswith("- week")][:2]
    said = person.say("ask_where_to_start", "what comes after the first step?")
    assert second in said
    assert first not in said
    behind = person.say("ask_where_to_start", "what comes after the second step?")
    assert second not in behind


@pytest.mark.parametrize("role", ["ds", "mle"])
def test_hours_after_the_requirements_of_a_role_are_for_that_role(talk: Talk, role: str) -> None:
    person = _told(talk)
    label = {"ds": "data scientist", "mle": "machine learning engineer"}[role]
    person.say(f"ask_requirements_{role}", "what is asked for?")
    said = person.say("ask_how_long", "how many hours is that in total?")
    assert f"most asked for in {label} jobs" in said
    assert person.slots.get("chosen_role") is None


def test_both_after_a_correction_keeps_both_skills(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "I know Java", mentions=(Mention("java", 7, 11),))
    swapped = (Mention("java", 12, 16, polarity=Polarity.LACKS), Mention("javascript", 25, 35))
    person.say("correct_or_remove_skill", "actually no Java, I know JavaScript", mentions=swapped)
    said = person.say("ask_can_be_both", "no wait, both")
    assert "Both, then: Java" in said
    kept = person.say("export_or_show_profile", "show my profile")
    assert "no Java" not in kept
    assert "- Java\n" in kept
    assert "- JavaScript\n" in kept


def test_both_is_also_said_of_two_that_are_held_already(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "I know Java", mentions=(Mention("java", 7, 11),))
    person.say("correct_or_remove_skill", "oh, JavaScript", mentions=(Mention("javascript", 4, 14),))
    assert "Both, then: Java and JavaScript." in person.say("ask_can_be_both", "no wait, both")


def test_what_follows_from_a_skill_was_not_told(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "I know pandas", mentions=(Mention("pandas", 7, 13),))
    assert "covered" not in person.say("ask_requirements_ds", "do I need to code?")


def test_both_without_a_correction_is_about_the_roles(talk: Talk) -> None:
    assert "one can be both" in _told(talk).say("ask_can_be_both", "no wait, both")
