"""Opens the database and hands out sessions: `reading()` for a snapshot, `writing()` for one short transaction.

SQLite: WAL, BEGIN IMMEDIATE for every write, one writer at a time in this process. PostgreSQL: writers beside each other;
whoever reads something to change it holds its row (`with_for_update`), or waits for its turn (`server.one_by_one`).
"""

import atexit
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from leidraad import errors, settings
from leidraad.machine import in_use
from leidraad.storage import tables  # noqa: F401  (whoever opens a database knows all its tables)
from leidraad.storage.database import fitness, one_file, schema_version, server, write_turn
from leidraad.storage.database.driver_errors import translated

log = logging.getLogger("leidraad.opslag")

SAFE_SQLITE = (3, 51, 3)
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)
_together = threading.local()
_opened: Engine | None = None
_held: int | None = None
_ending = threading.Lock()
_tapped_at = float("-inf")
_over_at: float | None = None


def open_database(url: str | URL | None = None, *, keep: schema_version.Keep | None = None) -> None:
    """Open (and make or migrate, after `keep`) the database of this process; a second call replaces the first.

    Raises StorageError, with a Dutch message, when the database cannot be used.
    """
    global _opened, _held, _over_at
    close_database()
    write_turn.forget()
    _over_at = None
    url = url or settings.load().database
    engine = _connect(settings.database_url(url) if isinstance(url, str) else url)
    held = _hold(engine.url)
    try:
        with translated():
            fitness.require_whole(engine)
            schema_version.upgrade(engine, keep)
            fitness.try_writing(engine)
    except BaseException:
        engine.dispose()
        in_use.let_go(held)
        raise
    _opened, _held = engine, held
    fitness.shut_folder(engine.url)
    if engine.dialect.name == "sqlite" and sqlite3.sqlite_version_info < SAFE_SQLITE:
        log.warning(
            "SQLite %s: gebruik liever 3.51.3 of nieuwer; oudere versies hebben een zeldzame fout in de "
            "schrijfvolgorde. Maak extra vaak een reservekopie.",
            sqlite3.sqlite_version,
        )


def _hold(url: URL) -> int | None:
    """Say that we use this file. Raises DatabaseLocked while a command puts another in its place."""
    file = settings.file_of(url)
    held = in_use.hold(file.parent, alone=False) if file else None
    if file and held is None:
        raise errors.DatabaseLocked(
            "Er wordt nu een reservekopie teruggezet. Er is niets veranderd. Wacht tot dat klaar is en start opnieuw."
        )
    return held


def checkpoint(*, whole: bool = False) -> bool:
    """Bring what was written into the file of the database itself; gives whether all of it is there now.

    Until then it is in the `-wal` beside it, and whoever copies the one file misses it. Nobody waits for this, unless it
    must be `whole`: then readers of an older moment get some seconds to end. Never raises; PostgreSQL needs none of it.
    """
    return _opened is None or one_file.checkpoint(_opened, whole=whole)


def rewrite() -> None:
    """Write SQLite's file anew when something was deleted since the last time; who saves waits for it meanwhile."""
    with write_turn.turn(alone=True), translated():
        one_file.rewrite(engine())


def close_database() -> None:
    """Let go of the database, with everything in its one file; harmless when none is open."""
    global _opened, _held
    if _opened is not None:
        checkpoint(whole=True)
        _opened.dispose()
        in_use.let_go(_held)
        _opened = _held = None


atexit.register(close_database)  # also after a command


def end(patience: float) -> None:
    """The program stops: whoever is busy with the database gets so many seconds, and nobody of this process opens it again.

    A screen that still draws itself would, and leave a log beside the one file. Who has less patience shortens it for all.
    """
    global _over_at
    _over_at = min(_over_at or float("inf"), monotonic() + patience)
    with _ending:
        while _opened is not None and _opened.pool.checkedout() and monotonic() < _over_at:  # type: ignore[attr-defined]
            sleep(0.01)
        if _opened is not None and monotonic() < _over_at:
            with suppress(SQLAlchemyError, sqlite3.Error):  # then the first clean-up after the next start
                one_file.rewrite(_opened)
        close_database()


def _connect(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return server.connect(url)
    if url.get_backend_name() != "sqlite":
        raise errors.SettingsError(
            "De Teamscan werkt met SQLite of PostgreSQL. Laat DATABASE_URL weg voor het gewone bestand, "
            "of gebruik de vorm postgresql://gebruiker:wachtwoord@server/naam."
        )
    if file := settings.file_of(url):
        fitness.require_file(file)
    engine = create_engine(url, pool_size=10, max_overflow=10, pool_timeout=10)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    one_file.watch(engine)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we send BEGIN; for a lock it waits 5 s, or `?timeout=` in the URL
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    # Straight to SQLite: around a statement SQLAlchemy does more than SQLite does for a whole tap.
    writes = connection.get_execution_options().get("writes")
    connection.connection.driver_connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def folder() -> Path:
    """Where everything is that belongs to the database in use: its backups, the keys of its schools."""
    return settings.folder_of(address())


def address() -> URL:
    """Where the database is, also while it cannot be opened."""
    return _opened.url if _opened else settings.load().database


def engine() -> Engine:
    """The engine of this process, opened on first use. Raises StorageError once the program stops."""
    _refuse_at_the_end()
    if _opened is None:
        with write_turn.lock:
            _refuse_at_the_end()
            if _opened is None:
                open_database()
    assert _opened is not None
    return _opened


def _refuse_at_the_end() -> None:
    if _over_at is not None:
        raise errors.StorageError("De Teamscan stopt. Er is niets veranderd. Probeer het straks opnieuw.")


@lru_cache(maxsize=1)
def _writer(of: Engine) -> Engine:
    """The same engine, for connections that write."""
    return of.execution_options(writes=True)


@contextmanager
def reading() -> Iterator[Session]:
    """A session that sees one moment of the database and never writes."""
    with translated(), Session(engine(), expire_on_commit=False, autoflush=False) as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """A session whose changes all arrive, or none; committed when the block ends without an error."""
    if (shared := _shared()) is not None:
        with (
            translated(),
            Session(shared, expire_on_commit=False, join_transaction_mode="create_savepoint") as session,
        ):
            yield session
            session.commit()
        return
    with _turn(), translated(), Session(_writer(engine()), expire_on_commit=False) as session:
        yield session
        session.commit()


@contextmanager
def raw(*, alone: bool = False) -> Iterator[sqlite3.Connection]:
    """SQLite's own connection, to copy the whole database at once; `alone`: nobody in this process writes meanwhile."""
    with write_turn.lock if alone else nullcontext(), translated():
        borrowed = engine().raw_connection()
        try:
            yield borrowed.driver_connection  # type: ignore[misc]
        finally:
            borrowed.close()


@contextmanager
def recording() -> Iterator[Connection]:
    """The same as `writing` without the ORM around it: for what happens at every tap of every phone."""
    global _tapped_at
    _tapped_at = monotonic()
    if (shared := _shared()) is not None:
        with translated(), shared.begin_nested() if _together.apart else _all_or_none():
            yield shared
        return
    with _turn(), translated(), _writer(engine()).begin() as connection:
        yield connection


def _turn() -> AbstractContextManager[None]:
    return write_turn.turn(alone=not is_server())


def is_server() -> bool:
    """Whether more processes may use the database, and writers go on beside each other."""
    return address().get_backend_name() != "sqlite"


def give_way() -> None:
    """Between two writes of many: whoever waits to save goes first."""
    sleep(0.002)


def calm_for() -> float:
    """For how many seconds no phone has saved anything."""
    return monotonic() - _tapped_at


def _shared() -> Connection | None:
    found: Connection | None = getattr(_together, "connection", None)
    return found


class Undone(Exception):
    """One of those who wrote together was refused, and nothing of any of them is written."""


@contextmanager
def together(*, apart: bool = True) -> Iterator[None]:
    """Everything that this thread writes meanwhile goes to the disk at once, when the block ends.

    What one of them refuses is undone alone, for which the database marks a point before each: not `apart` saves half
    the time, and ends with Undone when one was refused. When the database itself fails (StorageError), leave the block
    with that error: SQLite may have undone all of it.
    """
    with _turn(), translated(), _writer(engine()).begin() as connection:
        _together.connection, _together.apart, _together.refused = connection, apart, False
        try:
            yield
        finally:
            _together.connection = None
        if _together.refused:
            raise Undone


@contextmanager
def _all_or_none() -> Iterator[None]:
    try:
        yield
    except BaseException:
        _together.refused = True
        raise


@contextmanager
def looking() -> Iterator[Connection]:
    """The same as `reading` without the ORM around it."""
    with translated(), engine().connect() as connection:
        yield connection
