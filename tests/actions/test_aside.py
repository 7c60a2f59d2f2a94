"""Answers beside the subject and on an advertisement; what is asked twice, explained once, planned for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Attitude, Interest, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]
ADVERT = "We need SQL, Tableau or Power BI. Nice to have: Docker"


def _told(talk: Talk, *skills: str) -> Conversation:
    person = talk("-".join(skills))
    person.say("tell_skills", ", ".join(skills), mentions=tuple(map(mention, skills)))
    return person


def _stood_on(skill: str, adviser: Any) -> set[str]:
    return set(adviser.catalogue.implied_by(skill, ProficiencyLevel.ADVANCED))


def _pasted(person: Conversation) -> str:
    named = {"sql": "SQL", "tableau": "Tableau", "power-bi": "Power BI", "docker": "Docker"}
    listed = []
    for skill, name in named.items():
        start = ADVERT.index(name)
        scope = Scope.NICE if skill == "docker" else Scope.MUST
        listed.append(mention(skill, scope=scope).to_entity() | {"start": start, "end": start + len(name)})
    return person.hear("paste_advert", ADVERT, listed)


def test_two_tools_joined_by_or_are_one_thing_that_is_missing(talk: Talk) -> None:
    assert "Missing, asked for: SQL, Tableau or Power BI." in _pasted(_told(talk, "python"))
    assert "Missing, asked for: SQL." in _pasted(_told(talk, "tableau"))


def test_what_was_not_said_is_not_put_into_the_persons_mouth(talk: Talk) -> None:
    said = _pasted(_told(talk, "postgresql", "kubernetes"))
    assert "You meet" not in said
    assert "You did not say so, but I take it that you know SQL (from PostgreSQL) and Docker (from Kubernetes)" in said


def test_which_of_those_first_is_answered_from_the_advertisement(talk: Talk) -> None:
    person = _told(talk, "python")
    _pasted(person)
    said = person.say("ask_where_to_start", "and which of those should I learn first?")
    assert "Of what that advertisement asks for" in said
    assert "SQL" in said
    assert "Machine learning" not in said
    assert "then" in person.say("ask_where_to_start", "which of them first, please?")


def test_an_advertisement_is_remembered_for_later_questions(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "python")
    _pasted(person)
    person.say("thanks")
    assert "nobody can tell" in person.say("ask_job_market", "would I get that job?")
    assert "Missing, asked for: SQL" in person.say("paste_advert", "compare me with the ad please")
    assert set(adviser.profile(person.person).skills) == {"python"}
    assert "Paste the advertisement" in talk("somebody else").say("paste_advert", "compare me with an ad")


@pytest.mark.parametrize("text", ["how do I stand on this one?", "and how would I do for that job?"])
def test_how_somebody_stands_on_the_advertisement_is_judged_by_it(talk: Talk, text: str) -> None:
    person = _told(talk, "python", "sql")
    _pasted(person)
    assert "of its 2 must-haves" in person.say("ask_where_to_start", text)


def test_an_advertisement_can_be_planned_for(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "python")
    _pasted(person)
    said = person.say("paste_advert", "make a plan for that job ad, 4 hours a week")
    assert "Plan for what that advertisement asks for and you miss: about" in said
    assert "SQL" in said
    assert "at 4 hours a week" in said
    assert "Docker" not in said  # a wish only
    assert "within the 2 months that you named" in person.say("ask_plan", "and a plan for it in 2 months?")


def test_whether_to_apply_is_judged_from_the_must_haves(talk: Talk) -> None:
    person = _told(talk, "python")
    _pasted(person)
    assert "it would be a stretch" in person.say("start_advice", "could I apply for that?")
    person = _told(talk, "sql", "tableau")
    _pasted(person)
    said = person.say("start_advice", "so am I qualified?")
    assert "Yes, I would apply. You meet 2 of its 2 must-haves (100 %)" in said
    assert "no figures on who was taken" in said


def test_no_more_questions_is_respected_until_they_are_asked_for(talk: Talk) -> None:
    person = _told(talk, "python", "sql")
    assert "ask nothing more" in person.say("nevermind", "no more questions please")
    for intent, text in (("tell_skills", "I know Git"), ("start_advice", "which path?"), ("thanks", "thanks")):
        person.say(intent, text, mentions=(mention("git"),) if intent == "tell_skills" else ())
        assert person.slots["open_question"] is None
    person.say("chitchat", "ok, ask me")
    assert person.slots["open_question"].startswith("q:")


def test_a_question_put_twice_and_not_answered_is_dropped_for_good(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "python", "sql")
    question = person.slots["open_question"].removeprefix("q:")
    person.say("ask_salary", "what do they earn?")
    assert person.slots["asked"] == 2
    person.say("ask_gaps", "what am I missing?")
    assert question in adviser.profile(person.person).skipped
    assert "Python" in person.say("undo")  # what was told, not the question that fell away


def test_a_question_put_once_may_come_again(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "python", "sql")
    person.say("ask_gaps", "what am I missing?")
    assert not adviser.profile(person.person).skipped


def test_numbers_are_explained_beside_the_first_of_their_kind_only(talk: Talk) -> None:
    person = _told(talk, "r", "statistics", "sql", "tableau")
    assert '"no more questions" ends it' in person.last[-1]["text"]
    assert "50 is even" in person.say("start_advice")
    assert "A point is" in person.say("ask_gaps")
    assert "50 is even" not in person.say("start_advice")
    assert "A point is" not in person.say("ask_gaps")


def test_a_look_at_the_gaps_of_one_path_chooses_nothing_and_a_named_path_is_kept(talk: Talk) -> None:
    person = _told(talk, "java")
    person.say("ask_gaps", "what am I missing?")
    assert "Which path shall I plan for?" in person.say("ask_plan", "make a plan, 6 hours a week")
    person.say("ask_gaps", "what am I missing for data scientist?")
    assert "Plan for data scientist:" in person.say("ask_plan", "make a plan, 6 hours a week")


def test_who_has_no_clear_path_gets_the_shared_plan_and_is_asked_which(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "java")
    said = person.say("ask_plan", "make a plan, 6 hours a week")
    assert "Which path shall I plan for?" in said
    assert "Plan for what data scientist and machine learning engineer share" in said
    steps = {s["id"] for m in person.last for s in (m["custom"] or {}).get("steps", ())}
    asked = [{r.skill for r in adviser.catalogue.requirements_of(role)} for role in adviser.catalogue.roles]
    goals = {s for s in steps if any(s in skills for skills in asked)}
    assert goals & set.intersection(*asked)
    assert not {"docker", "data-visualization", "git"} & steps  # only one of the two asks for these
    person.say("ask_plan", "and in three months?")
    soon = {s["id"] for m in person.last for s in (m["custom"] or {}).get("steps", ())}
    only_one = set.symmetric_difference(*asked) - set.union(*(_stood_on(s, adviser) for s in set.intersection(*asked)))
    assert soon
    assert not soon & only_one
    assert "Plan for data scientist:" in person.say("start_advice", "make me a data scientist plan instead")
    assert "Plan for data scientist:" in person.say("ask_plan", "show the plan")


def test_no_skills_at_all_can_be_planned_for(talk: Talk, adviser: Any) -> None:
    person = talk()
    assert "noted: no Python" in person.say("tell_skills", "I have no skills at all")
    assert "Python, to beginner" in person.say("ask_plan", "make a plan, 4 hours a week")
    assert adviser.profile(person.person).skills["python"].polarity is Polarity.LACKS


def test_a_week_of_the_plan_can_be_asked_for(talk: Talk) -> None:
    person = _told(talk, "r", "statistics", "sql", "tableau")
    person.say("ask_plan", "plan for data scientist, 6 hours a week")
    assert "from week 7 on" in person.say("out_of_scope", "what comes after week 6?")
    assert "through by then" in person.say("out_of_scope", "what comes in week 900?")


def test_a_week_is_looked_up_in_the_plan_that_was_shown(talk: Talk) -> None:
    person = _told(talk, "java", "git")  # no path stands out, so the plan is for what both share
    person.say("ask_plan", "I have three months, 8 hours a week, make a plan")
    shown = [s for m in person.last for s in (m["custom"] or {}).get("steps", ()) if s["week_to"] >= 5]
    later = person.say("out_of_scope", "what comes after week 4?")
    assert "what both paths share" in later
    assert [s["name"] for s in shown[:3]] == [line.split(": ")[1].split(", ")[0] for line in _steps_in(later)]
    assert "through by then" in person.say("out_of_scope", "what comes in week 15?")


def test_the_time_named_holds_for_the_other_path_too(talk: Talk) -> None:
    person = _told(talk, "r", "statistics", "sql", "tableau")
    person.say("ask_plan", "plan for data scientist in 20 hours")
    for text, within in (("and for machine learning engineer?", True), ("show me the whole plan", False)):
        person.say("ask_plan", text)
        steps = [s for m in person.last for s in (m["custom"] or {}).get("steps", ())]
        assert (sum(s["hours"] for s in steps) <= 20) is within, text


def _steps_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- week")]


def test_python_first_is_no_claim_to_know_it(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "sql")
    text = "ok, Python first. which course?"
    named = mention("python").to_entity() | {"start": 4, "end": 10}
    said = person.hear(
        "ask_resources", text, [named, {"entity": "part", "value": "tell_skills", "start": 0, "end": 17}]
    )
    assert "The Python Tutorial" in said
    assert "python" not in adviser.profile(person.person).skills


@pytest.mark.parametrize(
    ("intent", "text", "words"),
    [
        ("ask_how_long", "I'm 51, is it too late?", "not ages"),
        ("out_of_scope", "Kann ich auch deutsch schreiben?", "only English"),
        ("nlu_fallback", "je suis comptable et je veux changer", "only English"),
        ("chitchat", "who made you", "open program"),
        ("help", "what should I do?", "start"),
    ],
)
def test_asides_have_an_answer_of_their_own(talk: Talk, intent: str, text: str, words: str) -> None:
    assert words in _told(talk, "python").say(intent, text)


def test_age_changes_nothing_about_the_advice(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "r", "statistics", "sql", "tableau")
    before = adviser.compare(person.person)
    person.say("ask_how_long", "am I too old at 61?")
    assert adviser.compare(person.person).fit == before.fit


def test_a_plain_yes_to_how_well_is_asked_for_a_level_once(talk: Talk, adviser: Any) -> None:
    person = talk()
    likes = (Interest("data-analysis", 0, 1), Interest("dashboards", 0, 1, Attitude.DISLIKE))
    person.say("tell_interest", "I like analysing data", interests=likes)
    for _ in range(5):
        if "How well" in person.last[-1]["text"]:
            break
        person.press("Skip")
    known = dict(adviser.profile(person.person).skills)
    waiting = person.slots["open_question"]
    assert "a little, comfortable or strong" in person.say("affirm", "sure, let's say yes")
    assert adviser.profile(person.person).skills == known
    assert {"Never", "A little", "Comfortable", "Strong", "Skip"} <= set(person.buttons)
    assert person.slots["open_question"] == waiting
    said = person.say("affirm", "yes")
    new = [s for k, s in adviser.profile(person.person).skills.items() if k not in known]
    assert {s.level for s in new} == {ProficiencyLevel.BEGINNER}
    assert "a little" in said
    assert 'Say "' in said


def test_the_reasons_for_and_against_stand_apart_and_each_has_its_source(talk: Talk) -> None:
    person = _told(talk, "r", "statistics", "sql", "tableau")
    likes = (Interest("data-analysis", 0, 1), Interest("presenting", 0, 1, Attitude.DISLIKE))
    person.say("tell_interest", "I love analysing data and hate presenting", interests=likes)
    said = person.say("ask_why_recommendation", "why?").split("\n")
    against = said.index("Against it:")
    assert any(line.startswith("- R: asked for in") for line in said[:against])
    assert not any("dislike" in line for line in said[:against])
    assert "dislike presenting" in said[against + 1]
    reasons = [line for line in said if line.startswith("- ")]
    assert all("n = " in line for line in reasons), reasons


def test_levels_in_an_advertisement_count(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "a little SQL", mentions=(mention("sql", level=ProficiencyLevel.BEGINNER),))
    wanted = mention("sql", level=ProficiencyLevel.ADVANCED, scope=Scope.MUST)
    said = person.say("paste_advert", "We need: SQL (advanced)", mentions=(wanted,))
    assert "There in part: SQL (asked for advanced, you told me beginner)" in said
    assert "Missing" not in said


def test_a_liking_reckoned_from_postings_is_not_said_to_be_what_people_answered(talk: Talk) -> None:
    person = _told(talk, "r", "statistics", "sql", "tableau")
    person.say("tell_interest", "I love presenting", interests=(Interest("presenting", 0, 1),))
    said = person.say("ask_why_recommendation", "why?")
    (line,) = (row for row in said.split("\n") if "you like presenting" in row)
    assert "postings" in line
    assert "answers of people" not in line


def test_what_to_learn_is_told_with_the_advertisement_where_it_is_asked_beside_it(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "2 years of Python", mentions=(mention("python", years=2.0),))
    wanted = (mention("python", years=3.0, scope=Scope.MUST), mention("docker", scope=Scope.MUST))
    text = "Requirements: 3 years of Python, Docker. We offer a team. how do i prepare for this?"
    said = person.say("paste_advert", text, mentions=wanted)
    assert "Python (asked for 3 years, you told me 2 years)" in said
    assert "begin with Docker" in said
    assert "begin with" not in person.say("paste_advert", text.split(" how")[0], mentions=wanted)


def test_who_tells_of_themselves_without_an_advertisement_is_heard(talk: Talk, adviser: Any) -> None:
    person = talk()
    said = person.say(
        "paste_advert", "junior dev here, 1.5 years java, ds or mle?", mentions=(mention("java", years=1.5),)
    )
    assert "Paste" not in said
    assert "java" in adviser.profile(person.person).skills
