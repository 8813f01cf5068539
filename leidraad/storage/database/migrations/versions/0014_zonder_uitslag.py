"""Since when a clean-up saw that answers which nobody revealed are over their term: they go without a Result."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column."""
    op.add_column("measurement", sa.Column("over_since", sa.DateTime(timezone=True), nullable=True))
