"""Links to read a team's plan along and for its agenda, and when a day to look back was agreed."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table, and one column."""
    op.create_table(
        "plan_link",
        sa.Column("secret_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint("purpose IN ('lezen', 'agenda')", name=op.f("ck_plan_link_purpose")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_plan_link_team_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_plan_link")),
        sa.UniqueConstraint("team_id", "purpose", name=op.f("uq_plan_link_team_id_purpose")),
    )
    op.add_column("focus_point", sa.Column("look_back_set_at", sa.DateTime(timezone=True), nullable=True))
