"""What is said of a verdict is about that verdict: "not yet" has reasons of its own, and none can stay or change where
none was given; what moves a figure is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.adviser import Adviser
from waymark.skills import Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]
LACKED = ("software-engineering", "statistics", "mathematics", "sql")


def _told(talk: Talk) -> Conversation:
    person = talk()
    person.say("tell_skills", "none of it", mentions=tuple(mention(s, polarity=Polarity.LACKS) for s in LACKED))
    return person


def test_not_yet_is_explained_by_the_foundations_that_are_missing(talk: Talk) -> None:
    person = _told(talk)
    assert "do not have Statistics" in person.say("start_advice", "what fits me?")
    said = person.say("ask_why_recommendation", "why?")
    assert said.startswith('Why "not yet"')
    assert "Statistics: asked for in" in said
    assert "Why machine learning engineer" not in said
    assert 'What would lift the "not yet"' in said


def test_a_lack_speaks_for_a_path_only_as_what_it_asks_less_for(talk: Talk) -> None:
    said = _told(talk).say("start_advice", "what fits me?")
    assert "engineer: it asks less often for Statistics" in said
    assert "no Statistics" not in said


@pytest.mark.parametrize("known", [(), ("python",)])
def test_a_what_if_speaks_of_no_recommendation_where_none_was_given(talk: Talk, known: tuple[str, ...]) -> None:
    person = talk(str(known))
    if known:
        person.say("tell_skills", "Python", mentions=tuple(mention(s) for s in known))
    docker = mention("docker", scope=Scope.HYPOTHETICAL)
    said = person.say("compare_or_whatif", "what if I learned Docker?", mentions=(docker,))
    assert "The recommendation would" not in said
    assert "too little" in said


def test_a_what_if_says_that_enough_would_then_be_known(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "I know Python", mentions=(mention("python"),))
    supposed = tuple(mention(s, scope=Scope.HYPOTHETICAL) for s in ("docker", "kubernetes", "cpp", "pytorch", "ci-cd"))
    said = person.say("compare_or_whatif", "what if I learned all of these", mentions=supposed)
    assert "The recommendation would" not in said
    assert "with it I would say: machine learning engineer" in said


@pytest.mark.parametrize(
    ("text", "skill", "polarity", "supposed"),
    [
        ("and Kubernetes too", "kubernetes", Polarity.HAS, "Docker, R and Kubernetes"),
        ("what if I also learned Spark", "spark", Polarity.HAS, "Docker, R and Spark"),
        ("and without R?", "r", Polarity.LACKS, "Docker"),
        ("what if I learned Spark instead", "spark", Polarity.HAS, "Spark"),
    ],
)
def test_a_what_if_goes_on_with_the_one_before(
    talk: Talk, text: str, skill: str, polarity: Polarity, supposed: str
) -> None:
    person = talk(text)
    person.say("tell_skills", "SQL", mentions=(mention("sql"),))
    docker = mention("docker", scope=Scope.HYPOTHETICAL, level=ProficiencyLevel.ADVANCED)
    first = (docker, mention("r", scope=Scope.HYPOTHETICAL))
    person.say("compare_or_whatif", "what if I learned R and was advanced in Docker", mentions=first)
    then = mention(skill, scope=Scope.HYPOTHETICAL, polarity=polarity)
    assert f"If you learned {supposed}:" in person.say("compare_or_whatif", text, mentions=(then,))


def test_a_finished_skill_names_what_it_brings_along(talk: Talk) -> None:
    person = talk()
    levels = {"python": ProficiencyLevel.BEGINNER, "sql": ProficiencyLevel.BEGINNER}
    person.say("tell_skills", "a bit", mentions=tuple(mention(s, level=level) for s, level in levels.items()))
    said = person.say("progress_done", "done: MLOps", mentions=(mention("mlops"),))
    assert "on the way, so I count that too" in said
    assert "Machine learning" in said
    assert "on the way" not in person.say("progress_done", "done: R", mentions=(mention("r"),))


def test_who_feels_underestimated_is_shown_how_a_level_is_told(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "no Docker, some R", mentions=(mention("docker", polarity=Polarity.LACKS), mention("r")))
    person.say("nevermind", "wait")
    said = person.say("correct_or_remove_skill", "you underestimate me")
    assert '"my R is advanced"' in said
    assert "remove" not in said


def _planned(talk: Talk) -> Conversation:
    person = talk()
    skills = tuple(mention(s, level=ProficiencyLevel.ADVANCED) for s in ("r", "sql"))
    person.say("tell_skills", "R and SQL advanced", mentions=skills)
    person.say("ask_plan", "plan for data scientist, 6 hours a week")
    return person


@pytest.mark.parametrize("text", ["why is docker still in the plan", "how come docker is on my list?"])
def test_a_step_that_is_not_in_the_plan_is_said_not_to_be(talk: Talk, text: str) -> None:
    docker = mention("docker", scope=Scope.QUESTION)
    said = _planned(talk).say("ask_skill_explain", text, mentions=(docker,))
    assert "Docker is not in the plan" in said


def test_a_skill_that_is_held_is_not_in_the_plan_for_that(talk: Talk) -> None:
    said = _planned(talk).say(
        "ask_skill_explain", "why is R in the plan?", mentions=(mention("r", scope=Scope.QUESTION),)
    )
    assert "R is not in the plan: it counts as advanced already" in said


def test_a_step_that_is_in_the_plan_is_explained(talk: Talk) -> None:
    asked = mention("machine-learning", scope=Scope.QUESTION)
    said = _planned(talk).say("ask_skill_explain", "why is machine learning in the plan?", mentions=(asked,))
    assert "points for about" in said
    assert "is not in" not in said


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("done: Communication", ("Communication",)),
        ("I've finished business understanding!", ("Business understanding",)),
        ("Done: Data cleaning and wrangling", ("Data cleaning and wrangling",)),
        ("finished communication and Data storytelling", ("Communication", "Data storytelling")),
    ],
)
def test_a_step_whose_name_is_an_ordinary_word_can_be_done(talk: Talk, text: str, skills: tuple[str, ...]) -> None:
    person = talk()
    person.say("tell_skills", "some SQL", mentions=(mention("sql", level=ProficiencyLevel.BEGINNER),))
    said = person.say("start_advice", text)  # as which an unknown sentence may be taken
    assert said.startswith(f"Well done, {' and '.join(skills)} ")


@pytest.mark.parametrize("text", ["done", "done: dinner", "finished it and moved on", "done: SQL and dinner"])
def test_what_is_done_is_asked_where_no_skill_is_named(talk: Talk, text: str) -> None:
    assert "Which skill is it?" in talk().say("progress_done", text)


def test_gaps_of_a_path_that_nobody_chose_say_why_that_one(talk: Talk) -> None:
    person = talk()
    skills = tuple(mention(s, level=ProficiencyLevel.ADVANCED) for s in ("sql", "python", "airflow", "snowflake"))
    person.say("tell_skills", "SQL, Python, Airflow, Snowflake", mentions=skills)
    assert "Both paths can fit you" in person.say("start_advice", "which?")
    assert "Both paths can fit you; I take" in person.say("ask_gaps", "what am I missing?")
    assert "Both paths can fit you" not in person.press("Gaps for")


def test_done_reaches_the_level_that_the_chosen_path_asks_for(talk: Talk, adviser: Adviser) -> None:
    person = talk()
    person.say("tell_skills", "R and statistics", mentions=(mention("r"), mention("statistics")))
    person.slots["chosen_role"] = "mle"
    wanted = {r.skill: r.level for r in adviser.catalogue.requirements_of("mle")}
    person.say("progress_done", "done: AWS", mentions=(mention("aws"),))
    assert adviser.profile(person.person).skills["aws"].held == wanted["aws"]


def test_a_role_that_left_the_catalogue_keeps_nobody_from_a_start(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", "Python", mentions=(mention("python"),))
    person.slots["chosen_role"] = "gone"
    assert "start with" in person.say("ask_where_to_start", "where do I start?")
