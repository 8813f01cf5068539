"""Brings a database to the present version of the tables with Alembic, or refuses one from the future."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from leidraad.errors import DatabaseNewer, NotADatabase


def config() -> Config:
    """Alembic's configuration without an ini file; the connection is handed over in `upgrade`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def upgrade(engine: Engine) -> None:
    """Migrate to the newest version in one transaction.

    Raises DatabaseNewer when it is ahead of us, NotADatabase when it holds the tables of another program.
    """
    settings = config()
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    with engine.execution_options(writes=True).begin() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
        if any(revision not in known for revision in present):
            raise DatabaseNewer(
                "Deze database is gemaakt door een nieuwere versie van de Teamscan. Er is niets veranderd. "
                "Werk het programma bij, of zet een reservekopie van deze versie terug."
            )
        if not present and inspect(connection).get_table_names():
            raise NotADatabase(
                "In deze database staan tabellen van een ander programma. Er is niets aan veranderd. "
                "Wijs met DATABASE_URL een lege database aan."
            )
        if set(present) != set(ScriptDirectory.from_config(settings).get_heads()):
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
