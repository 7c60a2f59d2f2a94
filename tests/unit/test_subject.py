"""What is said of the open question's own subject answers it, also where other skills stand beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.small_catalogue import small_catalogue
from waymark.catalogue import Activity, Question
from waymark.meaning.subject import is_about_another, level_beside, level_on_subject, names_hours
from waymark.skills import Mention, ProficiencyLevel

NONE, BEGINNER, INTERMEDIATE, ADVANCED = ProficiencyLevel
IMAGES = Question("vision", "How much have you worked with images or video?", "", ("deep-learning",), None)
EXPLAINING = Question("explain", "How good are you at explaining results?", "", ("communication",), None)
ACTIVITIES = (
    Activity("data-analysis", "data analysis", "activity", ("analysing data",), {}, 0.0, ""),
    Activity("presenting", "presenting", "activity", ("explaining results",), {}, 0.0, ""),
)
CATALOGUE = replace(
    small_catalogue(), questions=(IMAGES, EXPLAINING), activities={activity.id: activity for activity in ACTIVITIES}
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I have not worked with images at all, only spreadsheets.", NONE),
        ("As I said, I have never touched images, no.", NONE),
        ("Please continue with your questions, the answer on images is that I never did any.", NONE),
        ("haven't worked with video", NONE),
        ("I know Excel, but with images I haven't done much", BEGINNER),
        ("I worked with images a bit, as a hobby", BEGINNER),
        ("at work I use video every day", ADVANCED),
        ("I never want to work with images", None),
        ("I don't care about images", None),
        ("I never said images", None),
        ("not sure I know what images are", None),
        ("my colleague has never once touched images in his life", None),
        ("why images? I never did any", None),
        ("I have never touched Docker", None),
    ],
)
def test_the_clause_on_the_subject_gives_the_level(text: str, level: ProficiencyLevel | None) -> None:
    assert level_on_subject(text, IMAGES, CATALOGUE) is level


@pytest.mark.parametrize(
    ("text", "named", "level"),
    [
        ("never really, only wrapped one model in a flask api once", "flask", NONE),
        ("not much. Mostly Excel", "Excel", BEGINNER),
        ("not really, only Excel", "Excel", NONE),
        ("no, but I know Matlab", "Matlab", NONE),
        ("no Docker, no Kubernetes", "Docker", None),
        ("a bit of SQL, never R", "SQL", None),
        ("yes, Python", "Python", None),
        ("no, Java 3 years", "Java", NONE),
        ("no thanks, I'd rather compare Docker", "Docker", None),
    ],
)
def test_the_first_words_answer_unless_they_name_another_skill(
    text: str, named: str, level: ProficiencyLevel | None
) -> None:
    at = text.index(named)
    assert level_beside(text, [Mention(named.lower(), at, at + len(named))], ()) is level


def test_a_mere_no_before_a_known_skill_puts_that_right() -> None:
    told = [Mention("java", 4, 8)]
    assert level_beside("no, Java 3 years", told, (), {"java"}) is None
    assert level_beside("never, Java 3 years", [Mention("java", 7, 11)], (), {"java"}) is NONE


def test_another_activity_is_another_subject() -> None:
    assert is_about_another("Do I like analysing data?", EXPLAINING, CATALOGUE)
    assert not is_about_another("How good am I at explaining results?", EXPLAINING, CATALOGUE)
    assert not is_about_another("How much have I done that?", EXPLAINING, CATALOGUE)


def test_hours_are_no_level() -> None:
    assert all(map(names_hours, ("hours 3 only", "only 2h", "at 7 pm", "a few hrs")))
    assert not any(map(names_hours, ("only a little", "2 years", "3", "a bit, h")))
