"""`python -m tests.bench.reizen`: the six journeys that everybody makes, in a real browser, with their clicks and seconds.

The seconds are those of the program and the browser alone: nobody reads, types slowly or looks for a button.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers, closing, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day
from tests.browser.chromium import chromium
from tests.browser.handset import PATIENCE, visit
from tests.browser.signed_in import PASSWORD, as_school_leader, begin_code
from tests.browser.site import Site
from tests.cast import phones
from tests.plan import AGREED, begin

LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
PEOPLE = 12


@dataclass
class Traveller:
    """Somebody in a browser, whose clicks and typed fields are counted."""

    page: Page
    clicks: int = 0
    fields: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def type(self, field: Locator, words: str) -> None:
        field.fill(words)
        self.fields += 1

    def sees(self, what: Locator) -> None:
        expect(what.first).to_be_visible(timeout=PATIENCE)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name)


Journey = Callable[[Traveller], None]


def newcomer(site: Site) -> Journey:
    """From the address on the console to a measurement that is open."""

    def go(alice: Traveller) -> None:
        alice.page.goto(f"{site.url}/begin#{begin_code(site)}")
        alice.type(alice.page.get_by_label("Naam van de school"), "De Brug")
        alice.type(alice.page.locator("textarea"), "Bovenbouw havo")
        alice.type(alice.page.get_by_label("Naam", exact=True), "Alice")
        alice.type(alice.page.get_by_label("E-mailadres"), "alice@school.nl")
        alice.type(alice.page.get_by_label("Wachtwoord"), PASSWORD)
        alice.click(alice.button("Beginnen"))
        alice.click(alice.link("Zet de eerste meting klaar"))
        alice.click(alice.button("Klaarzetten"))
        alice.click(alice.button("Nu openen"))
        alice.sees(alice.page.locator(".code"))

    return go


def first_answer(site: Site, measurement: Measurement) -> Journey:
    """From the QR code to an answer that is stored."""

    def go(bob: Traveller) -> None:
        bob.page.goto(f"{site.url}/d/{measurement.join_code}")
        bob.click(bob.page.locator("#scherm a.knop"))
        bob.click(bob.page.get_by_role("radio", name="deels", exact=True).first)
        bob.sees(bob.page.get_by_text("1 van 30 antwoorden opgeslagen"))

    return go


def own_answers(site: Site, measurement: Measurement) -> Journey:
    """The same phone scans once more, and shows what was answered."""

    def go(bob: Traveller) -> None:
        bob.page.goto(f"{site.url}/d/{measurement.join_code}")
        bob.sees(bob.page.get_by_text("1 van 30 antwoorden opgeslagen"))
        bob.click(bob.link("Ga verder waar je was"))
        bob.sees(bob.page.get_by_role("radio", name="deels", exact=True, checked=True))

    return go


def to_the_reveal(wall: Page) -> Journey:
    """From the console that closes to the result on the wall."""

    def go(alice: Traveller) -> None:
        for name in ("Sluit de meting", "Ja, sluit de meting", "Toon de uitslag"):
            alice.click(alice.button(name).first)
        alice.sees(wall.get_by_text("Zo zien wij ons team"))

    return go


def attention(site: Site) -> Journey:
    """From Start to which construct most teams score lowest on."""

    def go(alice: Traveller) -> None:
        visit(alice.page, site.url)
        alice.click(alice.link("naast elkaar").first)
        alice.sees(alice.page.get_by_role("heading", name="Waarvoor vragen teams aandacht?"))

    return go


def agreed_last_time(site: Site, team_id: int) -> Journey:
    """From Start to what a team wrote down at the end of its day."""

    def go(alice: Traveller) -> None:
        visit(alice.page, site.url)
        alice.click(alice.page.locator(f".st-key-start-team-{team_id}").get_by_role("link"))
        alice.sees(alice.page.get_by_text(AGREED.response.split()[-3]))

    return go


def run(browser: Browser, folder: Path) -> Iterator[tuple[str, Traveller, float]]:
    """Each journey: what it is, who made it, and how many seconds it took."""
    with _running(folder / "leeg") as empty:
        yield _timed("nieuw → open meting", newcomer(empty), _context(browser, LAPTOP))
    with _running(folder / "school") as site:
        opened, led, settled, other = (site.open_measurement(team, invited=PEOPLE) for team in "ABCD")
        with site.storage():
            for one in (led, settled, other):
                _fill_in(one)
            for one in (settled, other):
                closing.close(one.id)
                reveal.share(one.id)
            begin(settled.team_id, measurement_id=settled.id)
            day.start(led.id, 90)
            day.go_to(led.id, DayStep.FILL, leaving=DayStep.JOIN)
        phone = _context(browser, PHONE)
        yield _timed("QR-code → eerste antwoord", first_answer(site, opened), phone)
        yield _timed("deelnemer → mijn antwoorden", own_answers(site, opened), phone)
        leader = as_school_leader(site, _context(browser, LAPTOP))
        console, wall = leader.new_page(), leader.new_page()
        visit(wall, f"{site.url}/presenteren?meting={led.id}")
        visit(console, f"{site.url}/studiedag?meting={led.id}")
        yield _timed("sluiten → uitslag op het scherm", to_the_reveal(wall), leader, console)
        yield _timed("schoolleider → wie vraagt aandacht", attention(site), leader)
        yield _timed("kartrekker → wat spraken we af", agreed_last_time(site, settled.team_id), leader)


def _timed(
    what: str, journey: Journey, context: BrowserContext, page: Page | None = None
) -> tuple[str, Traveller, float]:
    traveller = Traveller(page or context.new_page())
    began = time.perf_counter()
    journey(traveller)
    return what, traveller, time.perf_counter() - began


def _context(browser: Browser, viewport: Any) -> BrowserContext:
    return browser.new_context(locale="nl-NL", viewport=viewport)


def _fill_in(measurement: Measurement) -> None:
    asked = sorted(library.asked_ids(measurement.instrument_id, measurement.instrument_version, True))
    for person, device in enumerate(phones(PEOPLE)):
        answers.save(measurement.id, device, {item: 1 + (person + place) % 5 for place, item in enumerate(asked)})


@contextmanager
def _running(folder: Path) -> Iterator[Site]:
    folder.mkdir()
    with Site(folder).running() as site:
        yield site


def main() -> int:
    """Print a line for each journey."""
    print(f"{'reis':<36} {'klikken':>8} {'velden':>8} {'seconden':>9}")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for what, traveller, seconds in run(browser, Path(folder)):
            print(f"{what:<36} {traveller.clicks:>8} {traveller.fields:>8} {seconds:>9.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
