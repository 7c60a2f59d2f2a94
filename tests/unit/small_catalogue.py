"""A catalogue of a dozen skills, written by hand, whose figures are easy to reckon with.

Two roles: an analyst (`ds`) who needs statistics, SQL and R, and a builder (`mle`) who needs software, Docker and
Kubernetes; Python and machine learning are asked for by both. `with_third_role` adds a data engineer by rows only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from waymark.catalogue import (
    Activity,
    Alias,
    Catalogue,
    Evidence,
    Prerequisite,
    Project,
    Question,
    Requirement,
    Resource,
    Role,
    Source,
    Transfer,
    Weight,
)  # fmt: skip
from waymark.profile import Profile, SkillStatement
from waymark.skills import Polarity, ProficiencyLevel, Skill

NONE, BEGINNER, INTERMEDIATE, ADVANCED = ProficiencyLevel

# id: (label, group, hours to beginner, intermediate, advanced)
SKILLS = {
    "python": ("Python", "programming", 40, 60, 120),
    "r": ("R", "programming", 30, 50, 100),
    "sql": ("SQL", "data", 20, 30, 60),
    "statistics": ("Statistics", "maths", 40, 80, 160),
    "machine-learning": ("Machine learning", "modelling", 60, 90, 180),
    "deep-learning": ("Deep learning", "modelling", 50, 80, 160),
    "pytorch": ("PyTorch", "modelling", 20, 40, 80),
    "tensorflow": ("TensorFlow", "modelling", 20, 40, 80),
    "linux": ("Linux", "operations", 10, 20, 40),
    "docker": ("Docker", "operations", 10, 20, 40),
    "kubernetes": ("Kubernetes", "operations", 20, 40, 80),
    "communication": ("Communication", "people", 10, 20, 40),
    "spark": ("Apache Spark", "data", 20, 40, 80),
}
# role: {skill: (level, kind, weight)}
NEEDS: dict[str, dict[str, tuple[ProficiencyLevel, str, float]]] = {
    "ds": {
        "python": (INTERMEDIATE, "essential", 0.8),
        "statistics": (INTERMEDIATE, "essential", 0.7),
        "machine-learning": (INTERMEDIATE, "essential", 0.7),
        "sql": (INTERMEDIATE, "essential", 0.6),
        "communication": (INTERMEDIATE, "essential", 0.6),
        "r": (INTERMEDIATE, "optional", 0.3),
        "spark": (BEGINNER, "optional", 0.2),
    },
    "mle": {
        "machine-learning": (INTERMEDIATE, "essential", 0.9),
        "python": (ADVANCED, "essential", 0.8),
        "docker": (INTERMEDIATE, "essential", 0.3),
        "pytorch": (INTERMEDIATE, "optional", 0.4),
        "tensorflow": (INTERMEDIATE, "optional", 0.4),
        "deep-learning": (INTERMEDIATE, "essential", 0.4),
        "kubernetes": (BEGINNER, "optional", 0.2),
        "sql": (BEGINNER, "optional", 0.2),
    },
}
# skill, level, requires, level, kind
BEFORE = [
    ("machine-learning", BEGINNER, "python", BEGINNER, "prerequisite"),
    ("machine-learning", BEGINNER, "statistics", BEGINNER, "prerequisite"),
    ("machine-learning", INTERMEDIATE, "python", INTERMEDIATE, "prerequisite"),
    ("deep-learning", BEGINNER, "machine-learning", BEGINNER, "prerequisite"),
    ("pytorch", BEGINNER, "python", INTERMEDIATE, "prerequisite"),
    ("pytorch", INTERMEDIATE, "deep-learning", BEGINNER, "part_of"),
    ("tensorflow", BEGINNER, "python", INTERMEDIATE, "prerequisite"),
    ("docker", BEGINNER, "linux", BEGINNER, "prerequisite"),
    ("kubernetes", BEGINNER, "docker", BEGINNER, "prerequisite"),
    ("kubernetes", ADVANCED, "docker", INTERMEDIATE, "prerequisite"),
]
WEIGHTS = {"r": -1.0, "statistics": -0.8, "sql": -0.6, "communication": -0.3, "docker": 1.0, "kubernetes": 1.1,
           "pytorch": 0.8, "deep-learning": 0.6, "python": 0.0, "machine-learning": 0.3}  # fmt: skip


def small_catalogue() -> Catalogue:
    """The two roles; the weights are log-odds toward `mle`."""
    return Catalogue(
        skills={i: _skill(i) for i in SKILLS},
        roles={
            "ds": Role("ds", "data scientist", "data scientists"),
            "mle": Role("mle", "machine learning engineer", "machine learning engineers"),
        },
        activities={
            "data-analysis": Activity(
                "data-analysis", "data analysis", "activity", (), {"ds": 0.9, "mle": -0.9}, 0.1, "p"
            ),
            "production-code": Activity(
                "production-code", "production code", "activity", (), {"ds": -0.7, "mle": 0.7}, 0.1, "p"
            ),
        },
        sources={
            "p": Source(
                "p", "Postings of one board", "postings", 2019, 2024, 1000, "https://example.org", "CC0", "small"
            )
        },
        aliases=(Alias("python", "py"), Alias("kubernetes", "k8s"), Alias("machine-learning", "ML", "exact")),
        evidence=tuple(
            _evidence(role, skill, weight) for role, needs in NEEDS.items() for skill, (_, _, weight) in needs.items()
        ),
        weights=tuple(
            Weight(role, skill, sign * weight, 0.1, sign * weight)
            for skill, weight in WEIGHTS.items()
            for role, sign in (("ds", -1.0), ("mle", 1.0))
        ),
        requirements=_requirements(NEEDS),
        prerequisites=tuple(Prerequisite(*row, reason="it builds on it") for row in BEFORE),
        transfers=(Transfer("pytorch", "tensorflow", 0.5, "alike"), Transfer("r", "python", 0.25, "both script data")),
        resources=tuple(_resource(skill, free) for skill in SKILLS for free in (False, True)),
        projects=tuple(
            Project(s, level, f"Show {s} ({level.label}).") for s in SKILLS for level in (BEGINNER, INTERMEDIATE)
        ),
        questions=(
            Question("q-docker", "How well do you know Docker?", "It separates the two.", ("docker",)),
            Question("q-statistics", "How well do you know statistics?", "It separates the two.", ("statistics",)),
            Question("q-analysis", "Do you like analysing data?", "It separates the two.", (), "data-analysis"),
        ),
        evidence_names={"machine learning": ("machine-learning",), "ACT:analyse": ("data-analysis",)},
        calibration={"transport": 1.0},
        content_hash="small",
    )


def with_third_role(catalogue: Catalogue) -> Catalogue:
    """The same with a data engineer: rows, no code."""
    rows: Mapping[str, dict[str, tuple[ProficiencyLevel, str, float]]] = {
        "de": {
            "sql": (ADVANCED, "essential", 0.8),
            "spark": (INTERMEDIATE, "essential", 0.6),
            "linux": (BEGINNER, "essential", 0.4),
        }
    }
    return replace(
        catalogue,
        roles={**catalogue.roles, "de": Role("de", "data engineer", "data engineers")},
        requirements=(*catalogue.requirements, *_requirements(rows)),
        weights=(*catalogue.weights, Weight("de", "spark", 1.2, 0.1, 1.2), Weight("de", "sql", 0.8, 0.1, 0.8)),
    )


def somebody(**levels: ProficiencyLevel | None) -> Profile:
    """A profile by skill: `somebody(python=ADVANCED, docker=NONE)`; NONE says that it is lacked, None names no level.

    Underscores stand for hyphens.
    """
    skills = {}
    for name, level in levels.items():
        skill = name.replace("_", "-")
        lacked = level is not None and not level
        skills[skill] = SkillStatement(skill, Polarity.LACKS if lacked else Polarity.HAS, None if lacked else level)
    return Profile("somebody", skills)


def _skill(skill: str) -> Skill:
    label, group, *hours = SKILLS[skill]
    by_level = dict(zip((BEGINNER, INTERMEDIATE, ADVANCED), map(float, hours), strict=True))
    return Skill(skill, label, (), group, f"What {label} is.", f"Why {label} matters.", by_level)


def _requirements(needs: Mapping[str, Mapping[str, tuple[ProficiencyLevel, str, float]]]) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(role, skill, level, kind, weight, "by hand")
        for role, rows in needs.items()
        for skill, (level, kind, weight) in rows.items()
    )


def _evidence(role: str, skill: str, share: float) -> Evidence:
    return Evidence("p", 2019, 2024, role, skill, int(share * 500), 500, share, share - 0.04, share + 0.04)


def _resource(skill: str, free: bool) -> Resource:
    kind = "free" if free else "paid"
    return Resource(
        skill,
        f"{skill} ({kind})",
        f"https://example.org/{skill}/{kind}",
        "course",
        BEGINNER,
        10.0,
        free,
        "Somebody",
        "2026",
    )
