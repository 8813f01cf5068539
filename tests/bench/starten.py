"""`python -m tests.bench.starten`: from the command to the first page that can be used, beside an empty Streamlit app.

Both start in turn, with a database that exists; a real browser with an empty cache looks until the page can be used.
The bar: at most 1,3 times the empty app, in the middle one of the rounds. The same with the questionnaire of an open
measurement, for which there is no bar: then everything is made ready before the server answers. Python keeps what it
compiled, as it does for whoever starts the app a second time; the first round is not counted.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from leidraad.storage.database import engine
from tests.bench.invullen import open_measurement
from tests.bench.server import ROOT, running
from tests.bench.visitors import a_leader
from tests.browser.chromium import chromium

BAR = 1.3
EMPTY = 'import streamlit as st\n\nst.title("Leeg")\n'


def start(
    browser: Browser, script: Path, environment: dict[str, str], folder: Path, path: str, landmark: str
) -> float:
    """Seconds until the landmark stands on the page."""
    began = time.perf_counter()
    with running(script, environment, folder) as server:
        page = browser.new_page()
        page.goto(f"http://{server.address}{path}", wait_until="commit")
        page.get_by_text(landmark).first.wait_for(timeout=60_000)
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
    for environment in (quiet, during):
        engine.open_database(environment["DATABASE_URL"])
        a_leader()  # somebody has an account: no first run
        engine.close_database()
    empty = folder / "leeg.py"
    empty.write_text(EMPTY, encoding="utf-8")
    app = ROOT / "app.py"
    wanted = {
        "leeg": (empty, quiet, "/", "Leeg"),
        "startpagina": (app, quiet, "/", "Code van zes tekens"),
        "vragenlijst": (app, during, f"/d/{code}", "Beginnen"),
    }
    taken: dict[str, list[float]] = {name: [] for name in wanted}
    for turn in range(runs + 1):
        for name, (script, environment, path, landmark) in wanted.items():
            with chromium() as browser:
                seconds = start(browser, script, environment, folder, path, landmark)
            if turn:
                taken[name].append(seconds)
    rounds = [ours / empty for ours, empty in zip(taken["startpagina"], taken["leeg"], strict=True)]
    ratio = statistics.median(rounds)
    return {
        "seconden": {name: round(statistics.median(one), 2) for name, one in taken.items()},
        "rondes": [round(one, 2) for one in rounds],
        "verhouding": round(ratio, 2),
        "oordeel": ratio <= BAR,
    }


def main() -> int:
    """Exit 0 when the bar is reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.starten", description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), parser.parse_args().runs)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if result["oordeel"] else 1


if __name__ == "__main__":
    sys.exit(main())
