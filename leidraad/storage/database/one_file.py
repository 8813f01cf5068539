"""The file of SQLite itself: bringing its log into it, and writing it anew once something was deleted.

Deleting overwrites a cell, but not the old place of one that SQLite moved before: only writing the file anew does.
"""

import logging
import sqlite3
from contextlib import closing
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger("leidraad.opslag")

#: Who reads an older moment gets so long to end; per try everybody who saves waits for it.
_PATIENCE, _PER_TRY_MS = 5.0, 100
_FORGETS = ("DELETE", "UPDATE participation", "UPDATE account", "UPDATE self_scan")
#: Since when something was deleted of which a trace may be in the file; None when there is none.
_traces_since: float | None = None


def watch(opened: Engine) -> None:
    """Remember from now on whether anything was deleted. What happened before now is not known, so: perhaps."""
    global _traces_since
    _traces_since = monotonic()
    event.listen(opened, "after_cursor_execute", _note)


def _note(_connection: Any, cursor: Any, statement: str, *_more: Any) -> None:
    global _traces_since
    if _traces_since is None and statement.startswith(_FORGETS) and cursor.rowcount:
        _traces_since = monotonic()


def traces_for() -> float:
    """For how many seconds there may be traces in the file; 0 when there are none."""
    return 0.0 if _traces_since is None else monotonic() - _traces_since


def rewrite(opened: Engine) -> None:
    """Write the file anew if there may be traces, so that no page holds anything but its rows. Nobody writes meanwhile."""
    global _traces_since
    if opened.dialect.name != "sqlite" or _traces_since is None:
        return
    with closing(opened.raw_connection()) as connection:  # outside a transaction
        connection.cursor().execute("VACUUM")
        _traces_since = None


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
