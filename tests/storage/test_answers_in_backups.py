"""A backup is never a hiding place for answers that should be gone: what was revealed here leaves it."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from leidraad.errors import NotFound
from leidraad.storage import backup, backup_cleaning, retention
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from tests.cast import ALICE, BOB, phones
from tests.storage.backups_seen import NOON, folder, in_backup, inside
from tests.storage.scene import CORE, ONE, as_people, fill_in, on_disk, opened, revealed, rows, stored


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


def test_what_a_killed_program_left_half_done_is_gone_after_an_hour(file):
    backup.make(at=NOON)
    old, young = folder(file) / "bezig-oud", folder(file) / "bezig-jong"
    for one in (old, young):
        one.write_bytes(b"half")
    os.utime(old, (0, 0))
    backup_cleaning.clean(backup.make)
    assert not old.exists()
    assert young.exists(), "somebody may be busy with it"


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
