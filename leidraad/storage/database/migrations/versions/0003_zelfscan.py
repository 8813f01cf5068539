"""Self-scans: a draft per device for less than a day, and what somebody keeps under a personal code."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PERSPECTIVES = "perspective IN ('leraar', 'kartrekker', 'schoolleider')"


def upgrade() -> None:
    """Four tables of their own, with no reference to any other."""
    op.create_table(
        "self_scan_draft",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("instrument_id", sa.String(length=60), nullable=False),
        sa.Column("instrument_version", sa.Integer(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("perspective", sa.String(length=12), nullable=False),
        sa.Column("expires_hour", sa.Integer(), nullable=False),
        sa.CheckConstraint(PERSPECTIVES, name=op.f("ck_self_scan_draft_perspective")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_self_scan_draft")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_self_scan_draft_token_hash")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "self_scan_draft_answer",
        sa.Column("draft_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("item_id", sa.String(length=12), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value BETWEEN 0 AND 5", name=op.f("ck_self_scan_draft_answer_value")),
        sa.ForeignKeyConstraint(
            ["draft_key"],
            ["self_scan_draft.key"],
            name=op.f("fk_self_scan_draft_answer_draft_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("draft_key", "item_id", name=op.f("pk_self_scan_draft_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "self_scan_owner",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_self_scan_owner")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "self_scan",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.String(length=60), nullable=False),
        sa.Column("instrument_version", sa.Integer(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("perspective", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.CheckConstraint(PERSPECTIVES, name=op.f("ck_self_scan_perspective")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_self_scan_number")),
        sa.ForeignKeyConstraint(
            ["code_hash"],
            ["self_scan_owner.code_hash"],
            name=op.f("fk_self_scan_code_hash"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code_hash", "number", name=op.f("pk_self_scan")),
        sqlite_with_rowid=False,
    )
