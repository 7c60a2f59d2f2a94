"""What people say beside the subject is known by its words, and what only sounds like it is not."""

from __future__ import annotations

import pytest

from waymark.meaning import asides, on_the_advert, wording


@pytest.mark.parametrize(
    "text",
    ["no more questions", "I don't have time for a quiz", "can we skip all this", "please stop asking me questions",
     "I don't want to answer questions", "that's too many questions", "enough with the questions"],
)  # fmt: skip
def test_who_wants_no_more_questions_is_understood(text: str) -> None:
    assert asides.wants_no_questions(text)


@pytest.mark.parametrize(
    "text",
    ["I have no more questions, thanks", "that's all, no more questions from me", "how many questions are left?",
     "do you have more questions?", "I skip meetings", "I like asking questions"],
)  # fmt: skip
def test_having_none_oneself_is_another_thing(text: str) -> None:
    assert not asides.wants_no_questions(text)


@pytest.mark.parametrize(("text", "meant"), [
    ("ask me", True), ("ok, ask me questions", True), ("go on, ask", True),
    ("ask me something", True), ("ask me something else", False),
    ("can you repeat the question", True), ("what was the question again?", True), ("repeat after me", False),
    ("more questions please", True),
    ("can I ask you a question?", False), ("they never ask me about SQL", False),
])  # fmt: skip
def test_the_questions_may_go_on(text: str, meant: bool) -> None:
    assert asides.wants_questions(text) is meant


@pytest.mark.parametrize(("text", "meant"), [
    ("is it too late at 51?", True), ("am I too old at 45 to start", True), ("does my age matter", True),
    ("do employers care about age", True),
    ("isn't 40 too late for data science", True), ("I worked late", False), ("the deadline is too late", False),
    ("our system is old", False),
])  # fmt: skip
def test_a_worry_about_age_is_heard(text: str, meant: bool) -> None:
    assert asides.worries_about_age(text) is meant


@pytest.mark.parametrize(("text", "meant"), [
    ("can I write in German?", True), ("do you speak French", True), ("my English is not so good", True),
    ("which languages can you speak?", True), ("which languages do you recommend?", False),
    ("I know other languages like Java", False), ("I use R and Python", False),
])  # fmt: skip
def test_a_question_about_languages_means_the_spoken_ones(text: str, meant: bool) -> None:
    assert asides.asks_for_language(text) is meant


@pytest.mark.parametrize(("text", "meant"), [
    ("ich bin Lehrer und mag Zahlen", True), ("quiero saber cómo empezar", True), ("je suis comptable et vous", True),
    ("хочу стать аналитиком", True), ("I like data", False), ("come on, die hard", False), ("no me", False),
])  # fmt: skip
def test_another_language_is_known_by_its_small_words_or_letters(text: str, meant: bool) -> None:
    assert asides.is_not_english(text) is meant


@pytest.mark.parametrize(("text", "pasted", "meant"), [
    ("which of those should I learn first?", False, "first"), ("where do I start?", True, "first"),
    ("where do I start?", False, None), ("would I get that job?", False, "chance"),
    ("should I apply?", False, "chance"),
    ("would I like the work?", True, None), ("compare me with the ad again", False, "again"),
    ("compare both roles", True, None),
])  # fmt: skip
def test_what_is_asked_about_an_advertisement(text: str, pasted: bool, meant: str | None) -> None:
    assert on_the_advert.about_advert(text, pasted) == meant


def test_what_somebody_begins_with_is_not_what_they_know() -> None:
    assert wording.is_to_be_learned("ok, Python first. Which course?", len("ok, Python"))
    assert not wording.is_to_be_learned("Python, which I learned first", len("Python"))


@pytest.mark.parametrize(("text", "just_pasted", "asked"), [
    ("make a plan for that job ad", False, "plan"), ("a roadmap to get this job please", False, "plan"),
    ("plan it", True, "plan"), ("make a plan for data scientist", True, None), ("make a plan", False, None),
    ("what should I learn first for that ad?", False, "first"), ("how do I prepare for this position", False, "first"),
    ("how do I prepare for this?", True, "first"), ("how do I prepare for this?", False, None),
    ("could I apply for that?", False, "chance"), ("am I qualified", True, "chance"), ("am I qualified", False, None),
    ("what does the job of a data scientist look like", False, None),
])  # fmt: skip
def test_a_plan_or_a_judgement_is_asked_for(text: str, just_pasted: bool, asked: str | None) -> None:
    assert on_the_advert.about_advert(text, just_pasted) == asked


@pytest.mark.parametrize(
    "text",
    ["sorry", "thanks, sorry for being so negative", "Sorry about that!", "oh, my bad", "I'm sorry, I was rude",
     "sorry, bad day", "I apologise for the tone"],
)  # fmt: skip
def test_an_apology_is_heard(text: str) -> None:
    assert asides.apologises(text)


@pytest.mark.parametrize(
    "text",
    [
        "sorry?",
        "sorry, no",
        "sorry, what do you mean?",
        "sorry, I never used it",
        "sorry for the delay, yes",
        "no, sorry",
    ],
)
def test_sorry_before_an_answer_or_a_question_is_none(text: str) -> None:
    assert not asides.apologises(text)


@pytest.mark.parametrize(("text", "asks"), [
    ("how much does this cost?", True), ("is it free?", True), ("do I have to pay for this?", True),
    ("what do you charge", True), ("what is this?", False),
    ("are you free to use", False), ("how much is a data scientist paid?", False),
    ("what does an engineer cost", False), ("do I have to pay attention to maths?", False),
    ("is this course free?", False),
])  # fmt: skip
def test_what_it_costs_is_asked(text: str, asks: bool) -> None:
    assert asides.asks_cost(text) is asks


@pytest.mark.parametrize(("text", "offers"), [
    ("here is my CV", True), ("can I upload my resume?", True), ("do you want my CV?", True),
    ("could you read my cv as a pdf", True), ("can you improve my CV", False), ("here is my CV: Python, SQL", False),
    ("is a gap in my CV a problem?", False),
])  # fmt: skip
def test_a_cv_is_offered(text: str, offers: bool) -> None:
    assert asides.offers_cv(text) is offers


@pytest.mark.parametrize(("text", "thinks"), [
    ("hmm", True), ("let me think...", True), ("well, um", True), ("hmm, no", False), ("wait a year", False),
    ("", False),
])  # fmt: skip
def test_who_thinks_has_not_answered_yet(text: str, thinks: bool) -> None:
    assert asides.is_thinking(text) is thinks
