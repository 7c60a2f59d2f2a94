"""What is held, how ready that makes, and what is missing first."""

from __future__ import annotations

import pytest

from tests.unit.small_catalogue import (
    ADVANCED,
    BEGINNER,
    INTERMEDIATE,
    NONE,
    small_catalogue,
    somebody,
    with_third_role,
)
from waymark.app import SHIPPED_CATALOGUE
from waymark.catalogue import Catalogue
from waymark.gaps import SHOWN_GAPS, all_gaps, assess_readiness, climb_hours, find_gaps, held_levels
from waymark.profile import Profile
from waymark.skills import Mention, Polarity
from waymark.storage.catalogue_files import read_catalogue

CATALOGUE = small_catalogue()


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return read_catalogue(SHIPPED_CATALOGUE)


def test_kubernetes_implies_docker_and_what_docker_needs() -> None:
    held = held_levels(somebody(kubernetes=ADVANCED), CATALOGUE)
    assert (held["docker"], held["linux"]) == (INTERMEDIATE, BEGINNER)


def test_nothing_is_implied_over_a_no() -> None:
    held = held_levels(somebody(kubernetes=ADVANCED, docker=NONE), CATALOGUE)
    assert "docker" not in held


def test_a_level_that_was_said_stands_over_an_implied_one() -> None:
    assert held_levels(somebody(pytorch=INTERMEDIATE, python=BEGINNER), CATALOGUE)["python"] == BEGINNER


def test_a_skill_named_without_a_level_is_raised_by_what_it_must_be() -> None:
    assert held_levels(somebody(python=None), CATALOGUE)["python"] == INTERMEDIATE


def test_a_wished_skill_is_not_held() -> None:
    profile = Profile().tell([Mention("docker", 0, 6, Polarity.WANTS)])
    assert "docker" not in held_levels(profile, CATALOGUE)


def test_nobody_is_ready_with_nothing_and_everybody_with_all() -> None:
    everything = somebody(**{r.skill.replace("-", "_"): r.level for r in CATALOGUE.requirements_of("ds")})
    assert assess_readiness(Profile(), "ds", CATALOGUE).share == 0
    assert assess_readiness(everything, "ds", CATALOGUE).share == pytest.approx(1)


def test_half_the_level_is_half_of_the_requirement() -> None:
    whole = assess_readiness(somebody(sql=INTERMEDIATE), "ds", CATALOGUE).share
    assert assess_readiness(somebody(sql=BEGINNER), "ds", CATALOGUE).share == pytest.approx(whole / 2)


def test_groups_say_where_the_readiness_lies() -> None:
    groups = assess_readiness(somebody(sql=INTERMEDIATE), "ds", CATALOGUE).groups
    assert groups["data"] == pytest.approx((0.6, 0.8))
    assert groups["maths"] == pytest.approx((0.0, 0.7))


def test_a_skill_held_at_the_needed_level_is_no_gap_and_below_it_is_one() -> None:
    gaps = {g.skill: g for g in find_gaps(somebody(sql=INTERMEDIATE, python=BEGINNER), "ds", CATALOGUE)}
    assert "sql" not in gaps
    assert (gaps["python"].have, gaps["python"].need, gaps["python"].hours) == (BEGINNER, INTERMEDIATE, 60)


def test_foundations_come_before_what_few_ask_for() -> None:
    skills = [g.skill for g in find_gaps(Profile(), "ds", CATALOGUE)]
    assert set(skills[:5]) == {"python", "statistics", "machine-learning", "sql", "communication"}


def test_what_a_gap_needs_stands_before_it() -> None:
    skills = [g.skill for g in find_gaps(Profile(), "mle", CATALOGUE)]
    assert skills.index("python") < skills.index("machine-learning") < skills.index("deep-learning")
    assert skills.index("docker") < skills.index("kubernetes")


def test_a_gap_that_was_named_comes_before_an_equal_one_that_was_not() -> None:
    named = [g.skill for g in find_gaps(somebody(tensorflow=NONE), "mle", CATALOGUE)]
    assert named.index("tensorflow") < named.index("pytorch")


@pytest.mark.parametrize(("said", "shown"), [(Polarity.LACKS, True), (Polarity.WANTS, True), (None, False)])
def test_a_gap_that_is_brought_up_is_shown_however_few_ask_for_it(
    said: Polarity | None, shown: bool, shipped: Catalogue
) -> None:
    profile = somebody(python=ADVANCED, docker=INTERMEDIATE)
    if said is not None:
        profile = profile.tell((Mention("kubernetes", 0, 10, said),))
    first = [gap.skill for gap in find_gaps(profile, "mle", shipped)[:SHOWN_GAPS]]
    assert ("kubernetes" in first) is shown


def test_a_related_skill_shortens_the_hours_up_to_its_own_level() -> None:
    assert climb_hours("tensorflow", NONE, ADVANCED, {"pytorch": INTERMEDIATE}, CATALOGUE) == 10 + 20 + 80


def test_gains_add_up_to_what_is_missing() -> None:
    profile = somebody(python=BEGINNER, docker=None)
    missing = sum(g.gain for g in all_gaps(profile, "mle", CATALOGUE))
    assert missing + assess_readiness(profile, "mle", CATALOGUE).share == pytest.approx(1)


def test_a_third_role_has_gaps_of_its_own() -> None:
    skills = [g.skill for g in find_gaps(somebody(sql=ADVANCED), "de", with_third_role(CATALOGUE))]
    assert set(skills) == {"spark", "linux"}
