"""Wipes what deleting leaves behind: SQLite and PostgreSQL both keep old pages of their files for a while."""

import logging
import sqlite3

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from leidraad.errors import LeidraadError
from leidraad.storage.database.engine import checkpoint, engine, rewrite

log = logging.getLogger("leidraad.opslag")


def forget(tables: tuple[str, ...] = ("answer", "participation")) -> None:
    """Empty SQLite's write-ahead log, or rewrite PostgreSQL's tables: both still hold what was deleted.

    Never raises: the step before it is done and stays. Somebody who is still reading an older moment can keep
    it from being complete; the clean-up (retention) tries again.
    """
    opened = engine()
    try:
        if opened.dialect.name != "sqlite":
            _rewrite_tables(opened, tables)
        elif not checkpoint(whole=True):
            log.warning(
                "Oude bladzijden zijn nog niet gewist: de database werd gelezen. Bij het opruimen opnieuw."
            )
    except DBAPIError as error:
        log.warning("Oude bladzijden zijn nog niet gewist; bij het opruimen opnieuw. %s", error)


def forget_all() -> None:
    """The same for all that was deleted since the last time, also what SQLite moved before it was deleted.

    When SQLite brings half empty pages together, what it moved stays readable in the old place, whatever
    `secure_delete` says; only writing the file anew takes that away. Never raises: the next clean-up tries again.
    """
    if engine().dialect.name == "sqlite":
        try:
            rewrite()
        except (LeidraadError, DBAPIError, sqlite3.Error) as error:
            log.warning("Het databasebestand is nog niet herschreven; bij het opruimen opnieuw. %s", error)
    forget()


def _rewrite_tables(opened: Engine, tables: tuple[str, ...]) -> None:
    with opened.execution_options(isolation_level="AUTOCOMMIT").connect() as outside:
        # A plain VACUUM leaves the old bytes in the files. FULL locks the tables, for milliseconds; behind a
        # running backup it would wait, and everybody who saves would wait behind it: then rather later.
        outside.execute(text("SET lock_timeout = '2s'"))
        try:
            outside.execute(text(f"VACUUM FULL {', '.join(tables)}"))
        finally:
            outside.execute(text("RESET lock_timeout"))
