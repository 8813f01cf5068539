"""The school's view: consents of teams, leaders' links and Results, predictions, exchange files."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Six tables, and a mark on a participation by somebody who leads the team."""
    _consent()
    _leaders()
    _prediction()
    _exchange()
    op.add_column("participation", sa.Column("leader", sa.Boolean(), server_default=sa.false(), nullable=False))


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )


def _consent() -> None:
    op.create_table(
        "team_consent",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.CheckConstraint("purpose IN ('bezoek', 'uitwisseling')", name=op.f("ck_team_consent_purpose")),
        _to("team_consent", "team_id", "team"),
        sa.PrimaryKeyConstraint("team_id", "purpose", name=op.f("pk_team_consent")),
    )


def _leaders() -> None:
    op.create_table(
        "leader_link",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        _to("leader_link", "measurement_id", "measurement"),
        sa.PrimaryKeyConstraint("measurement_id", name=op.f("pk_leader_link")),
        sa.UniqueConstraint("code", name=op.f("uq_leader_link_code")),
    )
    op.create_table(
        "leader_result",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        _to("leader_result", "measurement_id", "measurement"),
        sa.PrimaryKeyConstraint("measurement_id", name=op.f("pk_leader_result")),
    )


def _prediction() -> None:
    op.create_table(
        "prediction",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("construct_id", sa.String(length=20), nullable=False),
        sa.Column("half_points", sa.Integer(), nullable=False),
        sa.CheckConstraint("half_points BETWEEN 2 AND 10", name=op.f("ck_prediction_half_points")),
        _to("prediction", "measurement_id", "measurement"),
        _to("prediction", "account_id", "account"),
        sa.PrimaryKeyConstraint("measurement_id", "account_id", "construct_id", name=op.f("pk_prediction")),
    )
    op.create_index(op.f("ix_prediction_account_id"), "prediction", ["account_id"])
    op.create_table(
        "prediction_shown",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        _to("prediction_shown", "measurement_id", "measurement"),
        _to("prediction_shown", "account_id", "account"),
        sa.PrimaryKeyConstraint("measurement_id", "account_id", name=op.f("pk_prediction_shown")),
    )
    op.create_index(op.f("ix_prediction_shown_account_id"), "prediction_shown", ["account_id"])


def _exchange() -> None:
    op.create_table(
        "exchange_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sector", sa.String(length=2), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.CheckConstraint("sector IN ('po', 'vo')", name=op.f("ck_exchange_import_sector")),
        _to("exchange_import", "school_id", "school"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_import")),
        sa.UniqueConstraint("school_id", "key", name=op.f("uq_exchange_import_school_id_key")),
    )
    op.create_index(op.f("ix_exchange_import_school_id"), "exchange_import", ["school_id"])
