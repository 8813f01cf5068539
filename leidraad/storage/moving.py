"""Verhuizen: an installation goes from its SQLite file to a PostgreSQL server, while the program does not run.

In the file nothing changes. Whoever is stopped, at whatever moment, gives the same command again. Why so: decision 0028.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL

from leidraad import settings
from leidraad.errors import NotADatabase, NotFound, Refused, SettingsError, StorageError
from leidraad.machine import private
from leidraad.storage import backup, backup_files
from leidraad.storage.database import at_rest, clock, copies, key_file, moved_away, schema_version, transfer
from leidraad.storage.database.driver_errors import translated

#: The old file keeps what the program deletes from now on, as a backup does: no longer than that.
KEPT, WITH_DEVICES = timedelta(days=30), timedelta(days=1)
#: Of these a device is still known, or they are gone within a day.
_OF_DEVICES = "SELECT EXISTS (SELECT 1 FROM participation WHERE token_hash IS NOT NULL UNION ALL SELECT 1 FROM self_scan_draft)"
_CLOSED = "SELECT closed_at, retention_days FROM measurement WHERE closed_at IS NOT NULL AND id IN (SELECT measurement_id FROM participation)"
_PHONE_ADDRESS = "adres-voor-telefoons"
_NOT_EMPTY = (
    "Die database is niet leeg. Er is niets veranderd. Laat een lege database maken en geef het adres daarvan."
)
_GO_ON = (
    "De verhuizing is begonnen en niet af. Aan jullie oude bestand is niets veranderd. Is dit opgelost, geef dan dezelfde opdracht "
    "opnieuw: ze gaat verder waar ze was."
)

#: Hears what is being done, and how much of it (0 to 1).
Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class Moved:
    """What came over, the backup of before, and until when the old file may stay.

    `keys` is the folder that the program uses from now on when that is another one; `taken` says whether they are there.
    """

    file: Path
    rows: int
    backup: str
    until: datetime
    keys: Path | None
    taken: bool


def address(given: str) -> URL:
    """What somebody wrote as the address of the new database. Raises Refused, which never repeats it."""
    try:
        return settings.database_url(given.strip())
    except SettingsError:
        raise Refused(
            "Het adres achter --naar klopt niet. Er is niets veranderd. Gebruik de vorm postgresql://gebruiker@server/naam. Staat er een @ "
            "in de naam of het wachtwoord, schrijf die als %40, en een % als %25."
        ) from None


def move(to: URL, tell: Tell) -> Moved:
    """Copy everything to this empty database, compare both sides row by row, and shut the old file for the program.

    Raises Refused while the program runs or when the database is not empty, NotFound without a file, StorageError for
    whatever is wrong with either side.
    """
    file = _required(to)
    with at_rest.alone(file), transfer.reachable(to) as target:
        given_out = _numbers(file)
        with _source(file) as (held, source):
            made = _begun(held, source, target)
            tell("Reservekopie", 1)
            if made is not None:
                with _to_go_on_with():
                    transfer.copy(source, target, lambda share: tell("Kopiëren", share))
                    transfer.go_on_numbering(target, given_out)
        with _source(file) as (held, source), _to_go_on_with():
            if wrong := transfer.compare(source, target, lambda share: tell("Nakijken", share)):
                raise NotADatabase(f"Niet alles kwam hetzelfde aan (in {wrong}).")
            rows, until = sum(transfer.count(source, one) for one in transfer.tables()), _until(held)
        if made is not None:
            transfer.finish(target)
        folder = settings.folder_of(to)
        taken = _take_along(file.parent, folder)
        with backup_files.disk():
            moved_away.note(file, until)
    return Moved(file, rows, made or "", until, folder if folder != file.parent else None, taken)


def _required(to: URL) -> Path:
    """The file that moves. Raises Refused, or NotFound."""
    if to.get_backend_name() != "postgresql":
        raise Refused(
            "Verhuizen kan alleen naar PostgreSQL. Er is niets veranderd. Gebruik achter --naar de vorm postgresql://gebruiker@server/naam."
        )
    file = settings.file_of(settings.load().database)
    if file is None:
        raise Refused(
            "Deze Teamscan gebruikt al PostgreSQL. Er is niets veranderd. Wijs met DATABASE_URL het bestand aan dat moet verhuizen."
        )
    if not file.is_file():
        raise NotFound(
            f"{file} is er niet. Er is niets veranderd. Wijs met DATABASE_URL het bestand aan dat moet verhuizen."
        )
    return file


def _numbers(file: Path) -> dict[str, int]:
    """The highest number that each table ever gave out. Raises DatabaseLocked while any program has the file open."""
    with translated(), closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as opened:
        opened.execute("PRAGMA locking_mode=EXCLUSIVE")  # the lock of the folder is not known to every system
        opened.execute("BEGIN EXCLUSIVE")
        kept = opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone()
        found = dict(opened.execute("SELECT name, seq FROM sqlite_sequence").fetchall()) if kept else {}
        opened.execute("ROLLBACK")
    return found


@contextmanager
def _source(file: Path) -> Iterator[tuple[sqlite3.Connection, Connection]]:
    """What is in the file now, looked at row by row and at the present version of the tables. Raises NotADatabase."""
    present = at_rest.present(file)
    if present is None:
        raise NotADatabase(
            "Jullie database kan niet helemaal gelezen worden. Er is niets veranderd. Zet eerst een reservekopie terug: "
            "python -m leidraad terugzetten BESTAND."
        )
    with closing(present), copies.as_engine(present).connect() as connection:
        yield present, connection


def _begun(held: sqlite3.Connection, source: Connection, target: Engine) -> str | None:
    """See to it that there is a marked database to copy into; gives the backup of before, empty when that was there.

    None when everything is there already: whoever was stopped at the very end. Raises Refused for what is not ours.
    """
    said, identity = transfer.stands(target), backup_files.own_key()
    marked = transfer.mark(identity, transfer.content(source))
    if said == marked:
        return ""
    if said == schema_version.present() and transfer.holds_rows(target):
        if transfer.compare(source, target, lambda _: None) == "":
            return None
        raise Refused(_NOT_EMPTY)
    if said not in ("", schema_version.present()) and not transfer.is_of(identity, said):
        raise Refused(_NOT_EMPTY)
    with closing(copies.empty()) as copy:
        held.backup(copy)
        made = backup.of_copy(copy)
    transfer.begin(target, marked)
    return made


@contextmanager
def _to_go_on_with() -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        raise type(error)(f"{error} {_GO_ON}") from error


def _until(held: sqlite3.Connection) -> datetime:
    """When the old file must be gone: before the first of our terms ends for something that is in it."""
    now = clock.now()
    if held.execute(_OF_DEVICES).fetchone()[0]:
        return now + WITH_DEVICES
    ends = [
        datetime.fromisoformat(closed).replace(tzinfo=UTC) + timedelta(days=days)
        for closed, days in held.execute(_CLOSED)
    ]
    return max(now, min([now + KEPT, *ends]))


def _take_along(old: Path, new: Path) -> bool:
    """Put the keys and the address for phones where the program will look for them; gives whether they are there."""
    if old == new:
        return True
    try:
        for file in [*sorted((old / key_file.NAME).glob("*.sleutel")), old / _PHONE_ADDRESS]:
            there = new / file.relative_to(old)
            if file.is_file() and not (there.is_file() and there.read_bytes() == file.read_bytes()):
                private.write_new(there, file.read_bytes())
    except OSError:
        return False
    return True
