"""What people plainly mean: a goal, a wish about the plan, a question on our figures and words, a trade, "nothing"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Interest, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]


def _told(talk: Talk) -> Conversation:
    person = talk()
    person.say("tell_skills", "Python, R and statistics", mentions=tuple(map(mention, ("python", "r", "statistics"))))
    person.say("skip")
    return person


@pytest.mark.parametrize(
    "text",
    [
        "I want to become a machine learning engineer",
        "my goal is MLE",
        "set my goal to machine learning engineer",
        "I don't want to be a data scientist",
        "I'd rather be an ML engineer",
        "I changed my mind, I prefer MLE",
        "I changed my mind again, machine learning engineer it is",
        "ok, let's go with ML engineer",
    ],
)
def test_a_goal_that_is_told_is_what_gaps_and_plans_are_for(talk: Talk, text: str) -> None:
    person = _told(talk)
    assert "you aim at machine learning engineer" in person.say("start_advice", text)
    assert "Plan for machine learning engineer" in person.say("ask_plan", "make a plan, 8 hours a week")
    assert "For machine learning engineer you miss" in person.say("ask_gaps", "what am I missing?")


@pytest.mark.parametrize(
    "text",
    [
        "should I become a data scientist?",
        "I am not sure whether I want to be a data scientist",
        "do I want to become a data scientist or a machine learning engineer",
        "I like data science",
        "so data science it is not, or is it?",
    ],
)
def test_a_doubt_is_no_goal(talk: Talk, text: str) -> None:
    person = _told(talk)
    assert "you aim at" not in person.say("start_advice", text)
    assert person.slots.get("chosen_role") is None


def test_a_goal_beside_a_question_counts_for_its_answer(talk: Talk) -> None:
    person = _told(talk)
    said = person.say("ask_gaps", "I want to become a machine learning engineer, what am I missing?")
    assert "For machine learning engineer you miss" in said


@pytest.mark.parametrize(
    ("intent", "text"),
    [("correct_or_remove_skill", "drop docker from the plan"), ("tell_skills", "put docker first in my plan"),
     ("tell_skills", "swap docker for something easier"), ("ask_requirements_mle", "plan for MLE without docker"),
     ("tell_skills", "without docker please")],
)  # fmt: skip
def test_a_wish_about_the_plan_changes_nothing_about_the_person(
    talk: Talk, adviser: Any, intent: str, text: str
) -> None:
    person = _told(talk)
    person.say("ask_plan", "make a plan, 8 hours a week")
    before = adviser.profile(person.person)
    for said, polarity in ((text, Polarity.HAS), (f"please {text}", Polarity.LACKS)):
        docker = replace(mention("docker"), polarity=polarity)
        stays = "first" in text or "swap" in text
        expected = "Docker in a plan." if stays else "Docker: left out of gaps and plans"
        assert expected in person.say(intent, said, mentions=(docker,))
        assert adviser.profile(person.person) == before


def test_a_language_mixed_up_is_corrected_where_no_plan_is_talked_about(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    person.say("correct_or_remove_skill", "swap R for Java", mentions=(mention("java"),))
    assert "java" in adviser.profile(person.person).skills


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("feedback", "how old is your data"),
        ("out_of_scope", "which postings exactly? from which year and country?"),
        ("ask_why_recommendation", "sources"),
        ("ask_how_long", "who counted the 63 %"),
        ("ask_privacy", "where do these figures come from"),
    ],
)
def test_where_the_figures_come_from_is_told_with_and_without_a_profile(talk: Talk, intent: str, text: str) -> None:
    for person in (talk(), _told(talk)):
        said = person.say(intent, text)
        assert "2019 to 2024" in said
        assert "estimates, not measured" in said


def test_where_my_data_goes_is_no_question_about_figures(talk: Talk) -> None:
    assert "2019 to 2024" not in talk().say("ask_privacy", "where does my data come from and go to")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("what is a fit?", "A fit says"),
        ("what does readiness mean?", "Readiness is"),
        ("what do you mean by ready?", "Readiness is"),
        ("what does 'likely between' mean", "Likely between"),
        ("what do you mean by points?", "Points are"),
        ("what does 16 % mean", "two kinds of percentages"),
    ],
)
def test_the_bots_own_words_are_explained(talk: Talk, text: str, word: str) -> None:
    assert word in talk().say("out_of_scope", text)


def test_which_path_fits_is_no_question_about_the_word(talk: Talk) -> None:
    assert "A fit says" not in _told(talk).say("start_advice", "what is the best fit for me?")


@pytest.mark.parametrize("text", ["I have no skills at all", "I know nothing", "I have zero technical experience"])
def test_no_skills_at_all_is_a_start_and_the_first_question_follows(talk: Talk, text: str) -> None:
    person = talk()
    assert "everybody starts there" in person.say("ask_gaps", text)
    assert person.slots["open_question"].startswith("q:")


def test_hours_told_before_anything_else_are_kept(talk: Talk, adviser: Any) -> None:
    person = talk()
    assert "4 hours a week: noted" in person.say("set_hours", "I can do 4 hours a week")
    assert adviser.profile(person.person).hours_per_week == 4
    assert person.slots["open_question"].startswith("q:")


@pytest.mark.parametrize("text", ["I work at a pharmacy", "I am a nurse", "hi, i'm a teacher in Berlin"])
def test_a_trade_is_a_start_and_no_refusal(talk: Talk, text: str) -> None:
    person = talk()
    assert "that is a start" in person.say("out_of_scope", text)
    assert not person.slots.get("failures")


def test_the_same_answer_to_other_words_is_given_again_in_full(talk: Talk) -> None:
    person = _told(talk)
    first = person.say("ask_salary", "what do they earn?")
    assert first.splitlines()[0] in person.say("ask_salary", "is the pay good there?")
    person.say("ask_difference", "the difference?")
    assert "just above" in person.say("ask_difference", "The  difference?")


@pytest.mark.parametrize("intent", ["export_or_show_profile", "ask_gaps"])
def test_a_profile_and_gaps_are_shown_however_often_they_are_asked_for(talk: Talk, intent: str) -> None:
    person = _told(talk)
    person.say(intent, "show it")
    assert "just above" not in person.say(intent, "show it")


def test_a_range_across_the_middle_is_no_verdict(talk: Talk, adviser: Any) -> None:
    person = talk()
    known = tuple(map(mention, ("python", "pytorch", "docker")))
    person.say("tell_skills", mentions=known, interests=(Interest("software-engineering", 0, 1),))
    said = person.say("start_advice", "which path fits me?")
    assessment = adviser.advise(person.person)
    assert assessment.recommendation == "mle"
    assert assessment.fit.probability["mle"].low < 0.5
    assert "I am not sure yet" in said
    assert "fits you better" not in said


def test_what_changed_tells_what_moved_since_the_last_advice(talk: Talk) -> None:
    person = _told(talk)
    assert "not advised you yet" in person.say("ask_why_recommendation", "what changed?")
    person.say("start_advice", "which path fits me?")
    assert "Nothing has changed" in person.say("ask_job_market", "what has changed since last time?")
    person.say("progress_done", "done: SQL", mentions=(mention("sql"),))
    said = person.say("ask_why_recommendation", "so what changed")
    assert "went from" in said
    assert "What moved it: SQL" in said


def test_what_changed_is_answered_after_a_greeting_and_after_advice_on_the_news(talk: Talk, adviser: Any) -> None:
    person = _told(talk)
    person.say("start_advice", "which path fits me?")
    person.say("tell_skills", "I know Docker", mentions=(mention("docker"),))
    person.say("start_advice", "and which path fits me now?")
    said = person.say("greet", "Hi, it's Miriam again. What changed since last time?")
    assert "What moved it: Docker" in said
    assert "I am listening" not in said
    said = person.say("tell_skills", "I learned SQL. What changed?", mentions=(mention("sql"),))
    assert "SQL" in said.splitlines()[0]
    assert "What moved it: SQL" in said


@pytest.mark.parametrize("text", ["what is a transformer?", "What are transformers", "explain transformers"])
def test_a_name_that_is_no_skill_elsewhere_is_one_where_it_is_asked_about(talk: Talk, text: str) -> None:
    said = talk().say("ask_skill_explain", text)
    assert "Transformers" in said
    assert "Which skill do you mean" not in said


def test_no_more_questions_and_a_question_are_both_heard(talk: Talk) -> None:
    person = _told(talk)
    parts = [
        {"entity": "part", "value": "nevermind", "start": 0, "end": 18},
        {"entity": "part", "value": "start_advice", "start": 19, "end": 29},
    ]
    said = person.hear("nevermind", "no more questions. which path", parts)
    assert "not enough yet for an honest answer" in said
    assert "?" not in said
    assert person.slots["quiet"]
    assert "?" not in person.say("tell_skills", "and SQL", mentions=(mention("sql"),))


@pytest.mark.parametrize("text", ["i dont understand the question", "sorry, what do you mean?", "I don't get it"])
def test_a_question_that_is_not_understood_is_explained(talk: Talk, text: str) -> None:
    person = talk()
    person.say("tell_skills", "Java and Git", mentions=tuple(map(mention, ("java", "git"))))
    question = person.slots["open_question"]
    said = person.say("feedback", text)
    assert "passed that on" not in said
    assert len(said) > 60
    assert person.slots["open_question"] == question


def test_a_no_before_a_goal_answers_no_question(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "Excel", mentions=(mention("excel"),))
    asked = person.slots["open_question"]
    said = person.say("correct_or_remove_skill", "actually no, I want to be a machine learning engineer")
    assert "you aim at machine learning engineer" in said
    assert "What shall I correct" not in said
    assert not adviser.profile(person.person).interests
    assert person.slots["open_question"] == asked


@pytest.mark.parametrize("intent", ["start_advice", "out_of_scope"])
def test_whether_data_of_a_trade_can_be_worked_with_is_answered(talk: Talk, intent: str) -> None:
    assert "both jobs are found in it" in _told(talk).say(intent, "could I work with hospital data?")


def test_is_it_worth_learning_is_answered_by_what_it_would_add(talk: Talk) -> None:
    guessed = mention("docker", scope=Scope.QUESTION, level=ProficiencyLevel.BEGINNER, because=("learning",))
    asked = replace(guessed, start=3, end=9)
    person = _told(talk)
    said = person.say("ask_skill_explain", "is Docker worth learning?", mentions=(asked,))
    supposed = replace(asked, level=None, scope=Scope.HYPOTHETICAL)
    wondered = person.say("compare_or_whatif", "what if I learn Docker", mentions=(supposed,))
    assert "If you learned Docker" in said
    assert wondered.splitlines()[1] in said  # the same figures, whichever way it is asked


def test_what_would_make_us_say_a_role_is_answered_by_what_would_turn_it(talk: Talk) -> None:
    said = _told(talk).say("ask_gaps", "what would make you say machine learning engineer?")
    assert "you miss, in the order" not in said


@pytest.mark.parametrize(("intent", "text", "said"), [
    ("feedback", "is the 2021 data not too old?", "some years old"),
    ("feedback", "isn't your data too old", "some years old"),
    ("out_of_scope", "what does 50 mean here?", "50"),
])  # fmt: skip
def test_the_age_of_the_data_and_the_even_fifty_are_explained(talk: Talk, intent: str, text: str, said: str) -> None:
    assert said in _told(talk).say(intent, text)


def test_who_would_rather_not_answer_questions_is_asked_no_more(talk: Talk) -> None:
    person = _told(talk)
    person.say("skip", "I'd rather not answer questions")
    assert person.slots["quiet"] is True


def test_the_question_is_explained_where_that_is_asked(talk: Talk) -> None:
    person = _told(talk)
    person.slots["open_question"] = "q:python"
    assert "Python: A general" in person.say("ask_why_recommendation", "can you explain the question")


def test_what_somebody_said_is_asked_and_not_told(talk: Talk, adviser: Any) -> None:
    person = talk()
    asked = mention("sql", level=ProficiencyLevel.ADVANCED, because=("did",))
    person.say("export_or_show_profile", "what did I say about SQL", mentions=(asked,))
    assert adviser.profile(person.person).is_empty


def test_who_does_not_agree_after_an_offer_is_asked_what_is_wrong(talk: Talk) -> None:
    person = _told(talk)
    person.slots["open_question"] = "offer:ask_gaps"
    assert "What did I get wrong" in person.say("deny", "I don't agree")
