"""Kept self-scans become one body each, which is encrypted the first time that their personal code is used."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_before = sa.table(
    "self_scan",
    sa.column("code_hash", sa.LargeBinary),
    sa.column("number", sa.Integer),
    sa.column("instrument_id", sa.String),
    sa.column("instrument_version", sa.Integer),
    sa.column("short", sa.Boolean),
    sa.column("perspective", sa.String),
    sa.column("day", sa.Date),
    sa.column("answers", sa.String),
)


def upgrade() -> None:
    """The key comes from a code that we do not have: until then a body is readable, and `sealed` says so."""
    rows = op.get_bind().execute(sa.select(_before)).all()
    op.drop_table("self_scan")
    op.add_column("self_scan_owner", sa.Column("salt", sa.LargeBinary(length=16), nullable=True))
    made = op.create_table(
        "self_scan",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
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
    op.bulk_insert(
        made,
        [
            {
                "code_hash": row.code_hash,
                "number": row.number,
                "day": row.day,
                "sealed": False,
                "body": json.dumps(
                    {
                        "instrument_id": row.instrument_id,
                        "instrument_version": row.instrument_version,
                        "short": row.short,
                        "perspective": row.perspective,
                        "answers": json.loads(row.answers),
                    }
                ).encode(),
            }
            for row in rows
        ],
    )
