"""Accounts, their roles, sessions and one-time links; failed tries; the journal; teams that stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SCOPE = (
    "(role = 'beheerder' AND school_id IS NULL AND team_id IS NULL) OR "
    "(role = 'schoolleider' AND school_id IS NOT NULL AND team_id IS NULL) OR "
    "(role = 'kartrekker' AND school_id IS NULL AND team_id IS NOT NULL)"
)


def upgrade() -> None:
    """Tables that refer to schools, teams and measurements; two columns for a team that stopped."""
    _account()
    _grant()
    _session()
    _link()
    _attempt()
    _journal()
    _team()


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("oidc_issuer", sa.String(length=255), nullable=True),
        sa.Column("oidc_subject", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("oidc_issuer", "oidc_subject", name=op.f("uq_account_oidc_issuer_oidc_subject")),
    )


def _grant() -> None:
    op.create_table(
        "account_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(SCOPE, name=op.f("ck_account_grant_scope")),
        _to_account("account_grant", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_account_grant_school_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_account_grant_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_grant")),
        sa.UniqueConstraint("account_id", "school_id", name=op.f("uq_account_grant_account_id_school_id")),
        sa.UniqueConstraint("account_id", "team_id", name=op.f("uq_account_grant_account_id_team_id")),
    )
    for column in ("account_id", "school_id", "team_id"):
        op.create_index(op.f(f"ix_account_grant_{column}"), "account_grant", [column])


def _session() -> None:
    op.create_table(
        "account_session",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        _to_account("account_session", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_account_session")),
    )
    op.create_index(op.f("ix_account_session_account_id"), "account_session", ["account_id"])


def _link() -> None:
    op.create_table(
        "one_time_link",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.CheckConstraint("purpose IN ('uitnodiging', 'wachtwoord')", name=op.f("ck_one_time_link_purpose")),
        _to_account("one_time_link", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_one_time_link")),
    )
    op.create_index(op.f("ix_one_time_link_account_id"), "one_time_link", ["account_id"])


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("last", MOMENT, nullable=False),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_attempt_failures")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_attempt")),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("measurement_id", sa.Integer(), nullable=True),
        sa.Column("about_account_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(length=200), nullable=False),
        _to_account("journal", ondelete="SET NULL"),
        _to_account("journal", "about_account_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_journal_school_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_journal_team_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["measurement.id"], name=op.f("fk_journal_measurement_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    for column in ("at", "account_id", "school_id"):
        op.create_index(op.f(f"ix_journal_{column}"), "journal", [column])


def _team() -> None:
    op.add_column("team", sa.Column("archived_at", MOMENT, nullable=True))
    # In SQL: Alembic can only add this constraint on SQLite by copying a table that others refer to.
    op.execute(
        "ALTER TABLE team ADD COLUMN merged_into INTEGER CONSTRAINT fk_team_merged_into REFERENCES team (id)"
    )


def _to_account(table: str, column: str = "account_id", *, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["account.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)
