"""Jobs beside the paths, and the kind of a role.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("roles", sa.Column("kind", sa.Text(), nullable=False, server_default="path"))
    op.create_table(
        "contrasts",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("label", "plural", "summary", "typical_work")),
        sa.Column("kind", sa.Text(), nullable=False, server_default="path"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contrasts")),
    )


def downgrade() -> None:
    op.drop_table("contrasts")
    op.drop_column("roles", "kind")
