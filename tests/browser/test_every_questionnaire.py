"""Every questionnaire of ours in a real browser, from preparing to the report: whoever leads, the smallest phone, the wall.

One of the eight is a browser and the others ask the server the same. `--lang` walks through all questionnaires, without it
through one: its first and last screen, the others are filled in without a browser, and on the wall, where all others are
shown by tests/ui/test_every_questionnaire.py and fit as those of the longest questionnaire in test_wall.py.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.storage.schools import schools
from tests.browser.conftest import Colleagues, Contexts
from tests.browser.handset import Handset, seen, text_of, unfold, visit
from tests.browser.leader import SCREEN, faults
from tests.browser.phone_page import recognised
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site
from tests.content.examples import RANKING
from tests.content.ours import BESIDE, name
from tests.reports.papers import Read

PEOPLE = 8
SMALLEST = {"width": 320, "height": 568}
PLACES = library.instrument("dimensieraamwerk", 1)
#: The choices that a thumb does not hit or that fall off the smallest screen.
TOO_SMALL = """() => [...document.querySelectorAll('.keuzes label')].map(one => one.getBoundingClientRect())
    .filter(one => one.height < 44 || one.left < 0 || one.right > 320)"""
UNITS = {
    "team": "Ons team",
    "school": "De hele school",
    "netwerk": "Een netwerk of PLG (professionele leergemeenschap)",
}
SHORT = "gespreid-leiderschap"  # places and an extent, and how a team is led comes last


@dataclass(frozen=True)
class Told:
    """What the first construct says: on its slide of the wall, and of its first statement on Resultaat."""

    wall: str
    counts: str


# The first statement of each construct divides the team, four at either end; at all others all eight choose the fourth, in
# `reflecteren` the second. So a construct of three is (3 + 4 + 4) / 3 = 3,7, of four 3,75, of five 3,8.
EXTENT = "4 nog niet, 4 helemaal"
TOLD = {
    "dimensieraamwerk": Told("4 losse momenten, 4 dagelijks werk", "4 losse momenten, 4 dagelijks werk"),
    "gespreid-leiderschap": Told("4 de leiding, 4 de kenner", "4 de leiding, 4 de kenner"),
    "lerende-organisatie": Told("3,8", EXTENT),
    "ontwikkelruimte": Told("3,7", EXTENT),
    "professionele-cultuur": Told("4 nog niet", EXTENT),
    "school-als-plg": Told("3,8", EXTENT),
    "teamleren": Told("3,8", EXTENT),
    "vier-pijlers": Told("3,8", EXTENT),
}
LOW = "ruimte-4"


def chosen(instrument: Instrument, person: int) -> dict[str, int]:
    """What one of the eight answers."""
    return {
        item.id: (1 if person < PEOPLE // 2 else 5) if at == 0 else 2 if construct.id == LOW else 4
        for construct in instrument.constructs
        for at, item in enumerate(construct.items)
    }


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "instrument" in metafunc.fixturenames:
        everything = metafunc.config.getoption("lang")
        metafunc.parametrize("instrument", [one for one in BESIDE if everything or one.id == SHORT], ids=name)


def test_it_goes_from_preparing_to_the_report(
    site: Site, new_context: Contexts, new_colleague: Colleagues, instrument: Instrument
) -> None:
    with site.storage():
        team = schools.add_school_with_team(f"De Brug, {instrument.id}", "vo", "Bovenbouw")
    laptop = as_school_leader(site, new_context()).new_page()
    code, measurement = _prepared_and_opened(laptop, site, team.id, instrument)
    _filled_in_on_the_smallest_phone(new_context, site.url, code, instrument)
    for person in range(1, PEOPLE):
        colleague = new_colleague(site.url)
        colleague.join(code)
        colleague.fill_in(chosen(instrument, person))
    wall = as_school_leader(site, new_context(viewport=SCREEN)).new_page()
    _revealed_on_the_wall(laptop, wall, site, measurement, instrument)
    _read_on_resultaat(laptop, site, measurement, instrument)
    _taken_along(laptop, instrument)


def _prepared_and_opened(page: Page, site: Site, team: int, instrument: Instrument) -> tuple[str, int]:
    visit(page, f"{site.url}/metingen?team={team}")
    page.get_by_text(UNITS[instrument.unit], exact=True).click()
    assert instrument.when is not None
    page.get_by_text(instrument.when.question).click()
    expect(page.get_by_text(f"Volledig: {len(instrument.items)} ")).to_be_visible()
    page.get_by_label("Hoeveel collega's nodig je uit?").fill(str(PEOPLE))
    page.get_by_role("button", name="Klaarzetten").click()
    expect(page.get_by_text("Klaar om te openen.")).to_be_visible()
    assert instrument.title in text_of(page)
    _ranks_nothing(instrument, [page.get_by_label("Tekst van de uitnodiging").input_value()])
    page.get_by_role("button", name="Nu openen").click()
    code = page.locator(".code").inner_text().replace(" ", "")
    ((measurement,),) = site.rows("SELECT id FROM measurement WHERE join_code = ?", code)
    return code, int(str(measurement))


def _filled_in_on_the_smallest_phone(new_context: Contexts, url: str, code: str, instrument: Instrument) -> None:
    """Every label is read whole and large enough to hit; nothing is wider than the screen."""
    phone = Handset(new_context(viewport=SMALLEST, has_touch=True), url)
    phone.open(code)
    assert instrument.title in phone.page.locator("#scherm").inner_text()
    seen(phone.page, f"{instrument.id}-telefoon-0")
    answers = chosen(instrument, 0)
    for screen, construct in enumerate(instrument.constructs, start=1):
        phone.onward(screen)
        assert phone.page.evaluate(TOO_SMALL) == []
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
        for item in construct.items:
            labels = phone.page.locator(f'fieldset[data-stelling="{item.id}"] .keuzes label')
            for at, label in enumerate(instrument.labels(item)):
                expect(labels.nth(at)).to_contain_text(label)
            labels.nth(answers[item.id] - 1).click()
        seen(phone.page, f"{instrument.id}-telefoon-{screen}")
    phone.says_saved(len(answers), len(instrument.items))
    phone.onward(len(instrument.constructs) + 1)
    phone.says("Dank je wel")


def _revealed_on_the_wall(console: Page, wall: Page, site: Site, measurement: int, instrument: Instrument) -> None:
    visit(console, f"{site.url}/studiedag?meting={measurement}")
    visit(wall, f"{site.url}/presenteren?meting={measurement}")
    for label in ("Begin de dag", "We gaan invullen", "Sluit de meting", "Ja, sluit de meting", "Toon de uitslag"):
        console.get_by_role("button", name=label, exact=True).click()
    shown = wall.locator(".wand")
    expect(shown).to_contain_text(f"Zo zien wij {topics.us(instrument)}")
    said = [_read_from_afar(wall)]
    seen(wall, f"{instrument.id}-wand-1")
    for construct in topics.revealed(instrument):
        console.get_by_role("button", name=f"Toon {construct.name[0].lower()}{construct.name[1:]}").click()
        expect(shown.locator("h1")).to_have_text(construct.short)
        said.append(_read_from_afar(wall))
        seen(wall, f"{instrument.id}-wand-{len(said)}")
        if construct == instrument.constructs[0]:
            expect(shown).to_contain_text(TOLD[instrument.id].wall)
    _ranks_nothing(instrument, said)


def _read_from_afar(wall: Page) -> str:
    """What the wall says, large enough and whole."""
    assert faults(wall) == {}
    return wall.locator(".wand").inner_text()


def _ranks_nothing(instrument: Instrument, said: list[str]) -> None:
    """Where all is a place between two poles no word makes one more than another."""
    if instrument.scored or not topics.asks_places(instrument):
        return
    shown = " ".join(" ".join(said).split())
    for asked in {
        words for item in instrument.items for words in (item.text, item.left, item.right, item.recognise) if words
    }:
        shown = shown.replace(asked, "")
    assert RANKING.findall(shown) == []


def _read_on_resultaat(page: Page, site: Site, measurement: int, instrument: Instrument) -> None:
    visit(page, f"{site.url}/resultaat?meting={measurement}")
    expect(page.get_by_text(f"{PEOPLE} van {PEOPLE} collega's vulden in")).to_be_visible()
    first = instrument.constructs[0]
    if first.scored:
        unfold(page, page.locator("summary", has_text=f"{first.name}: {TOLD[instrument.id].wall}"))
    picture = page.get_by_label(TOLD[instrument.id].counts).first
    expect(picture).to_be_visible()
    seen(page, f"{instrument.id}-resultaat")
    _ranks_nothing(instrument, [text_of(page)])


def _taken_along(page: Page, instrument: Instrument) -> None:
    unfold(page, page.locator("summary", has_text="Meenemen"))
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Maak het bestand").click()
    made = Path(downloading.value.path()).read_bytes()
    if folder := os.environ.get("BEELDEN"):
        (Path(folder) / f"{instrument.id}.pdf").write_bytes(made)
    report = Read(made)
    assert instrument.credit in report.text
    for construct in instrument.constructs:
        assert construct.short in report.text
    _ranks_nothing(instrument, [report.text])


@pytest.mark.parametrize("script", [True, False])
def test_every_place_is_large_enough_and_saved(site: Site, new_context: Contexts, script: bool) -> None:
    measurement = site.open_measurement(f"Netwerk {script}", PLACES.id, short=False)
    context = recognised(new_context(viewport=SMALLEST, java_script_enabled=script), site.url)
    page = context.new_page()
    page.goto(f"{site.url}/d/{measurement.join_code}/3")
    ties = PLACES.constructs[2]
    assert page.locator(".keuzes label").count() == 6 * len(ties.items)
    assert page.evaluate(TOO_SMALL) == []
    role = next(one for one in ties.items if one.id == "dr-3c")  # the longest labels there are
    labels = page.locator(f'fieldset[data-stelling="{role.id}"] .keuzes label')
    for at, place in enumerate(role.places):
        expect(labels.nth(at)).to_contain_text(place)
        assert labels.nth(at).evaluate("one => one.scrollWidth <= one.clientWidth")
    here = f'[name="{role.id}"][value="2"]'
    page.locator(here).check(force=True)
    page.get_by_role("button", name="Verder").last.click()
    page.wait_for_url("**/4")
    page.goto(f"{site.url}/d/{measurement.join_code}/3")
    assert page.locator(here).is_checked()
