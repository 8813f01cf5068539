"""Wipes what deleting leaves behind: SQLite and PostgreSQL both keep old pages of their files for a while."""

import logging
import sqlite3

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from leidraad.errors import LeidraadError
from leidraad.settings import file_of
from leidraad.storage.database import one_file
from leidraad.storage.database.driver_errors import translated
from leidraad.storage.database.engine import calm_for, checkpoint, engine, give_way, rewrite
from leidraad.storage.database.one_file import LARGE, traces_for
from leidraad.storage.database.write_turn import turn

#: A file up to this size (bytes) is written anew before anybody notices.
SMALL = 8 * 2**20
#: A larger one once no phone saved for so long, or whatever was deleted is so old (seconds); until then table by table.
CALM, LATEST = 5 * 60, 24 * 3600

_FILLED = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace(current_schema()) "
    "AND pg_relation_size(oid) > 0"
)

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
    `secure_delete` says; only writing the file anew takes that away, or a table. Who saves waits meanwhile: a large file
    is written anew in an hour in which no phone saves, and after a day whatever happens; until then its tables are, one
    by one. PostgreSQL's are as well. Never raises: the next clean-up tries again.
    """
    opened = engine()
    if opened.dialect.name != "sqlite":
        forget(_with_pages(opened))
        return
    try:
        if _is_small(opened) or calm_for() > CALM or traces_for() > LATEST:
            rewrite()
        else:
            refill()
    except (LeidraadError, DBAPIError, sqlite3.Error) as error:
        log.warning("Het databasebestand is nog niet herschreven; bij het opruimen opnieuw. %s", error)
    forget()


def _with_pages(opened: Engine) -> tuple[str, ...]:
    """The tables that hold or held anything, without the large ones, which wait for the server's own cleaning."""
    ours = set(SQLModel.metadata.tables) - set(LARGE)
    try:
        with opened.connect() as connection:
            return tuple(name for name in connection.execute(_FILLED).scalars() if name in ours)
    except DBAPIError as error:
        log.warning("Oude bladzijden zijn nog niet gewist; bij het opruimen opnieuw. %s", error)
        return ()


def refill() -> None:
    """Write every table anew but the large ones, one after another, so that who saves waits for one of them only."""
    with one_file.tables_with_traces(engine()) as traced:
        for table in traced:
            with turn(alone=True), translated():
                one_file.refill(engine(), table)
            give_way()


def _is_small(opened: Engine) -> bool:
    file = file_of(opened.url)
    return file is None or not file.exists() or file.stat().st_size <= SMALL


def _rewrite_tables(opened: Engine, tables: tuple[str, ...]) -> None:
    with opened.execution_options(isolation_level="AUTOCOMMIT").connect() as outside:
        # A plain VACUUM leaves the old bytes in the files. FULL locks the table, for milliseconds; behind a
        # running backup it would wait, and everybody who saves would wait behind it: then rather all of them later.
        outside.execute(text("SET lock_timeout = '2s'"))
        try:
            for table in tables:
                outside.execute(text(f"VACUUM FULL {table}"))
        finally:
            outside.execute(text("RESET lock_timeout"))
