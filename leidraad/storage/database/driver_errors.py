"""What database drivers say, as our own errors: in Dutch, with what to do, and with one log line for the host.

PostgreSQL says it in the language of its server and with a number (SQLSTATE): the number counts. Only while a connection
is made there is none; then, as for SQLite, the words count.
"""

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from leidraad import errors

log = logging.getLogger("leidraad.opslag")


class Meaning(NamedTuple):
    """What a driver says (`words`, a pattern in small letters) or the numbers of it, the error it is, and its sentence."""

    words: str
    states: str
    kind: type[errors.StorageError]
    sentence: str


_NO_CONNECTION = (
    "De databaseserver heeft geen verbinding meer vrij. Er is niets veranderd. Probeer het over een minuut opnieuw; "
    "gebeurt het vaker, vraag de beheerder van de server dan om meer verbindingen."
)
_AWAY = (
    "De databaseserver is nu niet bereikbaar. Wat al opgeslagen was, is er nog. "
    "Kijk of die server en het netwerk werken, en probeer het daarna opnieuw."
)
#: The first that is found counts.
MEANINGS = (
    Meaning(
        "readonly",
        "",
        errors.DatabaseReadOnly,
        "De database mag alleen gelezen worden. Er is niets veranderd. Controleer de rechten van het bestand en de map.",
    ),
    Meaning(
        "disk is full|sqlite_ioerr_shmsize",
        "",
        errors.DiskFull,
        "De schijf is vol. Wat al opgeslagen was, is er nog. Maak ruimte vrij en probeer het opnieuw.",
    ),
    Meaning(
        "locked",
        "",
        errors.DatabaseLocked,
        "Een ander programma houdt de database bezet. Er is niets veranderd. Sluit dat programma en probeer het opnieuw.",
    ),
    Meaning(
        "malformed",
        "",
        errors.NotADatabase,
        "Het databasebestand is beschadigd. Het is niet aangeraakt. Zet een reservekopie terug: python -m leidraad terugzetten BESTAND.",
    ),
    Meaning(
        "not a database",
        "",
        errors.NotADatabase,
        "Dit bestand is geen database van de Teamscan, of het is beschadigd. Het is niet aangeraakt.",
    ),
    Meaning(
        "disk i/o error",
        "",
        errors.DiskFault,
        "De schijf met de database geeft een fout bij het lezen of schrijven. Wat al opgeslagen was, is er nog. "
        "Kijk of de schijf vol, losgeraakt of stuk is, en start de Teamscan daarna opnieuw.",
    ),
    Meaning(
        "unable to open",
        "",
        errors.DatabaseReadOnly,
        "Het databasebestand kan niet geopend worden. Controleer of de map bestaat en geschreven mag worden.",
    ),
    Meaning(
        "read-only transaction",
        "25006",
        errors.DatabaseReadOnly,
        "De databaseserver laat nu alleen lezen toe. Er is niets veranderd. Vraag de beheerder van de server waarom.",
    ),
    Meaning(
        "no space left",
        "53100",
        errors.DiskFull,
        "De schijf van de databaseserver is vol. Wat al opgeslagen was, is er nog. Maak ruimte vrij.",
    ),
    Meaning(
        "lock timeout",
        "55P03 57014",
        errors.DatabaseLocked,
        "Een ander programma houdt de database bezet. Er is niets veranderd. Probeer het zo opnieuw.",
    ),
    Meaning(
        "deadlock detected",
        "40P01 40001 23505 23503",  # two who wait for each other, or do what only one can do
        errors.Collided,
        "Iemand anders veranderde dit op hetzelfde moment. Er is niets veranderd. Kijk wat er nu staat en probeer het opnieuw.",
    ),
    Meaning(
        "input/output error",
        "58030 XX001 XX002",
        errors.DiskFault,
        "De databaseserver meldt een fout van zijn schijf. Wat al opgeslagen was, is er nog. "
        "Laat de beheerder van de server eerst die schijf nakijken.",
    ),
    Meaning(
        "password authentication failed",
        "28P01 28000",
        errors.DatabaseRefuses,
        "De databaseserver weigert de naam of het wachtwoord. Er is niets veranderd. Kijk DATABASE_URL na.",
    ),
    Meaning(
        "no password supplied",
        "",
        errors.DatabaseRefuses,
        "De databaseserver vraagt een wachtwoord. Er is niets veranderd. Zet het in DATABASE_URL.",
    ),
    Meaning(
        r"fatal:.*does not exist",
        "3D000",
        errors.DatabaseRefuses,
        "De databaseserver kent deze database of gebruiker niet. Er is niets veranderd. "
        "Laat die maken, of kijk DATABASE_URL na.",
    ),
    Meaning(
        "permission denied for",
        "42501",
        errors.DatabaseRefuses,
        "De databaseserver geeft de gebruiker uit DATABASE_URL hier geen recht op. Er is niets veranderd. "
        "Vraag de beheerder van de server om alle rechten op deze database.",
    ),
    Meaning("too many clients|too many connections", "53300", errors.DatabaseLocked, _NO_CONNECTION),
    Meaning("remaining connection slots", "", errors.DatabaseLocked, _NO_CONNECTION),
    Meaning(
        "terminating connection",
        "57P01 57P02 57P04 57P05 25P03",
        errors.DatabaseAway,
        "De databaseserver heeft de verbinding verbroken. Wat al opgeslagen was, is er nog. "
        "Kijk over een minuut of dit laatste er staat, en doe het anders opnieuw.",
    ),
    Meaning(
        "the database system is",
        "57P03",
        errors.DatabaseAway,
        "De databaseserver start of stopt nu. Er is niets veranderd. Probeer het over een minuut opnieuw.",
    ),
    Meaning(  # whatever its language: libpq puts the word for "fatal" of the server before what it says
        r"failed: \w+: {2}\S",
        "",
        errors.DatabaseRefuses,
        "De databaseserver laat de Teamscan niet binnen. Er is niets veranderd. In het venster van de Teamscan staat "
        "wat de server zegt. Kijk naam, wachtwoord en database in DATABASE_URL na.",
    ),
)


def _raise_meaning(error: Exception, said: BaseException | None) -> None:
    state = getattr(said, "sqlstate", None)
    words = f"{said} {getattr(said, 'sqlite_errorname', '')}".lower()
    for meaning in MEANINGS:
        if state in meaning.states.split() if state else re.search(meaning.words, words):
            _write_down(said)
            raise meaning.kind(meaning.sentence) from error


def _write_down(said: BaseException | None) -> None:
    """One line, without the values and the statement that a server may add."""
    state = getattr(said, "sqlstate", None)
    words = " ".join(str((getattr(said, "diag", None) and said.diag.message_primary) or said).split())  # type: ignore[union-attr]
    log.error("Database: %s", f"{words} ({state})" if state else words)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a database driver says into our own errors, with one log line for the host."""
    try:
        yield
    except PoolTimeout as error:
        _write_down(error)
        raise errors.DatabaseLocked(
            "Het is nu te druk bij de database. Er is niets veranderd. Probeer het zo opnieuw."
        ) from error
    except sqlite3.Error as error:  # of a connection that does not pass through SQLAlchemy
        _raise_meaning(error, error)
        _write_down(error)
        raise errors.StorageError("De database kan dit nu niet. Er is niets veranderd.") from error
    except PendingRollbackError as error:  # the connection went away under something that went on
        raise errors.DatabaseAway(_AWAY) from error
    except DBAPIError as error:
        _raise_meaning(error, error.orig)
        if error.connection_invalidated or isinstance(error, OperationalError | InterfaceError):
            _write_down(error.orig)
            if error.connection_invalidated or "connection" in str(error.orig).lower():
                raise errors.DatabaseAway(_AWAY) from error
            raise errors.StorageError(
                "De database kan dit nu niet. Er is niets veranderd. In het venster van de Teamscan staat waarom."
            ) from error
        raise
