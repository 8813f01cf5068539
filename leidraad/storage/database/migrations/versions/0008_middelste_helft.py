"""The middle half of fewer than ten people goes out of the Results from before: it could say whose answers belong together."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_FEWEST = 10


def upgrade() -> None:
    """Read every Result, and write those back in which something went."""
    for name in ("result", "leader_result"):
        table = sa.table(name, sa.column("measurement_id", sa.Integer), sa.column("body", sa.Text))
        connection = op.get_bind()
        for id, body in connection.execute(sa.select(table.c.measurement_id, table.c.body)).all():
            result = json.loads(body)
            if [construct for construct in result["constructs"] if _spared(construct)]:
                kept = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
                connection.execute(table.update().where(table.c.measurement_id == id).values(body=kept))


def _spared(construct: dict[str, Any]) -> bool:
    """Take the middle half away where its block had too few people; whether there was one to take."""
    if construct["middle_half"] is None or _enough(construct):
        return False
    construct["middle_half"] = None
    return True


def _enough(construct: dict[str, Any]) -> bool:
    """The block holds more than half of the statements, and all of those have its number of answers."""
    behind = (construct["full"] or construct["core"])["items"]
    answered: list[int] = [item["n"] or 0 for item in construct["items"] if item["id"] in behind]
    return sum(number >= _FEWEST for number in answered) * 2 > len(answered)
