"""What a text would change in a plan, and how much of an answer it wants."""

import pytest

from waymark.meaning import more, plan_edits, plan_wording


@pytest.mark.parametrize(("text", "name", "skips"), [
    ("skip Python", "Python", True), ("please skip the Python step", "Python", True),
    ("skip the intro. Python 4y", "Python", False), ("skip it, I know Python", "Python", False),
    ("I did not skip Python", "Python", False),
])  # fmt: skip
def test_only_what_is_named_beside_it_is_skipped(text: str, name: str, skips: bool) -> None:
    assert plan_edits.skips_named(text, [text.index(name)]) is skips


@pytest.mark.parametrize(("text", "barred"), [
    ("without cloud please, in my country aws is blocked", True), ("AWS is banned at our bank", True),
    ("leave it out, we can't use it at work", True), ("Docker isn't allowed here", True),
    ("I don't have access to AWS", True), ("I can't use Docker yet", False), ("I am blocked", True),
    ("no Docker", False),
])  # fmt: skip
def test_what_nobody_there_can_use(text: str, barred: bool) -> None:
    assert plan_edits.is_barred(text) is barred


@pytest.mark.parametrize(("text", "place"), [
    ("swap the first two", 1), ("can I do the second one first?", 1), ("I'd rather have another order", 1),
    ("start with step 3", 2), ("change the order please", 1), ("the first two are easy", None),
    ("I know the third", None), ("in order to learn SQL", None),
])  # fmt: skip
def test_another_order_is_wished_for(text: str, place: int | None) -> None:
    assert (plan_edits.step_wanted_first(text) if plan_edits.moves_steps(text) else None) == place


@pytest.mark.parametrize(("text", "back"), [
    ("put AWS back", True), ("with cloud again please", True), ("add AWS back in", True), ("leave AWS out", False),
])  # fmt: skip
def test_what_was_left_out_is_wanted_back(text: str, back: bool) -> None:
    assert plan_edits.takes_up_again(text) is back


@pytest.mark.parametrize(("text", "count"), [
    ("too long, just the first step", 1), ("just give me step one", 1), ("first step only", 1),
    ("show me only the first two steps", 2), ("the first step", 1), ("I finished the first step yesterday", None),
    ("why is that the first step", None), ("skip just the first step", None), ("make a plan", None),
])  # fmt: skip
def test_the_beginning_of_a_plan_is_enough(text: str, count: int | None) -> None:
    assert more.steps_wanted(text) == count


@pytest.mark.parametrize(("text", "count"), [
    ("top 3 gaps", 3), ("the two most important skills", 2), ("what's my biggest gap", 1), ("my top two", 2),
    ("what am I missing", None), ("only 2 hours a week", None),
])  # fmt: skip
def test_so_many_gaps_are_wanted(text: str, count: int | None) -> None:
    assert more.how_many_wanted(text) == count


@pytest.mark.parametrize(("text", "shorter"), [
    ("shorter", True), ("tl;dr", True), ("can you put that in one sentence?", True), ("keep it short please", True),
    ("summarize", True), ("too wordy, shorter", True),
    ("make the plan shorter", False), ("faster", False), ("I am short", False),
    ("too long", False),
])  # fmt: skip
def test_an_answer_is_wanted_shorter(text: str, shorter: bool) -> None:
    assert more.wants_it_shorter(text) is shorter


@pytest.mark.parametrize(("text", "past"), [
    ("I was a mechanical engineer for twenty-eight years, until the plant closed in March", True),
    ("I taught maths for 6 years", True), ("I was given 3 months to find a job", False),
    ("I was fired and have 3 months", False),
])  # fmt: skip
def test_a_life_that_is_told_names_no_time_to_study_in(text: str, past: bool) -> None:
    assert plan_wording.tells_experience(text) is past
