"""What holds for every profile, on the shipped catalogue.

`make test` tries a seeded few, `make soak` ten thousand (another number: WAYMARK_EXAMPLES).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.unit.people import Clock, PeopleInMemory
from waymark import app
from waymark.adviser import Adviser
from waymark.assessment import Assessment, assess, recommendation_of
from waymark.catalogue import Catalogue, Requirement, Role
from waymark.change import Change, after, candidates, smallest_change
from waymark.codec import assessment_document, assessment_from
from waymark.fit import UNKNOWN
from waymark.gaps import SHOWN_GAPS, SOFT_GROUPS, assess_readiness, find_gaps, held_levels, waiting_for
from waymark.plan import Budget, LearningPlan, PlanStep, after_plan, make_plan
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Mention, Polarity, ProficiencyLevel

EXAMPLES = int(os.environ.get("WAYMARK_EXAMPLES") or (10_000 if os.environ.get("WAYMARK_SOAK") else 40))
NOW = datetime(2026, 11, 25, tzinfo=timezone.utc)
LEVELS = [level for level in ProficiencyLevel if level]
many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 1000,
    suppress_health_check=list(HealthCheck),
    database=None,
)
few = settings(many, max_examples=min(max(3, EXAMPLES // 10), 300))


@cache
def shipped() -> Catalogue:
    return app.read_catalogue(app.Settings.from_environment({}))


@cache
def with_data_engineer() -> Catalogue:
    """The shipped catalogue and one role more, by rows alone."""
    asked = {"sql": 0.9, "etl": 0.8, "spark": 0.6, "data-warehouse": 0.5, "airflow": 0.4, "python": 0.7}
    rows = [Requirement("de", s, ProficiencyLevel.ADVANCED, "essential", w, "by hand") for s, w in asked.items()]
    role = Role("de", "data engineer", "data engineers")
    base = shipped()
    return replace(base, roles={**base.roles, "de": role}, requirements=(*base.requirements, *rows))


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Somebody with 0 to 25 statements on skills and 0 to 5 on activities."""
    catalogue = shipped()
    telling = sorted({r.skill for r in catalogue.requirements} | {w.skill for w in catalogue.weights})
    names = draw(st.lists(st.sampled_from([*telling, *sorted(catalogue.skills)]), max_size=25, unique=True))
    skills = {}
    for name in names:
        polarity = draw(st.sampled_from([Polarity.HAS, Polarity.HAS, Polarity.HAS, Polarity.LACKS, Polarity.WANTS]))
        level = draw(st.sampled_from([None, *LEVELS])) if polarity is Polarity.HAS else None
        years = draw(st.sampled_from([None, None, 0.5, 3.0, 10.0])) if polarity is Polarity.HAS else None
        skills[name] = SkillStatement(name, polarity, level, years)
    liked = draw(st.lists(st.sampled_from(sorted(catalogue.activities)), max_size=5, unique=True))
    interests = {a: InterestStatement(a, draw(st.sampled_from(list(Attitude)))) for a in liked}
    return Profile("somebody", skills, interests)


def check_gaps(assessment: Assessment, catalogue: Catalogue) -> None:
    held = held_levels(assessment.profile, catalogue)
    for role in catalogue.roles:
        gaps = find_gaps(assessment.profile, role, catalogue)
        assert assessment.gaps[role] == gaps[:SHOWN_GAPS]
        missing = {r.skill for r in catalogue.requirements_of(role) if held.get(r.skill, 0) < r.level}
        assert {g.skill for g in gaps} == missing
        assert all(g.have == held.get(g.skill, 0) < g.need and g.hours > 0 and g.gain > 0 for g in gaps)
        place = {g.skill: i for i, g in enumerate(gaps)}
        waiting = waiting_for(gaps, assessment.profile, role, catalogue)
        assert waiting.keys() == place.keys()
        assert all(place[skill] < place[later] for skill, after in waiting.items() for later in after)
        for g in gaps:
            for level in range(g.have + 1, g.need + 1):
                for p in catalogue.prerequisites_of(g.skill, ProficiencyLevel(level)):
                    if p.requires in place and held.get(p.requires, 0) < p.requires_level:
                        assert place[p.requires] < place[g.skill], f"{p.requires} follows {g.skill}"
                        assert g.skill in waiting[p.requires]


def check_plan(profile: Profile, plan: LearningPlan, catalogue: Catalogue) -> None:
    rows = catalogue.requirements_of(plan.role)
    whole = sum(r.weight for r in rows)
    asked = {r.skill: r.weight / whole / r.level for r in rows}  # readiness for each level climbed
    need = {r.skill: r.level for r in rows}
    before = plan.readiness_before
    taken: tuple[PlanStep, ...] = ()
    for step in plan.steps:
        held = held_levels(after_plan(profile, replace(plan, steps=taken)), catalogue)
        assert held.get(step.skill, ProficiencyLevel.NONE) == step.have
        for p in catalogue.prerequisites_of(step.skill, step.need):
            if p.kind == "part_of" and p.requires not in asked:
                continue
            assert held.get(p.requires, ProficiencyLevel.NONE) >= p.requires_level, f"{step.skill} before {p.requires}"
        assert step.readiness - before == pytest.approx(
            asked.get(step.skill, 0.0) * (step.need <= need.get(step.skill, 0))
        )
        before = step.readiness
        taken = (*taken, step)
    end = assess_readiness(after_plan(profile, plan), plan.role, catalogue).share
    assert end == plan.readiness_after >= plan.readiness_before - 1e-12
    assert plan.weeks == pytest.approx(plan.hours / plan.hours_per_week)
    assert plan.hours == pytest.approx(sum(s.hours for s in plan.steps))


@many
@given(profiles())
def test_an_assessment_keeps_its_word(profile: Profile) -> None:
    """Held is never a gap, below is; prerequisites first; probabilities are some; the plan's end is as promised."""
    catalogue = shipped()
    assessment = assess(profile, catalogue, NOW)
    check_gaps(assessment, catalogue)
    chances = assessment.fit.probability.values()
    assert all(0 <= i.low <= i.value <= i.high <= 1 for i in chances)
    assert sum(i.value for i in chances) == pytest.approx(1)
    assert all(0 <= r.share <= 1 for r in assessment.readiness.values())
    assert assessment.recommendation in {*catalogue.roles, "both", "not_yet", "unknown"}
    assert assessment_from(assessment_document(assessment, catalogue)) == assessment
    if assessment.plan:
        check_plan(profile, assessment.plan, catalogue)


@many
@given(profiles(), st.data())
def test_more_skill_never_lowers_readiness(profile: Profile, data: st.DataObject) -> None:
    catalogue = shipped()
    skill = data.draw(st.sampled_from(sorted(catalogue.skills)))
    held = held_levels(profile, catalogue).get(skill, ProficiencyLevel.NONE)
    level = data.draw(st.sampled_from([lv for lv in LEVELS if lv >= held]))
    better = replace(profile, skills={**profile.skills, skill: SkillStatement(skill, Polarity.HAS, level)})
    for role in catalogue.roles:
        before = assess_readiness(profile, role, catalogue)
        now = assess_readiness(better, role, catalogue)
        assert now.share >= before.share - 1e-12
        assert all(now.groups[g][0] >= met - 1e-12 for g, (met, _) in before.groups.items())


@many
@given(profiles(), st.permutations(range(25)))
def test_the_order_of_statements_about_different_skills_changes_nothing(profile: Profile, order: list[int]) -> None:
    catalogue = shipped()
    mixed = sorted(profile.skills.items(), key=lambda item: order[list(profile.skills).index(item[0])])
    other = replace(profile, skills=dict(mixed), interests=dict(reversed(profile.interests.items())))
    one, two = assess(profile, catalogue, NOW), assess(other, catalogue, NOW)
    assert replace(one, profile=other) == two


@many
@given(profiles(), st.lists(st.sampled_from(sorted({r.skill for r in shipped().requirements})), min_size=1, max_size=4))
def test_a_what_if_is_what_really_learning_it_gives(profile: Profile, skills: list[str]) -> None:
    people = PeopleInMemory()
    people.profiles["somebody"] = profile
    adviser = Adviser(shipped(), people, Clock())
    result = adviser.what_if("somebody", [Mention(s, 0, 1) for s in skills])
    assert people.profiles["somebody"] == profile
    learned = adviser.hear("somebody", result.learned).profile
    real = adviser.assess(learned)
    assert (real.fit, real.readiness, real.gaps, real.plan, real.recommendation) == (
        result.after.fit, result.after.readiness, result.after.gaps, result.after.plan, result.after.recommendation
    )  # fmt: skip
    assert all(result.after.readiness[r].share >= result.before.readiness[r].share - 1e-12 for r in shipped().roles)


@many
@given(profiles(), st.floats(1, 40), st.floats(1, 400))
def test_a_plan_within_a_budget_fits_it_and_keeps_its_word(profile: Profile, pace: float, total: float) -> None:
    catalogue = shipped()
    for role in catalogue.roles:
        plan = make_plan(profile, role, catalogue, Budget(hours_per_week=pace, total_hours=total))
        assert plan.hours <= total + 1e-6
        check_plan(profile, plan, catalogue)


@few
@given(profiles(), st.integers(0, 2**32))
def test_the_smallest_change_turns_the_answer_and_no_smaller_one_does(profile: Profile, seed: int) -> None:
    """All single changes are tried, and of the larger sets a random sample: all would be millions."""
    catalogue = shipped()
    now = recommendation_of(profile, catalogue)[0]
    found = smallest_change(profile, catalogue)
    if found is not None:
        assert recommendation_of(after(profile, found), catalogue)[0] == found[0].leads_to not in (now, UNKNOWN)
    tried = candidates(profile, catalogue)
    for size in range(1, len(found) if found else 4):
        for changes in _some_sets(tried, size, seed):
            assert recommendation_of(after(profile, changes), catalogue)[0] in (now, UNKNOWN)


def _some_sets(tried: Sequence[Change], size: int, seed: int) -> Iterable[tuple[Change, ...]]:
    """Every single change, or 200 random sets of more, each about different subjects."""
    if size == 1:
        return [(change,) for change in tried]
    random = Random(seed)
    sets = (tuple(random.sample(tried, size)) for _ in range(200))
    return [s for s in sets if len({c.subject for c in s}) == size]


@few
@given(profiles())
def test_a_third_role_by_rows_works_everywhere(profile: Profile) -> None:
    catalogue = with_data_engineer()
    assessment = assess(profile, catalogue, NOW)
    assert set(assessment.fit.probability) == set(assessment.gaps) == set(catalogue.roles)
    check_gaps(assessment, catalogue)
    for role in catalogue.roles:
        check_plan(profile, make_plan(profile, role, catalogue), catalogue)


@many
@given(profiles(), st.sampled_from(["Jane", "a woman of 52", "he, 19"]))
def test_words_that_are_no_statement_do_not_move_the_advice(profile: Profile, words: str) -> None:
    """Name, age and gender reach no more than the words that a statement was taken from; the advice never looks."""
    assume(profile.skills)
    told = {s: replace(said, evidence=f"{words}: {said.evidence}") for s, said in profile.skills.items()}
    other = replace(profile, person=words, skills=told)
    one, two = assess(profile, shipped(), NOW), assess(other, shipped(), NOW)
    assert (one.fit, one.gaps, one.plan, one.recommendation) == (two.fit, two.gaps, two.plan, two.recommendation)


def test_the_soft_groups_are_groups_of_the_catalogue() -> None:
    assert {s.group for s in shipped().skills.values()} >= SOFT_GROUPS
