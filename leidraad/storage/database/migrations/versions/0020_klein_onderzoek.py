"""A small inquiry: one to three statements that a team asks itself again when it looks back on a focus point."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table; the answers come in through a measurement as any other."""
    op.create_table(
        "small_inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("look_back_on", sa.Date(), nullable=False),
        sa.Column("items", sa.String(length=40), nullable=False),
        sa.Column("expected", sa.String(length=300), nullable=False),
        sa.Column("measurement_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"], ["focus_point.id"], name=op.f("fk_small_inquiry_point_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["measurement_id"],
            ["measurement.id"],
            name=op.f("fk_small_inquiry_measurement_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_inquiry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_small_inquiry_point_id"), "small_inquiry", ["point_id"])
    op.create_index(op.f("ix_small_inquiry_measurement_id"), "small_inquiry", ["measurement_id"])
