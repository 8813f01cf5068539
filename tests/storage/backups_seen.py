"""What the tests of backups look at: what is in one, and where it lies."""

from contextlib import closing as ending
from datetime import UTC, datetime
from pathlib import Path

from leidraad.storage import backup, backup_files
from leidraad.storage.database import copies
from tests.storage.scene import everything

PASSPHRASE = "vier losse woorden samen"
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def folder(file: Path) -> Path:
    return file.parent / "reservekopieen"


def kept_things() -> dict[str, list]:
    """All rows but those of the journal, to which making and putting back add a line."""
    return {table: found for table, found in everything().items() if table != "journal"}


def inside(one: backup.Backup) -> bytes:
    """The database in a backup, as whoever has its key reads it."""
    return backup_files.opened(backup.content(one.name))


def in_backup(one: backup.Backup, query: str) -> list[tuple]:
    with ending(copies.loaded(inside(one))) as copy:
        return copy.execute(query).fetchall()


def placed(file: Path, content: bytes, name: str) -> backup.Backup:
    """Somebody puts a file in the folder of the backups."""
    folder(file).mkdir(exist_ok=True)
    (folder(file) / name).write_bytes(content)
    return backup_files.find(name)
