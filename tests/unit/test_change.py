"""The smallest change that turns the advice, against trying everything on a small catalogue."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.small_catalogue import (
    ADVANCED,
    INTERMEDIATE,
    NONE,
    SKILLS,
    small_catalogue,
    somebody,
    with_third_role,
)
from waymark.assessment import recommendation_of
from waymark.catalogue import Evidence, Weight
from waymark.change import Change, after, candidates, smallest_change
from waymark.fit import UNKNOWN
from waymark.profile import Profile
from waymark.skills import ProficiencyLevel

CATALOGUE = small_catalogue()
LEVELS = [None, *ProficiencyLevel]


def said_after(profile: Profile, changes: tuple[Change, ...]) -> str:
    return recommendation_of(after(profile, changes), CATALOGUE)[0]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from(sorted(SKILLS)), st.sampled_from(LEVELS), max_size=9))
def test_no_set_of_one_or_two_turns_the_answer_when_none_is_found(levels: dict[str, ProficiencyLevel | None]) -> None:
    profile = somebody(**{name.replace("-", "_"): level for name, level in levels.items()})
    found, now = smallest_change(profile, CATALOGUE), said_after(profile, ())
    assert found is None or said_after(profile, found) not in (now, UNKNOWN)
    tried = candidates(profile, CATALOGUE)
    for size in range(1, min(len(found), 3) if found else 3):
        pairs = (s for s in combinations(tried, size) if len({c.subject for c in s}) == size)
        assert {said_after(profile, s) for s in pairs} <= {now, UNKNOWN}


def test_a_change_is_something_not_yet_said() -> None:
    profile = somebody(docker=NONE, sql=ADVANCED, python=INTERMEDIATE)
    said = {(c.subject, c.statement, c.level) for c in candidates(profile, CATALOGUE)}
    assert ("docker", "has", INTERMEDIATE) in said
    assert ("python", "has", ADVANCED) in said
    assert not any(subject == "sql" for subject, _, _ in said)


def test_nobody_is_told_to_lack_a_skill_or_to_dislike_a_task() -> None:
    said = {(c.kind, c.statement) for c in candidates(Profile(), CATALOGUE)}
    assert said == {("skill", "has"), ("interest", "like")}
    assert all(c.level for c in candidates(Profile(), CATALOGUE) if c.kind == "skill")


def test_a_change_is_described_in_words() -> None:
    words = {c.describe(CATALOGUE) for c in candidates(Profile(), CATALOGUE)}
    assert {"Docker at intermediate level", "a liking for data analysis", "a liking for production code"} <= words


def test_what_stands_on_much_costs_its_hours() -> None:
    hours = {(c.subject, c.level): c.hours for c in candidates(Profile(), CATALOGUE) if c.level}
    assert hours["kubernetes", INTERMEDIATE] == pytest.approx(20 + 40 + 10 + 10)  # Docker and Linux come with it


def test_what_hardly_anybody_asks_for_is_no_change_to_propose() -> None:
    def named_in(share: float) -> Evidence:
        return Evidence("all", 2019, 2024, "ds", "tensorflow", 1, 100, share, 0.0, 1.0)

    weights = (*CATALOGUE.weights, Weight("mle", "tensorflow", 2.0, 0.1, 2.0))
    asked = tuple(r for r in CATALOGUE.requirements if r.skill != "tensorflow")
    rare, usual = (
        replace(CATALOGUE, weights=weights, requirements=asked, evidence=(named_in(s),)) for s in (0.01, 0.08)
    )
    assert "tensorflow" not in {c.subject for c in candidates(Profile(), rare)}
    assert "tensorflow" in {c.subject for c in candidates(Profile(), usual)}


def test_of_changes_of_one_size_what_a_role_asks_for_is_proposed() -> None:
    expert = somebody(r=ADVANCED, sql=ADVANCED, statistics=ADVANCED, communication=ADVANCED)
    found = smallest_change(expert, CATALOGUE)
    assert found
    assert {c.subject for c in found} <= {r.skill for r in CATALOGUE.requirements}
    assert {c.statement for c in found} == {"has"}


def test_a_third_role_can_be_turned_to() -> None:
    catalogue = with_third_role(CATALOGUE)
    profile = somebody(sql=ADVANCED, statistics=ADVANCED, r=ADVANCED)
    found = smallest_change(profile, catalogue)
    assert found
    assert recommendation_of(after(profile, found), catalogue)[0] == found[0].leads_to
