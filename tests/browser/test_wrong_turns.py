"""What people mistype, and what somebody sends who means harm: a Dutch sentence, and nothing that should not be stored."""

import pytest
from playwright.sync_api import Page, expect

from leidraad.domain.result import Mode
from leidraad.storage.measurements import closing, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from tests.browser.conftest import Contexts, Phones
from tests.browser.handset import MAIN, text_of, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site, until

# Each at most 60 signs, as a form allows.
HOSTILE = (
    "**vet** <b>dik</b> :tada: $e=mc^2$ [klik](http://x.nl) `a`",
    "# kop ![x](http://x.nl/x.png) :red[rood] <img src=x> &amp;",
    "1. www.evil.nl :material/home: \\(x\\) <script>a()</script> |",
)


@pytest.fixture
def start(site: Site, new_context: Contexts) -> Page:
    as_school_leader(site, new_context())  # somebody has taken it into use
    page = new_context().new_page()
    visit(page, site.url)
    return page


def _type_code(page: Page, code: str) -> None:
    page.get_by_label("Code van zes tekens").fill(code)
    page.get_by_role("button", name="Meedoen").click()


def test_a_code_that_nobody_has_gets_a_sentence_that_helps_and_the_field_again(start: Page) -> None:
    _type_code(start, "AAA BBB")
    expect(start.get_by_text("We kennen de code AAABBB niet.")).to_be_visible()
    expect(start.get_by_text("zonder de letters I, L en O en zonder de cijfers 0 en 1")).to_be_visible()
    expect(start.get_by_label("Code van zes tekens")).to_be_visible()


@pytest.mark.parametrize("typed", ["   ", "**"])
def test_a_code_without_a_letter_or_figure_is_asked_again(start: Page, typed: str) -> None:
    _type_code(start, typed)
    expect(start.get_by_text("Typ de zes tekens die op het scherm staan.")).to_be_visible()


def test_the_code_of_a_closed_measurement_says_that_it_is_closed(site: Site, start: Page) -> None:
    measurement = site.open_measurement("Al gesloten")
    with site.storage():
        closing.close(measurement.id)
    _type_code(start, measurement.join_code or "")
    expect(start.get_by_role("heading", name="De meting is gesloten")).to_be_visible()


@pytest.mark.parametrize(
    "typed", [" {one} - {two} ", "https://teamscan.school.nl/d/{one}{two}?x=1", "{one}{two}."]
)
def test_a_code_in_lower_case_with_spaces_and_dashes_or_as_a_whole_link_works(
    site: Site, start: Page, typed: str
) -> None:
    code = (site.open_measurement("Kleine letters").join_code or "").lower()
    _type_code(start, typed.format(one=code[:3], two=code[3:]))
    expect(start.get_by_role("heading", name="Kleine letters")).to_be_visible()
    expect(start.get_by_role("link", name="Beginnen")).to_be_visible()


@pytest.mark.parametrize("code", ["ONZIN", "%3Cb%3E!"])
def test_a_joining_link_with_a_wrong_code_lets_somebody_type_it(site: Site, new_phone: Phones, code: str) -> None:
    phone = new_phone(site.url)
    phone.open(code)
    phone.says("Deze code werkt niet")
    right = site.open_measurement("Toch gevonden").join_code or ""
    _type_code(phone.page, right)
    phone.says("Toch gevonden")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_team_name_is_shown_letter_for_letter_on_every_page(
    site: Site, new_context: Contexts, new_phone: Phones, name: str
) -> None:
    opened, shared = _measurements_of_team(site, name)
    page = as_school_leader(site, new_context()).new_page()

    visit(page, site.url)
    _shows_literally(page, f"{name} is nu open: 0 klaar")
    visit(page, f"{site.url}/metingen?team={opened.team_id}")
    expect(page.get_by_text("0 klaar, 0 nog bezig, van 12").first).to_be_visible()
    expect(page.get_by_text("Gedeelde metingen")).to_be_visible()
    _shows_literally(page, name)
    visit(page, f"{site.url}/resultaat?meting={shared.id}")
    expect(page.get_by_text("Zo maken we de scores")).to_be_visible()
    _shows_literally(page, f"{name}, {name}")

    phone = new_phone(site.url)
    phone.open(opened.join_code)
    expect(phone.page.get_by_role("link", name="Beginnen")).to_be_visible()
    _shows_literally(phone.page, name)


def _measurements_of_team(site: Site, name: str) -> tuple[Measurement, Measurement]:
    """An open and a shared measurement of a team, all with the same name."""
    with site.storage():
        team = schools.add_school_with_team(name, "vo", name)
        made = []
        for mode in (Mode.JOINT, Mode.INDIVIDUAL):
            one = measurements.prepare(
                measurements.Preparation(
                    team_id=team.id,
                    label=name,
                    instrument_id="leidraad-vo",
                    instrument_version=1,
                    short=True,
                    mode=mode,
                    invited=12,
                )
            )
            made.append(measurements.open_(one.id))
            if mode is Mode.JOINT:
                closing.close(one.id)
                reveal.share(one.id)
    return made[1], made[0]


def _shows_literally(page: Page, words: str) -> None:
    until(lambda: words in text_of(page))
    main = page.locator(MAIN)
    for harm in ("a[href*='x.nl']", "a[href*='www.evil']", "img[src*='x']:not(.qr)", ".katex", "h1 b", "del"):
        expect(main.locator(harm)).to_have_count(0)
    for said in ("rood", "vet", "dik", "klik", "kop"):
        exact = main.get_by_text(said, exact=True)
        expect(exact, f"{said!r} staat op zichzelf, dus de tekst is opgemaakt").to_have_count(0)
