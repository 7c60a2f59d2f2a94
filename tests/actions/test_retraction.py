"""What is taken back is open again; what is not known is lacking; what was never disliked is not stored as such."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.meaning.retraction import denied_dislikes
from waymark.skills import Attitude, Interest, Mention, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]


def _told(talk: Talk) -> Conversation:
    person = talk()
    dislikes = tuple(Interest(a, 0, 1, Attitude.DISLIKE) for a in ("coding", "mathematics"))
    person.say("tell_skills", "Docker and SQL", mentions=(mention("docker"), mention("sql")), interests=dislikes)
    return person


def _taken_back(skill: str, *because: str) -> Mention:
    return Mention(skill, 0, 1, Polarity.LACKS, because=because)


def test_a_skill_that_is_taken_back_is_open_again(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    docker = _taken_back("docker", "forget what I said about")
    said = person.say("correct_or_remove_skill", "forget what I said about Docker", mentions=(docker,), frame="remove")
    assert "Taken back: Docker" in said
    assert set(adviser.profile(person.person).skills) == {"sql"}
    assert "Back again: Docker" in person.say("undo")


def test_a_skill_that_is_not_known_is_lacking(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    person.say("correct_or_remove_skill", "I don't know Docker", mentions=(_taken_back("docker", "I don't know"),))
    assert adviser.profile(person.person).skills["docker"].polarity is Polarity.LACKS


def test_what_was_not_noted_is_not_noted_as_lacking(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    said = person.say("correct_or_remove_skill", "remove R", mentions=(_taken_back("r", "remove"),), frame="remove")
    assert "nothing noted about R" in said
    assert "r" not in adviser.profile(person.person).skills


def test_what_is_said_instead_is_heard(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    said = (_taken_back("docker", "remove"), mention("java"))
    person.say("correct_or_remove_skill", "remove Docker and add Java", mentions=said, frame="remove")
    assert set(adviser.profile(person.person).skills) == {"sql", "java"}


@pytest.mark.parametrize(
    ("text", "left"), [("remove coding dislike", {"mathematics"}), ("remove my dislike of maths", {"coding"})]
)
def test_a_dislike_is_taken_back_and_no_skill_is_noted(talk: Talk, adviser: Any, text: str, left: set[str]) -> None:
    person = _told(talk)
    heard = _taken_back("software-engineering" if "coding" in text else "mathematics", "remove")
    assert "Taken back: dislikes" in person.say("correct_or_remove_skill", text, mentions=(heard,), frame="remove")
    profile = adviser.profile(person.person)
    assert set(profile.interests) == left
    assert set(profile.skills) == {"docker", "sql"}


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("tell_interest", "but thats cause you think i hate coding. i dont"),
        ("tell_interest", "i don't hate coding!"),
        ("ask_why_recommendation", "why does it say I dislike coding? I don't"),
        ("tell_interest", "you wrongly noted that i dislike coding"),
    ],
)
def test_a_dislike_that_is_denied_is_taken_out(talk: Talk, adviser: Any, intent: str, text: str) -> None:
    person = _told(talk)
    heard = (Interest("coding", text.index("coding"), text.index("coding") + 6, Attitude.DISLIKE),)
    assert "Taken back: dislikes coding" in person.say(intent, text, interests=heard)
    assert set(adviser.profile(person.person).interests) == {"mathematics"}
    assert "no dislike of coding" in person.say(intent, text + " ", interests=heard)
    assert set(adviser.profile(person.person).interests) == {"mathematics"}


@pytest.mark.parametrize(
    "text",
    ["I hate maths", "I don't like coding", "you think I hate maths and that's right", "as you said, I dislike maths"],
)
def test_a_dislike_that_is_told_is_none_that_is_denied(adviser: Any, text: str) -> None:
    assert not denied_dislikes(text, adviser.catalogue)


def test_only_the_dislike_of_that_clause_is_denied(adviser: Any) -> None:
    assert denied_dislikes("I don't hate maths but I hate coding", adviser.catalogue) == {"mathematics"}


def test_a_complaint_takes_out_what_an_answer_had_put_in(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    adviser.answer(person.person, "engineering", ProficiencyLevel.INTERMEDIATE)
    text = "i've never built software in my life, why did you write i'm comfortable with that"
    said = person.say("tell_skills", text)
    assert "Software engineering" in said
    assert "an answer to one of my questions" in said
    assert set(adviser.profile(person.person).skills) == {"docker", "sql"}


def test_a_complaint_that_fits_nothing_asks_what_to_correct(talk: Talk) -> None:
    assert "What shall I correct? I have: Docker; SQL" in _told(talk).say(
        "tell_skills", "I can't do it, why did you write that"
    )


def test_where_an_entry_comes_from_is_told(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    asked = (mention("sql", scope=Scope.QUESTION),)
    said = person.say("ask_skill_explain", "why do you say i know sql?", mentions=asked)
    assert 'say "remove SQL"' in said
    assert "sql" in adviser.profile(person.person).skills


@pytest.mark.parametrize("intent", ["tell_interest", "out_of_scope", "injection"])
def test_a_liking_is_ordered_out_however_it_sounds(talk: Talk, adviser: Any, intent: str) -> None:
    person = talk(intent)
    person.say("tell_interest", "I like coding", interests=(Interest("coding", 0, 1),))
    misread = (Interest("deployment", 0, 25),)
    assert "Taken back: likes coding" in person.say(intent, "Take the coding thing out please.", interests=misread)
    assert not adviser.profile(person.person).interests


def test_a_liking_that_was_never_said_is_dropped(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_interest", "I like coding", interests=(Interest("coding", 0, 1),))
    person.say("correct_or_remove_skill", "No, I never said I like coding, I said maybe.")
    assert not adviser.profile(person.person).interests


def test_what_can_be_corrected_names_likings_too(talk: Talk) -> None:
    person = talk()
    person.say("tell_interest", "I like coding", interests=(Interest("coding", 0, 1),))
    assert "I have: likes coding" in person.say("correct_or_remove_skill", "no, please correct that")


def test_what_is_said_after_taking_something_back_is_heard(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_interest", "I like dashboards", interests=(Interest("dashboards", 7, 17),))
    text = "scratch that, I don't like dashboards at all"
    person.say("tell_interest", text, interests=(Interest("dashboards", 27, 37, Attitude.DISLIKE),))
    assert adviser.profile(person.person).interests["dashboards"].attitude is Attitude.DISLIKE
