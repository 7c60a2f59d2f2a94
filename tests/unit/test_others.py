"""What other people know is not the person's own."""

from __future__ import annotations

import pytest

from waymark.meaning.others import is_of_somebody_else, own_years, own_years_only
from waymark.meaning.retraction import complains_of_loss
from waymark.skills import Mention, Scope


@pytest.mark.parametrize(
    ("evidence", "scope", "expected"),
    [
        ("he knows Java", Scope.OTHER, True),
        ("she does R and Tableau", Scope.QUESTION, True),
        ("my little brother uses Spark", Scope.QUESTION, True),
        ("my Python is good enough", Scope.QUESTION, False),
        ("is R worth it", Scope.QUESTION, False),
        ("I know Java", Scope.OWN, False),
    ],
)
def test_a_skill_of_somebody_else_is_told_apart(evidence: str, scope: Scope, expected: bool) -> None:
    assert is_of_somebody_else(Mention("java", 0, 4, evidence=evidence, scope=scope)) is expected


@pytest.mark.parametrize(
    "text",
    ["why did you delete my Java?", "how come you just removed SQL", "you dropped my Python, I know it",
     "hey, you've deleted Docker", "why have you taken R out"],
)  # fmt: skip
def test_who_misses_an_entry_complains_of_its_loss(text: str) -> None:
    assert complains_of_loss(text)


@pytest.mark.parametrize(
    "text", ["delete my Java", "can you remove SQL?", "why don't you delete R", "I dropped Python", "you should drop R"]
)
def test_an_order_to_remove_is_no_complaint(text: str) -> None:
    assert not complains_of_loss(text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("you say i meet python but they want 3 years and i have a bit", None),
        ("the job asks for 3+ years of Python, I've got about half a year", 0.5),
        ("they want python and i have 3 years", 3.0),
        ("Python, 3 years", 3.0),
    ],
)
def test_years_that_others_ask_for_are_not_the_persons(text: str, years: float | None) -> None:
    at = text.lower().index("python")
    assert own_years_only(Mention("python", at, at + 6, years=3.0), text).years == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("no!! THEY want 3 years, i have about half a year", 0.5),
        ("most jobs ask for 5 years of SQL, I have 18 months", 1.5),
        ("they want 3 years", None),
        ("I have no time this year", None),
    ],
)
def test_own_years_stand_beside_those_that_others_want(text: str, years: float | None) -> None:
    assert own_years(text) == years
