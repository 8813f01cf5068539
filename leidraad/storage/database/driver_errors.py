"""What database drivers say, as our own errors: in Dutch, with what to do, and with one log line for the host."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from leidraad import errors

log = logging.getLogger("leidraad.opslag")

#: What a driver says (a pattern, of which the first that is found counts), the error it is, and its sentence.
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
        "disk is full|sqlite_ioerr_shmsize",
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
        "disk i/o error",
        errors.DiskFault,
        "De schijf met de database geeft een fout bij het lezen of schrijven. Wat al opgeslagen was, is er nog. "
        "Kijk of de schijf vol, losgeraakt of stuk is, en start de Teamscan daarna opnieuw.",
    ),
    (
        "password authentication failed",
        errors.DatabaseRefuses,
        "De databaseserver weigert de naam of het wachtwoord. Er is niets veranderd. Kijk DATABASE_URL na.",
    ),
    (
        "no password supplied",
        errors.DatabaseRefuses,
        "De databaseserver vraagt een wachtwoord. Er is niets veranderd. Zet het in DATABASE_URL.",
    ),
    (
        r"fatal:.*does not exist",
        errors.DatabaseRefuses,
        "De databaseserver kent deze database of gebruiker niet. Er is niets veranderd. "
        "Laat die maken, of kijk DATABASE_URL na.",
    ),
    (
        "too many clients",
        errors.DatabaseLocked,
        "De databaseserver heeft geen verbinding meer vrij. Er is niets veranderd. Probeer het over een minuut opnieuw; "
        "gebeurt het vaker, vraag de beheerder van de server dan om meer verbindingen.",
    ),
    (
        "too many connections",
        errors.DatabaseLocked,
        "De databaseserver heeft geen verbinding meer vrij. Er is niets veranderd. Probeer het over een minuut opnieuw; "
        "gebeurt het vaker, vraag de beheerder van de server dan om meer verbindingen.",
    ),
    (
        "terminating connection",
        errors.DatabaseAway,
        "De databaseserver heeft de verbinding verbroken. Wat al opgeslagen was, is er nog. "
        "Kijk over een minuut of dit laatste er staat, en doe het anders opnieuw.",
    ),
    (
        "the database system is",
        errors.DatabaseAway,
        "De databaseserver start of stopt nu. Er is niets veranderd. Probeer het over een minuut opnieuw.",
    ),
    (
        "unable to open",
        errors.DatabaseReadOnly,
        "Het databasebestand kan niet geopend worden. Controleer of de map bestaat en geschreven mag worden.",
    ),
)


def _raise_meaning(error: Exception, said: BaseException | None) -> None:
    words = f"{said} {getattr(said, 'sqlite_errorname', '')}".lower()
    for sign, kind, message in MEANINGS:
        if re.search(sign, words):
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
            if error.connection_invalidated or "connection" in str(error.orig).lower():
                raise errors.DatabaseAway(
                    "De databaseserver is nu niet bereikbaar. Wat al opgeslagen was, is er nog. "
                    "Kijk of die server en het netwerk werken, en probeer het daarna opnieuw."
                ) from error
            raise errors.StorageError(
                "De database kan dit nu niet. Er is niets veranderd. In het venster van de Teamscan staat waarom."
            ) from error
        raise
