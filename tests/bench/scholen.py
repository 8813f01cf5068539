"""`python -m tests.bench.scholen`: the pages of one school on PostgreSQL, beside 0, 39 and 999 other schools.

Every school has eight teams with a measurement a year over ten years, its Results, focus points, people with a role and a
year of journal; all goes straight into the tables. The pages that a schoolleider opens are drawn by turns in each of the
installations, and counted in processor time, of us and of PostgreSQL. The bar: with a thousand schools a page takes at most
1,2 times what it takes with one.
"""

import argparse
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from typing import Any

import psutil
from sqlalchemy import insert, text
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.settings import ROOT
from leidraad.storage.accounts import accounts, sessions
from leidraad.storage.database import clock, engine
from leidraad.storage.journal import What
from leidraad.storage.tables.accounts import AccountGrant, JournalEntry, StoredAccount
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.plans import StoredFocusPoint
from leidraad.storage.tables.schools import StoredSchool, StoredTeam
from leidraad.ui.shell import visitor
from leidraad.ui.shell.page_files import page
from tests.bench.paginas import PEOPLE, bodies
from tests.bench.table import Row, below
from tests.databases import PostgresServer, postgres_server

SCHOOLS = (1, 40, 1000)
TEAMS, YEARS, LINES = 8, 10, 100
BAR = 1.2
SCRIPT = str(ROOT / "leidraad" / "ui" / "router.py")
#: The pages that a schoolleider opens, with what their address names.
PAGES: dict[str, dict[str, int]] = {
    "start": {},
    "metingen": {"team": 4},
    "resultaat": {"meting": 4 * YEARS},
    "ontwikkeling": {"team": 4},
    "plan": {"team": 4},
    "vergelijken": {"school": 1},
    "school": {"school": 1},
}


def grow(first: int, last: int, published: Sequence[str]) -> None:
    """Add these schools to the open database, with all that is theirs."""
    now, schools = clock.now(), range(first, last + 1)
    teams = [(school, (school - 1) * TEAMS + number) for school in schools for number in range(1, TEAMS + 1)]
    with engine.writing() as session:

        def add(table: Any, rows: list[dict[str, Any]]) -> None:
            session.execute(insert(table), rows)

        add(StoredSchool, [{"id": one, "name": f"School {one}", "sector": "vo"} for one in schools])
        add(StoredTeam, [{"id": id, "school_id": of, "name": f"Team {id}", "position": id} for of, id in teams])
        people = [{"id": 1000 + one, "email": f"leider{one}@school.nl", "name": "Leider"} for one in schools]
        add(StoredAccount, [one | {"created_at": now} for one in people])
        role = Role.SCHOOL_LEADER.value
        add(AccountGrant, [{"account_id": 1000 + one, "role": role, "school_id": one} for one in schools])
        lines = [(one, now - timedelta(days=360 * n / LINES)) for one in schools for n in range(LINES)]
        add(
            JournalEntry,
            [
                {"at": at, "account_id": 1000 + one, "what": What.SIGNED_IN.value, "school_id": one}
                for one, at in lines
            ],
        )
        years = [(team, year, now - timedelta(days=365 * year + 20)) for _, team in teams for year in range(YEARS)]
        add(StoredMeasurement, [_measurement(team, year, at) for team, year, at in years])
        points = [(team, at.date()) for team, year, at in years if year < 3]
        add(
            StoredFocusPoint,
            [
                {"team_id": team, "construct_id": "aanbeveling-1", "why": "w" * 100, "decided_on": on}
                for team, on in points
            ],
        )
        session.execute(text("CREATE TEMP TABLE made (number integer, body text) ON COMMIT DROP"))
        session.execute(
            text("INSERT INTO made VALUES (:number, :body)"),
            [{"number": number, "body": body} for number, body in enumerate(published)],
        )
        session.execute(
            text(
                "INSERT INTO result (measurement_id, body) SELECT m.id, made.body FROM measurement m "
                "JOIN made ON made.number = m.id % :many WHERE m.team_id > :before"
            ),
            {"many": len(published), "before": (first - 1) * TEAMS},
        )
    with engine.engine().execution_options(isolation_level="AUTOCOMMIT").connect() as outside:
        outside.execute(text("VACUUM ANALYZE"))


def _measurement(team: int, year: int, at: Any) -> dict[str, Any]:
    chosen = {"instrument_id": "leidraad-vo", "instrument_version": 1, "short": False, "mode": "individueel"}
    terms = {
        "k": 5,
        "k_distribution": 8,
        "retention_days": 30,
        "invited": PEOPLE,
        "state": "gedeeld",
        "tie_cut": True,
    }
    moments = dict.fromkeys(("created_at", "opened_at", "closes_at", "closed_at", "shared_at"), at)
    return {
        "id": team * YEARS - year,
        "team_id": team,
        "label": f"meting {YEARS - year}",
        **chosen,
        **terms,
        **moments,
    }


@contextmanager
def installations(
    postgres: PostgresServer, sizes: Sequence[int], published: Sequence[str]
) -> Iterator[dict[int, str]]:
    """An installation of each size, by its address; each begins as a copy of the smaller one."""
    engine.open_database(postgres.migrated())
    found, there = {}, 0
    for size in sizes:
        grow(there + 1, size, published)
        if not there:
            _alice_comes_in()
        there = size
        address = engine.address()
        engine.close_database()
        found[size] = postgres.kept(f"scholen_{size}")
        engine.open_database(address)
    engine.close_database()
    yield found
    engine.close_database()


def _alice_comes_in() -> None:
    alice, _link = accounts.invite("alice@school.nl", "Alice", [Grant(Role.SCHOOL_LEADER, school_id=1)], None)
    with engine.writing() as session:
        token = sessions.start(session, alice.id)
    visitor.token = lambda: token  # AppTest knows no cookies


def drawn(runs: int, postmaster: psutil.Process) -> dict[str, float]:
    """Milliseconds of processor time of each page in the open installation, ours and the server's, per rerun."""
    found = {}
    for name, address in PAGES.items():
        at = AppTest.from_file(SCRIPT, default_timeout=60)
        at.switch_page(page(name))
        for key, value in address.items():
            at.query_params[key] = str(value)
        at.run()
        if at.exception or not at.main:
            raise RuntimeError(f"{name}: {at.exception[0].value if at.exception else 'leeg'}")
        if at.title and "niet voor jou" in at.title[0].value:
            raise RuntimeError(f"{name} is niet voor deze bezoeker")
        began = _used(postmaster)
        for _ in range(runs):
            at.run()
        found[name] = 1000 * (_used(postmaster) - began) / max(runs, 1)
    return found


def _used(postmaster: psutil.Process) -> float:
    """What other work on the machine disturbs least: processor time of this process, and of all of PostgreSQL."""
    times = [one.cpu_times() for one in (postmaster, *postmaster.children(recursive=True))]
    return time.process_time() + sum(one.user + one.system for one in times)


def measured(found: dict[int, str], postmaster: psutil.Process, rounds: int, runs: int) -> list[Row]:
    """Every page in every installation, by turns, and how many times the smallest the largest takes."""
    turns: dict[int, list[dict[str, float]]] = {size: [] for size in found}
    for turn in range(rounds):
        for size in found if turn % 2 else reversed(found):
            engine.open_database(found[size])
            turns[size].append(drawn(runs, postmaster))
            engine.close_database()
    middle = {size: {name: median(one[name] for one in many) for name in PAGES} for size, many in turns.items()}
    smallest, largest = min(found), max(found)
    rows = []
    for name in PAGES:
        rows += [Row(f"{name}, {size} scholen", f"{one[name]:.0f} ms") for size, one in middle.items()]
        ratio = middle[largest][name] / middle[smallest][name]
        rows.append(below(f"{name}: {largest} scholen is zoveel keer {smallest}", ratio, BAR, "x", 2))
    return rows


def main() -> int:
    """Exit 0 when every page is within the bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scholen", description=__doc__)
    parser.add_argument("--schools", type=int, nargs="+", default=SCHOOLS)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    for name in ("leidraad.opslag", "streamlit.runtime.scriptrunner_utils.script_run_context"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with postgres_server() as postgres, installations(postgres, sorted(chosen.schools), bodies(2026, 40)) as found:
        rows = measured(found, postgres.process, chosen.rounds, chosen.runs)
    print("\n".join(map(str, rows)))
    return 0 if all(one.good is not False for one in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
