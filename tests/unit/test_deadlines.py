"""Days of the calendar that a text names as the end of the time to learn."""

from datetime import date

import pytest

from waymark.meaning.deadlines import deadline, weeks_until

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(("text", "day"), [
    ("i need a job by end of march", (2027, 3, 31)), ("until the end of February", (2027, 2, 28)),
    ("I have until end of june", (2027, 6, 30)), ("i said end of march", (2027, 3, 31)),
    ("by June", (2027, 6, 1)), ("before summer", (2027, 6, 1)), ("by the end of next summer", (2027, 8, 31)),
    ("by next spring", (2027, 3, 1)), ("until 1 March", (2027, 3, 1)), ("by March 15th", (2027, 3, 15)),
    ("by the 3rd of May 2028", (2028, 5, 3)), ("until christmas", (2026, 12, 24)), ("by mid-April", (2027, 4, 15)),
    ("till the end of the year", (2026, 12, 31)), ("by next year", (2026, 12, 31)), ("by New Year", (2026, 12, 31)),
    ("by the end of next month", (2026, 12, 31)), ("by 2027-04-30", (2027, 4, 30)), ("by dec 1", (2026, 12, 1)),
    ("by the end of november", (2026, 11, 30)),
])  # fmt: skip
def test_a_deadline_is_the_next_such_day(text: str, day: tuple[int, int, int]) -> None:
    assert deadline(text, TODAY) == date(*day)


@pytest.mark.parametrize("text", [
    "I worked there until June", "by the way", "I was unemployed until March", "since the end of March",
    "I may learn SQL before Docker", "by March 2020", "who came up with it", "my course ended end of May",
    "in the end I like SQL", "by the month", "learn Java before Spring Boot", "I have 3 months",
])  # fmt: skip
def test_what_is_no_deadline(text: str) -> None:
    assert deadline(text, TODAY) is None


def test_the_weeks_until_a_day() -> None:
    assert weeks_until(date(2026, 12, 11), TODAY) == 2
    assert weeks_until(TODAY, TODAY) == 0
