"""`python -m tests.bench.starten`: from the command to the first page that can be used, beside an empty Streamlit app.

Both start in turn, with a database that exists; a real browser with an empty cache looks until the page can be used.
The first page is a plain one for whoever is not signed in, and a screen of Streamlit for whoever leads. The bar for each:
at most 1,3 times the empty app, in the middle one of the rounds. The same with the questionnaire of an open
measurement, for which there is no bar: then everything is made ready before the server answers. Python keeps what it
compiled, as it does for whoever starts the app a second time; the first round is not counted.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from leidraad.access.cookies import SESSION
from leidraad.storage.database import engine
from tests.bench.invullen import open_measurement
from tests.bench.server import ROOT, running
from tests.bench.visitors import a_leader
from tests.browser.chromium import chromium

BAR = 1.3
EMPTY = 'import streamlit as st\n\nst.title("Leeg")\n'


@dataclass(frozen=True)
class Wanted:
    """A page, what stands on it when it can be used, and who asks for it."""

    path: str
    landmark: str
    session: str = ""


def start(browser: Browser, script: Path, environment: dict[str, str], folder: Path, wanted: Wanted) -> float:
    """Seconds until the landmark stands on the page."""
    began = time.perf_counter()
    with running(script, environment, folder) as server:
        page = browser.new_page()
        if wanted.session:
            page.context.add_cookies(
                [{"name": SESSION, "value": wanted.session, "url": f"http://{server.address}"}]
            )
        page.goto(f"http://{server.address}{wanted.path}", wait_until="commit")
        page.get_by_text(wanted.landmark).first.wait_for(timeout=60_000)
        taken = time.perf_counter() - began
        page.close()
    return taken


def measure(folder: Path, runs: int) -> dict[str, Any]:
    """Medians of so many starts of each, taken in turn; compared round by round, so that a busy moment hits both."""
    quiet, during = (
        {"DATABASE_URL": f"sqlite:///{folder / name}.db", "PYTHONDONTWRITEBYTECODE": ""}
        for name in ("stil", "open")
    )
    code = open_measurement(during, "leidraad-vo")
    for environment in (during, quiet):
        engine.open_database(environment["DATABASE_URL"])
        alice = a_leader()  # somebody has an account: no first run
        engine.close_database()
    empty = folder / "leeg.py"
    empty.write_text(EMPTY, encoding="utf-8")
    app = ROOT / "app.py"
    cases = {
        "leeg": (empty, quiet, Wanted("/", "Leeg")),
        "startpagina": (app, quiet, Wanted("/", "Code van zes tekens")),
        "start van wie leidt": (app, quiet, Wanted("/", "Code van zes tekens", alice)),
        "vragenlijst": (app, during, Wanted(f"/d/{code}", "Beginnen")),
    }
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for turn in range(runs + 1):
        for name, (script, environment, wanted) in cases.items():
            with chromium() as browser:
                seconds = start(browser, script, environment, folder, wanted)
            if turn:
                taken[name].append(seconds)
    rounds = {
        name: [round(ours / empty, 2) for ours, empty in zip(taken[name], taken["leeg"], strict=True)]
        for name in ("startpagina", "start van wie leidt")
    }
    return {
        "seconden": {name: round(statistics.median(one), 2) for name, one in taken.items()},
        "rondes": rounds,
        "verhouding": {name: statistics.median(one) for name, one in rounds.items()},
        "oordeel": {name: statistics.median(one) <= BAR for name, one in rounds.items()},
    }


def main() -> int:
    """Exit 0 when both reach the bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.starten", description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), parser.parse_args().runs)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if all(result["oordeel"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
