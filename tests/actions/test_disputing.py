"""A level that somebody calls wrong is asked for anew, and not noted once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.meaning.disputing import disputes_level
from waymark.skills import Mention, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]
NONE, BEGINNER, INTERMEDIATE, ADVANCED = ProficiencyLevel
LEVELS = ["Never", "A little", "Comfortable", "Strong", "Skip"]


@pytest.mark.parametrize(
    "text",
    [
        "this is wrong, I know more python than that",
        "my SQL is better than you think",
        "you underestimate my Python",
        "you're selling my SQL short",
        "I can do more in Python than you give me credit for",
        "i no more python then that",
        "I'm not as bad at SQL as you think",
        "you put my SQL too low",
        "SQL: too low",
        "raise my SQL",
        "can you rate my Python higher",
        "I know way more SQL than a beginner",
        "my python deserves more",
    ],
)
def test_a_level_is_called_too_low_in_many_words(text: str) -> None:
    dispute = disputes_level(text)
    assert dispute is not None
    assert dispute.way == 1


@pytest.mark.parametrize(
    "text",
    [
        "I know less Docker than you wrote",
        "my R is worse than you noted",
        "you think too highly of my R",
        "that's too high for my R",
        "don't put my R so high",
        "I am not as good at R as you say",
        "I overstated my Python",
        "tone down my Docker",
    ],
)
def test_a_level_is_called_too_high_in_many_words(text: str) -> None:
    dispute = disputes_level(text)
    assert dispute is not None
    assert dispute.way == -1


@pytest.mark.parametrize(
    "text",
    ["you've got my Docker level wrong", "wrong lvl", "that level for Python is not right", "ur wrong about my sql",
     "that's not how well I know Docker"],
)  # fmt: skip
def test_a_level_is_called_wrong_and_no_more(text: str) -> None:
    dispute = disputes_level(text)
    assert dispute is not None
    assert dispute.way == 0


@pytest.mark.parametrize(
    "text",
    [
        "my Python is better than my R",
        "I know more Python than SQL",
        "I know Python better than most people",
        "I know more Python now than last year",
        "I want to get better at Python",
        "I'd like something better than that",
        "more than 3 years of Python",
        "less than a year of SQL",
        "SQL better than nothing",
        "is Python overrated?",
        "I underestimated how hard Python is",
        "the salary is too low",
        "that's too much maths for me",
        "C++ is too low level for me",
        "I want to raise my SQL level",
        "my Python is better than this course expects",
        "SQL is more fun than I thought",
    ],
)
def test_other_comparisons_dispute_nothing(text: str) -> None:
    assert all(disputes_level(text, held) is None for held in (None, *ProficiencyLevel))


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("I'm not that strong in R", {INTERMEDIATE, ADVANCED}),
        ("my R is not that bad", {NONE, BEGINNER, INTERMEDIATE}),
        ("beginner in Python? come on", {BEGINNER}),
        ("I'm not a beginner in Python", {BEGINNER}),
        ("why is my Python only beginner?", {BEGINNER}),
        ("I wouldn't call myself advanced in R", {ADVANCED}),
        ("I'm a lot better at Python", set(ProficiencyLevel) - {NONE}),
    ],
)
def test_some_words_dispute_only_the_level_that_is_held(text: str, disputed: set[ProficiencyLevel]) -> None:
    assert {held for held in ProficiencyLevel if disputes_level(text, held)} == disputed


@pytest.mark.parametrize(
    ("text", "said", "held", "named"),
    [
        ("I'm better at Python than that, I'd say advanced", mention("python"), BEGINNER, ADVANCED),
        ("python level is wrong, should be strong", Mention("python", 0, 6, Polarity.LACKS), BEGINNER, ADVANCED),
        ("I know more SQL than that, 5 years", mention("sql", years=5.0), BEGINNER, ADVANCED),
        ("I know more Python than that, it's my main language",
         mention("python", level=ADVANCED, because=("I know", "main language")), BEGINNER, ADVANCED),
        ("I'm not that strong in R, just ok", mention("r", level=BEGINNER, because=("not that strong in",)), ADVANCED,
         INTERMEDIATE),
        ("I know way more SQL than beginner", mention("sql", level=BEGINNER, because=("I know", "beginner")), None,
         None),
        ("you've got my Docker level wrong", mention("docker", level=BEGINNER, because=("got",)), ADVANCED, None),
        ("no, my python is better than that", mention("python"), BEGINNER, None),
        ("my SQL is better than you think", mention("sql", level=BEGINNER), INTERMEDIATE, None),
    ],
)  # fmt: skip
def test_the_level_in_its_place_is_one_that_the_words_name(
    text: str, said: Mention, held: ProficiencyLevel | None, named: ProficiencyLevel | None
) -> None:
    dispute = disputes_level(text, held)
    assert dispute is not None
    assert dispute.level_named(said, held) is named


def _told(talk: Talk, **levels: ProficiencyLevel | None) -> Conversation:
    person = talk()
    person.say("tell_skills", "what I know", mentions=tuple(mention(s, level=level) for s, level in levels.items()))
    return person


@pytest.mark.parametrize("intent", ["correct_or_remove_skill", "tell_skills", "nlu_fallback", "feedback"])
def test_a_disputed_level_is_asked_for_with_buttons(talk: Talk, adviser: Any, intent: str) -> None:
    person = _told(talk, python=BEGINNER)
    said = person.say(intent, "this is wrong, I know more python than that", mentions=(mention("python"),))
    assert "Python - beginner" in said
    assert "How well do you know Python?" in said
    assert "Noted" not in said
    assert person.buttons == LEVELS
    assert adviser.profile(person.person).skills["python"].evidence == ""  # it was not told once more
    assert "Corrected: Python - advanced (was: Python - beginner)" in person.press("Strong")
    assert adviser.profile(person.person).skills["python"].level is ADVANCED


@pytest.mark.parametrize(
    ("answer", "intent", "level"),
    [("comfortable", "answer_level", INTERMEDIATE), ("2", "nlu_fallback", BEGINNER),
     ("5 years", "tell_skills", ADVANCED), ("a lot, every day", "nlu_fallback", ADVANCED)],
)  # fmt: skip
def test_the_answer_in_words_is_the_level_of_that_skill(
    talk: Talk, adviser: Any, answer: str, intent: str, level: ProficiencyLevel
) -> None:
    person = _told(talk, docker=INTERMEDIATE, kubernetes=None)
    person.say("correct_or_remove_skill", "my Docker level is wrong", mentions=(mention("docker"),))
    person.say(intent, answer)
    skills = adviser.profile(person.person).skills
    assert skills["docker"].level is level
    assert skills["kubernetes"].level is None


def test_never_says_that_it_is_lacking_and_undo_brings_it_back(talk: Talk, adviser: Any) -> None:
    person = _told(talk, docker=ADVANCED)
    person.say("correct_or_remove_skill", "I know less Docker than you wrote", mentions=(mention("docker"),))
    person.press("Never")
    assert adviser.profile(person.person).skills["docker"].polarity is Polarity.LACKS
    person.say("undo", "undo")
    assert adviser.profile(person.person).skills["docker"].level is ADVANCED


def test_who_skips_keeps_what_is_down(talk: Talk, adviser: Any) -> None:
    person = _told(talk, docker=ADVANCED)
    person.say("correct_or_remove_skill", "I know less Docker than you wrote", mentions=(mention("docker"),))
    assert "leave it as it is: Docker - advanced" in person.press("Skip")
    assert adviser.profile(person.person).skipped == frozenset()


def test_a_level_that_is_named_is_taken(talk: Talk, adviser: Any) -> None:
    person = _told(talk, python=BEGINNER)
    named = mention("python", level=ADVANCED, because=("advanced",))
    said = person.say("tell_skills", "I'm better at Python than that, I'd say advanced", mentions=(named,))
    assert "Corrected: Python - advanced" in said
    assert "How well do you know Python" not in said


def test_a_level_that_is_only_guessed_for_disputing_words_is_not_taken(talk: Talk, adviser: Any) -> None:
    person = _told(talk, r=ADVANCED)
    guessed = mention("r", level=BEGINNER, because=("not that strong in",))
    assert "How well do you know R?" in person.say("tell_skills", "I'm not that strong in R", mentions=(guessed,))
    assert adviser.profile(person.person).skills["r"].level is ADVANCED


def test_not_that_strong_is_a_level_of_a_skill_without_one(talk: Talk, adviser: Any) -> None:
    person = _told(talk, r=None)
    heard = mention("r", level=BEGINNER, because=("not that strong in",))
    person.say("tell_skills", "I'm not that strong in R", mentions=(heard,))
    assert adviser.profile(person.person).skills["r"].level is BEGINNER


def test_several_levels_are_asked_for_one_after_the_other(talk: Talk, adviser: Any) -> None:
    person = _told(talk, python=BEGINNER, **{"c++": BEGINNER})
    said = (mention("c++"), mention("python"))
    assert "C++?" in person.say("tell_skills", "I'm stronger in C++ and Python than you wrote", mentions=said)
    assert "How well do you know Python?" in person.press("Strong")
    person.press("Comfortable")
    skills = adviser.profile(person.person).skills
    assert (skills["c++"].level, skills["python"].level) == (ADVANCED, INTERMEDIATE)


def test_what_else_is_told_is_heard(talk: Talk, adviser: Any) -> None:
    person = _told(talk, python=BEGINNER)
    text = "I know more Python than that, and I also know Docker"
    said = (Mention("python", 12, 18), Mention("docker", text.index("Docker"), len(text)))
    answer = person.say("tell_skills", text, mentions=said)
    assert "Noted: Docker." in answer
    assert "How well do you know Python?" in answer


def test_it_may_be_what_was_noted_a_moment_ago(talk: Talk, adviser: Any) -> None:
    person = _told(talk, python=BEGINNER)
    assert "How well do you know Python?" in person.say("nlu_fallback", "I know more than that")


def test_a_level_that_other_skills_imply_can_be_disputed(talk: Talk, adviser: Any) -> None:
    person = _told(talk, kubernetes=ADVANCED)
    said = person.say("tell_skills", "I know less Docker than you think", mentions=(mention("docker"),))
    assert "no word of yours on Docker itself. How well do you know Docker?" in said


def test_a_correction_that_changes_nothing_asks_for_the_level(talk: Talk, adviser: Any) -> None:
    person = _told(talk, python=BEGINNER)
    guessed = mention("python", level=BEGINNER, because=("got",))
    assert "How well" in person.say("correct_or_remove_skill", "you got Python all funny", mentions=(guessed,))


def test_a_lack_said_once_more_is_no_dispute(talk: Talk, adviser: Any) -> None:
    person = talk()
    lacking = Mention("docker", 0, 1, Polarity.LACKS, because=("I don't know",))
    person.say("tell_skills", "I don't know Docker", mentions=(lacking,))
    assert "How well do you know Docker" not in person.say(
        "correct_or_remove_skill", "no, I don't", mentions=(lacking,)
    )


def test_the_question_can_be_asked_about_and_waits(talk: Talk, adviser: Any) -> None:
    person = _told(talk, python=BEGINNER)
    person.say("correct_or_remove_skill", "you underestimate my Python", mentions=(mention("python"),))
    said = person.say("why_ask", "why do you ask?")
    assert "not right" in said
    assert "How well do you know Python?" in said
    assert "What about Python" in person.say("ask_salary", "what do they earn?")
    person.say("answer_level", "strong")
    assert adviser.profile(person.person).skills["python"].level is ADVANCED


def test_an_answer_that_names_the_skill_closes_the_question(talk: Talk, adviser: Any) -> None:
    person = _told(talk, python=BEGINNER)
    person.say("correct_or_remove_skill", "you underestimate my Python", mentions=(mention("python"),))
    told = mention("python", level=ADVANCED, because=("advanced",))
    said = person.say("correct_or_remove_skill", "my Python is advanced", mentions=(told,))
    assert "Corrected" in said
    assert "How well do you know Python" not in said


def test_what_is_only_supposed_disputes_nothing(talk: Talk, adviser: Any) -> None:
    person = _told(talk, python=BEGINNER)
    supposed = mention("python", scope=Scope.HYPOTHETICAL)
    said = person.say("compare_or_whatif", "what if I knew more Python than that?", mentions=(supposed,))
    assert "How well do you know Python?" not in said
