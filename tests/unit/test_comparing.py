"""What holds things against each other is known by its words, and what only sounds like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from waymark.meaning import comparing, goals, others, practical, terms, trust
from waymark.skills import Mention, Scope
from waymark.storage.catalogue_files import read_catalogue

CATALOGUE = read_catalogue(Path(__file__).parents[2] / "catalogue")


@pytest.mark.parametrize(("text", "alone"), [
    ("and the other one?", True), ("what about the other path", True), ("ok and for the other", True),
    ("the second one then?", True), ("the other one is harder, isn't it", False), ("my other job is in a shop", False),
    ("on the other hand I like SQL", False),
])  # fmt: skip
def test_the_other_role_alone(text: str, alone: bool) -> None:
    assert comparing.means_other_alone(text) is alone


@pytest.mark.parametrize(("text", "role"), [
    ("whats the case for the opposite?", "mle"), ("what speaks for the other one", "mle"), ("why not mle?", "mle"),
    ("arguments in favour of the other role", "mle"), ("make the case for machine learning engineer", "mle"),
    ("why not data scientist", None), ("what is the other option", None), ("why not learn R", None),
])  # fmt: skip
def test_the_case_for_a_role(text: str, role: str | None) -> None:
    assert comparing.case_asked(text, "ds", CATALOGUE) == role


@pytest.mark.parametrize(("text", "asked"), [
    ("hmm so none of them?", True), ("neither?", True), ("so neither of them fits me", True),
    ("what if none of the two suits me", True), ("am I suited to neither", True), ("none of them", False),
    ("neither Docker nor Kubernetes", False), ("I use none of these tools?", False),
])  # fmt: skip
def test_neither_of_the_two(text: str, asked: bool) -> None:
    assert comparing.asks_if_neither(text) is asked


@pytest.mark.parametrize(("text", "way"), [
    ("which one would keep me out of meetings", "less"), ("which one has less presenting?", "less"),
    ("which of both needs less programming", "less"), ("which role involves more maths", "more"),
    ("where is there the most statistics?", "more"), ("which of them has fewer calls", "less"),
    ("which pays more per hour", None), ("which one takes less time", None), ("which has more jobs", None),
    ("I like less presenting", None),
])  # fmt: skip
def test_more_or_less_of_some_work(text: str, way: str | None) -> None:
    found = comparing.which_has(text)
    assert (found[0] if found else None) == way


def test_the_skills_that_come_nearest_to_some_work() -> None:
    assert comparing.subjects_of(" meetings", (), CATALOGUE)[0][0] == "communication"
    assert comparing.subjects_of(" docker", ("docker",), CATALOGUE) == (("docker",), False)
    assert comparing.subjects_of(" gardening", (), CATALOGUE) == ((), False)
    assert comparing.activity_in("research", CATALOGUE) == "research"


@pytest.mark.parametrize(("text", "name", "without"), [
    ("what if I unlearned Airflow", "Airflow", True), ("what if I didn't know Docker", "Docker", True),
    ("if I dropped Python?", "Python", True), ("how would I stand without SQL", "SQL", True),
    ("and if I had never learned R", "R", True), ("suppose I lost my Docker skills", "Docker", True),
    ("what if I dropped R and learned Docker", "Docker", False), ("what if I learned Docker", "Docker", False),
    ("what if I knew Docker", "Docker", False),
])  # fmt: skip
def test_what_is_supposed_away(text: str, name: str, without: bool) -> None:
    assert comparing.supposes_without(text, text.index(name)) is without


@pytest.mark.parametrize(("text", "skill"), [
    ("or is python a must?", "python"),
    ("do I really need pytorch? most places call it", "pytorch"),
    ("must I learn R?", "r"), ("do I have to know docker", "docker"),
    ("is deep learning really necessary", "deep-learning"),
    ("can I do it without SQL?", "sql"), ("is it a must?", None), ("do I need a degree", None),
    ("do I need to apply now", None), ("Python is a must for me", None),
])  # fmt: skip
def test_whether_a_skill_is_a_must(text: str, skill: str | None) -> None:
    assert comparing.must_asked(text, CATALOGUE) == skill


@pytest.mark.parametrize(("text", "asked"), [
    ("R is asked for how often", True), ("how often is julia asked for", True), ("is scala in demand", True),
    ("what share of postings want AWS", True), ("how many hours is R", False), ("I often use R", False),
])  # fmt: skip
def test_how_often_a_skill_is_asked_for(text: str, asked: bool) -> None:
    assert comparing.asks_how_often(text) is asked


def test_an_everyday_word_is_a_skill_where_figures_are_asked() -> None:
    assert comparing.skill_in("and julia?", CATALOGUE) == "julia"
    assert comparing.skill_in("how often is it asked for", CATALOGUE) is None
    assert comparing.only_names("and julia?")
    assert comparing.only_names("what about SAS")
    assert not comparing.only_names("what is excel good for")
    assert not comparing.only_names("and why?")


@pytest.mark.parametrize(("text", "asked"), [
    ("Isn't SQL trivial? I could learn it in a weekend", True), ("how hard is Docker", True),
    ("is R difficult to learn", True), ("is it hard to get hired", False), ("SQL is easy", False),
])  # fmt: skip
def test_how_hard_a_skill_is(text: str, asked: bool) -> None:
    assert comparing.asks_if_easy(text) is asked


@pytest.mark.parametrize(("text", "asked"), [
    ("what would u say then", True), ("so what's your verdict", True), ("is it for me?", True),
    ("would that be right for me", True), ("is this something for somebody like me?", True),
    ("what do you think of Python", False), ("what would you say if I learned R", False),
    ("is this course for beginners", False),
])  # fmt: skip
def test_the_verdict_is_asked_for(text: str, asked: bool) -> None:
    assert comparing.asks_for_verdict(text) is asked


def test_few_words_are_asked_for() -> None:
    assert comparing.wants_one_word("just tell me one word")
    assert comparing.wants_one_word("only the name please")
    assert not comparing.wants_one_word("the difference in one word")
    assert not comparing.wants_one_word("in other words")


@pytest.mark.parametrize(("text", "pay"), [
    ("u still didnt tell me which pays more per hour", True), ("who earns more", True), ("the hourly wage?", True),
    ("that pays off", False), ("what makes more sense", False),
])  # fmt: skip
def test_pay_is_asked_for(text: str, pay: bool) -> None:
    assert comparing.asks_pay(text) is pay


@pytest.mark.parametrize(("text", "two"), [
    ("compare kubernetes and statistics", True), ("can you compare kubernetes with statistics for me", True),
    ("compare me: kubernetes, then lots of statistics", False), ("I know kubernetes and statistics", False),
])  # fmt: skip
def test_two_skills_are_compared(text: str, two: bool) -> None:
    between = text[text.index("kubernetes") + len("kubernetes") : text.index("statistics")]
    assert comparing.compares_two(text, between) is two


@pytest.mark.parametrize(("text", "term"), [
    ("Could you explain what the 100 means, I don't follow", "fit"), ("why not 100", "fit"),
    ("and why only 78?", "fit"),
    ("why not 100 %?", "readiness"), ("what does that 100 stand for?", "fit"),
    ("sorry, I don't get it. what is 89 in 100", "fit"),
    ("why not learn 100 things", None), ("I have 100 models in production", None), ("I don't follow", None),
])  # fmt: skip
def test_the_hundred_is_explained(text: str, term: str | None) -> None:
    assert terms.term_asked(text) == term


@pytest.mark.parametrize(("text", "biased"), [
    ("i think you're biased towards data science", True), ("you always say data scientist", True),
    ("do you tell everyone the same", True), ("you seem to favour data science", True),
    ("I worked on bias in models", False), ("I'm biased", False), ("always say data scientist from now on", False),
    ("I want to be a data scientist", False),
])  # fmt: skip
def test_a_bias_is_suspected(text: str, biased: bool) -> None:
    assert trust.asks_if_biased(text) is biased


@pytest.mark.parametrize("text", [
    "2021?? that's before chatgpt. useless now isn't it", "your numbers are all from before LLMs", "2021 is useless",
])  # fmt: skip
def test_old_figures_are_held_against_us(text: str) -> None:
    assert trust.objection(text) == "old"


def test_a_choice_said_in_passing_is_a_goal() -> None:
    assert goals.goal_told("ok id say mle then. how far off am i", CATALOGUE) == "mle"
    assert goals.goal_told("I'm leaning towards data scientist", CATALOGUE) == "ds"
    assert goals.goal_told("what would you say, mle?", CATALOGUE) is None


def test_whether_something_will_do_is_asked_and_not_told() -> None:
    assert practical.asks_to_do_with("can I do that in Excel", 17)
    assert practical.asks_to_do_with("ok, could I just use R for this", 21)
    assert not practical.asks_to_do_with("I can do that in Excel", 17)


def test_what_most_places_do_is_not_ones_own() -> None:
    text = "do I need it? most places just call openai these days"
    assert others.said_of_others(Mention("llm", text.index("openai"), 46, scope=Scope.OWN), text)
    text = "most companies use it and I know openai"
    assert not others.said_of_others(Mention("llm", text.index("openai"), len(text), scope=Scope.OWN), text)
