"""All rows of one database into an empty one on a PostgreSQL server: table by table, and then compared row by row.

Until the last step the new database names no version of ours but a mark, with which the program refuses to start. The
mark says of which installation and of which content it is a copy: only that is gone on with.
"""

import hashlib
import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from alembic import command
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from leidraad.errors import Refused, StorageError
from leidraad.storage.database import fitness, migrate, schema_version
from leidraad.storage.database.driver_errors import translated

BATCH = 2_000
#: What a server remembers of a program that was killed just now ends within this time.
PATIENCE_SECONDS = 15.0
_ASKED_AGAIN_SECONDS = 0.1
_LOCK = 0x1E1D_2AAD
_WAITS = {"connect_timeout": 5, "tcp_user_timeout": 10_000, "options": "-c lock_timeout=5s"}
_NAME_LENGTH = 12
_NO_SUCH_ADDRESS = (
    "Met het adres achter --naar komt er geen verbinding. Er is niets veranderd. "
    "Gebruik de vorm postgresql://gebruiker@server/naam."
)
_SOMETHING_ELSE = "PostgreSQL neemt iets niet aan. Aan jullie database van nu is niets veranderd: de Teamscan kan er gewoon mee verder."

log = logging.getLogger("leidraad.opslag")

Row = tuple[Any, ...]
Progress = Callable[[float], None]


def mark(installation: bytes, content: bytes) -> str:
    """What stands in place of the version while the copy of this content is not whole; fits in that column."""
    return f"{_of(installation)}{content.hex()[:_NAME_LENGTH]}"


def _of(installation: bytes) -> str:
    return f"{schema_version.MOVING}{hashlib.sha256(installation).hexdigest()[:_NAME_LENGTH]}"


def tables() -> list[sa.Table]:
    """Every table, after those that it names."""
    return SQLModel.metadata.sorted_tables


@contextmanager
def reachable(address: URL) -> Iterator[Engine]:
    """The server behind this address, for us alone until the block ends. Raises StorageError, or Refused when it is in use."""
    waits = {name: value for name, value in _WAITS.items() if name not in address.query}
    with there(_NO_SUCH_ADDRESS):
        made = sa.create_engine(address, poolclass=NullPool, connect_args=waits)
        fitness.require_server(made)
    with there(), made.connect().execution_options(isolation_level="AUTOCOMMIT") as held:
        _have_alone(held)
        yield made


@contextmanager
def there(otherwise: str = _SOMETHING_ELSE) -> Iterator[None]:
    """What goes wrong at the other side, in a sentence that names the address as it was given to us."""
    try:
        with translated():
            yield
    except StorageError as error:
        raise type(error)(str(error).replace("DATABASE_URL", "het adres achter --naar")) from error
    except (SQLAlchemyError, OSError, ValueError) as error:
        log.error("Verhuizen: %s", type(getattr(error, "orig", None) or error).__name__)
        raise StorageError(otherwise) from error


def _have_alone(held: Connection) -> None:
    others = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
    )
    until = monotonic() + PATIENCE_SECONDS
    while (
        not held.execute(sa.select(sa.func.pg_try_advisory_lock(_LOCK))).scalar() or held.execute(others).scalar()
    ):
        if monotonic() > until:
            raise Refused(
                "Een ander programma gebruikt die database op dit moment: een Teamscan, of nog een verhuizing. "
                "Er is niets veranderd. Stop dat programma en geef de opdracht opnieuw."
            )
        sleep(_ASKED_AGAIN_SECONDS)


def stands(target: Engine) -> str:
    """What the new database says it is: the mark of a move, the number of a version, or nothing when it has no tables.

    Raises Refused for the tables of another program.
    """
    with there(), target.connect() as connection:
        found = sa.inspect(connection).get_table_names()
        if not found:
            return ""
        if "alembic_version" not in found or not {one.name for one in tables()} & set(found):
            raise Refused(
                "In die database staan tabellen van een ander programma. Er is niets veranderd. "
                "Laat een lege database maken en geef het adres daarvan."
            )
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def is_of(installation: bytes, said: str) -> bool:
    """Whether what stands there is an unfinished move of this installation, of now or of an earlier content."""
    return said.startswith(_of(installation))


def holds_rows(target: Engine) -> bool:
    """Whether there is anything in the tables of a database of the present version."""
    with there(), target.connect() as connection:
        return any(connection.execute(sa.select(sa.exists(sa.select(one)))).scalar() for one in tables())


def begin(target: Engine, marked: str) -> None:
    """Make all tables, in place of those of an unfinished move or an unused start, and set the mark: all of it, or nothing."""
    with there(), target.begin() as connection:
        quoted = [
            connection.dialect.identifier_preparer.quote(one) for one in sa.inspect(connection).get_table_names()
        ]
        if quoted:
            connection.exec_driver_sql(f"DROP TABLE {', '.join(quoted)} CASCADE")
        settings = migrate.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        _say(connection, marked)


def finish(target: Engine) -> None:
    """From now on it is a database of the present version, with which the program starts."""
    with there(), target.begin() as connection:
        _say(connection, schema_version.present())


def _say(connection: Connection, what: str) -> None:
    connection.execute(sa.text("UPDATE alembic_version SET version_num = :what"), {"what": what})


def rows(connection: Connection, table: sa.Table, *, skip: int = 0) -> Generator[Row]:
    """The rows of a table in the order of its key, which is the same on both sides: by bytes, not by a language.

    Whoever stops before the end closes it while the connection is there.
    """
    query = sa.select(table).order_by(*(_by_bytes(connection, one) for one in table.primary_key)).offset(skip)
    with closing(connection.execution_options(yield_per=BATCH).execute(query)) as found:
        yield from map(tuple, found)


def _by_bytes(connection: Connection, key: sa.Column[Any]) -> sa.ColumnElement[Any]:
    is_text = isinstance(getattr(key.type, "impl", key.type), sa.String)
    return sa.collate(key, "C") if is_text and connection.dialect.name == "postgresql" else key


def count(connection: Connection, table: sa.Table) -> int:
    """How many rows it has."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def content(source: Connection) -> bytes:
    """A fingerprint of all rows, and of the tables that they are in."""
    digest = hashlib.sha256(schema_version.present().encode())
    for table in tables():
        digest.update(table.name.encode())
        for row in rows(source, table):
            digest.update(repr(row).encode())
    return digest.digest()


def copy(source: Connection, target: Engine, progress: Progress) -> None:
    """Bring over what is not there yet, a batch at a time; whoever is stopped goes on behind the last one."""
    total, done = max(1, sum(count(source, one) for one in tables())), 0
    with _connected(target) as connection:
        for table in tables():
            with there(), connection.begin():
                present = count(connection, table)
            done += present
            with closing(rows(source, table, skip=present)) as left:
                for batch in _batches(left):
                    with there(), connection.begin():
                        connection.execute(sa.insert(table), [_values(table, row) for row in batch])
                    done += len(batch)
                    progress(done / total)
            if to_itself := _to_itself(table):
                with there(), connection.begin():
                    _name_each_other(source, connection, table, to_itself)


@contextmanager
def _connected(target: Engine) -> Iterator[Connection]:
    """One connection for all that is brought over: a new one for every table and batch took longer than a small school."""
    with there():
        made = target.connect()
    with made:
        yield made


def _batches(found: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in found:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _to_itself(table: sa.Table) -> list[sa.Column[Any]]:
    return [key.parent for key in table.foreign_keys if key.column.table is table]


def _values(table: sa.Table, row: Row) -> dict[str, Any]:
    later = {one.name for one in _to_itself(table)}
    return {one.name: None if one.name in later else value for one, value in zip(table.columns, row, strict=True)}


def _name_each_other(
    source: Connection, target: Connection, table: sa.Table, to_itself: list[sa.Column[Any]]
) -> None:
    """A row that names another of its own table may come before that one: so the name is written when all are there."""
    keys = list(table.primary_key)
    for column in to_itself:
        for *key, named in source.execute(sa.select(*keys, column).where(column.is_not(None))):
            which = [mine == value for mine, value in zip(keys, key, strict=True)]
            target.execute(sa.update(table).where(*which).values({column.name: named}))


def go_on_numbering(target: Engine, given_out: dict[str, int]) -> None:
    """No number that was ever given out, whatever became of its row, is given out again."""
    sequence = sa.text("SELECT pg_get_serial_sequence(:table, :column)")
    with there(), target.begin() as connection:
        for table in tables():
            for key in table.primary_key:
                named = connection.execute(sequence, {"table": f'"{table.name}"', "column": key.name}).scalar()
                if named is None:
                    continue
                there_now = connection.execute(sa.select(sa.func.max(key))).scalar() or 0
                if highest := max(there_now, given_out.get(table.name, 0)):
                    connection.execute(
                        sa.text("SELECT setval(:named, :highest)"), {"named": named, "highest": highest}
                    )


def compare(source: Connection, target: Engine, progress: Progress) -> str:
    """The name of the first table in which the two sides are not the same, row by row; empty when all are."""
    total, done = max(1, sum(count(source, one) for one in tables())), 0
    with there(), target.connect() as connection:
        for table in tables():
            with closing(rows(source, table)) as here, closing(rows(connection, table)) as copied:
                for mine, other in zip_longest(here, copied):
                    if mine != other:
                        return table.name
                    done += 1
                    if done % BATCH == 0:
                        progress(done / total)
    progress(1)
    return ""
