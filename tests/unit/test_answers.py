"""Short answers are read in the light of the question that was asked."""

import pytest

from waymark.meaning.answers import (
    StudyTime,
    level_answer,
    meant_by,
    option_number,
    short_liking_answer,
    study_time,
    takes_back,
)
from waymark.skills import ProficiencyLevel


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 hours a week", StudyTime(hours_per_week=8)),
        ("an hour a day", StudyTime(hours_per_week=7)),
        ("half an hour every workday", StudyTime(hours_per_week=2.5)),
        ("I have three months", StudyTime(weeks=13)),
        ("20 hours in all", StudyTime(total_hours=20)),
        ("1,500 hours in all", StudyTime(total_hours=1500)),
        ("I work mon to fri 9 to 5", StudyTime()),
        ("I work 9 to 5 on weekdays, learning in the evenings", StudyTime()),
        ("my shift is 6 to 2 every day, so 4 hours a week", StudyTime(hours_per_week=4)),
        ("a plan in 20 hours", StudyTime(total_hours=20)),
        ("what can I do in 10 hours a week", StudyTime(hours_per_week=10)),
        ("I can spend 5-10 hrs per week", StudyTime(hours_per_week=7.5)),
        ("2 hours every evening, for 6 weeks", StudyTime(hours_per_week=14, weeks=6)),
        ("six hours on weekends", StudyTime(hours_per_week=6)),
        ("10h/week", StudyTime(hours_per_week=10)),
        ("hours 3 only", StudyTime(hours_per_week=3)),
        ("hours: about 4-6", StudyTime(hours_per_week=5)),
        ("I work 40 hours a week", StudyTime()),
        ("my job takes about 50 hours a week, I have 3 hours a week", StudyTime(hours_per_week=3)),
        ("I can work on this 4 hours a week", StudyTime(hours_per_week=4)),
    ],
)
def test_time_to_study_is_read_from_words_and_digits(text: str, expected: StudyTime) -> None:
    assert study_time(text) == expected


@pytest.mark.parametrize("text", ["", "I know Python", "500 hours a week", "0 hours a week", "last week was fun"])
def test_no_time_is_read_where_none_can_be_meant(text: str) -> None:
    assert not study_time(text).said


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("never", ProficiencyLevel.NONE),
        ("nope", ProficiencyLevel.NONE),
        ("not really", ProficiencyLevel.NONE),
        ("not really well", ProficiencyLevel.BEGINNER),
        ("a little bit", ProficiencyLevel.BEGINNER),
        ("yes a bit", ProficiencyLevel.BEGINNER),
        ("yes, daily", ProficiencyLevel.ADVANCED),
        ("no problem", ProficiencyLevel.INTERMEDIATE),
        ("very well", ProficiencyLevel.ADVANCED),
        ("every day at work", ProficiencyLevel.ADVANCED),
    ],
)
def test_a_short_answer_gives_a_level(text: str, level: ProficiencyLevel) -> None:
    assert level_answer(text) is level


@pytest.mark.parametrize("text", ["yes", "sure", "yeah sure", "yep, both", "all of them"])
def test_a_bare_yes_gives_no_level(text: str) -> None:
    assert level_answer(text) is None


def test_a_long_message_is_no_short_answer() -> None:
    assert level_answer("yes well I was wondering what a data scientist does all day long") is None


def test_a_number_picks_an_option_only_where_there_is_one() -> None:
    assert option_number("2", 4) == 1
    assert option_number("number 4.", 4) == 3
    assert option_number("5", 4) is None
    assert option_number("2 years", 4) is None


@pytest.mark.parametrize(
    ("yes", "waiting", "intent"),
    [
        (True, "confirm:delete", "confirm_delete"),
        (False, "confirm:delete", "cancel_delete"),
        (True, "confirm:restart", "confirm_restart"),
        (True, "offer:ask_plan", "ask_plan"),
        (False, "offer:ask_plan", None),
        (True, "q:python", None),
        (True, "hours", None),
        (True, "", None),
    ],
)
def test_yes_and_no_mean_what_waits_for_them(yes: bool, waiting: str, intent: str | None) -> None:
    assert meant_by(yes, waiting) == intent


@pytest.mark.parametrize("text", ["no wait", "Stop!", "don't", "hold on a moment"])
def test_drawing_back_from_a_confirmation_is_heard(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize("text", ["yes", "go ahead", "nothing against it", "I know Python", ""])
def test_other_words_do_not_draw_back(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize(
    ("text", "liked"),
    [
        ("like", True),
        ("I'd enjoy that a lot", True),
        ("that sounds fun", True),
        ("I don't like that", False),
        ("wouldn't enjoy it", False),
        ("hate it", False),
        ("not my thing", False),
        ("not boring", None),
        ("pizza is great", None),
        ("i like python", None),
        ("meh", None),
    ],
)
def test_a_word_of_liking_is_an_answer_only_where_nothing_else_is_said(text: str, liked: bool | None) -> None:
    assert short_liking_answer(text) is liked
