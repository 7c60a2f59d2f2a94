"""Answers mean what the open question makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Attitude, Mention, Polarity, ProficiencyLevel

Talk = Callable[..., Conversation]


def _asked(person: Conversation, adviser: Any) -> Any:
    waiting = person.slots["open_question"].removeprefix("q:")
    return next(q for q in adviser.catalogue.questions if q.id == waiting)


def _until(person: Conversation, adviser: Any, wanted: Callable[[Any], bool]) -> Any:
    """Skip questions until one of this kind is open."""
    person.say("tell_skills", mentions=(mention("excel"),))
    for _ in range(20):
        question = _asked(person, adviser)
        if wanted(question):
            return question
        person.say("skip")
    raise AssertionError("no such question came")


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("chitchat", "meh"),
        ("answer_level", "so-so"),
        ("dont_know", "depends"),
        ("deny", "neither"),
        ("deny", "indifferent"),
    ],
)
def test_neither_here_nor_there_stores_no_liking(talk: Talk, adviser: Any, intent: str, text: str) -> None:
    person = talk(text)
    question = _until(person, adviser, lambda q: q.activity is not None)
    assert "either" in person.say(intent, text)
    assert question.activity not in adviser.profile(person.person).interests
    assert person.slots["open_question"] != f"q:{question.id}"


@pytest.mark.parametrize(
    ("intent", "text", "attitude"),
    [
        ("deny", "not bad", Attitude.LIKE),
        ("deny", "not really", Attitude.DISLIKE),
        ("answer_level", "a bit, I'd say, it depends on the people", Attitude.LIKE),
        ("nlu_fallback", "I guess so, but I'm probably not good enough for it", Attitude.LIKE),
        ("tell_interest", "yes i enjoy it, when it works", Attitude.LIKE),
        ("start_advice", "would I enjoy that? I think yes", Attitude.LIKE),
        ("tell_interest", "never heard of that", None),
        ("nlu_fallback", "ok so now something else", None),
    ],
)
def test_a_liking_is_heard_in_the_first_words(
    talk: Talk, adviser: Any, intent: str, text: str, attitude: Attitude | None
) -> None:
    person = talk(text)
    question = _until(person, adviser, lambda q: q.activity is not None)
    person.say(intent, text)
    stored = adviser.profile(person.person).interests.get(question.activity)
    assert (stored.attitude if stored else None) is attitude


@pytest.mark.parametrize(
    ("first", "then", "attitude"),
    [
        ("no", "I said meh, not no", None),
        ("no", "change that to maybe", None),
        ("no", "no I meant yes", Attitude.LIKE),
        ("meh", "I meant no", Attitude.DISLIKE),
        ("yes", "make that a no", Attitude.DISLIKE),
    ],
)
def test_the_last_liking_is_put_right_and_the_open_question_stays(
    talk: Talk, adviser: Any, first: str, then: str, attitude: Attitude | None
) -> None:
    person = talk(then)
    question = _until(person, adviser, lambda q: q.activity is not None)
    person.say({"no": "deny", "yes": "affirm"}.get(first, "chitchat"), first)
    waiting = person.slots["open_question"]
    person.say("nevermind", then)
    stored = adviser.profile(person.person).interests.get(question.activity)
    assert (stored.attitude if stored else None) is attitude
    assert person.slots["open_question"] == waiting
    assert waiting.removeprefix("q:") == person.last[-1]["custom"]["question"]


def test_a_level_is_put_right_too_and_only_right_after_it(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: q.activity is None)
    person.say("deny", "never")
    person.say("answer_level", "I meant a little")
    stored = adviser.profile(person.person).skills
    assert {stored[s].level for s in question.skills} == {ProficiencyLevel.BEGINNER}
    person.say("ask_salary", "how much do they earn?")
    person.say("answer_level", "I meant strong")
    stored = adviser.profile(person.person).skills
    assert {stored[s].level for s in question.skills} == {ProficiencyLevel.BEGINNER}


@pytest.mark.parametrize(
    "text", ["never heard of that", "I've never even heard of those", "that is something I never did"]
)
def test_never_is_a_level_however_it_is_put(talk: Talk, adviser: Any, text: str) -> None:
    person = talk(text)
    question = _until(person, adviser, lambda q: q.activity is None)
    assert "not yet" in person.say("answer_level", text)
    assert {adviser.profile(person.person).skills[s].polarity for s in question.skills} == {Polarity.LACKS}


def test_an_objection_is_no_answer(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: q.activity is None)
    assert "What did I get wrong" in person.say("deny", "no, that's wrong")
    assert not set(question.skills) & set(adviser.profile(person.person).skills)
    assert person.slots["open_question"] == f"q:{question.id}"


def test_an_answer_leads_a_message_of_another_kind(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: q.activity is None)
    person.say("correct_or_remove_skill", "never, I told you I'm a beginner")
    assert {adviser.profile(person.person).skills[s].polarity for s in question.skills} == {Polarity.LACKS}


def test_a_correction_without_a_subject_leaves_the_question_open(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: q.activity is None)
    person.say("correct_or_remove_skill", "no, change something")
    assert not set(question.skills) & set(adviser.profile(person.person).skills)
    assert person.slots["open_question"] == f"q:{question.id}"
    person.say("answer_level", "comfortable, I'd say, I do it all the time")
    stored = adviser.profile(person.person).skills
    assert {stored[s].level for s in question.skills} == {ProficiencyLevel.INTERMEDIATE}


def test_a_question_about_the_question_is_answered_and_it_is_put_again(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: q.activity is None)
    said = person.say("ask_why_recommendation", "why you ask of that? i work with shoes machine, numbers")
    assert question.why in said
    assert person.slots["open_question"] == f"q:{question.id}"


def test_the_question_said_after_us_with_an_answer_is_no_what_if(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: len(q.skills) == 1)
    skill = question.skills[0]
    told = Mention(skill, 0, 1, level=ProficiencyLevel.INTERMEDIATE).to_entity()
    frame = {"entity": "frame", "value": "tell"}
    person.hear("compare_or_whatif", "how well do i know it? eh, enough", [told, frame])
    assert adviser.profile(person.person).skills[skill].level is ProficiencyLevel.INTERMEDIATE


@pytest.mark.parametrize("text", ["sorry", "thanks, sorry for being so negative", "I'm sorry, bad day"])
def test_an_apology_is_taken_and_answers_nothing(talk: Talk, adviser: Any, text: str) -> None:
    person = talk(text)
    person.say("tell_skills", mentions=(mention("python"),))
    waiting, known = person.slots["open_question"], adviser.profile(person.person)
    assert "No need to be sorry" in person.say("deny", text)
    assert person.slots["open_question"] == waiting
    assert adviser.profile(person.person) == known
    person.say("nevermind")
    assert "Shall we go on" in person.say("deny", text)


def test_a_bare_no_to_nothing_is_all_right(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python"),))
    person.say("nevermind")
    assert person.say("deny", "never").startswith("All right")
    assert "What did I get wrong" in person.say("deny", "no, that's wrong")


def test_the_number_of_the_last_button_skips(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: q.activity is not None)
    person.say("out_of_scope", "3")
    assert question.activity not in adviser.profile(person.person).interests
    assert person.slots["open_question"] != f"q:{question.id}"
    question = _until(person, adviser, lambda q: q.activity is None)
    person.say("out_of_scope", "5")
    assert not set(question.skills) & set(adviser.profile(person.person).skills)
    assert person.slots["open_question"] != f"q:{question.id}"


def test_years_answer_a_question_about_several_skills(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: len(q.skills) > 1)
    person.say("answer_level", "about 3 years")
    stored = adviser.profile(person.person).skills
    assert [stored[s].years for s in question.skills] == [3.0] * len(question.skills)


def test_an_answer_that_fits_no_question_is_not_taken_for_one(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: q.activity is None)
    said = person.say("answer_level", "purple")
    assert not set(question.skills) & set(adviser.profile(person.person).skills)
    assert "answer" in said or "take it" in said
    assert person.slots["open_question"] == f"q:{question.id}"


def test_a_denial_beside_another_skill_answers_and_the_skill_is_noted(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: q.activity is None)
    text = "never really, only wrapped one model in a flask api once"
    other = Mention("flask", text.index("flask"), text.index(" api"), level=ProficiencyLevel.BEGINNER)
    said = person.say("tell_skills", text, mentions=(other,))
    stored = adviser.profile(person.person).skills
    assert {stored[s].polarity for s in question.skills} == {Polarity.LACKS}
    assert "Flask - beginner" in said
    assert person.slots["open_question"] != f"q:{question.id}"


@pytest.mark.parametrize("intent", ["injection", "correct_or_remove_skill", "out_of_scope"])
def test_what_is_said_of_the_subject_answers_whatever_it_sounds_like(talk: Talk, adviser: Any, intent: str) -> None:
    person = talk(intent)
    person.say("tell_skills", mentions=(mention("excel"),))
    person.slots |= {"open_question": "q:vision", "asked": 1}
    assert "not yet" in person.say(intent, "as to images, I have never touched images")
    assert adviser.profile(person.person).skills["computer-vision"].polarity is Polarity.LACKS


@pytest.mark.parametrize(
    ("intent", "text"),
    [("set_hours", "hours 3 only"), ("tell_interest", "Do I like analysing data? Not really. Well, maybe a bit.")],
)
def test_time_and_another_activity_are_no_level(talk: Talk, adviser: Any, intent: str, text: str) -> None:
    person = talk(intent)
    person.say("tell_skills", mentions=(mention("excel"),))
    person.slots |= {"open_question": "q:communication", "asked": 1}
    person.say(intent, text)
    assert "communication" not in adviser.profile(person.person).skills


def test_the_first_words_outweigh_what_is_said_of_the_subject(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("excel"),))
    person.slots |= {"open_question": "q:engineering", "asked": 1}
    assert "a little" in person.say("answer_level", "yes a litle, like i say the macro, but no test")


def test_what_is_this_good_for_means_what_was_just_asked_about(talk: Talk, adviser: Any) -> None:
    person = talk()
    question = _until(person, adviser, lambda q: len(q.skills) == 1)
    said = person.say("ask_skill_explain", "what is this good for?")
    assert adviser.catalogue.skills[question.skills[0]].description in said
    assert person.slots["open_question"] == f"q:{question.id}"


def test_why_alone_after_a_question_asks_why_it_is_asked(talk: Talk) -> None:
    person = talk("why")
    person.say("tell_skills", mentions=(mention("excel"),))
    assert "Because your answer moves the advice" in person.say("ask_why_recommendation", "why?")


@pytest.mark.parametrize("intent", ["back", "skip", "chitchat"])
def test_a_question_is_repeated_and_nothing_taken_back(talk: Talk, adviser: Any, intent: str) -> None:
    person = talk(intent)
    person.say("tell_skills", mentions=(mention("excel"),))
    asked = person.slots["open_question"]
    said = person.say(intent, "can you repeat the question")
    assert "Back to my question" in said
    assert person.slots["open_question"] == asked
    assert "excel" in adviser.profile(person.person).skills


def test_who_thinks_is_given_time(talk: Talk) -> None:
    person = talk("thinks")
    person.say("tell_skills", mentions=(mention("excel"),))
    assert "Take your time" in person.say("chitchat", "hmm")
