"""The statistics behind the catalogue's figures."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waymark.evidence.figures import Estimate, Stratum, draw_to, log_odds_ratio, pool, shrink, wilson


@settings(deadline=None)
@given(st.integers(1, 5000), st.data())
def test_a_wilson_interval_holds_its_share_and_stays_within_0_and_1(total: int, data: st.DataObject) -> None:
    share, low, high = wilson(data.draw(st.integers(0, total)), total)
    assert 0.0 <= low <= share <= high <= 1.0


def test_a_wilson_interval_is_the_textbook_one() -> None:
    assert wilson(8, 20) == pytest.approx((0.4, 0.2188, 0.6134), abs=1e-4)


def test_no_postings_give_no_share() -> None:
    with pytest.raises(ValueError, match="0 of 0"):
        wilson(0, 0)


def test_pooling_within_sources_is_not_fooled_by_a_role_that_lives_in_another_source() -> None:
    """In each source both roles name the skill equally often; in all together one seems to name it far more."""
    rare, common = Stratum(1, 10, 90, 900), Stratum(800, 1000, 16, 20)
    crude = log_odds_ratio(Stratum(801, 1010, 106, 920))
    assert crude.value > 3
    assert abs(pool([log_odds_ratio(rare), log_odds_ratio(common)]).value) < 0.2


def test_a_source_that_never_names_a_skill_tells_nothing() -> None:
    assert math.isinf(log_odds_ratio(Stratum(0, 50, 0, 500)).error)


def test_a_role_with_two_postings_hardly_counts() -> None:
    large = Estimate(1.0, 0.2)
    assert pool([large, log_odds_ratio(Stratum(0, 2, 40, 400))]).value == pytest.approx(1.0, abs=0.01)


def test_sources_that_disagree_make_the_pooled_figure_less_sure() -> None:
    agreeing = pool([Estimate(1.0, 0.2), Estimate(1.0, 0.2)])
    disagreeing = pool([Estimate(2.0, 0.2), Estimate(0.0, 0.2)])
    assert disagreeing.error > 2 * agreeing.error


@settings(deadline=None)
@given(st.floats(-5, 5), st.floats(0.01, 5), st.floats(0.05, 2))
def test_shrinking_never_changes_sides_and_never_grows(value: float, error: float, variance: float) -> None:
    weight = shrink(Estimate(value, error), variance)
    assert weight * value >= 0
    assert abs(weight) <= abs(value)


def test_the_surer_witness_counts_more() -> None:
    assert draw_to(Estimate(1.0, 0.1), Estimate(0.0, 1.0)).value == pytest.approx(0.99, abs=0.01)
