"""A Result that an older version made before the reveal goes: nobody was shown it, and no database holds one before that.

Where the answers are still there it is made anew at the reveal, over the same people. Where they are gone the measurement has
ended without a Result, as it would by now (decision 0026).
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_measurements = sa.table(
    "measurement",
    sa.column("id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("tie_cut", sa.Boolean),
    sa.column("over_since", sa.DateTime(timezone=True)),
)
_with_answers = sa.select(sa.table("participation", sa.column("measurement_id")).c.measurement_id)


def upgrade() -> None:
    """Rows only."""
    results = [sa.table(name, sa.column("measurement_id")) for name in ("result", "leader_result")]
    early = sa.select(_measurements.c.id).where(
        _measurements.c.state != "gedeeld", _measurements.c.id.in_(sa.select(results[0].c.measurement_id))
    )
    of = op.get_bind().execute(early).scalars().all()
    for one in results:
        op.execute(one.delete().where(one.c.measurement_id.in_(of)))
    ended = _measurements.c.id.in_(of) & _measurements.c.tie_cut & _measurements.c.id.not_in(_with_answers)
    op.execute(_measurements.update().where(ended).values(over_since=datetime.now(UTC)))
