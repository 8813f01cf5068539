"""After the reveal and after deleting, the bytes of old keys are on no disk, of SQLite or of PostgreSQL."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from leidraad.domain.measurement import State
from leidraad.storage import retention
from leidraad.storage.database import engine, old_pages
from leidraad.storage.measurements import answers, closing
from leidraad.storage.study_day import rounds
from tests.cast import ALICE, phones
from tests.storage.scene import ITEMS, ONE, fill_in, on_disk, opened, revealed, row, rows, write


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


def in_table_files() -> bytes:
    """Every byte of the files of PostgreSQL's tables and indexes."""
    with engine.engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
        files = connection.exec_driver_sql(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
        )
        return b"".join(bytes(content) for (content,) in files)
