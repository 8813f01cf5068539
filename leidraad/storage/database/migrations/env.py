"""Alembic's entry: runs the migrations on the connection that leidraad.storage.database.migrate hands over."""

from alembic import context
from sqlmodel import SQLModel

from leidraad.storage import tables  # noqa: F401  (fills the metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
