"""What is remembered of a plan, and what differs between two."""

from __future__ import annotations

from tests.unit.small_catalogue import INTERMEDIATE, small_catalogue, somebody
from waymark.plan import make_plan
from waymark.plan_change import KEPT, PlanShown, change_since, remembered, shown, shown_from, shown_text

CATALOGUE = small_catalogue()


def test_a_plan_in_a_line_is_the_plan() -> None:
    one = shown(make_plan(somebody(python=INTERMEDIATE), "ds", CATALOGUE), "3 months")
    assert shown_from(shown_text(one)) == one
    nothing = PlanShown("", 5.0, "", 0.0)
    assert shown_from(shown_text(nothing)) == nothing


def test_the_same_plan_is_remembered_once_and_only_the_last_ones() -> None:
    plans = [PlanShown("ds", pace, "", 0.5, {"sql": 30.0}) for pace in (3.0, 4.0, 5.0, 5.0)]
    lines: list[str] = []
    for one in plans:
        lines = remembered(lines, one)
    assert lines == [shown_text(one) for one in plans[1:3]]
    assert len(lines) == KEPT


def test_what_is_gone_new_and_moved_is_told_apart() -> None:
    before = PlanShown("ds", 5.0, "", 0.5, {"sql": 30.0, "python": 40.0, "r": 10.0})
    now = PlanShown("ds", 5.0, "", 0.6, {"python": 20.0, "r": 10.4, "spark": 15.0})
    change = change_since([shown_text(before), shown_text(now)], now)
    assert change is not None
    assert (change.gone, change.new, change.moved) == ({"sql": 30.0}, {"spark": 15.0}, {"python": (40.0, 20.0)})
    assert change_since([shown_text(now)], now) is None
