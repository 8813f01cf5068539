"""`python -m tests.bench.plaatjes`: how long after opening a page of a large school its picture is seen, in a real browser.

40 teams x 20 measurements, and a browser that was there before. The picture lies still at first, and is one to point at as
soon as that is drawn: both are timed, the bar is for the first. Beside it a bare Streamlit page with one widget.
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
PICTURE = ", ".join(f"{one}:visible" for one in (".overzicht", ".panelen", FIGURE))
TEAM = TEAMS // 2
PAGES = {
    "Resultaat": f"resultaat?meting={TEAM * MEASUREMENTS}",
    "Ontwikkeling": f"ontwikkeling?team={TEAM}",
    "School": "school?school=1",
}
LAPTOP = {"width": 1280, "height": 800}


def opened(page: Page, address: str, *seen: str) -> list[float]:
    """Seconds from asking for a page until each of these can be seen on it, one after the other."""
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    found = []
    for one in seen:
        page.locator(one).first.wait_for(state="visible", timeout=PATIENCE)
        found.append(time.perf_counter() - began)
    return found


def measure(site: Site, bare: str, times: int) -> dict[str, list[float]]:
    """All pages by turns: what else runs on the machine disturbs them alike. The first turn of each is not counted."""
    found: dict[str, list[float]] = {}
    with chromium() as browser:
        context = as_school_leader(site, browser.new_context(locale="nl-NL", viewport=LAPTOP))  # type: ignore[arg-type]
        page = context.new_page()
        for turn in range(times + 1):
            took = dict(zip(["kaal"], opened(page, bare, WIDGET), strict=True))
            for name, where in PAGES.items():
                names = (name, f"{name}, om aan te wijzen")
                took |= dict(zip(names, opened(page, f"{site.url}/{where}", PICTURE, FIGURE), strict=True))
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
        kept = f", {'ja' if seconds <= BAR_SECONDS else 'NEE'}" if name in PAGES else ""
        print(
            f"{name:<32} mediaan {seconds:.2f} s, langste {max(found[name]):.2f} s, "
            f"{seconds / middle['kaal']:.1f} keer kaal{kept}"
        )
    return 0 if max(middle[name] for name in PAGES) <= BAR_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
