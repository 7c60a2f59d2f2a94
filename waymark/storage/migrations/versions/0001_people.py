"""What people said, what they were advised, and who asked to be forgotten.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("hours_per_week", sa.Float(), nullable=True),
        sa.Column("previous", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_updated_at"), "people", ["updated_at"])
    op.create_table(
        "skill_statements",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("skill", sa.String(length=255), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("polarity", sa.String(length=10), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=True),
        sa.Column("years", sa.Float(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["people.person"], name=op.f("fk_skill_statements_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "skill", name=op.f("pk_skill_statements")),
    )
    op.create_table(
        "interest_statements",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("activity", sa.String(length=255), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("attitude", sa.String(length=10), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["people.person"], name=op.f("fk_interest_statements_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "activity", name=op.f("pk_interest_statements")),
    )
    op.create_table(
        "noted_words",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("word", sa.String(length=255), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name=op.f("fk_noted_words_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "word", name=op.f("pk_noted_words")),
    )
    op.create_table(
        "skipped_questions",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("question", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.person"], name=op.f("fk_skipped_questions_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "question", name=op.f("pk_skipped_questions")),
    )
    op.create_table(
        "assessments",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recommendation", sa.String(length=20), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name=op.f("fk_assessments_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
    )
    op.create_index("ix_assessments_person_id", "assessments", ["person", "id"])
    op.create_table(
        "feedback",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name=op.f("fk_feedback_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index("ix_feedback_person", "feedback", ["person"])
    op.create_table(
        "unknown_words",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_unknown_words")),
    )
    op.create_table(
        "tombstones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstones")),
    )
    op.create_index(op.f("ix_tombstones_person_key"), "tombstones", ["person_key"])


def downgrade() -> None:
    for table in (
        "tombstones",
        "unknown_words",
        "feedback",
        "assessments",
        "skipped_questions",
        "noted_words",
        "interest_statements",
        "skill_statements",
        "people",
    ):
        op.drop_table(table)
