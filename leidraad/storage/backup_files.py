"""The files of backups in their folder: their names and order, what lies in one, and how one is put there.

The order is that in which they were made, which a number in the name says: a clock can be wrong.
"""

import logging
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from leidraad import product, settings
from leidraad.errors import DiskFull, NotFound, Refused, StorageError
from leidraad.machine import private
from leidraad.storage.database import copies, engine, key_file, sealed

log = logging.getLogger("leidraad.opslag")

FOLDER = "reservekopieen"
_NAME = re.compile(r"teamscan-(\d{8}T\d{6})Z(?:-(\d{1,12}))?(?:-(\d+))?(?:-meeneem)?(?: ?\(\d+\))?\.(db|kopie)")
_ABANDONED = timedelta(hours=1)
_DAMAGED, _DAMAGED_KEPT = "beschadigd-", timedelta(days=30)
HEAD = 1_100


@dataclass(frozen=True)
class Backup:
    """One backup: its file name, the moment it is of (UTC), its size in bytes, and the version that made it.

    `number` rises with each one that is made; 0 for one of an older version, which was not `sealed`.
    """

    name: str
    at: datetime
    size: int
    version: str
    number: int
    sealed: bool
    asks_passphrase: bool


def possible() -> bool:
    """Whether this installation keeps its data in a SQLite file, so that backups can be made here."""
    return settings.file_of(engine.address()) is not None


def folder() -> Path:
    """Where the backups are: beside the database. Raises Refused when there is no SQLite file."""
    if not possible():
        raise Refused(
            "Deze Teamscan gebruikt PostgreSQL. Reservekopieën maakt de beheerder van de databaseserver, met pg_dump."
        )
    return engine.folder() / FOLDER


def backups() -> list[Backup]:
    """All backups, the one that was made last first. What cannot be read is not among them."""
    if not possible() or not folder().is_dir():
        return []
    with disk():
        found = [one for file in sorted(folder().iterdir()) if (one := described(file))]
    return sorted(found, key=lambda one: (one.number, one.at, len(one.name), one.name), reverse=True)


def described(file: Path) -> Backup | None:
    """What the name and the first bytes of a file say; None for something that is no backup by its name."""
    if not (named := _NAME.fullmatch(file.name)):
        return None
    try:
        at = datetime.strptime(named[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        with file.open("rb") as opened:
            start = opened.read(HEAD)
        size = file.stat().st_size
    except (OSError, ValueError):
        return None
    number = int(named[2] or 0) if named[4] == "kopie" else 0
    if not sealed.is_sealed(start):
        return Backup(file.name, at, size, copies.signed(start), number, sealed=False, asks_passphrase=False)
    try:
        head = sealed.head(start)
    except StorageError:
        return Backup(file.name, at, size, copies.signed(b""), number, sealed=True, asks_passphrase=False)
    return Backup(file.name, at, size, head.version, number, sealed=True, asks_passphrase=head.asks_passphrase)


def read(file: Path, length: int = -1) -> bytes:
    """The bytes of any file, or the first of them. Raises StorageError."""
    try:
        with file.open("rb") as opened:
            return opened.read(length)
    except OSError as error:
        raise StorageError(
            f"{file.name} kan niet gelezen worden: {error.strerror}. Er is niets veranderd."
        ) from error


def find(name: str) -> Backup:
    """The backup of this name, never a path that somebody made up. Raises NotFound."""
    found = next((one for one in backups() if one.name == name), None)
    if found is None:
        raise NotFound("Deze reservekopie is er niet (meer).")
    return found


def content(name: str) -> bytes:
    """The bytes of the file. Raises NotFound."""
    with disk():
        return (folder() / find(name).name).read_bytes()


def loaded(name: str) -> sqlite3.Connection:
    """What is in a backup of the own folder, as it is. Raises StorageError."""
    return copies.loaded(opened(content(name)))


def opened(data: bytes, passphrase: str = "") -> bytes:
    """The database in the bytes of a backup; those of older versions are not sealed. Raises StorageError or WrongPassphrase."""
    return sealed.opened(data, _keys(), passphrase) if sealed.is_sealed(data) or not _bare(data) else data


def _bare(data: bytes) -> bool:
    return data.startswith(b"SQLite format 3\0")


def put_away(database: bytes, at: datetime, version: str) -> Backup:
    """Seal a database with the key of this installation, as the newest backup."""
    number = max((one.number for one in backups()), default=0) + 1
    return _write(f"teamscan-{at.astimezone(UTC):%Y%m%dT%H%M%S}Z-{number:04}.kopie", database, version)


def replace(one: Backup, database: bytes) -> None:
    """Put this in the place of what is in a backup, sealed, whether that was so or not."""
    name = one.name if one.sealed else re.sub(r"Z(-\d+)?.*$", r"Z-0000\1.kopie", one.name)
    _write(name, database, one.version)
    if name != one.name:
        remove(one.name)


def put_damaged_away(database: Path, at: datetime) -> str:
    """Keep a database that cannot be read as it is, sealed, for whoever can still save something of it; gives its name."""
    name = ""
    for file in (database, database.with_name(f"{database.name}-wal")):
        if file.is_file() and file.stat().st_size:
            name = f"{_DAMAGED}{at.astimezone(UTC):%Y%m%dT%H%M%S}Z-{file.name}.kopie"
            with disk():
                content = sealed.with_key(file.read_bytes(), own_key(), product.version())
                private.write(folder() / name, content)
    return name


def _write(name: str, database: bytes, version: str) -> Backup:
    with disk():
        private.write(folder() / name, sealed.with_key(database, own_key(), version))
    made = described(folder() / name)
    assert made is not None
    return made


def remove(name: str) -> None:
    """Throw a backup away. Raises NotFound, or StorageError when that is not allowed."""
    with disk():
        (folder() / find(name).name).unlink(missing_ok=True)


def remove_abandoned() -> None:
    """What a program that was killed left half done, and damaged databases as old as answers may become."""
    for file in (*folder().glob(f"{private.UNFINISHED}*"), *folder().glob(f"{_DAMAGED}*")):
        kept = _DAMAGED_KEPT if file.name.startswith(_DAMAGED) else _ABANDONED
        try:
            if file.stat().st_mtime < (datetime.now(UTC) - kept).timestamp():
                file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("%s kan niet weg: %s", file.name, error.strerror)


def own_key() -> bytes:
    """The key of this installation, with which its backups are shut, made on first use."""
    return key_file.own(
        "reservekopie",
        lambda: secrets.token_bytes(key_file.LENGTH),
        "Reservekopieën van tot nu toe gaan dan niet meer open.",
    )


def _keys() -> dict[str, bytes]:
    """All keys that are here, of this installation and of those before it."""
    found = {}
    for file in key_file.folder().glob("reservekopie*.sleutel"):
        try:
            key = key_file.read(file)
        except (OSError, ValueError):
            log.warning("De sleutel in %s kan niet gelezen worden.", file.name)
            continue
        found[sealed.key_name(key)] = key
    return found


@contextmanager
def disk() -> Iterator[None]:
    """Turn what the disk says into our own errors."""
    try:
        yield
    except OSError as error:
        log.error("Reservekopie: %s", error)
        if error.errno in private.FULL:
            raise DiskFull(
                "De schijf is vol. Er is geen reservekopie gemaakt. Maak ruimte en probeer het opnieuw."
            ) from error
        raise StorageError(
            f"De map voor reservekopieën ({folder()}) kan niet gebruikt worden: {error.strerror}. Er is niets veranderd."
        ) from error
