"""Where a team wants to be between two poles, beside where it says it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column."""
    op.add_column("team_judgement", sa.Column("wish", sa.Integer(), nullable=True))
