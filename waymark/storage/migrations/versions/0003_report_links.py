"""Links under which people's reports can be read.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_links",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name=op.f("fk_report_links_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "key", name=op.f("pk_report_links")),
    )
    op.create_index("ix_report_links_key", "report_links", ["key"], unique=True)


def downgrade() -> None:
    op.drop_table("report_links")
