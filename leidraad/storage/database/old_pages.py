"""Wipes what deleting leaves behind: SQLite and PostgreSQL both keep old pages of their files for a while."""

import logging
import sqlite3

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from leidraad.errors import LeidraadError
from leidraad.settings import file_of
from leidraad.storage.database.engine import calm_for, checkpoint, engine, rewrite
from leidraad.storage.database.one_file import traces_for

#: A file up to this size (bytes) is written anew before anybody notices.
SMALL = 8 * 2**20
#: A larger one once no phone saved for so long, or whatever was deleted is so old (seconds).
CALM, LATEST = 5 * 60, 24 * 3600

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
    `secure_delete` says; only writing the file anew takes that away. Who saves waits meanwhile: with a large file that
    comes in an hour in which no phone saves, and after a day whatever happens. Never raises: the next clean-up tries again.
    """
    opened = engine()
    if opened.dialect.name == "sqlite" and (_is_small(opened) or calm_for() > CALM or traces_for() > LATEST):
        try:
            rewrite()
        except (LeidraadError, DBAPIError, sqlite3.Error) as error:
            log.warning("Het databasebestand is nog niet herschreven; bij het opruimen opnieuw. %s", error)
    forget()


def _is_small(opened: Engine) -> bool:
    file = file_of(opened.url)
    return file is None or not file.exists() or file.stat().st_size <= SMALL


def _rewrite_tables(opened: Engine, tables: tuple[str, ...]) -> None:
    with opened.execution_options(isolation_level="AUTOCOMMIT").connect() as outside:
        # A plain VACUUM leaves the old bytes in the files. FULL locks the tables, for milliseconds; behind a
        # running backup it would wait, and everybody who saves would wait behind it: then rather later.
        outside.execute(text("SET lock_timeout = '2s'"))
        try:
            outside.execute(text(f"VACUUM FULL {', '.join(tables)}"))
        finally:
            outside.execute(text("RESET lock_timeout"))
