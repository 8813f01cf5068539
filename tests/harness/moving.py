"""`python -m tests.harness.moving --times N`: verhuizen is killed at random moments, and in the end every row is there once.

A real process, a real kill, a real PostgreSQL. After every kill the file is as it was, and the program starts with it; of
a database that is half filled it says so. In the end both are compared by a look of our own.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from leidraad import settings
from leidraad.storage.database import engine, schema_version
from tests.databases import PostgresServer, migrated_file, postgres_server
from tests.harness import acts, commands, served

#: So small that a move of some hundred rows is stopped between any two of them.
BATCH = 40
LONGEST_SECONDS = 60
MOST_KILLS = 4
Rows = dict[str, list[Any]]


@dataclass
class Tally:
    """What came of it: moves that were completed, kills on the way, where they fell, and what was wrong."""

    moves: int = 0
    kills: int = 0
    before: int = 0
    halfway: int = 0
    after: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.moves} verhuizingen, {self.kills} keer gedood: {self.before} keer voor het begin, {self.halfway} halverwege, "
            f"{self.after} aan het eind; fout: {len(self.wrong)}"
        )


def run(folder: Path, server: PostgresServer, times: int, chance: random.Random, until: float) -> Tally:
    """Move so many times, each to a database of its own; no more are begun after this moment (`time.monotonic`)."""
    tally, file, log = Tally(), folder / "leidraad.db", folder / "opdracht.log"
    os.environ["STATE_DIRECTORY"] = str(folder)
    _fill(file)
    was, takes = rows(f"sqlite:///{file}"), 1.0
    while tally.moves < times and time.monotonic() < until:
        to = server.empty()
        for _ in range(chance.randint(1, MOST_KILLS)):
            moving, began = begin(file, to, log), time.perf_counter()
            moving.join(chance.uniform(0, 1.1 * takes))
            moving.kill()
            moving.join()
            if moving.exitcode == 0:
                takes = time.perf_counter() - began
            tally.kills += moving.exitcode != 0
            tally.wrong += _after_a_kill(tally, file, to, log, was, ended=moving.exitcode == 0)
        began = time.perf_counter()
        last = begin(file, to, log)
        last.join(LONGEST_SECONDS)
        if last.exitcode != 0:
            last.kill()
            tally.wrong.append(f"gaat niet verder: {log.read_text(errors='replace')[-300:]}")
        takes = max(0.2, time.perf_counter() - began)
        tally.wrong += _at_the_end(file, to, was)
        tally.moves += 1
    return tally


def _fill(file: Path) -> None:
    engine.open_database(migrated_file(file))
    acts.filled()
    acts.over()
    acts.voting()
    engine.close_database()


def begin(file: Path, to: str, log: Path) -> BaseProcess:
    """`python -m leidraad verhuizen`, in a process of its own."""
    return served.process(commands.move, f"sqlite:///{file}", to, BATCH, log)


def rows(url: str) -> Rows:
    """All rows of all tables; nothing of a database without tables."""
    made = create_engine(settings.database_url(url), poolclass=NullPool)
    with made.connect() as connection:
        there = set(inspect(connection).get_table_names())
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in SQLModel.metadata.tables.items()
            if name in there
        }


def _version(to: str) -> str:
    made = create_engine(settings.database_url(to), poolclass=NullPool)
    with made.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def _after_a_kill(tally: Tally, file: Path, to: str, log: Path, was: Rows, *, ended: bool) -> Iterator[str]:
    version, there = _version(to), rows(to)
    done = version == schema_version.present()
    tally.before += version == ""
    tally.halfway += version.startswith(schema_version.MOVING)
    tally.after += done
    if rows(f"sqlite:///{file}") != was:
        yield "het oude bestand is veranderd"
    if done and there != was:
        yield "af, en niet hetzelfde"
    if ended and not done:
        yield "de opdracht is klaar en het is niet af"
    if (
        not ended
        and (extra := [name for name in there if set(map(repr, there[name])) - set(map(repr, was[name]))])
        and extra != ["team"]
    ):
        yield f"iets wat er niet was, in {extra}"
    shut = file.with_name(f"{file.name}.verhuisd").exists()
    if shut and not done:
        yield "het oude bestand is dicht en de verhuizing is niet af"
    if version.startswith(schema_version.MOVING):
        started = served.process(commands.start, to, log)
        started.join(LONGEST_SECONDS)
        if started.exitcode == 0:
            yield "start met een halve database"
    if not shut:
        started = served.process(commands.start, f"sqlite:///{file}", log)
        started.join(LONGEST_SECONDS)
        if started.exitcode != 0:
            yield f"start niet meer met het oude bestand: {log.read_text(errors='replace')[-300:]}"


def _at_the_end(file: Path, to: str, was: Rows) -> Iterator[str]:
    there = rows(to)
    yield from (f"niet hetzelfde: {name}" for name in was if there.get(name) != was[name])
    if _version(to) != schema_version.present():
        yield "niet af"
    if left := sorted(one.name for one in file.parent.glob("bezig-*")):
        yield f"er ligt nog een kopie: {left}"
    mark = file.with_name(f"{file.name}.verhuisd")
    if not mark.exists():
        yield "het oude bestand is niet dicht"
    mark.unlink(missing_ok=True)
    for one in (file.parent / "reservekopieen").glob("*"):
        one.unlink()


def main(given: list[str] | None = None) -> int:
    """Exit 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.harness.moving", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="moves, each killed one to four times on the way")
    parser.add_argument("--minutes", type=float, default=60, help="begin no move after so long")
    parser.add_argument("--seed", default=str(random.randrange(10**6)), help="the same chances once more")
    chosen = parser.parse_args(given)
    print(f"kans {chosen.seed}", flush=True)
    with postgres_server() as server, tempfile.TemporaryDirectory() as folder:
        until = time.monotonic() + 60 * chosen.minutes
        tally = run(Path(folder), server, chosen.times, random.Random(chosen.seed), until)
    print(tally, *tally.wrong[:10], sep="\n    ")
    return 1 if tally.wrong or not tally.moves else 0


if __name__ == "__main__":
    sys.exit(main())
