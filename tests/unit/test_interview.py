"""What to ask next, and when to stop."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.small_catalogue import ADVANCED, INTERMEDIATE, NONE, small_catalogue, somebody, with_third_role
from waymark.catalogue import Question
from waymark.fit_model import model_of
from waymark.information import Prepared, is_known, prepare, state_of, told_about_role
from waymark.interview import (
    MAX_ASKED,
    MAX_READINESS,
    answer,
    asked_count,
    common_order,
    known_subjects,
    next_about_role,
    next_question,
    progress,
    wide,
)
from waymark.profile import Profile
from waymark.skills import Attitude, Polarity, ProficiencyLevel

CONTAINERS = Question("containers", "Containers: Docker, Kubernetes?", "why", ("docker", "kubernetes"))
CATALOGUE = replace(
    small_catalogue(),
    questions=(
        *small_catalogue().questions,
        CONTAINERS,
        Question("python", "Python?", "why", ("python",)),
        Question("r", "R?", "why", ("r",)),
        Question("sql", "SQL?", "why", ("sql",)),
        Question("production", "Production code?", "why", (), "production-code"),
    ),
)
levels = st.sampled_from(ProficiencyLevel)


def asked_of(profile: Profile) -> str | None:
    question = next_question(profile, CATALOGUE)
    return None if question is None else question.id


def interview(says: ProficiencyLevel, likes: Attitude) -> list[str]:
    profile, asked = Profile(), []
    while (question := next_question(profile, CATALOGUE)) is not None and len(asked) < 30:
        asked.append(question.id)
        profile = answer(profile, question, likes if question.activity else says)
    return asked


def test_the_first_question_is_about_what_separates_the_roles_most() -> None:
    assert asked_of(Profile()) not in (None, "python")


def prepared(question: Question) -> Prepared:
    return next(q for q in CATALOGUE.once(prepare) if q.question == question)


def told(profile: Profile, question: Question) -> float:
    state = state_of(profile, CATALOGUE.once(model_of))
    return told_about_role(prepared(question), known_subjects(profile, CATALOGUE), state)


def test_of_somebody_unknown_the_question_that_tells_most_comes_first_and_no_subject_twice() -> None:
    unplaced = replace(CATALOGUE, calibration={})
    order = common_order(unplaced)
    assert told(Profile(), order[0]) == max(told(Profile(), q.question) for q in wide(CATALOGUE))
    subjects = [name for q in order for name in prepared(q).names]
    assert len(order) > 2
    assert len(subjects) == len(set(subjects))


def test_a_place_in_the_catalogue_goes_before_what_a_question_tells_of_somebody_unknown() -> None:
    told_less = common_order(replace(CATALOGUE, calibration={}))[-1]
    placed = {f"asked.{q.question.id}": 2.0 for q in wide(CATALOGUE)} | {f"asked.{told_less.id}": 1.0}
    assert common_order(replace(CATALOGUE, calibration=placed))[0] == told_less


PLACED = replace(
    CATALOGUE,
    calibration={**CATALOGUE.calibration, **{f"asked.{q.question.id}": n for n, q in enumerate(wide(CATALOGUE))}},
)


NONE_RARE = replace(
    CATALOGUE,
    calibration={**CATALOGUE.calibration, **{f"person_share.{skill}": 0.4 for skill in CATALOGUE.skills}},
)
answers = st.lists(st.tuples(st.sampled_from(CATALOGUE.questions), levels, st.sampled_from(Attitude)), max_size=5)


@settings(max_examples=50, deadline=None)
@given(answers)
def test_of_the_questions_with_a_place_the_first_that_is_open_is_put(
    said: list[tuple[Question, ProficiencyLevel, Attitude]],
) -> None:
    profile = Profile()
    for question, level, liking in said:
        profile = answer(profile, question, liking if question.activity else level)
    chosen, order = next_about_role(profile, PLACED), [q.question for q in wide(PLACED)]
    known = known_subjects(profile, PLACED)
    for earlier in order if chosen is None else order[: order.index(chosen)]:
        assert is_known(prepared(earlier).names, known) or told(profile, earlier) <= 0


@settings(max_examples=50, deadline=None)
@given(answers)
def test_of_the_questions_without_a_place_the_most_telling_is_put(
    said: list[tuple[Question, ProficiencyLevel, Attitude]],
) -> None:
    profile = Profile()
    for question, level, liking in said:
        profile = answer(profile, question, liking if question.activity else level)
    if (chosen := next_about_role(profile, NONE_RARE)) is not None:
        known, state = known_subjects(profile, NONE_RARE), state_of(profile, NONE_RARE.once(model_of))
        open_ = {
            q.question.id: told_about_role(q, known, state) for q in wide(NONE_RARE) if not is_known(q.names, known)
        }
        assert open_[chosen.id] == max(open_.values())


def test_a_part_of_a_wider_question_is_not_asked_about_the_role() -> None:
    about_role = {q.question.id for q in wide(CATALOGUE)}
    whole = next(q for q in CATALOGUE.questions if len(q.skills) > 1 and q.id in about_role)
    parts = [q for q in CATALOGUE.questions if set(q.skills) < set(whole.skills) and q.skills]
    assert parts
    assert not about_role.intersection(q.id for q in parts)


def test_what_was_said_is_not_asked() -> None:
    first = next_question(Profile(), CATALOGUE)
    assert first is not None
    known = answer(Profile(), first, Attitude.LIKE if first.activity else INTERMEDIATE)
    assert asked_of(known) != first.id


@settings(deadline=None)
@given(levels, st.sampled_from(Attitude))
def test_no_question_comes_twice_and_the_interview_ends(says: ProficiencyLevel, likes: Attitude) -> None:
    asked = interview(says, likes)
    assert len(asked) == len(set(asked)) <= MAX_ASKED + MAX_READINESS


def test_what_is_implied_is_not_asked() -> None:
    assert "q-docker" not in _asked_until_the_end(somebody(kubernetes=ADVANCED))
    assert "containers" not in _asked_until_the_end(somebody(kubernetes=ADVANCED))


def _asked_until_the_end(profile: Profile) -> list[str]:
    asked = []
    while (question := next_question(profile, CATALOGUE)) is not None:
        asked.append(question.id)
        profile = profile.skip(question.id)
    return asked


def test_what_is_only_wanted_is_not_asked_either() -> None:
    wish = somebody(r=INTERMEDIATE)
    wish = replace(wish, skills={"r": replace(wish.skills["r"], polarity=Polarity.WANTS, level=None)})
    assert "r" not in _asked_until_the_end(wish)


def test_a_skipped_question_does_not_come_back() -> None:
    first = asked_of(Profile())
    assert first is not None
    assert asked_of(Profile().skip(first)) not in (None, first)


def test_an_interview_that_nobody_answers_ends_too() -> None:
    assert len(_asked_until_the_end(Profile())) <= MAX_ASKED + MAX_READINESS


def test_once_the_role_is_clear_readiness_is_asked_about() -> None:
    clear = somebody(
        docker=ADVANCED, kubernetes=ADVANCED, statistics=NONE, r=NONE, sql=NONE, communication=NONE, deep_learning=NONE
    )
    assert asked_of(clear) == "python"


def test_a_grouped_answer_is_about_the_skills_that_nothing_was_said_about() -> None:
    profile = answer(somebody(docker=ADVANCED), CONTAINERS, NONE)
    assert profile.skills["docker"].held == ADVANCED
    assert profile.skills["kubernetes"].polarity is Polarity.LACKS


def test_an_answer_of_the_wrong_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="level"):
        answer(Profile(), CONTAINERS, Attitude.LIKE)


def test_progress_counts_a_grouped_question_once() -> None:
    profile = answer(Profile(), CONTAINERS, INTERMEDIATE)
    assert asked_count(profile, CATALOGUE) == 1
    assert progress(next_question(profile, CATALOGUE), profile, CATALOGUE)[0] == 1


def test_progress_ends_at_nothing_left() -> None:
    profile = Profile()
    while (question := next_question(profile, CATALOGUE)) is not None:
        profile = answer(profile, question, Attitude.LIKE if question.activity else INTERMEDIATE)
    assert progress(question, profile, CATALOGUE)[1] == 0


def test_three_roles_are_asked_about_as_well() -> None:
    assert next_question(Profile(), with_third_role(CATALOGUE)) is not None
