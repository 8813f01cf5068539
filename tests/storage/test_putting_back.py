"""A backup is put back all at once or not at all, and what is no whole backup is not put back."""

import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from leidraad.access.identity import Grant, Role
from leidraad.errors import DatabaseLocked, DatabaseNewer, KeyMissing, NotADatabase, WrongPassphrase
from leidraad.storage import backup, backup_cleaning, retention
from leidraad.storage.accounts import accounts, known_devices, sessions
from leidraad.storage.database import copies, engine
from leidraad.storage.measurements import answers
from leidraad.storage.schools import schools
from tests.cast import ALICE
from tests.storage.backups_seen import NOON, PASSPHRASE, folder, inside, kept_things, placed
from tests.storage.scene import ONE, everything, opened, revealed, rows


def test_what_is_put_back_is_what_there_was(file):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    before = kept_things()
    made = backup.make(at=NOON)
    schools.add_school_with_team("Zonnehof", "po", "Groep 8")
    backup.restore(made.name, at=NOON + timedelta(hours=1))
    assert kept_things() == before
    assert answers.mine(measurement, ALICE) == {ONE: 4}, "the phone goes on where it was"
    answers.save(measurement, ALICE, {ONE: 5})
    assert answers.mine(measurement, ALICE) == {ONE: 5}


def test_putting_back_can_itself_be_undone(file):
    made = backup.make(at=NOON)
    school = schools.add_school("Zonnehof", "po")
    before = backup.restore(made.name, at=NOON + timedelta(hours=1))
    assert schools.schools() == []
    assert [one.name for one in backup.backups()] == [before.name, made.name]
    backup.restore(before.name, at=NOON + timedelta(hours=2))
    assert [one.name for one in schools.schools()] == [school.name]


def test_another_connection_sees_the_old_or_the_new_and_never_something_between(file):
    schools.add_school("De Brug", "vo")
    made = backup.make(at=NOON)
    for number in range(20):
        schools.add_school(f"School {number}", "po")
    seen, stop = set(), threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.add(len(schools.schools()))

    reader = threading.Thread(target=look)
    reader.start()
    backup.restore(made.name, at=NOON + timedelta(hours=1))
    stop.set()
    reader.join()
    assert seen <= {21, 1}
    assert len(schools.schools()) == 1


def test_everybody_is_signed_out_and_old_links_stay_dead_after_putting_back(file):
    account, _ = accounts.invite("alice@brug.nl", "Alice", [Grant(Role.HOST)], None)
    with engine.writing() as session:
        token = sessions.start(session, account.id)
    known_devices.remember(token, "h" * 43)
    made = backup.make(at=NOON)
    backup.restore(made.name, at=NOON + timedelta(hours=1))
    for table in ("account_session", "one_time_link", "plan_link", "attempt", "known_device"):
        assert rows(f"SELECT * FROM {table}") == [], table
    assert [one.account.name for one in accounts.members()] == ["Alice"]


def test_a_downloaded_backup_comes_back_on_an_empty_installation(file, tmp_path):
    revealed(opened())
    before = kept_things()
    made = backup.make(at=NOON)
    downloaded = backup.take(made.name, None, PASSPHRASE)
    engine.open_database(f"sqlite:///{tmp_path / 'nieuw' / 'leidraad.db'}")
    (tmp_path / "nieuw" / "reservekopieen").mkdir()
    (tmp_path / "nieuw" / "reservekopieen" / "teamscan-20261121T120000Z-0001-meeneem.kopie").write_bytes(
        downloaded
    )
    [taken] = backup.backups()
    assert taken.asks_passphrase
    backup.restore(taken.name, passphrase=PASSPHRASE, at=NOON + timedelta(hours=1))
    assert kept_things() == before


def test_the_oldest_backup_can_be_put_back_while_it_makes_room_for_the_newest(file):
    schools.add_school("De Brug", "vo")
    oldest = backup.make(at=NOON)
    schools.add_school("Zonnehof", "po")
    for day in range(1, 10):
        backup.make(at=NOON + timedelta(days=day))
    backup.restore(oldest.name, at=NOON + timedelta(days=20))
    assert [one.name for one in schools.schools()] == ["De Brug"]


def test_after_going_back_to_an_older_moment_the_safety_copy_keeps_what_it_has(file):
    measurement = opened()
    made = backup.make(at=NOON)
    answers.save(measurement, ALICE, {ONE: 4})
    before = backup.restore(made.name, at=NOON + timedelta(hours=1))
    retention.purge_expired()
    backup.restore(before.name, at=NOON + timedelta(hours=2))
    assert answers.mine(measurement, ALICE) == {ONE: 4}


def test_a_backup_of_before_there_were_seals_is_put_back(file):
    schools.add_school("De Brug", "vo")
    content = inside(backup.make(at=NOON))
    schools.add_school("Zonnehof", "po")
    old = placed(file, content, "teamscan-20261121T120000Z-2.db")
    assert not old.sealed
    backup.restore(old.name, at=NOON + timedelta(hours=1))
    assert [one.name for one in schools.schools()] == ["De Brug"]


def test_a_backup_of_another_installation_opens_with_its_key(file, tmp_path):
    schools.add_school("De Brug", "vo")
    made = backup.make(at=NOON)
    content, key = backup.content(made.name), (file.parent / "sleutels" / "reservekopie.sleutel").read_bytes()
    elsewhere = tmp_path / "nieuw" / "leidraad.db"
    engine.open_database(f"sqlite:///{elsewhere}")
    there = placed(elsewhere, content, made.name)
    with pytest.raises(KeyMissing):
        backup.restore(there.name)
    backup.make(at=NOON)
    (elsewhere.parent / "sleutels" / "reservekopie-oud.sleutel").write_bytes(key)
    backup.restore(there.name, at=NOON)
    assert [one.name for one in schools.schools()] == ["De Brug"]


def test_a_wrong_passphrase_puts_nothing_back(file):
    made = backup.make(at=NOON)
    taken = placed(file, backup.take(made.name, None, PASSPHRASE), "teamscan-20261121T120000Z-0001-meeneem.kopie")
    before = everything()
    for passphrase in ("", "vier andere woorden samen"):
        with pytest.raises(WrongPassphrase):
            backup.restore(taken.name, passphrase=passphrase)
    assert everything() == before


def other_program(into: Path) -> None:
    with sqlite3.connect(into) as made:
        made.execute("CREATE TABLE klanten (naam TEXT)")
    made.close()


def from_the_future(into: Path, whole: bytes) -> None:
    into.write_bytes(whole)
    with sqlite3.connect(into) as made:
        made.execute("UPDATE alembic_version SET version_num = '9999'")
    made.close()


@pytest.mark.parametrize("what", ["leeg", "brief", "half", "ander programma", "nieuwer"])
def test_a_file_that_is_no_whole_backup_is_not_put_back_and_does_not_stop_the_cleaning(file, tmp_path, what):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    made = backup.make(at=NOON)
    whole = inside(made)
    strange = folder(file) / "teamscan-20261122T120000Z.db"
    if what == "ander programma":
        other_program(strange)
    elif what == "nieuwer":
        from_the_future(strange, whole)
    else:
        data = {"leeg": b"", "brief": b"Beste collega, dit is een brief.", "half": whole[: len(whole) // 2]}
        strange.write_bytes(data[what])
    before, kept = everything(), backup.backups()
    with pytest.raises(DatabaseNewer if what == "nieuwer" else NotADatabase):
        backup.restore(strange.name)
    assert (everything(), backup.backups()) == (before, kept)
    assert len(list(folder(file).iterdir())) == 2, "nothing half is left"
    revealed(measurement)
    backup_cleaning.clean(backup.make)
    assert backup.open_measurements(made.name) == 0


def test_a_backup_that_was_damaged_on_disk_is_not_put_back(file):
    opened()
    made = backup.make(at=NOON)
    before = everything()
    there = folder(file) / made.name
    there.write_bytes(there.read_bytes()[:4096] + b"\x00" * 8192)
    with pytest.raises(NotADatabase):
        backup.restore(made.name)
    assert everything() == before


def test_while_another_program_writes_nothing_is_put_back(file, monkeypatch):
    schools.add_school("De Brug", "vo")
    made = backup.make(at=NOON)
    schools.add_school("Zonnehof", "po")
    monkeypatch.setattr(copies, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(backup, "make", lambda *_, **__: made)  # its line in the journal would be refused before
    another = sqlite3.connect(file, isolation_level=None)
    another.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseLocked):
        backup.restore(made.name)
    another.close()
    assert len(schools.schools()) == 2
