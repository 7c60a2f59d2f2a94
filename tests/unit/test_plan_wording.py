"""What a text says about a plan."""

import pytest

from waymark.meaning import plan_edits, plan_wording


def test_a_swap_corrects_unless_a_plan_is_talked_about():
    text = "swap Java for Python"
    assert not plan_edits.edits_plan(text, corrects=True, after_a_plan=False)
    assert plan_edits.edits_plan(text, corrects=True, after_a_plan=True)


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


@pytest.mark.parametrize(("text", "skips", "known"), [
    ("skip python", True, False), ("can we leave the first one out", True, False), ("skip it, I know it", True, True),
    ("I already learned that", False, True), ("I am good at it", False, True), ("drop Docker, done that", True, True),
    ("I did not learn it", False, False), ("I know nothing", False, False),
    ("I don't know it", False, False), ("I like SQL", False, False),
])  # fmt: skip
def test_a_step_is_skipped_or_known(text: str, skips: bool, known: bool) -> None:
    assert (plan_edits.skips_step(text), plan_wording.says_known(text)) == (skips, known)


@pytest.mark.parametrize(("text", "place"), [
    ("skip the first one", 0), ("I did step 3", 2), ("the second is known to me", 1), ("in the first week", None),
    ("first of all", None), ("I have 2 hours", None),
])  # fmt: skip
def test_a_step_is_called_by_its_number(text: str, place: int) -> None:
    assert plan_wording.step_numbered(text) == place


@pytest.mark.parametrize(("text", "asks"), [
    ("why did it get longer, I just ticked SQL off", True), ("how come it's more weeks now?", True),
    ("why has the plan changed", True), ("why is the plan longer than before", True),
    ("why did you change your mind", False),    ("why data scientist?", False), ("it got longer", False),
])  # fmt: skip
def test_a_plan_that_moved_is_asked_about(text: str, asks: bool) -> None:
    assert plan_wording.asks_why_moved(text) is asks


@pytest.mark.parametrize(("text", "asks"), [
    ("that is too much, what is the one thing for this week", True),
    ("what's one small thing I can do this week?", True), ("give me a small step to start with", True),
    ("what can I learn today?", True), ("what should I study this weekend", True),
    ("can you give me something tiny to try this weekend so i see if i can", True), ("something small to start", True),
    ("i asked for one small thing", True), ("just give me one easy step", True), ("is it a small company", False),
    ("what is on my plan this week", False), ("what do I do in week 3", False),
    ("I have little time this week", False), ("what should I do", False),
])  # fmt: skip
def test_one_small_step_is_asked_for(text: str, asks: bool) -> None:
    assert plan_wording.asks_small_step(text) is asks


@pytest.mark.parametrize(("text", "asks"), [
    ("I have 5 hours a week. is it even realistic?", True), ("is 3 months doable", True),
    ("will I ever get there", True), ("are 4 hours enough?", True),
    ("is it realistic to be both?", False), ("a plan for 5 hours", False),
])  # fmt: skip
def test_it_is_asked_whether_the_time_will_do(text: str, asks: bool) -> None:
    assert plan_wording.asks_if_realistic(text) is asks


@pytest.mark.parametrize(("text", "past"), [
    ("I worked as an analyst for 5 years, make a plan", True), ("2 years of Python, plan please", True),
    ("I have 3 years experience. what next?", True), ("I have 3 months", False), ("a plan for 2 years", False),
    ("I am working full time and have 3 hours a week", False),
])  # fmt: skip
def test_years_of_the_past_are_no_time_to_study_in(text: str, past: bool) -> None:
    assert plan_wording.tells_experience(text) is past


@pytest.mark.parametrize(("text", "asks"), [
    ("can I leave out the maths", True), ("is it ok to skip statistics?", True), ("should I avoid Java?", True),
    ("I skipped the maths at school", False), ("do I need maths?", False), ("leave out Docker", False),
])  # fmt: skip
def test_it_is_asked_whether_something_can_be_left_out(text: str, asks: bool) -> None:
    assert plan_wording.asks_to_leave_out(text) is asks


@pytest.mark.parametrize("text", ["that's a lot", "wow, that is quite a lot of time", "this takes ages, hm"])
def test_a_long_time_is_found_long(text: str) -> None:
    assert plan_wording.finds_too_long(text) is ("ages" not in text)
