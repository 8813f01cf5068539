"""Backups (reservekopieën) of a SQLite database: make, list, download, put back, and clean along with the original.

A backup never holds more about answers than it must: those of measurements of which there is no Result yet, and of
which devices only as long as the database itself knows. What is taken along holds no answers at all. On
PostgreSQL the host makes backups with the server's own tools. Which keys, and what is where: decision 0024.
"""

import logging
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from leidraad import product, settings
from leidraad.domain.result import Result
from leidraad.errors import LeidraadError, Refused, StorageError
from leidraad.machine import private
from leidraad.notation import count
from leidraad.storage import backup_cleaning, backup_files, clock_watch, journal, years
from leidraad.storage.backup_files import Backup, backups, content, folder, loaded, possible
from leidraad.storage.database import (
    at_rest,
    clock,
    copies,
    engine,
    further,
    intake,
    memory,
    old_pages,
    sealed,
)
from leidraad.storage.journal import What

__all__ = ["Backup", "backups", "content", "folder", "loaded", "possible"]

log = logging.getLogger("leidraad.opslag")

KEEP = 10

#: What is never in a backup: what only means something on the running installation, and answers that are in a Result.
_SPARED = (
    # an older version made a Result before the reveal
    "DELETE FROM result WHERE measurement_id IN (SELECT id FROM measurement WHERE state <> 'gedeeld')",
    "DELETE FROM leader_result WHERE measurement_id IN (SELECT id FROM measurement WHERE state <> 'gedeeld')",
    "DELETE FROM account_session",
    "DELETE FROM one_time_link",
    "DELETE FROM plan_link",
    "DELETE FROM attempt",
    "DELETE FROM known_device",
    "DELETE FROM clock_watch",
    "DELETE FROM self_scan_draft_answer",
    "DELETE FROM self_scan_draft",
    "DELETE FROM vote",
    "DELETE FROM ballot",
    "DELETE FROM vote_right",
    "DELETE FROM answer WHERE participation_key IN (SELECT participation.key FROM participation "
    "JOIN result ON result.measurement_id = participation.measurement_id)",
    "DELETE FROM participation WHERE measurement_id IN (SELECT measurement_id FROM result)",
)
#: The tables that such a sentence names: an older version does not have all of them.
_TABLES = re.compile(r"(?:FROM|JOIN) (\w+)")
#: What never leaves this installation: answers, what is left of devices, and standard deviations (decision 0002).
_STAYS_HERE = (
    "DELETE FROM answer",
    "DELETE FROM participation",
    "UPDATE result SET body = without_spread(body)",
    "UPDATE leader_result SET body = without_spread(body)",
)
_WITH_ANSWERS = "SELECT DISTINCT measurement_id FROM participation"


def latest() -> datetime | None:
    """The moment of the newest backup; None when there is none, or when the database server makes them."""
    return next((one.at for one in backups()), None)


def make(by: int | None = None, *, at: datetime | None = None) -> Backup:
    """Copy the running database, check the copy, and keep the newest ones. `by` is the account that asked for it.

    Raises StorageError when the copy is not whole or the disk is full; then there is no new backup.
    """
    folder()  # refused before anything is copied
    with closing(copies.of_running()) as copy:
        copies.strip(copy, _SPARED)
        copies.check(copy)
        made = backup_files.put_away(copies.content(copy), at or clock.now(), product.version())
    with engine.writing() as session:
        journal.note(session, What.BACKUP, by, detail=made.name)
    _make_room(made)
    log.info("Reservekopie %s gemaakt.", made.name)
    return made


def before_migration(older: sqlite3.Connection) -> str:
    """Put a database of an older version away as it is, before it is changed; gives the name. Raises StorageError."""
    try:
        with closing(copies.loaded(older.serialize())) as copy:
            known = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            copies.strip(copy, [one for one in _SPARED if set(_TABLES.findall(one)) <= known])
            copies.check(copy)
            made = backup_files.put_away(copies.content(copy), clock.now(), product.UNKNOWN)
    except StorageError as error:
        raise type(error)(
            f"De database is niet bijgewerkt, want eerst moet er een reservekopie zijn. {error}"
        ) from error
    log.info("Reservekopie %s gemaakt, voor het bijwerken van de database.", made.name)
    return made.name


def _make_room(made: Backup) -> None:
    for one in [old for old in backups() if old.name != made.name][KEEP - 1 :]:
        try:
            backup_files.remove(one.name)
        except LeidraadError as error:
            log.warning("Reservekopie %s kan niet weg: %s", one.name, error)


def take(name: str, by: int | None, passphrase: str) -> bytes:
    """A backup for somebody to keep elsewhere, without answers and shut with a passphrase, which the journal says.

    Raises NotFound, WeakPassword, or StorageError when the backup is damaged.
    """
    sealed.require_passphrase(passphrase)
    one = backup_files.find(name)
    with closing(_taken_over(name)) as copy:
        copy.create_function("without_spread", 1, _without_spread)
        copies.strip(copy, _STAYS_HERE)
        taken = sealed.with_passphrase(copies.content(copy), passphrase, one.version)
    with engine.writing() as session:
        journal.note(session, What.BACKUP_TAKEN, by, detail=name)
    return taken


def _without_spread(result: str) -> str:
    return Result.model_validate_json(result).without_spread.model_dump_json()


def remove(name: str, by: int | None = None) -> None:
    """Throw a backup away. Raises NotFound."""
    backup_files.remove(name)
    with engine.writing() as session:
        journal.note(session, What.BACKUP_REMOVED, by, detail=name)


def restore(name: str, by: int | None = None, *, passphrase: str = "", at: datetime | None = None) -> Backup:
    """Put a backup back in place of everything there is now; gives the backup of now that was made first.

    All at once or not at all. Everybody is signed out. A closing, a reveal or a withdrawal of after the backup is not
    undone. Raises Refused while a measurement runs that the backup does not know, NotFound, NotADatabase, DatabaseNewer, KeyMissing,
    WrongPassphrase or DatabaseLocked; then nothing changed.
    """
    with closing(_taken_over(name, passphrase)) as copy:
        copies.strip(copy, _SPARED)
        backup_cleaning.clean_by(backup_cleaning.by_now(), make)  # what comes may know nothing of what went here
        with engine.raw(alone=True) as running:  # nobody writes what neither of the two would have
            now = _now()
            further.refuse_what_would_be_lost(copy, now)
            before = make(by, at=at)
            moment = at or clock.now()
            closed = further.kept(copy, now, moment)
            _finish(copy, moment, name + _told(closed))
            copies.put_in_place(copy, running)
    memory.is_of_before()
    old_pages.forget()
    log.warning("Reservekopie %s teruggezet%s; van daarvoor is er %s.", name, _told(closed), before.name)
    return before


def restore_stopped(file: Path, passphrase: str = "") -> str:
    """The same while the program does not run, or cannot: gives the name of what was there, sealed; empty when nothing was.

    A database of now that cannot be read confirms nothing: see `further`. Raises what `restore` does, and Refused while
    the program runs.
    """
    database = settings.file_of(settings.load().database)
    if database is None:
        raise Refused("Deze Teamscan gebruikt PostgreSQL. Zet een kopie terug met pg_restore.")
    content = backup_files.read(file)
    private.make_folder(database.parent)
    with (
        at_rest.alone(database),
        closing(copies.loaded(backup_files.opened(content, passphrase))) as given,
        closing(intake.taken_over(given)) as copy,
    ):
        copies.strip(copy, _SPARED)
        before, now = _put_aside(database, copy)
        moment = clock.now()
        closed = further.kept(copy, now, moment)
        _finish(copy, moment, file.name + _told(closed))
        with backup_files.disk():
            at_rest.replace(database, copies.content(copy))
    return before


def _finish(copy: sqlite3.Connection, moment: datetime, detail: str) -> None:
    """Leave out what is over its time, unless the clock is doubted, and write the line: afterwards there may be no room."""
    with copies.changing(copy) as session:
        if clock_watch.believes(session, moment):
            years.forget_in_copy(session, moment)
            clock_watch.announce(session, moment, None)
        journal.note(session, What.RESTORED, None, detail=detail)
    copies.check(copy)


def asks_passphrase(file: Path) -> bool:
    """Whether this file opens with a passphrase."""
    found = backup_files.read(file, backup_files.HEAD)
    return sealed.is_sealed(found) and sealed.head(found).asks_passphrase


def _put_aside(database: Path, copy: sqlite3.Connection) -> tuple[str, bytes | None]:
    """Keep what is there now, sealed: as a backup, or byte by byte when it cannot be read. Raises Refused."""
    present = at_rest.present(database)
    if present is None:
        return backup_files.put_damaged_away(database, clock.now()), None
    with closing(present):
        now = copies.content(present)
        further.refuse_what_would_be_lost(copy, now)
        known = backup_cleaning.known(present.execute)
        made = of_copy(present)
        backup_cleaning.clean_by(known)
        return made, now


def of_copy(present: sqlite3.Connection) -> str:
    """A backup of what is in this copy, which is used up; gives its name. Raises StorageError."""
    copies.strip(present, _SPARED)
    return backup_files.put_away(copies.content(present), clock.now(), product.version()).name


def _now() -> bytes:
    with closing(copies.of_running()) as copy:
        return copies.content(copy)


def _told(closed: int) -> str:
    return f", {count(closed, 'meting', 'metingen')} gesloten en zonder antwoorden" if closed else ""


def _taken_over(name: str, passphrase: str = "") -> sqlite3.Connection:
    """What is in a backup, at the present version of the tables and looked at row by row."""
    with closing(copies.loaded(backup_files.opened(content(name), passphrase))) as copy:
        return intake.taken_over(copy)


def open_measurements(name: str) -> int:
    """Of how many open measurements this backup holds answers. Raises NotFound, or StorageError when it is damaged."""
    if backup_files.find(name).asks_passphrase:
        return 0
    with closing(loaded(name)) as copy:
        return len(copies.ids(copy, _WITH_ANSWERS))
