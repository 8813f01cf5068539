"""An example school that is not all there is known as such, so that a start can take away what a killed program left."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column."""
    op.add_column("school", sa.Column("half_made", sa.Boolean(), server_default=sa.false(), nullable=False))
