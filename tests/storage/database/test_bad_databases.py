"""Databases that cannot be used: each gives its own error with a Dutch sentence, and nothing is lost."""

import shutil
import sqlite3
from contextlib import closing as ending
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from leidraad.errors import (
    DatabaseAway,
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFull,
    NotADatabase,
    SettingsError,
)
from leidraad.storage.database import at_rest, engine, fitness
from leidraad.storage.measurements import answers, measurements
from tests.cast import ALICE, phones
from tests.storage.scene import CORE, ONE, TWO, everything, fill_in, opened


@pytest.fixture
def filled(file: Path) -> Path:
    """A closed database file with one open measurement that eight people filled in."""
    fill_in(opened(), phones(8))
    engine.close_database()
    return file


def open_file(file: Path, more: str = "") -> None:
    engine.open_database(f"sqlite:///{file}{more}")


def open_and_read(file: Path) -> None:
    """Some damage is seen at the start, some only where it is read."""
    open_file(file)
    everything()


def on_every_connection(pragma: str) -> None:
    """Give the open SQLite database a property that in reality its disk or its mount has."""
    opened_engine = engine.engine()
    opened_engine.dispose()
    event.listen(opened_engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))


# Files that are something else, or damaged.


def test_a_file_that_is_not_a_database_is_refused_and_not_touched(tmp_path):
    letter = tmp_path / "brief.db"
    letter.write_text("Beste collega, dit is een brief.")
    with pytest.raises(NotADatabase, match=r"brief\.db is geen database.*niet aangeraakt"):
        open_file(letter)
    assert letter.read_text() == "Beste collega, dit is een brief."
    assert list(tmp_path.iterdir()) == [letter]


def test_a_file_that_only_begins_like_a_database_is_refused(tmp_path):
    pretender = tmp_path / "a.db"
    pretender.write_bytes(b"SQLite format 3\x00" + b"en dan iets anders" * 500)
    before = pretender.read_bytes()
    with pytest.raises(NotADatabase, match="beschadigd"):
        open_file(pretender)
    assert pretender.read_bytes() == before


def test_an_empty_file_becomes_a_database(tmp_path):
    (tmp_path / "leeg.db").touch()
    open_file(tmp_path / "leeg.db")
    assert everything()["school"] == []
    engine.close_database()


@pytest.mark.parametrize(
    "left", ["reservekopieen/teamscan-20261101T100000Z-0001.kopie", "sleutels/a", "leeg.db-wal"]
)
def test_an_empty_file_where_there_was_a_database_is_no_new_installation(tmp_path, left):
    beside = tmp_path / left
    beside.parent.mkdir(exist_ok=True)
    beside.write_bytes(b"van eerder")
    (tmp_path / "leeg.db").touch()
    with pytest.raises(NotADatabase, match=r"er was hier al een Teamscan.*terugzetten BESTAND"):
        open_file(tmp_path / "leeg.db")
    assert (tmp_path / "leeg.db").read_bytes() == b""
    assert beside.read_bytes() == b"van eerder"


def test_a_file_cut_off_in_the_middle_is_called_damaged(filled):
    filled.write_bytes(filled.read_bytes()[: filled.stat().st_size // 2])
    before = filled.read_bytes()
    with pytest.raises(NotADatabase, match="reservekopie"):
        open_and_read(filled)
    engine.close_database()
    assert filled.read_bytes() == before


def test_a_file_with_damage_inside_is_called_damaged_as_soon_as_it_is_read(filled):
    whole = filled.read_bytes()
    filled.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    before = filled.read_bytes()
    with pytest.raises(NotADatabase, match="reservekopie"):
        open_and_read(filled)
    engine.close_database()
    assert filled.read_bytes() == before


def test_damage_that_nothing_reads_at_the_start_is_seen_at_the_start_all_the_same(filled):
    whole = filled.read_bytes()
    middle = len(whole) // 4096 // 2 * 4096
    filled.write_bytes(whole[:middle] + b"\xff" * 4096 + whole[middle + 4096 :])
    before = filled.read_bytes()
    with pytest.raises(NotADatabase, match="python -m leidraad terugzetten BESTAND"):
        open_file(filled)
    assert filled.read_bytes() == before


# Places where nothing can be written.


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(DatabaseReadOnly, match="De map voor de database"):
        open_file(tmp_path / "bestand" / "map" / "leidraad.db")


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path):
    with pytest.raises(DatabaseReadOnly, match="kan niet als databasebestand geopend worden"):
        open_file(tmp_path)


def test_a_database_that_may_only_be_read_is_refused_at_the_start(filled, tmp_path, monkeypatch):
    # chmod does not stop root; SQLite's own read-only mode gives the same error as a read-only disk.
    monkeypatch.chdir(tmp_path)
    before = filled.read_bytes()
    with pytest.raises(DatabaseReadOnly):
        engine.open_database(f"sqlite:///file:{filled}?mode=ro&uri=true")
    assert filled.read_bytes() == before
    assert not (tmp_path / "file:").exists(), "the notation of SQLite is not a folder to be made"


def test_a_database_that_becomes_read_only_keeps_what_it_had(file):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    on_every_connection("query_only = ON")
    with pytest.raises(DatabaseReadOnly, match="Er is niets veranderd"):
        answers.save(measurement, ALICE, {ONE: 1, TWO: 1})
    assert answers.mine(measurement, ALICE) == {ONE: 4}
    open_file(file)
    assert answers.save(measurement, ALICE, {TWO: 2}) == 2


def test_a_postgresql_server_that_only_lets_read_keeps_what_it_had(server_database):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    event.listen(
        engine.engine(), "begin", lambda connection: connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    )
    with pytest.raises(DatabaseReadOnly, match="Er is niets veranderd"):
        answers.save(measurement, ALICE, {ONE: 1})
    assert answers.mine(measurement, ALICE) == {ONE: 4}


# Somebody else is busy with it.


def test_a_database_that_another_program_occupies_is_called_so_and_works_afterwards(file):
    open_file(file, "?timeout=0.2")  # by default we wait five seconds
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    with ending(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseLocked, match="bezet"):
            answers.save(measurement, ALICE, {ONE: 1, TWO: 1})
        assert answers.mine(measurement, ALICE) == {ONE: 4}, "reading goes on"
        other.execute("ROLLBACK")
    assert answers.save(measurement, ALICE, {TWO: 2}) == 2


def test_a_start_while_another_program_occupies_the_database_is_refused(filled):
    with ending(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseLocked, match="bezet"):
            open_file(filled, "?timeout=0.2")
        other.execute("ROLLBACK")
    open_file(filled)
    assert len(everything()["participation"]) == 8


def test_while_a_backup_is_put_back_nothing_opens_the_database(filled):
    with at_rest.alone(filled), pytest.raises(DatabaseLocked, match="reservekopie teruggezet"):
        open_file(filled)
    open_file(filled)
    assert len(everything()["participation"]) == 8


def test_a_postgresql_table_that_somebody_holds_is_called_occupied(postgres):
    address = make_url(postgres.migrated()).update_query_dict({"options": "-c lock_timeout=200"})
    engine.open_database(address.render_as_string(hide_password=False))
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    with engine.engine().connect() as other:
        other.exec_driver_sql("LOCK TABLE answer")
        with pytest.raises(DatabaseLocked, match="bezet"):
            answers.save(measurement, ALICE, {ONE: 1})
        other.rollback()
    assert answers.mine(measurement, ALICE) == {ONE: 4}
    engine.close_database()


def test_readers_that_keep_every_connection_make_others_wait_and_then_hear_so(file):
    opened_engine = engine.engine()
    opened_engine.pool._timeout = 0.1  # nobody wants to wait ten seconds here
    held = [opened_engine.connect() for _ in range(20)]
    try:
        with pytest.raises(DatabaseLocked, match="te druk"):
            measurements.of_team(1)
    finally:
        for connection in held:
            connection.close()
    assert measurements.of_team(1) == []


# No room left.


def test_a_full_disk_refuses_new_answers_and_keeps_the_old(file):
    # SQLite reports its own limit on pages exactly as it reports a full disk.
    measurement = opened(short=False, invited=200)
    kept = fill_in(measurement, phones(3))
    on_every_connection("max_page_count = 1")  # the smallest it accepts is what is in use now
    before = everything()
    refused = None
    for device in phones(200)[3:]:
        before = everything()
        try:
            answers.save(measurement, device, dict.fromkeys(CORE, 3))
        except DiskFull as error:
            refused = error
            break
    assert refused is not None
    assert "De schijf is vol. Wat al opgeslagen was, is er nog." in str(refused)
    assert everything() == before, "half of a save is not there either"
    assert [answers.mine(measurement, device) for device in phones(3)] == kept
    open_file(file)
    assert answers.save(measurement, ALICE, {ONE: 1}) == len(kept[0])


def test_a_disk_that_is_nearly_full_is_told_at_the_start_and_not_by_a_lost_answer(file, monkeypatch):
    fitness.require_room(file)
    nearly = shutil._ntuple_diskusage(10**12, 10**12 - 3 * 2**20, 3 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nearly)
    with pytest.raises(DiskFull, match="nog 3 MB vrij, en er is 50 MB nodig"):
        fitness.require_room(file)


# Servers and addresses.


def test_a_connection_that_the_server_ends_costs_one_attempt_and_loses_nothing(server_database):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    with pytest.raises(
        DatabaseAway, match=r"de verbinding verbroken.*Kijk over een minuut of dit laatste er staat"
    ):
        change_and_lose_the_connection()
    assert answers.mine(measurement, ALICE) == {ONE: 4}
    assert answers.save(measurement, ALICE, {ONE: 5}) == 1


def change_and_lose_the_connection() -> None:
    with engine.writing() as session:
        session.connection().exec_driver_sql("UPDATE answer SET value = 1")
        session.connection().exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


def test_other_kinds_of_databases_are_refused_by_name():
    with pytest.raises(SettingsError, match="SQLite of PostgreSQL"):
        engine.open_database("mysql://school@server/leidraad")


def test_after_a_failed_opening_nothing_is_open_and_a_good_address_works(filled, tmp_path):
    (tmp_path / "brief.db").write_text("Beste collega, dit is een brief.")
    open_file(filled)
    with pytest.raises(NotADatabase):
        open_file(tmp_path / "brief.db")
    open_file(filled)
    assert len(everything()["participation"]) == 8


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """A valid SQLite file is not yet ours: migrating into it would mix two programs."""
    file = tmp_path / "ander.db"
    with ending(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE cijfers (id INTEGER PRIMARY KEY)")
        other.commit()
    with pytest.raises(NotADatabase, match="ander programma"):
        engine.open_database(f"sqlite:///{file}")
    with ending(sqlite3.connect(file)) as other:
        tables = {row[0] for row in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"cijfers"}
