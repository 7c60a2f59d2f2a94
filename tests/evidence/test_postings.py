"""Postings become counts, weights and requirements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.unit.small_catalogue import small_catalogue
from waymark.catalogue import CONTRAST, POOLED, Prerequisite, Role, Transfer
from waymark.evidence.postings import build_postings, count_evidence, weigh
from waymark.evidence.requirements import derive_requirements
from waymark.evidence.rows import Row
from waymark.skills import ProficiencyLevel, Skill

ROLES = ("ds", "mle")
BEGINNER = ProficiencyLevel.BEGINNER


def rows(role: str, count: int, *skills: str, source: str = "board", year: int = 2020) -> list[Row]:
    return [Row(source, year, role, frozenset(skills))] * count


def skill(name: str, group: str = "Programming") -> Skill:
    return Skill(name, name, (), group, "", "", {})


def test_shares_are_counted_by_source_and_over_all() -> None:
    found = count_evidence([*rows("ds", 30, "r"), *rows("ds", 30), *rows("mle", 40, year=2023)], ROLES, ROLES)
    shares = {(e.source, e.role): (e.mentions, e.postings, e.share) for e in found if e.skill == "r"}
    assert shares["board", "ds"] == shares["all", "ds"] == (30, 60, 0.5)
    assert shares["board", "mle"] == (0, 40, 0.0)


def test_a_source_with_few_postings_is_part_of_the_whole_only() -> None:
    found = count_evidence([*rows("ds", 19, "r"), *rows("ds", 30, "r", source="large")], ROLES, ROLES)
    assert {e.source for e in found} == {"large", "all"}
    assert [e.postings for e in found if e.source == "all"] == [49]


def test_contrast_roles_are_counted_in_all_without_a_source_of_their_own() -> None:
    found = count_evidence([*rows("da", 40, "excel"), *rows("ds", 40, "excel")], (*ROLES, "da"), ROLES)
    assert {(e.source, e.role) for e in found} == {("board", "ds"), ("all", "ds"), ("all", "da")}


def test_the_roles_of_the_catalogue_are_counted_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "postings.csv"
    lines = [f"board,2020,{role},machine learning" for role in ("DS", "MLE", "DA", "CHEF") for _ in range(30)]
    path.write_text("\n".join(["source,year,role,skills", *lines]))
    catalogue = replace(small_catalogue(), contrasts={"da": Role("da", "data analyst", "data analysts", CONTRAST)})
    figures = build_postings(path, catalogue)
    assert {(e.source, e.role) for e in figures.evidence if e.source == POOLED} == {("all", r) for r in (*ROLES, "da")}
    assert {w.role for w in figures.weights} <= {*ROLES, "da"}
    assert {r.role for r in figures.requirements} == set(ROLES)


def test_with_two_roles_a_weight_is_mirrored() -> None:
    found = {
        (w.role, w.skill): w.weight for w in weigh([*rows("ds", 50, "r"), *rows("ds", 50), *rows("mle", 100)], ROLES)
    }
    assert found["ds", "r"] == -found["mle", "r"] > 0.5


def test_a_third_role_is_weighed_against_the_mean_of_the_others() -> None:
    postings = [
        *rows("ds", 50, "r"),
        *rows("ds", 50),
        *rows("mle", 90),
        *rows("mle", 10, "r"),
        *rows("de", 90),
        *rows("de", 10, "r"),
    ]
    found = {w.role: w.log_odds for w in weigh(postings, (*ROLES, "de")) if w.skill == "r"}
    assert found["ds"] > 1 > 0 > found["mle"] == found["de"]
    assert abs(sum(found.values())) < 0.01


def requirements(postings: list[Row], **more: object) -> dict[tuple[str, str], tuple[str, str]]:
    skills = {s: skill(s) for s in ("python", "r", "sql", "excel", "docker", "cloud-computing", "aws", "databases")}
    skills["phd"] = skill("phd", "Credentials")
    return {(q.role, q.skill): (q.kind, q.level.label) for q in derive_requirements(postings, ROLES, skills, **more)}  # type: ignore[arg-type]


def test_a_third_of_the_postings_makes_a_skill_essential_and_an_eighth_optional() -> None:
    found = requirements(
        [*rows("ds", 40, "python"), *rows("ds", 15, "sql"), *rows("ds", 45), *rows("mle", 100, "python")]
    )
    assert found["ds", "python"] == ("essential", "intermediate")
    assert found["ds", "sql"] == ("optional", "beginner")
    assert ("mle", "sql") not in found


def test_one_large_source_does_not_outvote_the_others() -> None:
    postings = [*rows("ds", 20, "sql", source="a"), *rows("ds", 20, "sql", source="b"), *rows("ds", 2000, source="c")]
    assert requirements([*postings, *rows("mle", 20)])["ds", "sql"][0] == "essential"


def test_degrees_and_broad_words_are_no_requirements_but_a_broad_word_can_stand_for_a_skill() -> None:
    found = requirements([*rows("ds", 100, "phd", "databases"), *rows("mle", 100)])
    assert found == {("ds", "sql"): ("essential", "intermediate")}


def test_a_posting_that_names_a_part_asks_for_the_whole() -> None:
    part = Prerequisite("aws", BEGINNER, "cloud-computing", BEGINNER, "part_of", "")
    found = requirements([*rows("mle", 100, "aws"), *rows("ds", 100)], prerequisites=[part])
    assert found["mle", "cloud-computing"][0] == "essential"


def test_of_two_alternatives_only_the_more_asked_one_is_required() -> None:
    both = [Transfer("r", "python", 0.3, ""), Transfer("python", "r", 0.3, "")]
    postings = [*rows("ds", 60, "python", "r"), *rows("ds", 40, "python"), *rows("mle", 100)]
    assert requirements(postings, transfers=both) == {("ds", "python"): ("essential", "intermediate")}
    assert ("ds", "r") in requirements(postings)
