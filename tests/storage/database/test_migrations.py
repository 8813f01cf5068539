"""From nothing to the present tables; twice is once; a database from the future is left alone."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, inspect
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from leidraad.errors import DatabaseNewer
from leidraad.storage.database import engine, migrate, schema_version
from leidraad.storage.measurements import answers
from tests.cast import ALICE
from tests.databases import upgrade_to
from tests.storage.scene import ONE, everything, opened, rows, write


def test_a_fresh_database_gets_every_table_and_the_newest_version(url):
    engine.open_database(url)  # the other tests begin with a copy of one that was made so
    there = set(inspect(engine.engine()).get_table_names())
    assert there == {*SQLModel.metadata.tables, "alembic_version"}
    newest = ScriptDirectory.from_config(migrate.config()).get_current_head()
    assert rows("SELECT version_num FROM alembic_version") == [(newest,)]


def test_opening_twice_changes_nothing(database):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    before = everything()
    engine.open_database(database)
    assert everything() == before
    assert answers.mine(measurement, ALICE) == {ONE: 4}


def test_the_migrations_make_exactly_the_tables_of_the_code(database):
    with engine.engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrations_make_every_check_of_the_code(database):
    # compare_metadata does not look at these.
    migrated = inspect(engine.engine())
    for table in SQLModel.metadata.tables.values():
        in_code = {str(one.name) for one in table.constraints if type(one).__name__ == "CheckConstraint"}
        assert {one["name"] for one in migrated.get_check_constraints(table.name)} == in_code, table.name


def test_a_database_that_is_up_to_date_needs_no_alembic_and_any_other_does(database):
    assert schema_version.is_present(engine.engine())
    for other in ("0001", "9999"):
        write(f"UPDATE alembic_version SET version_num = '{other}'")
        assert not schema_version.is_present(engine.engine()), other
    write("DELETE FROM alembic_version")
    assert not schema_version.is_present(engine.engine())
    write("DROP TABLE alembic_version")
    assert not schema_version.is_present(engine.engine())


def test_there_is_one_line_of_migrations():
    assert ScriptDirectory.from_config(migrate.config()).get_heads() == [schema_version.present()]


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_was(database):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    before = everything()
    write("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseNewer, match="nieuwere versie"):
        engine.open_database(database)
    write_back(database)
    engine.open_database(database)
    assert everything() == before


def test_not_one_byte_of_a_newer_file_changes(file):
    answers.save(opened(), ALICE, {ONE: 4})
    write("UPDATE alembic_version SET version_num = '9999'")
    engine.close_database()
    before = file.read_bytes()
    with pytest.raises(DatabaseNewer):
        engine.open_database(f"sqlite:///{file}")
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == [file.name], "no log is left beside it"


def write_back(url: str) -> None:
    """As a newer program would: without ours."""
    newest = ScriptDirectory.from_config(migrate.config()).get_current_head()
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            connection.execute(f"UPDATE alembic_version SET version_num = '{newest}'")
        connection.close()
    else:
        import psycopg

        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute(f"UPDATE alembic_version SET version_num = '{newest}'")


def test_a_number_never_comes_back(database):
    first = opened()
    write("DELETE FROM measurement")
    assert opened() > first


def test_every_table_with_numbers_of_its_own_remembers_them(file):
    numbered = {
        table.name
        for table in SQLModel.metadata.tables.values()
        if [one.name for one in table.primary_key] == ["id"]
    }
    remembers = rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
    assert {name for (name,) in remembers} == numbered


def test_making_tables_anew_loses_no_row_that_belongs_to_them(tmp_path):
    url = f"sqlite:///{tmp_path / 'leidraad.db'}"
    older = create_engine(url, poolclass=NullPool)
    event.listen(older, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    with older.begin() as connection:
        upgrade_to(connection, "0009")
        for statement in (
            "INSERT INTO school (id, name, sector, example) VALUES (7, 'De Brug', 'vo', 0)",
            "INSERT INTO team (id, school_id, name, position) VALUES (3, 7, 'Onderbouw', 1)",
            "INSERT INTO team_consent (team_id, purpose, given_on) VALUES (3, 'bezoek', '2026-11-01')",
            "INSERT INTO focus_point (id, team_id, construct_id, why, decided_on) VALUES (4, 3, 'x', 'y', '2026-11-01')",
        ):
            connection.exec_driver_sql(statement)
    engine.open_database(url)
    assert rows("SELECT team_id FROM team_consent") == [(3,)]
    assert rows("SELECT id, team_id FROM focus_point") == [(4, 3)]
    assert rows("PRAGMA foreign_keys") == [(1,)]
    assert rows("PRAGMA foreign_key_check") == []
    assert opened() > 0
    assert rows("SELECT max(id) FROM school") == [(8,)]
    engine.close_database()
