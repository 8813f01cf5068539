"""Putting a backup back brings nothing back that is past its date, and is no proof of the date either."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import true

from leidraad.storage import backup, clock_watch, journal, retention
from leidraad.storage.accounts import erasing
from leidraad.storage.database import clock, engine
from leidraad.storage.database.cascade import erase
from leidraad.storage.schools import schools
from leidraad.storage.tables.measurements import StoredMeasurement
from tests.cast import phones
from tests.storage.people import HOST, leads, person, school
from tests.storage.scene import fill_in, opened, revealed, row, rows, write

YEARS = timedelta(days=6 * 365)


@pytest.fixture
def of_years(file: Path, later: Callable[[timedelta], None]) -> backup.Backup:
    """A backup of six years ago, of a Result and a younger focus point from it; now they are gone."""
    measurement = opened()
    fill_in(measurement, phones(8))
    revealed(measurement)
    write(
        "INSERT INTO focus_point (team_id, measurement_id, construct_id, why, decided_on) VALUES "
        f"({row(measurement).team_id}, {measurement}, 'aanbeveling-3', 'Zo leren we.', '{(clock.now() + YEARS / 2).date()}')"
    )
    retention.purge_expired()
    made = backup.make()
    with engine.writing() as session:
        erase(session, StoredMeasurement.__table__, true())
    later(YEARS)
    return made


def with_the_app(made: backup.Backup, _file: Path) -> None:
    backup.restore(made.name)


def by_command(made: backup.Backup, file: Path) -> None:
    path, address = backup.folder() / made.name, engine.address()
    engine.close_database()
    backup.restore_stopped(path)
    engine.open_database(address)


@pytest.fixture(autouse=True)
def address(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")


DOORS = pytest.mark.parametrize("put_back", [with_the_app, by_command])


@DOORS
def test_what_is_past_its_date_stays_away_and_what_is_not_comes_back(put_back, of_years, file):
    clock_watch.believe()
    put_back(of_years, file)
    assert rows("SELECT * FROM result") == rows("SELECT * FROM measurement") == []
    assert rows("SELECT measurement_id FROM focus_point") == [(None,)]
    assert len(schools.schools()) == 1
    assert journal.lines()[-1].what == "reservekopie teruggezet", "older lines are past their date too"


@DOORS
def test_while_the_clock_is_doubted_nothing_is_left_out_and_it_is_doubted_still(put_back, of_years, file):
    put_back(of_years, file)
    retention.purge_expired()
    assert len(rows("SELECT * FROM result")) == 1
    assert clock_watch.doubt() is not None


def test_a_lost_database_knows_no_date_so_it_goes_by_the_last_that_happened_in_the_copy(of_years, file):
    path, address = backup.folder() / of_years.name, engine.address()
    engine.close_database()
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 40_000)
    backup.restore_stopped(path)
    engine.open_database(address)
    retention.purge_expired()
    assert len(rows("SELECT * FROM result")) == 1
    assert clock_watch.doubt() is not None
    clock_watch.believe()
    assert clock_watch.doubt() is None


@DOORS
def test_who_was_erased_stays_erased(put_back, file):
    person("Alice", HOST)
    bob = person("Bob", leads(school()))
    made = backup.make()
    erasing.remove(bob, None)
    put_back(made, file)
    assert "Bob" not in str(rows("SELECT * FROM account"))
    assert rows(f"SELECT * FROM account_grant WHERE account_id = {bob}") == []


def test_the_line_of_a_restore_by_command_comes_with_it(file):
    made = backup.make()
    by_command(made, file)
    assert (journal.lines()[0].what, journal.lines()[0].detail) == ("reservekopie teruggezet", made.name)
