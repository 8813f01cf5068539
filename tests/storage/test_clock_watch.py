"""A clock that leaps: nothing is deleted by date on the word of one start, and whoever manages is told what to do."""

import shutil
from contextlib import closing
from datetime import timedelta

import pytest

from leidraad.domain.measurement import State
from leidraad.storage import attempts, backup, clock_watch, journal, retention
from leidraad.storage.accounts import accounts, links, sessions
from leidraad.storage.attempts import Limit
from leidraad.storage.database import clock, engine
from leidraad.storage.measurements import measurements
from tests.cast import phones
from tests.storage.scene import fill_in, opened, revealed, rows, write

YEARS = timedelta(days=6 * 365)
KEPT = ("measurement", "result", "answer", "focus_point", "journal", "self_scan_owner")


@pytest.fixture
def of_years(database: str) -> int:
    """A result, answers, a focus point and a journal, all of a moment ago; gives the measurement."""
    measurement = opened()
    fill_in(measurement, phones(8))
    revealed(measurement)
    team = measurements.get(measurement).team_id
    write(
        "INSERT INTO focus_point (team_id, construct_id, why, decided_on) "
        f"VALUES ({team}, 'aanbeveling-3', 'Zo leren we van elkaar.', '{clock.today().isoformat()}')"
    )
    retention.purge_expired()  # the clock was believed
    return measurement


def kept() -> dict[str, int]:
    return {table: len(rows(f"SELECT * FROM {table}")) for table in KEPT}


@pytest.mark.parametrize("leap", [YEARS, -YEARS, timedelta(days=201), timedelta(days=-2)])
def test_after_a_leap_nothing_goes_and_it_is_said_once(of_years, later, caplog, leap):
    before = kept()
    later(leap)
    for hour in range(3):
        later(leap + timedelta(hours=hour))
        assert retention.purge_expired() == 0
    assert kept() == before
    assert caplog.text.count("De datum van deze computer klopt misschien niet") == 1
    found = clock_watch.doubt()
    assert found is not None
    assert (found.says - found.believed) - leap < timedelta(hours=3)


def test_when_the_clock_is_right_again_all_goes_on_as_before(of_years, later):
    before = kept()
    later(YEARS)
    retention.purge_expired()
    later(timedelta(hours=2))
    retention.purge_expired()
    assert clock_watch.doubt() is None
    assert kept() == before
    later(timedelta(days=31))
    retention.purge_expired()
    assert kept() == before | {"answer": 0}


def test_the_summer_holiday_is_no_leap(of_years, later):
    later(timedelta(days=60))
    assert retention.purge_expired() == 1
    assert clock_watch.doubt() is None


def test_who_says_that_the_clock_is_right_is_in_the_journal_and_it_counts_at_once(of_years, later):
    alice = accounts.invite("alice@school.nl", "Alice", (), None)[0]
    later(timedelta(days=365))
    retention.purge_expired()
    clock_watch.believe(alice.id)
    line = journal.lines()[0]
    assert (line.what, line.who) == ("datum van de computer bevestigd", "Alice")
    assert retention.purge_expired() == 1
    assert kept()["answer"] == 0


def test_a_clock_that_goes_on_for_three_days_is_believed_and_one_start_or_a_new_leap_is_not(of_years, later):
    later(YEARS)
    retention.purge_expired()
    later(YEARS + timedelta(days=2, hours=23))
    retention.purge_expired()
    assert clock_watch.doubt() is not None
    later(2 * YEARS)  # it leaps again: counted anew
    retention.purge_expired()
    later(2 * YEARS + timedelta(days=2))
    retention.purge_expired()
    assert clock_watch.doubt() is not None
    later(2 * YEARS + timedelta(days=3))
    retention.purge_expired()
    assert clock_watch.doubt() is None


def test_what_was_kept_for_years_goes_a_week_after_it_was_announced(of_years, later, caplog):
    later(YEARS)
    clock_watch.believe()
    before = kept()
    retention.purge_expired()
    assert "Over 7 dagen wordt verwijderd wat na 5 jaar weg moet: 2 metingen" in caplog.text
    assert kept() == before | {"answer": 0, "journal": 1}  # the line of who believed it
    later(YEARS + timedelta(days=6))
    retention.purge_expired()
    assert kept()["result"] == 1
    later(YEARS + timedelta(days=8))
    retention.purge_expired()
    assert (kept()["result"], kept()["focus_point"]) == (0, 0)
    assert "Verwijderd, na 5 jaar: 2 metingen" in caplog.text


def test_an_installation_of_before_the_watch_is_believed_from_the_last_that_happened_in_it(of_years, later):
    write("DELETE FROM clock_watch")
    before = kept()
    later(YEARS)
    retention.purge_expired()
    assert kept() == before
    assert clock_watch.doubt() is not None


def test_a_measurement_does_not_close_by_itself_by_a_clock_that_is_doubted(database, later):
    measurement = opened()
    retention.purge_expired()
    later(timedelta(days=300))
    retention.purge_expired()
    assert measurements.get(measurement).state == State.OPEN


def file_of_years(later, *, purge: bool = True) -> None:
    measurement = opened()
    fill_in(measurement, phones(8))
    revealed(measurement)
    retention.purge_expired()
    later(YEARS)
    retention.purge_expired()
    clock_watch.believe()
    if purge:
        retention.purge_expired()


def in_copy(name: str, table: str) -> int:
    with closing(backup.loaded(name)) as copy:
        return int(copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize(
    "said", [True, False], ids=["somebody said that it is right", "it went on for three days"]
)
def test_what_goes_first_after_a_leap_is_in_a_backup_of_just_before(file, later, said):
    measurement = opened()
    fill_in(measurement, phones(8))
    revealed(measurement)
    retention.purge_expired()
    lines = len(rows("SELECT * FROM journal"))
    later(YEARS)
    retention.purge_expired()
    assert backup.backups() == []
    if said:
        clock_watch.believe()
    else:
        later(YEARS + clock_watch.PROOF)
    retention.purge_expired()
    assert len(rows("SELECT * FROM journal")) < lines
    [made] = backup.backups()
    assert in_copy(made.name, "journal") >= lines
    later(YEARS + timedelta(days=4))
    retention.purge_expired()
    assert backup.backups() == [made]


def test_a_clock_that_was_put_back_and_is_believed_makes_one_too_though_the_last_bears_a_later_date(file, later):
    retention.purge_expired()
    made = backup.make()
    later(-YEARS)
    retention.purge_expired()
    clock_watch.believe()
    retention.purge_expired()
    assert len(backup.backups()) == 2
    assert made in backup.backups()


def test_without_room_for_that_backup_nothing_goes_after_a_leap(file, later, caplog):
    file_of_years(later, purge=False)
    backup.folder().write_text("geen map")
    retention.purge_expired()
    assert rows("SELECT * FROM answer") != []
    assert "er kon eerst geen reservekopie komen" in caplog.text
    backup.folder().unlink()
    retention.purge_expired()
    assert rows("SELECT * FROM answer") == []


def test_before_years_are_deleted_there_is_a_backup_and_a_month_later_it_holds_them_no_more(file, later):
    file_of_years(later)
    later(YEARS + timedelta(days=8))
    retention.purge_expired()
    assert rows("SELECT * FROM result") == []
    made = backup.backups()[0]
    assert in_copy(made.name, "result") == 1
    later(YEARS + timedelta(days=20))
    retention.purge_expired()
    assert in_copy(made.name, "result") == 1
    later(YEARS + timedelta(days=39))
    retention.purge_expired()
    assert in_copy(made.name, "result") == 0
    assert in_copy(made.name, "school") == 1


def test_without_room_for_a_backup_nothing_of_years_is_deleted(file, later, monkeypatch, caplog):
    file_of_years(later)
    later(YEARS + timedelta(days=8))
    folder = backup.folder()
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("geen map")
    retention.purge_expired()
    assert len(rows("SELECT * FROM result")) == 1
    assert "er kon eerst geen reservekopie komen" in caplog.text
    folder.unlink()
    retention.purge_expired()
    assert rows("SELECT * FROM result") == []


# -- what waits or lasts ---------------------------------------------------------------------------------------

LIMIT = Limit(free=3, first=10, longest=60)


def test_a_wait_is_never_longer_than_its_longest_also_when_the_clock_was_put_back(database, later):
    for _ in range(6):
        attempts.failed("a")
    later(-timedelta(minutes=30))
    assert attempts.wait("a", LIMIT) == 60
    later(-timedelta(days=100))
    attempts.failed("b")  # which throws away what is of a moment that never was
    later(timedelta(0))
    assert attempts.wait("a", LIMIT) == 0


def test_a_session_of_a_clock_that_was_put_back_is_over(database, later):
    alice = accounts.invite("alice@school.nl", "Alice", (), None)[0]
    with engine.writing() as session:
        token = sessions.start(session, alice.id)
    later(-timedelta(minutes=30))  # a clock that is put right by a little
    assert sessions.visitor(token).account_id == alice.id
    later(-YEARS)
    assert sessions.visitor(token).account_id is None


def test_a_one_time_link_lasts_no_longer_when_the_clock_was_put_back(database, later):
    _, token = accounts.invite("alice@school.nl", "Alice", (), None)
    assert links.opened(token).email == "alice@school.nl"
    later(-YEARS)
    with pytest.raises(links.LinkGone):
        links.opened(token)
