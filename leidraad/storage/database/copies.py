"""A copy of a SQLite database in a file of its own: taken, brought up to date, stripped, checked, put in use."""

import logging
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from time import monotonic

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from leidraad import product, settings
from leidraad.errors import NotADatabase
from leidraad.storage.database import engine, schema_version
from leidraad.storage.database.driver_errors import translated

log = logging.getLogger("leidraad.opslag")

PATIENCE_SECONDS = 10
_HEADER, _USER_VERSION = b"SQLite format 3\0", slice(60, 64)  # https://sqlite.org/fileformat.html
_NOT_OURS = "Dit bestand is geen hele reservekopie van de Teamscan. Er is niets veranderd."


def copy_running(copy: Path) -> None:
    """Copy the database of this process, as it is at one moment, while it is used. Raises StorageError."""
    with engine.raw() as running, closing(sqlite3.connect(copy)) as into:
        running.backup(into, progress=_patience())
        into.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def sign(copy: Path, version: str) -> None:
    """Write in the head of a copy by which version of the program it was made; no table, so every version can read it."""
    numbers = [int(one) for one in version.split(".")] if version != product.UNKNOWN else []
    major, minor, mending = (*numbers, 0, 0, 0)[:3]
    with translated(), closing(sqlite3.connect(copy)) as opened:
        opened.execute(f"PRAGMA user_version={major * 1_000_000 + minor * 1_000 + mending}")


def signed(file: Path) -> str:
    """By which version a copy was made; UNKNOWN for one from before 1.0, or a file that is no copy."""
    with file.open("rb") as opened:
        head = opened.read(_USER_VERSION.stop)
    number = int.from_bytes(head[_USER_VERSION]) if head.startswith(_HEADER) else 0
    major, minor, mending = number // 1_000_000, number // 1_000 % 1_000, number % 1_000
    return f"{major}.{minor}{f'.{mending}' if mending else ''}" if number else product.UNKNOWN


def put_in_place(copy: Path, running: sqlite3.Connection) -> None:
    """Replace the whole database behind this connection in one transaction. Raises sqlite3.Error."""
    with closing(sqlite3.connect(copy)) as source:
        source.backup(running, progress=_patience())


def _patience() -> Callable[[int, int, int], None]:
    """SQLite tries for ever while another program writes; this ends that with an error."""
    until = monotonic() + PATIENCE_SECONDS

    def look(_status: int, _remaining: int, _total: int) -> None:
        if monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    return look


def modernise(copy: Path) -> None:
    """Bring a copy to the present version of the tables. Raises NotADatabase or DatabaseNewer."""
    try:
        with translated():
            _refuse_other_files(copy)
            opened = create_engine(settings.sqlite_url(copy), poolclass=NullPool)
            schema_version.upgrade(opened)
    except NotADatabase as error:
        raise NotADatabase(_NOT_OURS) from error


def _refuse_other_files(copy: Path) -> None:
    check(copy)
    with closing(sqlite3.connect(copy)) as opened:
        if not opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            raise NotADatabase(_NOT_OURS)


def strip(copy: Path, statements: Iterable[str]) -> None:
    """Delete from a copy, overwriting what was there."""
    with translated(), closing(sqlite3.connect(copy)) as opened:
        opened.execute("PRAGMA secure_delete=ON")
        opened.execute("PRAGMA journal_mode=MEMORY")
        for statement in statements:
            opened.execute(statement)
        opened.commit()


def check(copy: Path) -> None:
    """Raise NotADatabase unless SQLite finds the whole file in order."""
    with translated(), closing(sqlite3.connect(copy)) as opened:
        said = opened.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        log.error("Reservekopie afgekeurd: %s", said)
        raise NotADatabase("De kopie is niet heel. Er is niets veranderd en niets bewaard. Probeer het opnieuw.")


def ids(file: Path, query: str) -> set[int]:
    """The numbers that a query gives, without writing to the file. Raises StorageError."""
    with translated(), closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
        return {row[0] for row in opened.execute(query)}
