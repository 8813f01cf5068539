"""Closing: the right Result is published, and afterwards nobody can tell whose answers were whose."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from leidraad.domain.measurement import State
from leidraad.domain.result import Agreement, Mode, Visibility
from leidraad.errors import DatabaseLocked, NotFound, WrongState
from leidraad.storage import retention
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, joint, measurements, results
from tests.cast import ALICE, CHARLIE, phones
from tests.storage.scene import (
    CORE,
    ITEMS,
    ONE,
    TWO,
    as_people,
    concept,
    everything,
    fill_in,
    on_disk,
    opened,
    row,
    rows,
    stored,
)

#: Eight people, one digit each per statement; "-" is skipped and "0" is "kan ik niet beoordelen".
TEAM = {
    "vo-a1-01": "44534454",
    "vo-a1-04": "11215545",
    "vo-a1-07": "33333333",
    "vo-a2-02": "02224444",
    "vo-a2-03": "22222222",
    "vo-a2-05": "543-----",
}


def people_of(team: dict[str, str]) -> list[dict[str, int]]:
    return [
        {item: int(digits[number]) for item, digits in team.items() if digits[number] != "-"}
        for number in range(8)
    ]


@pytest.mark.usefixtures("database")
def test_the_result_of_a_small_team_has_the_values_worked_out_by_hand():
    measurement = opened(newcomers=2, invited=9)
    for device, given in zip(phones(8), people_of(TEAM), strict=True):
        answers.save(measurement, device, given)
    closed = closing.close(measurement)
    result = closed.result
    assert closed.renewed
    assert (result.participants, result.invited, result.newcomers) == (8, 9, 2)
    assert (result.mode, result.short, result.k, result.k_distribution) == (Mode.INDIVIDUAL, True, 5, 8)

    first = result.construct("aanbeveling-1")
    assert [item.mean for item in first.items] == [33 / 8, 3, 3]
    assert [item.counts for item in first.items] == [(0, 0, 1, 5, 2), (3, 1, 0, 1, 3), (0, 0, 8, 0, 0)]
    assert [item.agreement for item in first.items] == [Agreement.CLOSE, Agreement.TWO_GROUPS, Agreement.CLOSE]
    assert first.full is None, "a short measurement has a score over the core statements only"
    assert first.core is not None
    assert first.core.mean == pytest.approx((4.125 + 3 + 3) / 3)
    assert (first.core.n, first.core.sd) == (8, 0.72)  # sums per person 8 8 10 7 12 12 12 12
    assert first.agreement == Agreement.SOME  # deviations .375, 1.75 and 0: mean .71
    assert first.middle_half == (2.7, 4.0)

    second = result.construct("aanbeveling-2")
    assert [item.visibility for item in second.items] == [
        Visibility.SHOWN,
        Visibility.SHOWN,
        Visibility.BELOW_THRESHOLD,  # three answered
    ]
    assert [item.mean for item in second.items] == [3.0, 2.0, None]  # 22/7 to the nearest half
    assert second.core is not None
    assert second.core.mean == 2.6  # (22/7 + 2) / 2, rounded since seven stand behind a part of it
    assert result.construct("dimensie-4").visibility is Visibility.NO_DATA


@pytest.mark.usefixtures("database")
def test_what_was_published_is_what_the_team_reads_after_sharing():
    measurement = opened()
    fill_in(measurement, phones(8))
    published = closing.close(measurement).result
    with pytest.raises(WrongState, match="nog niet gedeeld"):
        results.shared(measurement)
    measurements.share(measurement)
    assert results.shared(measurement) == published
    assert row(measurement).state == State.SHARED


@pytest.mark.usefixtures("database")
def test_somebody_who_withdrew_or_answered_nothing_is_not_in_the_result():
    measurement = opened()
    fill_in(measurement, phones(8))
    answers.withdraw(measurement, ALICE)
    answers.save(measurement, CHARLIE, {})
    assert closing.close(measurement).result.participants == 7
    assert rows("SELECT count(*) FROM participation") == [(7,)]


@pytest.mark.usefixtures("database")
def test_a_measurement_that_nobody_filled_in_closes_without_numbers():
    result = closing.close(opened()).result
    assert result.participants == 0
    assert {one.visibility for one in result.constructs} == {Visibility.NO_DATA}


@pytest.mark.usefixtures("database")
def test_below_five_people_not_one_number_is_published():
    measurement = opened()
    fill_in(measurement, phones(4))
    result = closing.close(measurement).result
    assert {one.visibility for one in result.constructs} == {Visibility.BELOW_THRESHOLD}
    assert all(one.score is None and all(i.mean is None for i in one.items) for one in result.constructs)


@pytest.mark.usefixtures("database")
def test_scoring_together_closes_with_what_was_agreed():
    measurement = opened(mode=Mode.JOINT, invited=4)
    joint.save(measurement, "aanbeveling-1", 3.5)
    result = closing.close(measurement).result
    agreed = result.construct("aanbeveling-1").score
    assert result.mode is Mode.JOINT
    assert agreed is not None
    assert agreed.mean == 3.5
    assert result.construct("aanbeveling-2").visibility is Visibility.NO_DATA
    assert joint.scores(measurement) == {"aanbeveling-1": 3.5}


@pytest.mark.usefixtures("database")
def test_closing_touches_no_other_measurement():
    measurement, other = opened(), opened()
    fill_in(measurement, phones(5))
    given = fill_in(other, phones(5))
    closing.close(measurement)
    assert row(other).state == State.OPEN
    assert [answers.mine(other, device) for device in phones(5)] == given


@pytest.mark.usefixtures("database")
def test_only_an_open_measurement_closes():
    closed = opened()
    closing.close(closed)
    before = everything()
    for measurement in (closed, concept()):
        with pytest.raises(WrongState):
            closing.close(measurement)
    with pytest.raises(NotFound):
        closing.close(999_999)
    assert everything()["result"] == before["result"]


# What remains of the answers.


@pytest.mark.usefixtures("database")
def test_after_closing_no_answer_can_be_led_back_to_a_phone():
    measurement = opened()
    devices = phones(8)
    given = fill_in(measurement, devices)
    keys = {bytes(key) for (key,) in rows("SELECT key FROM participation")}
    closing.close(measurement)
    after = rows("SELECT key, token_hash, withdrawn, counted FROM participation")
    assert stored(measurement) == as_people(given), "nothing is lost on the way"
    assert len(after) == 8
    assert keys.isdisjoint(bytes(one.key) for one in after)
    assert {(one.token_hash, bool(one.withdrawn), bool(one.counted)) for one in after} == {(None, False, True)}
    assert all(answers.mine(measurement, device) == {} for device in devices)


@pytest.mark.usefixtures("database")
def test_the_answers_lie_in_another_order_after_closing():
    # Who was first to answer must not be who is first in the table; with twenty people chance gives 1 in 20!.
    measurement = opened(invited=20)
    items = [CORE[number] for number in range(20)]
    for device, item in zip(phones(20), items, strict=True):
        answers.save(measurement, device, {item: 3})
    closing.close(measurement)
    order = [item for (item,) in rows("SELECT item_id FROM answer")]
    assert sorted(order) == sorted(items)
    assert order != items


def test_the_bytes_of_old_keys_and_tokens_are_gone_from_the_disk(file):
    # Fifty statements and forty people, saved by turns: enough for the pages of the tables to split and move.
    measurement = opened(short=False, invited=40)
    devices = phones(40)
    fill_in(measurement, devices, ITEMS)
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    secrets = [answers.token_hash(device, measurement) for device in devices] + keys
    assert all(secret in on_disk(file) for secret in secrets), "this test would see them"
    closing.close(measurement)
    assert [secret for secret in secrets if secret in on_disk(file)] == []
    engine.close_database()
    assert [secret for secret in secrets if secret in on_disk(file)] == []


def test_what_a_reader_kept_on_the_disk_goes_at_the_next_cleaning(file, caplog):
    # A page that is being read at the moment of closing may need the log with the old keys.
    engine.open_database(f"sqlite:///{file}?timeout=0.2")
    measurement = opened()
    fill_in(measurement, phones(8))
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    with engine.reading() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM answer").all()
        closing.close(measurement)  # is not held up, and does not fail
        assert row(measurement).state == State.CLOSED
        assert any(key in on_disk(file) for key in keys), "this test would see them"
        assert "nog niet gewist" in caplog.text
    assert retention.purge_expired() == 0
    assert [key for key in keys if key in on_disk(file)] == []


def test_the_tables_of_answers_have_no_row_numbers(file):
    # A rowid would be the order of arrival.
    answers.save(opened(), ALICE, {ONE: 4})
    for table in ("answer", "participation"):
        with engine.engine().connect() as connection, pytest.raises(OperationalError, match="rowid"):
            connection.exec_driver_sql(f"SELECT rowid FROM {table}")


def test_every_connection_keeps_the_settings_that_the_file_needs(file):
    closing.close(opened())  # uses a connection without our BEGIN, and gives it back
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}
    opened_connections = [engine.engine().connect() for _ in range(5)]
    for connection in opened_connections:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert found == wanted
        assert connection.connection.dbapi_connection.isolation_level is None
        connection.close()


def test_the_bytes_of_old_keys_and_tokens_are_gone_from_the_tables_of_postgresql(server_database):
    # In the server's own write-ahead log they stay until it is recycled: nobody but the host can change that.
    measurement = opened(short=False, invited=40)
    devices = phones(40)
    fill_in(measurement, devices, ITEMS)
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    secrets = [answers.token_hash(device, measurement) for device in devices] + keys
    before = in_table_files()
    assert all(secret in before for secret in secrets), "this test would see them"
    closing.close(measurement)
    after = in_table_files()
    assert [secret for secret in secrets if secret in after] == []


def test_closing_does_not_wait_for_a_backup_of_postgresql(server_database, caplog):
    measurement = opened()
    fill_in(measurement, phones(8))
    with engine.engine().connect() as backup:
        backup.exec_driver_sql("LOCK TABLE answer IN ACCESS SHARE MODE")  # as pg_dump does, for minutes
        assert closing.close(measurement).result.participants == 8
        assert "nog niet gewist" in caplog.text
        answers.save(opened(), ALICE, {ONE: 4})  # nobody else waits either
    with engine.engine().connect() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "0", "only for that one statement"


# Deleting on the agreed day.


@pytest.mark.usefixtures("database")
def test_with_zero_days_the_answers_are_deleted_at_closing():
    measurement = opened(retention_days=0)
    fill_in(measurement, phones(8))
    result = closing.close(measurement).result
    assert rows("SELECT key FROM participation") == rows("SELECT item_id FROM answer") == []
    measurements.share(measurement)
    assert results.shared(measurement) == result


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("shared", [False, True], ids=["gesloten", "gedeeld"])
def test_after_thirty_days_the_answers_go_and_the_result_stays(later, shared):
    measurement = opened()
    fill_in(measurement, phones(8))
    result = closing.close(measurement).result
    if shared:
        measurements.share(measurement)
    later(timedelta(days=30, minutes=-1))
    assert retention.purge_expired() == 0
    assert len(rows("SELECT key FROM participation")) == 8
    later(timedelta(days=30, minutes=1))
    assert retention.purge_expired() == 1
    assert rows("SELECT key FROM participation") == rows("SELECT item_id FROM answer") == []
    assert retention.purge_expired() == 0
    if not shared:
        measurements.share(measurement)
    assert results.shared(measurement) == result


@pytest.mark.usefixtures("database")
def test_cleaning_leaves_open_measurements_and_longer_terms_alone(later):
    still_open, longer = opened(), opened(retention_days=90)
    reopened = opened()
    for measurement in (still_open, longer, reopened):
        fill_in(measurement, phones(5))
    closing.close(longer)
    closing.close(reopened)
    measurements.reopen(reopened)
    before = everything()
    later(timedelta(days=60))
    assert retention.purge_expired() == 0
    assert everything() == before


def test_the_bytes_of_deleted_answers_are_gone_from_the_disk(file, later):
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    assert all(key in on_disk(file) for key in keys)
    later(timedelta(days=31))
    retention.purge_expired()
    assert [key for key in keys if key in on_disk(file)] == []


# Reopening.


@pytest.mark.usefixtures("database")
def test_reopening_lets_late_colleagues_in_and_keeps_what_was_answered():
    measurement = opened()
    given = fill_in(measurement, phones(8))
    code = row(measurement).join_code
    closing.close(measurement)
    assert measurements.was_closed_before(measurement)
    measurements.reopen(measurement)
    assert measurements.by_code(code).id == measurement
    given += fill_in(measurement, phones(13)[8:])
    assert answers.people(measurement) == 13
    assert stored(measurement) == as_people(given)


@pytest.mark.usefixtures("database")
def test_five_late_colleagues_renew_the_result():
    measurement = opened(invited=13)
    fill_in_all(measurement, phones(8))
    closing.close(measurement)
    measurements.reopen(measurement)
    fill_in_all(measurement, phones(13)[8:])
    closed = closing.close(measurement)
    assert closed.renewed
    assert closed.result.participants == 13


@pytest.mark.usefixtures("database")
def test_four_late_colleagues_wait_and_count_with_the_next_one():
    # The difference between the two Results would tell what four people answered.
    measurement = opened(invited=13)
    fill_in_all(measurement, phones(8))
    first = closing.close(measurement).result
    measurements.reopen(measurement)
    fill_in_all(measurement, phones(12)[8:])
    closed = closing.close(measurement)
    assert not closed.renewed
    assert closed.result == first
    assert len(rows("SELECT key FROM participation WHERE NOT counted")) == 4
    assert rows("SELECT key FROM participation WHERE token_hash IS NOT NULL") == []

    measurements.reopen(measurement)
    fill_in_all(measurement, phones(13)[12:])
    closed = closing.close(measurement)
    assert closed.renewed
    assert closed.result.participants == 13
    assert rows("SELECT key FROM participation WHERE NOT counted") == []


@pytest.mark.usefixtures("database")
def test_reopening_without_anybody_coming_gives_the_same_result():
    measurement = opened()
    fill_in_all(measurement, phones(8))
    first = closing.close(measurement).result
    measurements.reopen(measurement)
    assert closing.close(measurement).result == first


@pytest.mark.usefixtures("database")
def test_after_the_answers_were_deleted_reopening_would_lose_the_result_and_is_refused(later):
    # Closing again would publish the late colleagues alone, in the place of the whole team.
    at_once, in_time = opened(retention_days=0), opened()
    for measurement in (at_once, in_time):
        fill_in(measurement, phones(8))
        closing.close(measurement)
    later(timedelta(days=31))
    retention.purge_expired()
    before = everything()
    for measurement in (at_once, in_time):
        with pytest.raises(WrongState, match="al verwijderd"):
            measurements.reopen(measurement)
    assert everything() == before


@pytest.mark.usefixtures("database")
def test_a_measurement_without_answers_or_scored_together_can_reopen_after_any_time(later):
    empty, together = opened(retention_days=0), opened(mode=Mode.JOINT, retention_days=0)
    joint.save(together, "aanbeveling-1", 2.0)
    for measurement in (empty, together):
        closing.close(measurement)
    later(timedelta(days=31))
    retention.purge_expired()
    for measurement in (empty, together):
        assert measurements.reopen(measurement).state == State.OPEN
    joint.save(together, "aanbeveling-1", 3.0)
    again = closing.close(together).result.construct("aanbeveling-1").score
    assert again is not None
    assert again.mean == 3.0


@pytest.mark.usefixtures("database")
def test_nothing_reopens_after_sharing():
    measurement = opened()
    closing.close(measurement)
    measurements.share(measurement)
    with pytest.raises(WrongState, match="al gedeeld"):
        measurements.reopen(measurement)


def test_closing_that_cannot_write_leaves_the_measurement_open_with_all_answers(file):
    engine.open_database(f"sqlite:///{file}?timeout=0.2")
    measurement = opened()
    fill_in(measurement, phones(8))
    before = everything()
    with engine.engine().connect().execution_options(writes=True) as other:
        other.exec_driver_sql("UPDATE team SET position = 7")  # another program in the middle of something
        with pytest.raises(DatabaseLocked):
            closing.close(measurement)
        other.rollback()
    assert everything() == before
    assert closing.close(measurement).result.participants == 8


def in_table_files() -> bytes:
    """Every byte of the files of PostgreSQL's tables and indexes."""
    with engine.engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
        files = connection.exec_driver_sql(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
        )
        return b"".join(bytes(content) for (content,) in files)


def fill_in_all(measurement: int, devices: list[str]) -> None:
    """Everybody judges these two statements: five late colleagues are five late answers to each."""
    for number, device in enumerate(devices):
        answers.save(measurement, device, {ONE: number % 5 + 1, TWO: 3})
