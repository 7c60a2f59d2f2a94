"""Unknown words are counted in the people's profiles: what was counted beside them goes.

One person alone could have made up these counts. The table stays for servers of the version before.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

from waymark.storage.scrub import owe

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM unknown_words")
    owe(op.get_bind())


def downgrade() -> None:
    pass  # the version before counts anew
