"""What is heard of a message: what somebody tells of themselves, and no guess where they ask for something."""

from __future__ import annotations

import pytest

from tests.actions.conftest import mention
from waymark.skills import Attitude, Interest, Scope


def test_an_order_likes_nothing(talk, adviser) -> None:
    person = talk("an-order")
    wished = Interest("reports", 10, 16, Attitude.LIKE, evidence="give me a report", because=("give me a",))
    person.say("ask_report", "give me a report", interests=(wished,))
    assert not adviser.profile(person.person).interests


@pytest.mark.parametrize(
    ("intent", "text", "heard"),
    [
        ("tell_interest", "a room full of pupils and I come alive", True),
        ("out_of_scope", "a room full of pupils and I come alive", True),
        ("start_advice", "a room full of pupils and I come alive, which path is that?", True),
        ("ask_resources", "give me a course", False),
        ("export_or_show_profile", "give me a report", False),
        ("out_of_scope", "nba results", False),
        ("tell_interest", "/session_start", False),
    ],
)
def test_a_guessed_liking_is_heard_only_of_who_tells_of_themselves(talk, adviser, intent, text, heard) -> None:
    person = talk(f"{intent}-{len(text)}")
    person.say(intent, text, interests=(Interest("teaching", 0, 4, Attitude.LIKE, evidence=text),))
    assert bool(adviser.profile(person.person).interests) is heard


def test_a_cv_is_told_whoever_else_stands_in_it(talk, adviser) -> None:
    person = talk("cv")
    told = (mention("r"), mention("sas"), mention("healthcare", scope=Scope.OTHER))
    person.say("paste_advert", "here is my CV: R and SAS at Acme Pharma", mentions=told)
    assert set(adviser.profile(person.person).skills) == {"r", "sas"}
    assert "paste its text here" in talk("offer").say("paste_advert", "here is my CV")


def test_what_is_stored_is_said_once_to_a_person_and_not_in_each_thread(talk) -> None:
    one, other = talk("thread"), talk("thread")
    assert "I store what you tell me" in one.say("tell_skills", "R", mentions=(mention("r"),))
    assert "I store what you tell me" not in other.say("ask_salary", "what do they earn?")


def test_a_receipt_that_was_said_a_moment_ago_is_left_out(talk) -> None:
    person = talk("skips")
    person.say("tell_skills", "R", mentions=(mention("r"),))
    said = [person.say("skip", f"skip this {n}") for n in range(6)]
    assert not any("As I said just now" in text for text in said)


def test_nothing_is_noted_of_a_readme(talk, adviser) -> None:
    person = talk("readme")
    text = "# Tool\n\nThis repository holds a tool: pip install tool. 12 % of what it does is slow.\n\n## Usage\n"
    text += "Run it. " * 10
    assert "description of a program" in person.say("tell_skills", text, mentions=(mention("packaging"),))
    assert adviser.profile(person.person).is_empty
    person.say("tell_skills", "R", mentions=(mention("r"),))
    person.say("tell_skills", text, mentions=(mention("packaging"),))
    assert "nothing to forget" in person.say("undo", "forget the file")
    assert set(adviser.profile(person.person).skills) == {"r"}
