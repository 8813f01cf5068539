"""Every test of this room runs on SQLite and on a real PostgreSQL, each time on a database of its own."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from leidraad.storage.database import clock, engine
from tests.databases import PostgresServer, migrated_file
from tests.quick import quick_codes as quick_codes


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> Iterator[str]:
    """On which kind of database the test runs; whatever is open at the end is closed."""
    yield request.param
    engine.close_database()


@pytest.fixture
def url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database that nobody has opened."""
    if dialect == "postgresql":
        return request.getfixturevalue("postgres").empty()
    return f"sqlite:///{tmp_path / 'leidraad.db'}"


@pytest.fixture
def database(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An opened, migrated database; gives its address."""
    if dialect == "postgresql":
        address = request.getfixturevalue("postgres").emptied()
    else:
        address = migrated_file(tmp_path / "leidraad.db")
    engine.open_database(address)
    return address


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Where the SQLite database is, opened; for what only a file can have."""
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    yield tmp_path / "leidraad.db"
    engine.close_database()


@pytest.fixture
def server_database(postgres: PostgresServer) -> Iterator[None]:
    """A database of the PostgreSQL server, opened; for what only a server can have."""
    engine.open_database(postgres.emptied())
    yield
    engine.close_database()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock of the program to so long after the start of the test; in between it stands still.

    Waiting thirty days would take long, and on a busy machine fifteen seconds are over before the test asks.
    """
    began = clock.now()

    def move(by: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: began + by)

    move(timedelta(0))
    return move
