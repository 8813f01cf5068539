"""A school can be an example: made-up data that every screen names as such."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every school there is, is a real one."""
    op.add_column("school", sa.Column("example", sa.Boolean(), server_default=sa.false(), nullable=False))
