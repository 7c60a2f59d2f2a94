"""What a text says about a plan."""

import pytest

from waymark import plan_wording


def test_a_swap_corrects_unless_a_plan_is_talked_about():
    text = "swap Java for Python"
    assert not plan_wording.edits_plan(text, corrects=True, after_a_plan=False)
    assert plan_wording.edits_plan(text, corrects=True, after_a_plan=True)


@pytest.mark.parametrize(("text", "week"), [
    ("what comes after week 6?", 7), ("what do I learn in month 2", 5), ("what is in week 3", 3),
    ("what can I learn in 3 weeks", None), ("I studied in week 3", None), ("what if I have 5 hours in week 2", None),
])  # fmt: skip
def test_a_week_of_the_plan_is_asked_for(text: str, week: int | None) -> None:
    assert plan_wording.week_asked(text) == week


@pytest.mark.parametrize(("text", "asks"), [
    ("why that one first?", True), ("why do I start with mathematics?", True), ("ok but why this order?", True),
    ("why do I need that first step?", True), ("why should I learn Python before SQL", True),
    ("how come statistics comes first", True), ("why do you ask that first?", False), ("why data scientist?", False),
    ("why is SQL important?", False), ("what should I learn first?", False), ("I started with Python first", False),
    ("why?", False),
])  # fmt: skip
def test_the_order_of_steps_is_asked_for(text: str, asks: bool) -> None:
    assert plan_wording.asks_why_order(text) is asks


@pytest.mark.parametrize(("text", "lifts"), [
    ("no limit please", True), ("forget the deadline", True), ("show me the whole plan", True),
    ("forget about the 3 months", True), ("plan it without a time limit", True), ("ignore my time limit", True),
    ("I can study full time", False), ("I have no time", False), ("forget about SQL", False), ("my whole life", False),
])  # fmt: skip
def test_a_time_limit_is_lifted(text: str, lifts: bool) -> None:
    assert plan_wording.lifts_limit(text) is lifts


@pytest.mark.parametrize(("text", "wonders"), [
    ("can I do it in six months?", True), ("is 3 months realistic", True), ("how far do I get in a year?", True),
    ("I have six months. Which steps?", False), ("I have 6 months", False), ("6 months", False),
])  # fmt: skip
def test_a_time_that_is_tried_is_not_told(text: str, wonders: bool) -> None:
    assert plan_wording.only_wonders(text) is wonders
