"""`python -m tests.bench.groei`: what teams and years cost with the ordinary file, and what moving it to PostgreSQL takes.

Makes an installation as it is after so many years with a measurement each half year, its old answers cleaned up. Then: how
large the file is, how long a backup takes, how long writing the file anew takes (at most once a day; whoever saves waits
for it), and `verhuizen` to a real server. docs/hosting.md names these figures.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from leidraad import settings
from leidraad.storage import backup, moving, retention
from leidraad.storage.database import clock, engine, one_file
from tests.bench import opruimen
from tests.databases import PostgresServer, migrated_file, postgres_server

#: Teams and years.
SIZES = ((4, 5), (20, 10), (80, 10), (320, 10))
PEOPLE = 8
HEAD = f"{'teams':>6}{'jaren':>7}{'MB':>8}{'kopie s':>9}{'herschrijven s':>16}{'verhuizen s':>13}"


def grown(folder: Path, server: PostgresServer, teams: int, years: int) -> tuple[float, float, float, float]:
    """Megabytes, and seconds of a backup, of writing the file anew, and of moving."""
    os.environ["DATABASE_URL"] = migrated_file(folder / "leidraad.db")
    os.environ["STATE_DIRECTORY"] = str(folder)
    engine.open_database()
    opruimen.filled(teams, years, PEOPLE)
    retention.purge_expired(at=clock.now())
    engine.rewrite()
    copied = _seconds(backup.make)
    one_file.watch(engine.engine())  # as if something was deleted
    anew = _seconds(engine.rewrite)
    engine.close_database()
    size = (folder / "leidraad.db").stat().st_size / 1e6
    target = settings.database_url(server.empty())
    return size, copied, anew, _seconds(lambda: moving.move(target, lambda *_: None))


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def main() -> int:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.groei", description=__doc__)
    parser.add_argument("--most-teams", type=int, default=SIZES[-1][0], help="leave out what is larger")
    most = parser.parse_args().most_teams
    print(HEAD)
    with postgres_server() as server:
        for teams, years in SIZES:
            if teams > most:
                continue
            with tempfile.TemporaryDirectory() as folder:
                size, copied, anew, moved = grown(Path(folder), server, teams, years)
            print(f"{teams:>6}{years:>7}{size:>8.1f}{copied:>9.1f}{anew:>16.2f}{moved:>13.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
