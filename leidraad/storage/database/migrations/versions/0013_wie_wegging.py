"""Accounts can be erased, and one that was stopped goes after its term, which begins now for those that were."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns."""
    moment = sa.DateTime(timezone=True)
    for name in ("stopped_at", "erased_at"):
        op.add_column("account", sa.Column(name, moment, nullable=True))
    account = sa.table("account", sa.column("active", sa.Boolean), sa.column("stopped_at", moment))
    op.execute(account.update().where(~account.c.active).values(stopped_at=datetime.now(UTC)))
