"""The first tables: schools, teams, measurements, and answers without times or order."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first release."""
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sector", sa.String(length=2), nullable=False),
        sa.CheckConstraint("sector IN ('po', 'vo')", name=op.f("ck_school_sector")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sa.UniqueConstraint("name", name=op.f("uq_school_name")),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_team_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_team_school_id_name")),
    )
    op.create_index(op.f("ix_team_school_id"), "team", ["school_id"], unique=False)
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("instrument_id", sa.String(length=60), nullable=False),
        sa.Column("instrument_version", sa.Integer(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("join_code", sa.String(length=6), nullable=True),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("newcomers", sa.Integer(), nullable=True),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("k_distribution", sa.Integer(), nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("mode IN ('individueel', 'samen')", name=op.f("ck_measurement_mode")),
        sa.CheckConstraint(
            "state IN ('concept', 'open', 'gesloten', 'gedeeld')", name=op.f("ck_measurement_state")
        ),
        sa.CheckConstraint("invited >= 0", name=op.f("ck_measurement_invited")),
        sa.CheckConstraint("k >= 5 AND k_distribution >= 8", name=op.f("ck_measurement_threshold")),
        sa.CheckConstraint("retention_days BETWEEN 0 AND 90", name=op.f("ck_measurement_retention")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_measurement_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sa.UniqueConstraint("join_code", name=op.f("uq_measurement_join_code")),
    )
    op.create_index(op.f("ix_measurement_team_id"), "measurement", ["team_id"], unique=False)
    op.create_table(
        "joint_score",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("construct_id", sa.String(length=20), nullable=False),
        sa.Column("half_points", sa.Integer(), nullable=False),
        sa.CheckConstraint("half_points BETWEEN 2 AND 10", name=op.f("ck_joint_score_half_points")),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["measurement.id"], name=op.f("fk_joint_score_measurement_id")
        ),
        sa.PrimaryKeyConstraint("measurement_id", "construct_id", name=op.f("pk_joint_score")),
    )
    op.create_table(
        "participation",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["measurement.id"], name=op.f("fk_participation_measurement_id")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_participation")),
        sa.UniqueConstraint(
            "measurement_id", "token_hash", name=op.f("uq_participation_measurement_id_token_hash")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "result",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["measurement_id"], ["measurement.id"], name=op.f("fk_result_measurement_id")),
        sa.PrimaryKeyConstraint("measurement_id", name=op.f("pk_result")),
    )
    op.create_table(
        "answer",
        sa.Column("participation_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("item_id", sa.String(length=12), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value BETWEEN 0 AND 5", name=op.f("ck_answer_value")),
        sa.ForeignKeyConstraint(
            ["participation_key"],
            ["participation.key"],
            name=op.f("fk_answer_participation_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("participation_key", "item_id", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
