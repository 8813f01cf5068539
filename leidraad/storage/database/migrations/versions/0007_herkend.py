"""Recognised until the reveal: who is done, hand-overs, the right to a second vote, and a vote as a change.

The older version made a Result at the closing. Of a closed measurement it stays, for its reveal; what was not in it is
deleted, since it can serve nothing. A measurement that was reopened goes back to closed, with everybody's answers: who
took part before is not recognised any more and could count twice. Its Result is made anew at the reveal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_measurements = sa.table(
    "measurement", sa.column("id"), sa.column("mode"), sa.column("state"), sa.column("tie_cut")
)
_participations = sa.table(
    "participation",
    sa.column("key"),
    sa.column("measurement_id"),
    sa.column("token_hash"),
    sa.column("withdrawn", sa.Boolean),
    sa.column("counted", sa.Boolean),
)
_answers = sa.table("answer", sa.column("participation_key"))
_results = [sa.table(name, sa.column("measurement_id")) for name in ("result", "leader_result")]
_ballots = sa.table("ballot", sa.column("key"), sa.column("kind"))
_votes = sa.table("vote", sa.column("ballot_key"))
_with_result = sa.select(_results[0].c.measurement_id)


def upgrade() -> None:
    """Two tables and a few columns change; nothing that can still be published is lost."""
    op.add_column("measurement", sa.Column("handed_over", sa.Integer(), server_default="0", nullable=False))
    op.add_column("measurement", sa.Column("tie_cut", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("participation", sa.Column("done", sa.Boolean(), server_default=sa.false(), nullable=False))
    _closed()
    _reopened()
    _scored_together()
    op.drop_column("participation", "counted")
    _second_vote()


def _closed() -> None:
    closed = (_measurements.c.mode == "individueel") & _measurements.c.state.in_(["gesloten", "gedeeld"])
    op.execute(_measurements.update().where(closed).values(tie_cut=sa.true()))
    of = sa.select(_measurements.c.id).where(closed, _measurements.c.id.in_(_with_result))
    _delete_people(_participations.c.measurement_id.in_(of) & ~_participations.c.counted)


def _reopened() -> None:
    reopened = (
        (_measurements.c.mode == "individueel")
        & (_measurements.c.state == "open")
        & _measurements.c.id.in_(_with_result)
    )
    of = op.get_bind().execute(sa.select(_measurements.c.id).where(reopened)).scalars().all()
    mine = _participations.c.measurement_id.in_(of)
    _delete_people(mine & _participations.c.withdrawn)
    op.execute(_participations.update().where(mine).values(token_hash=None))
    op.execute(
        _measurements.update().where(_measurements.c.id.in_(of)).values(state="gesloten", tie_cut=sa.true())
    )
    for results in _results:
        op.execute(results.delete().where(results.c.measurement_id.in_(of)))


def _scored_together() -> None:
    """What was agreed is still there: its Result is made at the reveal, like any other."""
    unshared = sa.select(_measurements.c.id).where(
        _measurements.c.mode == "samen", _measurements.c.state != "gedeeld"
    )
    op.execute(_results[0].delete().where(_results[0].c.measurement_id.in_(unshared)))


def _delete_people(which: sa.ColumnElement[bool]) -> None:
    op.execute(
        _answers.delete().where(_answers.c.participation_key.in_(sa.select(_participations.c.key).where(which)))
    )
    op.execute(_participations.delete().where(which))


def _second_vote() -> None:
    op.create_table(
        "vote_right",
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["measurement_id"],
            ["measurement.id"],
            name=op.f("fk_vote_right_measurement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("measurement_id", "token_hash", name=op.f("pk_vote_right")),
        sqlite_with_rowid=False,
    )
    # A vote that is no change cannot be counted any more.
    talked = sa.select(_ballots.c.key).where(_ballots.c.kind == "na gesprek")
    op.execute(_votes.delete().where(_votes.c.ballot_key.in_(talked)))
    with op.batch_alter_table("vote", table_kwargs={"sqlite_with_rowid": False}) as vote:
        vote.add_column(sa.Column("before", sa.Integer(), nullable=True))
        vote.create_check_constraint(op.f("ck_vote_before"), "before BETWEEN 1 AND 5")
