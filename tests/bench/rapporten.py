"""`python -m tests.bench.rapporten`: how long the files of a large school take to make, beside a plain SQL query.

The school of tests.bench.paginas: 40 teams x 20 measurements x 30 people. Per file the clock time for making it from the
database on, the processor time, its size, and the ratio to the plain query for the same Results.
"""

import argparse
import json
import logging
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from leidraad.domain import progress as rules
from leidraad.domain.selection import Selection
from leidraad.reports import csv_file, printing, school_report, tables, xlsx
from leidraad.storage.database import engine
from leidraad.storage.measurements import measurements, results
from leidraad.storage.schools import schools
from leidraad.ui.downloads import offering
from leidraad.ui.results import files as team_files
from leidraad.ui.results.progress import moments
from leidraad.ui.school import data, files
from tests.bench.paginas import TEAMS, bodies, fill
from tests.bench.paginas import _open as open_database

BARS = {"rapport van een team (PDF)": 1.0, "rapport van de school (PDF)": 5.0, "alles (XLSX)": 3.0}
_ALL = "SELECT m.*, r.body FROM measurement m JOIN result r ON r.measurement_id = m.id WHERE m.state = 'gedeeld'"


_turns = cycle(range(1, TEAMS + 1))


def team_pdf() -> bytes:
    """The report of the last measurement of the next team, with its twenty in the development: never the same twice."""
    team = schools.team(next(_turns))
    shared = results.of_team(team.id)
    row = moments(shared)
    before = rules.previous(row, row[-1])
    against = rules.compare(row, before, row[-1]) if before else None
    return team_files.team_report.pdf(
        team_files._of_measurement(team, shared[-1].measurement, shared[-1].result, against)
    )


def school_pdf(progress: Callable[[float], object] = lambda share: None) -> bytes:
    """The report of the school: the latest measurement of all teams."""
    school = schools.school(1)
    seen = data.overview(school)
    table = data.table(seen, Selection())
    paper = offering.paper(school.name, example=False)
    report = school_report.SchoolReport(paper, "laatste meting", seen.instrument, seen.instrument.parts, table)
    return school_report.pdf(report, progress)


def everything_xlsx() -> bytes:
    """Every shared measurement of the school in one workbook."""
    return xlsx.file(tables.of(files.all_measured(schools.school(1), lambda share: None)), [], "Alles")


def statements_csv() -> bytes:
    """The longest table of the school as CSV."""
    return csv_file.file(tables.of(files.all_measured(schools.school(1), lambda share: None))[2], dutch=True)


def picture_png() -> bytes:
    """One chart as PNG."""
    shared = results.of_team(TEAMS // 2)[-1]
    instrument = team_files.instrument_of(shared.result)
    assert instrument is not None
    drawn = team_files._result_pictures(instrument, shared.result, None)["Aanbevelingen"].draw()
    return printing.png(drawn.framed("Team", ["bron"]))


FILES: dict[str, Callable[[], bytes]] = {
    "rapport van een team (PDF)": team_pdf,
    "rapport van de school (PDF)": school_pdf,
    "alles (XLSX)": everything_xlsx,
    "alle stellingen (CSV)": statements_csv,
    "een grafiek (PNG)": picture_png,
}


def measure(make: Callable[[], bytes], runs: int) -> dict[str, float]:
    """Seconds on the clock and of the processor, the middle of the runs; the first, which loads fonts, is separate."""
    data._column.cache_clear()
    first = time.perf_counter()
    size = len(make())
    first = time.perf_counter() - first
    clock, processor = [], []
    for _ in range(runs):
        data._column.cache_clear()
        start, busy = time.perf_counter(), time.process_time()
        make()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    return {
        "s": statistics.median(clock),
        "eerste_s": first,
        "cpu_s": statistics.median(processor),
        "kB": round(size / 1000),
    }


def plain(database: Path, query: str, runs: int) -> float:
    """Seconds for the plain query for the same Results, on a connection that is open already."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        found = []
        for _ in range(runs):
            start = time.perf_counter()
            connection.execute(query).fetchall()
            found.append(time.perf_counter() - start)
    return statistics.median(found)


def held_up(make: Callable[[], bytes]) -> float:
    """The longest time, in seconds, that another thread had to wait for Python while this file was made."""
    making = threading.Thread(target=make)
    longest, last = 0.0, time.perf_counter()
    making.start()
    while making.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest


def run(folder: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """All files in one school."""
    database = folder / "leidraad.db"
    open_database(database)
    fill(database, bodies(chosen.seed, chosen.distinct))
    assert len(measurements.of_team(1)) * TEAMS == 800
    sql = {
        name: _ALL if "team" not in name and "PNG" not in name else f"{_ALL} AND m.team_id = 20" for name in FILES
    }
    found = {}
    for name, make in FILES.items():
        one = measure(make, chosen.runs)
        one["sql_s"] = plain(database, sql[name], chosen.runs)
        one["wachten_s"] = held_up(partial(make))
        found[name] = one
    engine.close_database()
    return found


def verdict(found: dict[str, Any]) -> dict[str, bool]:
    """The bars of the specification, on the clock; `eerste_s` also loads the library and the fonts, once."""
    return {f"{name} < {bar:.0f} s": found[name]["s"] < bar for name, bar in BARS.items()}


def main() -> int:
    """Exit 0 when every bar is reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rapporten", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--distinct", type=int, default=200, help="different Results to deal out")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    logging.getLogger("leidraad.opslag").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), chosen)
    bars = verdict(found)
    if chosen.json:
        print(json.dumps({**found, "oordeel": bars}, ensure_ascii=False, indent=2))
    else:
        _print(found, bars)
    return 0 if all(bars.values()) else 1


def _print(found: dict[str, Any], bars: dict[str, bool]) -> None:
    for name, one in found.items():
        print(
            f"{name:<30} {one['s'] * 1000:7.0f} ms (eerste {one['eerste_s'] * 1000:5.0f}, CPU {one['cpu_s'] * 1000:5.0f}), "
            f"{one['kB']:5.0f} kB; kale SQL {one['sql_s'] * 1000:6.2f} ms, verhouding {one['s'] / one['sql_s']:5.0f}; "
            f"een ander wacht hoogstens {one['wachten_s'] * 1000:.0f} ms"
        )
    for bar, reached in bars.items():
        print(f"{bar}: {'ja' if reached else 'NEE'}")


if __name__ == "__main__":
    sys.exit(main())
