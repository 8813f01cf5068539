"""The reveal: the right Result is published, once, and afterwards nobody can tell whose answers were whose."""

from contextlib import closing as ending
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from leidraad.domain.measurement import State
from leidraad.domain.result import Agreement, Mode, Visibility
from leidraad.errors import DatabaseLocked, NotFound, WrongState
from leidraad.storage import backup, journal, retention
from leidraad.storage.database import engine, old_pages
from leidraad.storage.measurements import answers, closing, joint, results, reveal
from leidraad.storage.study_day import rounds
from tests.cast import ALICE, CHARLIE, phones
from tests.storage.scene import (
    CORE,
    ITEMS,
    ONE,
    as_people,
    concept,
    everything,
    fill_in,
    on_disk,
    opened,
    revealed,
    row,
    rows,
    stored,
    write,
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
    result = revealed(measurement)
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
    assert first.middle_half is None, "eight people"

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
def test_there_is_no_result_anywhere_before_the_reveal():
    measurement = opened()
    fill_in(measurement, phones(8))
    for device in phones(5):
        answers.save(measurement, f"{device}:leiding", {ONE: 4}, leader=True)
    closing.close(measurement)
    assert rows("SELECT * FROM result") == rows("SELECT * FROM leader_result") == []
    with pytest.raises(WrongState, match="nog niet gedeeld"):
        results.shared(measurement)
    assert reveal.share(measurement).state is State.SHARED
    assert results.shared(measurement).participants == 8


@pytest.mark.usefixtures("database")
def test_only_a_closed_measurement_is_revealed_and_only_once():
    shared = opened()
    fill_in(shared, phones(8))
    revealed(shared)
    still_open = opened()
    fill_in(still_open, phones(8))
    before = everything()
    for measurement in (shared, still_open, concept()):
        with pytest.raises(WrongState):
            reveal.share(measurement)
    with pytest.raises(NotFound):
        reveal.share(999_999)
    assert everything()["result"] == before["result"]
    assert everything()["participation"] == before["participation"]


@pytest.mark.usefixtures("database")
def test_somebody_who_withdrew_or_answered_nothing_is_not_in_the_result():
    measurement = opened()
    fill_in(measurement, phones(8))
    answers.withdraw(measurement, ALICE)
    answers.save(measurement, CHARLIE, {})
    assert revealed(measurement).participants == 7
    assert rows("SELECT count(*) FROM participation") == [(7,)]


@pytest.mark.usefixtures("database")
def test_a_measurement_that_nobody_filled_in_is_revealed_without_numbers():
    result = revealed(opened())
    assert result.participants == 0
    assert {one.visibility for one in result.constructs} == {Visibility.NO_DATA}


@pytest.mark.usefixtures("database")
def test_below_five_people_not_one_number_is_published():
    measurement = opened()
    fill_in(measurement, phones(4))
    result = revealed(measurement)
    assert {one.visibility for one in result.constructs} == {Visibility.BELOW_THRESHOLD}
    assert all(one.score is None and all(i.mean is None for i in one.items) for one in result.constructs)


@pytest.mark.usefixtures("database")
def test_scoring_together_reveals_what_was_agreed():
    measurement = opened(mode=Mode.JOINT, invited=4)
    joint.save(measurement, "aanbeveling-1", 3.5)
    result = revealed(measurement)
    agreed = result.construct("aanbeveling-1").score
    assert result.mode is Mode.JOINT
    assert agreed is not None
    assert agreed.mean == 3.5
    assert result.construct("aanbeveling-2").visibility is Visibility.NO_DATA
    assert joint.scores(measurement) == {"aanbeveling-1": 3.5}


@pytest.mark.usefixtures("database")
def test_the_reveal_touches_no_other_measurement():
    measurement, other = opened(), opened()
    fill_in(measurement, phones(5))
    given = fill_in(other, phones(5))
    revealed(measurement)
    assert row(other).state == State.OPEN
    assert [answers.mine(other, device) for device in phones(5)] == given


# What remains of the answers.


def tokens_and_bits() -> set[tuple[object, bool, bool]]:
    found = rows("SELECT token_hash, withdrawn, done FROM participation")
    return {(one.token_hash, bool(one.withdrawn), bool(one.done)) for one in found}


@pytest.mark.usefixtures("database")
def test_after_the_reveal_no_answer_can_be_led_back_to_a_phone():
    measurement = opened()
    devices = phones(8)
    given = fill_in(measurement, devices)
    answers.finish(measurement, ALICE)
    keys = {bytes(key) for (key,) in rows("SELECT key FROM participation")}
    revealed(measurement)
    after = {bytes(key) for (key,) in rows("SELECT key FROM participation")}
    assert stored(measurement) == as_people(given), "nothing is lost on the way"
    assert len(after) == 8
    assert keys.isdisjoint(after)
    assert tokens_and_bits() == {(None, False, False)}
    assert all(answers.mine(measurement, device) == {} for device in devices)


@pytest.mark.usefixtures("database")
def test_rows_that_serve_nothing_go_at_the_reveal():
    # Who withdrew, who answered nothing, leaders below the threshold, and a whole measurement below it.
    measurement, small = opened(), opened()
    given = fill_in(measurement, phones(9))
    answers.withdraw(measurement, ALICE)
    answers.save(measurement, CHARLIE + "x", {})
    for device in phones(4):
        answers.save(measurement, f"{device}:leiding", {ONE: 4}, leader=True)
    fill_in(small, phones(4))
    revealed(measurement)
    revealed(small)
    assert stored(measurement) == as_people(given[1:])
    assert rows("SELECT count(*) FROM participation") == [(8,)]
    assert stored(small) == {}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("path", ["onthuld", "na een dag onthuld", "nul dagen", "op tijd onthuld"])
def test_on_no_path_a_row_stays_of_a_group_below_its_threshold(later, path):
    measurement = opened(k=7, k_distribution=8, retention_days=0 if path == "nul dagen" else 30)
    fill_in(measurement, phones(6))
    for device in phones(7):
        answers.save(measurement, f"{device}:leiding", {ONE: 4}, leader=True)
    answers.save(measurement, "een leeg toestel", {})
    closing.close(measurement)
    if path == "na een dag onthuld":
        later(timedelta(days=1, minutes=1))
        retention.purge_expired()
    if path == "op tijd onthuld":  # the term is over, and the clean-up saw it only just now
        later(timedelta(days=30, minutes=1))
        retention.purge_expired()
    reveal.share(measurement)
    assert results.shared(measurement).participants == 6
    gone = path in ("nul dagen", "op tijd onthuld")
    assert stored(measurement) == ({} if gone else {frozenset({(ONE, 4)}): 7}), (
        "the leaders reached their threshold"
    )
    assert rows("SELECT count(*) FROM participation") == [(0 if gone else 7,)]


@pytest.mark.usefixtures("database")
def test_rows_of_small_groups_that_an_earlier_version_left_after_the_reveal_go_at_the_next_cleaning():
    measurement = opened()
    given = fill_in(measurement, phones(8))
    revealed(measurement)
    for number in range(2):
        key = bytes([number]) * 16
        write(
            "INSERT INTO participation (key, measurement_id, withdrawn, done, leader) VALUES (:key, :id, :no, :no, :yes)",
            key=key,
            id=measurement,
            no=False,
            yes=True,
        )
        write("INSERT INTO answer (participation_key, item_id, value) VALUES (:key, :item, 5)", key=key, item=ONE)
    assert rows("SELECT count(*) FROM participation") == [(10,)]
    assert retention.purge_expired() == 0
    assert rows("SELECT count(*) FROM participation") == [(8,)]
    assert stored(measurement) == as_people(given)


@pytest.mark.usefixtures("database")
def test_the_answers_lie_in_another_order_after_the_reveal():
    # Who was first to answer must not be who is first in the table; with twenty people chance gives 1 in 20!.
    measurement = opened(invited=20)
    items = [CORE[number] for number in range(20)]
    for device, item in zip(phones(20), items, strict=True):
        answers.save(measurement, device, {item: 3})
    revealed(measurement)
    order = [item for (item,) in rows("SELECT item_id FROM answer")]
    assert sorted(order) == sorted(items)
    assert order != items


def test_the_bytes_of_old_keys_are_gone_from_the_disk_and_those_of_tokens_lie_apart_as_a_right_to_vote(file):
    # Fifty statements and forty people, saved by turns: enough for the pages of the tables to split and move.
    measurement = opened(short=False, invited=40)
    devices = phones(40)
    fill_in(measurement, devices, ITEMS)
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    tokens = [answers.token_hash(device, measurement) for device in devices]
    assert all(secret in on_disk(file) for secret in keys + tokens), "this test would see them"
    revealed(measurement)
    assert [key for key in keys if key in on_disk(file)] == []
    assert {on_disk(file).count(token) for token in tokens} == {1}, "in the table of rights and nowhere else"
    write("DELETE FROM vote_right")
    old_pages.forget()
    assert [secret for secret in keys + tokens if secret in on_disk(file)] == []


def test_what_a_reader_kept_on_the_disk_goes_at_the_next_cleaning(file, caplog):
    # A page that is being read at the moment of the reveal may need the log with the old keys.
    engine.open_database(f"sqlite:///{file}?timeout=0.2")
    measurement = opened()
    fill_in(measurement, phones(8))
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    with engine.reading() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM answer").all()
        revealed(measurement)  # is not held up, and does not fail
        assert row(measurement).state == State.SHARED
        assert any(key in on_disk(file) for key in keys), "this test would see them"
        assert "nog niet gewist" in caplog.text
    assert retention.purge_expired() == 0
    assert [key for key in keys if key in on_disk(file)] == []


def test_the_tables_of_answers_have_no_row_numbers(file):
    # A rowid would be the order of arrival.
    answers.save(opened(), ALICE, {ONE: 4})
    for table in ("answer", "participation", "vote_right"):
        with engine.engine().connect() as connection, pytest.raises(OperationalError, match="rowid"):
            connection.exec_driver_sql(f"SELECT rowid FROM {table}")


def test_every_connection_keeps_the_settings_that_the_file_needs(file):
    revealed(opened())  # uses a connection without our BEGIN, and gives it back
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}
    opened_connections = [engine.engine().connect() for _ in range(5)]
    for connection in opened_connections:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert found == wanted
        assert connection.connection.dbapi_connection.isolation_level is None
        connection.close()


def test_the_bytes_of_old_keys_are_gone_from_the_tables_of_postgresql_and_those_of_tokens_with_the_rights(
    server_database,
):
    # In the server's own write-ahead log they stay until it is recycled: nobody but the host can change that.
    measurement = opened(short=False, invited=40)
    devices = phones(40)
    fill_in(measurement, devices, ITEMS)
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    tokens = [answers.token_hash(device, measurement) for device in devices]
    before = in_table_files()
    assert all(secret in before for secret in keys + tokens), "this test would see them"
    revealed(measurement)
    after = in_table_files()
    assert [key for key in keys if key in after] == []
    write("DELETE FROM vote_right")
    old_pages.forget(rounds.TABLES)
    after = in_table_files()
    assert [secret for secret in keys + tokens if secret in after] == []


def test_the_reveal_does_not_wait_for_a_backup_of_postgresql(server_database, caplog):
    measurement = opened()
    fill_in(measurement, phones(8))
    with engine.engine().connect() as backup:
        backup.exec_driver_sql("LOCK TABLE answer IN ACCESS SHARE MODE")  # as pg_dump does, for minutes
        assert revealed(measurement).participants == 8
        assert "nog niet gewist" in caplog.text
        answers.save(opened(), ALICE, {ONE: 4})  # nobody else waits either
    with engine.engine().connect() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "5s", "only for that one statement"


# Deleting on the agreed day.


@pytest.mark.usefixtures("database")
def test_with_zero_days_the_answers_are_deleted_at_the_reveal():
    measurement = opened(retention_days=0)
    fill_in(measurement, phones(8))
    assert revealed(measurement).participants == 8
    assert rows("SELECT key FROM participation") == rows("SELECT item_id FROM answer") == []


@pytest.mark.usefixtures("database")
def test_after_thirty_days_the_answers_go_and_the_result_stays(later):
    measurement = opened()
    fill_in(measurement, phones(8))
    revealed(measurement)
    later(timedelta(days=30, minutes=-1))
    assert retention.purge_expired() == 0
    assert len(rows("SELECT key FROM participation")) == 8
    later(timedelta(days=30, minutes=1))
    assert retention.purge_expired() == 1
    assert rows("SELECT key FROM participation") == rows("SELECT item_id FROM answer") == []
    assert retention.purge_expired() == 0
    assert results.shared(measurement).participants == 8


@pytest.mark.usefixtures("database")
def test_cleaning_leaves_open_measurements_and_longer_terms_alone(later):
    still_open, longer = opened(), opened(retention_days=90)
    reopened = opened()
    for measurement in (still_open, longer, reopened):
        fill_in(measurement, phones(5))
    revealed(longer)
    write("DELETE FROM vote_right")
    closing.close(reopened)
    closing.reopen(reopened)
    before = everything()
    later(timedelta(days=55))  # after eight weeks what is open closes by itself: test_term
    assert retention.purge_expired() == 0
    assert everything() == before


def test_the_bytes_of_deleted_answers_are_gone_from_the_disk(file, later):
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    assert all(key in on_disk(file) for key in keys)
    for days in (30, 31):
        later(timedelta(days=days))
        retention.purge_expired()
    assert [key for key in keys if key in on_disk(file)] == []


# A closing that nobody follows by a reveal.


@pytest.mark.usefixtures("database")
def test_a_day_after_a_closing_without_a_reveal_the_tie_is_cut_and_the_answers_wait_for_the_result(later):
    measurement = opened()
    devices = phones(8)
    given = fill_in(measurement, devices)
    answers.finish(measurement, ALICE)
    answers.withdraw(measurement, devices[7])
    closing.close(measurement)
    before = everything()
    later(timedelta(hours=24, minutes=-1))
    retention.purge_expired()
    assert everything() == before
    later(timedelta(hours=24, minutes=1))
    assert retention.purge_expired() == 0
    assert tokens_and_bits() == {(None, False, False)}
    assert stored(measurement) == as_people(given[:7])
    with pytest.raises(WrongState, match="herkennen de toestellen niet meer"):
        closing.reopen(measurement)
    assert row(measurement).state == State.CLOSED
    reveal.share(measurement)
    assert results.shared(measurement).participants == 7
    assert rows("SELECT * FROM vote_right") == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("days", [0, 30])
def test_what_nobody_reveals_ends_at_its_term_without_a_result_and_nothing_makes_one_afterwards(later, days):
    measurement = opened(retention_days=days)
    fill_in(measurement, phones(8))
    answers.save(measurement, "de leiding", {ONE: 4}, leader=True)
    closing.close(measurement)
    term = timedelta(days=max(days, 1))
    for hours, over in ((-14, 0), (-1, 0), (1, days == 0), (14, days == 30)):
        later(term + timedelta(hours=hours))
        assert not reveal.has_ended(row(measurement))
        assert retention.purge_expired() == over
        if over:
            break
    assert rows("SELECT * FROM participation") == rows("SELECT * FROM answer") == []
    assert reveal.has_ended(row(measurement))
    with pytest.raises(WrongState, match="komt geen uitslag"):
        reveal.share(measurement)
    with pytest.raises(WrongState, match="herkennen de toestellen niet meer"):
        closing.reopen(measurement)
    later(term + timedelta(days=60))
    retention.purge_expired()
    assert rows("SELECT * FROM result") == rows("SELECT * FROM leader_result") == []
    assert row(measurement).state == State.CLOSED
    assert journal.lines()[0].what == "meting geëindigd zonder uitslag"


@pytest.mark.usefixtures("database")
def test_with_zero_days_a_closing_can_still_be_undone_for_a_day_and_its_term_begins_anew(later):
    measurement = opened(retention_days=0)
    fill_in(measurement, phones(8))
    closing.close(measurement)
    later(timedelta(hours=23))
    assert retention.purge_expired() == 0
    closing.reopen(measurement)
    closing.close(measurement)
    later(timedelta(hours=46))
    assert retention.purge_expired() == 0
    reveal.share(measurement)
    assert results.shared(measurement).participants == 8


@pytest.mark.usefixtures("database")
def test_one_start_with_a_clock_a_month_ahead_ends_no_measurement(later):
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    later(timedelta(days=40))
    assert retention.purge_expired() == 0
    later(timedelta(days=40, hours=11))
    assert retention.purge_expired() == 0
    later(timedelta(days=2))
    assert retention.purge_expired() == 0
    reveal.share(measurement)
    assert results.shared(measurement).participants == 8


def test_what_ended_without_a_result_leaves_the_backups_too(file, later):
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    later(timedelta(days=2))
    retention.purge_expired()
    made = backup.make()  # its answers are nobody's by now
    for days in (30, 31):
        later(timedelta(days=days))
        retention.purge_expired()
    assert len(backup.backups()) > 1, "whatever else there was is in a newer one first"
    for one in backup.backups():
        with ending(backup.loaded(one.name)) as copy:
            for table in ("answer", "participation", "result"):
                assert copy.execute(f"SELECT * FROM {table}").fetchall() == [], (one.name, table)
    backup.restore(made.name)
    assert reveal.has_ended(row(measurement))


@pytest.mark.usefixtures("database")
def test_a_measurement_without_answers_or_scored_together_can_reopen_after_any_time(later):
    # Nobody can count twice in either.
    empty, together = opened(retention_days=0), opened(mode=Mode.JOINT, retention_days=0)
    joint.save(together, "aanbeveling-1", 2.0)
    for measurement in (empty, together):
        closing.close(measurement)
    later(timedelta(days=31))
    retention.purge_expired()
    for measurement in (empty, together):
        assert closing.reopen(measurement).state == State.OPEN
    joint.save(together, "aanbeveling-1", 3.0)
    again = revealed(together).construct("aanbeveling-1").score
    assert again is not None
    assert again.mean == 3.0


def test_a_reveal_that_cannot_write_leaves_the_measurement_closed_with_all_answers(file):
    engine.open_database(f"sqlite:///{file}?timeout=0.2")
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    before = everything()
    with engine.engine().connect().execution_options(writes=True) as other:
        other.exec_driver_sql("UPDATE team SET position = 7")  # another program in the middle of something
        with pytest.raises(DatabaseLocked):
            reveal.share(measurement)
        other.rollback()
    assert everything() == before
    reveal.share(measurement)
    assert results.shared(measurement).participants == 8


def in_table_files() -> bytes:
    """Every byte of the files of PostgreSQL's tables and indexes."""
    with engine.engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
        files = connection.exec_driver_sql(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
        )
        return b"".join(bytes(content) for (content,) in files)
