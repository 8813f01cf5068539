"""Answers go at their term; what nobody reveals is cut after a day and ends without a Result."""

import sqlite3
from collections import defaultdict
from contextlib import closing as ending
from datetime import timedelta

import pytest

from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import WrongState
from leidraad.storage import backup, journal, retention
from leidraad.storage.measurements import answers, closing, joint, results, reveal
from tests.cast import ALICE, phones
from tests.storage.scene import (
    ONE,
    as_people,
    everything,
    fill_in,
    opened,
    revealed,
    row,
    rows,
    stored,
    tokens_and_bits,
    write,
)


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


def test_whoever_has_the_file_reads_answers_until_their_term(file, later):
    def read():
        with ending(sqlite3.connect(file)) as connection:
            people = defaultdict(dict)
            for key, item, value in connection.execute("SELECT participation_key, item_id, value FROM answer"):
                people[key][item] = value
        return as_people([*people.values()])

    measurement = opened()
    given = as_people(fill_in(measurement, phones(8)))
    assert read() == given, "while it is open"
    revealed(measurement)
    later(timedelta(days=30, minutes=-1))
    retention.purge_expired()
    assert read() == given
    later(timedelta(days=30, minutes=1))
    retention.purge_expired()
    assert read() == as_people([])


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
