"""Questions that hold things against each other are answered, and change nothing about the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import mention
from waymark.skills import Attitude, Interest, Mention, Polarity, Scope

Talk = Callable[..., Any]
LIKES = (Interest("data-analysis", 0, 13, because=("like",)),)


def _at(skill: str, start: int, **said: Any) -> Mention:
    """A mention that stands at its place in the text."""
    return Mention(skill, start, start + len(skill), **said)


def _told(talk: Talk, name: str, *skills: str) -> Any:
    person = talk(name)
    person.say("tell_skills", " ".join(skills), mentions=tuple(mention(s) for s in skills))
    return person


def test_the_other_one_is_the_other_role_of_the_question_before(talk: Talk) -> None:
    person = _told(talk, "other", "r", "statistics", "sql")
    assert "data scientist jobs" in person.say("ask_how_long", "how long would it take")
    assert "machine learning engineer jobs" in person.say("ask_can_be_both", "and the other one?")
    assert "Why data scientist" in person.say("ask_why_recommendation", "why?")
    assert "The case for machine learning engineer" in person.say("ask_can_be_both", "and the other one?")
    person.say("chitchat", "no more questions")
    assert "The case for machine learning engineer" in person.say("ask_can_be_both", "and the other one?")
    assert "can be both" in person.say("ask_can_be_both", "can one be both?")


def test_the_case_for_a_role_names_what_is_for_and_against_it(talk: Talk) -> None:
    person = _told(talk, "case", "r", "statistics", "docker")
    said = person.say("ask_can_be_both", "whats the case for the opposite?")
    assert "Docker" in said.split("Against it")[0]
    assert "Statistics" in said.split("Against it")[1]


def test_neither_of_them_is_answered_by_what_is_held(talk: Talk) -> None:
    person = _told(talk, "neither", "r", "statistics", "sql")
    said = person.say("ask_can_be_both", "hmm so none of them?")
    assert "compares the two with each other" in said
    assert "% of what data scientist postings" in said


def test_more_or_less_of_some_work_is_told_by_postings(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "work", "python")
    said = person.say(
        "tell_interest", "which one would keep me out of meetings",
        interests=(Interest("meetings", 31, 39, Attitude.DISLIKE, because=("keep me out",)),),
    )  # fmt: skip
    assert said.startswith("Machine learning engineer, going by what postings name: Communication in 71 %")
    assert not adviser.profile(person.person).interests
    assert "research goes more with machine learning engineer" in person.say(
        "ask_difference", "which one has more research"
    )


def test_how_often_a_skill_is_asked_for_and_then_another(talk: Talk) -> None:
    person = _told(talk, "often", "python")
    named = mention("r", scope=Scope.OTHER)
    said = person.say("ask_skill_explain", "R is asked for how often", mentions=(named,))
    assert "R is named in 60 % of data scientist and 10 %" in said
    assert "63 %" in said  # the figure of one collection, and how the two differ
    assert "Julia is named in 1 %" in person.say("ask_skill_explain", "and julia?")


@pytest.mark.parametrize(("skill", "text", "verdict"), [
    ("python", "is python a must?", "As good as one: 81 %"), ("r", "do I really need R?", "Not always"),
    ("docker", "must I know Docker?", "No: only 3 %"),
])  # fmt: skip
def test_whether_a_skill_is_a_must(talk: Talk, skill: str, text: str, verdict: str) -> None:
    person = _told(talk, text, "sql")
    assert person.say("ask_skill_explain", text, mentions=(mention(skill, scope=Scope.QUESTION),)).startswith(verdict)


def test_facts_beside_the_question_are_heard(talk: Talk, adviser: Any) -> None:
    person = talk("sysadmin")
    facts = (mention("linux"), mention("python", polarity=Polarity.LACKS))
    said = person.say("tell_skills", "linux 12 yrs, no python. or is python a must?", mentions=facts)
    assert "As good as one" in said
    assert set(adviser.profile(person.person).skills) == {"linux", "python"}


def test_what_is_only_wondered_about_is_not_told(talk: Talk, adviser: Any) -> None:
    person = _told(talk, "wonder", "python")
    text = "Isn't SQL trivial? I could learn it in a weekend"
    wish = _at("sql", 6, polarity=Polarity.WANTS)
    assert "15 hours for a start in SQL" in person.say("tell_skills", text, mentions=(wish,))
    used = _at("excel", 17)
    assert "Postings ask for more than Excel" in person.say("tell_skills", "can I do that in Excel", mentions=(used,))
    llm = _at("llm", 47)
    person.say("tell_skills", "do I need it, really? most places just call on openai these days", mentions=(llm,))
    assert set(adviser.profile(person.person).skills) == {"python"}


def test_a_bias_is_answered_by_how_roles_start(talk: Talk) -> None:
    person = _told(talk, "bias", "r", "docker")
    said = person.say("ask_what_is_ds", "i think you're biased towards data science")
    assert "Both roles start at 50" in said
    assert "- for machine learning engineer speaks so far: Docker" in said


def test_a_verdict_in_a_word_and_in_a_sentence_asks_nothing(talk: Talk) -> None:
    person = talk("short")
    person.say("tell_skills", "R", mentions=(mention("r"), mention("statistics"), mention("sql")), interests=LIKES)
    assert person.say("start_advice", "just tell me one word").startswith("Data scientist (9")
    said = person.say("ask_why_recommendation", "which one and why, in one sentence")
    assert said.startswith("Data scientist (9")
    assert "mainly because of your liking for data analysis." in said
    assert "?" not in said
    assert talk("new").say("start_advice", "one word please").startswith("Undecided")


def test_what_would_you_say_asks_for_the_verdict(talk: Talk) -> None:
    person = _told(talk, "verdict", "r", "statistics", "sql")
    assert "path" in person.say("ask_why_recommendation", "what would u say then").splitlines()[0]
    assert "in 100 for data scientist" in person.say("ask_why_recommendation", "why?").splitlines()[0]


def test_the_hundred_is_explained_however_it_sounds(talk: Talk) -> None:
    person = _told(talk, "hundred", "r", "statistics", "sql")
    assert "A fit says" in person.say("injection", "Could you explain what the 100 means, I don't follow")


def test_pay_by_the_hour_is_not_known_and_said_so(talk: Talk) -> None:
    person = _told(talk, "pay", "python")
    assert "none per hour" in person.say("chitchat", "u still didnt tell me which pays more per hour")


def test_two_skills_are_compared_and_not_supposed(talk: Talk) -> None:
    person = _told(talk, "two", "python")
    text = "compare kubernetes and statistics for me"
    named = (_at("kubernetes", 8, scope=Scope.QUESTION), _at("statistics", 23, scope=Scope.QUESTION))
    assert "For either path I would pick Statistics" in person.say("compare_or_whatif", text, mentions=named)


@pytest.mark.parametrize(
    "text", ["what if I unlearned airflow", "what if I did not know airflow", "if I dropped airflow"]
)
def test_doing_without_a_skill_gives_the_figures_without_it(talk: Talk, adviser: Any, text: str) -> None:
    person = _told(talk, text, "airflow", "docker", "python")
    before = adviser.profile(person.person)
    at = text.index("airflow")
    said = person.say("compare_or_whatif", text, mentions=(_at("airflow", at, scope=Scope.HYPOTHETICAL),))
    assert "If you did not know Airflow:" in said
    assert "14 % -> 11 %" in said
    again = _at("docker", 8, polarity=Polarity.LACKS)
    assert "If you did not know Docker:" in person.say("tell_skills", "without docker?", mentions=(again,))
    assert adviser.profile(person.person) == before


def test_foundations_learned_leave_too_little_known(talk: Talk) -> None:
    person = talk("foundations")
    person.say("tell_skills", "no Python", mentions=(mention("python", polarity=Polarity.LACKS),))
    learned = mention("python", scope=Scope.HYPOTHETICAL)
    said = person.say("compare_or_whatif", "what if I learn Python", mentions=(learned,))
    assert "The foundations would then be there" in said
    assert "would change to" not in said


def test_while_an_advertisement_is_talked_about_questions_are_on_it(talk: Talk) -> None:
    person = _told(talk, "advert", "python")
    needs = (
        mention("docker", scope=Scope.MUST), mention("deep-learning", polarity=Polarity.LACKS, scope=Scope.MUST),
        mention("spark", scope=Scope.NICE),
    )  # fmt: skip
    pasted = person.say("paste_advert", "We are hiring: Docker, no deep learning needed, Spark a plus", mentions=needs)
    assert "Missing, asked for: Docker." in pasted
    assert "0 of its 1 must-haves" in person.say("start_advice", "how well do I match?")
    asked = (mention("docker", scope=Scope.QUESTION),)
    assert "Docker: a must-have there" in person.say("ask_skill_explain", "do I have the docker thing?", mentions=asked)
    assert "Against the advertisement" in person.say("ask_gaps", "what am I missing?")
    assert "For data scientist you miss" in person.say("ask_gaps", "what am I missing for data scientist?")
    assert "Plan for what that advertisement" in person.say("set_hours", "4 weeks until the interview, 8h/week")
    assert "set aside" in person.say("paste_advert", "forget the job ad")
    assert "For " in person.say("ask_gaps", "what am I missing?").split("you miss")[0]
