"""Questions that people ask before they set out are told from what sounds like them."""

from __future__ import annotations

import pytest

from waymark.meaning import practical, retraction, trust


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("is python enough?", "python"),
        ("is SQL enough to get a job?", "SQL"),
        ("and is just Python alone enough", "Python"),
        ("can I get hired with only SQL?", "SQL"),
        ("would knowing R be enough for a start?", "R"),
    ],
)
def test_whether_a_skill_is_enough_is_asked(text: str, name: str) -> None:
    start = text.index(name)
    assert practical.asks_if_enough(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("are 3 hours of Python a week enough?", "Python"),
        ("is one course on SQL enough?", "SQL"),
        ("I know Python well enough", "Python"),
        ("is Python hard?", "Python"),
    ],
)
def test_an_amount_or_a_level_is_another_question(text: str, name: str) -> None:
    start = text.index(name)
    assert not practical.asks_if_enough(text, start, start + len(name))


@pytest.mark.parametrize(
    "text",
    [
        "do I need to code?",
        "can I do this without coding?",
        "do you have to know how to program?",
        "is coding required",
        "must I learn to code for this?",
        "is there a way in with no programming at all?",
    ],
)
def test_coding_is_asked_about(text: str) -> None:
    assert practical.asks_about_coding(text)


@pytest.mark.parametrize("text", ["I can't code, is that bad?", "I like to code", "I never had to code"])
def test_what_is_told_of_coding_asks_nothing(text: str) -> None:
    assert not practical.asks_about_coding(text)


def test_certificates_and_accounts_are_asked_about() -> None:
    assert practical.asks_for_certificate("which certificate should I get?")
    assert practical.asks_for_certificate("should I get certified?")
    assert not practical.asks_for_certificate("I passed a certificate last year")
    assert practical.asks_to_register("do I have to register?")
    assert practical.asks_to_register("can I use this without an account")
    assert not practical.asks_to_register("where do I sign up for a course?")
    assert not practical.asks_to_register("I registered last week")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("what comes after the first step?", 1),
        ("and what follows the second one?", 2),
        ("what do I do after step 3", 3),
        ("what comes first?", None),
        ("after the first step I stopped", None),
    ],
)
def test_the_step_that_is_left_behind(text: str, number: int | None) -> None:
    assert practical.step_passed(text) == number


def test_what_to_study_is_asked_of_no_field() -> None:
    assert practical.asks_what_to_study("what do I need to study?")
    assert practical.asks_what_to_study("ok, what exactly do I have to learn then")
    assert not practical.asks_what_to_study("what do I need to study at university?")


def test_the_catch_is_asked_for() -> None:
    assert trust.asks_for_the_catch("ok so what's the catch?")
    assert trust.asks_for_the_catch("sounds too good to be true")
    assert not trust.asks_for_the_catch("what does the catch block do?")


@pytest.mark.parametrize("text", ["no wait, both", "sorry, I meant both", "actually both of them"])
def test_both_stand_side_by_side(text: str) -> None:
    assert retraction.means_both(text)


@pytest.mark.parametrize("text", ["both", "can I be both?", "no, both paths bore me"])
def test_both_of_something_else(text: str) -> None:
    assert not retraction.means_both(text)
