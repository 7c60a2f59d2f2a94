"""Questions around the choice get an answer of their own, from the figures and what the person told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Attitude, Interest, Mention, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]


def _told(talk: Talk) -> Conversation:
    """An analyst: four years of SQL, Power BI, Excel and a little Python."""
    person = talk()
    own = (
        Mention("sql", 0, 1, years=4),
        Mention("power-bi", 0, 1),
        Mention("excel", 0, 1),
        Mention("python", 0, 1, level=ProficiencyLevel.BEGINNER),
    )
    person.say("tell_skills", "SQL 4 years, Power BI, Excel, a little Python", mentions=own)
    person.say("nevermind", "no more questions")
    return person


def _ask(person: Conversation, intent: str, text: str, **named: str) -> str:
    """Asks with the skills that the text names, given by their ids."""
    places = {skill: text.index(name) for skill, name in named.items()}
    return person.say(
        intent,
        text,
        mentions=tuple(
            Mention(skill.replace("_", "-"), at, at + len(named[skill]), scope=Scope.QUESTION)
            for skill, at in places.items()
        ),
    )


@pytest.mark.parametrize("intent", ["ask_difference", "start_advice", "nlu_fallback"])
def test_which_path_is_nearer_is_told_from_where_one_stands(talk: Talk, intent: str) -> None:
    said = _told(talk).say(intent, "which path is quicker for me?")
    assert "data scientist is nearer" in said
    assert said.count("hours, up to") == 2
    assert "no figures" in said
    assert "depends on where you start" in talk("new").say(intent, "which path is quicker for me?")


def test_two_skills_get_a_pick(talk: Talk) -> None:
    person = _told(talk)
    said = _ask(person, "ask_skill_explain", "do I have to learn Python or is R enough?", python="Python", r=" R ")
    assert "For data scientist I would pick Python." in said
    assert "n = 2,836" in said
    assert "go on with it" in said
    said = _ask(
        person,
        "ask_requirements_ds",
        "Tableau or Power BI for a data scientist?",
        tableau="Tableau",
        power_bi="Power BI",
    )
    assert "I would pick Tableau" in said
    assert "Power BI saves you about 50 %" in said


def test_close_skills_are_said_to_be_close(talk: Talk) -> None:
    said = _ask(
        talk(),
        "ask_skill_explain",
        "PyTorch or TensorFlow for an ML engineer?",
        pytorch="PyTorch",
        tensorflow="TensorFlow",
    )
    assert "either will do" in said
    both = _ask(talk(), "ask_skill_explain", "Python or R?", python="Python", r="R")
    assert "For either path I would pick Python" in both


def test_what_a_held_skill_counts_for(talk: Talk) -> None:
    person = _told(talk)
    said = _ask(person, "ask_why_recommendation", "what does my Power BI count for?", power_bi="Power BI")
    assert said.startswith("Power BI speaks for data scientist")
    assert "of the 23 % that you hold of data scientist" in said
    assert "SQL" not in said


def test_what_a_skill_counts_for_that_was_not_told(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    said = _ask(person, "ask_why_recommendation", "why isn't my Regression counted?", regression="Regression")
    assert "not in what you told me" in said
    assert "If you learned Regression" in said
    assert "regression" not in adviser.profile(person.person).skills


def test_without_a_degree_the_plain_answer_comes_first(talk: Talk) -> None:
    said = _told(talk).say("ask_requirements_mle", "can I become an MLE with no CS background?")
    assert said.startswith("Yes, by what postings say: about half of the machine learning engineer postings")
    assert "1,275" in said
    assert "What helps you: SQL" in said
    assert talk("new").say("ask_degree_maths", "do I need a PhD?").startswith("Not always")


def test_another_job_is_not_weighed_and_what_is_known_is_said(talk: Talk) -> None:
    text = "would I be better staying a backend dev or becoming a data engineer?"
    said = _told(talk).say("compare_or_whatif", text)
    assert "I compare only data scientist and machine learning engineer, so I can't weigh up a data engineer" in said
    assert "data analyst postings" in said


@pytest.mark.parametrize(("intent", "text", "about"), [
    ("start_advice", "which company should I apply to?", "no single companies"),
    ("ask_how_long", "can I do it part time, or remote?", "part time or remote"),
    ("ask_gaps", "will employers hold the 6 year gap against me?", "break in a career"),
    ("ask_job_market", "is it better to freelance?", "freelancing"),
    ("out_of_scope", "do I need a portfolio?", "A first project that shows"),
])  # fmt: skip
def test_matters_of_hiring_are_taken_up(talk: Talk, intent: str, text: str, about: str) -> None:
    said = _told(talk).say(intent, text)
    assert about in said
    assert "no figures" in said or "no single" in said


def test_a_project_is_an_idea_and_no_topic(talk: Talk) -> None:
    assert "A first project that shows" in _told(talk).say("ask_where_to_start", "which first project should I build?")
    assert "A first project that shows Python" in talk("new").say(
        "ask_where_to_start", "which first project should I build?"
    )
    assert "shows Docker" in _ask(
        talk("new"), "ask_resources", "a project idea for Docker, which one?", docker="Docker"
    )


def test_plain_words_hold_no_figure(talk: Talk) -> None:
    person = _told(talk)
    person.say("start_advice", "which path fits me?")
    said = person.say("ask_why_recommendation", "that's a lot of numbers. plain english please?")
    assert "looks likelier for you, but I am not sure yet" in said
    assert "The next thing to learn" in said
    assert not any(c.isdigit() for c in said)


def test_one_sentence_is_one(talk: Talk) -> None:
    said = talk("new").say("ask_difference", "how are the two roles different in one sentence?").splitlines()[0]
    assert said.count(".") == 1
    assert "Kaggle" not in said


def test_who_tells_a_liking_and_asks_whether_a_role_fits_is_advised(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    said = person.say(
        "tell_interest",
        "I dont like coding but I like statistics, is data scientist still right for me?",
        interests=(Interest("coding", 12, 18, Attitude.DISLIKE), Interest("statistics", 30, 40, Attitude.LIKE)),
    )
    assert "dislikes coding" in said
    assert "path fits you" in said
    assert "statistics" in adviser.profile(person.person).interests


def test_a_field_is_answered_and_not_refused(talk: Talk) -> None:
    health = (Interest("healthcare", 14, 24, Attitude.LIKE),)
    said = _told(talk).say("out_of_scope", "can I stay in healthcare?", interests=health)
    assert "both jobs are found in healthcare" in said
    assert "can't help" not in said
    assert "not in my figures" in talk("new").say("out_of_scope", "can I stay in games?")
    assert "your field is not in my figures" in talk("other").say("out_of_scope", "can I stay in my field?")


def test_several_questions_are_answered_part_by_part(talk: Talk) -> None:
    text = "what do they earn? Do I need a portfolio?"
    parts = [
        {"entity": "part", "value": "ask_salary", "start": 0, "end": 18},
        {"entity": "part", "value": "ask_job_market", "start": 19, "end": len(text)},
    ]
    assert "dollars" in _told(talk).hear("ask_salary", text, parts)


def test_the_skills_of_a_choice_are_not_taken_for_told(talk: Talk, adviser: Any) -> None:
    person = talk("new")
    text = "Power BI or Tableau, which should I focus on?"
    said = person.say(
        "tell_skills", text, mentions=(Mention("power-bi", 0, 8), Mention("tableau", 12, 19, scope=Scope.OTHER))
    )
    assert "I would pick Tableau" in said
    assert adviser.profile(person.person).is_empty


def test_which_of_two_gaps_comes_first(talk: Talk) -> None:
    text = "statistics or deep learning first?"
    said = _ask(_told(talk), "ask_where_to_start", text, statistics="statistics", deep_learning="deep learning")
    assert said.startswith("Begin with Statistics")


def test_words_on_a_thing_or_on_another_trade_are_left_to_their_intents(talk: Talk) -> None:
    person = _told(talk)
    assert "Data science is" in person.say("ask_what_is_ds", "explain data science in plain english")
    assert "can't help" in person.say("out_of_scope", "do I need a degree to be a chef?")


def test_a_wish_is_noted_and_what_it_would_bring_is_told(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL and Tableau", mentions=(mention("sql"), mention("tableau")))
    wish = mention("python", polarity=Polarity.WANTS)
    said = person.say("ask_how_sure", "I would rather learn Python, would that be sensible?", mentions=(wish,))
    assert "If you learned Python" in said
    assert "ready" in said


def test_why_a_skill_is_against_a_path_is_told_with_its_figure(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL and Tableau", mentions=(mention("sql"), mention("tableau")))
    asked = Mention("sql", 7, 10, scope=Scope.QUESTION)
    said = person.say("ask_skill_explain", "why is SQL against it?", mentions=(asked,))
    assert "speaks for data scientist" in said


def test_what_somebody_finds_uncounted_is_noted_and_told_what_it_counts_for(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "SQL and Tableau", mentions=(mention("sql"), mention("tableau")))
    likes = (Interest("presenting", 28, 55),)
    said = person.say("tell_interest", "You have not counted that I explain figures to managers", interests=likes)
    assert "presenting findings" in said
    assert "it does count" in said
    assert "speaks for data scientist" in said
    assert "what it counts for" in person.say("deny", "does that not matter?")
