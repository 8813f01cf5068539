"""Own statements of a measurement, beside its questionnaire."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table."""
    op.create_table(
        "own_statement",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["measurement_id"],
            ["measurement.id"],
            name=op.f("fk_own_statement_measurement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("measurement_id", "item_id", name=op.f("pk_own_statement")),
    )
