"""`python -m tests.bench.plaatjes`: how long after opening a page of a large school its figure is drawn, in a real browser.

40 teams x 20 measurements, and a browser that was there before. Beside it a bare Streamlit page with one widget.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from leidraad.settings import ROOT
from tests.bench.paginas import MEASUREMENTS, TEAMS, bodies, fill
from tests.bench.server import running
from tests.browser.chromium import chromium
from tests.browser.handset import PATIENCE
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site

BAR_SECONDS = 1.5
FIGURE, WIDGET = ".js-plotly-plot .main-svg", '[data-testid="stButtonGroup"] button'
TEAM = TEAMS // 2
PAGES = {
    "Resultaat": f"resultaat?meting={TEAM * MEASUREMENTS}",
    "Ontwikkeling": f"ontwikkeling?team={TEAM}",
    "School": "school?school=1",
}
LAPTOP = {"width": 1280, "height": 800}


def opened(page: Page, address: str, drawn: str) -> float:
    """Seconds from asking for a page until this can be seen on it."""
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(drawn).first.wait_for(state="visible", timeout=PATIENCE)
    return time.perf_counter() - began


def measure(site: Site, bare: str, times: int) -> dict[str, list[float]]:
    """All pages by turns: what else runs on the machine disturbs them alike. The first turn of each is not counted."""
    found: dict[str, list[float]] = {}
    with chromium() as browser:
        context = as_school_leader(site, browser.new_context(locale="nl-NL", viewport=LAPTOP))  # type: ignore[arg-type]
        page = context.new_page()
        for turn in range(times + 1):
            took = {"kaal": opened(page, bare, WIDGET)}
            took |= {name: opened(page, f"{site.url}/{where}", FIGURE) for name, where in PAGES.items()}
            for name, seconds in took.items() if turn else ():
                found.setdefault(name, []).append(seconds)
    return found


@contextmanager
def _large_school(folder: Path) -> Iterator[Site]:
    site = Site(folder)
    with site.storage():
        fill(site.database, bodies(2026, 40))
    with site.running():
        yield site


def main() -> int:
    """Exit 0 when each figure is there in time."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.plaatjes", description=__doc__)
    parser.add_argument("--times", type=int, default=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        widget = {"EEN_WIDGET_DATABASE": str(folder / "een.db")}
        with (
            _large_school(folder) as site,
            running(ROOT / "tests/bench/een_widget/app.py", widget, folder) as bare,
        ):
            found = measure(site, f"http://{bare.address}", chosen.times)
    middle = {name: statistics.median(seconds) for name, seconds in found.items()}
    for name, seconds in middle.items():
        kept = "" if name == "kaal" else f", {'ja' if seconds <= BAR_SECONDS else 'NEE'}"
        print(
            f"{name:<13} mediaan {seconds:.2f} s, langste {max(found[name]):.2f} s, "
            f"{seconds / middle['kaal']:.1f} keer kaal{kept}"
        )
    return 0 if max(middle.values()) <= BAR_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
