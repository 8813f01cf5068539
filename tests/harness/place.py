"""An installation that is stopped in every way, and what lies in its database afterwards."""

import asyncio
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.pool import NullPool

from leidraad.access.cookies import DEVICE
from leidraad.errors import LeidraadError
from leidraad.storage import backup_files
from leidraad.storage.database import copies, key_file, sealed
from leidraad.storage.measurements import answers
from tests.bench.phone import PhoneError
from tests.bench.plain_phone import PlainPhone
from tests.bench.server import free_port
from tests.harness import served

START_SECONDS = 60
STOP_SECONDS = 30
SOON_SECONDS = 0.03


class Place:
    """One installation on SQLite or PostgreSQL, always at the same port."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder, self.port = folder, free_port()
        self.file = None if database else folder / "leidraad.db"
        self.database = database or f"sqlite:///{self.file}"
        self.log = folder / "server.log"
        self._running: BaseProcess | None = None

    @property
    def address(self) -> str:
        """Where phones find it."""
        return f"127.0.0.1:{self.port}"

    def begin(self, moved: timedelta = timedelta()) -> None:
        """Begin to start."""
        self._running = served.process(served.program, self.port, self.database, self.log, moved)

    async def start(self, moved: timedelta = timedelta()) -> None:
        """Start, and wait until it answers."""
        self.begin(moved)
        assert self._running is not None
        until = time.monotonic() + START_SECONDS
        while not await self._answers():
            if time.monotonic() > until or not self._running.is_alive():
                raise RuntimeError(f"De server start niet:\n{self.log.read_text(errors='replace')[-3000:]}")
            await asyncio.sleep(0.02)

    async def _answers(self) -> bool:
        phone = PlainPhone(self.address)
        try:
            return (await phone.request("GET", "/gezond")).status == 200
        except (PhoneError, OSError):
            return False
        finally:
            await phone.close()

    async def end(self, *by: signal.Signals) -> None:
        """Stop it so, one signal soon after the other, and wait until it is gone; without any it is killed."""
        if self._running is not None and self._running.pid:
            for one in by or (signal.SIGKILL,):
                os.kill(self._running.pid, one)
                await asyncio.sleep(SOON_SECONDS)
            await asyncio.to_thread(self._running.join, STOP_SECONDS)
            if self._running.is_alive():
                self._running.kill()
                raise RuntimeError(f"De server stopt niet binnen {STOP_SECONDS} s na {by}.")
            self._running = None

    async def ask(self, act: str, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Have this done inside the program. Raises PhoneError or OSError when nobody answers."""
        caller = PlainPhone(self.address)
        caller.cookie = f"{DEVICE}={'0' * 32}"
        try:
            answer = await caller.request("POST", served.ACT + act, json.dumps(given or {}).encode())
        finally:
            await caller.close()
        if answer.status != 200:
            raise PhoneError(f"{act}: {answer.status} {answer.body[:200]}")
        said: dict[str, Any] = json.loads(answer.body)
        return said

    @contextmanager
    def look(self) -> Iterator["Look"]:
        """The database as it lies there; of a file a copy, with its log, so that the program itself has to repair it."""
        with tempfile.TemporaryDirectory() as folder:
            url = self.database
            if self.file:
                for end in ("", "-wal"):
                    if (part := Path(f"{self.file}{end}")).exists():
                        shutil.copy(part, f"{folder}/leidraad.db{end}")
                url = f"sqlite:///{folder}/leidraad.db"
            with _connected(url) as connection:
                yield Look(connection)


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    else:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


class Look:
    """One look at a database: all questions see the same moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, query: str, **values: object) -> list[Any]:
        """What the database says."""
        return list(self._connection.execute(text(query), values))

    def damage(self) -> Iterator[str]:
        """What SQLite finds wrong with its file; PostgreSQL keeps that to itself."""
        if self._connection.dialect.name == "sqlite":
            if (said := self.rows("PRAGMA quick_check")) != [("ok",)]:
                yield f"database: {said[0]}"
            yield from (f"wijst naar niets: {one}" for one in self.rows("PRAGMA foreign_key_check"))

    def state(self, id: int) -> str:
        """Where a measurement is."""
        return str(self.rows("SELECT state FROM measurement WHERE id = :id", id=id)[0][0])

    def by_device(self, id: int) -> dict[bytes, dict[str, int]]:
        """The answers of each device that is still known."""
        found: dict[bytes, dict[str, int]] = {}
        for token, item, value in self.rows(
            "SELECT token_hash, item_id, value FROM participation JOIN answer ON participation_key = key "
            "WHERE measurement_id = :id AND token_hash IS NOT NULL",
            id=id,
        ):
            found.setdefault(bytes(token), {})[item] = value
        return found

    def people(self, id: int) -> list[list[tuple[str, int]]]:
        """The answers as bare people, in an order of their own."""
        found: dict[bytes, list[tuple[str, int]]] = {}
        for key, item, value in self.rows(
            "SELECT participation_key, item_id, value FROM participation JOIN answer ON participation_key = key "
            "WHERE measurement_id = :id",
            id=id,
        ):
            found.setdefault(bytes(key), []).append((item, value))
        return sorted(sorted(one) for one in found.values())

    def count(self, table: str, id: int) -> int:
        """How many rows a measurement has there."""
        return int(self.rows(f"SELECT count(*) FROM {table} WHERE measurement_id = :id", id=id)[0][0])


def token(device: str, id: int) -> bytes:
    """What the database knows of a device."""
    return answers.token_hash(device, id)


def damaged_backups(place: Place) -> Iterator[str]:
    """Files with the name of a backup that do not open as one."""
    files = [key_file.read(one) for one in (place.folder / "sleutels").glob("reservekopie*.sleutel")]
    keys = {sealed.key_name(key): key for key in files}
    for file in (place.folder / backup_files.FOLDER).glob("teamscan-*"):
        try:
            with closing(copies.loaded(sealed.opened(file.read_bytes(), keys, ""))) as opened:
                copies.check(opened)
        except LeidraadError as error:
            yield f"{file.name}: {error}"
