"""What is shut, and what may leave the installation: nothing of answers, devices or how far people lay apart."""

from contextlib import closing as ending
from datetime import timedelta

import pytest

from leidraad.access.identity import Grant, Role
from leidraad.domain.result import Result
from leidraad.errors import WeakPassword
from leidraad.storage import backup, journal, retention
from leidraad.storage.accounts import accounts, sessions
from leidraad.storage.database import copies, engine, sealed
from leidraad.storage.journal import What
from leidraad.storage.measurements import answers, results
from leidraad.storage.schools import schools
from tests.cast import phones
from tests.storage.backups_seen import NOON, PASSPHRASE, folder, in_backup, inside, placed
from tests.storage.scene import CORE, ONE, everything, fill_in, opened, revealed


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


def test_a_backup_of_before_there_were_seals_is_shut_within_the_hour_and_keeps_its_moment(file):
    schools.add_school("De Brug", "vo")
    made = backup.make(at=NOON)
    placed(file, inside(made), "teamscan-20261120T110000Z-2.db")
    retention.purge_expired()
    newest, old = backup.backups()
    assert (newest, old.sealed, old.at) == (made, True, NOON - timedelta(hours=25))
    assert in_backup(old, "SELECT name FROM school") == [("De Brug",)]
    assert [one.suffix for one in folder(file).iterdir()] == [".kopie"] * 2
