"""A disk that is really full, at each successive page that is written: `python -m tests.storage.full_disk --stride 1`.

Every act is tried on a small disk of its own (tmpfs) with ever more room, until it succeeds. What fails says that the disk
is full, changes nothing and leaves no half file; with room again the same act succeeds. Needs the right to mount.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing as closing_of
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from leidraad.errors import DiskFull
from leidraad.machine import private
from leidraad.storage import backup
from leidraad.storage.database import clock, engine, schema_version
from leidraad.storage.measurements import closing, reveal
from leidraad.storage.retention import purge_expired
from tests.cast import phones
from tests.databases import migrated_file
from tests.storage.scene import fill_in, opened

PAGE = 4096
_SIZE = 4 * 2**20
#: A backup that was made before something else found no room is there, and may be told.
_JOURNAL = ('INSERT INTO "journal"', "INSERT INTO \"sqlite_sequence\" VALUES('journal'")


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of four megabytes. Raises CalledProcessError where mounting is not allowed."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", folder], check=True, capture_output=True
        )
        try:
            yield Path(folder)
        finally:
            engine.close_database()
            subprocess.run(["umount", folder], check=True)


def _close(id: int) -> None:
    closing.close(id)


def _share(id: int) -> None:
    reveal.share(id)


def _back_up(_id: int) -> None:
    backup.make()


def _restore(_id: int) -> None:
    backup.restore(backup.backups()[-1].name)


def _restore_stopped(_id: int) -> None:
    engine.close_database()
    backup.restore_stopped(backup.folder() / backup.backups()[-1].name)


def _purge(_id: int) -> None:
    purge_expired(at=clock.now() + timedelta(days=40))


def _migrate(_id: int) -> None:
    engine.open_database(keep=backup.before_migration)


#: What is done, and what was done before.
ACTS: dict[str, tuple[Callable[[int], None], tuple[Callable[[int], None], ...]]] = {
    "sluiten": (_close, ()),
    "tonen": (_share, (_close,)),
    "reservekopie": (_back_up, (_back_up,)),
    "terugzetten": (_restore, (_back_up, _close)),
    "terugzetten met een opdracht": (_restore_stopped, (_back_up, _close)),
    "opruimen": (_purge, (_close, _share)),
    "bijwerken": (_migrate, ()),
}


def tried(act: str, disk: Path, stride: int) -> Counter[str]:
    """Do this with ever `stride` pages more room; gives how often it was full, and that it succeeded in the end."""
    said: Counter[str] = Counter()
    for pages in range(0, _SIZE // PAGE, stride):
        outcome = _once(act, disk, pages)
        said[outcome] += 1
        if outcome == "gelukt":
            return said
    raise AssertionError((act, "never succeeds"))


def _once(act: str, disk: Path, pages: int) -> str:
    does, before = ACTS[act]
    id = _installation(disk, before)
    if act == "bijwerken":
        _age(disk)
    was = _held(disk)
    filler = disk / "vol"
    with filler.open("wb") as filling, suppress(OSError):
        filling.write(b"x" * max(0, shutil.disk_usage(disk).free - pages * PAGE))
    try:
        does(id)
    except DiskFull as error:
        said = str(error)
    else:
        said = ""
    filler.unlink()
    assert not said or "De schijf is vol" in said, (act, pages, said)
    outcome = "vol" if said else "gelukt"
    assert not list(disk.rglob(f"{private.UNFINISHED}*")), (act, pages, "a half file")
    if outcome == "vol":
        changed = set(_held(disk)) ^ set(was)
        assert not changed, (act, pages, sorted(changed)[:5])
        does(id)
    return outcome


def _held(disk: Path) -> list[str]:
    """All tables and rows, also of a database that did not open."""
    with closing_of(sqlite3.connect(disk / "leidraad.db")) as there:
        return [line for line in there.iterdump() if not line.startswith(_JOURNAL)]


def _installation(disk: Path, before: tuple[Callable[[int], None], ...]) -> int:
    engine.close_database()
    for one in disk.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    os.environ["DATABASE_URL"] = migrated_file(disk / "leidraad.db")
    engine.open_database()
    id = opened()
    fill_in(id, phones(8))
    for one in before:
        one(id)
    return id


def _age(disk: Path) -> None:
    """As an older version left it: a row that the newest migration has to go on from."""
    engine.close_database()
    older = f"{int(schema_version.present()) - 1:04}"
    from alembic import command

    from leidraad.storage.database import migrate

    (disk / "leidraad.db").unlink()
    made = create_engine(f"sqlite:///{disk / 'leidraad.db'}", poolclass=NullPool)
    with made.begin() as connection:
        settings = migrate.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, older)
        connection.execute(
            text("INSERT INTO school (id, name, sector, example) VALUES (1, 'De Brug', 'vo', FALSE)")
        )
    made.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stride", type=int, default=1, help="pages of room more each time")
    stride = parser.parse_args().stride
    with small_disk() as disk:
        for act in ACTS:
            print(f"{act}: {dict(tried(act, disk, stride))}", flush=True)


if __name__ == "__main__":
    main()
