"""PostgreSQL is killed while the program uses it: what was saved is there, and the program goes on by itself."""

import random

import pytest
from sqlalchemy import text

from leidraad.errors import StorageError
from leidraad.storage.database import engine
from leidraad.storage.schools import schools
from tests.databases import PostgresServer
from tests.harness import server_killed


@pytest.mark.parametrize(("seed", "whole"), [(1, True), (2, False)], ids=["de hele server", "een verbinding"])
def test_what_was_saved_is_there_and_saving_goes_on(
    server_database: None, postgres: PostgresServer, seed: int, whole: bool
) -> None:
    schools.add_school("De Brug", "vo")
    before = postgres.process.pid
    server_killed.killed(postgres, engine.address().render_as_string(False), random.Random(seed))
    assert (postgres.process.pid != before) == whole
    assert [one.name for one in schools.schools()] == ["De Brug"]
    schools.add_school("Zonnehof", "po")
    assert len(schools.schools()) == 2


def test_who_is_busy_when_it_is_killed_hears_that_nothing_was_saved(
    server_database: None, postgres: PostgresServer
) -> None:
    def write_while_it_is_killed() -> None:
        with engine.writing() as session:
            session.execute(text("INSERT INTO school (name, sector, example) VALUES ('Zonnehof', 'po', FALSE)"))
            server_killed.killed(postgres, engine.address().render_as_string(False), random.Random(1))

    with pytest.raises(StorageError):
        write_while_it_is_killed()
    schools.add_school("De Brug", "vo")
    assert [one.name for one in schools.schools()] == ["De Brug"]
