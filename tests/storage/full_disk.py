"""A disk that is really full, at each successive page that is written: `python -m tests.storage.full_disk --stride 1`.

Every act is tried with ever more room, until it succeeds: on a small disk of its own that is really full (tmpfs, which
needs the right to mount), and under the limit that the system sets to every file of a process, which works everywhere. What
fails says that the disk is full, changes nothing and leaves no half file; with room again the same act succeeds.
"""

import argparse
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from contextlib import closing as closing_of
from datetime import timedelta
from pathlib import Path
from time import monotonic

from leidraad.errors import DiskFault, DiskFull
from leidraad.machine import private
from leidraad.storage import backup
from leidraad.storage.database import clock, engine, schema_version
from leidraad.storage.measurements import closing, reveal
from leidraad.storage.retention import purge_expired
from tests.cast import phones
from tests.databases import migrated_file, older
from tests.storage.scene import fill_in, opened

PAGE = 4096
_SIZE = 4 * 2**20
#: A backup that was made before something else found no room is there, and may be told.
_JOURNAL = ('INSERT INTO "journal"', "INSERT INTO \"sqlite_sequence\" VALUES('journal'")
#: SQLite does not tell a limit from any other fault of the disk, and says both.
_SAID = ("De schijf is vol", "Kijk of de schijf vol")

#: With how many pages of room the block runs, in this folder.
Room = Callable[[Path, int], AbstractContextManager[None]]


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of four megabytes. Raises OSError or CalledProcessError where mounting is not allowed."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", folder], check=True, capture_output=True
        )
        try:
            yield Path(folder)
        finally:
            engine.close_database()
            subprocess.run(["umount", folder], check=True)


@contextmanager
def ordinary_folder() -> Iterator[Path]:
    """For the limit."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            yield Path(folder)
        finally:
            engine.close_database()


@contextmanager
def filled(disk: Path, pages: int) -> Iterator[None]:
    """All but so many pages of a small disk are taken by another file."""
    filler = disk / "vol"
    with filler.open("wb") as filling, suppress(OSError):
        filling.write(b"x" * max(0, shutil.disk_usage(disk).free - pages * PAGE))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def limited(_disk: Path, pages: int) -> Iterator[None]:
    """No file of this process can be written beyond so many pages: EFBIG, as a quota or a small disk of a NAS says it."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (pages * PAGE, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


#: How a disk becomes full, and where that can be done.
WAYS: dict[str, tuple[Room, Callable[[], AbstractContextManager[Path]]]] = {
    "volle schijf": (filled, small_disk),
    "grens per bestand": (limited, ordinary_folder),
}


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
    "eerste reservekopie": (_back_up, ()),
    "reservekopie": (_back_up, (_back_up,)),
    "terugzetten": (_restore, (_back_up, _close)),
    "terugzetten met een opdracht": (_restore_stopped, (_back_up, _close)),
    "opruimen": (_purge, (_close, _share)),
    "bijwerken": (_migrate, ()),
}


#: What is done in more steps than one: what the first of them takes away, all of it or nothing.
STEPS = {"opruimen": ('INSERT INTO "answer"', 'INSERT INTO "participation"')}


def tried(act: str, way: str, disk: Path, stride: int, until: float = float("inf")) -> Counter[str]:
    """Do this with ever `stride` pages more room; gives how often it was full, and whether it succeeded in the end."""
    said: Counter[str] = Counter()
    for pages in range(0, _SIZE // PAGE, stride):
        if monotonic() > until:
            said["niet afgemaakt"] += 1
            return said
        outcome = _once(act, WAYS[way][0], disk, pages)
        said[outcome] += 1
        if outcome == "gelukt":
            return said
    raise AssertionError((act, "never succeeds"))


def _once(act: str, room: Room, disk: Path, pages: int) -> str:
    does, before = ACTS[act]
    id = _installation(disk, before)
    if act == "bijwerken":
        _age(disk)
    was = _held(disk)
    said = ""
    with room(disk, pages):
        try:
            does(id)
        except (DiskFull, DiskFault) as error:
            said = str(error)
    assert not said or any(one in said for one in _SAID), (act, pages, said)
    assert not list(disk.rglob(f"{private.UNFINISHED}*")), (act, pages, "a half file")
    if not said:
        return "gelukt"
    changed = set(_held(disk)) ^ set(was)
    step = {line for line in was if line.startswith(STEPS.get(act, ()))}
    assert changed in (set(), step), (act, pages, sorted(changed ^ step)[:5])
    does(id)
    return "vol"


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
    (disk / "leidraad.db").unlink()
    with older(f"sqlite:///{disk / 'leidraad.db'}", f"{int(schema_version.present()) - 1:04}"):
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stride", type=int, default=1, help="pages of room more each time")
    parser.add_argument("--act", choices=ACTS, action="append", help="only this; again for more")
    parser.add_argument("--way", choices=WAYS, action="append", help="only this way to fill it")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="at most so long for each")
    asked = parser.parse_args()
    logging.disable()  # it says the same thousands of times
    for way in asked.way or WAYS:
        try:
            with WAYS[way][1]() as disk:
                for act in asked.act or ACTS:
                    found = tried(act, way, disk, asked.stride, monotonic() + asked.minutes * 60)
                    print(f"{way}, {act}: {dict(found)}", flush=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{way}: kan hier niet ({error})", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
