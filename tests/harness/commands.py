"""Commands, and the start with an older database, that are killed at a random moment while no program runs."""

import os
import random
import secrets
import shutil
import signal
from collections.abc import Iterator, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from leidraad import __main__ as leidraad
from leidraad.storage import backup
from leidraad.storage.database import engine, schema_version, transfer
from leidraad.storage.measurements import answers
from tests.databases import PostgresServer, migrated_file, upgrade_to
from tests.harness import acts, served
from tests.harness.place import Look, Place, damaged_backups, token

OLDER = "0006"


class Command:
    """Something that changes the whole database, and is set up anew before every stop."""

    only_files = False

    def __init__(self, folder: Path, database: PostgresServer | None, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.place = Place(folder, database.empty() if database else "")
        self.log = folder / "opdracht.log"

    def set_up(self) -> int:
        """How it was before; gives how many answers are in it."""
        raise NotImplementedError

    def begin(self) -> BaseProcess:
        """Begin what will be stopped."""
        raise NotImplementedError

    def after(self, look: Look) -> bool:
        """Whether it has happened."""
        raise NotImplementedError

    def lost(self, look: Look) -> Iterator[str]:
        """Answers that are not there."""
        raise NotImplementedError

    def wrong(self, look: Look, after: bool) -> Iterator[str]:
        """What may not be, before it or after it."""
        yield from ()

    def goes_on(self) -> Iterator[str]:
        """What is wrong when the program starts after this."""
        ended = served.process(start, self.place.database, self.log)
        ended.join(60)
        if ended.exitcode != 0:
            ended.kill()
            yield f"start daarna niet: {self.log.read_text(errors='replace')[-300:]}"


class Restoring(Command):
    """`python -m leidraad terugzetten`, after the program was killed and left its log beside the database."""

    only_files = True

    def set_up(self) -> int:
        assert self.place.file is not None
        if not self.place.file.exists():
            migrated_file(self.place.file)
        made = self.folder / "opzet"
        self._marker = secrets.token_hex(8)
        ended = served.process(filled_and_killed, self.place.database, self._marker, made, self.log)
        ended.join(60)
        assert ended.exitcode == -signal.SIGKILL, self.log.read_text(errors="replace")
        self._name, id, *given = made.read_text().splitlines()
        self._id = int(id)
        self._given = {device: int(value) for device, value in (one.split() for one in given)}
        return len(self._given)

    def begin(self) -> BaseProcess:
        return served.process(run, self.place.database, ["terugzetten", self._name], self.log)

    def after(self, look: Look) -> bool:
        return not look.rows("SELECT id FROM school WHERE name = :name", name=self._marker)

    def lost(self, look: Look) -> Iterator[str]:
        held = look.by_device(self._id)
        for device, value in self._given.items():
            if set(held.get(token(device, self._id), {}).values()) != {value}:
                yield f"{held.get(token(device, self._id))} en niet {value}"


class Migrating(Command):
    """The first start after an update, with a database of an older version."""

    def set_up(self) -> int:
        older = self.folder / "ouder.db"
        if self.place.file is None or not older.exists():
            self._make_older(f"sqlite:///{older}" if self.place.file else self.place.database)
        if self.place.file:
            for end in ("-wal", "-shm"):
                Path(f"{self.place.file}{end}").unlink(missing_ok=True)
            shutil.copy(older, self.place.file)
        return len(self._values)

    def _make_older(self, url: str) -> None:
        self._values = list(range(6)) * 20
        made = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)
        with made.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
            upgrade_to(connection, OLDER)
            for statement in _OLD_ROWS:
                connection.execute(text(statement))
            for number, value in enumerate(self._values):
                who = {"key": bytes([number]) * 16, "token": bytes([number]) * 32}
                connection.execute(text(_OLD_PARTICIPATION), who)
                connection.execute(text(_OLD_ANSWER), {"key": who["key"], "value": value})
        made.dispose()

    def begin(self) -> BaseProcess:
        return served.process(start, self.place.database, self.log)

    def after(self, look: Look) -> bool:
        return bool(look.rows("SELECT version_num FROM alembic_version") == [(schema_version.present(),)])

    def lost(self, look: Look) -> Iterator[str]:
        found = [value for one in look.people(1) for _, value in one]
        if sorted(found) != sorted(self._values):
            yield f"{len(found)} van {len(self._values)} antwoorden"

    def wrong(self, look: Look, after: bool) -> Iterator[str]:
        version = look.rows("SELECT version_num FROM alembic_version")
        if not after and version != [(OLDER,)]:
            yield f"versie {version}"
        yield from damaged_backups(self.place)


_OLD_ROWS = (
    "INSERT INTO school (id, name, sector, example) VALUES (1, 'De Brug', 'vo', FALSE)",
    "INSERT INTO team (id, school_id, name, position) VALUES (1, 1, 'Onderbouw', 1)",
    "INSERT INTO measurement (id, team_id, label, instrument_id, instrument_version, short, mode, state, join_code, invited,"
    " k, k_distribution, retention_days, created_at, opened_at) VALUES (1, 1, 'najaar', 'leidraad-vo', 1, TRUE,"
    " 'individueel', 'open', 'ABC234', 120, 5, 8, 30, '2026-11-20 12:00:00', '2026-11-20 12:00:00')",
)
_OLD_PARTICIPATION = "INSERT INTO participation (key, measurement_id, token_hash, withdrawn, counted) VALUES (:key, 1, :token, FALSE, FALSE)"
_OLD_ANSWER = "INSERT INTO answer (participation_key, item_id, value) VALUES (:key, 'vo-a1-01', :value)"

COMMANDS: dict[str, type[Command]] = {"terugzetten-opdracht": Restoring, "migratie": Migrating}


# --- in a process of its own ---


def run(database: str, given: list[str], log: Path) -> None:
    """`python -m leidraad` with these words, typed in a window: also when who tests in the background left Ctrl+C out."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    served.speak_into(log)
    os.environ["DATABASE_URL"] = database
    raise SystemExit(leidraad.main(given))


def move(database: str, to: str, batch: int, log: Path) -> None:
    """`python -m leidraad verhuizen`, with so many rows at a time."""
    transfer.BATCH = batch
    run(database, ["verhuizen", "--naar", to], log)


def start(database: str, log: Path) -> None:
    """What a start does with the database."""
    served.speak_into(log)
    os.environ["DATABASE_URL"] = database
    engine.open_database()
    engine.close_database()


def filled_and_killed(database: str, marker: str, tell: Path, log: Path) -> None:
    """A measurement with answers, a backup, more answers and a school; then killed, so that the log stays beside it."""
    served.speak_into(log)
    os.environ["DATABASE_URL"] = database
    made: Mapping[str, Any] = acts.opened()
    first, *others = ((secrets.token_hex(16), random.randint(0, 5)) for _ in range(acts.PHONES))
    answers.change(made["id"], first[0], {made["items"][0]: first[1]}, {}, joining=True)
    copy = backup.make()
    for device, value in others:
        answers.change(made["id"], device, {made["items"][0]: value}, {}, joining=True)
    acts.school(marker)
    told = [f"{device} {value}" for device, value in (first, *others)]
    tell.write_text("\n".join([copy.name, str(made["id"]), *told]))
    os.kill(os.getpid(), signal.SIGKILL)
