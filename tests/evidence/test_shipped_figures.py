"""The shipped tables are what the commands compute from the rows; run where WAYMARK_EVIDENCE_DIR names the rows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from waymark.evidence import build_people, build_postings, write_people, write_postings
from waymark.storage.catalogue_files import read_catalogue

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"
ROWS = Path(os.environ.get("WAYMARK_EVIDENCE_DIR", CATALOGUE.parent.parent / "shared" / "evidence"))
POSTINGS = ROWS / "posting_skills_dev.csv.gz"
PEOPLE = ROWS / "survey_people_dev.csv.gz"


@pytest.mark.skipif(not POSTINGS.exists(), reason=f"no rows: {POSTINGS} is absent")
def test_the_shipped_tables_are_the_output_on_the_rows(tmp_path: Path) -> None:
    figures = build_postings(POSTINGS, read_catalogue(CATALOGUE))
    for path in write_postings(figures, tmp_path):
        assert path.read_bytes() == (CATALOGUE / path.name).read_bytes(), path.name


@pytest.mark.long
@pytest.mark.skipif(not PEOPLE.exists(), reason=f"no rows: {PEOPLE} is absent")
def test_the_shipped_leans_and_constants_are_the_output_on_the_survey(tmp_path: Path) -> None:
    figures = build_people(PEOPLE, read_catalogue(CATALOGUE), CATALOGUE / "activity_subjects.csv")
    for path in write_people(figures, tmp_path):
        assert path.read_bytes() == (CATALOGUE / path.name).read_bytes(), path.name


def test_each_role_has_a_learnable_number_of_requirements() -> None:
    c = read_catalogue(CATALOGUE)
    for role in c.roles:
        own = c.requirements_of(role)
        assert 20 <= len(own) <= 35
        assert 8 <= sum(r.kind == "essential" for r in own) <= 12
