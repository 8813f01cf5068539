"""Beside an own statement: what to recognise it by, and why a remark about it may stay."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns."""
    for name in ("recognise", "exception"):
        op.add_column("own_statement", sa.Column(name, sa.String(length=200), server_default="", nullable=False))
