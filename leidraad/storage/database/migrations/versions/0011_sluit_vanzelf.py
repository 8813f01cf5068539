"""A measurement that nobody closes closes by itself. One that is open already was told nothing: it has two weeks at least."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OPEN_FOR, _AT_LEAST = timedelta(weeks=8), timedelta(days=14)


def upgrade() -> None:
    """One column, filled for what is open now."""
    moment = sa.DateTime(timezone=True)
    op.add_column("measurement", sa.Column("closes_at", moment, nullable=True))
    table = sa.table(
        "measurement",
        sa.column("id", sa.Integer),
        sa.column("mode", sa.String),
        sa.column("state", sa.String),
        sa.column("opened_at", moment),
        sa.column("closes_at", moment),
    )
    connection, now = op.get_bind(), datetime.now(UTC)
    opened = sa.select(table.c.id, table.c.opened_at).where(table.c.state == "open", table.c.mode == "individueel")
    for id, at in connection.execute(opened).all():
        told = now if at is None else at.replace(tzinfo=at.tzinfo or UTC)
        closes = max(told + _OPEN_FOR, now + _AT_LEAST)
        connection.execute(table.update().where(table.c.id == id).values(closes_at=closes))
