"""`python -m tests.bench.paginas`: server time per rerun of Resultaat and Ontwikkeling in a large school.

40 teams x 20 measurements x 30 participants. The Results come from gate.publish and go straight into the tables, and so do
the raw answers: once those of 30 people in every measurement, once ten times as many. The pages read Results only, so the
second must cost the same. Beside it the time of a plain SQL query for the same rows.
"""

import argparse
import json
import logging
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain import gate
from leidraad.settings import ROOT
from leidraad.storage.database import engine
from leidraad.storage.measurements import results
from leidraad.ui.shell import visitor
from leidraad.ui.shell.page_files import page
from tests.bench.visitors import a_leader

TEAMS, MEASUREMENTS, PEOPLE = 40, 20, 30
BAR_SECONDS, BAR_GROWTH = 0.150, 1.20
SCRIPT = str(ROOT / "leidraad" / "ui" / "router.py")
PLAIN = {
    "resultaat": "SELECT m.*, r.body FROM measurement m JOIN result r ON r.measurement_id = m.id "
    "WHERE m.team_id = ? AND m.state = 'gedeeld' ORDER BY m.closed_at, m.id",
}
PLAIN["ontwikkeling"] = PLAIN["resultaat"]


def bodies(seed: int, distinct: int) -> list[str]:
    """So many different Results of 30 people, through the gate; a school deals them out over its measurements."""
    chance = random.Random(seed)
    instrument = library.instrument("leidraad-vo", 1)
    found = []
    for _ in range(distinct):
        level = chance.uniform(-0.6, 0.6)
        people = [
            {item.id: min(5, max(1, round(chance.gauss(3.2 + level, 0.9)))) for item in instrument.items}
            for _ in range(PEOPLE)
        ]
        found.append(gate.publish(instrument, False, people, invited=PEOPLE + 3, newcomers=1).model_dump_json())
    return found


def fill(database: Path, published: list[str]) -> None:
    """The school with its measurements and Results; no answers yet."""
    with sqlite3.connect(database) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(school)")]
        school = {"id": 1, "name": "De Grote School", "sector": "vo", "example": 0, "half_made": 0}
        _insert(connection, "school", {name: school[name] for name in columns})
        for team in range(1, TEAMS + 1):
            _insert(connection, "team", {"id": team, "school_id": 1, "name": f"Team {team}", "position": team})
        for number in range(TEAMS * MEASUREMENTS):
            team, turn = divmod(number, MEASUREMENTS)
            _insert(connection, "measurement", _measurement(number + 1, team + 1, turn))
            body = published[number % len(published)]
            _insert(connection, "result", {"measurement_id": number + 1, "body": body})


def _measurement(id: int, team: int, turn: int) -> dict[str, object]:
    moment = f"{2016 + turn // 2}-{'04' if turn % 2 else '11'}-20 12:00:00.000000"
    return {
        "id": id,
        "team_id": team,
        "label": f"meting {turn + 1}",
        "instrument_id": "leidraad-vo",
        "instrument_version": 1,
        "short": 0,
        "mode": "individueel",
        "state": "gedeeld",
        "invited": PEOPLE + 3,
        "newcomers": 1,
        "k": 5,
        "k_distribution": 8,
        "retention_days": 30,
        **dict.fromkeys(("created_at", "opened_at", "closed_at", "shared_at"), moment),
    }


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    names = ", ".join(row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def answer(database: Path, people: int) -> int:
    """Raw answers of so many people in every measurement; gives the number of answers there are now."""
    items = [(item.id,) for item in library.instrument("leidraad-vo", 1).items]
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("CREATE TEMP TABLE item (id TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.executemany("INSERT INTO item VALUES (?)", items)
        connection.execute("DELETE FROM answer")
        connection.execute("DELETE FROM participation")
        connection.execute(
            "WITH RECURSIVE nr(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM nr WHERE i < ?) "
            "INSERT INTO participation (key, measurement_id, token_hash, withdrawn, done) "
            "SELECT randomblob(16), m.id, NULL, 0, 1 FROM measurement m CROSS JOIN nr",
            [people],
        )
        connection.execute(
            "INSERT INTO answer (participation_key, item_id, value) SELECT p.key, item.id, 1 + abs(random()) % 5 "
            "FROM participation p CROSS JOIN item ORDER BY p.key, item.id"
        )
        return int(connection.execute("SELECT count(*) FROM answer").fetchone()[0])


def rerun(name: str, runs: int, **address: int) -> dict[str, float]:
    """Seconds per rerun of a page through the router, without the first, which also loads libraries."""
    at = AppTest.from_file(SCRIPT, default_timeout=60)
    at.switch_page(page(name))
    for key, value in address.items():
        at.query_params[key] = str(value)
    at.run()
    if at.exception:
        raise RuntimeError(at.exception[0].value)
    if "niet voor jou" in at.title[0].value:
        raise RuntimeError("De bezoeker mag deze pagina niet zien; er is niets te meten.")
    return _spread(lambda: at.run(), runs)


def plain(database: Path, name: str, runs: int, team: int) -> dict[str, float]:
    """Seconds for the plain query for the same rows, on a connection that is open already."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        query = PLAIN[name]
        if len(connection.execute(query, [team]).fetchall()) != MEASUREMENTS:
            raise RuntimeError("De SQL-vraag geeft andere rijen dan de pagina.")
        return _spread(lambda: connection.execute(query, [team]).fetchall(), runs)


def _spread(action: Callable[[], object], runs: int) -> dict[str, float]:
    """Clock time (what a visitor waits for) and processor time (what the work costs, whatever else runs here)."""
    clock, processor = [], []
    for _ in range(runs):
        start, busy = time.perf_counter(), time.process_time()
        action()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    return {"s": statistics.median(clock), "snelste_s": min(clock), "cpu_s": statistics.median(processor)}


def measure(database: Path, runs: int) -> dict[str, dict[str, float]]:
    """Both pages about a team in the middle, its last measurement, for its schoolleider."""
    token = a_leader()
    visitor.token = lambda: token  # AppTest knows no cookies
    team = TEAMS // 2
    addresses = {"resultaat": {"meting": team * MEASUREMENTS}, "ontwikkeling": {"team": team}}
    return {
        name: {
            **rerun(name, runs, **address),
            "deur_s": _spread(lambda: results.of_team(team), runs)["s"],
            "sql_s": plain(database, name, runs, team)["s"],
        }
        for name, address in addresses.items()
    }


def run(folder: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """Two databases, with once and with ten times as many raw answers, measured by turns: what else runs on the
    machine then disturbs both alike."""
    published = bodies(chosen.seed, chosen.distinct)
    databases = {times: folder / f"leidraad-{times}.db" for times in (1, chosen.times)}
    amounts = {}
    for times, database in databases.items():
        _open(database)
        fill(database, published)
        amounts[times] = answer(database, PEOPLE * times)
    rounds: dict[int, list[dict[str, dict[str, float]]]] = {times: [] for times in databases}
    for _ in range(chosen.rounds):
        for times, database in databases.items():
            _open(database)
            rounds[times].append(measure(database, chosen.runs))
    engine.close_database()
    return {f"{times}x": {"antwoorden": amounts[times], **_middle(rounds[times])} for times in databases}


def _open(database: Path) -> None:
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    engine.open_database()


def _middle(rounds: list[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """The median of the rounds, figure by figure."""
    return {
        name: {key: statistics.median(one[name][key] for one in rounds) for key in rounds[0][name]}
        for name in rounds[0]
    }


def verdict(found: dict[str, Any]) -> dict[str, bool]:
    """The bars: 150 ms on the clock; the growth in processor time, which other work disturbs least."""
    once, more = found.values()
    bars = {}
    for name in PLAIN:
        slowest = max(once[name]["s"], more[name]["s"])
        bars[f"{name} < {BAR_SECONDS * 1000:.0f} ms"] = slowest < BAR_SECONDS
        bars[f"{name} binnen 20 % bij meer antwoorden"] = more[name]["cpu_s"] <= BAR_GROWTH * once[name]["cpu_s"]
    return bars


def main() -> int:
    """Exit 0 when every bar is reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.paginas", description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="reruns of a page per round")
    parser.add_argument("--rounds", type=int, default=7, help="how often each database has its turn")
    parser.add_argument("--times", type=int, default=10, help="how many times as many raw answers the second time")
    parser.add_argument("--distinct", type=int, default=200, help="different Results to deal out")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    for name in ("leidraad.opslag", "streamlit.runtime.scriptrunner_utils.script_run_context"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), chosen)
    bars = verdict(found)
    if chosen.json:
        print(json.dumps({**found, "oordeel": bars}, ensure_ascii=False, indent=2))
    else:
        _print(found, bars)
    return 0 if all(bars.values()) else 1


def _print(found: dict[str, Any], bars: dict[str, bool]) -> None:
    for times, pages in found.items():
        print(f"{times} ({pages['antwoorden']} losse antwoorden)")
        for name in PLAIN:
            one = pages[name]
            print(
                f"  {name:<13} mediaan {one['s'] * 1000:6.1f} ms, snelste {one['snelste_s'] * 1000:6.1f} ms, "
                f"CPU {one['cpu_s'] * 1000:6.1f} ms; daarvan opslag met uitslagen inlezen {one['deur_s'] * 1000:5.2f} ms; "
                f"kale SQL {one['sql_s'] * 1000:5.2f} ms, verhouding {one['s'] / one['sql_s']:.0f} "
                f"(opslag {one['deur_s'] / one['sql_s']:.0f})"
            )
    for bar, reached in bars.items():
        print(f"{bar}: {'ja' if reached else 'NEE'}")


if __name__ == "__main__":
    sys.exit(main())
