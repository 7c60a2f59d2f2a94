"""Questions around the choice are known by their words, and what only sounds like them is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.small_catalogue import small_catalogue
from waymark.catalogue import Activity
from waymark.meaning import choosing
from waymark.meaning.other_jobs import other_job_weighed

CATALOGUE = small_catalogue()


@pytest.mark.parametrize(("text", "meant"), [
    ("which one is easier to get into?", True), ("which path is quicker for me?", True),
    ("which of the two takes less time", True), ("is data science easier than ml engineering?", True),
    ("which is faster to reach, ds or mle", True), ("is it faster to become an MLE or a DS?", True),
    ("which course is quicker?", False),
    ("which role is closer to statistics?", False),
    ("which path fits me?", False), ("Python is easier than C++", False),
    ("what is the quickest way to become a data scientist", False),
])  # fmt: skip
def test_which_path_is_nearer(text: str, meant: bool) -> None:
    assert choosing.asks_which_is_nearer(text) is meant


def _picks(text: str, *names: str) -> bool:
    return choosing.asks_to_pick(text, [(text.index(name), text.index(name) + len(name)) for name in names])


@pytest.mark.parametrize(("text", "meant"), [
    ("do I have to learn Python or is R enough?", True), ("should I learn Python or stay with R? just pick one", True),
    ("Python or R?", True), ("is Python better than R or not", False), ("Python vs R, which one", True),
    ("should I learn Python rather than R", True), ("what if I learn Python or R?", False),
    ("what is Python or R?", False), ("Python and R, are they enough?", False),
    ("I know Python. Is it that or R?", False),
    ("a course for Python or R?", False), ("difference between Python or R?", False),
])  # fmt: skip
def test_a_choice_between_skills(text: str, meant: bool) -> None:
    assert _picks(text, "Python", "R") is meant


@pytest.mark.parametrize(("text", "meant"), [
    ("Python or R, which one should I focus on?", True), ("python or r or both for data science jobs", True),
    ("no Python or R, which path fits?", False), ("Python or R is what I use, which path fits me?", False),
    ("what about Python or R", False),
])  # fmt: skip
def test_a_choice_that_begins_with_a_name_tells_nothing(text: str, meant: bool) -> None:
    assert choosing.names_and_asks(text, text.lower().index("python")) is meant


@pytest.mark.parametrize(("text", "meant"), [
    ("what does my Excel count for?", True), ("why isn't my Excel counted?", True),
    ("is my Excel worth anything?", True),
    ("how much does Excel weigh?", True), ("does my own Excel help", True), ("why does Excel matter?", False),
    ("what is Excel used for?", False),
    ("what's the point of Excel", False), ("how do I open my Excel", False), ("is my Excel good enough", False),
    ("I count everything in Excel", False), ("where can I learn Excel?", False),
])  # fmt: skip
def test_what_one_skill_counts_for(text: str, meant: bool) -> None:
    start = text.index("Excel")
    assert choosing.asks_what_counts(text, start, start + len("Excel")) is meant


@pytest.mark.parametrize(("text", "credential"), [
    ("can I become an MLE with no CS background?", "computer-science"),
    ("could I become a data scientist with a psychology background and no CS degree?", "computer-science"),
    ("do I need a PhD", "phd"), ("is a master's required?", "masters-degree"),
    ("can I do it without a degree", "masters-degree"),
    ("with no degree, which path fits me?", None), ("I have no degree. Which path fits me?", None),
    ("what should I study at university", None),
    ("do I need a maths degree", None), ("can I become an mle without a maths background", None),
    ("I am self taught in Python, what fits me?", None),
])  # fmt: skip
def test_a_degree_that_is_missing(text: str, credential: str | None) -> None:
    assert choosing.degree_doubted(text) == credential


@pytest.mark.parametrize(("text", "job"), [
    ("should I rather be a data analyst?", "data analyst"), ("what about data engineer instead?", "data engineer"),
    ("would I be better staying a backend dev or becoming a data engineer?", "backend dev"),
    ("should I stay a nurse?", "nurse"), ("should I become a data scientist or an ML engineer?", None),
    ("should I be a data scientist or an engineer?", None), ("I work as a teacher, what suits me?", None),
    ("I was a backend developer. Should I become a data scientist?", None), ("should I be a better programmer?", None),
    ("what would a hiring manager expect from a data scientist?", None),
    ("is a data analyst the same as a data scientist?", "data analyst"),
    ("what is the actual difference to a data analyst?", "data analyst"),
    ("data engineer vs ml engineer?", "data engineer"),
    ("what's the difference between a data scientist and a data analyst", "data analyst"),
    ("what's the difference between data scientist and ml engineer?", None), ("ds vs mle?", None),
])  # fmt: skip
def test_another_job_is_weighed(text: str, job: str | None) -> None:
    assert other_job_weighed(text, CATALOGUE) == job


@pytest.mark.parametrize(("text", "matter"), [
    ("which company should I apply to?", "company"), ("can I do it part time, or remote?", "place"),
    ("will employers hold the 6 year gap against me?", "break"), ("is a gap in my CV a problem?", "break"),
    ("is it better to freelance?", "freelance"), ("do I need a portfolio?", "portfolio"),
    ("what should i put on my linkedin", "application"), ("can you improve my CV?", "application"),
    ("how do I explain the switch in an interview", "application"), ("I had an interview on SQL", None),
    ("should I relocate?", "abroad"), ("can I freelance on a student visa?", None),
    ("what are my gaps?", None), ("I work part time as a teacher", None),
    ("I work part time. Which path fits me?", None), ("how many years do I need?", None),
])  # fmt: skip
def test_matters_of_hiring(text: str, matter: str | None) -> None:
    assert choosing.hiring_matter(text) == matter


@pytest.mark.parametrize(("text", "meant"), [
    ("which first project should I build?", True), ("any project ideas?", True), ("what could I build", True),
    ("recommend a project for Docker", True), ("what projects do data scientists work on", False),
    ("I did a project in Python, what now?", False), ("should I be a project manager", False),
])  # fmt: skip
def test_a_project_is_asked_for(text: str, meant: bool) -> None:
    assert choosing.asks_for_project(text) is meant


@pytest.mark.parametrize(("text", "meant"), [
    ("that's a lot of numbers. plain english please?", True), ("can you say that simpler?", True),
    ("too complicated", True), ("in simple words please", True), ("which one is less technical?", False),
    ("I don't get these percentages, say it simply", True),
    ("is there a simple language to learn", False), ("numbers are what I like", False),
])  # fmt: skip
def test_plainer_words_are_asked_for(text: str, meant: bool) -> None:
    assert choosing.asks_plainer(text) is meant


@pytest.mark.parametrize(("text", "meant"), [
    ("I dont like coding but I like statistics, is data scientist still right for me?", True),
    ("I hate meetings. Would ML engineer suit me?", True), ("I want to be a data scientist", False),
    ("I like statistics", False), ("data scientists use R, right?", False),
])  # fmt: skip
def test_whether_a_role_fits_is_asked_beside_what_is_told(text: str, meant: bool) -> None:
    assert choosing.asks_whether_it_fits(text, CATALOGUE) is meant


@pytest.mark.parametrize(("text", "field"), [
    ("can I stay in healthcare?", "healthcare"), ("how can I stay in healthcare with this?", "healthcare"),
    ("I'm a nurse, can I keep working in medicine?", "healthcare"), ("can I stay in my industry?", ""),
    ("can I stay in bed?", None), ("can I work with machine learning?", None),
])  # fmt: skip
def test_a_field_to_stay_in(text: str, field: str | None) -> None:
    health = Activity("healthcare", "healthcare", "topic", ("healthcare", "medicine"), {}, 0.0, "")
    learning = Activity("machine-learning", "machine learning", "topic", ("machine learning",), {}, 0.0, "")
    activities = {"healthcare": health, "machine-learning": learning}
    assert choosing.asks_to_stay(text)
    assert choosing.field_named(text, replace(CATALOGUE, activities=activities)) == field


def test_who_likes_a_field_asks_nothing() -> None:
    assert not choosing.asks_to_stay("I like healthcare")


def test_the_market_is_spoken_of_in_every_example_of_that_question() -> None:
    lines = (Path(__file__).parents[2] / "data/nlu/roles.yml").read_text(encoding="utf-8").split("- intent: ")
    asked = next(part for part in lines if part.startswith("ask_job_market")).split("    - ")[1:]
    assert len(asked) > 50
    assert not [text for text in asked if not choosing.speaks_of_market(text)]
    assert not choosing.speaks_of_market("is it true they just do yaml all day")
