"""A year in the life of a team in real browsers, with the server's clock moved: it measures, chooses and plans on a laptop,
takes its first step, asks a small inquiry on phones, sees expectation beside outcome on the wall, looks back, measures again
and secures.

The first measurement and the step to deciding are stored, and the first step is taken where it was agreed; with `--lang` all is
done on the screen, each on its own day.
tests/ui/plan/test_year.py walks through the same year without a browser, and test_whole_line.py measures from an empty program.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from leidraad.domain.cycle import CycleStep
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, reveal
from leidraad.storage.plans import cycle_moves, focus_points
from leidraad.storage.schools import schools
from tests.browser.conftest import Colleagues, Contexts, Phones
from tests.browser.handset import ready, unfold, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site

ITEM = "vo-a4-02"
PEOPLE = 9
STATEMENT = "In ons overleg staan we stil bij hoe we meer van elkaar kunnen leren."
AGREED = {
    "Als …": "we een les bezoeken",
    "dan … (wie doet wat)": "noteert ieder één vraag",
    "De eerste stap": "Rooster delen",
    "Wie? Een rol of voornaam": "kartrekker",
}
EXPECTED = "De meesten kiezen nu grotendeels"


def follow_the_file(file: Path) -> None:
    """In this process it is so many days later as the file says."""
    now = clock.now

    def moved() -> datetime:
        return now() + timedelta(days=int(file.read_text(encoding="ascii")))

    clock.now = moved


@pytest.fixture
def days(tmp_path: Path) -> Path:
    """What tells the server which day of the year it is."""
    file = tmp_path / "days"
    file.write_text("0", encoding="ascii")
    return file


@pytest.fixture
def year(tmp_path: Path, days: Path) -> Iterator[Site]:
    site = Site(tmp_path, before=partial(follow_the_file, days))
    site.start()
    try:
        yield site
    finally:
        site.stop()


def push(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click(timeout=30_000)


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible(timeout=30_000)


def choose(page: Page, label: str, words: str) -> None:
    page.get_by_label(label).click()
    page.get_by_role("option", name=words).first.click()
    ready(page)


def open_code(page: Page) -> str:
    return re.sub(r"\s", "", page.locator("p.code").inner_text(timeout=30_000))


def measured(site: Site) -> None:
    """The result of a measurement as the screens make it."""
    opened = site.open_measurement("Bovenbouw", invited=PEOPLE, short=False)
    with site.storage():
        for person in range(PEOPLE):
            answers.save(opened.id, f"{person:032x}", {ITEM: 2 + person % 2})
        closing.close(opened.id)
        reveal.share(opened.id)


def to_deciding(site: Site, team: int) -> None:
    with site.storage():
        (point,) = focus_points.of_team(team)
        cycle_moves.move(team, point.id, CycleStep.DECIDE, leaving=CycleStep(point.step))


def test_a_year_in_the_life_of_a_team(
    year: Site,
    days: Path,
    new_context: Contexts,
    new_phone: Phones,
    new_colleague: Colleagues,
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    with year.storage():
        team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw").id
    began, context = clock.now, new_context()
    page = context.new_page()

    def desk(day: int, address: str) -> None:
        """The laptop on this day of the year, signed in that day."""
        days.write_text(str(day), encoding="ascii")
        monkeypatch.setattr(clock, "now", lambda: began() + timedelta(days=day))
        as_school_leader(year, context)
        visit(page, f"{year.url}/{address}")

    def colleagues(code: str, values: list[int]) -> None:
        for value in values:
            one = new_colleague(year.url)
            one.join(code)
            one.fill_in({ITEM: value})

    def measure() -> None:
        push(page, "Klaarzetten")
        push(page, "Nu openen")
        colleagues(open_code(page), [2 + person % 2 for person in range(PEOPLE)])
        push(page, "Sluit de meting")
        push(page, "Ja, sluit de meting")
        push(page, "Toon de uitslag")
        expect(page.get_by_role("button", name="Toon de uitslag")).to_have_count(0, timeout=30_000)
        says(page, "Metingen met een uitslag")

    plan, whole = f"plan?team={team}", pytestconfig.getoption("lang")
    if whole:
        desk(0, f"metingen?team={team}")
        measure()
    else:
        measured(year)
    desk(0, plan)
    choose(page, "Waar gaan we aan werken?", "Aanbeveling 4")
    choose(page, "Het hele onderdeel, of één stelling eruit?", STATEMENT)
    for label, words in AGREED.items():
        page.get_by_label(label).fill(words)
    push(page, "Begin dit plan")
    says(page, "De eerste stap staat bij de acties")

    if whole:
        desk(10, f"{plan}&doe=acties")
    unfold(page, page.get_by_role("strong").filter(has_text=AGREED["De eerste stap"]))
    page.locator("[class*=st-key-vorm-actie]").get_by_text("gedaan", exact=True).click()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    says(page, "De actie is opgeslagen")
    if whole:
        desk(10, f"{plan}&doe=stap")
        push(page, "Door naar stap 3: besluiten en plannen")
        says(page, "Het speerpunt staat nu bij stap 3")
    else:
        to_deciding(year, team)

    desk(47, f"{plan}&doe=onderzoek")
    page.get_by_label("Wat verwachten jullie?").fill(EXPECTED)
    push(page, "Bewaar het kleine onderzoek")
    push(page, "Vraag het nu aan het team")
    code = open_code(page)
    phone = new_phone(year.url)
    phone.join(code)
    phone.fill_in({ITEM: 4})
    colleagues(code, [4] * (PEOPLE - 1))
    expect(page.locator(".teller")).to_contain_text(f"{PEOPLE} nog bezig", timeout=30_000)
    push(page, "Sluit het kleine onderzoek")
    push(page, "Toon de uitslag")
    says(page, "Wat eruit kwam")
    assert page.get_by_label(f"{PEOPLE} grotendeels").count() == 1
    page.get_by_text("Laat het zien op het scherm").click()
    expect(page.locator(".wand")).to_contain_text(EXPECTED, timeout=30_000)

    desk(49, f"{plan}&doe=terugkijken")
    says(page, "Wat het kleine onderzoek liet zien")
    page.locator("[class*=st-key-vorm-terug]").get_by_text("gedaan", exact=True).click()
    page.locator("[class*=besluit]").get_by_text("Borgen", exact=True).click()
    page.get_by_label("Waarom besluiten we dat?").fill("Het gaat vanzelf")
    push(page, "Opslaan")
    says(page, "Het speerpunt staat nu bij stap 5")

    desk(200, f"metingen?team={team}")
    unfold(page, page.get_by_text("Nieuwe meting klaarzetten").first)
    measure()
    desk(201, f"{plan}&doe=afronden")
    page.get_by_text("Het werkt en het blijft: borgen").click()
    page.locator("[class*=borgen-structuur] textarea").fill("In ‘Zo werken wij’")
    page.locator("[class*=borgen-persoon] textarea").fill("De teamleider")
    push(page, "Rond af: geborgd")
    says(page, "Het speerpunt is afgerond")
