"""What database drivers say, as our own errors: in Dutch, with what to do, and with one log line for the host."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from leidraad import errors

log = logging.getLogger("leidraad.opslag")

MEANINGS: tuple[tuple[str, type[errors.StorageError], str], ...] = (
    (
        "read-only transaction",
        errors.DatabaseReadOnly,
        "De databaseserver laat nu alleen lezen toe. Er is niets veranderd. Vraag de beheerder van de server waarom.",
    ),
    (
        "readonly",
        errors.DatabaseReadOnly,
        "De database mag alleen gelezen worden. Er is niets veranderd. Controleer de rechten van het bestand en de map.",
    ),
    (
        "disk is full",
        errors.DiskFull,
        "De schijf is vol. Wat al opgeslagen was, is er nog. Maak ruimte vrij en probeer het opnieuw.",
    ),
    (
        "no space left",
        errors.DiskFull,
        "De schijf van de databaseserver is vol. Wat al opgeslagen was, is er nog. Maak ruimte vrij.",
    ),
    (
        "locked",
        errors.DatabaseLocked,
        "Een ander programma houdt de database bezet. Er is niets veranderd. Sluit dat programma en probeer het opnieuw.",
    ),
    (
        "lock timeout",
        errors.DatabaseLocked,
        "Een ander programma houdt de database bezet. Er is niets veranderd. Probeer het zo opnieuw.",
    ),
    (
        "malformed",
        errors.NotADatabase,
        "Het databasebestand is beschadigd. Het is niet aangeraakt. Zet een reservekopie terug: python -m leidraad terugzetten BESTAND.",
    ),
    (
        "not a database",
        errors.NotADatabase,
        "Dit bestand is geen database van dit programma, of het is beschadigd. Het is niet aangeraakt.",
    ),
    (
        "unable to open",
        errors.DatabaseReadOnly,
        "Het databasebestand kan niet geopend worden. Controleer of de map bestaat en geschreven mag worden.",
    ),
)


def _raise_meaning(error: Exception, said: BaseException | None) -> None:
    for sign, kind, message in MEANINGS:
        if sign in str(said).lower():
            log.error("Database: %s", said)
            raise kind(message) from error


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a database driver says into our own errors, with one log line for the host."""
    try:
        yield
    except PoolTimeout as error:
        log.error("Database: %s", error)
        raise errors.DatabaseLocked(
            "Het is nu te druk bij de database. Er is niets veranderd. Probeer het zo opnieuw."
        ) from error
    except sqlite3.Error as error:  # of a connection that does not pass through SQLAlchemy
        _raise_meaning(error, error)
        log.error("Database: %s", error)
        raise errors.StorageError("De database kan dit nu niet. Er is niets veranderd.") from error
    except DBAPIError as error:
        _raise_meaning(error, error.orig)
        if error.connection_invalidated or isinstance(error, OperationalError):
            log.error("Database: %s", error.orig)
            raise errors.StorageError(
                "De database is nu niet bereikbaar. Wat al opgeslagen was, is er nog. Probeer het zo opnieuw."
            ) from error
        raise
