"""Backups: whole, put back all at once, and never a hiding place for answers that should be gone."""

import os
import sqlite3
import threading
from contextlib import closing as ending
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leidraad import product
from leidraad.access.identity import Grant, Role
from leidraad.domain.result import Result
from leidraad.errors import (
    DatabaseLocked,
    DatabaseNewer,
    DiskFull,
    KeyMissing,
    NotADatabase,
    NotFound,
    Refused,
    WeakPassword,
    WrongPassphrase,
)
from leidraad.storage import backup, backup_cleaning, backup_files, journal, retention
from leidraad.storage.accounts import accounts, known_devices, sessions
from leidraad.storage.database import copies, engine, sealed
from leidraad.storage.journal import What
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from leidraad.storage.schools import schools
from tests.cast import ALICE, BOB, phones
from tests.storage.scene import CORE, ONE, as_people, everything, fill_in, on_disk, opened, revealed, rows, stored

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


def test_a_backup_is_one_whole_file_beside_the_database(file):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    made = backup.make(at=NOON)
    assert [one.name for one in folder(file).iterdir()] == ["teamscan-20261121T120000Z-0001.kopie"]
    assert (made.at, made.size) == (NOON, (folder(file) / made.name).stat().st_size)
    assert in_backup(made, "SELECT value FROM answer") == [(4,)]
    assert (folder(file) / made.name).stat().st_mode & 0o077 == 0, "nobody else on this computer reads it"
    assert backup.latest() == NOON


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
    for table in ("account_session", "one_time_link", "attempt", "known_device"):
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


def test_the_newest_ten_are_kept(file):
    for day in range(13):
        backup.make(at=NOON + timedelta(days=day))
    kept = backup.backups()
    assert len(kept) == 10
    assert kept[0].at == backup.latest() == NOON + timedelta(days=12)
    assert kept[-1].at == NOON + timedelta(days=3)


def test_the_oldest_backup_can_be_put_back_while_it_makes_room_for_the_newest(file):
    schools.add_school("De Brug", "vo")
    oldest = backup.make(at=NOON)
    schools.add_school("Zonnehof", "po")
    for day in range(1, 10):
        backup.make(at=NOON + timedelta(days=day))
    backup.restore(oldest.name, at=NOON + timedelta(days=20))
    assert [one.name for one in schools.schools()] == ["De Brug"]


def test_two_backups_of_one_second_are_two(file):
    names = {backup.make(at=NOON).name for _ in range(3)}
    assert len(names) == len(backup.backups()) == 3


def test_a_backup_is_removed_and_every_step_is_in_the_journal(file):
    made = backup.make(at=NOON)
    backup.remove(made.name)
    assert backup.backups() == []
    assert backup.latest() is None
    assert [line.what for line in journal.lines()][:2] == [What.BACKUP_REMOVED, What.BACKUP]


# -- answers --------------------------------------------------------------------------------------------------


def shared_measurement() -> int:
    measurement = opened()
    fill_in(measurement, phones(8))
    revealed(measurement)
    return measurement


def test_a_backup_of_a_closed_measurement_without_a_result_has_its_answers_and_no_result(file):
    measurement = opened()
    given = fill_in(measurement, phones(8))
    closing.close(measurement)
    made = backup.make(at=NOON)
    assert in_backup(made, "SELECT * FROM result") == []
    answers_there = in_backup(made, "SELECT participation_key, item_id, value FROM answer")
    assert len(answers_there) == sum(len(one) for one in given)
    backup.restore(made.name, at=NOON + timedelta(hours=1))
    closing.reopen(measurement)
    assert answers.mine(measurement, ALICE) == given[0], "it can still be undone"


def test_a_day_after_a_closing_the_devices_leave_the_older_backups_and_the_answers_are_in_a_newer_one(file, later):
    measurement = opened()
    given = fill_in(measurement, phones(8))
    tokens = [bytes(row[0]) for row in rows("SELECT token_hash FROM participation")]
    closing.close(measurement)
    made = backup.make(at=NOON)
    assert all(token in inside(made) for token in tokens), "this test would see them"
    later(timedelta(hours=25))
    retention.purge_expired()
    newest = backup.backups()[0]
    assert newest.name != made.name
    for one in backup.backups():
        assert [token for token in tokens if token in inside(one)] == []
    backup.restore(newest.name)
    assert stored(measurement) == as_people(given)
    assert backup_cleaning.clean(backup.make) == 0


def test_no_right_to_vote_is_in_a_backup(file):
    shared_measurement()
    assert len(rows("SELECT * FROM vote_right")) == 8
    assert in_backup(backup.make(at=NOON), "SELECT * FROM vote_right") == []


def test_a_backup_has_the_result_of_a_shared_measurement_and_not_its_answers(file):
    measurement = shared_measurement()
    assert len(rows("SELECT * FROM answer")) == 8 * len(CORE)
    made = backup.make(at=NOON)
    assert in_backup(made, "SELECT * FROM answer") == []
    assert in_backup(made, "SELECT * FROM participation") == []
    assert in_backup(made, "SELECT measurement_id FROM result") == [(measurement,)]


def test_not_a_byte_of_those_answers_is_in_the_file(file):
    measurement = opened()
    fill_in(measurement, phones(8))
    keys = [bytes(row[0]) for row in rows("SELECT key FROM participation")]
    revealed(measurement)
    keys += [bytes(row[0]) for row in rows("SELECT key FROM participation")]
    assert any(key in on_disk(file) for key in keys), "the database itself keeps them for thirty days"
    bytes_of = inside(backup.make(at=NOON))
    assert [key for key in keys if key in bytes_of] == []


def test_when_a_measurement_is_revealed_its_answers_leave_the_older_backups_too(file):
    measurement = opened()
    fill_in(measurement, phones(8))
    keys = [bytes(row[0]) for row in rows("SELECT key FROM participation")]
    made = backup.make(at=NOON)
    assert backup.open_measurements(made.name) == 1
    assert backup_cleaning.clean(backup.make) == 0, "still open: the backup keeps what a crash must not lose"
    closing.close(measurement)
    assert backup_cleaning.clean(backup.make) == 0, "not in a Result yet"
    reveal.share(measurement)
    retention.purge_expired()
    assert backup.open_measurements(made.name) == 0
    assert [key for key in keys if key in inside(made)] == []


def test_the_result_is_in_a_newer_backup_before_answers_leave_an_older_one(file):
    measurement = opened()
    fill_in(measurement, phones(8))
    made = backup.make(at=NOON)
    closing.close(measurement)
    reveal.share(measurement)
    result = results.shared(measurement)
    assert backup_cleaning.clean(backup.make) == 1
    newest = backup.backups()[0]
    assert newest.name != made.name
    backup.restore(newest.name)
    assert results.shared(measurement) == result
    assert backup_cleaning.clean(backup.make) == 0, "done is done: no new backup every hour"


def test_cleaning_leaves_other_open_measurements_and_newer_backups_alone(file):
    closes, stays = opened(), opened()
    answers.save(closes, ALICE, {ONE: 2})
    answers.save(stays, BOB, {ONE: 5})
    made = backup.make(at=NOON)
    revealed(closes)
    backup_cleaning.clean(backup.make)
    assert in_backup(made, "SELECT value FROM answer") == [(5,)]


def test_the_answers_of_a_measurement_that_is_thrown_away_leave_every_backup_at_once(file):
    measurement, other = opened(), opened()
    for one in (measurement, other):
        fill_in(one, phones(5))
    older, newer = backup.make(), backup.make()
    closing.close(measurement)
    measurements.discard(measurement)
    held = "SELECT DISTINCT measurement_id FROM participation JOIN answer ON participation_key = key"
    assert [in_backup(one, held) for one in (older, newer)] == [[(other,)]] * 2
    assert {one.name for one in backup.backups()} == {older.name, newer.name}


def test_a_backup_that_cannot_be_cleaned_is_told_of_and_the_measurement_is_gone_all_the_same(file, caplog):
    measurement = opened()
    fill_in(measurement, phones(5))
    made = backup.make()
    with (folder(file) / made.name).open("r+b") as damaged:
        damaged.write(b"x" * 16)
    closing.close(measurement)
    measurements.discard(measurement)
    assert made.name in caplog.text
    with pytest.raises(NotFound):
        measurements.get(measurement)


def test_after_going_back_to_an_older_moment_the_safety_copy_keeps_what_it_has(file):
    measurement = opened()
    made = backup.make(at=NOON)
    answers.save(measurement, ALICE, {ONE: 4})
    before = backup.restore(made.name, at=NOON + timedelta(hours=1))
    retention.purge_expired()
    backup.restore(before.name, at=NOON + timedelta(hours=2))
    assert answers.mine(measurement, ALICE) == {ONE: 4}


def test_what_a_killed_program_left_half_done_is_gone_after_an_hour(file):
    backup.make(at=NOON)
    old, young = folder(file) / "bezig-oud", folder(file) / "bezig-jong"
    for one in (old, young):
        one.write_bytes(b"half")
    os.utime(old, (0, 0))
    backup_cleaning.clean(backup.make)
    assert not old.exists()
    assert young.exists(), "somebody may be busy with it"


# -- shut ------------------------------------------------------------------------------------------------------


def placed(file: Path, content: bytes, name: str) -> backup.Backup:
    """Somebody puts a file in the folder of the backups."""
    folder(file).mkdir(exist_ok=True)
    (folder(file) / name).write_bytes(content)
    return backup_files.find(name)


def test_a_backup_tells_nothing_to_whoever_has_only_the_file(file):
    schools.add_school("De Brug", "vo")
    made = backup.make(at=NOON)
    assert b"De Brug" in inside(made), "this test would see it"
    assert b"De Brug" not in backup.content(made.name)
    assert b"SQLite" not in backup.content(made.name)
    key = file.parent / "sleutels" / "reservekopie.sleutel"
    assert key.stat().st_mode & 0o077 == 0


def test_what_is_taken_along_has_no_answers_no_devices_and_no_links(file):
    measurement = opened()
    fill_in(measurement, phones(3))
    account, _ = accounts.invite("alice@brug.nl", "Alice", [Grant(Role.HOST)], None)
    with engine.writing() as session:
        sessions.start(session, account.id)
    made = backup.make(at=NOON)
    assert len(in_backup(made, "SELECT * FROM answer")) == 3 * len(CORE), "the copy in the own folder does"
    taken = sealed.opened(backup.take(made.name, None, PASSPHRASE), {}, PASSPHRASE)
    with ending(copies.loaded(taken)) as copy:
        for table in ("answer", "participation", "ballot", "vote_right", "account_session", "one_time_link"):
            assert copy.execute(f"SELECT * FROM {table}").fetchall() == [], table
        assert copy.execute("SELECT state FROM measurement").fetchall() == [("open",)]


def test_what_is_taken_along_has_no_standard_deviation_and_the_copy_in_the_own_folder_does(file):
    measurement = opened()
    for place, device in enumerate(phones(8)):
        answers.save(measurement, device, dict.fromkeys(CORE, 2 + place % 2))
    for device in phones(5):
        answers.save(measurement, f"{device}:leiding", dict.fromkeys(CORE, 4), leader=True)
    result = revealed(measurement)
    assert result.constructs[0].core.sd == 0.53  # 8 x 0.25 / 7 = 0.2857, its root 0.5345
    made = backup.make(at=NOON)
    assert [str(body).count('"sd":0.53') for (body,) in in_backup(made, "SELECT body FROM result")] == [10]
    taken = sealed.opened(backup.take(made.name, None, PASSPHRASE), {}, PASSPHRASE)
    with ending(copies.loaded(taken)) as copy:
        for table in ("result", "leader_result"):
            (body,) = copy.execute(f"SELECT body FROM {table}").fetchone()
            found = Result.model_validate_json(body)
            assert [one.core.sd for one in found.constructs] == [None] * 10
            assert '"sd":0' not in body
        (body,) = copy.execute("SELECT body FROM result").fetchone()
    assert Result.model_validate_json(body) == result.without_spread
    assert results.shared(measurement) == result, "nothing changed here"


def test_two_downloads_around_one_colleague_are_the_same(file):
    measurement = opened()
    fill_in(measurement, phones(8))
    found = []
    for device in (None, "een nieuwe telefoon"):
        if device:
            answers.save(measurement, device, {ONE: 4})
        taken = sealed.opened(backup.take(backup.make(at=NOON).name, None, PASSPHRASE), {}, PASSPHRASE)
        with ending(copies.loaded(taken)) as copy:
            found.append({name: copy.execute(f'SELECT * FROM "{name}"').fetchall() for name in everything()})
            del found[-1]["journal"]
    assert found[0] == found[1]


def test_a_download_without_a_good_passphrase_is_none_and_not_in_the_journal(file):
    made = backup.make(at=NOON)
    with pytest.raises(WeakPassword):
        backup.take(made.name, None, "kort")
    assert [line.what for line in journal.lines()] == [What.BACKUP]


def test_a_backup_of_before_there_were_seals_is_put_back(file):
    schools.add_school("De Brug", "vo")
    content = inside(backup.make(at=NOON))
    schools.add_school("Zonnehof", "po")
    old = placed(file, content, "teamscan-20261121T120000Z-2.db")
    assert not old.sealed
    backup.restore(old.name, at=NOON + timedelta(hours=1))
    assert [one.name for one in schools.schools()] == ["De Brug"]


def test_a_backup_of_before_there_were_seals_is_shut_within_the_hour_and_keeps_its_moment(file):
    schools.add_school("De Brug", "vo")
    made = backup.make(at=NOON)
    placed(file, inside(made), "teamscan-20261120T110000Z-2.db")
    retention.purge_expired()
    newest, old = backup.backups()
    assert (newest, old.sealed, old.at) == (made, True, NOON - timedelta(hours=25))
    assert in_backup(old, "SELECT name FROM school") == [("De Brug",)]
    assert [one.suffix for one in folder(file).iterdir()] == [".kopie"] * 2


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


# -- order, and one bad file -----------------------------------------------------------------------------------


def test_what_was_just_made_is_never_thrown_away_whatever_the_clock_says(file):
    for day in range(12):
        backup.make(at=NOON + timedelta(days=400 + day))
    made = backup.make(at=NOON)  # the clock was put right
    assert backup.backups()[0] == made
    before = backup.restore(made.name, at=NOON - timedelta(days=3))
    assert [one.name for one in backup.backups()][:2] == [before.name, made.name]
    assert len(backup.backups()) == backup.KEEP


def test_with_a_clock_put_back_a_backup_with_the_result_remains_after_cleaning(file, monkeypatch):
    measurement = opened()
    fill_in(measurement, phones(8))
    for day in range(backup.KEEP):
        backup.make(at=NOON + timedelta(days=4000 + day))
    revealed(measurement)
    retention.purge_expired()
    assert in_backup(backup.backups()[0], "SELECT measurement_id FROM result") == [(measurement,)]


@pytest.mark.parametrize("bad", ["beschadigd", "map", "geen datum", "van een ander"])
def test_one_bad_file_stops_neither_the_list_nor_the_cleaning_of_others(file, monkeypatch, bad):
    measurement = opened()
    fill_in(measurement, phones(8))
    made = backup.make(at=NOON)
    name = (
        "teamscan-20269999T999999Z-0009.kopie" if bad == "geen datum" else "teamscan-20261122T120000Z-0009.kopie"
    )
    strange = folder(file) / name
    if bad == "map":
        strange.mkdir()
    else:
        strange.write_bytes(backup.content(made.name)[:-5] if bad != "geen datum" else b"x")
    if bad == "van een ander":
        real = Path.open

        def refuses(one: Path, *rest: object, **more: object) -> object:
            if one == strange:
                raise PermissionError(13, "Permission denied")
            return real(one, *rest, **more)

        monkeypatch.setattr(Path, "open", refuses)
    revealed(measurement)
    retention.purge_expired()
    assert backup.open_measurements(made.name) == 0
    assert strange.exists()
    assert made.name in [one.name for one in backup.backups()]


# -- refusals -------------------------------------------------------------------------------------------------


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


# -- the version that made it -----------------------------------------------------------------------------------


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
