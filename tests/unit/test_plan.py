"""The order of a plan, its weeks, and the best use of a short time."""

from __future__ import annotations

import itertools
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.small_catalogue import (
    ADVANCED,
    BEGINNER,
    INTERMEDIATE,
    NONE,
    small_catalogue,
    somebody,
)
from waymark.gaps import assess_readiness, held_levels
from waymark.languages import PROGRAMMING, languages_of
from waymark.plan import Budget, LearningPlan, after_plan, make_plan, pick_resource
from waymark.profile import Profile
from waymark.report.talk.learning import step_line
from waymark.subset import best_subset

CATALOGUE = small_catalogue()


def steps_of(plan: LearningPlan) -> list[tuple[str, int]]:
    return [(s.skill, s.need) for s in plan.steps]


def test_levels_are_climbed_one_by_one_and_prerequisites_come_first() -> None:
    steps = steps_of(make_plan(Profile(), "ds", CATALOGUE))
    assert (
        steps.index(("python", BEGINNER))
        < steps.index(("python", INTERMEDIATE))
        < steps.index(("machine-learning", INTERMEDIATE))
    )
    assert steps.index(("statistics", BEGINNER)) < steps.index(("machine-learning", BEGINNER))


def test_a_prerequisite_that_no_role_asks_for_is_a_step_too() -> None:
    steps = make_plan(somebody(linux=NONE), "mle", CATALOGUE).steps
    linux, docker = (next(i for i, s in enumerate(steps) if s.skill == name) for name in ("linux", "docker"))
    assert steps[linux].because == ("docker",)
    assert linux < docker


def test_a_part_does_not_bring_the_whole_for_nothing() -> None:
    steps = steps_of(make_plan(somebody(python=ADVANCED, machine_learning=INTERMEDIATE), "mle", CATALOGUE))
    assert steps.index(("deep-learning", BEGINNER)) < steps.index(("pytorch", INTERMEDIATE))


def test_the_end_of_a_plan_is_as_ready_as_promised() -> None:
    profile = somebody(r=ADVANCED, deep_learning=None)
    plan = make_plan(profile, "mle", CATALOGUE)
    assert assess_readiness(after_plan(profile, plan), "mle", CATALOGUE).share == plan.readiness_after
    assert plan.steps[-1].readiness == plan.readiness_after > plan.readiness_before


def test_weeks_follow_from_the_hours_a_week() -> None:
    plan = make_plan(somebody(sql=BEGINNER), "ds", CATALOGUE, Budget(hours_per_week=7.5, total_hours=30))
    assert plan.hours <= 30
    assert plan.weeks == pytest.approx(plan.hours / 7.5)
    assert plan.steps[0].week_from == 1
    assert all(a.week_to <= b.week_from + 1 and a.week_from <= a.week_to for a, b in itertools.pairwise(plan.steps))


def test_five_hours_a_week_are_assumed_and_said_to_be() -> None:
    plan = make_plan(Profile(), "ds", CATALOGUE)
    assert (plan.hours_per_week, plan.assumed) == (5.0, True)
    assert not make_plan(Profile(hours_per_week=5.0), "ds", CATALOGUE).assumed
    assert not make_plan(Profile(), "ds", CATALOGUE, Budget(hours_per_week=5)).assumed


def test_three_months_hold_only_what_fits() -> None:
    plan = make_plan(Profile(), "mle", CATALOGUE, Budget(hours_per_week=4, weeks=13))
    assert 0 < plan.hours <= 52
    assert plan.steps[-1].week_to <= 13


def test_twenty_hours_take_the_best_subset_and_not_the_head_of_the_list() -> None:
    # Communication to intermediate takes 30 h, SQL to beginner 20 h; 20 h hold SQL (half of .6), or communication
    # to beginner (half of .6) and 10 h more for nothing.
    plan = make_plan(Profile(), "ds", CATALOGUE, Budget(total_hours=20))
    assert steps_of(plan) == [("communication", BEGINNER)]
    assert steps_of(make_plan(Profile(), "ds", CATALOGUE, Budget(total_hours=30))) == [
        ("communication", BEGINNER),
        ("communication", INTERMEDIATE),
    ]


def test_too_little_time_for_any_step_gives_an_empty_plan() -> None:
    plan = make_plan(Profile(), "ds", CATALOGUE, Budget(total_hours=3))
    assert (plan.steps, plan.readiness_before) == ((), plan.readiness_after)


def test_what_is_learned_on_the_way_shortens_the_rest() -> None:
    profile = somebody(python=ADVANCED, machine_learning=INTERMEDIATE, deep_learning=INTERMEDIATE, docker=INTERMEDIATE,
                       kubernetes=BEGINNER, sql=BEGINNER)  # fmt: skip
    hours = {(s.skill, s.need): s.hours for s in make_plan(profile, "mle", CATALOGUE).steps}
    assert hours["pytorch", INTERMEDIATE] == 40
    assert hours["tensorflow", INTERMEDIATE] == 20


def test_hours_that_shrink_on_the_way_are_used_up() -> None:
    profile = somebody(python=ADVANCED, machine_learning=INTERMEDIATE, deep_learning=INTERMEDIATE, docker=INTERMEDIATE,
                       kubernetes=BEGINNER, sql=BEGINNER)  # fmt: skip
    plan = make_plan(profile, "mle", CATALOGUE, Budget(total_hours=90))
    assert plan.hours == 90
    assert plan.readiness_after == pytest.approx(1)


def test_free_resources_come_first() -> None:
    resource = pick_resource("python", BEGINNER, CATALOGUE)
    assert resource is not None
    assert resource.free


def test_a_resource_fits_the_languages_that_are_held() -> None:
    skills = {**CATALOGUE.skills, "r": replace(CATALOGUE.skills["r"], preferred_label="R", group=PROGRAMMING)}
    plain, in_r = (r for r in CATALOGUE.resources if r.skill == "statistics")
    rows = (replace(plain, title="Statistics"), replace(in_r, title="Statistics with R", free=True))
    catalogue = replace(CATALOGUE, skills=skills, resources=rows)
    assert pick_resource("statistics", BEGINNER, catalogue, held={"r": BEGINNER}) == rows[1]
    assert pick_resource("statistics", BEGINNER, catalogue, held={}) == rows[0]
    steps = make_plan(Profile(), "ds", replace(catalogue, resources=rows[1:])).steps
    assert {s.uses for s in steps if s.skill == "statistics"} == {("r",)}
    assert languages_of(replace(in_r, skill="r", title="R for Data Science"), catalogue) == ()


def test_a_resource_that_is_longer_than_its_step_says_so() -> None:
    for longer in (0, 100):
        rows = tuple(replace(r, hours=longer or 1) for r in CATALOGUE.resources)
        catalogue = replace(CATALOGUE, resources=rows)
        (step, *_) = [s for s in make_plan(Profile(), "ds", catalogue).steps if s.resource]
        assert ("a part of it is enough here" in step_line(step, catalogue)) is bool(longer)


def test_milestones_close_stages_with_a_project() -> None:
    plan = make_plan(Profile(), "ds", CATALOGUE)
    assert 1 < len(plan.milestones) <= 4
    assert plan.milestones[-1].readiness == plan.readiness_after
    assert all(m.project for m in plan.milestones)


@pytest.mark.parametrize("hours", [0.0, -5.0, float("nan"), float("inf")])
def test_a_budget_that_nobody_has_is_refused(hours: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Budget(hours_per_week=hours)


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[list[int], dict[int, float], dict[int, float], dict[int, list[int]], float]:
    size = draw(st.integers(1, 9))
    items = list(range(size))
    hours = {i: float(draw(st.integers(1, 20))) for i in items}
    gain = {i: float(draw(st.integers(0, 10))) for i in items}
    needs = {i: sorted(draw(st.sets(st.integers(0, i - 1), max_size=2))) if i else [] for i in items}
    return items, hours, gain, needs, float(draw(st.integers(0, 60)))


@settings(deadline=None)
@given(puzzles())
def test_no_subset_that_holds_its_prerequisites_brings_more(
    puzzle: tuple[list[int], dict[int, float], dict[int, float], dict[int, list[int]], float],
) -> None:
    items, hours, gain, needs, limit = puzzle
    allowed = [
        set(c)
        for size in range(len(items) + 1)
        for c in combinations(items, size)
        if sum(hours[i] for i in c) <= limit and all(n in c for i in c for n in needs[i])
    ]
    found = best_subset(items, hours, gain, needs, limit)
    assert found in allowed
    assert sum(gain[i] for i in found) == max(sum(gain[i] for i in c) for c in allowed)


def test_two_smaller_steps_may_beat_the_one_of_most_gain_for_each_hour() -> None:
    hours, gain = {0: 10.0, 1: 6.0, 2: 6.0}, {0: 10.0, 1: 5.9, 2: 5.9}
    assert best_subset([0, 1, 2], hours, gain, {0: [], 1: [], 2: []}, 12.0) == {1, 2}


def test_what_is_needed_is_part_of_the_price() -> None:
    hours, gain = {0: 9.0, 1: 1.0, 2: 8.0}, {0: 0.0, 1: 10.0, 2: 9.0}
    assert best_subset([0, 1, 2], hours, gain, {0: [], 1: [0], 2: []}, 9.0) == {2}


def test_the_order_of_statements_does_not_matter() -> None:
    one = somebody(python=BEGINNER, sql=None, docker=NONE)
    other = Profile("somebody", dict(reversed(one.skills.items())))
    assert make_plan(one, "mle", CATALOGUE) == make_plan(other, "mle", CATALOGUE)
    assert held_levels(one, CATALOGUE) == held_levels(other, CATALOGUE)
