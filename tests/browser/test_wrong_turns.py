"""What people mistype: a Dutch sentence that helps, and the field again."""

import pytest
from playwright.sync_api import Page, expect

from leidraad.storage.measurements import closing
from tests.browser.conftest import Contexts, Phones
from tests.browser.handset import visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site


@pytest.fixture
def start(site: Site, new_context: Contexts) -> Page:
    as_school_leader(site, new_context())  # somebody has taken it into use
    page = new_context().new_page()
    visit(page, site.url)
    return page


def _type_code(page: Page, code: str) -> None:
    page.get_by_label("Code van zes tekens").fill(code)
    page.get_by_role("button", name="Meedoen").click()


def test_what_is_no_code_gets_a_sentence_that_helps_and_the_field_again(start: Page) -> None:
    for typed in ("   ", "**"):
        _type_code(start, "AAA BBB")
        expect(start.get_by_text("We kennen de code AAABBB niet.")).to_be_visible()
        expect(start.get_by_text("zonder de letters I, L en O en zonder de cijfers 0 en 1")).to_be_visible()
        _type_code(start, typed)
        expect(start.get_by_text("Typ de zes tekens die op het scherm staan.")).to_be_visible()
        expect(start.get_by_label("Code van zes tekens")).to_be_visible()


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
