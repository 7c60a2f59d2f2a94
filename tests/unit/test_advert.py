"""An advertisement as needs: alternatives are one, what follows from what was said is named as such."""

from __future__ import annotations

import pytest

from tests.unit.small_catalogue import ADVANCED, BEGINNER, INTERMEDIATE, small_catalogue, somebody
from waymark.advert import Need, learn_first, match_advert, needs_from, needs_of, needs_text, plan_for
from waymark.plan import Budget
from waymark.profile import Profile, SkillStatement
from waymark.skills import Mention, Polarity, Scope

CATALOGUE = small_catalogue()
NAMES = {s.preferred_label: s.id for s in CATALOGUE.skills.values()}


def asked(text: str, nice: str = "") -> tuple[Need, ...]:
    """The needs of a text in which every label of the small catalogue is a mention; those in `nice` are wishes."""
    mentions = []
    for label, skill in NAMES.items():
        start = text.find(label)
        if start >= 0 and not (label == "R" and text[start : start + 2].strip(" ,.") != "R"):
            scope = Scope.NICE if label in nice else Scope.MUST
            mentions.append(Mention(skill, start, start + len(label), scope=scope))
    return needs_of(mentions, CATALOGUE, text)


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("PyTorch or TensorFlow", [{"pytorch", "tensorflow"}]),
        ("PyTorch/TensorFlow, SQL", [{"pytorch", "tensorflow"}, {"sql"}]),
        ("SQL, Docker or Kubernetes", [{"sql"}, {"docker", "kubernetes"}]),
        ("Linux, Docker or Kubernetes", [{"linux", "docker", "kubernetes"}]),
        ("SQL and Docker", [{"sql"}, {"docker"}]),
        ("SQL, Docker", [{"sql"}, {"docker"}]),
    ],
)
def test_names_joined_by_or_are_one_need(text: str, needs: list[set[str]]) -> None:
    assert [set(n.skills) for n in asked(text)] == needs


def test_a_skill_that_is_asked_for_alone_too_is_a_need_of_its_own() -> None:
    mentions = [Mention("pytorch", 0, 7), Mention("tensorflow", 11, 21), Mention("pytorch", 30, 37)]
    needs = needs_of(mentions, CATALOGUE, "PyTorch or TensorFlow. We use PyTorch.")
    assert [n.skills for n in needs] == [("pytorch",)]


def test_either_of_two_meets_the_need() -> None:
    match = match_advert(somebody(pytorch=ADVANCED), asked("SQL, PyTorch or TensorFlow"), CATALOGUE)
    assert (match.met, match.missing_must, match.met_share) == (("pytorch",), ("sql",), 0.5)


def test_what_follows_from_a_skill_is_met_and_said_to_follow() -> None:
    match = match_advert(somebody(kubernetes=ADVANCED, sql=BEGINNER), asked("Docker and SQL"), CATALOGUE)
    assert set(match.met) == {"docker", "sql"}
    assert match.implied == {"docker": "kubernetes"}


def test_must_haves_come_first_and_of_those_the_shortest_way() -> None:
    needs = asked("SQL, Spark, Docker. Plus Linux", nice="Linux")
    order = learn_first(somebody(python=INTERMEDIATE), needs, CATALOGUE)
    assert order[0][1] == "docker"
    assert order[-1][1] == "linux"
    assert all(hours > 0 for _, _, hours in order)


def test_what_another_need_stands_on_is_learned_before_it() -> None:
    order = [skill for _, skill, _ in learn_first(somebody(), asked("Kubernetes and Docker"), CATALOGUE)]
    assert order == ["docker", "kubernetes"]


def test_needs_are_kept_in_a_line_and_found_again() -> None:
    needs = asked("SQL, PyTorch or TensorFlow, Docker", nice="Docker")
    assert needs_from(needs_text(needs), CATALOGUE) == needs
    assert needs_from(needs_text(needs) + ";must:1:cobol", CATALOGUE) == needs
    assert needs_from("", CATALOGUE) == ()


def test_a_plan_for_an_advertisement_is_for_its_missing_must_haves_and_what_they_stand_on() -> None:
    plan, missing = plan_for(somebody(python=INTERMEDIATE), asked("SQL, Docker, R", nice="R"), CATALOGUE, Budget())
    assert set(missing) == {"sql", "docker"}
    assert {step.skill for step in plan.steps} == {"sql", "docker", "linux"}
    skills = [step.skill for step in plan.steps]
    assert skills.index("linux") < skills.index("docker")
    wishes, wanted = plan_for(somebody(sql=ADVANCED), asked("SQL, R", nice="R"), CATALOGUE, Budget())
    assert wanted == ("r",)
    assert [step.skill for step in wishes.steps] == ["r"]
    nothing, _ = plan_for(somebody(sql=ADVANCED), asked("SQL"), CATALOGUE, Budget())
    assert not nothing.steps
    short, _ = plan_for(somebody(), asked("SQL, Docker"), CATALOGUE, Budget(total_hours=21))
    assert short.hours <= 21


@pytest.mark.parametrize(
    ("told", "met"),
    [
        (SkillStatement("sql", Polarity.HAS, BEGINNER), False),
        (SkillStatement("sql", Polarity.HAS, None, years=2.0), False),
        (SkillStatement("sql", Polarity.HAS, None, years=3.0), True),
        (SkillStatement("sql", Polarity.HAS, INTERMEDIATE), True),
        (SkillStatement("sql", Polarity.HAS, None), True),
    ],
)
def test_years_are_met_by_as_many_or_by_the_level_that_they_suggest(told: SkillStatement, met: bool) -> None:
    needs = needs_of([Mention("sql", 0, 3, years=3.0, scope=Scope.MUST)], CATALOGUE)
    assert needs_from(needs_text(needs), CATALOGUE) == needs
    match = match_advert(Profile("somebody", {"sql": told}), needs, CATALOGUE)
    assert (match.met == ("sql",)) is met
    assert [(p.skill, p.years, p.told_years) for p in match.below] == ([] if met else [("sql", 3.0, told.years)])


def test_years_that_nobody_can_learn_are_no_learning() -> None:
    profile = Profile("somebody", {"sql": SkillStatement("sql", Polarity.HAS, None, years=2.0)})
    needs = needs_of([Mention("sql", 0, 3, years=3.0, scope=Scope.MUST)], CATALOGUE)
    assert learn_first(profile, needs, CATALOGUE) == ()
