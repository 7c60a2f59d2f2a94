"""Documents that are kept and exported: their shape stands in databases and files, so it is written out here."""

from __future__ import annotations

import json
from datetime import datetime, timezone

from tests.unit.small_catalogue import INTERMEDIATE, small_catalogue
from waymark.assessment import assess
from waymark.codec import (
    assessment_document,
    assessment_from,
    plain_profile,
    plain_profile_from,
    profile_document,
    profile_from,
)
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity

NOON = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)
PROFILE = Profile(
    "ana",
    {
        "sql": SkillStatement("sql", Polarity.HAS, INTERMEDIATE, 2.5, "SQL, 2.5 years", "said", NOON),
        "gone": SkillStatement("gone", Polarity.WANTS),
    },
    {"data-analysis": InterestStatement("data-analysis", Attitude.LIKE, "love it", "answered")},
    ("zorblatt",),
    frozenset({"q-b", "q-a"}),
    6.0,
)
SAID = {"polarity": "has", "level": "intermediate", "years": 2.5, "evidence": "SQL, 2.5 years", "origin": "said",
        "at": "2026-11-25T12:00:00+00:00"}  # fmt: skip
WANTED = {"polarity": "wants", "level": None, "years": None, "evidence": "", "origin": "said", "at": None}
LIKED = {"evidence": "love it", "origin": "answered", "at": None}


def test_undo_and_exports_keep_a_profile_under_the_names_of_its_fields() -> None:
    document = {
        "person": "ana",
        "hours_per_week": 6.0,
        "skills": [{"skill": "sql", **SAID}, {"skill": "gone", **WANTED}],
        "interests": [{"activity": "data-analysis", "attitude": "like", **LIKED}],
        "unknown": ["zorblatt"],
        "skipped": ["q-a", "q-b"],
    }
    assert json.dumps(plain_profile(PROFILE)) == json.dumps(document)
    assert plain_profile_from(document) == PROFILE


def test_assessments_keep_it_as_advise_reads_it_with_names() -> None:
    document = {
        "id": "ana",
        "skills": [{"id": "sql", "name": "SQL", **SAID}, {"id": "gone", "name": "gone", **WANTED}],
        "interests": [{"id": "data-analysis", "name": "data analysis", "polarity": "like", **LIKED}],
        "unknown": ["zorblatt"],
        "skipped": ["q-a", "q-b"],
        "hours_per_week": 6.0,
    }
    assert json.dumps(profile_document(PROFILE, small_catalogue())) == json.dumps(document)
    assert profile_from(document) == PROFILE


def test_an_assessment_comes_back_from_its_document() -> None:
    catalogue = small_catalogue()
    assessment = assess(PROFILE, catalogue, NOON)
    document = json.loads(json.dumps(assessment_document(assessment, catalogue)))
    assert assessment_from(document) == assessment
    assert list(document) == [
        "id", "at", "recommendation", "fit", "readiness", "reasons", "gaps", "plan", "plan_summary", "next_question",
        "readiness_by_group", "contributions", "profile", "catalogue",
    ]  # fmt: skip
    assert list(document["gaps"]["mle"][0])[:4] == ["id", "name", "have", "need"]
