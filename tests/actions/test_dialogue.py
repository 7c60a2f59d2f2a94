"""What the dialogue does with messages, buttons and digressions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import Conversation, mention
from waymark.skills import Attitude, Interest, Mention, Polarity, ProficiencyLevel, Scope

Talk = Callable[..., Conversation]
BACKEND = (mention("java", years=5.0), mention("docker"), mention("kubernetes"), mention("ci-cd"))


def test_what_was_understood_is_said_back(talk: Talk) -> None:
    person = talk()
    said = person.say(
        "tell_skills",
        mentions=(
            mention("python", level=ProficiencyLevel.ADVANCED, years=3.0),
            mention("docker", polarity=Polarity.LACKS),
            mention("pytorch", polarity=Polarity.WANTS),
        ),
    )
    assert "Python - advanced, 3 years" in said
    assert "no Docker" in said
    assert "wants PyTorch" in said


def test_the_first_reply_says_what_is_stored_and_the_second_does_not(talk: Talk) -> None:
    person = talk()
    assert "delete my data" in person.say("tell_skills", mentions=BACKEND)
    assert "delete my data" not in person.say("tell_skills", mentions=(mention("sql"),))


def test_nothing_known_gets_a_question_and_never_a_score(talk: Talk) -> None:
    said = talk().say("start_advice")
    assert "in 100" not in said
    assert "?" in said


def test_a_button_answers_the_question_that_was_asked(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=BACKEND)
    question = person.slots["open_question"].removeprefix("q:")
    asked = next(q for q in adviser.catalogue.questions if q.id == question)
    person.press("Never" if asked.skills else "No")
    profile = adviser.profile(person.person)
    if asked.skills:
        assert all(
            profile.skills[s].polarity is Polarity.LACKS for s in asked.skills if s not in {m.skill for m in BACKEND}
        )
    else:
        assert profile.interests[asked.activity].attitude is Attitude.DISLIKE
    assert person.slots["open_question"] != f"q:{question}"


def test_a_digression_is_answered_and_the_same_question_put_again_in_other_words(talk: Talk) -> None:
    person = talk()
    first = person.say("tell_skills", mentions=BACKEND)
    opened = person.slots["open_question"]
    assert opened.startswith("q:")
    second = person.say("ask_difference", "what is the difference?")
    third = person.say("ask_salary", "what do they earn?")
    fourth = person.say("ask_can_be_both", "can I be both?")
    questions = [[line for line in text.splitlines() if "?" in line][-1] for text in (first, second, third)]
    assert len(set(questions)) == 3
    assert all("?" in q for q in questions)
    assert questions[0].split(" (about")[0] in second
    assert questions[1] not in fourth
    assert questions[2] not in fourth


def test_a_short_word_binds_to_the_question_but_pizza_does_not(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=BACKEND)
    opened = person.slots["open_question"]
    before = adviser.profile(person.person)
    person.say("out_of_scope", "good pizza nearby")
    assert adviser.profile(person.person).skills == before.skills
    assert person.slots["open_question"] == opened
    person.say("out_of_scope", "meh")
    assert adviser.profile(person.person) != before


def test_skipping_a_question_asks_another_one(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", mentions=BACKEND)
    opened = person.slots["open_question"]
    person.press("Skip")
    assert person.slots["open_question"] not in {opened, None}


def test_why_do_you_ask_is_answered_with_the_reason(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=BACKEND)
    asked = person.slots["open_question"].removeprefix("q:")
    why = next(q.why for q in adviser.catalogue.questions if q.id == asked)
    assert why[1:] in person.say("why_ask")


def test_the_interview_ends_in_a_recommendation(talk: Talk) -> None:
    person = talk()
    said = person.say("tell_skills", mentions=BACKEND)
    for _ in range(15):
        if not (person.slots.get("open_question") or "").startswith("q:"):
            break
        said = person.press("Comfortable" if "Comfortable" in person.buttons else "Yes")
    assert "in 100" in said
    assert "What am I missing?" in person.buttons


def test_what_speaks_for_a_path_names_skills_first_and_what_is_lacked_last(talk: Talk) -> None:
    person = talk()
    likes = (Interest("presenting", 0, 1),)
    lacked = (mention("docker", polarity=Polarity.LACKS), mention("kubernetes", polarity=Polarity.LACKS))
    person.say("tell_skills", mentions=(mention("r", level=ProficiencyLevel.ADVANCED), *lacked), interests=likes)
    speaking = re.search(r"For it: (.*)\.", person.say("start_advice"))
    assert speaking is not None
    assert "your liking for presenting findings" in speaking[1]
    assert re.search(r"\bR\b.*your liking.*, and that it asks less often for (?:Docker|Kubernetes)", speaking[1])


def test_a_correction_says_what_it_replaced(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("hadoop"),))
    said = person.say("correct_or_remove_skill", mentions=(mention("hadoop", polarity=Polarity.LACKS),))
    assert "no " in said
    assert "was:" in said
    assert adviser.profile(person.person).skills["hadoop"].polarity is Polarity.LACKS


def test_undo_goes_back_step_by_step_and_says_what_is_gone_and_what_is_back(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python", level=ProficiencyLevel.ADVANCED),))
    person.say("tell_skills", mentions=(mention("sql"),))
    person.say("correct_or_remove_skill", mentions=(mention("python", level=ProficiencyLevel.BEGINNER),))
    assert "Back again: Python - advanced" in person.say("undo")
    assert "Taken back: SQL" in person.say("undo")
    assert "Taken back: Python" in person.say("undo")
    assert "nothing left to take back" in person.say("undo")
    assert adviser.profile(person.person).is_empty


def test_undo_takes_the_last_understanding_back(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python"),))
    person.say("tell_skills", mentions=(mention("java"),))
    assert "Java" in person.say("undo")
    assert set(adviser.profile(person.person).skills) == {"python"}


def test_a_what_if_changes_nothing(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python"), mention("sql")))
    before = adviser.profile(person.person)
    said = person.say("compare_or_whatif", mentions=(mention("docker", scope=Scope.HYPOTHETICAL),))
    assert "->" in said
    assert adviser.profile(person.person) == before


def test_an_advertisement_is_not_taken_for_the_persons_skills(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python"),))
    said = person.say(
        "paste_advert", mentions=(mention("python", scope=Scope.MUST), mention("spark", scope=Scope.NICE))
    )
    assert "You meet: Python" in said
    assert set(adviser.profile(person.person).skills) == {"python"}


def test_a_plan_is_made_for_the_hours_that_were_named(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("sql"),))
    assert "6 hours a week" in person.say("ask_plan", "make me a plan for 6 hours a week")
    assert "6 hours a week" in person.say("ask_gaps") + person.say("ask_plan", "plan please")


def test_skills_told_by_the_way_are_heard(talk: Talk, adviser: Any) -> None:
    person = talk()
    said = person.say("ask_salary", "I know Python, what do they earn?", mentions=(mention("python"),))
    assert "Python" in said
    assert "python" in adviser.profile(person.person).skills


def test_several_questions_in_one_message_are_answered_in_order(talk: Talk) -> None:
    person = talk()
    alone = [talk("other").say(i, "x") for i in ("ask_salary", "ask_can_be_both")]
    both = person.say("ask_salary", "x", part="ask_can_be_both")
    first, second = (text.splitlines()[0] for text in alone)
    assert both.index(first) < both.index(second)


def test_two_failures_in_a_row_change_the_tack(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_HANDOFF", "https://example.org/advice")
    person = talk()
    first = person.say("nlu_fallback", "asdf")
    second = person.say("nlu_fallback", "qwer")
    assert first != second
    assert "https://example.org/advice" in second
    assert len(person.buttons) >= 4


def test_no_reply_repeats_the_one_before_word_for_word(talk: Talk) -> None:
    person = talk()
    replies = [person.say("help") for _ in range(3)]
    assert replies[0] != replies[1] != replies[2]


def test_deleting_asks_once_and_then_forgets(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python"),), interests=(Interest("research", 0, 1),))
    person.say("confirm_delete")  # a forged button, out of turn
    assert not adviser.profile(person.person).is_empty
    person.say("delete_my_data")
    done = person.say("affirm", "yes")
    assert "Done" in done
    assert "backups" in done, "who deletes is told of older copies"
    assert adviser.profile(person.person).is_empty
    assert person.slots["forget_me"] is True


def test_a_refused_deletion_keeps_everything(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", mentions=(mention("python"),))
    person.say("delete_my_data")
    person.say("deny", "no")
    assert not adviser.profile(person.person).is_empty


def test_distress_meets_care_and_no_question(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", mentions=BACKEND)
    said = person.say("distress", "I can't go on any more")
    assert "somebody you trust" in said
    assert "!" not in said
    assert person.slots["open_question"] is None


def test_a_returning_person_is_greeted_with_what_is_known(talk: Talk) -> None:
    person = talk()
    person.say("tell_skills", mentions=BACKEND)
    person.say("start_advice")
    again = talk()
    assert "Java" in again.say("greet", "hi")


def test_a_failing_database_gets_an_apology_that_says_what_is_lost(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_DATABASE_URL", "sqlite:////proc/nowhere/waymark.db")
    said = talk().say("tell_skills", mentions=(mention("python"),))
    assert "not noted" in said


def test_a_plan_ends_in_the_week_that_it_names_and_says_when_that_is_years_away(talk: Talk) -> None:
    person = talk("slow")
    person.say("tell_skills", "I know R", [mention("r")])
    said = person.say("ask_plan", "make a plan for data scientist, 3 hours a week")
    assert int(re.search(r"about (\d+) weeks", said)[1]) == int(re.findall(r"weeks \d+-(\d+)", said)[-1])
    assert "years at this pace" in said
    assert "years at this pace" not in person.say("ask_plan", "make a plan for data scientist, 30 hours a week")


def test_what_was_never_said_is_dropped_and_not_noted_as_lacking(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "R and SQL", mentions=(mention("r"), mention("sql")))
    text = "I never said R, I said Ruby"
    named = [
        Mention("r", 13, 14, Polarity.LACKS).to_entity(),
        Mention("ruby", 23, 27).to_entity(),
    ]
    said = person.hear("tell_skills", text, named)
    assert "Taken back: R." in said
    assert "Ruby" in said
    assert {"r", "sql", "ruby"} & set(adviser.profile(person.person).skills) == {"sql", "ruby"}


def test_never_said_of_what_is_not_known_denies_it(talk: Talk, adviser: Any) -> None:
    person = talk()
    person.say("tell_skills", "SQL", mentions=(mention("sql"),))
    named = [Mention("r", 13, 14, Polarity.LACKS).to_entity()]
    person.hear("correct_or_remove_skill", "I never said R", named)
    assert adviser.profile(person.person).skills["r"].polarity is Polarity.LACKS
