"""Putting a backup back never undoes a closing, a reveal or a withdrawal, and loses no answer."""

from collections.abc import Callable

import pytest

from leidraad import settings
from leidraad.access.identity import Grant, Role
from leidraad.domain.measurement import State
from leidraad.errors import Refused, WrongState
from leidraad.storage import backup, journal
from leidraad.storage.accounts import accounts
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from tests.cast import ALICE, BOB, phones
from tests.storage.scene import ONE, TWO, as_people, everything, fill_in, opened, revealed, row, rows, stored

pytestmark = pytest.mark.usefixtures("file")


def around(step: Callable[[], object]) -> None:
    """A backup, then something happens, then the backup is put back."""
    made = backup.make()
    step()
    backup.restore(made.name)


# -- what is in both: as it is now -----------------------------------------------------------------------------


def test_answers_of_after_the_backup_are_not_lost_and_phones_go_on():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})

    def more() -> None:
        answers.save(measurement, ALICE, {ONE: 1, TWO: 2})
        answers.save(measurement, BOB, {ONE: 5})

    around(more)
    assert answers.mine(measurement, ALICE) == {ONE: 1, TWO: 2}
    assert answers.mine(measurement, BOB) == {ONE: 5}
    assert answers.people(measurement).people == 2
    answers.save(measurement, BOB, {TWO: 3})


def test_a_closing_is_not_undone_and_its_answers_are_all_there():
    measurement = opened()
    given = fill_in(measurement, phones(8))
    around(lambda: closing.close(measurement))
    assert row(measurement).state is State.CLOSED
    assert stored(measurement) == as_people(given)
    reveal.share(measurement)
    assert results.shared(measurement).participants == 8


def test_a_reopening_is_not_undone_either():
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    around(lambda: closing.reopen(measurement))
    assert row(measurement).state is State.OPEN
    assert answers.people(measurement).people == 8


def test_a_reveal_is_not_undone_and_no_token_or_old_key_comes_back():
    measurement = opened()
    fill_in(measurement, phones(8))
    before = {bytes(key) for (key,) in rows("SELECT key FROM participation")}
    made = backup.make()
    result = revealed(measurement)
    rights = rows("SELECT * FROM vote_right")
    backup.restore(made.name)
    assert row(measurement).state is State.SHARED
    assert results.shared(measurement) == result
    assert rows("SELECT * FROM participation WHERE token_hash IS NOT NULL") == []
    assert not before & {bytes(key) for (key,) in rows("SELECT key FROM participation")}
    assert sorted(rows("SELECT * FROM vote_right")) == sorted(rights), "the second vote goes on"
    with pytest.raises(WrongState):
        closing.reopen(measurement)


def test_a_latecomer_after_a_restore_cannot_be_told_from_the_others():
    measurement = opened()
    fill_in(measurement, phones(8))
    made = backup.make()
    result = revealed(measurement)
    backup.restore(made.name)
    for step in (
        lambda: answers.save(measurement, "een laatkomer", {ONE: 5}),
        lambda: closing.close(measurement),
        lambda: reveal.share(measurement),
    ):
        with pytest.raises(Refused):
            step()
    assert results.shared(measurement) == result


def test_a_withdrawal_is_not_undone_also_not_of_who_began_again():
    measurement = opened()
    for device in (ALICE, BOB):
        answers.save(measurement, device, {ONE: 4, TWO: 4})

    def withdraws() -> None:
        answers.withdraw(measurement, ALICE)
        answers.withdraw(measurement, BOB)
        answers.start_again(measurement, BOB)
        answers.save(measurement, BOB, {TWO: 1})

    around(withdraws)
    assert answers.standing(measurement, ALICE).withdrawn
    assert answers.mine(measurement, ALICE) == {}
    assert answers.mine(measurement, BOB) == {TWO: 1}


def test_answers_that_were_over_their_time_stay_away():
    measurement = opened(retention_days=0)
    fill_in(measurement, phones(8))
    made = backup.make()
    revealed(measurement)
    backup.restore(made.name)
    assert rows("SELECT * FROM answer") == []


# -- what only the backup knows --------------------------------------------------------------------------------


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_what_nothing_now_can_confirm_comes_back_closed_without_answers_and_the_journal_says_so(closed):
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    if not closed:
        closing.reopen(measurement)
    made = backup.make()
    if not closed:
        closing.close(measurement)
    measurements.discard(measurement)
    backup.restore(made.name)
    assert row(measurement).state is State.CLOSED
    assert rows("SELECT * FROM participation") == rows("SELECT * FROM answer") == []
    with pytest.raises(WrongState):
        closing.reopen(measurement)
    assert "1 meting gesloten en zonder antwoorden" in journal.lines()[0].detail
    with pytest.raises(WrongState, match="komt geen uitslag"):
        reveal.share(measurement)
    assert rows("SELECT * FROM result") == []


def test_on_another_installation_nothing_comes_back_open_and_other_peoples_numbers_are_other_measurements(
    tmp_path,
):
    measurement = opened()
    fill_in(measurement, phones(8))
    taken = backup.content(backup.make().name)
    key = (engine.folder() / "sleutels" / "reservekopie.sleutel").read_bytes()
    engine.open_database(settings.sqlite_url(tmp_path / "nieuw" / "leidraad.db"))
    revealed(opened())
    (tmp_path / "nieuw" / "reservekopieen").mkdir()
    (tmp_path / "nieuw" / "sleutels").mkdir(exist_ok=True)
    (tmp_path / "nieuw" / "sleutels" / "reservekopie-oud.sleutel").write_bytes(key)
    (tmp_path / "nieuw" / "reservekopieen" / "teamscan-20261121T120000Z-0001.kopie").write_bytes(taken)
    backup.restore("teamscan-20261121T120000Z-0001.kopie")
    assert row(measurement).state is State.CLOSED
    assert rows("SELECT * FROM answer") == []


# -- what only now knows ---------------------------------------------------------------------------------------


def test_while_a_measurement_runs_that_the_backup_does_not_know_nothing_is_put_back():
    made = backup.make()
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    before = everything()
    with pytest.raises(Refused, match=r"najaar 2026.*Sluit die en toon de uitslag"):
        backup.restore(made.name)
    assert everything() == before
    assert backup.backups() == [made]
    revealed(measurement)
    backup.restore(made.name)
    assert rows("SELECT * FROM measurement") == []


def test_a_restore_by_a_nervous_host_is_undone_with_the_copy_that_was_made_first():
    measurement = opened()
    made = backup.make()
    given = fill_in(measurement, phones(8))
    result = revealed(opened())
    before = backup.restore(made.name)
    backup.restore(before.name)
    assert stored(measurement) == as_people(given)
    assert [one for (one,) in rows("SELECT body FROM result")] == [result.model_dump_json()]


# -- numbers, and people ---------------------------------------------------------------------------------------


def test_a_number_of_after_the_backup_is_not_given_out_again():
    made = backup.make()
    gone = opened()
    closing.close(gone)
    reveal.share(gone)
    backup.restore(made.name)
    assert opened() > gone
    assert rows("SELECT id FROM school")[0][0] > 1


def test_of_a_database_that_nobody_can_read_no_number_is_given_out_again_either(file, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    revealed(opened())
    made = backup.folder() / backup.make().name
    gone = opened()
    engine.close_database()
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 40_000)
    backup.restore_stopped(made)
    engine.open_database()
    assert opened() > gone
    assert rows("SELECT max(id) FROM team")[0][0] > 2


def test_a_self_scan_that_was_deleted_and_a_consent_that_was_taken_back_stay_away():
    revealed(opened())
    with engine.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM team_consent")
        session.connection().exec_driver_sql(
            "INSERT INTO team_consent (team_id, purpose, given_on) VALUES (1, 'bezoek', '2026-11-01')"
        )
        session.connection().exec_driver_sql("INSERT INTO self_scan_owner (code_hash) VALUES (zeroblob(32))")

    def takes_back() -> None:
        with engine.writing() as session:
            session.connection().exec_driver_sql("DELETE FROM self_scan_owner")
            session.connection().exec_driver_sql("DELETE FROM team_consent")

    around(takes_back)
    assert rows("SELECT * FROM self_scan_owner") == rows("SELECT * FROM team_consent") == []


def test_an_account_that_was_stopped_stays_stopped():
    account, _ = accounts.invite("bob@brug.nl", "Bob", [Grant(Role.HOST)], None)
    accounts.invite("alice@brug.nl", "Alice", [Grant(Role.HOST)], None)

    def stops() -> None:
        with engine.writing() as session:
            session.connection().exec_driver_sql(f"UPDATE account SET active = 0 WHERE id = {account.id:d}")

    around(stops)
    assert rows("SELECT active FROM account WHERE email = 'bob@brug.nl'") == [(0,)]
