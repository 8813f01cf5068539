"""The version of the tables that a database holds. Alembic is asked only when it is not the present one: importing it
takes a tenth of a second, which the everyday start need not wait for."""

from pathlib import Path

from sqlalchemy import Engine, inspect

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"


def present() -> str:
    """The number of the newest migration, which its file name begins with ("0006")."""
    return max(file.stem for file in MIGRATIONS.glob("[0-9]*.py")).split("_")[0]


def upgrade(engine: Engine) -> None:
    """Bring the database to the present version. Raises DatabaseNewer or NotADatabase."""
    if not is_present(engine):
        from leidraad.storage.database import migrate

        migrate.upgrade(engine)


def is_present(engine: Engine) -> bool:
    """Whether nothing needs to be migrated. Only reads."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    return found == [present()]
