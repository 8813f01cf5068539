"""Backups: one whole file each, the newest kept, and each says which version made it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from leidraad import product
from leidraad.errors import DiskFull, NotFound, Refused
from leidraad.storage import backup, backup_cleaning, journal
from leidraad.storage.journal import What
from leidraad.storage.measurements import answers, closing
from leidraad.storage.schools import schools
from tests.cast import ALICE, phones
from tests.storage.backups_seen import NOON, folder, in_backup, inside, placed
from tests.storage.scene import ONE, everything, fill_in, opened


def test_a_backup_is_one_whole_file_beside_the_database(file):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    made = backup.make(at=NOON)
    assert [one.name for one in folder(file).iterdir()] == ["teamscan-20261121T120000Z-0001.kopie"]
    assert (made.at, made.size) == (NOON, (folder(file) / made.name).stat().st_size)
    assert in_backup(made, "SELECT value FROM answer") == [(4,)]
    assert (folder(file) / made.name).stat().st_mode & 0o077 == 0, "nobody else on this computer reads it"
    assert backup.latest() == NOON


def test_the_newest_ten_are_kept(file):
    for day in range(13):
        backup.make(at=NOON + timedelta(days=day))
    kept = backup.backups()
    assert len(kept) == 10
    assert kept[0].at == backup.latest() == NOON + timedelta(days=12)
    assert kept[-1].at == NOON + timedelta(days=3)


def test_two_backups_of_one_second_are_two(file):
    names = {backup.make(at=NOON).name for _ in range(3)}
    assert len(names) == len(backup.backups()) == 3


def test_a_backup_is_removed_and_every_step_is_in_the_journal(file):
    made = backup.make(at=NOON)
    backup.remove(made.name)
    assert backup.backups() == []
    assert backup.latest() is None
    assert [line.what for line in journal.lines()][:2] == [What.BACKUP_REMOVED, What.BACKUP]


def test_what_was_just_made_is_never_thrown_away_whatever_the_clock_says(file):
    for day in range(12):
        backup.make(at=NOON + timedelta(days=400 + day))
    made = backup.make(at=NOON)  # the clock was put right
    assert backup.backups()[0] == made
    before = backup.restore(made.name, at=NOON - timedelta(days=3))
    assert [one.name for one in backup.backups()][:2] == [before.name, made.name]
    assert len(backup.backups()) == backup.KEEP


@pytest.mark.parametrize(
    "name", ["", "../leidraad.db", "/etc/passwd", "teamscan-20990101T000000Z.db", "leidraad.db"]
)
def test_a_name_that_is_no_backup_opens_nothing(file, name):
    backup.make(at=NOON)
    before = everything()
    for door in (backup.content, backup.remove, backup.restore, backup.open_measurements):
        with pytest.raises(NotFound):
            door(name)
    assert everything() == before
    assert file.exists()


def test_a_full_disk_is_one_sentence_and_no_backup(file, monkeypatch):
    opened()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskFull, match="schijf is vol"):
        backup.make()
    assert backup.backups() == []
    assert list(folder(file).iterdir()) == []


def test_on_postgresql_the_server_makes_the_backups(server_database):
    assert not backup.possible()
    assert backup.backups() == []
    assert backup.latest() is None
    assert backup_cleaning.clean(backup.make) == 0
    with pytest.raises(Refused, match="pg_dump"):
        backup.make()


def made_by(version: str, monkeypatch: pytest.MonkeyPatch, at: datetime = NOON) -> backup.Backup:
    monkeypatch.setattr(product, "version", lambda: version)
    return backup.make(at=at)


@pytest.mark.parametrize("version", ["1.0", "1.12", "2.0.3", "onbekend"])
def test_a_backup_says_which_version_made_it(file, monkeypatch, version):
    assert made_by(version, monkeypatch).version == version


def test_of_a_backup_from_before_there_were_versions_or_no_backup_at_all_it_is_unknown(file):
    placed(file, inside(backup.make(at=NOON)), "teamscan-20261119T120000Z.db")
    placed(file, b"Beste collega", "teamscan-20261120T120000Z.db")
    assert [one.version for one in backup.backups()[1:]] == ["onbekend", "onbekend"]


def test_a_backup_of_another_version_is_put_back_and_the_next_one_says_todays_version(file, monkeypatch):
    school = schools.add_school("De Brug", "vo")
    older = made_by("1.1", monkeypatch)
    safety = made_by("1.2", monkeypatch, NOON + timedelta(hours=1))
    backup.restore(older.name, at=NOON + timedelta(hours=2))
    assert [one.name for one in schools.schools()] == [school.name]
    after = backup.make(at=NOON + timedelta(hours=3))
    assert (safety.version, after.version) == ("1.2", "1.2")


def test_cleaning_a_backup_leaves_its_version(file, monkeypatch):
    measurement = opened()
    fill_in(measurement, phones(5))
    made = made_by("1.1", monkeypatch)
    closing.close(measurement)
    monkeypatch.setattr(product, "version", lambda: "1.2")
    backup_cleaning.clean(backup.make)
    assert next(one for one in backup.backups() if one.name == made.name).version == "1.1"
