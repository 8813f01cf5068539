"""Brings a database to the present version of the tables with Alembic, or refuses one from the future."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from leidraad.errors import DatabaseNewer, NotADatabase, StorageError
from leidraad.storage.database import server
from leidraad.storage.database.driver_errors import translated
from leidraad.storage.database.schema_version import MOVING, Keep

log = logging.getLogger("leidraad.opslag")


def config() -> Config:
    """Alembic's configuration without an ini file; the connection is handed over in `upgrade`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def upgrade(engine: Engine, keep: Keep | None = None) -> None:
    """Migrate to the newest version in one transaction; `keep` puts a SQLite database away first, as it was.

    Of several processes that start at once one migrates, and the others wait for it.

    Raises DatabaseNewer when it is ahead of us, NotADatabase when it holds the tables of another program, StorageError
    when the copy or the migration fails.
    """
    script = ScriptDirectory.from_config(config())
    known = {one.revision for one in script.walk_revisions()}
    with _all_or_nothing() as kept, _writing(engine) as connection:
        server.wait_for_migration(connection)
        present = MigrationContext.configure(connection).get_current_heads()
        if any(revision.startswith(MOVING) for revision in present):
            raise NotADatabase(
                "Naar deze database wordt verhuisd, en dat is nog niet af. Er is niets veranderd. Maak het af: geef dezelfde opdracht "
                "(python -m leidraad verhuizen) opnieuw. Of gebruik zolang het oude bestand."
            )
        if any(revision not in known for revision in present):
            raise DatabaseNewer(
                "Deze database is gemaakt door een nieuwere versie van de Teamscan. Er is niets veranderd. "
                "Werk de Teamscan bij, of zet een reservekopie van deze versie terug."
            )
        if not present and inspect(connection).get_table_names():
            raise NotADatabase(
                "In deze database staan tabellen van een ander programma. Er is niets aan veranderd. "
                "Wijs met DATABASE_URL een lege database aan."
            )
        if set(present) == set(script.get_heads()):
            return
        if present and keep and connection.dialect.name == "sqlite":
            kept.append(keep(connection.connection.driver_connection))  # type: ignore[arg-type]
        kept.append("")
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


@contextmanager
def _all_or_nothing() -> Iterator[list[str]]:
    """Say of a migration that failed why, that nothing changed, and which copy there is; what came before it speaks for itself."""
    kept: list[str] = []
    try:
        with translated():
            yield kept
    except Exception as error:
        if not kept:
            raise
        if not isinstance(error, StorageError):  # those were written down, in one line
            log.exception("De database bijwerken is niet gelukt.")
        kind, why = (type(error), f" {error}") if isinstance(error, StorageError) else (StorageError, "")
        copy = f" Van daarvoor is er de reservekopie {kept[0]}." if kept[0] else ""
        raise kind(
            f"De database bijwerken naar deze versie is niet gelukt: er is niets veranderd.{why}{copy} "
            "Start opnieuw, of gebruik zolang de versie van de Teamscan die je had."
        ) from error


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    """One transaction. In SQLite a table can only be changed by making it anew: meanwhile other rows name nothing."""
    with engine.connect().execution_options(writes=True) as connection:
        follows = connection.dialect.name == "sqlite" and _follow(connection, keys=False)
        try:
            with connection.begin():
                yield connection
        finally:
            if follows:
                _follow(connection, keys=True)


def _follow(connection: Connection, *, keys: bool) -> bool:
    """Say whether SQLite keeps foreign keys, outside any transaction; gives whether it did before."""
    driver: Any = connection.connection.driver_connection
    before = driver.execute("PRAGMA foreign_keys").fetchone()[0]
    driver.execute(f"PRAGMA foreign_keys={'ON' if keys else 'OFF'}")
    return bool(before)
