"""What is looked at before a database is used: the file, whether it is whole, whether it can be written, the room, and who may read it."""

import logging
import os
import shutil
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from leidraad import errors, settings
from leidraad.machine import private
from leidraad.storage.database import moved_away

log = logging.getLogger("leidraad.opslag")

#: What lies beside the database: backups, keys, and the address that phones use.
_OWN_NAMES = ("reservekopieen", "sleutels", "adres-voor-telefoons", "vragenlijsten")
_PARTS = ("", "-wal", "-shm", "-journal", moved_away.END)
#: The beginning of the versions of PostgreSQL that we know to work.
OLDEST_SERVER = (14,)
LEAST_ROOM = 50 * 2**20
_SQLITE_FILE = b"SQLite format 3\x00"


def require_file(file: Path) -> None:
    """Raise DatabaseReadOnly, NotADatabase or Refused when this can be no database of ours; nothing is touched."""
    moved_away.require_here(file)
    try:
        private.make_folder(file.parent)
    except OSError as error:
        raise errors.DatabaseReadOnly(
            f"De map voor de database ({file.parent}) kan niet gemaakt worden: {error.strerror}. "
            "Kies een map waarin geschreven mag worden."
        ) from error
    try:
        with file.open("rb") as opened:
            start = opened.read(len(_SQLITE_FILE))
    except FileNotFoundError:
        return
    except OSError as error:
        raise errors.DatabaseReadOnly(
            f"{file.name} kan niet als databasebestand geopend worden: {error.strerror}. "
            "Er is niets veranderd. Controleer de rechten, of wijs met DATABASE_URL een ander bestand aan."
        ) from error
    if not start and (beside := _left_beside(file)):
        raise errors.NotADatabase(
            f"{file.name} is leeg, maar er was hier al een Teamscan: ernaast ligt {beside}. Er is niets aangeraakt. "
            "Zet een reservekopie terug: python -m leidraad terugzetten BESTAND. Wil je toch leeg beginnen, "
            "verplaats dan eerst alles uit deze map."
        )
    if start not in (b"", _SQLITE_FILE):
        raise errors.NotADatabase(
            f"{file.name} is geen database van de Teamscan. Het bestand is niet aangeraakt. "
            "Zet het ergens anders neer, of wijs met DATABASE_URL een ander bestand aan."
        )


def _left_beside(file: Path) -> str:
    """What says that an empty file was not always empty; nothing when this can be a first start that was broken off."""
    log_beside = file.with_name(f"{file.name}-wal")
    if log_beside.is_file() and log_beside.stat().st_size:
        return log_beside.name
    folders = (file.parent / name for name in ("reservekopieen", "sleutels"))
    return next((one.name for one in folders if one.is_dir() and any(one.iterdir())), "")


def require_whole(engine: Engine) -> None:
    """Refuse a damaged file at the start, and not in the middle of a study day."""
    if engine.dialect.name != "sqlite":
        require_server(engine)
        return
    with engine.connect() as connection:
        said = connection.exec_driver_sql("PRAGMA quick_check").scalar()
    if said != "ok":
        log.error("Database: %s", said)
        raise errors.NotADatabase(
            "Het databasebestand is beschadigd. Het is niet aangeraakt. Zet een reservekopie terug: python -m leidraad terugzetten BESTAND."
        )


def require_server(engine: Engine) -> None:
    """Refuse a server that is too old for us, or a database that cannot hold every name."""
    with engine.connect() as connection:
        version = connection.dialect.server_version_info or OLDEST_SERVER
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if version < OLDEST_SERVER:
        raise errors.DatabaseRefuses(
            f"De databaseserver is PostgreSQL {'.'.join(map(str, version))}. De Teamscan heeft {OLDEST_SERVER[0]} of nieuwer nodig. "
            "Er is niets veranderd. Laat de server bijwerken."
        )
    if encoding != "UTF8":
        raise errors.DatabaseRefuses(
            f"De database op de server gebruikt tekenset {encoding}, en daarin past niet elke naam. Er is niets veranderd. "
            "Laat een database maken met --encoding=UTF8."
        )


def try_writing(engine: Engine) -> None:
    """Refuse a read-only database now, and not at the first answer: SQLite even begins a write in one."""
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version WHERE 1 = 0")


def require_room(file: Path | None) -> None:
    """Raise DiskFull when the disk of the database, there or not yet, is so full that answers could soon not be saved."""
    there = next((one for one in file.absolute().parents if os.path.isdir(one)), None) if file else None
    free = shutil.disk_usage(there).free if there else LEAST_ROOM
    if free < LEAST_ROOM:
        raise errors.DiskFull(
            f"De schijf is bijna vol: er is nog {free // 2**20} MB vrij, en er is {LEAST_ROOM // 2**20} MB nodig. "
            "Wat opgeslagen was, is er nog. Maak ruimte en start opnieuw."
        )


def shut_folder(url: URL) -> None:
    """What lies beside the database is of this installation, and nobody else's business."""
    folder, file = settings.folder_of(url), settings.file_of(url)
    own = {*_OWN_NAMES, *(f"{file.name}{end}" for end in _PARTS)} if file else set(_OWN_NAMES)
    if folder.is_dir():
        private.remove_left_folders(folder)
        private.shut(folder, own, whole=folder == settings.DEFAULT_DATABASE.parent)
