"""Texts of the catalogue that nothing reads go.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
UNREAD = (
    ("roles", "summary"),
    ("roles", "typical_work"),
    ("contrasts", "summary"),
    ("contrasts", "typical_work"),
    ("activities", "note"),
)


def upgrade() -> None:
    for table, column in UNREAD:
        op.drop_column(table, column)


def downgrade() -> None:
    for table, column in UNREAD:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
