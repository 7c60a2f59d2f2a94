"""Deleting works whatever was talked about in between, and never by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention

Talk = Callable[..., Conversation]


def _asked(talk: Talk) -> Conversation:
    person = talk()
    person.say("tell_skills", "Python and SQL", mentions=(mention("python"), mention("sql")))
    assert "Shall I delete it all?" in person.say("delete_my_data", "delete my data")
    return person


@pytest.mark.parametrize("between", ["start_advice", "ask_gaps", "export_or_show_profile", "ask_salary", "ask_plan"])
@pytest.mark.parametrize(
    ("intent", "text"), [("affirm", "yeah go on, delete it"), ("affirm", "yes delete"), ("nevermind", "erase that")]
)
def test_an_order_after_something_else_deletes(talk: Talk, adviser: Any, between: str, intent: str, text: str) -> None:
    person = _asked(talk)
    person.say(between, "hm, can I see something first?")
    assert "Nothing that you told me is left" in person.say(intent, text)
    assert adviser.profile(person.person).is_empty


def test_a_plain_yes_answers_what_was_asked_last(talk: Talk, adviser: Any) -> None:
    person = _asked(talk)
    person.say("ask_gaps", "what am I missing?")
    person.say("affirm", "yes")
    assert not adviser.profile(person.person).is_empty


@pytest.mark.parametrize("intent", ["affirm", "nevermind", "correct_or_remove_skill", "tell_skills"])
def test_an_order_out_of_the_blue_is_asked_about(talk: Talk, adviser: Any, intent: str) -> None:
    person = talk()
    person.say("tell_skills", "Python", mentions=(mention("python"),))
    assert "Shall I delete it all?" in person.say(intent, "ok, wipe everything")
    assert not adviser.profile(person.person).is_empty


def test_an_order_after_it_was_called_off_or_long_ago_is_asked_about_again(talk: Talk, adviser: Any) -> None:
    person = _asked(talk)
    person.say("deny", "no, keep it")
    assert "Shall I delete it all?" in person.say("affirm", "delete it")
    for _ in range(5):
        person.say("ask_gaps", "what am I missing?")
    assert "Shall I delete it all?" in person.say("affirm", "delete it")
    assert not adviser.profile(person.person).is_empty


def test_a_question_and_a_named_skill_delete_nothing(talk: Talk, adviser: Any) -> None:
    person = _asked(talk)
    assert "Still open: Delete everything" in person.say("delete_my_data", "can you delete it?")
    person.say("correct_or_remove_skill", "delete Docker", mentions=(mention("docker"),))
    assert not adviser.profile(person.person).is_empty


def test_who_says_no_just_delete_it_means_yes(talk: Talk, adviser: Any) -> None:
    person = _asked(talk)
    person.say("deny", "no, just delete it")
    assert adviser.profile(person.person).is_empty


def test_who_wants_to_look_first_is_shown_the_profile_and_the_question_stays(talk: Talk, adviser: Any) -> None:
    person = _asked(talk)
    said = person.say("export_or_show_profile", "wait, show me first what you have")
    assert "- SQL" in said
    assert "Still open" in said
    assert not adviser.profile(person.person).is_empty


def test_an_order_that_was_sent_twice_is_no_answer(talk: Talk, adviser: Any) -> None:
    person = _asked(talk)
    assert "Still open: Delete everything" in person.say("delete_my_data", "Delete my data")
    assert not adviser.profile(person.person).is_empty
    person.say("delete_my_data", "just delete it all")
    assert adviser.profile(person.person).is_empty
