"""The file of SQLite itself: bringing its log into it, and writing it anew once something was deleted.

Deleting overwrites a cell, but not the old place of one that SQLite moved before: only writing the file, or its table, anew does.
"""

# ruff: noqa: S608 - the tables are our own

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger("leidraad.opslag")

#: Who reads an older moment gets so long to end; per try everybody who saves waits for it.
_PATIENCE, _PER_TRY_MS = 5.0, 100
_FORGETS = ("DELETE", "UPDATE participation", "UPDATE account", "UPDATE self_scan")
#: Results are large, nobody's, and kept for years: what is left of them may wait for the whole file.
LARGE = ("result", "leader_result")
#: Since when something was deleted of which a trace may be in the file; None when there is none.
_traces_since: float | None = None
#: Whether that may be in another table than a large one.
_traces_in_tables = False


def watch(opened: Engine) -> None:
    """Remember from now on whether anything was deleted. What happened before now is not known, so: perhaps."""
    global _traces_since, _traces_in_tables
    _traces_since, _traces_in_tables = monotonic(), True
    event.listen(opened, "after_cursor_execute", _note)


def _note(_connection: Any, cursor: Any, statement: str, *_more: Any) -> None:
    global _traces_since, _traces_in_tables
    if not _traces_in_tables and statement.startswith(_FORGETS) and cursor.rowcount:
        _traces_since, _traces_in_tables = _traces_since or monotonic(), True


def traces_for() -> float:
    """For how many seconds there may be traces in the file; 0 when there are none."""
    return 0.0 if _traces_since is None else monotonic() - _traces_since


def rewrite(opened: Engine) -> None:
    """Write the file anew if there may be traces, so that no page holds anything but its rows. Nobody writes meanwhile."""
    global _traces_since, _traces_in_tables
    if opened.dialect.name != "sqlite" or _traces_since is None:
        return
    with closing(opened.raw_connection()) as connection:  # outside a transaction
        connection.cursor().execute("VACUUM")
        _traces_since, _traces_in_tables = None, False


@contextmanager
def tables_with_traces(opened: Engine) -> Iterator[list[str]]:
    """Of which tables, all but the large ones, there may be traces: none of what was deleted before, when the block ends well."""
    global _traces_in_tables
    if not _traces_in_tables:
        yield []
        return
    with opened.connect() as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    _traces_in_tables = False  # whatever is deleted from now on counts again
    try:
        yield [name for name in found if name not in LARGE and not name.startswith("sqlite_")]
    except BaseException:
        _traces_in_tables = True
        raise


def refill(opened: Engine, table: str) -> None:
    """Empty a table and put its rows back, at once: its pages are wiped as a whole, with what was moved in them.

    Nobody writes meanwhile. It takes as long as the rows of this one table, and the file keeps its size.
    """
    with closing(opened.raw_connection()) as borrowed:
        connection = borrowed.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.execute("PRAGMA foreign_keys=OFF")  # what hangs below a row that comes back at once stays
        connection.execute("ATTACH ':memory:' AS beside")
        try:
            _refilled(connection, table)
        finally:
            connection.execute("DETACH beside")
            connection.execute("PRAGMA foreign_keys=ON")


def _refilled(connection: sqlite3.Connection, table: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f'CREATE TABLE beside.kept AS SELECT * FROM main."{table}"')
        connection.execute(f'DELETE FROM main."{table}"')
        connection.execute(f'INSERT INTO main."{table}" SELECT * FROM beside.kept')
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def checkpoint(opened: Engine, *, whole: bool) -> bool:
    """Bring the log into the file; gives whether all of it is there now. See `engine.checkpoint`."""
    if opened.dialect.name != "sqlite":
        return True
    try:
        with closing(opened.raw_connection()) as connection:  # outside a transaction, which a checkpoint must be
            done = _brought(connection.cursor(), "PASSIVE")  # most of it, while nobody waits
            return _emptied(connection.cursor()) if whole else done
    except (SQLAlchemyError, sqlite3.Error) as error:
        log.warning("Nog niet alles staat in het databasebestand zelf: %s", error)
        return False


def _emptied(cursor: Any) -> bool:
    """Also empty the log, in short tries: in each, whoever saves waits for whoever reads an older moment."""
    until, before = monotonic() + _PATIENCE, cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout={min(before, _PER_TRY_MS)}")
    try:
        while not (done := _brought(cursor, "TRUNCATE")) and monotonic() < until:
            sleep(_PER_TRY_MS / 1000)
        return done
    finally:
        cursor.execute(f"PRAGMA busy_timeout={before}")


def _brought(cursor: Any, how: str) -> bool:
    busy, written, brought = cursor.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
    return not busy and written == brought
