"""Backups (reservekopieën) of a SQLite database: make, list, download, put back, and clean along with the original.

A backup never holds more about answers than it must: those of measurements of which there is no Result yet, and of
which devices only as long as the database itself knows. On
PostgreSQL the host makes backups with the server's own tools.
"""

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from errno import ENOSPC
from pathlib import Path

from sqlalchemy import text

from leidraad import product, settings
from leidraad.errors import DiskFull, NotFound, Refused, StorageError
from leidraad.storage import journal
from leidraad.storage.database import clock, copies, engine, old_pages
from leidraad.storage.journal import What

log = logging.getLogger("leidraad.opslag")

KEEP = 10
FOLDER = "reservekopieen"
_NAME = re.compile(r"teamscan-(\d{8}T\d{6})Z(-\d+)?\.db")

#: What is never in a backup: what only means something on the running installation, and answers that are in a Result.
_SPARED = (
    "DELETE FROM account_session",
    "DELETE FROM one_time_link",
    "DELETE FROM attempt",
    "DELETE FROM self_scan_draft_answer",
    "DELETE FROM self_scan_draft",
    "DELETE FROM vote",
    "DELETE FROM ballot",
    "DELETE FROM vote_right",
    "DELETE FROM answer WHERE participation_key IN (SELECT participation.key FROM participation "
    "JOIN result ON result.measurement_id = participation.measurement_id)",
    "DELETE FROM participation WHERE measurement_id IN (SELECT measurement_id FROM result)",
)
_ANSWERS_OF = (
    "DELETE FROM answer WHERE participation_key IN (SELECT key FROM participation WHERE measurement_id = {id:d})",
    "DELETE FROM participation WHERE measurement_id = {id:d}",
)
_WITH_ANSWERS = "SELECT DISTINCT measurement_id FROM participation"
_WITH_TOKENS = "SELECT DISTINCT measurement_id FROM participation WHERE token_hash IS NOT NULL"
_PUBLISHED = "SELECT measurement_id FROM result"
_CUT = "SELECT id FROM measurement WHERE tie_cut"
_UNFINISHED = "bezig-"
_ABANDONED = timedelta(hours=1)


@dataclass(frozen=True)
class Backup:
    """One backup: its file name, the moment it is of (UTC), its size in bytes, and the version that made it."""

    name: str
    at: datetime
    size: int
    version: str


def possible() -> bool:
    """Whether this installation keeps its data in a SQLite file, so that backups can be made here."""
    return _database() is not None


def folder() -> Path:
    """Where the backups are: beside the database. Raises Refused when there is no SQLite file."""
    database = _database()
    if database is None:
        raise Refused(
            "Deze installatie gebruikt PostgreSQL. Reservekopieën maakt de beheerder van de databaseserver, met pg_dump."
        )
    return database.parent / FOLDER


def _database() -> Path | None:
    return settings.file_of(engine.engine().url)


def backups() -> list[Backup]:
    """All backups, newest first."""
    if not possible() or not folder().is_dir():
        return []
    found = []
    for file in folder().iterdir():
        if (named := _NAME.fullmatch(file.name)) and file.is_file():
            at = datetime.strptime(named[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(Backup(file.name, at, file.stat().st_size, copies.signed(file)))
    return sorted(found, key=lambda one: (one.at, len(one.name), one.name), reverse=True)


def latest() -> datetime | None:
    """The moment of the newest backup; None when there is none, or when the database server makes them."""
    return next((one.at for one in backups()), None)


def make(by: int | None = None, *, at: datetime | None = None) -> Backup:
    """Copy the running database, check the copy, and keep the newest ones. `by` is the account that asked for it.

    Raises StorageError when the copy is not whole or the disk is full; then there is no new backup.
    """
    with _beside() as copy:
        copies.copy_running(copy)
        copies.strip(copy, _SPARED)
        copies.sign(copy, product.version())
        copies.check(copy)
        made = _put_away(copy, at or clock.now())
    with engine.writing() as session:
        journal.note(session, What.BACKUP, by, detail=made.name)
    for one in backups()[KEEP:]:
        _file(one.name).unlink(missing_ok=True)
    log.info("Reservekopie %s gemaakt.", made.name)
    return made


def content(name: str) -> bytes:
    """The bytes of a backup. Raises NotFound."""
    return _file(name).read_bytes()


def take(name: str, by: int | None) -> bytes:
    """The bytes of a backup for somebody to keep elsewhere, which the journal says. Raises NotFound."""
    taken = content(name)
    with engine.writing() as session:
        journal.note(session, What.BACKUP_TAKEN, by, detail=name)
    return taken


def remove(name: str, by: int | None = None) -> None:
    """Throw a backup away. Raises NotFound."""
    _file(name).unlink()
    with engine.writing() as session:
        journal.note(session, What.BACKUP_REMOVED, by, detail=name)


def restore(name: str, by: int | None = None, *, at: datetime | None = None) -> Backup:
    """Put a backup back in place of everything there is now; gives the backup of now that was made first.

    All at once or not at all. Everybody is signed out. Raises NotFound, NotADatabase, DatabaseNewer or
    DatabaseLocked; then nothing changed.
    """
    with _beside() as copy:
        with _disk():
            copy.write_bytes(content(name))
        copies.modernise(copy)
        copies.strip(copy, _SPARED)
        copies.check(copy)
        with engine.raw(alone=True) as running:  # nobody writes what neither of the two would have
            before = make(by, at=at)
            copies.put_in_place(copy, running)
    old_pages.forget()
    with engine.writing() as session:
        journal.note(session, What.RESTORED, None, detail=name)
    log.warning("Reservekopie %s teruggezet; van daarvoor is er %s.", name, before.name)
    return before


def clean() -> int:
    """Take answers that are in a Result by now, or no device's any more, out of the backups; gives how many were cleaned.

    Nothing may be lost with them: when the newest backup is from before that, a new one is made first.
    """
    if not possible():
        return 0
    _remove_abandoned()
    with engine.reading() as session:
        published = set(session.execute(text(_PUBLISHED)).scalars())
        cut = set(session.execute(text(_CUT)).scalars())
    if not any(_stale(one, published, cut) for one in backups()):
        return 0
    if _stale(backups()[0], published, cut):
        make()
    cleaned = [one for one in backups() if _stale(one, published, cut)]
    for one in cleaned:
        _clean(one, _stale(one, published, cut))
    return len(cleaned)


def _remove_abandoned() -> None:
    """What a program that was killed left half done: nobody would ever take the answers out of it."""
    before = (datetime.now(UTC) - _ABANDONED).timestamp()
    for file in folder().glob(f"{_UNFINISHED}*"):
        if file.stat().st_mtime < before:
            file.unlink(missing_ok=True)


def open_measurements(name: str) -> int:
    """Of how many open measurements this backup holds answers. Raises NotFound, or StorageError when it is damaged."""
    return len(copies.ids(_file(name), _WITH_ANSWERS))


def _stale(one: Backup, published: set[int], cut: set[int]) -> set[int]:
    file = _file(one.name)
    try:
        return (copies.ids(file, _WITH_ANSWERS) & published) | (copies.ids(file, _WITH_TOKENS) & cut)
    except StorageError as error:  # something that is no backup under the name of one
        log.warning("Reservekopie %s kan niet gelezen worden: %s", one.name, error)
        return set()


def _clean(one: Backup, stale: set[int]) -> None:
    with _beside() as copy:
        with _disk():
            copy.write_bytes(content(one.name))
        copies.strip(copy, [statement.format(id=id) for id in stale for statement in _ANSWERS_OF])
        copies.check(copy)
        with _disk():
            copy.replace(_file(one.name))


def _file(name: str) -> Path:
    found = next((one for one in backups() if one.name == name), None)  # never a path that somebody made up
    if found is None:
        raise NotFound("Deze reservekopie is er niet (meer).")
    return folder() / found.name


@contextmanager
def _beside() -> Iterator[Path]:
    """A place for a copy that is not finished, in the folder of the backups; gone afterwards."""
    with _disk():
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = folder() / f"{_UNFINISHED}{secrets.token_hex(8)}.db"
        unfinished.touch(mode=0o600)
    try:
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)


def _put_away(copy: Path, at: datetime) -> Backup:
    stem = f"teamscan-{at.astimezone(UTC):%Y%m%dT%H%M%S}Z"
    names = (stem + end for end in ("", *(f"-{again}" for again in range(2, 1000))))
    name = next(f"{free}.db" for free in names if not (folder() / f"{free}.db").exists())
    with _disk():
        copy.replace(folder() / name)
    return next(one for one in backups() if one.name == name)


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        log.error("Reservekopie: %s", error)
        if error.errno == ENOSPC:
            raise DiskFull(
                "De schijf is vol. Er is geen reservekopie gemaakt. Maak ruimte en probeer het opnieuw."
            ) from error
        raise StorageError(
            f"De map voor reservekopieën ({folder()}) kan niet gebruikt worden: {error.strerror}. Er is niets veranderd."
        ) from error
