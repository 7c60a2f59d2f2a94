"""What is heard of a message: what somebody tells of themselves, and no guess where they ask for something."""

from __future__ import annotations

import pytest

from waymark.skills import Attitude, Interest


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
