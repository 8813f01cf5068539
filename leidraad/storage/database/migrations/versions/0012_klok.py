"""The last moment that was believed: nothing is deleted by date on the word of one start."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table, for one row."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "clock_watch",
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("believed_at", moment, nullable=False),
        sa.Column("doubted_since", moment, nullable=True),
        sa.Column("doubted_at", moment, nullable=True),
        sa.Column("announced_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_clock_watch")),
    )
