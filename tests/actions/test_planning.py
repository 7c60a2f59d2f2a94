"""Plans keep the goal and the time that were told, and say so; what is said of their steps is answered from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Polarity, ProficiencyLevel

Talk = Callable[..., Conversation]


def _told(talk: Talk, *skills: str) -> Conversation:
    person = talk()
    named = skills or ("python", "sql", "git")
    person.say("tell_skills", ", ".join(named), mentions=tuple(map(mention, named)))
    return person


def _steps(person: Conversation) -> list[dict[str, Any]]:
    return [step for m in person.last for step in (m["custom"] or {}).get("steps", ())]


@pytest.mark.parametrize("intent", ["ask_how_long", "set_hours", "start_advice"])
def test_a_goal_and_a_time_told_first_are_kept_for_the_plan(talk: Talk, adviser: Any, intent: str) -> None:
    person = talk()
    said = person.say(intent, "I have 3 months, 6 hours a week, want to get to MLE")
    assert "you aim at machine learning engineer" in said
    assert "6 hours a week for 3 months: noted" in said
    assert "how many hours" not in said
    assert adviser.profile(person.person).hours_per_week == 6
    person.say("tell_skills", "Python and SQL", mentions=(mention("python"), mention("sql")))
    plan = person.say("ask_plan", "make me a plan")
    assert "Plan for machine learning engineer: about" in plan
    assert "within the 3 months that you named" in plan
    assert sum(step["hours"] for step in _steps(person)) <= 6 * 13 + 0.1


@pytest.mark.parametrize(
    ("told", "text", "named"),
    [
        ("ask_how_long", "I have 6 months", "within the 6 months that you named"),
        ("set_hours", "only 20 hours in all", "within the 20 hours in all that you named"),
    ],
)
def test_a_time_holds_over_other_questions_until_it_is_lifted(talk: Talk, told: str, text: str, named: str) -> None:
    person = _told(talk)
    assert '"no limit"' in person.say(told, text)
    person.say("ask_salary", "what do they earn?")
    person.say("ask_difference", "the difference?")
    assert named in person.say("ask_plan", "plan for machine learning engineer")
    short = sum(step["hours"] for step in _steps(person))
    assert "that you named" not in person.say("nevermind", "forget the deadline")
    assert sum(step["hours"] for step in _steps(person)) > short
    assert "that you named" not in person.say("ask_plan", "plan please")


def test_how_long_it_takes_in_all_is_told_beside_the_time_that_holds(talk: Talk) -> None:
    person = _told(talk)
    person.say("ask_plan", "plan for data scientist in 2 months")
    said = person.say("ask_how_long", "how long does it take?")
    assert "My plans keep to the 2 months" in said
    assert " 2 months)" not in said


def test_a_time_in_a_question_is_tried_once(talk: Talk) -> None:
    person = _told(talk)
    person.say("ask_how_long", "can I get there in 6 months?")
    assert "that you named" not in person.say("ask_plan", "plan for data scientist")


def _planned(talk: Talk, *skills: str) -> Conversation:
    person = _told(talk, *skills)
    person.say("ask_plan", "plan for machine learning engineer, 6 hours a week")
    return person


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("skip", "skip the first one, I know it"),
        ("correct_or_remove_skill", "skip Mathematics, I know it"),
        ("answer_level", "I know mathematics"),
        ("nlu_fallback", "leave out the first step, I already learned that"),
    ],
)
def test_a_step_that_is_known_leaves_the_plan(talk: Talk, adviser: Any, intent: str, text: str) -> None:
    person = _planned(talk)
    assert _steps(person)[0]["id"] == "mathematics"
    said = person.say(intent, text)
    assert "Noted as known: Mathematics - intermediate" in said
    assert "No longer in it: Mathematics" in said
    assert "weeks 1-" not in said, "the whole plan comes only where it is asked for"
    person.press("Show the plan")
    assert "mathematics" not in {step["id"] for step in _steps(person)}
    assert adviser.profile(person.person).skills["mathematics"].held is ProficiencyLevel.INTERMEDIATE


@pytest.mark.parametrize("before", ["ask_plan", "ask_salary"])
def test_a_step_that_is_only_skipped_stays_and_nothing_is_noted(talk: Talk, adviser: Any, before: str) -> None:
    person = _told(talk)
    person.say(before, "plan for machine learning engineer")
    profile = adviser.profile(person.person)
    python = replace(mention("python"), polarity=Polarity.LACKS)
    said = person.say("correct_or_remove_skill", "skip python", mentions=(python,))
    assert 'say "I know Python"' in said
    assert "no Python" not in said
    assert adviser.profile(person.person) == profile


def test_what_is_told_after_a_plan_is_heard_as_ever(talk: Talk, adviser: Any) -> None:
    person = _planned(talk)
    said = person.say("tell_skills", "I know Tableau and Excel", mentions=(mention("tableau"), mention("excel")))
    assert "Noted as known" not in said
    assert "tableau" in adviser.profile(person.person).skills


def test_what_is_said_to_be_open_still_is_not_done(talk: Talk, adviser: Any) -> None:
    person = _planned(talk)
    lacking = mention("kubernetes", polarity=Polarity.LACKS)
    said = person.say("progress_done", "finished Docker, not Kubernetes", mentions=(mention("docker"), lacking))
    assert "no Kubernetes" in said
    skills = adviser.profile(person.person).skills
    assert skills["docker"].polarity is Polarity.HAS
    assert skills["kubernetes"].polarity is Polarity.LACKS
    assert "Kubernetes" in person.say("progress_done", "Kubernetes ❌", mentions=(lacking,))


def test_why_a_plan_got_longer_is_told_by_its_steps(talk: Talk) -> None:
    person = _planned(talk)
    before = {step["id"] for step in _steps(person)}
    person.say("progress_done", "done: Statistics", mentions=(mention("statistics"),))
    person.say("affirm", "yes")
    assert "statistics" in before - {step["id"] for step in _steps(person)}
    said = person.say("ask_why_recommendation", "why did it get longer, I just ticked statistics off")
    assert re.match(r"It got (longer|shorter) by \d+ hours\. Before: about", said)
    assert "No longer in it: " in said
    assert "Statistics (" in said
    assert "the 8 gaps that weigh most for machine learning engineer" in said
    assert "no other plan to compare" in _planned(talk).say("ask_how_long", "why is it longer now?")


def test_one_small_thing_is_the_beginning_of_the_first_step(talk: Talk) -> None:
    person = _planned(talk)
    said = person.say("ask_plan", "what's one small thing I can do this week?")
    assert said.startswith("This week: Mathematics, the first 6 of about 25 hours")
    assert len(said.splitlines()) == 3
    assert "weeks" not in said


def test_a_skill_that_is_not_first_is_said_not_to_be(talk: Talk) -> None:
    person = _planned(talk)
    said = person.say("ask_why_recommendation", "why is PyTorch first?", mentions=(mention("pytorch"),))
    assert said.startswith("PyTorch is not first here: Mathematics is.")
    assert "- Mathematics" in said
    assert "not first" not in person.say("ask_gaps", "why is maths first?", mentions=(mention("mathematics"),))


@pytest.mark.parametrize("intent", ["ask_how_long", "ask_can_be_both", "set_hours"])
def test_whether_it_is_realistic_is_told_from_the_plan(talk: Talk, adviser: Any, intent: str) -> None:
    person = _told(talk)
    said = person.say(intent, "I have 5 hours a week. is it even realistic?")
    assert "At 5 hours a week the plan for data scientist (the likelier path" in said
    assert "What shortens it" in said
    assert "one can be both" not in said
    assert adviser.profile(person.person).hours_per_week == 5


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ask_report", "/ask_report"),
        ("export_or_show_profile", "show my report"),
        ("export_or_show_profile", "export my data as a file"),
    ],
)
def test_without_a_web_address_the_report_is_told_in_the_chat(talk: Talk, intent: str, text: str) -> None:
    person = _told(talk)
    person.say("ask_plan", "plan for machine learning engineer in 2 months, 6 hours a week")
    said = person.say(intent, text)
    parts = ("- Python", "Where you stand:", "What you miss for machine learning engineer: ", "--format html")
    assert [part for part in parts if part not in said] == []
    assert "Plan for machine learning engineer within 2 months: about" in said
    assert person.last[0]["custom"] == {"kind": "report", "url": None}  # Slack sends the file in its place


@pytest.mark.parametrize("text", ["show my profile", "what do you have on file for me", "/export_or_show_profile"])
def test_a_look_at_the_profile_is_no_report(talk: Talk, text: str) -> None:
    assert "Where you stand" not in _told(talk).say("export_or_show_profile", text)


def test_what_only_the_other_path_asks_for_is_noted_as_known_too(talk: Talk, adviser: Any) -> None:
    person = _planned(talk)
    assert "communication" not in {step["id"] for step in _steps(person)}
    assert "Noted as known: Communication" in person.say("correct_or_remove_skill", "skip Communication, I know it")
    assert "communication" in adviser.profile(person.person).skills


def test_years_with_a_skill_are_no_deadline(talk: Talk) -> None:
    person = _told(talk)
    said = person.say("ask_plan", "Docker 2 years. plan for data scientist", mentions=(mention("docker", years=2.0),))
    assert "that you named" not in said
    assert not person.slots.get("plan_limits")


def test_a_step_known_a_little_is_noted_so(talk: Talk, adviser: Any) -> None:
    person = _planned(talk)
    person.say("answer_level", "I know a little mathematics")
    assert adviser.profile(person.person).skills["mathematics"].held is ProficiencyLevel.BEGINNER
    advanced = mention("statistics", level=ProficiencyLevel.ADVANCED)
    person.say("tell_skills", "advanced in statistics", mentions=(advanced,))
    asked = replace(mention("statistics"), polarity=Polarity.LACKS)
    said = person.say("correct_or_remove_skill", "drop statistics from the plan, I did it", mentions=(asked,))
    assert "Noted as known: Statistics - advanced" in said


def test_a_wish_to_skip_may_be_a_question(talk: Talk) -> None:
    person = _planned(talk)
    assert "leave out Statistics" in person.say("skip", "can I skip the statistics step?")


def test_months_answer_no_question_about_a_week(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    person.say("ask_plan", "plan for data scientist")
    assert person.slots["open_question"] == "hours"
    assert "within the 3 months that you named" in person.say("ask_plan", "plan it in 3 months")
    assert adviser.profile(person.person).hours_per_week is None


def test_a_step_is_meant_also_longer_after_the_plan_and_a_correction_stays_one(talk: Talk, adviser: Any) -> None:
    person = _planned(talk)
    person.say("progress_done", "done: Statistics", mentions=(mention("statistics"),))
    learning = replace(mention("deep-learning"), polarity=Polarity.LACKS)
    said = person.say("correct_or_remove_skill", "drop the deep learning one please", mentions=(learning,))
    assert "leave out Deep learning in a plan." in said
    person.say("thanks", "thanks")
    git = replace(mention("git"), polarity=Polarity.LACKS)
    person.say("correct_or_remove_skill", "drop Git", mentions=(git,))
    assert not adviser.profile(person.person).skills["git"].held


def test_what_is_known_after_gaps_says_how_long_the_rest_takes_and_shows_no_plan(talk: Talk) -> None:
    person = _told(talk)
    person.say("ask_gaps", "what am I missing for machine learning engineer?")
    said = person.say("answer_level", "I know mathematics")
    assert "Noted as known: Mathematics" in said
    assert "hours of study" in said
    assert "weeks 1-" not in said
    assert "What shortens it" in person.say("ask_why_recommendation", "why is that so long")
