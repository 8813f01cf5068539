"""A year in the life of a team in real browsers, with the server's clock moved: its plan on a laptop, a small inquiry on
phones, expectation beside outcome on the wall, looking back, and securing."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from leidraad.domain.result import Mode
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools import schools
from tests.browser.conftest import Colleagues, Contexts, Phones
from tests.browser.handset import ready, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site
from tests.plan import begin

ITEM = "vo-a4-02"
PEOPLE = 9
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


def chosen(site: Site) -> FocusPoint:
    """The team measured, and chose one statement to work on."""
    with site.storage():
        team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw")
        made = measurements.prepare(
            measurements.Preparation(team.id, "najaar", "leidraad-vo", 1, False, Mode.INDIVIDUAL, PEOPLE)
        )
        measurements.open_(made.id)
        for person in range(PEOPLE):
            answers.save(made.id, f"{person:032x}", {ITEM: 2 + person % 2})
        closing.close(made.id)
        reveal.share(made.id)
        return begin(team.id, "aanbeveling-4", item_id=ITEM)


def push(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click(timeout=30_000)


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible(timeout=30_000)


def test_a_year_in_the_life_of_a_team(
    year: Site,
    days: Path,
    new_context: Contexts,
    new_phone: Phones,
    new_colleague: Colleagues,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    point = chosen(year)
    began = clock.now

    def desk(day: int, doe: str) -> Page:
        """A laptop on this day of the year, signed in that day."""
        days.write_text(str(day), encoding="ascii")
        monkeypatch.setattr(clock, "now", lambda: began() + timedelta(days=day))
        page = as_school_leader(year, new_context()).new_page()
        visit(page, f"{year.url}/plan?team={point.team_id}&punt={point.id}&doe={doe}")
        ready(page)
        return page

    page = desk(10, "stap")
    push(page, "Door naar stap 3: besluiten en plannen")
    says(page, "Het speerpunt staat nu bij stap 3")

    page = desk(47, "onderzoek")
    page.get_by_label("Wat verwachten jullie?").fill(EXPECTED)
    push(page, "Bewaar het kleine onderzoek")
    push(page, "Vraag het nu aan het team")
    code = re.sub(r"\s", "", page.locator("p.code").inner_text(timeout=30_000))

    phone = new_phone(year.url)
    phone.join(code)
    phone.fill_in({ITEM: 4})
    for _ in range(PEOPLE - 1):
        colleague = new_colleague(year.url)
        colleague.join(code)
        colleague.fill_in({ITEM: 4})

    expect(page.locator(".teller")).to_contain_text(f"{PEOPLE} nog bezig", timeout=30_000)
    push(page, "Sluit het kleine onderzoek")
    push(page, "Toon de uitslag")
    says(page, "Wat eruit kwam")
    assert page.get_by_label(f"{PEOPLE} grotendeels").count() == 1

    page.get_by_text("Laat het zien op het scherm").click()
    expect(page.locator(".wand")).to_contain_text(EXPECTED, timeout=30_000)

    page = desk(49, "terugkijken")
    says(page, "Wat het kleine onderzoek liet zien")
    page.locator("[class*=st-key-vorm-terug]").get_by_text("gedaan", exact=True).click()
    page.locator("[class*=besluit]").get_by_text("Borgen", exact=True).click()
    page.get_by_label("Waarom besluiten we dat?").fill("Het gaat vanzelf")
    push(page, "Opslaan")
    says(page, "Het speerpunt staat nu bij stap 5")
