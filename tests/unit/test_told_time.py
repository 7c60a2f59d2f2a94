"""Times that a message names without telling them of its writer."""

import pytest

from waymark.meaning.answers import StudyTime, study_time
from waymark.meaning.told_time import beside_facts, hours_settled, limit_denied, without_objected, without_repeated


@pytest.mark.parametrize(("text", "meant"), [
    ("99 weeks?? i have 20 hours a week", StudyTime(20)), ("99 weeks is way too long", StudyTime()),
    ("I didn't name 99 weeks, YOU did", StudyTime()), ("those 99 weeks are a joke", StudyTime()),
    ("why 99 weeks", StudyTime()), ("not 12 hours a week, 8 hours", StudyTime(8)),
    ("i don't want 12 hours", StudyTime()), ("can I do it in 12 weeks?", StudyTime(weeks=12)),
    ("no more than 8 hours a week", StudyTime(8)),
])  # fmt: skip
def test_amounts_that_are_questioned_or_refused_are_not_told(text: str, meant: StudyTime) -> None:
    assert study_time(without_objected(text)) == meant


def test_what_the_bot_has_just_said_is_not_named_by_the_person() -> None:
    said = ("about 99 weeks at 5 hours a week",)
    assert study_time(without_repeated("ok 99 weeks, 6 hours a week", said)) == StudyTime(6)
    assert study_time(without_repeated("5 hours a week for 10 weeks", said)) == StudyTime(5, 10)


def test_a_limit_that_was_never_named_is_denied() -> None:
    assert limit_denied("I didn't name 99 weeks, YOU did") == 99
    assert limit_denied("I never said 3 months") == 13
    assert limit_denied("I didn't say that I have no time") is None


@pytest.mark.parametrize(("text", "kept"), [
    ("Python 3 years, about 8 hours a week and 7 months", StudyTime(8, 7 * 52 / 12)),
    ("Python and I have 3 months", StudyTime(weeks=13)), ("Python, 6 months", StudyTime()),
    ("Python, took me 20 hours", StudyTime()), ("Python, 60 hours in all", StudyTime(total_hours=60)),
    ("Python 2 hours a week", StudyTime()),
])  # fmt: skip
def test_time_beside_facts(text: str, kept: StudyTime) -> None:
    assert study_time(beside_facts(text, [(0, 6)])) == kept


@pytest.mark.parametrize(("text", "hours"), [
    ("i dont want 12 really, stay at 8", 8), ("keep it at 6 hours please", 6), ("let's go back to 4", 4),
    ("stay at 8 weeks", None), ("I want to go back to school", None), ("I have 8", None),
])  # fmt: skip
def test_hours_that_somebody_stays_with(text: str, hours: float | None) -> None:
    assert hours_settled(text) == hours
