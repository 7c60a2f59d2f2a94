"""The use cases of the conversation, on a small catalogue and people in memory."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import reduce

import pytest

from tests.unit.people import Clock, PeopleInMemory
from tests.unit.small_catalogue import (
    ADVANCED,
    BEGINNER,
    INTERMEDIATE,
    small_catalogue,
    with_third_role,
)
from waymark.advert import needs_of
from waymark.adviser import Adviser
from waymark.codec import assessment_document, assessment_from
from waymark.gaps import SHOWN_GAPS
from waymark.plan import Budget
from waymark.reasons import figures_of
from waymark.skills import (
    Attitude,
    Interest,
    Mention,
    Polarity,
    ProficiencyLevel,
    Scope,
)

CATALOGUE = small_catalogue()


@pytest.fixture
def people() -> PeopleInMemory:
    return PeopleInMemory()


@pytest.fixture
def adviser(people: PeopleInMemory) -> Adviser:
    return Adviser(CATALOGUE, people, Clock())


def said(
    skill: str, level: ProficiencyLevel | None = None, polarity: Polarity = Polarity.HAS, **more: object
) -> Mention:
    return Mention(skill, 0, len(skill), polarity, level, evidence=f"I know {skill}", **more)  # type: ignore[arg-type]


def analyst(adviser: Adviser) -> Adviser:
    skills = [said(s, ADVANCED) for s in ("r", "statistics", "sql")]
    adviser.hear("ana", [*skills, said("python", INTERMEDIATE)], [Interest("data-analysis", 0, 4)])
    return adviser


def test_lists_accumulate_over_messages(adviser: Adviser) -> None:
    adviser.hear("ana", [said("python", ADVANCED)])
    heard = adviser.hear("ana", [said("docker", None, Polarity.LACKS)])
    assert set(heard.profile.skills) == {"python", "docker"}
    assert [m.skill for m in heard.told] == ["docker"]


def test_what_is_new_or_different_is_told_apart_from_what_is_said_again(adviser: Adviser) -> None:
    adviser.hear("ana", [said("python", BEGINNER), said("sql")])
    heard = adviser.hear("ana", [said("python", ADVANCED), said("sql")])
    assert [(b and b.level, a.level) for b, a in heard.changed] == [(BEGINNER, ADVANCED)]


def test_a_skill_and_a_topic_of_the_same_name_change_apart() -> None:
    topic = replace(CATALOGUE.activities["data-analysis"], id="statistics", label="statistics")
    both = replace(CATALOGUE, activities={**CATALOGUE.activities, "statistics": topic})
    adviser = Adviser(both, PeopleInMemory(), Clock())
    told = (Mention("statistics", 0, 1, level=BEGINNER),)
    adviser.hear("ana", told, (Interest("statistics", 0, 1),))
    heard = adviser.hear("ana", told, (Interest("statistics", 0, 1, Attitude.DISLIKE),))
    assert heard.changed == ()
    assert [now.attitude for _, now in heard.turned] == [Attitude.DISLIKE]


def test_somebody_elses_skills_never_reach_the_profile(adviser: Adviser) -> None:
    heard = adviser.hear("ana", [said("docker", scope=Scope.OTHER), said("sql", scope=Scope.MUST)])
    assert heard.profile.is_empty


def test_ids_of_another_catalogue_are_noted_not_scored(adviser: Adviser) -> None:
    heard = adviser.hear("ana", [said("cobol")], [Interest("gardening", 0, 4)], ["fortran"])
    assert heard.noted == ("fortran", "cobol", "gardening")
    assert heard.profile.is_empty
    assert adviser.hear("ana", [], (), ["fortran"]).profile.unknown == heard.profile.unknown


def test_removing_and_undoing(adviser: Adviser) -> None:
    adviser.hear("ana", [said("python"), said("sql")])
    assert set(adviser.remove("ana", ["sql"]).skills) == {"python"}
    undone = adviser.undo("ana")
    assert undone is not None
    assert set(undone.skills) == {"python", "sql"}


def test_undo_of_nothing_is_none(adviser: Adviser) -> None:
    assert adviser.undo("nobody") is None


def test_an_analyst_is_advised_and_the_advice_is_stored(adviser: Adviser, people: PeopleInMemory) -> None:
    assessment = analyst(adviser).advise("ana")
    assert assessment.recommendation == "ds"
    assert len(assessment.gaps["mle"]) <= SHOWN_GAPS
    assert assessment.plan is not None
    assert assessment.plan.role == "ds"
    assert people.assessed["ana"][0][1]["recommendation"] == "ds"


def test_the_same_advice_is_stored_once(adviser: Adviser, people: PeopleInMemory) -> None:
    analyst(adviser).advise("ana")
    adviser.advise("ana")
    assert len(people.assessed["ana"]) == 1
    adviser.hear("ana", [said("docker", ADVANCED)])
    adviser.advise("ana")
    assert len(people.assessed["ana"]) == 2


def test_nothing_known_is_unknown_and_has_no_plan(adviser: Adviser) -> None:
    assessment = adviser.advise("nobody")
    assert (assessment.recommendation, assessment.plan) == ("unknown", None)
    assert assessment.next_question is not None


def test_reasons_name_their_figures_and_source(adviser: Adviser) -> None:
    reason = next(r for r in analyst(adviser).advise("ana").reasons if r.subject == "sql")
    assert "60 % of data scientist postings (n = 500)" in reason.text
    assert "20 % of machine learning engineer postings (n = 500)" in reason.text
    assert "2019 to 2024" in reason.text
    assert reason.source == "p"
    assert {e.source for e in reason.evidence} == {"p"}


def test_a_figure_that_says_the_opposite_is_not_quoted() -> None:
    row = next(e for e in CATALOGUE.evidence if e.skill == "sql" and e.role == "mle")
    larger = [replace(row, source="q", role=r, postings=9000, share=s) for r, s in (("ds", 0.1), ("mle", 0.3))]
    catalogue = replace(CATALOGUE, evidence=(*larger, *CATALOGUE.evidence))
    assert {e.source for e in figures_of("sql", catalogue)} == {"q"}
    assert {e.source for e in figures_of("sql", catalogue, asked_most_by="ds")} == {"p"}
    assert figures_of("docker", catalogue, asked_most_by="ds") == ()


def test_an_assessment_survives_json(adviser: Adviser) -> None:
    assessment = analyst(adviser).advise("ana")
    document = json.loads(json.dumps(assessment_document(assessment, CATALOGUE)))
    assert assessment_from(document) == assessment


def test_a_document_of_another_version_is_refused_plainly() -> None:
    with pytest.raises(ValueError, match="not an assessment"):
        assessment_from({"id": "ana"})


def test_a_what_if_is_what_learning_it_would_give_and_changes_nothing(adviser: Adviser, people: PeopleInMemory) -> None:
    analyst(adviser)
    result = adviser.what_if("ana", [said("docker"), said("kubernetes")])
    assert "docker" not in adviser.profile("ana").skills
    assert people.assessed == {}
    adviser.hear("ana", result.learned)
    real = adviser.assess(adviser.profile("ana"))
    assert (real.fit, real.readiness, real.recommendation) == (
        result.after.fit,
        result.after.readiness,
        result.after.recommendation,
    )
    assert result.after.readiness["mle"].share > result.before.readiness["mle"].share


def test_learning_more_of_a_skill_raises_it_to_what_is_asked(adviser: Adviser) -> None:
    adviser.hear("ana", [said("python", BEGINNER)])
    assert [m.level for m in adviser.what_if("ana", [said("python")]).learned] == [ADVANCED]


def test_a_what_if_never_lowers_what_is_held(adviser: Adviser) -> None:
    adviser.hear("ana", [said("docker", ADVANCED)])
    assert [m.level for m in adviser.what_if("ana", [said("docker", BEGINNER)]).learned] == [ADVANCED]


def test_done_marks_progress_on_the_path(adviser: Adviser) -> None:
    analyst(adviser)
    before, after = adviser.mark_done("ana", ["communication"])
    assert after.readiness["ds"].share > before.readiness["ds"].share
    assert adviser.profile("ana").skills["communication"].origin == "progress"


def test_an_advertisement_is_matched_and_not_learned(adviser: Adviser) -> None:
    adviser.hear("ana", [said("kubernetes", ADVANCED), said("python", BEGINNER)])
    musts = [said("docker", scope=Scope.MUST), said("python", INTERMEDIATE, scope=Scope.MUST)]
    match = adviser.match_advert("ana", needs_of([*musts, said("pytorch", scope=Scope.NICE)], CATALOGUE))
    assert (match.met, match.missing_must, match.missing_nice) == (("docker",), ("python",), ("pytorch",))
    assert (match.nearest, [p.skill for p in match.below], match.met_share) == ("mle", ["python"], 0.5)
    assert "pytorch" not in adviser.profile("ana").skills


def test_plans_and_gaps_are_for_the_role_that_is_asked_about(adviser: Adviser) -> None:
    analyst(adviser)
    assert adviser.plan("ana").role == "ds"
    assert adviser.plan("ana", "mle", Budget(hours_per_week=6)).role == "mle"
    assert "docker" in {g.skill for g in adviser.gaps("ana", "mle")}
    assert "docker" not in {g.skill for g in adviser.gaps("ana")}


def test_hours_a_week_are_kept_and_used(adviser: Adviser) -> None:
    analyst(adviser).set_hours("ana", 8)
    assert adviser.plan("ana").hours_per_week == 8
    with pytest.raises(ValueError, match="hours"):
        adviser.set_hours("ana", -1)


def test_an_answered_question_is_not_put_again(adviser: Adviser) -> None:
    asked = set()
    while (question := adviser.next_question("ana")) is not None:
        assert question.id not in asked
        asked.add(question.id)
        adviser.answer("ana", question.id, Attitude.LIKE if question.activity else INTERMEDIATE)
    assert asked


def test_a_skipped_question_is_not_put_again(adviser: Adviser) -> None:
    question = adviser.next_question("ana")
    assert question is not None
    adviser.skip("ana", question.id)
    following = adviser.next_question("ana")
    assert following is None or following.id != question.id


def test_an_unknown_question_is_refused(adviser: Adviser) -> None:
    with pytest.raises(KeyError):
        adviser.answer("ana", "no-such-question", INTERMEDIATE)


def test_a_returning_person_hears_what_moved(adviser: Adviser) -> None:
    assert adviser.returning("ana") is None
    analyst(adviser).advise("ana")
    adviser.hear("ana", [said("machine-learning", INTERMEDIATE)])
    back = adviser.returning("ana")
    assert back is not None
    assert back.moved_by == ("machine-learning",)
    assert back.now.readiness["ds"].share > back.last.readiness["ds"].share


def test_what_moved_is_told_also_after_advice_on_the_news(adviser: Adviser) -> None:
    analyst(adviser).advise("ana")
    adviser.hear("ana", [said("machine-learning", INTERMEDIATE)])
    adviser.advise("ana")
    last, moved = adviser.returning("ana"), adviser.returning("ana", moved=True)
    assert last is not None
    assert last.moved_by == ()
    assert moved is not None
    assert moved.moved_by == ("machine-learning",)


def test_what_cannot_be_read_any_more_does_not_stop_the_greeting(adviser: Adviser, people: PeopleInMemory) -> None:
    people.add_assessment("ana", Clock()(), {"from": "an older version"})
    assert adviser.returning("ana") is None


def test_forgetting_leaves_nothing(adviser: Adviser) -> None:
    analyst(adviser).advise("ana")
    adviser.feedback("ana", "this is wrong")
    adviser.forget("ana")
    assert adviser.profile("ana").is_empty
    assert adviser.export("ana")["assessments"] == []


def test_the_smallest_change_turns_the_answer(adviser: Adviser) -> None:
    analyst(adviser)
    change = adviser.smallest_change("ana")
    assert change is not None
    after = reduce(lambda profile, one: one.apply(profile), change, adviser.profile("ana"))
    assert adviser.assess(after).recommendation == change[0].leads_to != "ds"
    assert all(one.describe(CATALOGUE) for one in change)


def test_a_third_role_added_by_rows_is_advised_on(people: PeopleInMemory) -> None:
    adviser = Adviser(with_third_role(CATALOGUE), people, Clock())
    adviser.hear("dee", [said("sql", ADVANCED), said("spark", ADVANCED), said("linux", ADVANCED)])
    assessment = adviser.advise("dee")
    assert set(assessment.fit.probability) == set(assessment.readiness) == set(assessment.gaps) == {"ds", "mle", "de"}
    assert sum(i.value for i in assessment.fit.probability.values()) == pytest.approx(1)
    assert assessment.path == "de"
    assert assessment_from(assessment_document(assessment, adviser.catalogue)) == assessment
    adviser.smallest_change("dee")
    assert adviser.plan("dee", "de", Budget(total_hours=20)).readiness_after <= 1
