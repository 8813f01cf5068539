"""The version of the tables that a database holds. Alembic is asked only when it is not the present one: importing it
takes a tenth of a second, which the everyday start need not wait for."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, inspect

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"
#: So begins what a database says in place of its version while it is filled by a move that is not done.
MOVING = "verhuis-"
#: How a process of ours is called among the connections of a server.
PROCESS = "teamscan-"


def present() -> str:
    """The number of the newest migration, which its file name begins with ("0006")."""
    return max(file.stem for file in MIGRATIONS.glob("[0-9]*.py")).split("_")[0]


#: Puts a SQLite database away as it is before it is changed; gives the name of that copy. Raises StorageError.
Keep = Callable[[sqlite3.Connection], str]


def upgrade(engine: Engine, keep: Keep | None = None) -> None:
    """Bring the database to the present version, after a copy of what is there. Raises StorageError; then nothing changed."""
    if not is_present(engine):
        from leidraad.storage.database import migrate

        migrate.upgrade(engine, keep)


def is_present(engine: Engine) -> bool:
    """Whether nothing needs to be migrated. Only reads."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    return found == [present()]
