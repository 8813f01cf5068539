"""Before a database of an older version is changed, a backup of it as it was is there; without one nothing changes."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from leidraad.errors import DiskFull, StorageError
from leidraad.server import lifespan
from leidraad.storage import backup
from leidraad.storage.database import copies, engine
from leidraad.storage.schools import schools
from tests.databases import older
from tests.storage.scene import rows


@pytest.fixture
def of_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """The file of an installation whose database an older version made, with one school."""

    def made(revision: str) -> Path:
        file = tmp_path / "leidraad.db"
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
        with older(f"sqlite:///{file}", revision):
            return file

    return made


def start() -> None:
    engine.open_database(keep=backup.before_migration)


def version_of(database: sqlite3.Connection) -> str:
    found: str = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return found


@pytest.mark.parametrize("revision", ["0002", "0006", "0009"])
def test_the_database_as_it_was_is_a_sealed_backup_that_can_be_put_back(of_version, revision):
    of_version(revision)
    start()
    (kept,) = backup.backups()
    assert kept.sealed
    with closing(copies.loaded(backup.backup_files.opened(backup.content(kept.name)))) as copy:
        assert version_of(copy) == revision
    schools.rename_school(1, "De Burcht")
    backup.restore(kept.name)
    assert [school.name for school in schools.schools()] == ["De Brug"]


def test_a_result_of_before_the_reveal_is_not_in_it(of_version):
    file = of_version("0014")
    with closing(sqlite3.connect(file)) as there, there:
        there.execute("INSERT INTO team (id, school_id, name, position) VALUES (1, 1, 'Onderbouw', 1)")
        there.execute(
            "INSERT INTO measurement (id, team_id, label, instrument_id, instrument_version, short, mode, state, invited, k, "
            "k_distribution, retention_days, created_at, closed_at, tie_cut) VALUES (1, 1, 'najaar', 'leidraad-vo', 1, 1, 'individueel', "
            "'gesloten', 8, 5, 8, 30, '2026-11-20 12:00:00', '2026-11-21 12:00:00', 1)"
        )
        there.execute("INSERT INTO result (measurement_id, body) VALUES (1, '{}')")
    start()
    with closing(backup.loaded(backup.backups()[0].name)) as copy:
        assert copy.execute("SELECT * FROM result").fetchall() == []
        assert len(copy.execute("SELECT * FROM measurement").fetchall()) == 1
    assert rows("SELECT * FROM result") == []


def test_a_new_database_and_one_of_now_need_no_backup(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'leidraad.db'}")
    start()
    start()
    assert backup.backups() == []


def test_without_a_backup_nothing_is_migrated_and_the_sentence_says_why(of_version):
    file = of_version("0006")
    (file.parent / "reservekopieen").write_text("geen map")
    with pytest.raises(StorageError, match="niet bijgewerkt, want eerst moet er een reservekopie zijn"):
        start()
    with closing(sqlite3.connect(file)) as there:
        assert version_of(there) == "0006"
    (file.parent / "reservekopieen").unlink()
    start()
    assert len(backup.backups()) == 1


def test_a_migration_that_finds_a_full_disk_changes_nothing_and_names_the_backup(of_version, monkeypatch):
    # SQLite reports its own limit on pages exactly as it reports a full disk.
    file = of_version("0006")
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "max_page_count = 1"))
    with pytest.raises(DiskFull, match=r"niets veranderd.*De schijf is vol.*reservekopie teamscan-.*-0001"):
        start()
    with closing(sqlite3.connect(file)) as there:
        assert version_of(there) == "0006"
    monkeypatch.undo()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    start()
    assert [school.name for school in schools.schools()] == ["De Brug"]


def test_a_disk_that_is_nearly_full_is_told_before_anything_is_migrated(of_version, monkeypatch):
    file = of_version("0006")
    nearly = shutil._ntuple_diskusage(10**12, 10**12 - 3 * 2**20, 3 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nearly)
    with pytest.raises(DiskFull, match="nog 3 MB vrij"):
        lifespan.prepare()
    with closing(sqlite3.connect(file)) as there:
        assert version_of(there) == "0006"
    assert backup.backups() == []
