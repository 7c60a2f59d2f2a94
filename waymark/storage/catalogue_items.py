"""Rows of the catalogue's files as the nouns of `waymark.catalogue`, one function for each file.

`Known` holds what the files before have defined, so that a row can name it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from waymark.catalogue import (
    CONTRAST,
    CREDENTIALS,
    ESSENTIAL,
    OPTIONAL,
    PATH,
    POOLED,
    Activity,
    Alias,
    Evidence,
    Fact,
    Prerequisite,
    Project,
    Question,
    Requirement,
    Resource,
    Role,
    Source,
    Transfer,
    Weight,
)
from waymark.csv_rows import Row
from waymark.skills import ProficiencyLevel, Skill

MATCHES = ("plain", "exact", "context")
MAX_HOURS, MAX_COUNT, MAX_LOG_ODDS = 2000.0, 10**9, 20.0
ROUNDING = 0.0005  # of shares, which people may write with three places
LEVELS = (ProficiencyLevel.BEGINNER, ProficiencyLevel.INTERMEDIATE, ProficiencyLevel.ADVANCED)


@dataclass(frozen=True)
class Known:
    """The ids that rows may name. `subjects` are skills and activities together."""

    skills: Collection[str] = ()
    activities: Collection[str] = ()
    roles: Collection[str] = ()
    sources: Collection[str] = ()
    contrasts: Collection[str] = ()

    @cached_property
    def subjects(self) -> frozenset[str]:
        return frozenset(self.skills) | frozenset(self.activities)

    @cached_property
    def weighed(self) -> frozenset[str]:
        """The roles that have figures: paths and contrasts."""
        return frozenset(self.roles) | frozenset(self.contrasts)

    @cached_property
    def evidence_sources(self) -> frozenset[str]:
        return frozenset(self.sources) | {POOLED}


def source(row: Row) -> Source:
    size = row.whole("sample_size", 1, MAX_COUNT) if row.text("sample_size", empty=True) else None
    first, last = row.year("year_from"), row.year("year_to")
    if first > last:
        row.wrong(f"year_from {first} is after year_to {last}")
    kind = row.choice("kind", ("postings", "survey", "taxonomy", "report", "resources", "people"))
    texts = (row.text("id"), row.text("title"), kind)
    return Source(*texts, first, last, size, row.url("url"), row.text("licence"), row.text("limits"))


def skill(row: Row) -> Skill:
    """Without its forms, which stand in another file. Degrees have no hours; every other skill has all three."""
    group = row.text("group")
    hours = {} if group == CREDENTIALS else {lv: row.number(f"hours_{lv.label}", 0, MAX_HOURS) for lv in LEVELS}
    label, description, why = row.text("preferred_label"), row.text("description"), row.text("why")
    return Skill(row.text("id"), label, (), group, description, why, hours)


def alias(row: Row, known: Known) -> Alias:
    return Alias(row.known("skill", known.skills), row.text("form"), row.choice("match", MATCHES))


def role(row: Row) -> Role:
    """A path, or with the kind "contrast" a job beside the paths."""
    return Role(row.text("id"), row.text("label"), row.text("plural"), row.choice("kind", (PATH, CONTRAST)))


def activity(row: Row) -> Activity:
    """Without its leans, which are computed and stand in another file."""
    kind = row.choice("kind", ("activity", "topic"))
    return Activity(row.text("id"), row.text("label"), kind, row.listed("forms"), {}, 0.0, "")


def subjects(row: Row, known: Known) -> None:
    """The skills that an activity is about: only checked here, `waymark evidence people` reckons with them."""
    row.known("activity", known.activities, "activity")
    row.known_list("subjects", known.skills, "skill", empty=True)


def lean(row: Row, known: Known) -> tuple[str, str, float, float, str]:
    """Activity, role, log-odds, standard error, source."""
    return (
        row.known("activity", known.activities, "activity"),
        row.known("role", known.roles, "role"),
        row.number("lean", -MAX_LOG_ODDS, MAX_LOG_ODDS),
        row.number("standard_error", 0, MAX_LOG_ODDS),
        row.known("source", known.sources, "source"),
    )


def evidence_name(row: Row, known: Known) -> tuple[str, tuple[str, ...]]:
    return row.text("name"), row.known_list("ids", known.subjects, "skill or activity")


def prerequisite(row: Row, known: Known) -> Prerequisite:
    needing, required = row.known("skill", known.skills), row.known("requires", known.skills)
    kind = row.choice("kind", ("prerequisite", "part_of"))
    return Prerequisite(needing, row.level("level"), required, row.level("requires_level"), kind, row.text("reason"))


def transfer(row: Row, known: Known) -> Transfer:
    held, target = row.known("known", known.skills), row.known("target", known.skills)
    if held and held == target:
        row.wrong(f"{held} cannot save hours for itself")
    return Transfer(held, target, row.number("saves", 0.01, 0.95), row.text("reason"))


def resource(row: Row, known: Known) -> Resource:
    return Resource(
        skill=row.known("skill", known.skills),
        title=row.text("title"),
        url=row.url("url"),
        kind=row.text("kind"),
        level=row.level("level"),
        hours=row.number("hours", 0.1, MAX_HOURS),
        free=row.choice("free", ("yes", "no")) == "yes",
        publisher=row.text("publisher"),
        checked=row.text("checked"),
    )


def project(row: Row, known: Known) -> Project:
    return Project(row.known("skill", known.skills), row.level("level"), row.text("text"))


def question(row: Row, known: Known) -> Question:
    """A question is about skills or about one activity, not both."""
    asked = row.known_list("skills", known.skills, "skill", empty=True)
    about = row.known("activity", known.activities, "activity", empty=True)
    if bool(asked) == bool(about):
        row.wrong("asks for neither skills nor an activity" if not asked else "asks for skills and for an activity")
    return Question(row.text("id"), row.text("text"), row.text("why"), asked, about or None)


def fact(row: Row, known: Known) -> Fact:
    """`role` may be empty (both), `source` too (a definition in our own words, without figures)."""
    about = row.known("role", known.roles, "role", empty=True)
    text, source_id = row.text("text"), row.known("source", known.sources, "source", empty=True)
    if not source_id and any(ch.isdigit() for ch in text):
        row.wrong("text has figures but no source")
    return Fact(row.text("id"), row.text("topic"), about, text, source_id)


def evidence(row: Row, known: Known) -> Evidence:
    """Of a path or of a contrast."""
    mentions, postings = row.whole("mentions", 0, MAX_COUNT), row.whole("postings", 1, MAX_COUNT)
    low, share, high = (row.number(column, 0, 1) for column in ("low", "share", "high"))
    if mentions > postings:
        row.wrong(f"mentions {mentions} are more than postings {postings}")
    elif abs(share - mentions / postings) > ROUNDING:
        row.wrong(f"share {share:g} is not {mentions} of {postings}")
    if not low <= share <= high:
        row.wrong(f"share {share:g} lies outside its interval {low:g} to {high:g}")
    subject = row.known("skill", known.subjects, "skill or activity")
    source_id = row.known("source", known.evidence_sources, "source")
    role = row.known("role", known.weighed, "role")
    years = row.year("year_from"), row.year("year_to")
    return Evidence(source_id, *years, role, subject, mentions, postings, share, low, high)


def weight(row: Row, known: Known) -> Weight:
    """Of a path against the other paths, or of a contrast against all paths."""
    return Weight(
        row.known("role", known.weighed, "role"),
        row.known("skill", known.subjects, "skill or activity"),
        row.number("log_odds", -MAX_LOG_ODDS, MAX_LOG_ODDS),
        row.number("standard_error", 0, MAX_LOG_ODDS),
        row.number("weight", -MAX_LOG_ODDS, MAX_LOG_ODDS),
    )


def requirement(row: Row, known: Known) -> Requirement:
    return Requirement(
        row.known("role", known.roles, "role"),
        row.known("skill", known.skills),
        row.level("level"),
        row.choice("kind", (ESSENTIAL, OPTIONAL)),
        row.number("weight", 0, 1),
        row.text("rule"),
    )


def calibration(row: Row) -> tuple[str, float]:
    """Where the number comes from stands in the file alone, but must stand there."""
    row.text("note")
    return row.text("name"), row.number("value")
