"""The program as a host runs it, on a free port with a database of its own, and a door to that database."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Self

from leidraad.__main__ import open_measurement
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.measurements.measurements import Measurement
from tests.bench.server import ROOT, Server, free_port, running
from tests.databases import PostgresServer, migrated_file
from tests.harness import served


class Site:
    """One server that can be killed and started again on the same port and database."""

    def __init__(self, folder: Path, *, cold: bool = False, before: Callable[[], None] | None = None) -> None:
        """`cold`: by the command of a host, which loads everything itself; otherwise that was done before, and `before` too."""
        self.folder, self.cold, self.before = folder, cold, before
        self.port = free_port()
        self.database = folder / "leidraad.db"
        self._open = ExitStack()
        self.server: Server | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database}"

    def start(self) -> None:
        if not self.cold and not self.database.exists():
            migrated_file(self.database)
        started = (
            running(ROOT / "app.py", {"DATABASE_URL": self.database_url}, self.folder, self.port)
            if self.cold
            else served.running(self.database_url, self.folder, self.port, before=self.before)
        )
        self.server = self._open.enter_context(started)

    def stop(self) -> None:
        self._open.close()

    @contextmanager
    def running(self) -> Iterator[Self]:
        """Started, until the block ends."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def kill(self) -> None:
        """As when the laptop loses its power: no goodbye to anybody."""
        assert self.server is not None
        self.server.process.kill()
        self._open.close()

    def restart(self) -> None:
        self.kill()
        self.start()

    @contextmanager
    def storage(self) -> Iterator[None]:
        """Within the block leidraad.storage works on the database of this site."""
        engine.open_database(self.database_url)
        try:
            yield
        finally:
            engine.close_database()

    def open_measurement(
        self,
        team: str = "Bovenbouw",
        instrument: str = "leidraad-vo",
        *,
        short: bool = True,
        invited: int = 12,
    ) -> Measurement:
        """An open individual measurement of a team of its own."""
        with self.storage():
            return measurements.with_code(open_measurement(team, instrument, short=short, invited=invited))

    def answers(self, measurement: int, device: str) -> dict[str, int]:
        """What the database holds for one device, by item."""
        rows = self.rows(
            "SELECT item_id, value FROM answer JOIN participation ON key = participation_key "
            "WHERE measurement_id = ? AND token_hash = ?",
            measurement,
            answers.token_hash(device, measurement),
        )
        return {str(item): int(str(value)) for item, value in rows}

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.database, timeout=10)) as connection:
            return connection.execute(query, values).fetchall()


class OnAServer(Site):
    """A site of which the database is a server, and which may be of several processes; the first is at `port`."""

    def __init__(self, folder: Path, postgres: PostgresServer, processes: int = 1) -> None:
        super().__init__(folder)
        self.postgres, self._address = postgres, postgres.migrated()
        self.ports = [self.port, *(free_port() for _ in range(processes - 1))]
        self.servers: list[Server] = []

    @property
    def database_url(self) -> str:
        return self._address

    def start(self) -> None:
        self.servers = self._open.enter_context(served.several(self.database_url, self.folder, self.ports))
        self.server = self.servers[0]


def until(condition: Callable[[], object], seconds: float = 15) -> None:
    """Wait until the condition holds; fail after the deadline with what it gave last."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"niet binnen {seconds} s; het laatste was {found!r}"
        time.sleep(0.05)
