"""The study day: where it is, private votes, the team's judgement, focus points."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Six tables, all below a measurement or a team."""
    _day()
    _round()
    _ballot()
    _vote()
    _judgement()
    _focus_point()


def _measurement(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["measurement_id"], ["measurement.id"], name=op.f(f"fk_{table}_measurement_id"), ondelete="CASCADE"
    )


def _day() -> None:
    op.create_table(
        "study_day",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("screen", sa.Integer(), nullable=False),
        sa.Column("talk", sa.String(length=60), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes IN (45, 90, 180)", name=op.f("ck_study_day_minutes")),
        sa.CheckConstraint("screen >= 0", name=op.f("ck_study_day_screen")),
        _measurement("study_day"),
        sa.PrimaryKeyConstraint("measurement_id", name=op.f("pk_study_day")),
    )


def _round() -> None:
    op.create_table(
        "round",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.String(length=60), nullable=False),
        sa.Column("body", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('na gesprek', 'kiezen')", name=op.f("ck_round_kind")),
        _measurement("round"),
        sa.PrimaryKeyConstraint("measurement_id", "kind", name=op.f("pk_round")),
    )


def _ballot() -> None:
    op.create_table(
        "ballot",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        _measurement("ballot"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ballot")),
        sa.UniqueConstraint(
            "measurement_id", "kind", "token_hash", name=op.f("uq_ballot_measurement_id_kind_token_hash")
        ),
        sqlite_with_rowid=False,
    )


def _vote() -> None:
    op.create_table(
        "vote",
        sa.Column("ballot_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value BETWEEN 0 AND 5", name=op.f("ck_vote_value")),
        sa.ForeignKeyConstraint(
            ["ballot_key"], ["ballot.key"], name=op.f("fk_vote_ballot_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ballot_key", "subject", name=op.f("pk_vote")),
        sqlite_with_rowid=False,
    )


def _judgement() -> None:
    op.create_table(
        "team_judgement",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("construct_id", sa.String(length=20), nullable=False),
        sa.Column("half_points", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.CheckConstraint("half_points BETWEEN 2 AND 10", name=op.f("ck_team_judgement_half_points")),
        _measurement("team_judgement"),
        sa.PrimaryKeyConstraint("measurement_id", "construct_id", name=op.f("pk_team_judgement")),
    )


def _focus_point() -> None:
    op.create_table(
        "focus_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("measurement_id", sa.Integer(), nullable=True),
        sa.Column("construct_id", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_focus_point_team_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["measurement_id"],
            ["measurement.id"],
            name=op.f("fk_focus_point_measurement_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focus_point")),
    )
    op.create_index(op.f("ix_focus_point_team_id"), "focus_point", ["team_id"])
    op.create_index(op.f("ix_focus_point_measurement_id"), "focus_point", ["measurement_id"])
