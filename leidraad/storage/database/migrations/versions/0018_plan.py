"""A focus point gets its agreement and its place in the cycle; notes, actions and looking back get tables of their own.

What was chosen before stands in the second step, where it would stand by now, without an agreement.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Columns, then tables."""
    for name, length in (("item_id", 20), ("cue", 300), ("response", 300), ("owner", 40)):
        op.add_column("focus_point", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    op.add_column("focus_point", sa.Column("look_back_on", sa.Date(), nullable=True))
    op.add_column("focus_point", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    # In one sentence with its check: SQLite would otherwise make the table anew, and forget which numbers it gave.
    for column in (
        "step INTEGER DEFAULT 2 NOT NULL CONSTRAINT ck_focus_point_step CHECK (step BETWEEN 1 AND 5)",
        "ending VARCHAR(10) DEFAULT '' NOT NULL CONSTRAINT ck_focus_point_ending "
        "CHECK (ending IN ('geborgd', 'gestopt', ''))",
    ):
        op.execute(f"ALTER TABLE focus_point ADD COLUMN {column}")
    _of_a_point(
        "cycle_move",
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.CheckConstraint("step BETWEEN 1 AND 5", name=op.f("ck_cycle_move_step")),
    )
    _of_a_point(
        "plan_action",
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('nog te doen', 'gedaan', 'deels', 'niet')", name=op.f("ck_plan_action_state")
        ),
    )
    _of_a_point(
        "look_back",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("how_far", sa.String(length=10), nullable=False),
        sa.Column("helped", sa.String(length=300), nullable=False),
        sa.Column("held_up", sa.String(length=300), nullable=False),
        sa.Column("sequel", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("monitored", sa.Text(), nullable=False),
        sa.CheckConstraint("how_far IN ('gedaan', 'deels', 'niet')", name=op.f("ck_look_back_how_far")),
        sa.CheckConstraint("sequel IN ('bijstellen', 'borgen', 'stoppen')", name=op.f("ck_look_back_sequel")),
    )
    op.create_table(
        "plan_note",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _to_point("plan_note"),
        sa.PrimaryKeyConstraint("point_id", "question", name=op.f("pk_plan_note")),
    )


def _of_a_point(name: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        *more,
        _to_point(name),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f(f"ix_{name}_point_id"), name, ["point_id"])


def _to_point(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["point_id"], ["focus_point.id"], name=op.f(f"fk_{name}_point_id"), ondelete="CASCADE"
    )
