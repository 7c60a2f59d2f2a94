"""Who is nearer to a job beside the paths is told so, with its figures, and nobody else; such a job is rows only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.small_catalogue import ADVANCED, NONE, small_catalogue, somebody
from waymark.assessment import assess, recommendation_of
from waymark.catalogue import CONTRAST, Evidence, Role, Weight
from waymark.change import candidates
from waymark.contrast import apart, nearer_to
from waymark.evidence.contrasts import MOST_FALSE, hits, thresholds
from waymark.evidence.postings import weigh_contrasts
from waymark.evidence.rows import Row
from waymark.profile import Profile
from waymark.report.talk.words import nearer_line

PATHS_ONLY = small_catalogue()
TELLING = {"spark": 2.5, "sql": 2.0, "linux": 1.5, "statistics": -2.0, "pytorch": -2.0, "docker": -0.5}


def with_contrast(threshold: float | None = 0.75):
    """The small catalogue with a data engineer beside the paths: rows, no code."""
    figures = tuple(
        Evidence("all", 2019, 2024, "de", skill, 30, 100, share, share - 0.02, share + 0.02)
        for skill, share in (("spark", 0.45), ("sql", 0.7), ("linux", 0.2))
    )
    return replace(
        PATHS_ONLY,
        contrasts={"de": Role("de", "data engineer", "data engineers", CONTRAST)},
        weights=(*PATHS_ONLY.weights, *(Weight("de", s, w, 0.1, w) for s, w in TELLING.items())),
        evidence=(*PATHS_ONLY.evidence, *figures),
        calibration={**PATHS_ONLY.calibration, **({} if threshold is None else {"contrast.de": threshold})},
    )


CATALOGUE = with_contrast()
MOVER = somebody(spark=ADVANCED, sql=ADVANCED, linux=ADVANCED)


def test_who_holds_what_a_job_beside_the_paths_asks_for_is_told_so() -> None:
    nearer = nearer_to(MOVER, CATALOGUE)
    assert nearer is not None
    assert nearer.role == "de"
    assert nearer.chance >= 0.75
    line = nearer_line(MOVER, CATALOGUE)
    assert "closer to data engineer postings" in line
    assert "Apache Spark in 45 % of them" in line
    assert "n = 100, 2019 to 2024" in line


@pytest.mark.parametrize(
    "person",
    [
        Profile(),
        somebody(spark=ADVANCED, sql=ADVANCED),  # two telling skills are too few
        somebody(statistics=ADVANCED, pytorch=ADVANCED, sql=ADVANCED),
        somebody(spark=ADVANCED, sql=ADVANCED, linux=ADVANCED, statistics=ADVANCED, pytorch=ADVANCED),
        somebody(statistics=NONE, pytorch=NONE, docker=NONE),  # lacking much makes nobody a data engineer
    ],
)
def test_most_people_are_told_nothing_of_the_kind(person: Profile) -> None:
    assert nearer_to(person, CATALOGUE) is None
    assert nearer_line(person, CATALOGUE) == ""


def test_what_somebody_lacks_or_likes_does_not_count() -> None:
    lacking = somebody(statistics=NONE, pytorch=NONE, docker=NONE)
    assert nearer_to(lacking, with_contrast(0.5)) is None
    assert nearer_to(MOVER, with_contrast(0.5)) is not None


def test_without_a_measured_threshold_nothing_is_said() -> None:
    assert nearer_to(MOVER, with_contrast(None)) is None


@pytest.mark.parametrize("person", [Profile(), MOVER, somebody(statistics=ADVANCED, docker=NONE)])
def test_a_job_beside_the_paths_moves_no_advice(person: Profile) -> None:
    assert recommendation_of(person, CATALOGUE) == recommendation_of(person, PATHS_ONLY)
    assert set(assess(person, CATALOGUE, None).gaps) == {"ds", "mle"}  # type: ignore[arg-type]
    assert candidates(person, CATALOGUE) == candidates(person, PATHS_ONLY)


def rows(role: str, count: int, *skills: str, year: int = 2020) -> list[Row]:
    return [Row("made_up", year, role, frozenset(skills)) for _ in range(count)]


def test_the_threshold_lets_few_of_the_paths_own_people_hear_it() -> None:
    usual = rows("ds", 90, "statistics", "sql") + rows("mle", 90, "pytorch", "docker")
    odd = rows("ds", 20, "spark", "sql", "linux")
    found = {c.name: c.value for c in thresholds(usual, CATALOGUE)}
    assert found == {"contrast.de": 0.6}
    stricter = thresholds(usual + odd, CATALOGUE)
    same = nearer_to(somebody(spark=None, sql=None, linux=None), with_contrast(0.6))
    assert same is not None
    assert all(c.value > same.chance for c in stricter)
    assert len(odd) / len(usual + odd) > MOST_FALSE


def test_hits_are_counted_on_rows_whose_job_is_known() -> None:
    tried = rows("de", 3, "spark", "sql", "linux") + rows("de", 1, "sql") + rows("mle", 4, "pytorch", "docker")
    found = hits(tried, "de", CATALOGUE)
    assert (found.of_own, found.of_paths, found.own, found.paths) == (0.75, 0.0, 4, 4)


def test_the_weights_of_a_job_beside_the_paths_are_against_the_paths() -> None:
    postings = (
        rows("de", 40, "spark", "sql")
        + rows("ds", 40, "statistics", "sql")
        + rows("mle", 40, "docker", "sql")
        + rows("mle", 4, "statistics")
    )
    found = {w.skill: w for w in weigh_contrasts(postings, ("ds", "mle"), ("de",))}
    assert found["spark"].weight > 0 > found["statistics"].weight
    assert {w.role for w in found.values()} == {"de"}


def test_what_sets_two_jobs_apart_is_told_by_the_largest_differences() -> None:
    pairs = {skill: (f, replace(f, role="ds", share=share)) for f, skill, share in zip(
        CATALOGUE.evidence[-3:], ("spark", "sql", "linux"), (0.1, 0.6, 0.9)
    )}  # fmt: skip
    beside = replace(CATALOGUE, evidence=tuple(row for pair in pairs.values() for row in pair))
    more, less = apart("de", "ds", beside)
    assert [mine.skill for mine, _ in more] == ["spark", "sql", "linux"]
    assert less[0] == pairs["linux"]
