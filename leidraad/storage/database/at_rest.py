"""The file of a database that no program uses: who uses it, what is in it, and putting another in its place."""

import contextlib
import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from leidraad.errors import DatabaseNewer, DiskFull, Refused, StorageError
from leidraad.machine import in_use, private
from leidraad.storage.database import copies, intake
from leidraad.storage.database.driver_errors import translated

log = logging.getLogger("leidraad.opslag")

LOG_PARTS = ("-wal", "-shm", "-journal")


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Raise Refused while a program of ours uses this database; until the block ends none can begin to."""
    held = in_use.hold(file.parent, alone=True)
    if held is None:
        raise Refused("De Teamscan draait nog, of een opdracht ervan. Er is niets veranderd. Stop die eerst.")
    try:
        private.remove_left_folders(file.parent)
        yield
    finally:
        in_use.let_go(held)


def present(file: Path) -> sqlite3.Connection | None:
    """What is in this file and the log beside it, in memory and at the present version; None when it cannot be read.

    Not a byte of them changes. Raises DatabaseNewer, and DiskFull when there is no room to look: that says nothing of it.
    """
    if not file.is_file() or not file.stat().st_size:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix=private.UNFINISHED, dir=file.parent) as folder:
            beside = Path(folder) / "leidraad.db"
            for end in ("", "-wal", "-journal"):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{file}{end}", f"{beside}{end}")
            with translated(), closing(sqlite3.connect(beside)) as opened, closing(copies.empty()) as copy:
                opened.backup(copy)
                return intake.taken_over(copy)
    except (DatabaseNewer, DiskFull):
        raise
    except OSError as error:
        if error.errno in private.FULL:
            raise DiskFull(
                "De schijf is vol. Er is niets veranderd. Maak ruimte en probeer het opnieuw."
            ) from error
        log.warning("De database van nu kan niet gelezen worden: %s", error)
        return None
    except (StorageError, sqlite3.Error, SQLAlchemyError) as error:
        log.warning("De database van nu kan niet gelezen worden: %s", error)
        return None


def _bring_together(file: Path) -> None:
    if not file.is_file():
        return
    with (
        contextlib.suppress(sqlite3.Error),
        closing(sqlite3.connect(file)) as opened,
    ):  # a damaged one was put aside
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def replace(file: Path, content: bytes) -> None:
    """Put a database in the place of this one, whose log goes first: beside another file it would damage that.

    What is in that log is in the file itself by then, so that whoever is stopped in between has the old database or
    the new. Raises OSError, or StorageError when what lies there now is not whole.
    """
    with private.writing(file, content):  # there is room for it, before anything goes
        _bring_together(file)
        for end in LOG_PARTS:
            Path(f"{file}{end}").unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as opened:
        said = opened.execute("PRAGMA quick_check").fetchone()[0]
    if said != "ok":
        raise StorageError(
            "De teruggezette database is niet heel. Controleer de schijf en zet de kopie nog eens terug."
        )
