"""Putting another database in the place of one that no program uses."""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from leidraad.storage.database import at_rest
from tests.databases import migrated_file
from tests.storage.full_disk import limited

ROWS = 4_000


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """The file of a database as a killed program leaves it: the last that was saved is in the log beside it."""
    file, beside = tmp_path / "lopend" / "leidraad.db", tmp_path / "leidraad.db"
    file.parent.mkdir()
    migrated_file(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as running:
        running.execute("PRAGMA journal_mode=WAL")
        running.execute("PRAGMA wal_autocheckpoint=0")
        running.execute("CREATE TABLE nieuw (id INTEGER PRIMARY KEY, naam TEXT)")
        running.execute("BEGIN")
        running.executemany("INSERT INTO nieuw (naam) VALUES (?)", [("De Brug" * 20,)] * ROWS)
        running.execute("COMMIT")
        for end in ("", "-wal"):
            shutil.copyfile(f"{file}{end}", f"{beside}{end}")
    return beside


def saved(file: Path) -> int:
    with closing(sqlite3.connect(file)) as there:
        return int(there.execute("SELECT count(*) FROM nieuw").fetchone()[0])


def test_the_other_one_is_there_and_nothing_of_this_one(killed, tmp_path):
    migrated_file(tmp_path / "ander.db")
    at_rest.replace(killed, (tmp_path / "ander.db").read_bytes())
    with closing(sqlite3.connect(killed)) as there:
        assert there.execute("SELECT name FROM sqlite_master WHERE name = 'nieuw'").fetchall() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kent geen grens per bestand")
def test_without_room_for_it_nothing_of_this_one_is_lost_and_nothing_of_its_log(killed):
    content = killed.read_bytes()
    with pytest.raises(OSError, match=r"Errno"), limited(killed.parent, len(content) // 4096 - 1):
        at_rest.replace(killed, content)
    assert saved(killed) == ROWS
