"""Rows of the catalogue's files as the nouns of `waymark.catalogue`, one function for each file.

`Known` holds what the files before have defined, so that a row can name it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from waymark.catalogue import (
    CONTRAST,
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
from waymark.skills import ProficiencyLevel, Skill
from waymark.storage.catalogue_rows import Row

MATCHES = ("plain", "exact", "context")
CREDENTIALS = "Credentials"  # the group of skills that are degrees: no hours, never a gap
YEARS = (1990, 2100)
MAX_HOURS, MAX_COUNT, MAX_LOG_ODDS = 2000.0, 10**9, 20.0
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
    def evidence_sources(self) -> frozenset[str]:
        return frozenset(self.sources) | {POOLED}


def source(row: Row) -> Source:
    size = row.whole("sample_size", 1, MAX_COUNT) if row.text("sample_size", empty=True) else None
    first, last = row.whole("year_from", *YEARS), row.whole("year_to", *YEARS)
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
    kind = row.choice("kind", (PATH, CONTRAST)) if row.cells.get("kind", "").strip() else PATH
    texts = (row.text("id"), row.text("label"), row.text("plural"), row.text("summary"), row.text("typical_work"))
    return Role(*texts, kind)


def activity(row: Row) -> Activity:
    """Without its leans, which are computed and stand in another file."""
    kind = row.choice("kind", ("activity", "topic"))
    note = row.text("note", empty=True)
    return Activity(row.text("id"), row.text("label"), kind, row.listed("forms"), {}, 0.0, "", note)


def lean(row: Row, known: Known) -> tuple[str, str, float, float, str]:
    """Activity, role, log-odds, standard error, source."""
    return (
        row.known("activity", known.activities, "activity"),
        row.known("role", known.roles, "role"),
        row.number("lean", -MAX_LOG_ODDS, MAX_LOG_ODDS),
        row.number("standard_error", 0, MAX_LOG_ODDS),
        row.text("source"),
    )


def evidence_name(row: Row, known: Known) -> tuple[str, tuple[str, ...]]:
    ids = row.listed("ids")
    for unknown in (i for i in ids if i not in known.subjects):
        row.wrong(f"ids names an unknown skill or activity: {unknown!r}")
    return row.text("name"), ids


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
    asked, about = row.listed("skills", empty=True), row.text("activity", empty=True)
    for unknown in (i for i in asked if i not in known.skills):
        row.wrong(f"skills names an unknown skill: {unknown!r}")
    if about and about not in known.activities:
        row.wrong(f"activity names an unknown activity: {about!r}")
    if bool(asked) == bool(about):
        row.wrong("asks for neither skills nor an activity" if not asked else "asks for skills and for an activity")
    return Question(row.text("id"), row.text("text"), row.text("why"), asked, about or None)


def fact(row: Row, known: Known) -> Fact:
    """`role` may be empty (both), `source` too (a definition in our own words, without figures)."""
    about, source_id = row.text("role", empty=True), row.text("source", empty=True)
    if about and about not in known.roles:
        row.wrong(f"role names an unknown role: {about!r}")
    if source_id and source_id not in known.sources:
        row.wrong(f"source names an unknown source: {source_id!r}")
    text = row.text("text")
    if not source_id and any(ch.isdigit() for ch in text):
        row.wrong("text has figures but no source")
    return Fact(row.text("id"), row.text("topic"), about, text, source_id)


def evidence(row: Row, known: Known) -> Evidence:
    """Roles here are also those of contrast (data analyst ...), which nobody is recommended."""
    mentions, postings = row.whole("mentions", 0, MAX_COUNT), row.whole("postings", 1, MAX_COUNT)
    low, share, high = (row.number(column, 0, 1) for column in ("low", "share", "high"))
    if mentions > postings:
        row.wrong(f"mentions {mentions} are more than postings {postings}")
    if not low <= share <= high:
        row.wrong(f"share {share:g} lies outside its interval {low:g} to {high:g}")
    subject = row.known("skill", known.subjects, "skill or activity")
    source_id = row.known("source", known.evidence_sources, "source")
    years = row.whole("year_from", *YEARS), row.whole("year_to", *YEARS)
    return Evidence(source_id, *years, row.text("role"), subject, mentions, postings, share, low, high)


def weight(row: Row, known: Known) -> Weight:
    """Of a path against the other paths, or of a contrast against all paths."""
    return Weight(
        row.known("role", {*known.roles, *known.contrasts}, "role"),
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
    return row.text("name"), row.number("value")
