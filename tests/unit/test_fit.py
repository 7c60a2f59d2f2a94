"""Which role statements point to, and how sure that is."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.small_catalogue import (
    ADVANCED,
    BEGINNER,
    INTERMEDIATE,
    NONE,
    SKILLS,
    small_catalogue,
    somebody,
    with_third_role,
)
from waymark.fit import assess_fit, foundations_missing, grounds, recommend
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity

CATALOGUE = small_catalogue()
THREE = with_third_role(CATALOGUE)
statements = st.builds(
    SkillStatement,
    skill=st.sampled_from(sorted(SKILLS)),
    polarity=st.sampled_from(Polarity),
    level=st.sampled_from([None, BEGINNER, INTERMEDIATE, ADVANCED]),
)
likes = st.builds(
    InterestStatement,
    activity=st.sampled_from(sorted(CATALOGUE.activities)),
    attitude=st.sampled_from(Attitude),
    origin=st.sampled_from(["said", "answered"]),
)


def profile_of(skills: list[SkillStatement], interests: list[InterestStatement]) -> Profile:
    return Profile("p", {s.skill: s for s in skills}, {i.activity: i for i in interests})


few = settings(max_examples=50, deadline=None)  # of statements on a dozen skills and two activities
profiles = st.builds(profile_of, st.lists(statements, max_size=12), st.lists(likes, max_size=2))


def mle(profile: Profile) -> float:
    return assess_fit(profile, CATALOGUE).probability["mle"].value


def liking(attitude: Attitude, origin: str = "said") -> Profile:
    return Profile(interests={"production-code": InterestStatement("production-code", attitude, origin=origin)})


@few
@given(profiles)
def test_probabilities_sum_to_one_and_lie_within_their_intervals(profile: Profile) -> None:
    for catalogue in (CATALOGUE, THREE):
        chances = assess_fit(profile, catalogue).probability.values()
        assert abs(sum(c.value for c in chances) - 1.0) < 1e-9
        assert all(0.0 <= c.low <= c.value <= c.high <= 1.0 for c in chances)


@few
@given(profiles, st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(profile: Profile, dice: random.Random) -> None:
    skills, interests = list(profile.skills.items()), list(profile.interests.items())
    dice.shuffle(skills)
    dice.shuffle(interests)
    other = replace(profile, skills=dict(skills), interests=dict(interests))
    assert assess_fit(other, CATALOGUE) == assess_fit(profile, CATALOGUE)


@few
@given(profiles)
def test_near_neutral_skills_never_swing_the_recommendation(profile: Profile) -> None:
    neutral = {s: SkillStatement(s, Polarity.HAS, ADVANCED) for s in ("python", "spark", "linux")}
    bare = replace(profile, skills={k: v for k, v in profile.skills.items() if k not in neutral})
    assert assess_fit(bare, CATALOGUE) == assess_fit(replace(bare, skills={**bare.skills, **neutral}), CATALOGUE)


@few
@given(profiles)
def test_what_is_only_wanted_is_no_evidence(profile: Profile) -> None:
    without = replace(profile, skills={k: s for k, s in profile.skills.items() if s.polarity is not Polarity.WANTS})
    assert assess_fit(profile, CATALOGUE).probability == assess_fit(without, CATALOGUE).probability


def test_nothing_said_gives_even_roles_with_a_wide_interval() -> None:
    chance = assess_fit(Profile(), CATALOGUE).probability["mle"]
    assert chance.value == 0.5
    assert chance.high - chance.low > 0.7


def test_more_known_makes_the_interval_narrower() -> None:
    little = assess_fit(somebody(docker=INTERMEDIATE), CATALOGUE).probability["mle"]
    much = assess_fit(
        somebody(docker=INTERMEDIATE, r=NONE, kubernetes=ADVANCED, statistics=NONE, sql=NONE, pytorch=ADVANCED),
        CATALOGUE,
    ).probability["mle"]
    assert much.high - much.low < little.high - little.low


def test_a_higher_level_tells_more() -> None:
    assert 0.5 < mle(somebody(docker=BEGINNER)) < mle(somebody(docker=INTERMEDIATE)) < mle(somebody(docker=ADVANCED))


def test_lacking_a_skill_is_evidence_and_saying_nothing_is_none() -> None:
    assert mle(somebody(statistics=NONE)) > 0.5 > mle(somebody(statistics=INTERMEDIATE))
    assert mle(Profile()) == 0.5


def test_alike_tools_tell_less_together_than_they_would_one_by_one() -> None:
    def shift(*names: str) -> float:
        contributions = assess_fit(somebody(**dict.fromkeys(names, INTERMEDIATE)), CATALOGUE).contributions
        return sum(c.weight for c in contributions)

    together, apart = shift("docker", "kubernetes"), shift("docker") + shift("kubernetes")
    assert max(shift("docker"), shift("kubernetes")) < together < 0.95 * apart


def test_likes_and_dislikes_lean_opposite_ways_and_count_more_unasked() -> None:
    assert mle(liking(Attitude.LIKE)) > mle(liking(Attitude.LIKE, "answered")) > 0.5
    assert abs(mle(liking(Attitude.LIKE)) + mle(liking(Attitude.DISLIKE)) - 1.0) < 1e-9


def test_contributions_name_the_statement_and_its_side_largest_first() -> None:
    found = assess_fit(somebody(r=BEGINNER, docker=ADVANCED, kubernetes=NONE), CATALOGUE).contributions
    assert [(c.subject, c.statement, c.toward) for c in found[:2]] == [("docker", "has", "mle"), ("r", "has", "ds")]
    assert ("kubernetes", "lacks", "ds") in [(c.subject, c.statement, c.toward) for c in found]
    assert [c.weight for c in found] == sorted((c.weight for c in found), reverse=True)


def test_a_third_role_is_weighed_by_its_rows_alone() -> None:
    fit = assess_fit(somebody(spark=ADVANCED, sql=ADVANCED), THREE)
    assert set(fit.probability) == {"ds", "mle", "de"}
    assert max(fit.probability, key=lambda role: fit.probability[role].value) == "de"


def said(profile: Profile, ds: float = 0.5, mle: float = 0.5) -> str:
    return recommend(assess_fit(profile, CATALOGUE), {"ds": ds, "mle": mle}, profile, CATALOGUE)


def test_nothing_said_is_unknown_and_never_both() -> None:
    assert said(Profile()) == "unknown"
    assert said(somebody(docker=INTERMEDIATE)) == "unknown"


def test_clear_evidence_names_the_role() -> None:
    builder = somebody(docker=ADVANCED, kubernetes=ADVANCED, pytorch=ADVANCED, statistics=NONE)
    analyst = somebody(r=ADVANCED, statistics=ADVANCED, sql=ADVANCED, communication=ADVANCED)
    assert (said(builder), said(analyst)) == ("mle", "ds")


def test_evidence_for_both_sides_is_both() -> None:
    assert said(somebody(r=ADVANCED, statistics=INTERMEDIATE, docker=ADVANCED, pytorch=INTERMEDIATE)) == "both"


def test_missing_foundations_are_not_yet_even_with_little_else_said() -> None:
    assert said(somebody(python=NONE, statistics=NONE), ds=0.0, mle=0.0) == "not_yet"


def test_without_any_language_to_build_on_it_is_not_yet_whatever_else_is_held() -> None:
    teacher = somebody(python=NONE, statistics=ADVANCED, communication=ADVANCED, sql=INTERMEDIATE)
    assert grounds(CATALOGUE) == ("python",)
    assert foundations_missing(teacher, CATALOGUE)
    assert not foundations_missing(somebody(python=NONE, statistics=ADVANCED, r=ADVANCED, sql=ADVANCED), CATALOGUE)
    assert not foundations_missing(somebody(statistics=ADVANCED, communication=ADVANCED), CATALOGUE)


def test_somebody_ready_is_never_told_not_yet() -> None:
    assert said(somebody(python=NONE, statistics=NONE, docker=ADVANCED), ds=0.1, mle=0.6) != "not_yet"


def test_an_r_expert_without_python_has_begun_all_the_same() -> None:
    assert said(somebody(r=ADVANCED, python=NONE, sql=NONE, communication=INTERMEDIATE), ds=0.1, mle=0.0) != "not_yet"
