"""The catalogue that is in use.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_catalogue_version_one_in_use")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_version")),
    )
    op.create_table(
        "skills",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("preferred_label", sa.Text(), nullable=False),
        sa.Column("alt_labels", sa.Text(), nullable=False),
        sa.Column("group", sa.String(length=100), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skills")),
    )
    op.create_index(op.f("ix_skills_group"), "skills", ["group"])
    op.create_table(
        "roles",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("plural", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("typical_work", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    op.create_table(
        "activities",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("forms", sa.Text(), nullable=False),
        sa.Column("lean", sa.Text(), nullable=False),
        sa.Column("standard_error", sa.Float(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year_from", sa.Integer(), nullable=False),
        sa.Column("year_to", sa.Integer(), nullable=False),
        sa.Column("sample_size", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "calibration",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_calibration")),
    )
    op.create_table(
        "evidence",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("year_from", sa.Integer(), nullable=False),
        sa.Column("year_to", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("skill", sa.String(length=100), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("postings", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_role"), "evidence", ["role"])
    op.create_index(op.f("ix_evidence_skill"), "evidence", ["skill"])
    op.create_index(op.f("ix_evidence_source"), "evidence", ["source"])
    op.create_table(
        "evidence_names",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_evidence_names")),
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("activity", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    op.create_table(
        "weights",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("skill", sa.String(length=100), nullable=False),
        sa.Column("log_odds", sa.Float(), nullable=False),
        sa.Column("standard_error", sa.Float(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_weights")),
    )
    op.create_index(op.f("ix_weights_role"), "weights", ["role"])
    op.create_index(op.f("ix_weights_skill"), "weights", ["skill"])
    op.create_table(
        "aliases",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill", sa.String(length=100), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("match", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["skill"], ["skills.id"], name=op.f("fk_aliases_skill")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_aliases")),
    )
    op.create_index(op.f("ix_aliases_skill"), "aliases", ["skill"])
    op.create_table(
        "prerequisites",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill", sa.String(length=100), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("requires", sa.String(length=100), nullable=False),
        sa.Column("requires_level", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["requires"], ["skills.id"], name=op.f("fk_prerequisites_requires")),
        sa.ForeignKeyConstraint(["skill"], ["skills.id"], name=op.f("fk_prerequisites_skill")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_prerequisites")),
    )
    op.create_index(op.f("ix_prerequisites_requires"), "prerequisites", ["requires"])
    op.create_index(op.f("ix_prerequisites_skill"), "prerequisites", ["skill"])
    op.create_table(
        "projects",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill", sa.String(length=100), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["skill"], ["skills.id"], name=op.f("fk_projects_skill")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_projects")),
    )
    op.create_index(op.f("ix_projects_skill"), "projects", ["skill"])
    op.create_table(
        "requirements",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("skill", sa.String(length=100), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["role"], ["roles.id"], name=op.f("fk_requirements_role")),
        sa.ForeignKeyConstraint(["skill"], ["skills.id"], name=op.f("fk_requirements_skill")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_requirements")),
    )
    op.create_index(op.f("ix_requirements_role"), "requirements", ["role"])
    op.create_index(op.f("ix_requirements_skill"), "requirements", ["skill"])
    op.create_table(
        "resources",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("hours", sa.Float(), nullable=False),
        sa.Column("free", sa.Boolean(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["skill"], ["skills.id"], name=op.f("fk_resources_skill")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_resources")),
    )
    op.create_index(op.f("ix_resources_skill"), "resources", ["skill"])
    op.create_table(
        "transfers",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("known", sa.String(length=100), nullable=False),
        sa.Column("target", sa.String(length=100), nullable=False),
        sa.Column("saves", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["known"], ["skills.id"], name=op.f("fk_transfers_known")),
        sa.ForeignKeyConstraint(["target"], ["skills.id"], name=op.f("fk_transfers_target")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_transfers")),
    )
    op.create_index(op.f("ix_transfers_known"), "transfers", ["known"])
    op.create_index(op.f("ix_transfers_target"), "transfers", ["target"])


def downgrade() -> None:
    for table in (
        "transfers",
        "resources",
        "requirements",
        "projects",
        "prerequisites",
        "aliases",
        "weights",
        "questions",
        "facts",
        "evidence_names",
        "evidence",
        "calibration",
        "sources",
        "activities",
        "roles",
        "skills",
        "catalogue_version",
    ):
        op.drop_table(table)
