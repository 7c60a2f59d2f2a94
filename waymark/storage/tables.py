"""The tables of the skills database. The migrations make them; a test keeps the two alike.

Catalogue tables hold the catalogue that is in use, one row per CSV row; `position` keeps the file's order.
The people's tables hang on `people`, so that removing a person there removes everything about them.
A person's statements name skills without a foreign key: the catalogue may change under them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
)  # fmt: skip

from waymark.storage.columns import CleanText, Document, Instant, Level, LevelHours, Words

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
PERSON = String(255)
NAME = String(100)
LONGEST_SEALED_WORD = 700  # characters: a word of 100 characters of four bytes each, encrypted


def _text(name: str, **more: Any) -> Column[Any]:
    return Column(name, CleanText, nullable=False, **more)


def _number(name: str, **more: Any) -> Column[Any]:
    return Column(name, Float, nullable=False, **more)


def _refers(name: str, target: str, **more: Any) -> Column[Any]:
    return Column(name, NAME, ForeignKey(target), nullable=False, index=True, **more)


def _name(name: str) -> Column[Any]:
    return Column(name, NAME, nullable=False, index=True)


def _listed(table: str, *columns: Column[Any]) -> Table:
    """A catalogue table whose rows have an order but no name of their own."""
    return Table(table, metadata, Column("position", Integer, primary_key=True, autoincrement=False), *columns)


def _named(table: str, *columns: Column[Any], key: str = "id") -> Table:
    """A catalogue table whose rows have a name (and an order)."""
    name = Column(key, String(255) if key == "name" else NAME, primary_key=True)
    return Table(table, metadata, name, Column("position", Integer, nullable=False), *columns)


catalogue_version = Table(
    "catalogue_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("content_hash", String(64), nullable=False),
    Column("loaded_at", Instant, nullable=False),
    CheckConstraint("id = 1", name="one_in_use"),
)
skills = _named(
    "skills", _text("preferred_label"), Column("alt_labels", Words, nullable=False), _name("group"),
    _text("description"), _text("why"), Column("hours", LevelHours, nullable=False),
)  # fmt: skip
roles = _named("roles", _text("label"), _text("plural"), _text("kind", server_default="path"))
contrasts = _named("contrasts", _text("label"), _text("plural"), _text("kind", server_default="path"))
activities = _named(
    "activities", _text("label"), _text("kind"), Column("forms", Words, nullable=False),
    Column("lean", Document, nullable=False), _number("standard_error"), _text("source"),
)  # fmt: skip
sources = _named(
    "sources", _text("title"), _text("kind"), Column("year_from", Integer, nullable=False),
    Column("year_to", Integer, nullable=False), Column("sample_size", Integer), _text("url"), _text("licence"),
    _text("limits"),
)  # fmt: skip
evidence_names = _named("evidence_names", Column("ids", Words, nullable=False), key="name")
calibration = _named("calibration", _number("value"), key="name")
aliases = _listed("aliases", _refers("skill", "skills.id"), _text("form"), _text("match"))
evidence = _listed(
    "evidence", _name("source"), Column("year_from", Integer, nullable=False),
    Column("year_to", Integer, nullable=False), _name("role"), _name("skill"),
    Column("mentions", Integer, nullable=False), Column("postings", Integer, nullable=False),
    _number("share"), _number("low"), _number("high"),
)  # fmt: skip
weights = _listed(
    "weights", _name("role"), _name("skill"), _number("log_odds"), _number("standard_error"), _number("weight")
)
requirements = _listed(
    "requirements", _refers("role", "roles.id"), _refers("skill", "skills.id"),
    Column("level", Level, nullable=False), _text("kind"), _number("weight"), _text("rule"),
)  # fmt: skip
prerequisites = _listed(
    "prerequisites", _refers("skill", "skills.id"), Column("level", Level, nullable=False),
    _refers("requires", "skills.id"), Column("requires_level", Level, nullable=False), _text("kind"), _text("reason"),
)  # fmt: skip
transfers = _listed(
    "transfers", _refers("known", "skills.id"), _refers("target", "skills.id"), _number("saves"), _text("reason")
)
resources = _listed(
    "resources", _refers("skill", "skills.id"), _text("title"), _text("url"), _text("kind"),
    Column("level", Level, nullable=False), _number("hours"), Column("free", Boolean, nullable=False),
    _text("publisher"), _text("checked"),
)  # fmt: skip
projects = _listed(
    "projects", _refers("skill", "skills.id"), Column("level", Level, nullable=False), _text("text")
)  # fmt: skip
questions = _named(
    "questions", _text("text"), _text("why"), Column("skills", Words, nullable=False), Column("activity", NAME)
)
facts = _named("facts", _text("topic"), _text("role"), _text("text"), _text("source"))

people = Table(
    "people",
    metadata,
    Column("person", PERSON, primary_key=True),
    Column("hours_per_week", Float),
    Column("previous", Document),  # what the last changes replaced, for undo (see `undo`)
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False, index=True),
)


def _of_person(name: str, *columns: Column[Any], key: str = "", longest: int = 255) -> Table:
    """A table of things that people said; removing the person removes them."""
    person = Column(
        "person", PERSON, ForeignKey("people.person", ondelete="CASCADE"), nullable=False, primary_key=bool(key)
    )
    own = Column(key, String(longest), primary_key=True) if key else Column("id", Integer, primary_key=True)
    return Table(name, metadata, person, own, *columns)


skill_statements = _of_person(
    "skill_statements", Column("position", SmallInteger, nullable=False),
    Column("polarity", String(10), nullable=False), Column("level", Level), Column("years", Float),
    _text("evidence"), Column("origin", NAME, nullable=False), Column("at", Instant), key="skill",
)  # fmt: skip
interest_statements = _of_person(
    "interest_statements", Column("position", SmallInteger, nullable=False),
    Column("attitude", String(10), nullable=False), _text("evidence"), Column("origin", NAME, nullable=False),
    Column("at", Instant), key="activity",
)  # fmt: skip
noted_words = _of_person(
    "noted_words", Column("position", SmallInteger, nullable=False), key="word", longest=LONGEST_SEALED_WORD
)
skipped_questions = _of_person("skipped_questions", key="question")
assessments = _of_person(
    "assessments", Column("at", Instant, nullable=False), Column("recommendation", String(20), nullable=False),
    Column("document", Document, nullable=False), Column("gaps", Words),  # skills; None in rows of before
)  # fmt: skip
Index("ix_assessments_person_id", assessments.c.person, assessments.c.id)
feedback = _of_person("feedback", Column("at", Instant, nullable=False), _text("note"))
Index("ix_feedback_person", feedback.c.person)
# A link to a report: the digest of its secret part, and its end.
report_links = _of_person("report_links", Column("until", Instant, nullable=False), key="key")
Index("ix_report_links_key", report_links.c.key, unique=True)
PERSONAL = (
    skill_statements, interest_statements, noted_words, skipped_questions, assessments, feedback, report_links,
)  # fmt: skip

# Of the version before, whose servers still write here while an upgrade goes on; a later migration may drop it.
unknown_words = Table(
    "unknown_words",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("word", String(40)),
)
# Who was removed and when, as a hash: to remove them again after a backup was restored.
tombstones = Table(
    "tombstones",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_key", String(64), nullable=False, index=True),
    Column("at", Instant, nullable=False),
)
