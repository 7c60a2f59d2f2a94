"""Hours a week that follow from what is said of days."""

import pytest

from waymark.meaning.answers import StudyTime, study_time
from waymark.meaning.told_time import may_be_study_time, names_no_hours
from waymark.meaning.week_hours import week_hours


@pytest.mark.parametrize(("text", "hours", "doubtful"), [
    ("I can do mon+wed evenings, 2 hrs each", 4, False), ("study saturday and sunday 3 hour", 6, True),
    ("I get maybe 20 minutes a day, on a good day 40", 2.3, False), ("mornings only, like 6 to 7:30", 7.5, True),
    ("half an hour on the train each way", 5, True), ("I commute 40 minutes each way", 6.7, True),
    ("three evenings a week, an hour and a half", 4.5, False), ("2 hours twice a week", 4, False),
    ("1 hour on weekdays, 3 on Saturday", 8, True), ("weekdays 1h and saturdays 3h", 8, True),
    ("weekends, 4 hours each day", 8, False), ("after the kids are asleep, so 9 to 10pm", 5, True),
    ("from 6 to 8 on tuesdays and thursdays", 4, True),
    ("1h30 every evening", 10.5, False),
    ("every other day 2 hours", 7, False), ("2 hours a day except sunday", 12, False),
    ("90 minutes a week", 1.5, False),
    ("mon-fri 1 hour", 5, True), ("tuesday and thursday nights, ninety minutes", 3, True),
])  # fmt: skip
def test_days_and_the_hours_on_them_make_a_week(text: str, hours: float, doubtful: bool) -> None:
    found = week_hours(text)
    assert found is not None
    assert (found.hours, found.doubtful) == (hours, doubtful)
    assert study_time(text) == StudyTime(hours)


@pytest.mark.parametrize("text", [
    "six hours on weekends", "8 hours", "I sat 3 hours", "in 3 to 4 months", "30 minutes", "levels 2 to 3", "",
])  # fmt: skip
def test_no_days_are_read_where_none_are_named(text: str) -> None:
    assert week_hours(text) is None


def test_a_rate_of_days_is_no_span_and_words_make_one_number() -> None:
    assert study_time("2 hours 3 times a week for 2 months") == StudyTime(6, 2 * 52 / 12)
    assert study_time("twenty-eight years").weeks is None
    assert study_time("I work 40 hours a week, after work 2 hours a day") == StudyTime(14)
    assert not study_time("I sleep 6 hours a day").said


@pytest.mark.parametrize(("text", "vague"), [
    ("only weekends", True), ("I have all day every day for a year", True), ("weekday evenings", True),
    ("I can study full time", True), ("not much time really", True), ("evenings and weekends only", True),
    ("when the kids are asleep", True), ("I work full time", False), ("every day", False), ("a lot", False),
    ("I like mornings", False), ("not much", False), ("I use Excel all day", False), ("hmm", False),
])  # fmt: skip
def test_a_time_without_a_number_is_known_as_one(text: str, vague: bool) -> None:
    assert names_no_hours(text) is vague


def test_hours_spent_otherwise_are_none_to_study_in() -> None:
    assert may_be_study_time("my wife is pregnant, only 2 hours a week now")
    assert not may_be_study_time("I sleep 6 hours a day")
    assert not may_be_study_time("are 2 hours a day enough?")
