"""A copy of a SQLite database in memory, so that nothing of it lies open on the disk: taken, stripped, checked, put in use."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from leidraad import product
from leidraad.errors import NotADatabase
from leidraad.storage.database import engine, schema_version
from leidraad.storage.database.driver_errors import translated

log = logging.getLogger("leidraad.opslag")

PATIENCE_SECONDS = 10
_HEADER, _LOG_KIND, _USER_VERSION = (
    b"SQLite format 3\0",
    slice(18, 20),
    slice(60, 64),
)  # sqlite.org/fileformat.html
NOT_OURS = "Dit bestand is geen hele reservekopie van de Teamscan. Er is niets veranderd."


def of_running() -> sqlite3.Connection:
    """The database of this process, as it is at one moment, while it is used. Raises StorageError."""
    copy = empty()
    with engine.raw() as running:
        running.backup(copy, progress=_patience())
    return copy


def empty() -> sqlite3.Connection:
    """A database in memory without anything in it."""
    return sqlite3.connect(":memory:", isolation_level=None)


def loaded(content: bytes) -> sqlite3.Connection:
    """A database in memory of the bytes of a file, which may hold anything. Raises NotADatabase."""
    if not content.startswith(_HEADER):
        raise NotADatabase(NOT_OURS)
    copy = empty()
    with translated():
        copy.deserialize(_without_log(content))
        copy.execute("PRAGMA trusted_schema=OFF")
        copy.execute("PRAGMA cell_size_check=ON")
    return copy


def content(copy: sqlite3.Connection) -> bytes:
    """The bytes of the file that this copy would be; of what was deleted from it, nothing is left."""
    with translated():
        copy.execute("VACUUM")
        return _without_log(copy.serialize())


def _without_log(file: bytes) -> bytes:
    """The same database as one file: the live one has a write-ahead log beside it."""
    changed = bytearray(file)
    changed[_LOG_KIND] = b"\x01\x01"
    return bytes(changed)


def signed(head: bytes) -> str:
    """Which version made an unsealed copy that begins so; UNKNOWN for one from before 1.0, or something else."""
    number = int.from_bytes(head[_USER_VERSION]) if head.startswith(_HEADER) else 0
    major, minor, mending = number // 1_000_000, number // 1_000 % 1_000, number % 1_000
    return f"{major}.{minor}{f'.{mending}' if mending else ''}" if number else product.UNKNOWN


def put_in_place(copy: sqlite3.Connection, running: sqlite3.Connection) -> None:
    """Replace the whole database behind this connection in one transaction. Raises sqlite3.Error."""
    copy.backup(running, progress=_patience())


def _patience() -> Callable[[int, int, int], None]:
    """SQLite tries for ever while another program writes; this ends that with an error."""
    until = monotonic() + PATIENCE_SECONDS

    def look(_status: int, _remaining: int, _total: int) -> None:
        if monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    return look


def as_engine(copy: sqlite3.Connection) -> Engine:
    """The same database for SQLAlchemy; never dispose of it, which would close the copy."""
    return create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)


@contextmanager
def changing(copy: sqlite3.Connection) -> Iterator[Session]:
    """Change a copy by its tables; what only mentions a row that goes forgets it, as in the database itself."""
    copy.execute("PRAGMA foreign_keys=ON")
    try:
        with translated(), Session(as_engine(copy)) as session:
            yield session
            session.commit()
    finally:
        copy.execute("PRAGMA foreign_keys=OFF")


def modernise(copy: sqlite3.Connection) -> None:
    """Bring a copy to the present version of the tables. Raises NotADatabase or DatabaseNewer."""
    try:
        with translated():
            schema_version.upgrade(as_engine(copy))
    except NotADatabase as error:
        raise NotADatabase(NOT_OURS) from error


def strip(copy: sqlite3.Connection, statements: Iterable[str]) -> None:
    """Delete from a copy, and write it anew: a page that was copied can hold more than its rows."""
    with translated():
        for statement in statements:
            copy.execute(statement)
        if not copy.in_transaction:
            copy.execute("VACUUM")


def check(copy: sqlite3.Connection) -> None:
    """Raise NotADatabase unless SQLite finds the whole file in order, and every row that another names."""
    with translated():
        said = copy.execute("PRAGMA integrity_check").fetchone()[0]
        dangling = copy.execute("PRAGMA foreign_key_check").fetchone()
    if said != "ok" or dangling:
        log.error("Reservekopie afgekeurd: %s", said if said != "ok" else f"{dangling[0]} wijst naar niets")
        raise NotADatabase("De kopie is niet heel. Er is niets veranderd en niets bewaard. Probeer het opnieuw.")


def ids(copy: sqlite3.Connection, query: str) -> set[int]:
    """The numbers that a query gives. Raises StorageError."""
    with translated():
        return {row[0] for row in copy.execute(query)}
