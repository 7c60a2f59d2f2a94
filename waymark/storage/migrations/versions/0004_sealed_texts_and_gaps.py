"""Room for encrypted words, and the gaps that an assessment names in a column of their own.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assessments", sa.Column("gaps", sa.Text(), nullable=True))
    with op.batch_alter_table("noted_words") as table:
        table.alter_column("word", type_=sa.String(length=700), existing_type=sa.String(length=255), nullable=False)


def downgrade() -> None:
    # A word that is encrypted does not fit any more: turn encryption off first (`waymark keys rotate --off`).
    with op.batch_alter_table("noted_words") as table:
        table.alter_column("word", type_=sa.String(length=255), existing_type=sa.String(length=700), nullable=False)
    op.drop_column("assessments", "gaps")
