"""The database of PostgreSQL that the tests share: as fresh for each of them, whatever the one before did."""

from contextlib import closing

import pytest
from psycopg import connect

from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from tests.cast import ALICE
from tests.databases import PostgresServer
from tests.storage.scene import ONE, opened, rows


def run(address: str, *statements: str) -> None:
    with connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def used(address: str) -> list[tuple[object, ...]]:
    """What a test finds that makes a measurement in it and answers."""
    engine.open_database(address)
    try:
        before = [
            rows(f"SELECT count(*) FROM {table}") for table in ("school", "measurement", "answer", "journal")
        ]
        id = opened()
        answers.save(id, ALICE, {ONE: 4})
        return [(before, id)]
    finally:
        engine.close_database()


def test_the_rows_of_the_test_before_are_gone_and_numbers_begin_at_one(postgres: PostgresServer) -> None:
    first = used(postgres.emptied())
    assert first == [([[(0,)]] * 4, 1)]
    assert used(postgres.emptied()) == first
    assert used(postgres.migrated()) == first


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE clock_watch",
        "ALTER TABLE answer RENAME TO weg",
        "ALTER TABLE answer ADD COLUMN meer int",
        "UPDATE alembic_version SET version_num = '0003'",
        "DROP TABLE alembic_version",
        "ALTER DATABASE leidraad CONNECTION LIMIT 0",
        "CREATE TABLE van_een_ander (id int)",
        "ALTER DATABASE leidraad SET default_transaction_read_only = on",
        "REVOKE ALL ON answer FROM PUBLIC; GRANT SELECT ON answer TO PUBLIC",
        "CREATE FUNCTION public.iets() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_whatever_else_it_changed_is_made_anew(postgres: PostgresServer, change: str) -> None:
    fresh = postgres.emptied()
    run(fresh, *change.split(";"))
    assert used(postgres.emptied()) == [([[(0,)]] * 4, 1)]


def test_who_was_still_connected_holds_nobody_up(postgres: PostgresServer) -> None:
    with closing(connect(postgres.emptied().replace("+psycopg", ""))) as forgotten:
        forgotten.execute("LOCK TABLE answer")
        assert used(postgres.emptied()) == [([[(0,)]] * 4, 1)]
